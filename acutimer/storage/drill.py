"""Tries whether a backup can be restored: into a temporary place, entry by entry, then gone again.

Must never touch the journal, nor the backup.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from pathlib import Path

from acutimer.storage.backups import Backup
from acutimer.storage.database import open_database
from acutimer.storage.errors import DatabaseError, reason_of
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.rescue import restore
from acutimer.storage.sqlite_file import connect, decoded_rows, telling

#: What every version of the journal has.
_KEPT = "id, device, seq, hlc, kind, at_us, offset_s, zone, replaces, body"
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Drill:
    """What came of it: entries in the backup, those that came back as they were, those readable."""

    entries: int
    came_back: int
    readable: int

    @property
    def is_whole(self) -> bool:
        """Whether all of it came back and can be read."""
        return self.entries == self.came_back == self.readable


def drill(backup: Backup, folder: Path, now: Callable[[], datetime]) -> Drill:
    """Restore a backup below ``folder`` as if it were to be used, and compare; or DatabaseError."""
    try:
        place = tempfile.TemporaryDirectory(prefix=".drill-", dir=folder)
    except OSError as error:
        raise DatabaseError(
            f"There is no place to try it in {folder} ({reason_of(error)}); nothing was changed."
        ) from error
    with place as made:
        path = Path(made) / "journal.sqlite3"
        restore(backup.path, path)
        database = open_database(path, now=now, backups=Path(made) / "backups")
        with closing(database):
            unreadable = JournalStore(database, now).unreadable()
        pairs = zip_longest(_entries(backup.path), _entries(path))
        entries = came_back = restored = 0
        for before, after in pairs:
            entries += before is not None
            restored += after is not None
            came_back += before == after
        return Drill(entries, came_back, restored - unreadable)


def _entries(path: Path) -> Iterator[tuple[object, ...]]:
    """What a journal holds, in an order of its own, a part at a time."""
    last = 0
    with telling(path), closing(connect(path)) as connection:
        while True:
            sql = f"SELECT rowid, {_KEPT} FROM entry WHERE rowid > ? ORDER BY rowid LIMIT ?"  # noqa: S608
            rows = decoded_rows(connection, sql, (last, _AT_ONCE))
            if not rows:
                return
            last = int(rows[-1][0])
            yield from (row[1:] for row in rows)
