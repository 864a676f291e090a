"""Our own journal, read as a file: a copy that was taken out, or a backup from elsewhere.

Must never change it, nor give more of it than lists show: answers to safety questions stay there.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

from acutimer.core.importing.reading import Reading
from acutimer.core.importing.refusing import Refused
from acutimer.core.journal import EntryKind
from acutimer.runtime.clock import SystemClock
from acutimer.storage.errors import StorageError
from acutimer.storage.exchange.listing import KEPT_KINDS, whole_entry
from acutimer.storage.imports.errors import ImportFault
from acutimer.storage.imports.own_json import reading_of
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.reading_copy import open_for_reading


def read_database(path: Path) -> Reading[dict[str, object]]:
    """The notes that show in it, counted from 1; raises ImportFault."""
    try:
        database = open_for_reading(path, "It is a file to import.", untouched=True)
        with closing(database):
            entries = JournalStore(database, SystemClock().now).entries(KEPT_KINDS)
    except StorageError as error:
        raise ImportFault(
            f"{path} is a database of acutimer that cannot be read; nothing was changed. "
            "Take another copy."
        ) from error
    told = [(entry.kind, whole_entry(entry)) for entry in entries]
    reading = reading_of([row for _, row in told if row is not None])
    # the line of an import from a file of ours is left where it is
    lost = sum(row is None and kind != EntryKind.IMPORT for kind, row in told)
    lost += entries.unreadable
    if not lost:
        return reading
    fault = Refused(
        len(reading.rows) + 1, "", f"notes of the database that cannot be read: {lost}."
    )
    return replace(reading, refused=(*reading.refused, fault))
