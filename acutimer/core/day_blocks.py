"""Days put together to weeks or four weeks, for a plot in which single days would be too narrow.

A block without a noted day is a gap. Must never take a blank day for a number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from acutimer.core.history_content import DaySummary

#: From so many days shown on, days are put together to weeks, and to four weeks.
_WEEKS_FROM, _FOUR_WEEKS_FROM = 366, 2400
DAY, WEEK, FOUR_WEEKS = 1, 7, 28


@dataclass(frozen=True, slots=True)
class Block:
    """Some days in a row; ``first`` is an ordinal, ``size`` the number of days.

    ``median`` is the middle of the medians of its days, None where no day has one; ``least`` and
    ``most`` are over all of its ratings.
    """

    first: int
    size: int
    noted: int
    median: float | None
    least: int | None
    most: int | None


def block_size(days: int) -> int:
    """How many days stand together in a plot of so many: 1, 7 or 28."""
    if days < _WEEKS_FROM:
        return DAY
    return WEEK if days < _FOUR_WEEKS_FROM else FOUR_WEEKS


def blocks_of(days: Sequence[DaySummary], size: int, week_begins: int = 0) -> tuple[Block, ...]:
    """The blocks with a noted day, in order; each begins with the first day of a week.

    ``week_begins`` counts from Monday as 0.
    """
    held: dict[int, list[DaySummary]] = {}
    for day in days:
        held.setdefault(block_start(day.day, size, week_begins), []).append(day)
    return tuple(_block(first, size, held[first]) for first in sorted(held))


def block_start(day: date, size: int, week_begins: int = 0) -> int:
    """The ordinal of the first day of the block that a day is in."""
    if size == DAY:
        return day.toordinal()
    # Day 1 of the calendar of ordinals was a Monday.
    return day.toordinal() - (day.toordinal() - 1 - week_begins) % size


def blanks_between(
    blocks: Sequence[Block], size: int, today: date, week_begins: int = 0
) -> tuple[tuple[int, int], ...]:
    """The runs of whole blocks without a note, as ordinals from the first to before the second.

    Nothing is blank before the first note, and the block of today is not over.
    """
    if not blocks:
        return ()
    begins = [*(block.first for block in blocks[1:]), block_start(today, size, week_begins)]
    ends = [block.first + block.size for block in blocks]
    return tuple((end, begin) for end, begin in zip(ends, begins, strict=True) if end < begin)


def _block(first: int, size: int, days: Sequence[DaySummary]) -> Block:
    medians = [day.median for day in days if day.median is not None]
    least = [day.least for day in days if day.least is not None]
    most = [day.most for day in days if day.most is not None]
    return Block(
        first=first,
        size=size,
        noted=len(days),
        median=median(medians) if medians else None,
        least=min(least, default=None),
        most=max(most, default=None),
    )
