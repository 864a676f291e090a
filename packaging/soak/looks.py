"""Damaged files that the window reads to draw itself."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from content import read_damaged

from acutimer.places import resource_path
from acutimer.ui.kit.theme import THEME_NAMES, load_theme, palette


def _dress(path: Path) -> None:
    for name in THEME_NAMES:
        palette(load_theme(name, path))


def soak(files: int, seed: int) -> dict[str, object]:
    """So many damaged files."""
    name = "tokens.json"
    return read_damaged([(name, resource_path(name).read_bytes(), _dress)], files, seed)
