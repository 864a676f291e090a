"""The calendar's months and days: whole, in the right week, and never a number for a blank day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acutimer.core.calendar_days import (
    CalendarDay,
    calendar_days,
    month_days,
    month_weeks,
    other_month,
)
from acutimer.core.headaches import Headache, HeadacheState, NotedHeadacheDay
from acutimer.core.medicine import Medicine
from acutimer.core.summaries import history
from tests.ui.history.notes import TODAY, at, day, now, pair, session

DAYS = st.dates(date(1971, 1, 1), date(2199, 12, 1))


@given(DAYS, st.integers(0, 6))
def test_weeks_hold_each_day_of_the_month_once_under_its_weekday(one: date, begins: int) -> None:
    weeks = month_weeks(one, begins)
    first, last = month_days(one)
    held = [day for week in weeks for day in week if day is not None]
    assert held == [first + timedelta(days=nth) for nth in range((last - first).days + 1)]
    assert all(len(week) == 7 for week in weeks)
    assert all(any(week) for week in weeks)
    for week in weeks:
        for column, here in enumerate(week):
            assert here is None or here.weekday() == (begins + column) % 7


@given(DAYS, st.sampled_from((-1, 1)))
def test_another_month_is_the_next_one_and_the_nearest_day_of_it(one: date, step: int) -> None:
    other = other_month(one, step)
    months = (other.year - one.year) * 12 + other.month - one.month
    assert months == step
    assert other.day == one.day or (other.day < one.day and other == month_days(other)[1])


@pytest.mark.parametrize(
    ("one", "step", "other"),
    [
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 12, 5), 1, date(2027, 1, 5)),
    ],
)
def test_the_last_of_a_month_leads_to_the_last_of_a_shorter_one(
    one: date, step: int, other: date
) -> None:
    assert other_month(one, step) == other


def test_a_day_says_what_was_noted_of_it_and_a_blank_day_is_not_there() -> None:
    ratings = [now(3, at(4)), now(6, at(4, 18)), *pair("s", at(2), 7, 5)]
    notes = (
        Headache(at(4, 9), HeadacheState.ENDED, at(3, 10), worst=8, id="h"),
        NotedHeadacheDay(at(1), day(1), had=False, id="n"),
        Medicine(at(4), "triptan", day(4), id="m"),
        Medicine(at(4, 20), "plain", day(4), id="p"),
        Medicine(at(1), "none", day(1), id="q"),
    )
    content = history(
        ratings, [session("s", at(2, 12, 15))], day(30), TODAY, TODAY, day_notes=notes
    )
    days = calendar_days(content)
    assert days[day(4)] == CalendarDay(4.5, 0, True, 8, ("plain", "triptan"))
    assert days[day(3)] == CalendarDay(None, 0, True, 8)
    assert days[day(2)].sessions == 1
    assert days[day(1)] == CalendarDay(headache=False)
    assert day(0) not in days
    assert day(5) not in days
