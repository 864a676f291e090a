"""What several tests of storage need: a clock, and ways to put entries in."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from acutimer.core.journal import Entry, EntryKind
from acutimer.storage.database import Database
from acutimer.storage.entry_rows import INSERT, Pending, row_of
from acutimer.storage.journal_store import JournalStore

#: Opens the journal of the test; takes ``migrations``.
OpenJournal = Callable[..., Database]


class WallClock:
    """A wall clock that only moves when told, also backwards."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 1, 9, 0, tzinfo=timezone(timedelta(hours=1)))

    def __call__(self) -> datetime:
        return self.moment

    def move(self, **by: float) -> datetime:
        self.moment += timedelta(**by)
        return self.moment


def files_in(folder: Path) -> list[str]:
    """What lies in a folder, but for the lock, which always does."""
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))


def note(database: Database, now: WallClock, value: int = 3) -> Entry:
    """Note a rating."""
    return JournalStore(database, now).append(EntryKind.RATING, {"value": value, "moment": "now"})


def insert(database: Database, *entries: Entry) -> None:
    """Put entries in as a merge from another machine would."""
    with database.writing() as connection:
        for entry in entries:
            connection.execute(
                "INSERT INTO device SELECT ?, 0 WHERE NOT EXISTS"
                " (SELECT 1 FROM device WHERE id = ?)",
                (entry.device, entry.device),
            )
            pending = Pending(
                *(entry.id, entry.kind, entry.at.astimezone(UTC), entry.zone),
                *(entry.replaces, entry.body),
            )
            connection.execute(INSERT, row_of(pending, entry.device, entry.seq, entry.hlc))


def change(path: Path, sql: str, *values: object) -> None:
    """Change what never changes, as a damaged disk does."""
    rule = "entry_never_changes"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        said = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (rule,))
        (again,) = said.fetchone()
        connection.execute(f"DROP TRIGGER {rule}")
        connection.execute(sql, values)
        connection.execute(again)
