"""What is said of a reminder: its rule in words, what it offers, and its row for scripts.

Must never say a number of pain, nor that anything was left undone.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from acutimer.core.reminder_reading import DAYS, hours_text, rule_content, time_text
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
    next_moment,
)

WHERE_WORDS = "Where does it hurt?"
_SEVERAL = {(0, 1, 2, 3, 4): "on weekdays", (5, 6): "at weekends", tuple(range(7)): "every day"}
OUTCOMES = {
    Outcome.STARTED: "started",
    Outcome.SNOOZED: "put off",
    Outcome.SKIPPED: "not today",
    Outcome.MISSED: "came while you were away",
    Outcome.UNANSWERED: "left without an answer",
    Outcome.BARRED: "not offered: your safety answers come first",
}


def _count(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number} {what}s"


def rule_words(rule: Rule) -> str:
    """When it comes, in words that follow "Reminds you"."""
    match rule:
        case Every(minutes):
            return f"every {_count(minutes, 'minute')} you are here"
        case After(hours):
            return f"{_count(hours, 'hour')} after the last session"
        case FromPlan(at):
            return f"at {time_text(at)} while the week's plan has something left"
        case At(times, days):
            names = _SEVERAL.get(days) or "on " + ", ".join(DAYS[one].capitalize() for one in days)
            return f"at {', '.join(map(time_text, times))} {names}"


def details_words(reminder: Reminder) -> str:
    """The rule with what narrows it, as one line."""
    parts = [rule_words(reminder.rule)]
    if reminder.hours:
        parts.append(f"only {hours_text(reminder.hours)}")
    if reminder.unless_done_h:
        parts.append(f"not within {_count(reminder.unless_done_h, 'hour')} of a session")
    return ", ".join(parts)


def title_words(reminder: Reminder) -> str:
    """The question of the prompt."""
    return f"Time for “{reminder.name}”?"


def offer_words(reminder: Reminder, known: Known, routine_name: str = "", length: str = "") -> str:
    """What the prompt says besides: how long ago the last session was, and what it offers."""
    parts: list[str] = []
    if isinstance(reminder.rule, FromPlan) and known.plan is not None:
        parts.append(f"{known.plan.left} left this week.")
    elif known.pressed_at is not None and known.pressed_at <= known.now:
        ago = since_words(known.now - known.pressed_at)
        parts.append(f"Your last session was {ago} ago.")
    parts.append(f"{routine_name} takes {length}." if routine_name else WHERE_WORDS)
    return " ".join(parts)


def since_words(ago: timedelta) -> str:
    """How long ago, roughly: "5 minutes", "4 hours", "3 days"."""
    minutes = max(1, round(ago.total_seconds() / 60))
    if minutes < 90:
        return _count(minutes, "minute")
    hours = round(minutes / 60)
    return _count(hours, "hour") if hours < 48 else _count(round(hours / 24), "day")


def missed_words(count: int) -> str:
    """What is told once of those that came while nobody was there."""
    return f"While you were away: {_count(count, 'reminder')}. Nothing to catch up."


def routine_of(reminder: Reminder, plan: PlanDays | None) -> str:
    """The id of the routine it offers; empty where it asks where it hurts."""
    if isinstance(reminder.rule, FromPlan):
        return plan.content.plan.routine if plan is not None else ""
    return reminder.routine


def reminder_json(reminder: Reminder, known: Known) -> dict[str, object]:
    """A row for scripts; ``next`` is null where it will not come, or nobody can say when."""
    at = next_moment(reminder, known)
    return {
        "id": reminder.id,
        "name": reminder.name,
        "rule": {**rule_content(reminder.rule), **_narrowed(reminder)},
        "routine": routine_of(reminder, known.plan) or None,
        "next": None if at is None else at.isoformat(timespec="seconds"),
        "enabled": reminder.enabled,
    }


def _narrowed(reminder: Reminder) -> dict[str, object]:
    narrowed: dict[str, object] = {"words": details_words(reminder)}
    if reminder.hours:
        narrowed["hours"] = hours_text(reminder.hours).split(", ")
    if reminder.unless_done_h:
        narrowed["unless_done_hours"] = reminder.unless_done_h
    return narrowed


def first_of(reminders: tuple[Reminder, ...], known: Known) -> tuple[Reminder, datetime] | None:
    """The one that comes next, and when."""
    found = [(at, one) for one in reminders if (at := next_moment(one, known)) is not None]
    if not found:
        return None
    at, first = min(found, key=lambda pair: pair[0].timestamp())
    return first, at
