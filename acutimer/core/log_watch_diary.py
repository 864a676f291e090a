"""A diary as the log is watched in it: one value a day of what was noted.

A day without a note is no day at all, and never a zero. Must never put what was noted round a
session among what was noted by itself: who presses when pain is high rates high before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Generic, TypeVar

from acutimer.core.headaches import Headache, NotedHeadacheDay
from acutimer.core.history_content import DayNote, local_day
from acutimer.core.journal import Moment, Rating, SessionNote, Unwelcome
from acutimer.core.medicine import Medicine

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
    """A day noted as one with or without headache; ``worst`` is 0 where there was none.

    It is None where there was one, and nobody said how bad it was.
    """

    day: date
    worst: int | None


@dataclass(frozen=True, slots=True)
class MedicineDay:
    """A day of which it is noted what was taken: classes such as "plain", none for no medicine."""

    day: date
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class WatchedDiary:
    """What rules look at, day by day."""

    #: the median of what was noted by itself, not before or after a session; or the evening's
    #: average, where that was noted on more days
    pain: Series[float]
    #: where it hurt, of days with a place marked
    places: Series[frozenset[str]]
    #: what was noticed after pressing
    effects: Series[frozenset[str]]
    #: how many sessions there were
    sessions: Series[int]
    #: whether there was one
    headaches: Series[bool]
    #: how bad it was, of days with a headache of which that is said
    worst: Series[int]
    medicines: Series[frozenset[str]]


def watched_diary(
    ratings: Iterable[Rating],
    sessions: Iterable[SessionNote] = (),
    unwelcome: Iterable[Unwelcome] = (),
    headaches: Iterable[HeadacheDay] = (),
    medicines: Iterable[MedicineDay] = (),
) -> WatchedDiary:
    """The days of a diary; a day is the local day of each note, in its own offset."""
    kept = list(ratings)
    places: dict[date, set[str]] = {}
    effects: dict[date, set[str]] = {}
    for rating in kept:
        if rating.places:
            places.setdefault(rating.day, set()).update(rating.places)
        if rating.unwelcome:
            effects.setdefault(rating.day, set()).update(rating.unwelcome)
    for note in unwelcome:
        if note.unwelcome:
            effects.setdefault(local_day(note.at), set()).update(note.unwelcome)
    taken: dict[date, set[str]] = {}
    for medicine in medicines:
        taken.setdefault(medicine.day, set()).update(medicine.classes)
    had: dict[date, bool] = {}
    worst: dict[date, int] = {}
    for headache in headaches:
        had[headache.day] = had.get(headache.day, False) or headache.worst != 0
        if headache.worst:
            worst[headache.day] = max(headache.worst, worst.get(headache.day, 0))
    return WatchedDiary(
        pain=Series(_pain(kept)),
        places=Series(_frozen(places)),
        effects=Series(_frozen(effects)),
        sessions=Series(Counter(local_day(session.at) for session in sessions)),
        headaches=Series(had),
        worst=Series(worst),
        medicines=Series(_frozen(taken)),
    )


def _pain(ratings: Iterable[Rating]) -> dict[date, float]:
    """The middle of each day's numbers, of moments or of evenings, whichever more days have.

    One kind only: a day looked back on is not put beside moments of other days.
    """
    moments: dict[date, list[int]] = {}
    evenings: dict[date, list[int]] = {}
    for rating in ratings:
        if rating.moment is Moment.NOW:
            moments.setdefault(rating.day, []).append(rating.value)
        elif rating.moment is Moment.EVENING_AVERAGE:
            evenings.setdefault(rating.day, []).append(rating.value)
    noted = evenings if len(evenings) > len(moments) else moments
    return {day: float(median(values)) for day, values in noted.items()}


def headache_days(notes: Iterable[DayNote]) -> list[HeadacheDay]:
    """The days that are noted as ones with or without headache."""
    found: list[HeadacheDay] = []
    for note in notes:
        if isinstance(note, Headache):
            found += [HeadacheDay(day, note.worst or None) for day in note.days]
        elif isinstance(note, NotedHeadacheDay):
            found.append(HeadacheDay(note.day, (note.worst or None) if note.had else 0))
    return found


def medicine_days(notes: Iterable[DayNote]) -> list[MedicineDay]:
    """The days of which it is noted what was taken."""
    return [MedicineDay(one.day, one.classes) for one in notes if isinstance(one, Medicine)]


def _frozen(by_day: Mapping[date, set[str]]) -> dict[date, frozenset[str]]:
    return {day: frozenset(values) for day, values in by_day.items()}
