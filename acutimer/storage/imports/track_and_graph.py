"""Track & Graph's CSV file, with labels or from before there were any.

One file holds many trackers; which is of pain only the person knows. Must never take a length of
time for a number.
"""

from __future__ import annotations

import re
from functools import partial

from acutimer.core.importing.asking import Asking
from acutimer.core.importing.questions import Field
from acutimer.core.importing.reading import Found, Noting, Reading
from acutimer.core.importing.refusing import RowRefused
from acutimer.core.importing.values import note_of, plain_words
from acutimer.core.journal import EntryKind, Moment, Rating, rating_body
from acutimer.storage.imports.made_notes import medicines, noting, tags_of
from acutimer.storage.imports.table import Cells, Table, seen_columns

_NEEDED = {"FeatureName", "Timestamp", "Value"}
#: What its columns become; all others are left out.
_BECOMES = {
    "FeatureName": "What it is of, as you say",
    "Timestamp": "Date and time",
    "Value": "Pain, 0 to 10, or medicine",
    "Label": "Tag, or name of the medicine",
    "Note": "Words",
}
_CHOICES = (Field.PAIN, Field.MEDICINE, Field.IGNORE)
_LENGTH = re.compile(r"(-?\d+:-?\d{1,2}:-?\d{1,2})(?::(.*))?", re.DOTALL)
_NUMBER = re.compile(r"([^:]*)(?::(.*))?", re.DOTALL)


def is_theirs(columns: tuple[str, ...]) -> bool:
    """Whether a table is one of Track & Graph."""
    return set(columns) >= _NEEDED


def reading_of(table: Table) -> Reading[Cells]:
    """The table as rows that can be asked what they say."""
    # a tracker of nothing but lengths of time can hold no pain, so nobody is asked about it
    numbers = {
        row.value["FeatureName"] for row in table.rows if not _LENGTH.fullmatch(row.value["Value"])
    }
    columns = seen_columns(table, lambda name: _BECOMES.get(name, ""))
    read = partial(_note, frozenset(numbers))
    return Reading("track-and-graph", table.rows, read, table.refused, columns=columns)


def _note(numbers: frozenset[str], cells: Cells, asking: Asking) -> Found:
    tracker, written = cells["FeatureName"].strip(), cells["Value"].strip()
    key = (tracker, cells["Timestamp"].strip())
    if cells["FeatureName"] not in numbers:
        return Found(key, cells.whole)
    if not tracker:
        raise RowRefused("FeatureName", "it names no tracker.")
    field = asking.field(tracker, _CHOICES)
    if field is Field.IGNORE:
        return Found(key, cells.whole)
    at = asking.moment(cells["Timestamp"], "Timestamp")
    if _LENGTH.fullmatch(written):
        raise RowRefused("Value", f"{written[:40]} is a length of time, no number from 0 to 10.")
    found = _NUMBER.fullmatch(written)
    number, label = (found[1], found[2] or "") if found else (written, "")
    label = cells["Label"].strip() or label.strip()
    notes: list[Noting]
    if field is Field.MEDICINE:
        notes = (
            [] if _is_zero(number) else medicines([label or tracker], at, asking, is_needed=True)
        )
    else:
        value, said = asking.number(number, "Value")
        note = note_of(said, plain_words(cells["Note"]))
        rating = Rating("", value, Moment.NOW, at, note=note, tags=tags_of(asking, tracker, label))
        notes = [noting(EntryKind.RATING, at, rating_body(rating))]
    return Found(key, cells.whole, notes)


def _is_zero(number: str) -> bool:
    try:
        return float(number) == 0
    except ValueError:
        return False
