"""Months as weeks of days, and what a calendar shows of each day.

A day of which nothing is said is in no answer. Must never give a blank day a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from acutimer.core.day_lanes import lanes_of

if TYPE_CHECKING:
    from acutimer.core.history_content import HistoryContent

_WEEK_DAYS = 7
#: From the first of a month, so many days later is the next month, and never the one after.
_INTO_NEXT = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """What is said of one day; ``typical`` is its median.

    ``headache`` is None where nobody said whether there was one, ``worst`` where nobody said how
    bad; ``classes`` are those of medicine, empty where none was taken or nothing was said.
    """

    typical: float | None = None
    sessions: int = 0
    headache: bool | None = None
    worst: int | None = None
    classes: tuple[str, ...] = ()


def calendar_days(content: HistoryContent) -> dict[date, CalendarDay]:
    """The noted days of some content, each with what is said of it."""
    lanes = lanes_of(content.day_notes, content.first_day, content.last_day)
    summaries = {day.day: day for day in content.days}
    said = lanes.headaches.keys() | lanes.headache_free | lanes.medicines.keys()
    days: dict[date, CalendarDay] = {}
    for day in summaries.keys() | said | lanes.medicine_free:
        summary = summaries.get(day)
        had = True if day in lanes.headaches else False if day in lanes.headache_free else None
        days[day] = CalendarDay(
            typical=summary.median if summary is not None else None,
            sessions=summary.sessions if summary is not None else 0,
            headache=had,
            worst=lanes.headaches.get(day),
            classes=lanes.medicines.get(day, ()),
        )
    return days


def month_days(day: date) -> tuple[date, date]:
    """The first and the last day of the month that a day is in."""
    first = day.replace(day=1)
    return first, (first + _INTO_NEXT).replace(day=1) - timedelta(days=1)


def month_weeks(day: date, week_begins: int) -> tuple[tuple[date | None, ...], ...]:
    """The weeks of the month that a day is in; what is of another month is None.

    ``week_begins`` is the first day of a week, Monday is 0.
    """
    first, last = month_days(day)
    before = (first.weekday() - week_begins) % _WEEK_DAYS
    days: list[date | None] = [None] * before
    days += [first + timedelta(days=ago) for ago in range((last - first).days + 1)]
    days += [None] * (-len(days) % _WEEK_DAYS)
    return tuple(tuple(days[at : at + _WEEK_DAYS]) for at in range(0, len(days), _WEEK_DAYS))


def other_month(day: date, step: int) -> date:
    """The same day of the month before (step -1) or after (1), or the last that one has."""
    first, last = month_days(day)
    other = first - timedelta(days=1) if step < 0 else last + timedelta(days=1)
    begin, end = month_days(other)
    return min(begin + timedelta(days=day.day - 1), end)
