"""Loop Habit Tracker's database, of its version 12 to 25: an older one has no values, only days."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from acutimer.core.importing.reading import Reading, Row
from acutimer.core.importing.refusing import Refused
from acutimer.storage.imports.errors import ImportFault
from acutimer.storage.imports.foreign_database import columns_of, reading, version_of
from acutimer.storage.imports.loop import WORDS, YES, HabitDay, reading_of
from acutimer.storage.imports.table import MOST_ROWS

_NEWEST = 25
_NUMBERS = 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_MS = 10**13


def is_theirs(connection: sqlite3.Connection) -> bool:
    """Whether a database is one of Loop Habit Tracker."""
    return {"habit", "timestamp"} <= columns_of(connection, "Repetitions") and "name" in columns_of(
        connection, "Habits"
    )


def read_database(path: Path) -> Reading[HabitDay]:
    """The days of all habits; raises ImportFault. Days are counted, as they have no lines."""
    with reading(path) as connection:
        if version_of(connection) > _NEWEST:
            raise ImportFault(
                "The database was written by a newer Loop Habit Tracker than this acutimer knows; "
                "nothing was changed. Export a zip file (CSV) there, and take that."
            )
        habits, days = columns_of(connection, "Habits"), columns_of(connection, "Repetitions")
        kind = "h.type" if "type" in habits else "0"
        value = "r.value" if "value" in days else "2"
        note = "r.notes" if "notes" in days else "''"
        found = connection.execute(
            f"SELECT h.name, {kind}, r.timestamp, {value}, {note} FROM Repetitions AS r"  # noqa: S608
            " JOIN Habits AS h ON h.id = r.habit ORDER BY r.timestamp, h.id LIMIT ?",
            (MOST_ROWS,),
        ).fetchall()
    rows: list[Row[HabitDay]] = []
    refused: list[Refused] = []
    for place, (name, of_kind, at_ms, number, words) in enumerate(found, start=1):
        if not isinstance(at_ms, int) or not 0 <= at_ms < _MOST_MS or not isinstance(number, int):
            refused.append(Refused(place, "", "it says no day and no number."))
            continue
        day = (_EPOCH + timedelta(milliseconds=at_ms)).date().isoformat()
        is_number = of_kind == _NUMBERS
        said = WORDS.get(number, str(number) if is_number else YES)
        rows.append(Row(place, HabitDay(str(name or ""), is_number, day, said, str(words or ""))))
    return reading_of(rows, refused)
