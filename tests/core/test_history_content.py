"""What History shows of the notes: the gates to the very number, and seconds by point and side."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from acutimer.core.history_content import day_fraction
from acutimer.core.journal import PressedPart
from acutimer.core.summaries import history
from tests.core.notes import FIRST, TODAY, at, days_of_notes, pairs, rating, session


@pytest.mark.parametrize(
    ("clock", "fraction"),
    [
        ((0, 0, 0), 0),
        ((6, 0, 0), 0.25),
        ((12, 30, 0), 0.5 + 1 / 48),
        ((0, 0, 27), 1 / 3200),
        ((23, 59, 59), 1 - 1 / 86_400),
    ],
)
def test_a_moment_lies_where_the_clock_on_the_wall_says(
    clock: tuple[int, int, int], fraction: float
) -> None:
    assert day_fraction(datetime(2026, 5, 31, *clock)) == pytest.approx(fraction, abs=1e-12)


def test_what_happens_by_itself_rests_on_the_days_from_the_first_note_to_today() -> None:
    # ten days at 4 away from sessions, six days with a session, and the rest blank
    notes = [*pairs([-2] * 6, before=8, first=TODAY - timedelta(days=19)), *days_of_notes(10)]
    found = history(notes, [], FIRST, TODAY, TODAY).change
    assert found.by_itself == (pytest.approx(-0.7 * 4), 0)
    # a number on the evenings of days with a session weighs as those days do: 6 of 20
    late = [rating(9, at(TODAY - timedelta(days=19 - nth), 20)) for nth in range(6)]
    own = 0.3 * 9 + 0.7 * 4
    for before, share in ((False, own), (True, 6 / 42 * 9 + 36 / 42 * 4)):
        found = history([*notes, *late], [], FIRST, TODAY, TODAY, noted_before=before).change
        assert found.own.mean == pytest.approx(share)
        assert found.own.days == 16
        assert found.by_itself == (pytest.approx(0.7 * (share - 8)), 0)


def test_a_session_without_a_rating_makes_its_day_one_with_a_session() -> None:
    held = [session(f"s{nth}", at(TODAY - timedelta(days=nth), 22)) for nth in range(5)]
    notes = [rating(9 if nth < 5 else 4, at(TODAY - timedelta(days=nth), 8)) for nth in range(9)]
    found = history(notes, held, FIRST, TODAY, TODAY, noted_before=True).change.own
    assert found.mean == pytest.approx((5 * 9 + 37 * 4) / 42)
    today = TODAY - timedelta(days=1)
    assert history(notes, held, today, TODAY, today, noted_before=True).change.own.wanted == 5


def test_below_the_gates_nothing_is_said_of_the_change() -> None:
    content = history([*pairs([-2] * 4), *days_of_notes(10)], [], FIRST, TODAY, TODAY)
    assert (content.change.mean, content.gates.shows_mean) == (None, False)
    content = history([*pairs([-2] * 5), *days_of_notes(10)], [], FIRST, TODAY, TODAY)
    assert (content.change.mean, content.gates.shows_mean) == (-2, True)


@pytest.mark.parametrize(("span", "there"), [(13, False), (14, True), (15, True)])
def test_weeks_are_compared_only_where_both_lie_wholly_in_the_span(span: int, there: bool) -> None:
    first = TODAY - timedelta(days=span - 1)
    # twice a day, so that a span of thirteen days is not stopped by the number of noted days
    notes = [rating(4, at(day, hour)) for day in days(30) for hour in (8, 20)]
    content = history(notes, [], first, TODAY, TODAY)
    assert (content.week_comparison is not None) is there


def days(count: int) -> list[date]:
    return [TODAY - timedelta(days=nth) for nth in range(count)]


def test_a_week_without_a_number_is_compared_with_nothing() -> None:
    last_week_only = [rating(4, at(day)) for day in [*days(7), *days(42)[20:]]]
    assert history(last_week_only, [], FIRST, TODAY, TODAY).week_comparison is None
    week_before_only = [rating(4, at(day)) for day in days(42)[7:]]
    assert history(week_before_only, [], FIRST, TODAY, TODAY).week_comparison is None


def test_each_week_has_seven_days_and_no_other_day_is_in_either() -> None:
    notes = [
        rating(value, at(day))
        for value, day in zip([1] * 7 + [5] * 7 + [9] * 7, days(21), strict=True)
    ]
    found = history(notes, [], FIRST, TODAY, TODAY).week_comparison
    assert found is not None
    assert (found.last_mean, found.last_days) == (1, 7)
    assert (found.earlier_mean, found.earlier_days) == (5, 7)


def test_weeks_of_a_span_that_ended_earlier_are_counted_back_from_its_end() -> None:
    notes = [
        rating(value, at(day))
        for value, day in zip([9] * 5 + [1] * 7 + [5] * 9, days(21), strict=True)
    ]
    last_day = TODAY - timedelta(days=5)
    found = history(notes, [], FIRST, last_day, TODAY).week_comparison
    assert found is not None
    assert (found.last_mean, found.earlier_mean) == (1, 5)


def test_a_session_in_the_span_is_a_note_and_an_unnoted_span_is_empty() -> None:
    assert history([], [], FIRST, TODAY, TODAY).is_empty
    assert not history([], [session("s", at(TODAY))], FIRST, TODAY, TODAY).is_empty


def test_seconds_by_point_and_side_add_up_over_sessions_the_most_first() -> None:
    held = [
        session(
            "first",
            at(TODAY, 9),
            parts=(
                PressedPart("GB20", "left", 30, 60),
                PressedPart("GB20", "right", 50, 60),
                PressedPart("BL10", "left", 100, 100),
            ),
        ),
        session(
            "second",
            at(TODAY, 10),
            parts=(PressedPart("GB20", "left", 40, 60), PressedPart("LI4", "left", 10, 15)),
        ),
    ]
    assert history([], held, FIRST, TODAY, TODAY).pressed_parts == (
        PressedPart("BL10", "left", 100, 100),
        PressedPart("GB20", "left", 70, 120),
        PressedPart("GB20", "right", 50, 60),
        PressedPart("LI4", "left", 10, 15),
    )


@pytest.mark.parametrize("which", [0, 1, 2])
def test_what_was_planned_is_not_known_when_one_session_does_not_say(which: int) -> None:
    planned: list[float | None] = [20, 20, 20]
    planned[which] = None
    held = [
        session(f"s{nth}", at(TODAY, 9 + nth), parts=(PressedPart("GB20", "left", 10, planned_s),))
        for nth, planned_s in enumerate(planned)
    ]
    assert history([], held, FIRST, TODAY, TODAY).pressed_parts == (
        PressedPart("GB20", "left", 30, None),
    )


def test_a_day_is_found_by_its_date_and_a_day_without_a_note_is_none() -> None:
    content = history([rating(6, at(TODAY))], [], FIRST, TODAY, TODAY)
    day = content.day(TODAY)
    assert day is not None
    assert day.median == 6
    assert content.day(TODAY - timedelta(days=1)) is None


def test_notes_of_days_to_come_make_no_week() -> None:
    # the clock was set back: there are notes enough, but not two weeks up to today
    notes = [rating(4, at(day)) for day in days(20)]
    first_day, today = TODAY - timedelta(days=19), TODAY - timedelta(days=10)
    content = history(notes, [], first_day, TODAY, today)
    assert content.gates.shows_weeks
    assert content.week_comparison is None
