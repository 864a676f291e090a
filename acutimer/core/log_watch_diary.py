"""A diary as the log is watched in it: one value a day of what was noted.

A day without a note is no day at all, and never a zero. Must never put what was noted round a
session among what was noted by itself: who presses when pain is high rates high before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Generic, TypeVar

from acutimer.core.history_content import local_day
from acutimer.core.journal import Moment, Rating, SessionNote, Unwelcome

T = TypeVar("T")


class Series(Generic[T]):
    """A value for some days; days are ordinals, as date.toordinal() gives them."""

    def __init__(self, by_day: Mapping[date, T]) -> None:
        self._days = sorted(day.toordinal() for day in by_day)
        self._values = [by_day[date.fromordinal(day)] for day in self._days]

    def between(self, first: int, last: int) -> list[tuple[int, T]]:
        """The days from ``first`` to ``last``, both included, with their values, in order."""
        begin, end = bisect_left(self._days, first), bisect_right(self._days, last)
        return list(zip(self._days[begin:end], self._values[begin:end], strict=True))


@dataclass(frozen=True, slots=True)
class HeadacheDay:
    """A day noted as one with or without headache; ``worst`` is 0 where there was none."""

    day: date
    worst: int


@dataclass(frozen=True, slots=True)
class MedicineDay:
    """A day of which it is noted what was taken: classes such as "simple", none for no medicine."""

    day: date
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class WatchedDiary:
    """What rules look at, day by day."""

    #: the median of what was noted by itself, not before or after a session
    pain: Series[float]
    #: where it hurt, of days with a place marked
    places: Series[frozenset[str]]
    #: what was noticed after pressing
    effects: Series[frozenset[str]]
    #: how many sessions there were
    sessions: Series[int]
    headaches: Series[int]
    medicines: Series[frozenset[str]]


def watched_diary(
    ratings: Iterable[Rating],
    sessions: Iterable[SessionNote] = (),
    unwelcome: Iterable[Unwelcome] = (),
    headaches: Iterable[HeadacheDay] = (),
    medicines: Iterable[MedicineDay] = (),
) -> WatchedDiary:
    """The days of a diary; a day is the local day of each note, in its own offset."""
    pain: dict[date, list[int]] = {}
    places: dict[date, set[str]] = {}
    effects: dict[date, set[str]] = {}
    for rating in ratings:
        day = local_day(rating.at)
        if rating.moment is Moment.NOW:
            pain.setdefault(day, []).append(rating.value)
        if rating.places:
            places.setdefault(day, set()).update(rating.places)
        if rating.unwelcome:
            effects.setdefault(day, set()).update(rating.unwelcome)
    for note in unwelcome:
        if note.unwelcome:
            effects.setdefault(local_day(note.at), set()).update(note.unwelcome)
    held: dict[date, int] = {}
    for session in sessions:
        day = local_day(session.at)
        held[day] = held.get(day, 0) + 1
    taken: dict[date, set[str]] = {}
    for medicine in medicines:
        taken.setdefault(medicine.day, set()).update(medicine.classes)
    worst: dict[date, int] = {}
    for headache in headaches:
        worst[headache.day] = max(headache.worst, worst.get(headache.day, 0))
    return WatchedDiary(
        pain=Series({day: float(median(values)) for day, values in pain.items()}),
        places=Series(_frozen(places)),
        effects=Series(_frozen(effects)),
        sessions=Series(held),
        headaches=Series(worst),
        medicines=Series(_frozen(taken)),
    )


def _frozen(by_day: Mapping[date, set[str]]) -> dict[date, frozenset[str]]:
    return {day: frozenset(values) for day, values in by_day.items()}
