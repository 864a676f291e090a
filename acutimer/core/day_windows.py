"""Headache and medicine days in windows of 28 days, always beside the days noted.

What ICHD-3 calls too many days a month stands here with its source; the log watch has the same
numbers from its own table, and a test holds the two together. Must never count a blank day, and
never say what somebody has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TypeVar

from acutimer.core.history_content import DayNote
from acutimer.core.log_watch_diary import (
    headache_days,
    headaches_by_day,
    medicine_days,
    medicines_by_day,
)
from acutimer.core.medicine import MEDICINE_CLASSES

#: Days of one window; four weeks, so that every window has as many of each weekday.
WINDOW_DAYS = 28
#: The id in resources/sources.toml of who set the limits below.
LIMIT_SOURCE = "ICHD3"
#: Headache on so many days a month belongs to what the limits of medicine are about.
HEADACHE_LIMIT_DAYS = 15

#: A day as it was noted: a date, or its ordinal.
D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class Limit:
    """So many days a month with medicine of these classes; ``several``: kinds together count."""

    days: int
    classes: tuple[str, ...]
    several: bool


#: Of ICHD-3, 8.2: expert opinion, as it says itself.
LIMITS = (
    Limit(10, ("triptan", "ergot", "opioid", "combination"), several=True),
    Limit(15, ("plain", "anti-inflammatory"), several=False),
)


@dataclass(frozen=True, slots=True)
class Towards:
    """How many days of a window count towards a limit; ``is_several`` counts kinds together."""

    limit: Limit
    days: int
    is_several: bool

    @property
    def is_reached(self) -> bool:
        """Whether there are as many days as the limit names."""
        return self.days >= self.limit.days


@dataclass(frozen=True, slots=True)
class DayWindow:
    """The days from ``first_day`` to ``last_day``, both included, as far as they were noted.

    ``noted`` days hold any note. Of them ``headache`` had one and ``no_headache`` are noted as
    without; of the others nothing is said, and so with medicine. ``by_class`` has every class
    taken, in the order of medicine.py; a day with two counts for both.
    """

    first_day: date
    last_day: date
    noted: int
    headache: int
    no_headache: int
    medicine: int
    no_medicine: int
    by_class: Mapping[str, int] = field(hash=False)
    towards: tuple[Towards, ...]

    @property
    def days(self) -> int:
        """How many days the window has, blank ones too."""
        return (self.last_day - self.first_day).days + 1

    @property
    def is_whole(self) -> bool:
        """Whether it has all its days; the first of a span may not."""
        return self.days == WINDOW_DAYS


@dataclass(frozen=True, slots=True)
class NotedDays:
    """What is noted of days: whether there was headache, how bad at worst, which medicine.

    A day that is in none of the three says nothing of it.
    """

    headache: Mapping[date, bool] = field(hash=False)
    worst: Mapping[date, int] = field(hash=False)
    medicine: Mapping[date, frozenset[str]] = field(hash=False)


def noted_days(notes: Iterable[DayNote]) -> NotedDays:
    """Headaches, days with or without one, and medicine, day by day."""
    kept = list(notes)
    had, worst = headaches_by_day(headache_days(kept))
    return NotedDays(had, worst, medicines_by_day(medicine_days(kept)))


def day_windows(
    noted: Collection[date], said: NotedDays, first_day: date, last_day: date
) -> tuple[DayWindow, ...]:
    """The span in windows of 28 days, the oldest first; they end with the last day.

    ``noted`` are the days with any note at all. Where the span is no multiple of 28 days, the
    first window is shorter.
    """
    windows: list[DayWindow] = []
    end = last_day
    while end >= first_day:
        begin = max(first_day, end - timedelta(days=WINDOW_DAYS - 1))
        windows.append(day_window(noted, said, begin, end))
        end = begin - timedelta(days=1)
    return tuple(reversed(windows))


def day_window(
    noted: Collection[date], said: NotedDays, first_day: date, last_day: date
) -> DayWindow:
    """The counts of the days from first to last, both included."""
    headache = [had for day, had in said.headache.items() if first_day <= day <= last_day]
    taken = sorted((d, classes) for d, classes in said.medicine.items()
                   if first_day <= d <= last_day)  # fmt: skip
    every = {day for day in noted if first_day <= day <= last_day}
    every.update(day for day in said.headache if first_day <= day <= last_day)
    every.update(day for day, _ in taken)
    return DayWindow(
        first_day=first_day,
        last_day=last_day,
        noted=len(every),
        headache=sum(headache),
        no_headache=len(headache) - sum(headache),
        medicine=sum(1 for _, classes in taken if classes),
        no_medicine=sum(1 for _, classes in taken if not classes),
        by_class=_by_class(classes for _, classes in taken),
        towards=tuple(_towards(limit, taken) for limit in LIMITS),
    )


def _by_class(taken: Iterable[frozenset[str]]) -> dict[str, int]:
    """Days of each class; one that only a later acutimer knows comes last."""
    counts: dict[str, int] = {}
    for classes in taken:
        for one in classes:
            counts[one] = counts.get(one, 0) + 1
    known = [one for one in MEDICINE_CLASSES if one in counts]
    return {one: counts[one] for one in (*known, *sorted(counts.keys() - set(known)))}


def _towards(limit: Limit, taken: Sequence[tuple[date, frozenset[str]]]) -> Towards:
    days, is_several, _ = days_towards(taken, limit.classes, several=limit.several)
    return Towards(limit, len(days), is_several)


def days_towards(
    noted: Sequence[tuple[D, frozenset[str]]], classes: Collection[str], *, several: bool
) -> tuple[tuple[D, ...], bool, frozenset[str]]:
    """The noted days that count towards a limit of these classes; whether they are of several
    kinds together; and which of the classes were taken.

    With ``several``, a day with two kinds counts whatever they are; and once one of the classes
    was taken, so does every day with other medicine.
    """
    used = frozenset[str]().union(*(taken for _, taken in noted))
    wanted = used & frozenset(classes)
    days = tuple(day for day, taken in noted if taken & wanted)
    if several:
        together = tuple(day for day, taken in noted if (taken if wanted else len(taken) > 1))
        if len(together) > len(days):
            return together, True, wanted
    return days, False, wanted


#: Classes in few words, for a table or a line, with their learned name where that is usual.
SHORT_CLASSES = {
    "plain": "plain painkiller",
    "anti-inflammatory": "anti-inflammatory",
    "triptan": "migraine medicine (triptan)",
    "ergot": "older migraine medicine (ergot)",
    "opioid": "strong painkiller (opioid)",
    "combination": "combined painkiller",
}


def short_class(of_class: str) -> str:
    """A class in few words; one that nobody here knows stands as it is."""
    return SHORT_CLASSES.get(of_class, of_class)


def limits_in_words() -> str:
    """What ICHD-3 counts, in two sentences; the second says what it rests on."""
    ten, fifteen = (
        f"from {limit.days} days a month on with {', '.join(map(short_class, limit.classes))}"
        for limit in LIMITS
    )
    return (
        f"ICHD-3 counts medicine as too much {ten}, or several kinds together, and {fifteen}; "
        f"with headache on {HEADACHE_LIMIT_DAYS} days a month or more, for over 3 months. The "
        "limits are the opinion of experts."
    )
