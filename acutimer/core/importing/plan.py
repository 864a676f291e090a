"""The one plan of an import: what is taken, what is here already, what is refused, what is asked.

The preview shows it and the commit writes it. Must never write anything itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from acutimer.core.clock_doubt import latest_moment
from acutimer.core.importing.asking import Asking
from acutimer.core.importing.dates import order_in
from acutimer.core.importing.questions import Answers, Question
from acutimer.core.importing.reading import Found, Noting, Reading, SeenColumn
from acutimer.core.importing.refusing import Refused, RowRefused
from acutimer.core.importing.sources import ANY, OWN, SOURCES
from acutimer.core.journal import RatingError
from acutimer.core.said import TagError

_FIRST_YEAR, _LAST_YEAR = 1901, 2199
#: So many rows are read between two looks whether somebody wants to stop.
STRIDE = 500
#: Of rows that are here already so many are kept to be shown; more are only counted.
MOST_SHOWN = 500


class PlannedRow(NamedTuple):
    """A row to be taken in; ``row`` is by what it is known again, without saying what it says."""

    line: int
    row: str
    notes: tuple[Noting, ...]


@dataclass(frozen=True)
class Plan:
    """What an import will do; rows are of the file, and one may make several entries."""

    source: str
    questions: tuple[Question, ...]
    rows: tuple[PlannedRow, ...]
    already_here: int
    refused: tuple[Refused, ...]
    #: rows that say nothing of pain, or that were chosen to be left out
    left_out: int = 0
    #: the first of the rows that are here already
    here: tuple[PlannedRow, ...] = ()
    columns: tuple[SeenColumn, ...] = ()

    @property
    def name(self) -> str:
        """What the program is called that wrote the file."""
        return SOURCES[self.source]

    @property
    def is_table(self) -> bool:
        """Whether it is a table of a program that nobody knows."""
        return self.source == ANY

    @property
    def waiting(self) -> tuple[Question, ...]:
        """The questions without whose answers nothing is taken in."""
        return tuple(one for one in self.questions if one.is_needed)

    @property
    def taken(self) -> int:
        """How many rows are taken in."""
        return len(self.rows)

    @property
    def entries(self) -> int:
        """How many entries they make."""
        return sum(len(row.notes) for row in self.rows)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last day of what is taken in."""
        days = [note.at.date() for row in self.rows for note in row.notes]
        return (min(days), max(days)) if days else None

    def as_json(self) -> dict[str, object]:
        """The plan for other programs; its keys are an interface and stay as they are."""
        refused = [{"line": one.line, "reason": one.sentence} for one in self.refused]
        return {"taken": self.taken, "already_here": self.already_here, "refused": refused}


def make_plan(
    reading: Reading[Any],
    answers: Answers,
    now: datetime,
    known: Container[str] = (),
    tick: Callable[[int, int], object] = lambda _done, _all: None,
) -> Plan:
    """Plan the import of a file; ``known`` are the rows that are here already.

    ``tick`` is told how many rows are done of how many; what it raises ends the planning.
    """
    texts = (text for row in reading.rows for text in reading.dates(row.value))
    asking = Asking(answers, answers.dates or order_in(texts))
    latest = latest_moment(now)
    seen: dict[tuple[str, ...], list[int]] = {}
    rows: list[PlannedRow] = []
    here: list[PlannedRow] = []
    refused = list(reading.refused)
    already_here = left_out = 0
    for count, row in enumerate(reading.rows):
        if count % STRIDE == 0:
            tick(count, len(reading.rows))
        asking.begin_row()
        try:
            found = reading.read(row.value, asking)
            _require_likely(found.notes, latest)
        except RowRefused as fault:
            refused.append(Refused(row.line, fault.column, fault.reason))
            continue
        except (RatingError, TagError) as fault:
            refused.append(Refused(row.line, "", str(fault)))
            continue
        if asking.waits:
            continue
        if not found.notes:
            left_out += 1
            continue
        name = _name_of(reading.source, found, seen)
        if name is None or name in known:
            already_here += 1
            if len(here) < MOST_SHOWN:
                here.append(PlannedRow(row.line, name or "", tuple(found.notes)))
        else:
            rows.append(PlannedRow(row.line, name, tuple(found.notes)))
    refused.sort(key=lambda one: one.line)
    return Plan(
        source=reading.source,
        questions=asking.questions,
        rows=tuple(rows),
        already_here=already_here,
        refused=tuple(refused),
        left_out=left_out,
        here=tuple(here),
        columns=reading.columns,
    )


def _require_likely(notes: Iterable[Noting], latest: datetime | None) -> None:
    for note in notes:
        if not _FIRST_YEAR <= note.at.year <= _LAST_YEAR:
            raise RowRefused("", f"{note.at.year} is no likely year.")
        if latest is not None and note.at > latest:
            raise RowRefused("", f"{note.at:%Y-%m-%d} lies ahead; a note is of what was.")


def _name_of(source: str, found: Found, seen: dict[tuple[str, ...], list[int]]) -> str | None:
    """By what a row is known again; None for the twin of one that was read before.

    Of what was read before a number is kept, for the whole would fill the memory.
    """
    content = hash(found.content)
    alike = seen.setdefault(found.key, [])
    if content in alike:
        return None
    alike.append(content)
    nth = f"#{len(alike)}" if len(alike) > 1 else ""
    if source == OWN and len(found.key) == 1:
        return f"{source}:{found.key[0]}{nth}"  # an id says nothing of what was noted
    return f"{source}:{_hashed(chr(31).join(found.key))}{nth}"


def _hashed(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
