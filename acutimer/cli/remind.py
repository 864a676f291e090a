"""The verbs on reminders: remind list, add, remove, snooze, next.

They change the profile's file; a copy that runs is told to read it again.
"""

from __future__ import annotations

import argparse
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from acutimer.cli.asking import BadInput, places_of, print_json
from acutimer.cli.content import all_routines, article_atlas, warn

if TYPE_CHECKING:
    from datetime import datetime

    from acutimer.core.reminder_reading import Reminders
    from acutimer.core.reminders import Known, Reminder, Rule
    from acutimer.runtime.local_time import WallZone
    from acutimer.storage.reminder_file import Change

_SCHEMA = 1
_MOST_MINUTES = 24 * 60


def remind_help(options: argparse.Namespace) -> int:
    """What can be asked of reminders."""
    options.parser.print_help()
    return 0


def list_(options: argparse.Namespace) -> int:
    """List the reminders, each with its rule and when it comes next."""
    reminders = _load(options)
    return _print_all(options, reminders)


def add(options: argparse.Namespace) -> int:
    """Make a reminder."""

    from acutimer.core.reminder_reading import (
        MOST_REMINDERS,
        ReminderError,
        checked,
        free_id,
        read_hours,
    )
    from acutimer.core.reminders import Reminder

    now = _now()
    _require_routine(options)
    made: list[Reminder] = []
    try:
        hours = read_hours(options.hours or "")
        asked = checked(
            Reminder(
                *("", options.name, _rule(options), now),
                routine=options.routine or "",
                hours=hours,
                unless_done_h=options.unless_done,
            )
        )
    except ReminderError as fault:
        raise BadInput(str(fault)) from fault

    def change(kept: Reminders) -> Reminders:
        if len(kept.rows) >= MOST_REMINDERS:
            raise BadInput(f"There are {MOST_REMINDERS} reminders already; remove one first.")
        made.append(asked._replace(id=free_id(asked.name, [one.id for one in kept.rows])))
        return kept.having(made[0])

    return _print_one(
        options, _change(options, now, change), made[0].id, f"was made as {made[0].id}"
    )


def remove(options: argparse.Namespace) -> int:
    """Take a reminder away."""
    now = _now()

    def change(kept: Reminders) -> Reminders:
        _named(kept, options.id)
        return kept.without(options.id)

    changed = _change(options, now, change)
    if options.json:
        return _print_all(options, changed)
    print(f"{options.id} was removed.")
    return 0


def snooze(options: argparse.Namespace) -> int:
    """Let one reminder come later, or all of them be quiet."""

    from acutimer.core.reminders import skipped, snoozed

    now, zone = _now(), _zone()
    until = _until(options, now)

    def change(kept: Reminders) -> Reminders:
        if options.id is None:
            return kept._replace(quiet_until=until)
        one = _named(kept, options.id)
        return kept.having(skipped(one, now, zone) if options.today else snoozed(one, now, until))

    changed = _change(options, now, change)
    if options.id is not None:
        return _print_one(options, changed, options.id, "was put off")
    if options.json:
        return _print_all(options, changed)
    print(f"All reminders are quiet until {_shown(until.astimezone(zone))}.")
    return 0


def next_(options: argparse.Namespace) -> int:
    """Tell which reminder comes next."""
    from acutimer.core.reminder_words import first_of, reminder_json

    reminders = _load(options)
    known = _known(options, reminders)
    found = first_of(reminders.rows, known)
    if options.json:
        return print_json(None if found is None else reminder_json(found[0], known))
    print("No reminder will come." if found is None else f"{_shown(found[1])}  {found[0].name}")
    return 0


# --- what was asked for -------------------------------------------------------------------------


def _rule(options: argparse.Namespace) -> Rule:
    """The rule of the one option that says when; raises BadInput or ReminderError."""
    from acutimer.core.reminder_reading import read_days, read_time, read_times
    from acutimer.core.reminders import After, At, Every, FromPlan

    if options.days is not None and options.at is None:
        raise BadInput("--days goes with --at.")
    if options.every is not None:
        return Every(options.every)
    if options.after is not None:
        return After(options.after)
    if options.plan is not None:
        return FromPlan(read_time(options.plan))
    return At(read_times(options.at), read_days(options.days or "daily"))


def _require_routine(options: argparse.Namespace) -> None:
    if options.routine is None:
        return
    if options.plan is not None:
        raise BadInput("A reminder from the plan offers the plan's routine; leave --routine out.")
    known = [one.id for one in all_routines(options, article_atlas())]
    if options.routine not in known:
        raise BadInput(f"There is no routine {options.routine!r}; there are {', '.join(known)}.")


def _until(options: argparse.Namespace, now: datetime) -> datetime:
    """Until when; raises BadInput."""
    from datetime import timedelta

    from acutimer.core.reminder_reading import ReminderError, read_time
    from acutimer.core.wall_time import moment, next_day

    zone = _zone()
    if options.today:
        return next_day(now, zone)
    if options.until is None:
        if not 1 <= options.minutes <= _MOST_MINUTES:
            raise BadInput(f"Reminders can be put off by 1 to {_MOST_MINUTES} minutes.")
        return now + timedelta(minutes=options.minutes)
    try:
        at = read_time(options.until)
    except ReminderError as fault:
        raise BadInput(str(fault)) from fault
    today = now.astimezone(zone).date()
    until = moment(today, at, zone)
    return until if until > now else moment(today + timedelta(days=1), at, zone)


def _named(kept: Reminders, key: str) -> Reminder:
    found = kept.by_id(key)
    if found is None:
        known = ", ".join(one.id for one in kept.rows) or "none yet"
        raise BadInput(f"There is no reminder {key!r}; there are {known}.")
    return found


# --- the profile --------------------------------------------------------------------------------


def _now() -> datetime:
    from acutimer.runtime.clock import SystemClock

    return SystemClock().now()


def _zone() -> WallZone:
    from acutimer.runtime.local_time import WallZone

    return WallZone()


def _load(options: argparse.Namespace) -> Reminders:
    from acutimer.storage.reminder_file import load_reminders

    reminders, fault = load_reminders(places_of(options).reminders, _now())
    warn([fault] if fault else [])
    return reminders


def _change(options: argparse.Namespace, now: datetime, change: Change) -> Reminders:
    from acutimer.desktop.single_copy import hand_over
    from acutimer.storage.reminder_file import change_reminders

    places = places_of(options)
    changed = change_reminders(places.reminders, now, change)
    with suppress(OSError):  # it is kept, whatever a copy that runs makes of it
        hand_over(str(places.meeting), ("reload",), patience_s=0.5)
    return changed


def _known(options: argparse.Namespace, reminders: Reminders) -> Known:
    """What the profile's notes say; nothing where they cannot be read, which is said."""
    from acutimer.core.reminders import Known
    from acutimer.storage.errors import StorageError

    known = Known(_now(), _zone(), quiet_until=reminders.quiet_until)
    if not places_of(options).database.exists():
        return known  # looking must not make a journal
    from acutimer.cli.journal import open_journal
    from acutimer.storage.reminded_notes import pressed_and_plan

    try:
        database, store = open_journal(options)
        with closing(database):
            pressed_at, plan = pressed_and_plan(store, known.now)
    except StorageError as fault:
        warn([fault.sentence])
        return known
    return known._replace(pressed_at=pressed_at, plan=plan)


# --- what is printed ----------------------------------------------------------------------------


def _print_all(options: argparse.Namespace, reminders: Reminders) -> int:
    from acutimer.core.reminder_words import details_words, reminder_json
    from acutimer.core.reminders import next_moment

    known = _known(options, reminders)
    if options.json:
        rows = [reminder_json(one, known) for one in reminders.rows]
        return print_json({"schema": _SCHEMA, "reminders": rows})
    for one in reminders.rows:
        at = next_moment(one, known)
        when = _shown(at) if at is not None else "not planned" if one.enabled else "off"
        print(f"{one.id:20} {when:18} {one.name}: {details_words(one)}")
    if not reminders.rows:
        print("There are no reminders.")
    return 0


def _print_one(options: argparse.Namespace, reminders: Reminders, key: str, done: str) -> int:
    """Tell of a change: the one row for scripts, else a sentence."""
    from acutimer.core.reminder_words import reminder_json
    from acutimer.core.reminders import next_moment

    known, one = _known(options, reminders), _named(reminders, key)
    if options.json:
        return print_json({"schema": _SCHEMA, "reminders": [reminder_json(one, known)]})
    at = next_moment(one, known)
    comes = f"it comes next on {_shown(at)}" if at is not None else "nothing calls for it now"
    print(f"{one.name} {done}; {comes}.")
    return 0


def _shown(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


# --- what the verbs understand ------------------------------------------------------------------


def add_verbs(own: argparse.ArgumentParser, parser_class: type[argparse.ArgumentParser]) -> None:
    """Add the verbs of ``remind``."""
    verbs = own.add_subparsers(title="verbs", metavar="VERB", parser_class=parser_class)
    rows = (
        ("list", "List the reminders.", list_),
        ("add", "Make a reminder.", add),
        ("remove", "Take a reminder away.", remove),
        ("snooze", "Let one come later, or all be quiet for a while.", snooze),
        ("next", "Tell which comes next.", next_),
    )
    made = {}
    for name, words, answer in rows:
        one = made[name] = verbs.add_parser(
            name, help=words[0].lower() + words[1:-1], description=words
        )
        one.set_defaults(answer=answer)
        one.add_argument("--json", action="store_true", help="print JSON")
    _add_grammar(made["add"])
    made["remove"].add_argument("id", metavar="ID")
    later = made["snooze"]
    later.add_argument("id", metavar="ID", nargs="?", help="all are quiet where none is named")
    how = later.add_mutually_exclusive_group()
    how.add_argument("--minutes", metavar="N", type=int, default=15, help="15 where none is given")
    how.add_argument("--until", metavar="HH:MM", help="the next time the clock shows this")
    how.add_argument("--today", action="store_true", help="not again today")


def _add_grammar(made: argparse.ArgumentParser) -> None:
    made.add_argument("name", metavar="NAME", help="what the reminder calls itself")
    when = made.add_mutually_exclusive_group(required=True)
    when.add_argument("--every", metavar="MIN", type=int, help="after MIN minutes of presence")
    when.add_argument("--at", metavar="HH:MM,…", help="at these times")
    when.add_argument("--after", metavar="H", type=int, help="H hours after the last session")
    when.add_argument(
        "--plan", metavar="HH:MM", help="at this time while the week's plan has something left"
    )
    made.add_argument("--days", metavar="DAY,…", help="mon to sun, weekdays, weekend or daily")
    made.add_argument("--routine", metavar="ID", help="what it offers; else it asks where it hurts")
    made.add_argument("--hours", metavar="HH:MM-HH:MM,…", help="working hours, several if you like")
    made.add_argument(
        "--unless-done",
        metavar="H",
        type=int,
        default=0,
        help="not within H hours after a session",
    )
