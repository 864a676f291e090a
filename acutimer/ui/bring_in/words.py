"""What the page that brings notes in says: answers by their names, rows in words.

Must never say of a file more than it holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from acutimer.core.imported import import_words
from acutimer.core.importing.plan import Plan, PlannedRow
from acutimer.core.importing.questions import NO_NUMBER, Ask, Decimal, Field, Order, Question
from acutimer.core.importing.reading import Noting
from acutimer.core.importing.values import chosen_places
from acutimer.core.medicine import MEDICINE_CLASSES
from acutimer.core.pain_places import places_in_words
from acutimer.core.plain_text import one_line

TITLE = "Bring in your notes"
ONE_STEP = "One step: it can be undone as a whole. A backup is made first. Nothing is changed yet."
_FIELDS = {
    Field.TIME: "Date and time",
    Field.DATE: "Date",
    Field.PAIN: "Pain, 0 to 10",
    Field.PLACE: "Place",
    Field.SIDE: "Side",
    Field.NOTE: "Words",
    Field.MEDICINE: "Medicine",
    Field.IGNORE: "Leave out",
}
_OTHERS = {
    Order.DAY_FIRST.value: "Day first",
    Order.MONTH_FIRST.value: "Month first",
    Decimal.COMMA.value: "Yes, 6,5 is six and a half",
    Decimal.DOT.value: "No",
    NO_NUMBER: "No number",
}
#: What else a note says in words, in the order it is read.
_TEXTS = ("site", "routine_name", "name", "note")
_MOST_WORDS = 120


def answer_words(question: Question, answer: str) -> str:
    """An answer as its button says it."""
    if question.ask is Ask.COLUMN:
        return _FIELDS[Field(answer)]
    if answer == Field.IGNORE:
        return "Leave it as words"
    if question.is_of_place:
        return places_in_words(chosen_places(answer))
    return MEDICINE_CLASSES.get(answer) or _OTHERS.get(answer, answer)


def rows_text(count: int) -> str:
    """How many rows."""
    return "1 row" if count == 1 else f"{count:,} rows"


def file_text(plan: Plan) -> str:
    """What the file looks like: "Looks like Migraine Buddy · 438 rows"."""
    rows = plan.taken + plan.already_here + len(plan.refused) + plan.left_out
    said = [f"Looks like {plan.name}"]
    if not plan.waiting:
        said.append(rows_text(rows))
    if plan.days is not None:
        said.append(f"{plan.days[0]} to {plan.days[1]}")
    return " · ".join(said)


def row_words(row: PlannedRow) -> str:
    """What a row will be noted as."""
    return "; ".join(_noting_words(one) for one in row.notes)


def _noting_words(note: Noting) -> str:
    body: Mapping[str, object] = note.body
    said = [f"{note.at:%Y-%m-%d %H:%M}"]
    number = body.get("value", body.get("worst"))
    if number is not None:
        said.append(f"pain {number}")
    elif note.kind in ("headache", "headache_day"):
        said.append("no headache" if body.get("had") is False else "headache")
    elif note.kind == "import":
        said.append(f"taken in: {import_words(body.get('rows'), str(body.get('source')))}")
    of_class = body.get("class")
    if isinstance(of_class, str):
        said.append(MEDICINE_CLASSES.get(of_class, "no medicine"))
    places = body.get("places")
    if isinstance(places, list):
        said.append(places_in_words(cast("list[str]", places)))
    said += [one_line(str(body[key])) for key in _TEXTS if body.get(key)]
    words = ", ".join(said)
    return words if len(words) <= _MOST_WORDS else f"{words[:_MOST_WORDS]}…"
