"""Damaged files that the window reads to draw itself."""

from __future__ import annotations

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from content import read_damaged

from acutimer.places import resource_path
from acutimer.storage.errors import StorageError
from acutimer.ui.kit.theme import ThemesUnreadable, palette, read_themes


def _dress(path: Path) -> None:
    try:
        themes = read_themes(path)
    except ThemesUnreadable as fault:
        raise StorageError(str(fault)) from fault
    for theme in themes.values():
        palette(theme)


def soak(files: int, seed: int) -> dict[str, object]:
    """So many damaged files."""
    name = "tokens.json"
    return read_damaged([(name, resource_path(name).read_bytes(), _dress)], files, seed)
