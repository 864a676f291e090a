"""What holds for every test: windows are drawn offscreen unless a test brings its own display."""

from __future__ import annotations

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"
