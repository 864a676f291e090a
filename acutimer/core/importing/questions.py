"""What an import must be told, and what it was told.

Must never guess an answer: a question that is needed and has none stops the import.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, tzinfo
from enum import StrEnum

from acutimer.core.pain_places import PLACES
from acutimer.core.plain_text import one_line

#: As a word's answer: it says no number, and is kept as a word.
NO_NUMBER = "none"


class Field(StrEnum):
    """What a column, a tracker or a habit of another program holds."""

    TIME = "time"
    DATE = "date"
    PAIN = "pain"
    PLACE = "place"
    SIDE = "side"
    NOTE = "note"
    MEDICINE = "medicine"
    IGNORE = "ignore"


class Order(StrEnum):
    """Which number of a date comes first."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


class Decimal(StrEnum):
    """Which sign stands before the part of a number that is not whole."""

    COMMA = "comma"
    DOT = "dot"


class Ask(StrEnum):
    """What is asked; the value is the option of ``log import`` that answers it."""

    ZONE = "zone"
    DATES = "dates"
    DECIMAL = "decimal"
    WORD = "map"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to be told; ``name`` is the word or the column that is meant, else empty.

    ``choices`` are all answers there are, empty where it is free text (a zone).
    """

    ask: Ask
    name: str = ""
    choices: tuple[str, ...] = ()
    #: without an answer nothing is taken in; else what it is about stays words, or is left out
    is_needed: bool = True

    @property
    def words(self) -> str:
        """The question as a sentence."""
        name = one_line(self.name)
        match self.ask:
            case Ask.ZONE:
                return "In which time zone were these times noted?"
            case Ask.DATES:
                return "Do the dates name the day first, or the month?"
            case Ask.DECIMAL:
                return "Is the comma in these numbers a decimal comma?"
            case Ask.COLUMN:
                return f"What does “{name}” hold?"
            case Ask.WORD:
                if "0" in self.choices:
                    return f"Which number from 0 to 10 is “{name}”?"
                if self.is_of_place:
                    return f"Where on the body is “{name}”?"
                return f"Which medicine is “{name}”?"

    @property
    def is_of_place(self) -> bool:
        """Whether a place on the body is asked for."""
        return not PLACES.keys().isdisjoint(self.choices)

    @property
    def flag(self) -> str:
        """The option that answers it, as it is typed."""
        choices = "|".join(self.choices)
        match self.ask:
            case Ask.ZONE:
                return "--zone Europe/Berlin"
            case Ask.WORD:
                written = "0..10|none" if "0" in self.choices else choices
                return f"--map '{one_line(self.name)}={written}'"
            case Ask.COLUMN:
                return f"--column '{one_line(self.name)}={choices}'"
            case _:
                return f"--{self.ask.value} {choices}"


@dataclass(frozen=True)
class Answers:
    """What was answered so far; words and columns by their name.

    ``here`` is the zone of this computer, for days of which no time is written.
    """

    zone: tzinfo | None = None
    dates: Order | None = None
    decimal: Decimal | None = None
    words: Mapping[str, str] = field(default_factory=dict[str, str])
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    here: tzinfo = UTC

    def of_name(self, ask: Ask, name: str) -> str | None:
        """The answer about a word or a column; capitals and blanks round it do not matter."""
        asked = (self.columns, self.words) if ask is Ask.COLUMN else (self.words,)
        for told in asked:
            for known, answer in told.items():
                if known.strip().casefold() == name.strip().casefold():
                    return answer.strip().casefold()
        return None
