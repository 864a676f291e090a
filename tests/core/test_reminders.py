"""When a reminder comes next: each rule, what holds it off, and clocks that do odd things."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acutimer.core.plan import Plan, PlanContent, PlanState
from acutimer.core.reminders import (
    After,
    At,
    Every,
    FromPlan,
    Known,
    Outcome,
    PlanDays,
    Reminder,
    Rule,
    Span,
    ended,
    has_come,
    is_missed,
    next_moment,
    skipped,
    snoozed,
)
from acutimer.core.routines import Schedule
from acutimer.core.wall_time import moment
from tests.amounts import examples

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 5, 4)
OFFICE = (Span(time(9), time(12)), Span(time(13), time(17)))


def at(hour: int, minute: int = 0, day: date = MONDAY, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.combine(day, time(hour, minute), zone)


def reminder(rule: Rule, since: datetime | None = None, **more: object) -> Reminder:
    return Reminder("one", "One", rule, since or at(8))._replace(**more)  # type: ignore[arg-type]


def known(now: datetime, **more: object) -> Known:
    return Known(now, BERLIN)._replace(**more)  # type: ignore[arg-type]


def comes(one: Reminder, now: datetime, **more: object) -> str:
    """When it comes, as the wall shows it."""
    found = next_moment(one, known(now, **more))
    return "never" if found is None else f"{found:%a %H:%M}"


# --- each rule ----------------------------------------------------------------------------------


def test_times_come_on_their_days_in_their_order() -> None:
    one = reminder(At((time(15), time(9)), (0, 2)))
    assert comes(one, at(8)) == "Mon 09:00"
    assert comes(one._replace(since=at(9)), at(9)) == "Mon 15:00"
    assert comes(one._replace(since=at(15)), at(15)) == "Wed 09:00"


def test_presence_counts_and_being_away_does_not() -> None:
    one = reminder(Every(50))
    assert comes(one, at(8, 20), present=timedelta(minutes=20)) == "Mon 08:50"
    assert comes(one, at(10), present=timedelta(minutes=20)) == "Mon 10:30"
    assert comes(one, at(10), present=timedelta(minutes=70)) == "Mon 09:40"  # it is due


def test_without_a_count_presence_is_taken_to_begin_now_at_the_latest() -> None:
    assert comes(reminder(Every(50)), at(8, 20)) == "Mon 08:50"
    assert comes(reminder(Every(50)), at(12)) == "Mon 12:50"


def test_a_session_begins_the_count_of_presence_anew() -> None:
    more = {"pressed_at": at(9), "present": timedelta(hours=1, minutes=10)}
    assert comes(reminder(Every(50)), at(9, 10), **more) == "Mon 09:50"


def test_presence_counts_within_working_hours_only() -> None:
    one = reminder(Every(50), hours=OFFICE)
    hour = {"present": timedelta(hours=1)}
    assert comes(one, at(8, 30), **hour) == "Mon 09:50"
    assert comes(one, at(9, 20), **hour) == "Mon 09:50"
    assert comes(one, at(11, 40), present=timedelta(0)) == "Mon 13:50"
    assert comes(one, at(16, 30), present=timedelta(0)) == "Tue 09:50"


def test_hours_after_the_last_session_and_then_once_a_day() -> None:
    one = reminder(After(4))
    assert comes(one, at(9)) == "Mon 12:00"
    assert comes(one, at(9), pressed_at=at(8, 30)) == "Mon 12:30"
    came = ended(one, Outcome.UNANSWERED, at(12, 30))
    assert comes(came, at(13), pressed_at=at(8, 30)) == "Tue 12:30"
    assert comes(came, at(13), pressed_at=at(12, 45)) == "Mon 16:45"
    assert comes(one._replace(since=at(18)), at(18), pressed_at=at(8, 30)) == "Mon 22:00"


def test_hours_after_a_session_wait_for_working_hours() -> None:
    one = reminder(After(4), hours=OFFICE)
    assert comes(one, at(9), pressed_at=at(8, 10)) == "Mon 13:00"
    assert comes(one, at(15), pressed_at=at(14, 30)) == "Tue 09:00"


def plan_days(done: int = 3, week: int = 2, **changed: object) -> PlanDays:
    plan = Plan("desk-pause", "Desk pause", Schedule(5, 2), at(8))
    plan = replace(plan, **changed)  # type: ignore[arg-type]
    return PlanDays(PlanContent(plan, done, week, plan.state is PlanState.ENDED), None)


def test_the_plan_is_told_of_while_the_week_has_something_left() -> None:
    one = reminder(FromPlan(time(17)))
    assert comes(one, at(9), plan=plan_days()) == "Mon 17:00"
    assert comes(one, at(9), plan=plan_days()._replace(pressed_at=at(8))) == "Tue 17:00"
    assert comes(one, at(9), plan=plan_days(done=5, week=1)) == "Mon 17:00"
    found = next_moment(one, known(at(9), plan=plan_days(done=5, week=1)))
    assert found == at(17, day=MONDAY + timedelta(days=7))
    assert plan_days().left == 2
    assert plan_days(done=9).left == 0


@pytest.mark.parametrize(
    "plan",
    [None, plan_days(done=5), plan_days(state=PlanState.PAUSED), plan_days(state=PlanState.ENDED)],
)
def test_no_plan_that_runs_and_has_something_left_no_reminder(plan: PlanDays | None) -> None:
    assert comes(reminder(FromPlan(time(17))), at(9), plan=plan) == "never"


# --- what holds it off --------------------------------------------------------------------------


def test_one_that_is_off_never_comes() -> None:
    assert comes(reminder(At((time(9),)), enabled=False), at(8)) == "never"


def test_quiet_lets_times_go_by_and_others_wait() -> None:
    quiet = {"quiet_until": at(14)}
    assert comes(reminder(At((time(9), time(15)))), at(8, 30), **quiet) == "Mon 15:00"
    assert comes(reminder(After(1)), at(8, 30), **quiet) == "Mon 14:00"
    present = timedelta(minutes=45)
    assert comes(reminder(Every(50)), at(8, 45), **quiet, present=present) == "Mon 14:00"


def test_not_within_hours_of_a_session() -> None:
    at_times = reminder(At((time(9), time(15))), unless_done_h=3)
    assert comes(at_times, at(8), pressed_at=at(7)) == "Mon 15:00"
    always = reminder(Every(10), unless_done_h=3)
    assert comes(always, at(8), pressed_at=at(7, 59)) == "Mon 10:59"


def test_put_off_it_comes_again_unless_there_was_a_session() -> None:
    one = snoozed(reminder(At((time(9),))), at(9), at(9, 15))
    assert comes(one, at(9, 5)) == "Mon 09:15"
    assert comes(one, at(9, 5), quiet_until=at(10)) == "Mon 10:00"
    assert comes(one, at(9, 5), pressed_at=at(9, 2)) == "Tue 09:00"
    assert one.last is Outcome.SNOOZED


@pytest.mark.parametrize(
    ("rule", "when"),
    [
        (At((time(9), time(15))), "Tue 09:00"),
        (Every(30), "Tue 00:00"),
        (After(4), "Tue 09:00"),
        (FromPlan(time(17)), "Tue 17:00"),
    ],
)
def test_not_today_is_tomorrow(rule: Rule, when: str) -> None:
    one = skipped(reminder(rule), at(9), BERLIN)
    more = {"present": timedelta(0), "plan": plan_days()}
    assert comes(one, at(9, 1), **more) == when


def test_what_came_long_ago_is_missed_and_the_next_one_lies_ahead() -> None:
    one = reminder(At((time(9), time(10), time(17))))
    first = next_moment(one, known(at(10, 30)))
    assert is_missed(first, at(10, 30))
    assert not has_come(first, at(10, 30))
    told = ended(one, Outcome.MISSED, at(10, 30))
    assert comes(told, at(10, 30)) == "Mon 17:00"
    assert has_come(at(10, 30), at(10, 30))
    assert not has_come(at(10, 31), at(10, 30))
    assert not is_missed(None, at(10))


def test_hours_over_midnight() -> None:
    night = (Span(time(22), time(2)),)
    one = reminder(After(1), hours=night)
    assert comes(one, at(9), pressed_at=at(8)) == "Mon 22:00"
    late = at(1, day=MONDAY + timedelta(days=1))
    assert comes(one._replace(since=at(23)), late, pressed_at=at(23, 59)) == "Tue 00:59"


# --- odd clocks ---------------------------------------------------------------------------------

LEAP, DOUBLE = date(2026, 3, 29), date(2026, 10, 25)


def test_a_time_in_the_missing_hour_comes_when_it_is_over() -> None:
    one = reminder(At((time(2, 30),)), at(0, day=LEAP))
    found = next_moment(one, known(at(0, 30, LEAP)))
    assert found is not None
    assert found.isoformat() == "2026-03-29T03:00:00+02:00"


def test_a_time_in_the_doubled_hour_comes_once() -> None:
    one = reminder(At((time(2, 30),)), at(0, day=DOUBLE))
    first = next_moment(one, known(at(0, 30, DOUBLE)))
    assert first is not None
    assert first.isoformat() == "2026-10-25T02:30:00+02:00"
    told = ended(one, Outcome.STARTED, first)
    later = next_moment(told, known(first + timedelta(minutes=1)))
    assert later is not None
    assert later.isoformat() == "2026-10-26T02:30:00+01:00"


def test_half_an_hour_of_a_leap_and_no_leap_at_all() -> None:
    lord_howe = ZoneInfo("Australia/Lord_Howe")  # it leaps by half an hour
    assert moment(date(2026, 10, 4), time(2, 10), lord_howe) == at(
        2, 30, date(2026, 10, 4), lord_howe
    )
    assert moment(MONDAY, time(8), BERLIN) == at(8)


def test_a_clock_put_back_neither_repeats_nor_silences() -> None:
    one = reminder(At((time(9),)), since=at(9))
    assert comes(one, at(8)) == "Tue 09:00"
    years_on = at(9, day=date(2031, 1, 1))
    lost = reminder(At((time(9),)), since=years_on, snoozed_until=years_on, quiet_until=years_on)
    assert comes(lost, at(8), pressed_at=years_on, quiet_until=years_on) == "Mon 09:00"


def test_in_another_zone_the_same_time_of_the_wall_is_meant() -> None:
    one = reminder(At((time(15),)))
    tokyo = known(at(7))._replace(zone=ZoneInfo("Asia/Tokyo"))
    found = next_moment(one._replace(since=at(6)), tokyo)
    assert found is not None
    assert (found.hour, found.isoformat()) == (15, "2026-05-04T15:00:00+09:00")


ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC")
_YEAR = 366 * 24 * 60
minutes_of_day = st.integers(0, 24 * 60 - 1).map(lambda m: time(m // 60, m % 60))
rules = st.one_of(
    st.builds(Every, st.integers(5, 600)),
    st.builds(
        lambda times, days: At(tuple(times), tuple(sorted(days))),
        st.lists(minutes_of_day, min_size=1, max_size=3),
        st.sets(st.integers(0, 6), min_size=1),
    ),
    st.builds(After, st.integers(1, 72)),
)
moments = st.integers(0, _YEAR).map(
    lambda m: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=m)
)


@settings(max_examples=examples(100))
@given(rules, moments, st.sampled_from(ZONES), st.integers(0, 3000), st.integers(-3000, 3000))
def test_whatever_the_clock_does_it_comes_once_and_soon(
    rule: Rule, now: datetime, name: str, ago: int, pressed: int
) -> None:
    zone = ZoneInfo(name)
    pressed_at = now + timedelta(minutes=pressed) if pressed <= 0 else None
    one = Reminder("one", "One", rule, now - timedelta(minutes=ago))
    asked = Known(now, zone, pressed_at)
    found = next_moment(one, asked)
    assert found is not None
    assert found.astimezone(UTC) > one.since
    assert found.astimezone(UTC) <= now + timedelta(days=8)
    # the same moment told as having come does not come again
    came = max(found.astimezone(UTC), now)
    again = next_moment(ended(one, Outcome.STARTED, came), asked._replace(now=came))
    assert again is not None
    assert again.astimezone(UTC) > came
    if isinstance(rule, At):
        wall = found.time()
        assert wall in rule.times or not _shown_by(found, zone, rule.times)
        assert found.weekday() in rule.days


def _shown_by(at: datetime, zone: ZoneInfo, times: tuple[time, ...]) -> bool:
    """Whether the wall shows every one of these times on that day."""
    for one in times:
        naive = datetime.combine(at.date(), one)
        back = naive.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None)
        if back != naive:
            return False
    return True


@settings(max_examples=examples(100))
@given(st.sampled_from((LEAP, DOUBLE)), minutes_of_day, st.integers(5, 90))
def test_through_a_night_of_clocks_each_time_comes_once(day: date, time_: time, step: int) -> None:
    """Looked at every few minutes from noon to noon, as a timer does."""
    one = reminder(At((time_,)), at(12, day=day - timedelta(days=1)))
    now, came = one.since.astimezone(UTC), 0
    until = at(12, day=day + timedelta(days=1)).astimezone(UTC)
    while now < until:
        now += timedelta(minutes=step)
        found = next_moment(one, known(now))
        if has_come(found, now) or is_missed(found, now):
            came += 1
            one = ended(one, Outcome.STARTED, now)
    assert came in (1, 2, 3)
    shown = [moment(day + timedelta(days=n), time_, BERLIN) for n in (-1, 0, 1)]
    first, last = at(12, day=day - timedelta(days=1)).astimezone(UTC), now
    assert came == sum(first < one_at <= last for one_at in shown)


@settings(max_examples=examples(100))
@given(rules, moments, st.integers(-20_000, 20_000))
def test_a_clock_put_anywhere_silences_for_some_days_at_most(
    rule: Rule, now: datetime, moved: int
) -> None:
    one = Reminder("one", "One", rule, now, snoozed_until=now + timedelta(minutes=15))
    put = now + timedelta(minutes=moved)
    found = next_moment(one, Known(put, BERLIN, quiet_until=now + timedelta(hours=2)))
    assert found is not None
    assert found.astimezone(UTC) <= put + timedelta(days=10)
