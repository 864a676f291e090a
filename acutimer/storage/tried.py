"""When a restore was last tried and what came of it: a small file beside the backups.

Must never fail: without it nothing is said of a trial.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, cast

from acutimer.storage.drill import Drill
from acutimer.storage.errors import StorageError
from acutimer.storage.private_files import write_atomically

_NAME = "last-restore-tried.json"
#: More than the file ever holds.
_LIMIT_BYTES = 4096


class Tried(NamedTuple):
    """A trial and its moment."""

    at: datetime
    came: Drill


def keep_tried(folder: Path, at: datetime, came: Drill) -> None:
    """Keep what came of a trial, readable for its owner alone."""
    counts = {"entries": came.entries, "came_back": came.came_back, "readable": came.readable}
    with suppress(OSError, StorageError):
        write_atomically(folder / _NAME, json.dumps({"at": at.isoformat(), **counts}).encode())


def last_tried(folder: Path) -> Tried | None:
    """The last trial; None where none is known."""
    try:
        with (folder / _NAME).open("rb") as file:
            said: object = json.loads(file.read(_LIMIT_BYTES))
        if not isinstance(said, dict):
            return None
        kept = cast("dict[str, object]", said)
        counts = [kept[key] for key in ("entries", "came_back", "readable")]
        at = datetime.fromisoformat(str(kept["at"]))
    except (OSError, ValueError, KeyError, RecursionError):
        return None
    if at.tzinfo is None or not all(type(one) is int for one in counts):
        return None
    return Tried(at, Drill(*cast("list[int]", counts)))
