"""Answers as rows need them; what is not answered is noted as a question, and the row waits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from acutimer.core.importing.dates import (
    OrderUnknown,
    Written,
    read_time,
    read_written,
    whole_moment,
)
from acutimer.core.importing.questions import (
    NO_NUMBER,
    Answers,
    Ask,
    Decimal,
    Field,
    Order,
    Question,
)
from acutimer.core.importing.refusing import RowRefused
from acutimer.core.importing.values import chosen_places, on_scale, place_choices
from acutimer.core.medicine import MEDICINE_CLASSES
from acutimer.core.scale import SCALE_LEAST, SCALE_MOST
from acutimer.core.wall_time import moment

_NUMBERS = (*(str(one) for one in range(SCALE_LEAST, SCALE_MOST + 1)), NO_NUMBER)
_CLASSES = (*MEDICINE_CLASSES, Field.IGNORE.value)
#: Where the comma is the decimal one, a dot before three digits only parts them.
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+")
#: A column of whole sentences would ask about each: of so many words it is asked which place they
#: are, and the others can be told on the command line.
MOST_PLACES_ASKED = 40
#: A tag for a time that the clocks leapt over, or that came twice that night.
ODD_HOUR = "clock change"


class Asking:
    """The answers to one file's questions; ``order`` is what its rows decide about dates."""

    def __init__(self, answers: Answers, order: Order | None = None) -> None:
        self._answers = answers
        self._order = answers.dates or order
        self._questions: dict[tuple[Ask, str], Question] = {}
        self._known: dict[tuple[Ask, str], str | None] = {}
        #: the words that were asked about as places
        self._places: dict[str, str] = {}
        #: the row in hand needs an answer that is not there
        self.waits = False
        #: what there is to say of the row's times
        self.marks: list[str] = []

    @property
    def questions(self) -> tuple[Question, ...]:
        """Everything that was not answered, what is needed first, in the order it came up."""
        return tuple(sorted(self._questions.values(), key=lambda one: not one.is_needed))

    def begin_row(self) -> None:
        """Another row is in hand."""
        self.waits = False
        self.marks = []

    # --- when -------------------------------------------------------------------------------

    def moment(self, text: str, column: str) -> datetime:
        """The moment a text says; raises RowRefused."""
        return whole_moment(text) or self.at(self.written(text, column))

    def day(self, text: str, column: str) -> date:
        """The day a text says; raises RowRefused."""
        return self.written(text, column).day

    def written(self, text: str, column: str) -> Written:
        """A day with what else was written; raises RowRefused."""
        try:
            return read_written(text, self._order)
        except OrderUnknown:
            self._ask(Question(Ask.DATES, choices=tuple(Order)))
            return Written(date(2000, 1, 1), time(12), None)
        except (ValueError, OverflowError):
            raise RowRefused(column, f"{_short(text)!r} is no date that exists.") from None

    def time(self, text: str, column: str) -> time:
        """A time of day; raises RowRefused."""
        try:
            return read_time(text)[0]
        except ValueError:
            raise RowRefused(column, f"{_short(text)!r} is no time of day.") from None

    def at(self, written: Written) -> datetime:
        """The moment of what was written; asks for the zone of a time where no offset was."""
        if written.at is None:
            return self.noon(written.day)
        return written.moment or self.wall(written.wall)

    def noon(self, day: date) -> datetime:
        """A day of which no time is known is kept at noon."""
        zone = self._answers.zone or self._answers.here
        return moment(day, time(12), zone).astimezone(zone)

    def wall(self, naive: datetime) -> datetime:
        """The moment the wall showed a time; of an hour that came twice the first."""
        zone = self._answers.zone
        if zone is None:
            self._ask(Question(Ask.ZONE))
            return naive.replace(tzinfo=UTC)
        first = naive.replace(tzinfo=zone)
        if first.utcoffset() == first.replace(fold=1).utcoffset():
            return first
        # the clocks leapt over this time, or it came twice
        self.marks.append(ODD_HOUR)
        return moment(naive.date(), naive.time(), zone).astimezone(zone)

    def here(self, at: datetime) -> datetime:
        """A moment that is known, by the walls of the zone that was answered, or of this one."""
        return at.astimezone(self._answers.zone or self._answers.here)

    # --- what -------------------------------------------------------------------------------

    def number(self, text: str, column: str) -> tuple[int, str]:
        """Pain from 0 to 10, and as it was written where it is not whole; raises RowRefused."""
        written = text.strip()
        if "," in written:
            decimal = self._answers.decimal
            if decimal is None:
                self._ask(Question(Ask.DECIMAL, choices=tuple(Decimal)))
                return 0, ""
            if decimal is Decimal.COMMA and "." not in written:
                return on_scale(written.replace(",", "."), column)[0], _part(written)
        elif self._answers.decimal is Decimal.COMMA and _THOUSANDS.fullmatch(written):
            raise RowRefused(column, f"{_short(written)!r} is no number from 0 to 10.")
        return on_scale(written, column)

    def word(self, word: str) -> int | None:
        """The number that somebody says a word is, None where it is none."""
        answer = self._told(Ask.WORD, word, _NUMBERS)
        return None if answer is None or answer == NO_NUMBER else int(answer)

    def medicine_class(self, name: str, *, is_needed: bool) -> str | None:
        """The class somebody says a medicine is of; None where nobody does."""
        answer = self._told(Ask.WORD, name, _CLASSES, is_needed=is_needed)
        return None if answer == Field.IGNORE else answer

    def places(self, words: str) -> tuple[str, ...]:
        """The places somebody says these words mean; none where nobody does: they stay words."""
        name = " ".join(words.split())
        key = name.casefold()
        if key not in self._places:
            is_full = len(self._places) == MOST_PLACES_ASKED
            if is_full and self._answers.of_name(Ask.WORD, name) is None:
                return ()
            self._places[key] = name
        name = self._places[key]
        answer = self._told(Ask.WORD, name, (*place_choices(name), Field.IGNORE), is_needed=False)
        return () if answer is None or answer == Field.IGNORE else chosen_places(answer)

    def field(self, name: str, choices: Sequence[Field], *, is_needed: bool = True) -> Field:
        """What somebody says a column holds; nothing of interest where nobody does."""
        answer = self._told(Ask.COLUMN, name, tuple(choices), is_needed=is_needed)
        return Field.IGNORE if answer is None else Field(answer)

    def _told(
        self, ask: Ask, name: str, choices: tuple[str, ...], *, is_needed: bool = True
    ) -> str | None:
        """The answer; one that is none of the choices is asked for once more."""
        key = (ask, name)
        if key not in self._known:
            self._known[key] = self._answers.of_name(*key)
        answer = self._known[key]
        if answer is None or answer not in choices:
            self._ask(Question(ask, name, choices, is_needed or answer is not None))
            return None
        return answer

    def _ask(self, question: Question) -> None:
        known = self._questions.setdefault((question.ask, question.name), question)
        if question.is_needed and not known.is_needed:
            self._questions[question.ask, question.name] = question
        self.waits = self.waits or question.is_needed


def _part(written: str) -> str:
    return "" if float(written.replace(",", ".")).is_integer() else written


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
