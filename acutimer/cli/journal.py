"""The verbs on the journal: log add and log list."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from typing import TYPE_CHECKING, cast

from acutimer.cli.asking import BadInput, day_ends_of, places_of, print_json
from acutimer.core.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from acutimer.core.journal import Entry
    from acutimer.storage.database import Database
    from acutimer.storage.journal_store import JournalStore


def open_journal(options: argparse.Namespace) -> tuple[Database, JournalStore]:
    """The profile's journal, made where there is none, with what had to be kept elsewhere."""
    from acutimer.runtime.clock import SystemClock
    from acutimer.storage.database import open_database
    from acutimer.storage.journal_store import JournalStore
    from acutimer.storage.spill import spill_folders, take_in_spilled

    places, now = places_of(options), SystemClock().now
    database = open_database(places.database, now=now, backups=places.backups)
    store = JournalStore(database, now)
    if not database.read_only:
        _, sentences = take_in_spilled(store, spill_folders(places))
        for sentence in sentences:
            _warn(sentence)
    return database, store


def log_help(options: argparse.Namespace) -> int:
    """What can be asked of the log."""
    options.parser.print_help()
    return 0


def log_add(options: argparse.Namespace) -> int:
    """Note pain and print the entry's id."""
    from acutimer.core.day_end import evening_day
    from acutimer.core.journal import Moment, Rating, rating_body

    moment, at = Moment(options.kind), noted_at(options)
    rating = Rating(
        id="",
        value=value_of(options.value),
        moment=moment,
        at=at,
        site=options.site,
        side=options.side,
        note=note_of(options),
        places=tuple(options.where),
        tags=tags_of(options),
        of_day=evening_day(at, day_ends_of(options)) if moment.is_evening else None,
    )
    rating_body(rating)  # what cannot be noted must not make a journal either
    return note(options, lambda store: store.add_rating(rating))


def note(options: argparse.Namespace, write: Callable[[JournalStore], Entry]) -> int:
    """Have an entry written and print its id, or with --json all of it."""
    from acutimer.storage.exchange.listing import entry_json

    had_journal = places_of(options).database.exists()
    database, store = open_journal(options)
    with closing(database):
        entry = write(store)
    if not had_journal:
        _warn_of_backups(options)
    if options.json:
        return print_json(entry_json(entry))
    print(entry.id)
    return 0


def noted_at(options: argparse.Namespace) -> datetime:
    """When it was, as --when and --zone say, or now; raises BadInput."""
    from acutimer.runtime.clock import SystemClock

    now = SystemClock().now()
    if options.when is None:
        if options.zone is not None:
            raise BadInput("--zone says where --when was; give both.")
        return _require_likely(now)
    return moment_of(options.when, now, options.zone)


def note_of(options: argparse.Namespace) -> str:
    """The words of --note; raises BadInput."""
    from acutimer.core.journal import MOST_NOTE

    if len(options.note) > MOST_NOTE:
        length = len(options.note)
        raise BadInput(f"A note has at most {MOST_NOTE} characters; this one has {length}.")
    return str(options.note)


def tags_of(options: argparse.Namespace) -> tuple[str, ...]:
    """The tags of --tag; raises BadInput."""
    from acutimer.core.said import TagError, checked_tags

    try:
        return checked_tags(options.tag)
    except TagError as fault:
        raise BadInput(f"{fault} Nothing was noted.") from fault


def value_of(text: str) -> int:
    """A number on the scale as written; raises RatingError."""
    from acutimer.core.journal import RatingError

    if not text.isascii() or not text.isdecimal() or len(text) > 2:
        raise RatingError(f"A rating is a whole number from 0 to 10, not {text!r}.")
    return int(text)


def _require_likely(now: datetime) -> datetime:
    """The time of the clock; raises BadInput where that cannot be right."""
    from acutimer.core.clock_doubt import clock_doubt
    from acutimer.runtime.local_time import zone_fault

    doubt = clock_doubt(now)
    if doubt is not None:
        raise BadInput(f"{doubt} Put it right, or say when with --when; nothing was noted.")
    fault = zone_fault(now)
    if fault is not None:
        _warn(fault)
    return now


def moment_of(text: str, now: datetime, zone: str | None = None) -> datetime:
    """A moment as written for --when; raises MomentError."""
    from acutimer.runtime import written_moment

    return written_moment.moment_of(text, now, "--when", zone)


def entries_in_words(count: int) -> str:
    """How many entries."""
    return f"{count} {'entry' if count == 1 else 'entries'}"


def _open_or_read(options: argparse.Namespace) -> tuple[Database, JournalStore, bool]:
    """The journal, or what can be read of it where it cannot be written, as on a full disk.

    Gives at last whether it is only such a copy.
    """
    from acutimer.runtime.clock import SystemClock
    from acutimer.storage.errors import DatabaseError
    from acutimer.storage.journal_store import JournalStore
    from acutimer.storage.reading_copy import open_for_reading

    try:
        return *open_journal(options), False
    except DatabaseError as fault:
        if not fault.reason:  # damaged, or none of ours
            raise
        database = open_for_reading(places_of(options).database, fault.sentence)
        _warn(f"The journal can only be read now: {fault.reason}. What follows is what it holds.")
        return database, JournalStore(database, SystemClock().now), True


def listed(options: argparse.Namespace, *, whole: bool = False) -> list[Entry]:
    """The entries that lists show, or all that a ``whole`` export has; says what is unreadable."""
    from acutimer.storage.exchange.listing import KEPT_KINDS, LISTED_KINDS

    if not places_of(options).database.exists():
        return []  # looking must not make a journal
    database, store, is_copy = _open_or_read(options)
    with closing(database):
        entries = store.entries(KEPT_KINDS if whole else LISTED_KINDS)
        lost = store.unreadable()
        fault = None if is_copy else database.quick_check()
    if fault:
        _warn(f"{fault} What follows may lack entries.")
    if lost:
        _warn(f"{entries_in_words(lost)} could not be read; acutimer backup list shows the copies.")
    return entries


def _rows(entries: Iterable[Entry]) -> list[dict[str, object]]:
    from acutimer.storage.exchange.listing import entry_json

    return [row for entry in entries if (row := entry_json(entry)) is not None]


def log_list(options: argparse.Namespace) -> int:
    """List what was noted, oldest first."""
    rows = _rows(listed(options))
    if options.json:
        return print_json({"entries": rows})
    for row in rows:
        words = ", ".join(map(one_line, _words_of(row)))
        print(f"{str(row['at'])[:16]}  {row['kind']!s:8} {_number_of(row):>4}  {words}".rstrip())
    return 0


def _number_of(row: dict[str, object]) -> str:
    number = row["value"] if row["value"] is not None else row.get("worst")
    if number is not None:
        return str(number)
    return f"{row['pressed_s']:g} s pressed" if "pressed_s" in row else "-"


def _words_of(row: dict[str, object]) -> list[str]:
    from acutimer.core.journal import EntryKind
    from acutimer.core.pain_places import places_in_words

    places = cast("list[str] | None", row["places"])
    words = [places_in_words(places)] if places else []
    words += [str(row[key]) for key in ("site", "side", "routine", "note") if row.get(key)]
    if "times_a_week" in row:
        from acutimer.core.plan import schedule_words
        from acutimer.core.routines import Schedule

        times, weeks = cast("int", row["times_a_week"]), cast("int", row["weeks"])
        words += [schedule_words(Schedule(times, weeks)), str(row["state"])]
    if row["kind"] == EntryKind.HEADACHE:
        ends = {"open": "still there", "end_unknown": "end not known"}
        words.append(ends.get(str(row["state"])) or f"until {str(row['ended_at'])[:16]}")
    words += ["without"] if row.get("had") is False else []
    words += [str(row[key]) for key in ("class", "medicine") if row.get(key)]
    words += cast("list[str]", row.get("tags") or [])
    if str(row.get("day") or row["at"])[:10] != str(row["at"])[:10]:
        words.append(f"of {row['day']}")
    return [*words, *cast("list[str]", row.get("unwelcome") or [])]


def _warn(sentence: str) -> None:
    print(f"acutimer: {sentence}", file=sys.stderr)


def _warn_of_backups(options: argparse.Namespace) -> None:
    """Say that a new journal was begun although copies of an older one are there."""
    from acutimer.storage.backups import backups_in

    held = [it for it in backups_in(places_of(options).backups) if it.entries > 0]
    if held:
        words = f"the newest backup, {held[0].id}, holds {entries_in_words(held[0].entries)}"
        _warn(f"There was no journal, so a new one was begun; {words}: see acutimer backup list.")
