"""Cluster Headache Tracker's CSV file: attacks, each with a beginning and an end."""

from __future__ import annotations

from acutimer.core.importing.asking import Asking
from acutimer.core.importing.reading import Found, Reading
from acutimer.core.importing.values import labelled, note_of, plain_words
from acutimer.storage.imports.made_notes import headache, medicines, tags_of
from acutimer.storage.imports.table import Cells, Table, seen_columns

_NEEDED = ("start_time", "end_time", "intensity")
#: What its columns become; all others are left out.
_BECOMES = {
    "start_time": "Headache began",
    "end_time": "Headache ended",
    "intensity": "Its worst, 0 to 10",
    "medication": "Medicine and words",
    "triggers": "Words",
    "notes": "Words",
}


def is_theirs(columns: tuple[str, ...]) -> bool:
    """Whether a table is one of Cluster Headache Tracker."""
    return columns[:3] == _NEEDED


def reading_of(table: Table) -> Reading[Cells]:
    """The table as rows that can be asked what they say."""
    columns = seen_columns(table, lambda name: _BECOMES.get(name, ""))
    return Reading("cluster", table.rows, _note, table.refused, columns=columns)


def _note(cells: Cells, asking: Asking) -> Found:
    started, ended = cells["start_time"].strip(), cells["end_time"].strip()
    at = asking.moment(started, "start_time")
    until = asking.moment(ended, "end_time") if ended else None
    strength = cells["intensity"].strip()
    worst, said = asking.number(strength, "intensity") if strength else (None, "")
    note = note_of(
        said,
        plain_words(cells["notes"]),
        labelled("Medicine", plain_words(cells["medication"])),
        labelled("Triggers", plain_words(cells["triggers"])),
    )
    notes = [headache(at, until, worst, note, tags_of(asking), column="end_time")]
    taken = [name for part in cells["medication"].split(",") if (name := part.strip())]
    notes += medicines(taken, at, asking)
    return Found((started,), cells.whole, notes)
