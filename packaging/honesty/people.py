"""Made-up people who note pain and press, and on whom pressing does nothing (or a stated number).

Pain wanders about each one's own average: from day to day (half of yesterday stays) and within the
day. They press in most evenings when it is clearly above that average. The second number follows
the first one by ``follows`` (facts.md 5.1) and else goes back towards the average: nothing else
happens. All of it is drawn from the generator that is passed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from math import sqrt
from random import Random

from acutimer.core.journal import Moment, Rating, SessionNote

BEGIN = datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=1)))
#: How much of a day's pain is that of the whole day, and how much of that stays until tomorrow.
_OF_DAY, _STAYS = 0.5, 0.5
#: They press when pain is this many spreads above average, in this share of such evenings.
_PRESS_ABOVE, _PRESS_SHARE = 0.5, 0.8


@dataclass(frozen=True)
class Habits:
    """How one notes and for how long; ``lowers`` is what pressing takes off, in points."""

    days: int
    follows: float
    mornings: float
    lowers: float = 0.0
    #: mornings are noted the more, the more it hurts
    when_it_hurts: bool = False
    #: a number of its own ten minutes before each session, too
    before_pressing: bool = False
    #: a number of its own in every evening with a session, three hours after it
    late: bool = False


Diary = tuple[list[Rating], list[SessionNote]]


def diary(rng: Random, habits: Habits) -> Diary:
    """All that one such person notes."""
    average, spread = rng.uniform(3, 6), rng.uniform(1.2, 2.2)
    ratings: list[Rating] = []
    sessions: list[SessionNote] = []
    follows, whole_day = habits.follows, rng.gauss(0, 1)

    def pain() -> float:
        return sqrt(_OF_DAY) * whole_day + sqrt(1 - _OF_DAY) * rng.gauss(0, 1)

    def note(deviation: float, hour: float, moment: Moment, session: str | None = None) -> None:
        at = BEGIN + timedelta(days=nth, hours=hour)
        value = min(10, max(0, round(average + spread * deviation)))
        ratings.append(Rating(f"{nth} {hour}", value, moment, at, session=session))

    for nth in range(habits.days):
        whole_day = _STAYS * whole_day + sqrt(1 - _STAYS**2) * rng.gauss(0, 1)
        morning, evening = pain(), pain()
        if rng.random() < habits.mornings * (1 + morning if habits.when_it_hurts else 1):
            note(morning, 8, Moment.NOW)
        if evening < _PRESS_ABOVE or rng.random() > _PRESS_SHARE:
            continue
        if habits.before_pressing:
            note(evening, 17.83, Moment.NOW)
        later = follows * evening + sqrt(1 - follows**2) * rng.gauss(0, 1)
        note(evening, 18, Moment.BEFORE, f"s{nth}")
        note(later - habits.lowers / spread, 18.25, Moment.AFTER, f"s{nth}")
        ended = BEGIN + timedelta(days=nth, hours=18.2)
        sessions.append(SessionNote(f"s{nth}", "r", "Routine", ended, 630, 600, (), "finished"))
        if habits.late:
            note(pain(), 21.25, Moment.NOW)
    return ratings, sessions
