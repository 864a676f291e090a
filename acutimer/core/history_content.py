"""The values History shows: days, pairs, gaps, weeks, and what the gates let be said of them.

Below a gate nothing is averaged, and nothing is ever put as a percentage. Must never say why pain
changed; core.change tells what may be said of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from statistics import fmean

from acutimer.core.change import (
    PAIRS_FOR_MEAN,
    Change,
    OwnMean,
    change_of,
    free_medians,
    own_mean,
)
from acutimer.core.headaches import Headache, NotedHeadacheDay
from acutimer.core.imported import Imported
from acutimer.core.journal import PressedPart, Rating, SessionNote, Unwelcome
from acutimer.core.medicine import Medicine
from acutimer.core.noticed import Noticed, noticed_after

#: What is noted of whole days, beside numbers and sessions.
DayNote = Headache | NotedHeadacheDay | Medicine

#: A gate: how many days must be noted before weeks may be compared (visual.md 6.6).
DAYS_FOR_WEEKS = 14
#: What was pressed for less than this, in seconds, says nothing of before and after.
PRESSED_LEAST_S = 30

_DAY_S = 86_400


def local_day(at: datetime) -> date:
    """The day a moment belongs to, in its own offset."""
    return at.date()


def day_fraction(at: datetime) -> float:
    """How far into its day a moment lies by the clock on the wall, 0 to below 1."""
    return (at.hour * 3600 + at.minute * 60 + at.second) / _DAY_S


@dataclass(frozen=True, slots=True)
class DaySummary:
    """One day with at least one note; ``median`` leaves out what follows pressing, and the worst.

    ``counted`` is how many ratings the median stands on, ``least`` and ``most`` are over all of
    the day's ratings; times in seconds.
    """

    day: date
    median: float | None
    counted: int
    ratings: int
    least: int | None
    most: int | None
    sessions: int
    planned_s: float
    pressed_s: float


@dataclass(frozen=True, slots=True)
class Pair:
    """The ratings before and after one session; ``at`` is when the first was given."""

    session: str
    before: Rating
    after: Rating

    @property
    def at(self) -> datetime:
        """When the rating before was given."""
        return self.before.at

    @property
    def change(self) -> int:
        """After minus before: below zero is lower."""
        return self.after.value - self.before.value


@dataclass(frozen=True, slots=True)
class Gap:
    """Days in a row without a note, both ends included."""

    first_day: date
    last_day: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last_day - self.first_day).days + 1


@dataclass(frozen=True, slots=True)
class Week:
    """A calendar week wholly in the span, or the week of today; times in seconds."""

    first_day: date
    planned_s: float
    pressed_s: float
    sessions: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Gates:
    """How much is noted, and so what may be shown."""

    pairs: int
    noted_days: int

    @property
    def shows_mean(self) -> bool:
        """Whether a mean change may be shown."""
        return self.pairs >= PAIRS_FOR_MEAN

    @property
    def shows_weeks(self) -> bool:
        """Whether weeks may be compared."""
        return self.noted_days >= DAYS_FOR_WEEKS


@dataclass(frozen=True, slots=True)
class WeekComparison:
    """Mean of the day medians of the last seven days and of the seven before, with their days."""

    last_mean: float
    last_days: int
    earlier_mean: float
    earlier_days: int


@dataclass(frozen=True)
class HistoryContent:
    """All that History shows of the days from ``first_day`` to ``last_day``, both included."""

    first_day: date
    last_day: date
    today: date
    week_begins: int
    noted_before: bool
    ratings: tuple[Rating, ...]
    sessions: tuple[SessionNote, ...]
    days: tuple[DaySummary, ...]
    pairs: tuple[Pair, ...]
    gaps: tuple[Gap, ...]
    weeks: tuple[Week, ...]
    gates: Gates
    #: what was noticed after sessions that were not rated
    unwelcome: tuple[Unwelcome, ...] = ()
    #: headaches, days with or without one, medicine; in order of their moment
    day_notes: tuple[DayNote, ...] = ()
    #: what was taken in from files of other programs on these days; that notes no day
    imports: tuple[Imported, ...] = ()
    #: how many entries of the journal could not be read
    unreadable: int = 0
    #: days of notes that a wrong clock made: long ago, or still to come
    astray: tuple[date, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether these days hold no note at all."""
        return not self.days

    @cached_property
    def paired(self) -> frozenset[str]:
        """The ids of the ratings that are one end of a pair."""
        return frozenset(r.id for pair in self.pairs for r in (pair.before, pair.after))

    @cached_property
    def single_ratings(self) -> tuple[Rating, ...]:
        """The ratings that are no end of a pair."""
        return tuple(r for r in self.ratings if r.id not in self.paired)

    @cached_property
    def hardly_pressed(self) -> frozenset[str]:
        """The ids of the sessions too short for their ratings to be a pair."""
        return frozenset(s.id for s in self.sessions if s.pressed_s < PRESSED_LEAST_S)

    @cached_property
    def change(self) -> Change:
        """After minus before over the pairs, as far as the gates let it show."""
        changes = [pair.change for pair in self.pairs]
        before_mean = fmean(pair.before.value for pair in self.pairs) if self.pairs else 0.0
        return change_of(changes, before_mean, self._own_mean())

    def _own_mean(self) -> OwnMean:
        end = min(self.today, self.last_day)
        begin = self.first_day if self.noted_before or not self.days else self.days[0].day
        pressed = {day.day for day in self.days if day.sessions and day.day <= end}
        pressed.update(local_day(pair.at) for pair in self.pairs if local_day(pair.at) <= end)
        free = free_medians(self.ratings, self.sessions)
        return own_mean(free, pressed, max(0, (end - begin).days + 1))

    @cached_property
    def noticed(self) -> Noticed:
        """What was ticked after the sessions of these days."""
        return noticed_after(self.sessions, self.ratings, self.unwelcome)

    @cached_property
    def week_comparison(self) -> WeekComparison | None:
        """The last seven days beside the seven before; None below the gate or without notes."""
        end = min(self.today, self.last_day).toordinal()
        if not self.gates.shows_weeks or end - self.first_day.toordinal() < 13:
            return None
        last: list[float] = []
        earlier: list[float] = []
        for day in self.days:
            ago = end - day.day.toordinal()
            if day.median is not None and 0 <= ago < 14:
                (last if ago < 7 else earlier).append(day.median)
        if not last or not earlier:
            return None
        return WeekComparison(fmean(last), len(last), fmean(earlier), len(earlier))

    @cached_property
    def pressed_parts(self) -> tuple[PressedPart, ...]:
        """Seconds pressed and planned by point and side over the sessions, the most first.

        ``planned_s`` is None as soon as one session does not say what was planned.
        """
        pressed: dict[tuple[str, str], float] = {}
        planned: dict[tuple[str, str], float | None] = {}
        for part in (part for session in self.sessions for part in session.parts):
            key = (part.point, part.side)
            pressed[key] = pressed.get(key, 0) + part.seconds
            so_far, more = planned.get(key, 0), part.planned_s
            planned[key] = None if so_far is None or more is None else so_far + more
        parts = (PressedPart(*key, seconds, planned[key]) for key, seconds in pressed.items())
        return tuple(sorted(parts, key=lambda part: -part.seconds))

    def day(self, wanted: date) -> DaySummary | None:
        """What is noted of one day, or None."""
        return self._by_day.get(wanted)

    @cached_property
    def _by_day(self) -> dict[date, DaySummary]:
        return {day.day: day for day in self.days}
