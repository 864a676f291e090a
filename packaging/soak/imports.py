"""Damaged files of other programs: each is planned or refused in a sentence, never a traceback."""

from __future__ import annotations

import tempfile
from pathlib import Path

from content import read_damaged

from tests.storage.imports.good_files import targets


def soak(files: int, seed: int) -> dict[str, object]:
    """So many damaged files, of each kind and each member of a zip file in turn."""
    with tempfile.TemporaryDirectory() as folder:
        return read_damaged(targets(Path(folder)), files, seed)
