"""The file that keeps where the window was; nothing in it is worth a word when it is broken.

Must never fail: without it the window comes as for the first time.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from acutimer.core.window_place import Kept, content_of, kept_of
from acutimer.storage.errors import StorageError
from acutimer.storage.private_files import make_folder, write_atomically

#: More than the file ever holds.
_LIMIT_BYTES = 4096


def load_window(path: Path) -> Kept | None:
    """What was kept; None when there is nothing that makes sense."""
    try:
        with path.open("rb") as file:
            content: object = json.loads(file.read(_LIMIT_BYTES))
    except (OSError, ValueError, RecursionError):
        return None
    return kept_of(content)


def save_window(path: Path, kept: Kept) -> None:
    """Keep it, readable for its owner alone."""
    with suppress(OSError, StorageError):
        make_folder(path.parent)
        write_atomically(path, json.dumps(content_of(kept)).encode())
