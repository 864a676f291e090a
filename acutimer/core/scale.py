"""The pain scale: its ends and their words, which never change."""

from __future__ import annotations

SCALE_LEAST, SCALE_MOST = 0, 10
SCALE_LOW_WORDS = "No pain"
SCALE_HIGH_WORDS = "Worst pain you can imagine"
