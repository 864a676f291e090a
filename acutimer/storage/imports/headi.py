"""Headi's CSV file: attacks by moments in milliseconds from 1970; nothing in it is quoted.

A comma within a name shifts what follows it, so such a row is refused rather than misread.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from acutimer.core.importing.asking import Asking
from acutimer.core.importing.reading import Found, Noting, Reading
from acutimer.core.importing.refusing import RowRefused
from acutimer.core.importing.values import labelled, note_of, plain_words
from acutimer.storage.imports.made_notes import headache, medicines, tags_of
from acutimer.storage.imports.table import Cells, Table, seen_columns

_NEEDED = ("_id", "pain", "start_date", "end_date")
#: What its columns become; all others are left out.
_BECOMES = {
    "pain": "Tag",
    "start_date": "Headache began",
    "end_date": "Headache ended",
    "strength": "Its worst, 0 to 10",
    "medication": "Medicine and words",
    "medication_amount": "Words",
}
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOST_MS = 10**13
_NONE = ("", "null", "0")


def is_theirs(columns: tuple[str, ...]) -> bool:
    """Whether a table is one of Headi."""
    return columns[:4] == _NEEDED


def reading_of(table: Table) -> Reading[Cells]:
    """The table as rows that can be asked what they say."""
    columns = seen_columns(table, lambda name: _BECOMES.get(name, ""))
    return Reading("headi", table.rows, _note, table.refused, columns=columns)


def _note(cells: Cells, asking: Asking) -> Found:
    at = asking.here(_moment(cells, "start_date"))
    has_end = cells["end_date"].strip() not in _NONE
    until = asking.here(_moment(cells, "end_date")) if has_end else None
    strength = cells["strength"].strip()
    worst, said = (
        asking.number(strength, "strength") if strength not in ("", "null") else (None, "")
    )
    medication, amount = (cells[name].strip() for name in ("medication", "medication_amount"))
    medication = "" if medication == "null" else medication
    took = f"{amount} x {medication}" if medication and amount not in _NONE else medication
    note = note_of(said, labelled("Medicine", plain_words(took)))
    tags = tags_of(asking, cells["pain"].strip())
    notes: list[Noting] = [headache(at, until, worst, note, tags, column="end_date")]
    notes += medicines([medication] if medication else [], at, asking)
    return Found((cells["pain"].strip(), cells["start_date"].strip()), _said(cells), notes)


def _said(cells: Cells) -> str:
    """All that a row says but for its number."""
    return "\x1f".join(cells.values[1:])


def _moment(cells: Cells, column: str) -> datetime:
    text = cells[column].strip()
    if not text.isascii() or not text.isdecimal() or len(text) > 13 or int(text) >= _MOST_MS:
        raise RowRefused(column, f"{text[:40]!r} is no moment in milliseconds from 1970.")
    return _EPOCH + timedelta(milliseconds=int(text))
