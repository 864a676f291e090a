"""Daylio's CSV file in its three layouts: of 2018 with the year apart, then with full dates."""

from __future__ import annotations

from acutimer.core.importing.asking import Asking
from acutimer.core.importing.reading import Found, Reading
from acutimer.storage.imports.daylio import MoodEntry, mood_note
from acutimer.storage.imports.table import Cells, Table, seen_columns

_SHARED = {"weekday", "time", "mood", "activities", "note"}
#: What its columns become; all others are left out.
_BECOMES = {
    "full_date": "Day",
    "date": "Day",
    "year": "Day",
    "time": "Time",
    "mood": "Number, as you say, and words",
    "activities": "Tags",
    "note_title": "Words",
    "note": "Words",
}


def is_theirs(columns: tuple[str, ...]) -> bool:
    """Whether a table is one of Daylio."""
    has_day = "full_date" in columns or {"year", "date"} <= set(columns)
    return has_day and set(columns) >= _SHARED


def reading_of(table: Table) -> Reading[Cells]:
    """The table as rows that can be asked what they say."""
    has_whole = "full_date" in table.columns

    def becomes(name: str) -> str:
        # where full dates stand, those without a year are not read
        return "" if has_whole and name in ("date", "year") else _BECOMES.get(name, "")

    columns = seen_columns(table, becomes)
    return Reading("daylio", table.rows, _note, table.refused, columns=columns)


def _note(cells: Cells, asking: Asking) -> Found:
    day = cells["full_date"].strip() or f"{cells['date'].strip()} {cells['year'].strip()}"
    activities = tuple(word for part in cells["activities"].split("|") if (word := part.strip()))
    entry = MoodEntry(
        day,
        cells["time"].strip(),
        cells["mood"].strip(),
        activities,
        cells["note_title"],
        cells["note"],
    )
    return mood_note(entry, asking)
