"""What an open journal holds, so that it outlives that journal: carried into another, or set aside.

Must never carry safety answers: after a restore they are asked again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from acutimer.core.journal import EntryKind
from acutimer.storage.entry_rows import COLUMNS, Pending, entry_of
from acutimer.storage.errors import DatabaseError
from acutimer.storage.journal_place import stamp
from acutimer.storage.private_files import make_folder, publish, temporary_beside
from acutimer.storage.sqlite_file import telling

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from acutimer.storage.database import Database


def carried(database: Database) -> list[Pending] | None:
    """All entries that can be read, to be taken in by another journal; None where none can be."""
    try:
        rows = database.rows(f"SELECT {COLUMNS} FROM entry AS e ORDER BY e.rowid")  # noqa: S608
    except DatabaseError:
        return None
    entries = [entry for row in rows if (entry := entry_of(row)) is not None]
    return [
        Pending(entry.id, entry.kind, entry.at, entry.zone, entry.replaces, entry.body)
        for entry in entries
        if entry.kind != EntryKind.SAFETY_ANSWERS
    ]


def keep_copy(database: Database, folder: Path, now: datetime) -> Path:
    """Write all of an open journal into a folder of backups, for another file has its place.

    Its log lies beside that one and is emptied, or it would be read into it. Raises DatabaseError.
    """
    with telling(folder):
        make_folder(folder)
        temporary = temporary_beside(folder / "journal.sqlite3")
    try:
        database.rows("VACUUM INTO ?", (str(temporary),))
        copy = folder / f"journal-{stamp(now)}-before-it-was-replaced.sqlite3"
        with telling(folder):
            publish(temporary, copy)
        ((is_busy, *_),) = database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        if is_busy:
            raise DatabaseError(f"The log of {database.path} is in use by another program.")
    finally:
        temporary.unlink(missing_ok=True)
    return copy
