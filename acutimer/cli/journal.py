"""The verbs on the journal: log add, log list, log export."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, cast

from acutimer.cli.asking import STDOUT, BadInput, places_of, print_bytes, print_json
from acutimer.core.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable
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
    from acutimer.core.journal import MOST_NOTE, Moment, Rating, rating_body
    from acutimer.runtime.clock import SystemClock

    value = value_of(options.value)
    if len(options.note) > MOST_NOTE:
        length = len(options.note)
        raise BadInput(f"A note has at most {MOST_NOTE} characters; this one has {length}.")
    now = SystemClock().now()
    rating = Rating(
        id="",
        value=value,
        moment=Moment(options.kind),
        at=_require_likely(now) if options.when is None else moment_of(options.when, now),
        site=options.site,
        side=options.side,
        note=options.note,
        places=tuple(options.where),
    )
    rating_body(rating)  # what cannot be noted must not make a journal either
    had_journal = places_of(options).database.exists()
    database, store = open_journal(options)
    with closing(database):
        entry = store.add_rating(rating)
    if not had_journal:
        _warn_of_backups(options)
    print(entry.id)
    return 0


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


def moment_of(text: str, now: datetime) -> datetime:
    """A moment as written; local time where it has no offset. Raises BadInput."""
    from datetime import datetime

    from acutimer.core.clock_doubt import lies_ahead
    from acutimer.runtime.local_time import wall_time, zone_fault

    try:
        written = datetime.fromisoformat(text)
        at = written if written.tzinfo else wall_time(written)
    except (ValueError, OverflowError, OSError):
        fault = zone_fault(now)
        if fault is not None:
            raise BadInput(f"{fault} Or give --when with an offset.") from None
        raise BadInput(
            f"--when takes a date and time like {now:%Y-%m-%dT%H:%M}, not {text!r}."
        ) from None
    if at is None:
        raise BadInput(
            f"{written:%Y-%m-%d %H:%M} does not exist here: the clocks were put forward over it. "
            "Give another time, or this one with its offset."
        )
    if lies_ahead(at, now):
        raise BadInput(f"{text} lies ahead; a note is of what was. Give another date.")
    return at


def entries_in_words(count: int) -> str:
    """How many entries."""
    return f"{count} {'entry' if count == 1 else 'entries'}"


def _listed(options: argparse.Namespace) -> list[Entry]:
    """The entries that lists and exports show; says how many could not be read."""
    from acutimer.storage.exchange.listing import LISTED_KINDS

    if not places_of(options).database.exists():
        return []  # looking must not make a journal
    database, store = open_journal(options)
    with closing(database):
        entries, lost = store.entries(LISTED_KINDS), store.unreadable()
        fault = database.quick_check()
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
    rows = _rows(_listed(options))
    if options.json:
        return print_json({"entries": rows})
    for row in rows:
        words = ", ".join(map(one_line, _words_of(row)))
        print(f"{str(row['at'])[:16]}  {row['kind']!s:8} {_number_of(row):>4}  {words}".rstrip())
    return 0


def _number_of(row: dict[str, object]) -> str:
    if row["value"] is not None:
        return str(row["value"])
    return f"{row['pressed_s']:g} s pressed" if "pressed_s" in row else "-"


def _words_of(row: dict[str, object]) -> list[str]:
    from acutimer.core.pain_places import places_in_words

    places = cast("list[str] | None", row["places"])
    words = [places_in_words(places)] if places else []
    words += [str(row[key]) for key in ("site", "side", "routine", "note") if row.get(key)]
    if "times_a_week" in row:
        from acutimer.core.plan import schedule_words
        from acutimer.core.routines import Schedule

        times, weeks = cast("int", row["times_a_week"]), cast("int", row["weeks"])
        words += [schedule_words(Schedule(times, weeks)), str(row["state"])]
    return [*words, *cast("list[str]", row.get("unwelcome") or [])]


def log_export(options: argparse.Namespace) -> int:
    """Write what was noted to a file, or to standard output."""
    from acutimer.runtime.clock import SystemClock
    from acutimer.storage.exchange import csv_file, json_file
    from acutimer.storage.outgoing import require_free

    target, now = Path(options.file), SystemClock().now()
    if options.file != STDOUT:
        require_free(target, force=options.force)  # known before a journal is opened
    entries = _listed(options)
    if options.file == STDOUT:
        is_csv = options.format == "csv"
        content = csv_file.csv_content(entries) if is_csv else json_file.json_content(entries, now)
        return print_bytes(content[0])
    if options.format == "csv":
        count = csv_file.write_csv(target, entries, force=options.force)
    else:
        count = json_file.write_json(target, entries, now, force=options.force)
    print(f"{target}: {entries_in_words(count)}, checked")
    return 0


def _warn(sentence: str) -> None:
    print(f"acutimer: {sentence}", file=sys.stderr)


def _warn_of_backups(options: argparse.Namespace) -> None:
    """Say that a new journal was begun although copies of an older one are there."""
    from acutimer.storage.backups import backups_in

    held = [it for it in backups_in(places_of(options).backups) if it.entries > 0]
    if held:
        words = f"the newest backup, {held[0].id}, holds {entries_in_words(held[0].entries)}"
        _warn(f"There was no journal, so a new one was begun; {words}: see acutimer backup list.")
