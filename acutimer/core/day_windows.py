"""Headache and medicine days in windows of 28 days, against the days noted in each.

Guidance counts days a month; 28 days hold four of each weekday. Must never count a blank day as one
without headache or medicine, nor say what somebody has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from acutimer.core.day_lanes import in_order, lanes_of
from acutimer.core.history_content import DayNote

WINDOW_DAYS = 28
#: From so many noted days on, a window says something of a month.
ENOUGH_DAYS = 14
#: ICHD-3 8.2: days a month from which it counts, of these classes and of several on one day ...
LIMIT_STRONG_DAYS = 10
STRONG_CLASSES = frozenset({"triptan", "ergot", "opioid", "combination"})
#: ... and of these. Both limits are the opinion of experts, as ICHD-3 says itself.
LIMIT_PLAIN_DAYS = 15
PLAIN_CLASSES = frozenset({"plain", "anti-inflammatory"})


@dataclass(frozen=True, slots=True)
class DayWindow:
    """Counts of days from ``first`` to ``last``; each is of the ``noted`` days among them.

    ``of_class`` counts days by class; a day with several is in each. ``strong`` are the days that
    count towards 10, with such a class or with several classes; ``plain`` those that count
    towards 15.
    """

    first: date
    last: date
    noted: int
    headache: int
    medicine: int
    of_class: tuple[tuple[str, int], ...]
    strong: int
    plain: int
    #: days noted as without; of all others nothing is said
    headache_free: int = 0
    medicine_free: int = 0

    @property
    def days(self) -> int:
        """How many days it has, blank ones too."""
        return (self.last - self.first).days + 1

    @property
    def is_enough(self) -> bool:
        """Whether enough days are noted to say something of a month."""
        return self.noted >= ENOUGH_DAYS

    @property
    def reaches_strong(self) -> bool:
        """Whether the days with such medicine reach 10."""
        return self.strong >= LIMIT_STRONG_DAYS

    @property
    def reaches_plain(self) -> bool:
        """Whether the days with a plain or anti-inflammatory painkiller reach 15."""
        return self.plain >= LIMIT_PLAIN_DAYS


def day_windows(
    noted: Iterable[date], notes: Sequence[DayNote], last: date, count: int = 1
) -> tuple[DayWindow, ...]:
    """The windows that end with ``last``, one before the other, the earliest first.

    ``noted`` are the days with any note at all; days of ``notes`` are noted in any case.
    """
    days = set(noted)
    ends = [last - timedelta(days=WINDOW_DAYS * back) for back in reversed(range(count))]
    begins = timedelta(days=WINDOW_DAYS - 1)
    return tuple(day_window(days, notes, end - begins, end) for end in ends)


def windows_of_span(
    noted: Iterable[date], notes: Sequence[DayNote], first: date, last: date
) -> tuple[DayWindow, ...]:
    """All days from ``first`` to ``last`` in windows that end with ``last``, the earliest first.

    The earliest is shorter where the span is no multiple of 28 days.
    """
    days = set(noted)
    windows: list[DayWindow] = []
    end = last
    while end >= first:
        begin = max(first, end - timedelta(days=WINDOW_DAYS - 1))
        windows.append(day_window(days, notes, begin, end))
        end = begin - timedelta(days=1)
    return tuple(reversed(windows))


def day_window(
    noted: Iterable[date], notes: Sequence[DayNote], first: date, last: date
) -> DayWindow:
    """The counts of the days from ``first`` to ``last``, both included."""
    lanes = lanes_of(notes, first, last)
    said = (
        lanes.headaches.keys() | lanes.headache_free | lanes.medicines.keys() | lanes.medicine_free
    )
    by_class = Counter(one for classes in lanes.medicines.values() for one in classes)
    return DayWindow(
        first=first,
        last=last,
        noted=len({day for day in noted if first <= day <= last} | said),
        headache=len(lanes.headaches),
        medicine=len(lanes.medicines),
        of_class=tuple((one, by_class[one]) for one in in_order(by_class)),
        strong=sum(1 for one in lanes.medicines.values() if _is_strong(one)),
        plain=sum(1 for one in lanes.medicines.values() if PLAIN_CLASSES.intersection(one)),
        headache_free=len(lanes.headache_free),
        medicine_free=len(lanes.medicine_free),
    )


def _is_strong(classes: tuple[str, ...]) -> bool:
    return len(classes) > 1 or bool(STRONG_CLASSES.intersection(classes))
