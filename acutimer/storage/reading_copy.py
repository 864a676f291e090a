"""What can still be read of a journal that cannot be opened, as on a full disk: a copy in memory.

Must never change the journal.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from acutimer.storage.database import Database
from acutimer.storage.devices import known_device
from acutimer.storage.migrating import MIGRATIONS, migrate, numbered, version_of
from acutimer.storage.sqlite_file import require_ours, telling


def open_for_reading(
    path: Path, why: str, migrations: Path = MIGRATIONS, *, untouched: bool = False
) -> Database:
    """What can be read of a journal that cannot be opened now, for instance on a full disk.

    Nothing can be noted in it, for the reason ``why``; raises DatabaseError. ``untouched`` leaves
    its log as it is too, which SQLite else folds in.
    """
    path = path.absolute()
    with telling(path):
        require_ours(path)
        copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        try:
            _read_into(copy, path, untouched=untouched)
            steps = numbered(migrations)
            if version_of(copy) < len(steps):
                migrate(path, copy, steps)
            return Database(path, copy, known_device(copy), why, None, migrations)
        except BaseException:
            copy.close()
            raise


def _read_into(copy: sqlite3.Connection, path: Path, *, untouched: bool) -> None:
    """Copy the journal into memory, in whichever way this disk still lets it be read.

    SQLite wants a file of its own beside a journal in use, unless it holds the journal alone.
    """
    ways = [("rw", "NORMAL"), ("rw", "EXCLUSIVE")]
    log = path.with_name(f"{path.name}-wal")
    if not log.exists() or not log.stat().st_size:
        ways.append(("ro&immutable=1", "NORMAL"))
    if untouched:  # without a log nobody writes, and to read by one would begin it
        ways = ways[-1:] if not log.exists() else [("ro", "NORMAL")]
    for number, (mode, locking) in enumerate(ways, 1):
        source = sqlite3.connect(f"{path.as_uri()}?mode={mode}", uri=True, isolation_level=None)
        with closing(source):
            try:
                source.execute(f"PRAGMA locking_mode = {locking}")
                source.backup(copy)
            except sqlite3.OperationalError:
                if number == len(ways):
                    raise
            else:
                return
