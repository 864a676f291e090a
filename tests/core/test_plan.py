"""A plan: what is written and read of it, how a week stands, pauses, and how it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from acutimer.core.journal import Entry, EntryKind, SessionNote
from acutimer.core.plan import (
    Plan,
    PlanContent,
    PlanError,
    PlanState,
    checked_schedule,
    ended,
    paused,
    plan_body,
    plan_content,
    read_plan,
    resumed,
    schedule_words,
)
from acutimer.core.routines import Schedule
from tests.core.notes import at, session

MONDAY = date(2026, 5, 4)
PLAN = Plan("desk-pause", "Desk pause", Schedule(5, 8), at(MONDAY, 9))


def pressed(day: date, routine: str = "desk-pause", s: float = 250, hour: int = 10) -> SessionNote:
    return replace(session(f"{day} {hour}", at(day, hour), s), routine=routine)


def standing(
    day: date, *sessions: SessionNote, plan: Plan = PLAN, week_begins: int = 0
) -> PlanContent:
    return plan_content(plan, sessions, at(day, 20), week_begins)


def entry(body: dict[str, object], kind: str = "plan") -> Entry:
    return Entry("e", "d", 1, 1, kind, at(MONDAY, 9), "", None, body)


def after(days: int) -> date:
    return MONDAY + timedelta(days=days)


def test_three_of_five_in_the_fourth_week() -> None:
    days = (20, 21, 21, 22, 23)  # the first belongs to the week before
    sessions = [pressed(after(day), hour=8 + nth) for nth, day in enumerate(days)]
    content = standing(after(23), *sessions[:4])
    assert (content.headline, content.detail) == ("3 of 5 this week", "Desk pause, week 4 of 8")
    assert content.spoken == "3 of 5 this week. Desk pause, week 4 of 8."


def test_more_than_planned_is_not_more_and_nothing_is_commented() -> None:
    content = standing(MONDAY, *(pressed(MONDAY, hour=hour) for hour in range(8, 15)))
    assert content.headline == "5 of 5 this week"
    assert standing(after(6)).headline == "0 of 5 this week"


def test_only_real_sessions_of_that_routine_until_now_count() -> None:
    others = (
        pressed(MONDAY, routine="neck-and-shoulders"),
        pressed(MONDAY, s=29),
        pressed(after(1)),
    )
    assert standing(MONDAY, *others).done == 0
    assert standing(MONDAY, pressed(MONDAY, s=30)).done == 1


@pytest.mark.parametrize(("week_begins", "done"), [(0, 1), (5, 3), (6, 2)])
def test_the_week_begins_where_the_calendar_does(week_begins: int, done: int) -> None:
    saturday = after(-2)
    sessions = [pressed(saturday), pressed(saturday + timedelta(1)), pressed(MONDAY)]
    assert standing(MONDAY, *sessions, week_begins=week_begins).done == done


def test_a_week_changes_at_midnight_on_the_wall_also_when_the_clocks_do() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    sunday = datetime(2026, 3, 29, 23, 59, tzinfo=berlin)
    late = replace(session("s", sunday), routine="desk-pause")
    plan = replace(PLAN, at=sunday)
    content = plan_content(plan, [late], sunday)
    assert (content.done, content.week) == (1, 1)
    content = plan_content(plan, [late], sunday + timedelta(minutes=2))
    assert (content.done, content.week) == (0, 2)


def test_who_flew_west_is_in_the_week_of_the_wall() -> None:
    landed = datetime(2026, 5, 3, 22, tzinfo=UTC)
    flown = replace(session("s", datetime(2026, 5, 4, 5, tzinfo=ZoneInfo("Asia/Tokyo"))),
                    routine="desk-pause")  # fmt: skip
    content = plan_content(replace(PLAN, at=flown.at), [flown], landed)
    assert (content.done, content.week) == (1, 1)


def test_it_is_over_when_its_weeks_are() -> None:
    last = after(8 * 7 - 1)
    assert not standing(last).is_over
    content = standing(last + timedelta(days=1))
    assert content.is_over
    assert content.headline == "Plan ended"
    assert content.detail == "Desk pause, 5 times a week for 8 weeks"


def test_a_pause_makes_it_longer_and_counts_no_weeks() -> None:
    held = paused(PLAN, after(7))
    content = standing(after(35), plan=held)
    assert (content.headline, content.week, content.is_over) == ("Plan paused", 2, False)
    on = resumed(held, after(35))
    assert (on.state, on.paused_on, on.paused_days) == (PlanState.RUNNING, None, 28)
    assert standing(after(35), plan=on).detail == "Desk pause, week 2 of 8"
    twice = resumed(paused(on, after(42)), after(49))
    assert twice.paused_days == 35
    assert standing(after(8 * 7 + 34), plan=twice).week == 8
    assert not standing(after(8 * 7 + 34), plan=twice).is_over
    assert standing(after(8 * 7 + 35), plan=twice).is_over


def test_a_clock_put_back_makes_no_pause_of_less_than_nothing() -> None:
    assert resumed(paused(PLAN, after(7)), after(3)).paused_days == 0


def test_what_is_not_so_cannot_be_changed_so() -> None:
    over = ended(PLAN, after(9))
    assert standing(after(9), plan=over).is_over
    assert ended(paused(PLAN, after(7)), after(9)).paused_days == 2
    with pytest.raises(PlanError, match="running"):
        paused(over, after(9))
    with pytest.raises(PlanError, match="paused"):
        resumed(PLAN, after(9))
    with pytest.raises(PlanError, match="ended already"):
        ended(over, after(9))


@pytest.mark.parametrize(
    ("times", "weeks", "said"),
    [
        (0, 6, "1 to 21 times a week, not 0"),
        (22, 6, "1 to 21 times a week, not 22"),
        (5, 0, "1 to 52 weeks, not 0"),
        (5, 53, "1 to 52 weeks, not 53"),
        (True, 6, "not True"),
    ],
)
def test_numbers_nobody_plans_are_refused(times: int, weeks: int, said: str) -> None:
    with pytest.raises(PlanError, match=said):
        checked_schedule(times, weeks)


def test_schedules_are_said_in_words() -> None:
    assert schedule_words(Schedule(1, 1)) == "once a week for 1 week"
    assert schedule_words(Schedule(5, 6)) == "5 times a week for 6 weeks"


@pytest.mark.parametrize(
    "plan",
    [
        PLAN,
        paused(PLAN, after(7)),
        resumed(paused(PLAN, after(7)), after(9)),
        ended(PLAN, after(9)),
    ],
)
def test_what_is_written_reads_back(plan: Plan) -> None:
    assert read_plan(entry(plan_body(plan))) == replace(plan, entry="e")


@pytest.mark.parametrize(
    "wrong",
    [
        {"times_a_week": 0},
        {"times_a_week": True},
        {"weeks": "6"},
        {"weeks": 10**20},
        {"state": "late"},
        {"state": "paused"},
        {"paused_on": "2026-05-11"},
        {"state": "paused", "paused_on": "a day"},
        {"paused_days": -1},
    ],
)
def test_what_is_no_plan_is_none(wrong: dict[str, object]) -> None:
    assert read_plan(entry(plan_body(PLAN) | wrong)) is None


@pytest.mark.parametrize("key", ["routine", "routine_name", "times_a_week", "weeks", "state"])
def test_a_plan_that_lacks_something_is_none(key: str) -> None:
    body = plan_body(PLAN)
    del body[key]
    assert read_plan(entry(body)) is None
    assert read_plan(entry(plan_body(PLAN), EntryKind.RATING)) is None
