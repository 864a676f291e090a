"""Days put together to weeks and four weeks, for plots of more than a year."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import median

import pytest

from acutimer.core.day_blocks import (
    DAY,
    FOUR_WEEKS,
    WEEK,
    blanks_between,
    block_size,
    block_start,
    blocks_of,
)
from acutimer.core.history_content import DaySummary
from acutimer.core.summaries import history
from tests.core.notes import TODAY, at, rating

MONDAY = date(2026, 5, 4)


def days_with(values: dict[date, tuple[int, ...]]) -> tuple[DaySummary, ...]:
    notes = [rating(value, at(day, 8 + nth)) for day, said in values.items()
             for nth, value in enumerate(said)]  # fmt: skip
    return history(notes, [], min(values), max(values), TODAY).days


@pytest.mark.parametrize(
    ("days", "size"), [(14, DAY), (182, DAY), (365, DAY), (366, WEEK), (2399, WEEK),
                       (2400, FOUR_WEEKS), (36_500, FOUR_WEEKS)],
)  # fmt: skip
def test_days_stand_together_where_a_day_would_be_too_narrow(days: int, size: int) -> None:
    assert block_size(days) == size


@pytest.mark.parametrize("week_begins", range(7))
@pytest.mark.parametrize("size", [WEEK, FOUR_WEEKS])
def test_a_block_begins_with_the_first_day_of_a_week(size: int, week_begins: int) -> None:
    for nth in range(60):
        day = MONDAY + timedelta(days=nth)
        start = block_start(day, size, week_begins)
        assert date.fromordinal(start).weekday() == week_begins
        assert 0 <= day.toordinal() - start < size


def test_the_middle_of_a_week_is_of_its_days_and_a_blank_day_is_no_zero() -> None:
    days = days_with({MONDAY: (2, 4), MONDAY + timedelta(days=3): (7,)})
    (block,) = blocks_of(days, WEEK)
    assert block.median == median([3, 7])
    assert (block.least, block.most, block.noted) == (2, 7, 2)


def test_sunday_and_monday_are_of_two_weeks() -> None:
    days = days_with({MONDAY: (1,), MONDAY - timedelta(days=1): (9,)})
    assert [block.median for block in blocks_of(days, WEEK)] == [9, 1]
    assert len(blocks_of(days, WEEK, week_begins=6)) == 1


def test_a_block_of_days_without_a_number_has_none() -> None:
    (block,) = blocks_of((bare(MONDAY),), WEEK)
    assert (block.median, block.least, block.most) == (None, None, None)


def bare(day: date) -> DaySummary:
    return DaySummary(day, None, 0, 0, None, None, 1, 60, 60)


def test_single_days_are_blocks_of_their_own() -> None:
    days = days_with({MONDAY: (5,), MONDAY + timedelta(days=1): (6,)})
    assert [block.first for block in blocks_of(days, DAY)] == [
        MONDAY.toordinal(),
        MONDAY.toordinal() + 1,
    ]


def test_whole_weeks_without_a_note_are_blank_and_this_week_is_not_over() -> None:
    days = days_with({MONDAY: (5,), MONDAY + timedelta(days=15): (5,)})
    blocks = blocks_of(days, WEEK)
    today = MONDAY + timedelta(days=30)
    assert blanks_between(blocks, WEEK, today) == (
        ((MONDAY + timedelta(days=7)).toordinal(), (MONDAY + timedelta(days=14)).toordinal()),
        ((MONDAY + timedelta(days=21)).toordinal(), (MONDAY + timedelta(days=28)).toordinal()),
    )


def test_before_the_first_note_and_without_any_nothing_is_blank() -> None:
    assert blanks_between((), WEEK, TODAY) == ()
    blocks = blocks_of(days_with({MONDAY: (5,)}), WEEK)
    assert blanks_between(blocks, WEEK, MONDAY + timedelta(days=6)) == ()
