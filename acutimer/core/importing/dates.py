"""Dates and times as other programs write them: day or month first, 12 or 24 hours, any offset.

Must never guess which number is the month: where the rows do not decide it, it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, time, timedelta, timezone
from typing import NamedTuple

from acutimer.core.importing.questions import Order

_NUMBERS = re.compile(r"\s*(\d{1,4})([/.\-])(\d{1,2})\2(\d{1,4})\.?(?!\d)")
_NAMED = re.compile(
    r"\s*(?:(?P<before>\d{1,2})\.?\s+)?(?P<month>[A-Za-z]{3,9})\.?"
    r"(?:\s+(?P<after>\d{1,2}),?)?,?\s+(?P<year>\d{4})(?!\d)"
)
_TIME = re.compile(
    r"(\d{1,2})(?:[:.h](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?)?\s*(?:([aApP])\.?\s?[mM]\.?)?"
)
_OFFSET = re.compile(r"\s*(?:(Z|UTC|GMT)|([+-])(\d{2}):?(\d{2}))$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEARS_IN_TWO = 2000
_DAY_LENGTH = len("2026-03-02")


class Written(NamedTuple):
    """A day, with a time and an offset where they were written."""

    day: date
    at: time | None
    offset: timedelta | None

    @property
    def wall(self) -> datetime:
        """The time the wall showed; a day without a time is kept at noon."""
        return datetime.combine(self.day, self.at or time(12))

    @property
    def moment(self) -> datetime | None:
        """The moment, where an offset was written."""
        if self.offset is None:
            return None
        return self.wall.replace(tzinfo=timezone(self.offset))


class OrderUnknown(ValueError):
    """A date that is one day when the day comes first, and another when the month does."""


def read_written(text: str, order: Order | None = None) -> Written:
    """What a text says; raises ValueError, or OrderUnknown where the order matters."""
    if text[4:5] == "-" and len(text) > _DAY_LENGTH + 5:
        with suppress(ValueError):  # most say it so, and this is the fastest way
            at = datetime.fromisoformat(text)
            return Written(at.date(), at.time(), at.utcoffset())
    day, rest = _day_in(text, order)
    rest = rest.lstrip(" ,T")
    if not rest.strip():
        return Written(day, None, None)
    at, offset = read_time(rest)
    return Written(day, at, offset)


def whole_moment(text: str) -> datetime | None:
    """The moment of a text that says all of it as ISO 8601 does, as most files do; None of others.

    What ``read_written`` would say of it, sooner: a large file has a hundred thousand of them.
    """
    if text[4:5] == "-" and len(text) > _DAY_LENGTH + 5:
        with suppress(ValueError):
            at = datetime.fromisoformat(text)
            return at if at.tzinfo is not None else None
    return None


def read_time(text: str) -> tuple[time, timedelta | None]:
    """A time of day, as 21:05 or 9:05 pm, with an offset behind it or none; raises ValueError."""
    text = text.strip()
    offset: timedelta | None = None
    if (ends := _OFFSET.search(text)) is not None:
        offset = timedelta()
        if ends[2]:
            offset = timedelta(hours=int(ends[3]), minutes=int(ends[4]))
            offset = -offset if ends[2] == "-" else offset
        text = text[: ends.start()]
    found = _TIME.fullmatch(text.strip())
    if found is None or (found[2] is None and found[5] is None):
        raise ValueError("no time")
    hour, minute, second = (int(found[n] or 0) for n in (1, 2, 3))
    if found[5]:
        if not 1 <= hour <= 12:
            raise ValueError("no hour of twelve")
        hour = hour % 12 + (12 if found[5] in "pP" else 0)
    return time(hour, minute, second, int((found[4] or "0").ljust(6, "0")[:6])), offset


def _day_in(text: str, order: Order | None) -> tuple[date, str]:
    found = _NUMBERS.match(text)
    if found is None:
        return _named_day(text)
    first, second, third = found[1], found[3], found[4]
    rest = text[found.end() :]
    if len(first) > 2:
        if len(third) > 2:
            raise ValueError("no day of the month")
        return date(int(first), int(second), int(third)), rest
    days = _both(first, second, third)
    if order is not None:
        day = days[order]
        if day is None:
            raise ValueError("no day of the calendar")
        return day, rest
    known = set(filter(None, days.values()))
    if len(known) != 1:
        raise OrderUnknown if known else ValueError("no day of the calendar")
    return known.pop(), rest


def _named_day(text: str) -> tuple[date, str]:
    found = _NAMED.match(text)
    if found is None or found["month"][:3].lower() not in _MONTHS:
        raise ValueError("no date")
    day = found["before"] or found["after"]
    if day is None:
        raise ValueError("no day of the month")
    month = _MONTHS.index(found["month"][:3].lower()) + 1
    return date(int(found["year"]), month, int(day)), text[found.end() :]


def _both(first: str, second: str, third: str) -> dict[Order, date | None]:
    if len(third) not in (2, 4):
        return dict.fromkeys(Order)
    year = int(third) + (_YEARS_IN_TWO if len(third) == 2 else 0)

    def day(month: str, of_month: str) -> date | None:
        try:
            return date(year, int(month), int(of_month))
        except ValueError:
            return None

    return {Order.DAY_FIRST: day(second, first), Order.MONTH_FIRST: day(first, second)}


def order_in(texts: Iterable[str]) -> Order | None:
    """The order that the dates decide; None where none does, or where they contradict each other.

    A date decides it that is a day of the calendar in one order only.
    """
    decided: set[Order] = set()
    for text in texts:
        found = _NUMBERS.match(text)
        if found is None or len(found[1]) > 2:
            continue
        days = _both(found[1], found[3], found[4])
        ones = [order for order, day in days.items() if day is not None]
        if len(ones) == 1:
            decided.add(ones[0])
            if len(decided) > 1:
                return None
    return decided.pop() if decided else None
