"""Reminders: a rule, the moment it is now, and what was done, give the moment that comes next.

Must never look at a clock or a file, nor gather what was missed: of all that went by while nobody
was there, nothing comes later.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from acutimer.core.wall_time import moment, next_day

if TYPE_CHECKING:  # the copy that waits has no room for all that a plan needs
    from acutimer.core.plan import PlanContent

#: Later than this nobody is reminded any more: it is told as missed.
LATE = timedelta(hours=1)
#: How much later one comes that is put off.
SNOOZE = timedelta(minutes=15)
#: Something that was noted further ahead than this was noted by a wrong clock.
AHEAD = timedelta(days=1)
#: So far ahead quiet can be asked for.
QUIET_MOST = timedelta(days=2)
#: Days that are looked through: a week from any day, and one more.
_DAYS = 15
_EVERY_DAY = tuple(range(7))


class Every(NamedTuple):
    """After so many minutes of presence."""

    minutes: int


class At(NamedTuple):
    """At times of the wall; on weekdays, Monday is 0."""

    times: tuple[time, ...]
    days: tuple[int, ...] = _EVERY_DAY


class After(NamedTuple):
    """So many hours after the last session."""

    hours: int


class FromPlan(NamedTuple):
    """At a time of the wall on each day on which the week's plan still has something left."""

    at: time


Rule = Every | At | After | FromPlan


class Span(NamedTuple):
    """Working hours by the wall; an end that is not after the beginning is of the next day."""

    begin: time
    end: time

    def holds(self, at: time) -> bool:
        """Whether a time lies within."""
        if self.begin < self.end:
            return self.begin <= at < self.end
        return at >= self.begin or at < self.end

    @property
    def length(self) -> timedelta:
        """How long it lasts by the wall; a whole day where both times are the same."""
        ends = datetime.combine(date.min + timedelta(days=self.end <= self.begin), self.end)
        return ends - datetime.combine(date.min, self.begin)


class Outcome(StrEnum):
    """What became of a reminder when it came."""

    STARTED = "started"
    SNOOZED = "snoozed"
    SKIPPED = "skipped"
    MISSED = "missed"
    UNANSWERED = "unanswered"
    #: the answers to the safety questions allow no pressing, so nothing was offered
    BARRED = "barred"


class Reminder(NamedTuple):
    """A reminder by name, as it was made, and how it last ended."""

    id: str
    name: str
    rule: Rule
    #: when it was made, or last came
    since: datetime
    #: the routine it offers; empty asks where it hurts. One from the plan offers the plan's
    routine: str = ""
    #: working hours; empty is the whole day
    hours: tuple[Span, ...] = ()
    #: not within so many hours after a session; 0 is no such thing
    unless_done_h: int = 0
    enabled: bool = True
    snoozed_until: datetime | None = None
    quiet_until: datetime | None = None
    #: how it ended when it last came, at ``since``; None while it never did
    last: Outcome | None = None


class PlanDays(NamedTuple):
    """The plan of the Press page as it stands today, and when its routine was pressed last."""

    content: PlanContent
    pressed_at: datetime | None
    week_begins: int = 0

    @property
    def left(self) -> int:
        """How many of this week's are left."""
        return self.content.plan.schedule.times_a_week - self.content.shown


class Known(NamedTuple):
    """What is known at a moment; ``now`` in any offset, ``zone`` that of the wall here."""

    now: datetime
    zone: tzinfo
    pressed_at: datetime | None = None
    plan: PlanDays | None = None
    #: how long somebody was present since the last reminder, session or start; None: not counted
    present: timedelta | None = None
    quiet_until: datetime | None = None


def next_moment(reminder: Reminder, known: Known) -> datetime | None:
    """When a reminder comes next; not after ``now`` when it is due. None when it will not."""
    if not reminder.enabled:
        return None
    asked, known = _without_wrong_clock(reminder, known)
    if asked.snoozed_until is not None and not _pressed_since(asked, known):
        found: datetime | None = max(asked.snoozed_until, _quiet_until(asked, known))
    else:
        found = _by_rule(asked, known)
    return None if found is None else found.astimezone(known.zone)


def has_come(at: datetime | None, now: datetime) -> bool:
    """Whether a reminder of that moment is due now."""
    return at is not None and timedelta(0) <= _since(at, now) <= LATE


def is_missed(at: datetime | None, now: datetime) -> bool:
    """Whether it came so long ago that it is only told."""
    return at is not None and _since(at, now) > LATE


def _since(at: datetime, now: datetime) -> timedelta:
    """How long ago; by UTC, for moments of one zone would be compared by their walls."""
    return now.astimezone(UTC) - at.astimezone(UTC)


def ended(reminder: Reminder, outcome: Outcome, now: datetime) -> Reminder:
    """The reminder after it came."""
    return reminder._replace(since=now, last=outcome, snoozed_until=None)


def snoozed(reminder: Reminder, now: datetime, until: datetime) -> Reminder:
    """The reminder that comes again at a moment."""
    return ended(reminder, Outcome.SNOOZED, now)._replace(snoozed_until=until)


def skipped(reminder: Reminder, now: datetime, zone: tzinfo) -> Reminder:
    """The reminder that does not come again today."""
    return ended(reminder, Outcome.SKIPPED, now)._replace(quiet_until=next_day(now, zone))


# --- the moments of each rule -------------------------------------------------------------------


def _by_rule(reminder: Reminder, known: Known) -> datetime | None:
    match reminder.rule:
        case At(times, days):
            return _first(reminder, known, _times(known, times, days))
        case FromPlan(at):
            return _first(reminder, known, _plan_times(known, at))
        case After(hours):
            at = _after(reminder, known, timedelta(hours=hours))
            return _within_hours(max(at, _floor(reminder, known)), reminder.hours, known.zone)
        case Every(minutes):
            return _every(reminder, known, timedelta(minutes=minutes))


def _first(reminder: Reminder, known: Known, times: Iterator[datetime]) -> datetime | None:
    """The first of these that has not come yet and that nothing holds off."""
    floor = _floor(reminder, known)
    return next((at for at in times if at > reminder.since and at >= floor), None)


def _times(known: Known, times: tuple[time, ...], days: tuple[int, ...]) -> Iterator[datetime]:
    # from yesterday: one of late in the evening may still be due after midnight
    first = known.now.astimezone(known.zone).date() - timedelta(days=1)
    for ahead in range(_DAYS):
        day = first + timedelta(days=ahead)
        if day.weekday() in days:
            yield from (moment(day, at, known.zone) for at in sorted(times))


def _plan_times(known: Known, at: time) -> Iterator[datetime]:
    plan, zone = known.plan, known.zone
    if plan is None or not plan.content.goes_on:
        return
    today = known.now.astimezone(zone).date()
    pressed = plan.pressed_at.astimezone(zone).date() if plan.pressed_at is not None else None
    into_week = (today.weekday() - plan.week_begins) % 7
    for ahead in range(_DAYS):
        weeks_on = (into_week + ahead) // 7
        if weeks_on:
            is_planned = plan.content.week + weeks_on <= plan.content.plan.schedule.weeks
        else:
            is_planned = plan.left > 0
        day = today + timedelta(days=ahead)
        if is_planned and day != pressed:
            yield moment(day, at, zone)


def _after(reminder: Reminder, known: Known, wait: timedelta) -> datetime:
    """So long after the last session; on the days after it came, once a day at that time."""
    pressed, since, zone = known.pressed_at, reminder.since, known.zone
    if reminder.last is not None and (pressed is None or since >= pressed + wait):
        wall = since.astimezone(zone)
        return moment(wall.date() + timedelta(days=1), wall.time(), zone)
    due = pressed + wait if pressed is not None else since + wait
    return due if due > since else since + wait


def _every(reminder: Reminder, known: Known, wait: timedelta) -> datetime | None:
    """When somebody will have been present for so long, if nobody leaves."""
    now, zone, hours = known.now, known.zone, reminder.hours
    begin = reminder.since
    if known.pressed_at is not None:
        begin = max(begin, known.pressed_at)
    span = _span_at(now, hours, zone)
    if span is not None:
        begin = max(begin, span[0])
    if hours and span is None:
        due = None
    elif known.present is None:
        due = begin + wait if begin + wait > now else now + wait
    else:
        due = now + wait - max(timedelta(0), min(known.present, now - begin))
    floor = _floor(reminder, known)
    if due is not None and (span is None or due < span[1]):
        held = max(due, floor)
        if span is None or held < span[1]:
            return held
    return next((at + wait for at in _starts(max(now, floor), hours, zone, wait)), None)


# --- what holds a reminder off ------------------------------------------------------------------


def _floor(reminder: Reminder, known: Known) -> datetime:
    """Before that moment nothing comes."""
    floor = max(reminder.since, _quiet_until(reminder, known))
    if reminder.unless_done_h and known.pressed_at is not None:
        floor = max(floor, known.pressed_at + timedelta(hours=reminder.unless_done_h))
    return floor


def _quiet_until(reminder: Reminder, known: Known) -> datetime:
    quiet = (reminder.quiet_until, known.quiet_until)
    return max((at for at in quiet if at is not None), default=datetime.min.replace(tzinfo=UTC))


def _pressed_since(reminder: Reminder, known: Known) -> bool:
    return known.pressed_at is not None and known.pressed_at > reminder.since


def _within_hours(at: datetime, hours: tuple[Span, ...], zone: tzinfo) -> datetime | None:
    """That moment, or the beginning of the next working hours."""
    if not hours or _span_at(at, hours, zone) is not None:
        return at
    return next(_starts(at, hours, zone), None)


def _span_at(
    at: datetime, hours: tuple[Span, ...], zone: tzinfo
) -> tuple[datetime, datetime] | None:
    """The working hours that a moment lies in."""
    day = at.astimezone(zone).date()
    for ago in (0, 1):
        for span in hours:
            begin, end = _laid(span, day - timedelta(days=ago), zone)
            if begin <= at < end:
                return begin, end
    return None


def _starts(
    after: datetime, hours: tuple[Span, ...], zone: tzinfo, least: timedelta = timedelta(0)
) -> Iterator[datetime]:
    """When working hours begin that last longer than ``least``, in order."""
    first = after.astimezone(zone).date()
    for ahead in range(_DAYS):
        laid = sorted(_laid(span, first + timedelta(days=ahead), zone) for span in hours)
        yield from (begin for begin, end in laid if begin >= after and end - begin > least)


def _laid(span: Span, day: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """From when to when working hours last that begin on a day."""
    until = day + timedelta(days=span.end <= span.begin)
    return moment(day, span.begin, zone), moment(until, span.end, zone)


def _without_wrong_clock(reminder: Reminder, known: Known) -> tuple[Reminder, Known]:
    """What was noted far ahead of now was noted by a wrong clock, and says nothing."""
    now = known.now.astimezone(UTC)

    def fits(at: datetime | None, most: timedelta) -> datetime | None:
        return at.astimezone(UTC) if at is not None and at <= now + most else None

    since = fits(reminder.since, AHEAD) or now
    snoozed_until = fits(reminder.snoozed_until, AHEAD)
    quiet = fits(reminder.quiet_until, QUIET_MOST)
    asked = reminder._replace(since=since, snoozed_until=snoozed_until, quiet_until=quiet)
    pressed, all_quiet = fits(known.pressed_at, AHEAD), fits(known.quiet_until, QUIET_MOST)
    return asked, known._replace(now=now, pressed_at=pressed, quiet_until=all_quiet)
