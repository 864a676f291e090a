"""Loop Habit Tracker: what a habit says of a day, from its zip file or its database.

There is no time of day in it. Numbers stand a thousandfold in both; a number that is 0 is written
as NO. Must never take what it worked out itself (YES_AUTO) for something that was done.
"""

from __future__ import annotations

from typing import NamedTuple

from acutimer.core.importing.asking import Asking
from acutimer.core.importing.questions import Field
from acutimer.core.importing.reading import (
    Found,
    Noting,
    Reading,
    Row,
)
from acutimer.core.importing.refusing import Refused, RowRefused
from acutimer.core.importing.values import note_of, on_scale, plain_words
from acutimer.core.journal import EntryKind, Moment, Rating, rating_body
from acutimer.storage.imports.made_notes import medicines, noting, tags_of

NO, YES_AUTO, YES, SKIP, UNKNOWN = "NO", "YES_AUTO", "YES_MANUAL", "SKIP", "UNKNOWN"
#: What the database holds for the words of the zip file.
WORDS = {-1: UNKNOWN, 0: NO, 1: YES_AUTO, 2: YES, 3: SKIP}
_THOUSAND = 1000


class HabitDay(NamedTuple):
    """What a habit says of a day; ``value`` is a word or a number a thousandfold."""

    habit: str
    is_number: bool
    day: str
    value: str
    note: str


def reading_of(rows: list[Row[HabitDay]], refused: list[Refused]) -> Reading[HabitDay]:
    """The days as rows that can be asked what they say."""
    return Reading("loop", tuple(rows), _note, tuple(refused))


def _note(said: HabitDay, asking: Asking) -> Found:
    key = (said.habit, said.day)
    content = f"{said.value}\x1f{said.note}"
    choices = (Field.PAIN, Field.MEDICINE, Field.IGNORE) if said.is_number else _OF_YES_AND_NO
    field = asking.field(said.habit, choices)
    if field is Field.IGNORE or said.value in (UNKNOWN, SKIP):
        return Found(key, content)
    at = asking.noon(asking.day(said.day, "Date"))
    if field is Field.MEDICINE:
        took = said.value == YES or (said.is_number and said.value not in (NO, YES_AUTO))
        notes = medicines([said.habit], at, asking, is_needed=True) if took else []
    else:
        notes = [_pain(said, asking)]
    return Found(key, content, notes)


_OF_YES_AND_NO = (Field.MEDICINE, Field.IGNORE)


def _pain(said: HabitDay, asking: Asking) -> Noting:
    at = asking.noon(asking.day(said.day, "Date"))
    written = "0" if said.value == NO else said.value
    if not written.isascii() or not written.isdecimal() or len(written) > 9:
        raise RowRefused(said.habit, f"{written[:40]!r} is no number from 0 to 10.")
    value, shown = on_scale(f"{int(written) / _THOUSAND:.3f}".rstrip("0").rstrip("."), said.habit)
    rating = Rating(
        "",
        value,
        Moment.EVENING_AVERAGE,
        at,
        note=note_of(shown, plain_words(said.note)),
        tags=tags_of(asking, said.habit),
    )
    return noting(EntryKind.RATING, at, rating_body(rating))
