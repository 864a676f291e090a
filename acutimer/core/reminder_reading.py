"""Reminders read from a mapping and written to one, and from the words a person types.

A fault is one sentence. Must never take a reminder that could come at no time at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import NamedTuple

from acutimer.core.reading import ContentError, Reader, read_rows, shown, unseen_in
from acutimer.core.reminders import (
    After,
    At,
    Every,
    FromPlan,
    Outcome,
    Reminder,
    Rule,
    Span,
)

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAYS, WEEKEND = DAYS[:5], DAYS[5:]
_SEVERAL = {"weekdays": WEEKDAYS, "weekend": WEEKEND, "daily": DAYS}
LEAST_MINUTES, MOST_MINUTES = 5, 600
MOST_HOURS = 72
MOST_NAME, MOST_REMINDERS, MOST_TIMES, MOST_SPANS = 60, 50, 24, 6
_RULES = ("every_minutes", "times", "after_hours", "plan_at")
_KEYS = (
    *("id", "name", "routine", "hours", "unless_done_hours", "enabled", "days"),
    *("since", "snoozed_until", "quiet_until", "last"),
)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TIME = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")


class ReminderError(ValueError):
    """A reminder that cannot be, with the reason in one sentence."""


class Reminders(NamedTuple):
    """All of a profile, and until when all of them are quiet."""

    rows: tuple[Reminder, ...] = ()
    quiet_until: datetime | None = None

    def by_id(self, key: str) -> Reminder | None:
        """The one with that id."""
        return next((one for one in self.rows if one.id == key), None)

    def without(self, key: str) -> Reminders:
        """All but that one."""
        return self._replace(rows=tuple(one for one in self.rows if one.id != key))

    def having(self, changed: Reminder) -> Reminders:
        """All, with this one in the place of that with its id, or at the end."""
        if self.by_id(changed.id) is None:
            return self._replace(rows=(*self.rows, changed))
        rows = tuple(changed if one.id == changed.id else one for one in self.rows)
        return self._replace(rows=rows)


# --- words a person types -----------------------------------------------------------------------


def read_time(words: str) -> time:
    """A time of day, "8:30" or "08.30"; raises ReminderError."""
    match = _TIME.fullmatch(words.strip())
    if match is None:
        raise ReminderError(f"{shown(words)} is no time of day, such as 08:30.")
    return time(int(match[1]), int(match[2]))


def read_times(words: str) -> tuple[time, ...]:
    """Times of day between commas; raises ReminderError."""
    times = tuple(sorted({read_time(one) for one in _parts(words)}))
    if not 1 <= len(times) <= MOST_TIMES:
        raise ReminderError(f"A reminder has 1 to {MOST_TIMES} times a day.")
    return times


def read_days(words: str) -> tuple[int, ...]:
    """Days between commas: mon to sun, weekdays, weekend or daily; raises ReminderError."""
    days: set[str] = set()
    for one in _parts(words.lower()):
        if one not in DAYS and one not in _SEVERAL:
            known = ", ".join((*DAYS, *_SEVERAL))
            raise ReminderError(f"{shown(one)} is no day; there are {known}.")
        days.update(_SEVERAL.get(one, (one,)))
    if not days:
        raise ReminderError("A reminder at times needs a day at least.")
    return tuple(DAYS.index(day) for day in DAYS if day in days)


def read_hours(words: str) -> tuple[Span, ...]:
    """Working hours between commas: "09:00-12:00, 13:00-17:30"; raises ReminderError."""
    spans: list[Span] = []
    for one in _parts(words):
        begin, dash, end = one.replace("–", "-").partition("-")
        if not dash:
            raise ReminderError(f"{shown(one)} are no hours, such as 09:00-12:30.")
        spans.append(Span(read_time(begin), read_time(end)))
    if len(spans) > MOST_SPANS:
        raise ReminderError(f"There can be up to {MOST_SPANS} working hours.")
    return tuple(sorted(spans))


def _parts(words: str) -> list[str]:
    return [part.strip() for part in words.split(",") if part.strip()]


def time_text(at: time) -> str:
    """A time of day as it is written: 08:30."""
    return f"{at:%H:%M}"


def hours_text(hours: Iterable[Span]) -> str:
    """Working hours as they are written: 09:00-12:00, 13:00-17:30."""
    return ", ".join(f"{time_text(one.begin)}-{time_text(one.end)}" for one in hours)


def free_id(name: str, taken: Iterable[str]) -> str:
    """An id made of a name, that no other reminder has."""
    words = re.findall(r"[a-z0-9]+", name.lower())
    plain = "-".join(words)[:40].strip("-") or "reminder"
    known, found, count = set(taken), plain, 2
    while found in known:
        found, count = f"{plain}-{count}", count + 1
    return found


def checked(reminder: Reminder) -> Reminder:
    """The reminder when it can come at all; raises ReminderError."""
    name = reminder.name
    if not name.strip() or len(name) > MOST_NAME or unseen_in(name):
        raise ReminderError(f"A reminder has a name of 1 to {MOST_NAME} characters on one line.")
    hours = reminder.hours
    match reminder.rule:
        case Every(minutes):
            _within("minutes", minutes, LEAST_MINUTES, MOST_MINUTES)
            longest = max((span.length for span in hours), default=timedelta(days=1))
            if timedelta(minutes=minutes) >= longest:
                raise ReminderError("Its working hours are too short for it ever to come.")
        case After(wait):
            _within("hours", wait, 1, MOST_HOURS)
        case At(times, _):
            _need_within(times, hours)
        case FromPlan(at):
            _need_within((at,), hours)
    _within("hours without a session", reminder.unless_done_h, 0, MOST_HOURS)
    return reminder


def _within(what: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise ReminderError(f"A reminder has {least} to {most} {what}, not {shown(value)}.")


def _need_within(times: Sequence[time], hours: Sequence[Span]) -> None:
    for at in times:
        if hours and not any(span.holds(at) for span in hours):
            raise ReminderError(f"{time_text(at)} lies outside its working hours.")


# --- the file -----------------------------------------------------------------------------------


def read_reminders(
    content: Mapping[str, object], now: datetime
) -> tuple[Reminders, list[ContentError]]:
    """The reminders of a file, and the faults of those left out; ``now`` where no moment stands."""
    faults: list[ContentError] = []
    rows: list[Reminder] = []

    def read(row: Reader) -> None:
        found = _read_row(row, now)
        if any(one.id == found.id for one in rows):
            raise row.error(f"there are two reminders {found.id}", "id")
        if len(rows) == MOST_REMINDERS:
            raise row.error(f"there are more than {MOST_REMINDERS} reminders")
        rows.append(found)

    quiet_until = None
    if "reminders" in content:
        faults += read_rows(content, "reminders", read)
    whole = Reader(content)
    try:
        whole.only("reminders", "quiet_until")
        quiet_until = _read_moment(whole, "quiet_until")
    except ContentError as fault:
        faults.append(fault)
    return Reminders(tuple(rows), quiet_until), faults


def _read_row(row: Reader, now: datetime) -> Reminder:
    row.only(*_KEYS, *_RULES)
    key = row.text("id", most=MOST_NAME)
    if not _ID.fullmatch(key):
        raise row.error("id may hold small letters, digits and hyphens", "id")
    try:
        last = row.text("last", "")
        return checked(
            Reminder(
                key,
                row.text("name", most=MOST_NAME),
                _read_rule(row),
                _read_moment(row, "since") or now,
                row.text("routine", "", most=80),
                read_hours(",".join(row.texts("hours"))) if row.has("hours") else (),
                row.whole("unless_done_hours", 0, MOST_HOURS)
                if row.has("unless_done_hours")
                else 0,
                row.flag("enabled", default=True),
                _read_moment(row, "snoozed_until"),
                _read_moment(row, "quiet_until"),
                row.choice("last", tuple(Outcome)) if last else None,
            )
        )
    except ReminderError as fault:
        raise row.error(str(fault).rstrip(".")) from fault


def _read_rule(row: Reader) -> Rule:
    found = [key for key in _RULES if row.has(key)]
    if len(found) != 1:
        raise row.error(f"a reminder has one of {', '.join(_RULES)}")
    if row.has("days") and found != ["times"]:
        raise row.error("days go with times", "days")
    match found[0]:
        case "every_minutes":
            return Every(row.whole("every_minutes", LEAST_MINUTES, MOST_MINUTES))
        case "after_hours":
            return After(row.whole("after_hours", 1, MOST_HOURS))
        case "plan_at":
            return FromPlan(read_time(row.text("plan_at")))
        case _:
            days = ",".join(row.texts("days")) if row.has("days") else "daily"
            return At(read_times(",".join(row.texts("times"))), read_days(days))


def _read_moment(row: Reader, key: str) -> datetime | None:
    if not row.has(key):
        return None
    try:
        at = datetime.fromisoformat(row.text(key))
        return at.astimezone(UTC) if at.tzinfo is not None else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as fault:
        raise row.error(f"{key} must be a moment such as 2026-05-04T08:30:00+02:00", key) from fault


def reminders_content(reminders: Reminders) -> dict[str, object]:
    """The mapping that is written to the file."""
    quiet = reminders.quiet_until
    head: dict[str, object] = {} if quiet is None else {"quiet_until": quiet.isoformat()}
    return {**head, "reminders": [_row_content(one) for one in reminders.rows]}


def _row_content(one: Reminder) -> dict[str, object]:
    row: dict[str, object] = {"id": one.id, "name": one.name, **rule_content(one.rule)}
    if one.routine:
        row["routine"] = one.routine
    if one.hours:
        row["hours"] = hours_text(one.hours).split(", ")
    if one.unless_done_h:
        row["unless_done_hours"] = one.unless_done_h
    row["enabled"] = one.enabled
    row["since"] = one.since.isoformat()
    for key, at in (("snoozed_until", one.snoozed_until), ("quiet_until", one.quiet_until)):
        if at is not None:
            row[key] = at.isoformat()
    if one.last is not None:
        row["last"] = one.last.value
    return row


def rule_content(rule: Rule) -> dict[str, object]:
    """A rule as it is written, for files and scripts."""
    match rule:
        case Every(minutes):
            return {"every_minutes": minutes}
        case After(hours):
            return {"after_hours": hours}
        case FromPlan(at):
            return {"plan_at": time_text(at)}
        case At(times, days):
            return {"times": [time_text(at) for at in times], "days": [DAYS[one] for one in days]}
