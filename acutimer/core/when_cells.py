"""Where in the day and in the week numbers lie: the middle one, and on how many days it stands.

Only numbers noted by themselves count, by the clock on the wall where they were noted, and a day
counts once in each cell. Must never give a middle that stands on too few days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from acutimer.core.journal import Moment, Rating

#: On fewer days a middle says nothing.
ENOUGH_DAYS = 5
#: The parts of a day, and the hours they begin at and end before.
PARTS = (("Night", 0, 6), ("Morning", 6, 12), ("Afternoon", 12, 18), ("Evening", 18, 24))
_HOURS_EACH, _WEEK = 6, 7


@dataclass(frozen=True, slots=True)
class Cell:
    """``days`` with a number there; ``middle`` (0 to 10) is None on fewer than ENOUGH_DAYS."""

    days: int
    middle: float | None


def by_part_of_day(ratings: Iterable[Rating]) -> tuple[Cell, ...]:
    """A cell for each of PARTS."""
    return _cells(ratings, len(PARTS), lambda one: one.at.hour // _HOURS_EACH)


def by_weekday(ratings: Iterable[Rating]) -> tuple[Cell, ...]:
    """A cell for each day of the week, Monday first."""
    return _cells(ratings, _WEEK, lambda one: one.at.weekday())


def _cells(
    ratings: Iterable[Rating], count: int, cell_of: Callable[[Rating], int]
) -> tuple[Cell, ...]:
    noted: list[dict[date, list[int]]] = [{} for _ in range(count)]
    for one in ratings:
        if one.moment is Moment.NOW and one.session is None:
            noted[cell_of(one)].setdefault(one.at.date(), []).append(one.value)
    return tuple(
        Cell(
            len(days),
            float(median(median(values) for values in days.values()))
            if len(days) >= ENOUGH_DAYS
            else None,
        )
        for days in noted
    )
