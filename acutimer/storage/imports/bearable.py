"""Bearable's CSV file: symptoms with words for how strong they were, on parts of a day.

Which symptom is pain, and which number a word is, the person says. Must never make a number of a
word by itself; only that a symptom was not there is 0.
"""

from __future__ import annotations

import re

from acutimer.core.importing.asking import Asking
from acutimer.core.importing.questions import Field
from acutimer.core.importing.reading import Found, Noting, Reading
from acutimer.core.importing.refusing import RowRefused
from acutimer.core.importing.values import note_of, plain_words
from acutimer.core.journal import EntryKind, Moment, Rating, rating_body
from acutimer.storage.imports.made_notes import medicines, noting, tags_of
from acutimer.storage.imports.table import Cells, Table, seen_columns

_NEEDED = {"date formatted", "category", "rating/amount", "detail"}
#: What its columns become; all others are left out.
_BECOMES = {
    "date formatted": "Day",
    "time of day": "Tag",
    "category": "Symptom or medicine",
    "detail": "Number or medicine, as you say",
    "notes": "Words",
}
_SYMPTOM, _MEDICINE = "symptom", "meds/supplements"
_DETAIL = re.compile(r"(.*?)\s*(?:\(([^()]*)\))?", re.DOTALL)
_NOT_THERE = "none"
_WHOLE_DAY = ("", "all day")


def is_theirs(columns: tuple[str, ...]) -> bool:
    """Whether a table is one of Bearable."""
    return set(columns) >= _NEEDED


def reading_of(table: Table) -> Reading[Cells]:
    """The table as rows that can be asked what they say."""
    columns = seen_columns(table, lambda name: _BECOMES.get(name, ""))
    return Reading("bearable", table.rows, _note, table.refused, columns=columns)


def _note(cells: Cells, asking: Asking) -> Found:
    category, detail = cells["category"].strip().casefold(), cells["detail"].strip()
    day, part = cells["date formatted"].strip(), cells["time of day"].strip()
    found = _DETAIL.fullmatch(detail)
    name, word = (found[1].strip(), (found[2] or "").strip()) if found else (detail, "")
    notes: list[Noting] = []
    if category == _MEDICINE and detail:
        at = asking.noon(asking.day(day, "date formatted"))
        notes = medicines([detail], at, asking)
    elif category == _SYMPTOM:
        if not name:
            raise RowRefused("detail", "it names no symptom.")
        if asking.field(name, (Field.PAIN, Field.IGNORE)) is Field.PAIN:
            notes = _pain(cells, name, word, part, asking)
    return Found((day, part, category, name), cells.whole, notes)


def _pain(cells: Cells, name: str, word: str, part: str, asking: Asking) -> list[Noting]:
    if not word:
        raise RowRefused("detail", "it does not say how strong it was.")
    value = 0 if word.casefold() == _NOT_THERE else asking.word(word)
    at = asking.noon(asking.day(cells["date formatted"], "date formatted"))
    if value is None:
        return []
    rating = Rating(
        "",
        value,
        Moment.EVENING_AVERAGE,
        at,
        note=note_of(word, plain_words(cells["notes"])),
        tags=tags_of(asking, name, "" if part.casefold() in _WHOLE_DAY else part),
    )
    return [noting(EntryKind.RATING, at, rating_body(rating))]
