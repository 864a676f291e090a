"""A plan that a person made: which routine, how often a week, for how many weeks.

It is an entry of the journal; a pause, an end and other numbers are corrections of it, so each can
be undone. Weeks are those of the calendar. Must never say of a week that something is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from acutimer.core.history_content import PRESSED_LEAST_S, local_day
from acutimer.core.journal import Entry, EntryKind, SessionNote
from acutimer.core.routines import MOST_TIMES_A_WEEK, MOST_WEEKS, Schedule

_WEEK_DAYS = 7


class PlanState(StrEnum):
    """Whether a plan is being followed."""

    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class PlanError(ValueError):
    """A plan that cannot be made or changed so, with the reason in one sentence."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as noted; it began on the local day of ``at``.

    ``paused_days`` were paused until now, whole; ``paused_on`` is the day the present pause began.
    """

    routine: str
    routine_name: str
    schedule: Schedule
    at: datetime
    state: PlanState = PlanState.RUNNING
    paused_on: date | None = None
    paused_days: int = 0
    #: the id of the entry that says it; empty while it is not noted
    entry: str = ""


@dataclass(frozen=True, slots=True)
class PlanContent:
    """A plan as it stands today; ``week`` is the week it is in, from 1, never above its weeks."""

    plan: Plan
    #: sessions of its routine in the calendar week of today
    done: int
    week: int
    #: all its weeks are over, or the person ended it
    is_over: bool

    @property
    def goes_on(self) -> bool:
        """Whether it is followed now: neither paused nor over."""
        return not self.is_over and self.plan.state is PlanState.RUNNING

    @property
    def shown(self) -> int:
        """How many of this week's are shown as done: never more than are planned."""
        return min(self.done, self.plan.schedule.times_a_week)

    @property
    def headline(self) -> str:
        """In few words: "3 of 5 this week"."""
        if self.is_over:
            return "Plan ended"
        if self.plan.state is PlanState.PAUSED:
            return "Plan paused"
        return f"{self.shown} of {self.plan.schedule.times_a_week} this week"

    @property
    def detail(self) -> str:
        """Whose plan it is and how far: "Desk pause, week 4 of 8"."""
        plan = self.plan
        if self.is_over:
            return f"{plan.routine_name}, {schedule_words(plan.schedule)}"
        return f"{plan.routine_name}, week {self.week} of {plan.schedule.weeks}"

    @property
    def spoken(self) -> str:
        """All of it in two sentences, for who does not see it."""
        return f"{self.headline}. {self.detail}."


def schedule_words(schedule: Schedule) -> str:
    """How often and how long: "5 times a week for 6 weeks"."""
    often = "once" if schedule.times_a_week == 1 else f"{schedule.times_a_week} times"
    weeks = "1 week" if schedule.weeks == 1 else f"{schedule.weeks} weeks"
    return f"{often} a week for {weeks}"


def checked_schedule(times_a_week: int, weeks: int) -> Schedule:
    """The schedule, when its numbers can be planned; raises PlanError."""
    for value, most, what in (
        (times_a_week, MOST_TIMES_A_WEEK, "times a week"),
        (weeks, MOST_WEEKS, "weeks"),
    ):
        if type(value) is not int or not 1 <= value <= most:
            raise PlanError(f"A plan has 1 to {most} {what}, not {value}.")
    return Schedule(times_a_week, weeks)


def paused(plan: Plan, today: date) -> Plan:
    """The plan with a pause from today; raises PlanError where it is not running."""
    if plan.state is not PlanState.RUNNING:
        raise PlanError("Only a plan that is running can be paused.")
    return replace(plan, state=PlanState.PAUSED, paused_on=today)


def resumed(plan: Plan, today: date) -> Plan:
    """The plan going on today: its weeks last longer by the pause. Raises PlanError."""
    if plan.state is not PlanState.PAUSED:
        raise PlanError("Only a plan that is paused can go on.")
    return replace(
        plan,
        state=PlanState.RUNNING,
        paused_on=None,
        paused_days=plan.paused_days + _days_paused(plan, today),
    )


def ended(plan: Plan, today: date) -> Plan:
    """The plan with an end today; raises PlanError where it has one."""
    if plan.state is PlanState.ENDED:
        raise PlanError("The plan has ended already.")
    days = plan.paused_days + _days_paused(plan, today)
    return replace(plan, state=PlanState.ENDED, paused_on=None, paused_days=days)


def plan_content(
    plan: Plan, sessions: Iterable[SessionNote], now: datetime, week_begins: int = 0
) -> PlanContent:
    """How the plan stands; ``now`` has the offset of the wall, ``week_begins``: Monday is 0.

    A session counts where it was pressed long enough for its ratings to be set side by side.
    """
    today = now.date()
    this_week = _week_of(today, week_begins)
    done = sum(
        1
        for one in sessions
        if one.routine == plan.routine
        and one.pressed_s >= PRESSED_LEAST_S
        and one.at <= now
        and _week_of(min(local_day(one.at), today), week_begins) == this_week
    )
    first = _week_of(min(local_day(plan.at), today), week_begins)
    weeks_paused = (plan.paused_days + _days_paused(plan, today)) // _WEEK_DAYS
    week = max(1, (this_week - first).days // _WEEK_DAYS + 1 - weeks_paused)
    weeks = plan.schedule.weeks
    is_over = plan.state is PlanState.ENDED or week > weeks
    return PlanContent(plan, done, min(week, weeks), is_over)


def _week_of(day: date, week_begins: int) -> date:
    """The day a calendar week begins with."""
    return day - timedelta(days=(day.weekday() - week_begins) % _WEEK_DAYS)


def _days_paused(plan: Plan, today: date) -> int:
    """Days of the pause that is on; a clock put back makes none of less than nothing."""
    return 0 if plan.paused_on is None else max(0, (today - plan.paused_on).days)


def plan_body(plan: Plan) -> dict[str, object]:
    """What is written of a plan; raises PlanError."""
    schedule = checked_schedule(plan.schedule.times_a_week, plan.schedule.weeks)
    body: dict[str, object] = {
        "routine": plan.routine,
        "routine_name": plan.routine_name,
        "times_a_week": schedule.times_a_week,
        "weeks": schedule.weeks,
        "state": plan.state.value,
    }
    if plan.paused_on is not None:
        body["paused_on"] = plan.paused_on.isoformat()
    if plan.paused_days:
        body["paused_days"] = plan.paused_days
    return body


def read_plan(entry: Entry) -> Plan | None:
    """The plan an entry notes, or None when it is no plan that can be read."""
    if entry.kind != EntryKind.PLAN:
        return None
    body = entry.body
    try:
        state = PlanState(str(body["state"]))
        paused_on = date.fromisoformat(str(body["paused_on"])) if "paused_on" in body else None
        if (paused_on is not None) != (state is PlanState.PAUSED):
            return None
        return Plan(
            routine=str(body["routine"]),
            routine_name=str(body["routine_name"]),
            schedule=checked_schedule(_whole(body, "times_a_week"), _whole(body, "weeks")),
            at=entry.at,
            state=state,
            paused_on=paused_on,
            paused_days=_whole(body, "paused_days") if "paused_days" in body else 0,
            entry=entry.id,
        )
    except (KeyError, ValueError):
        return None


def _whole(body: Mapping[str, object], key: str) -> int:
    """A whole number that is not below zero; raises KeyError or ValueError."""
    value = body[key]
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError(f"{key} must be a whole number")
    return value
