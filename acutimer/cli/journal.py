"""The verbs on the journal: log add, log list, log export."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, cast

from acutimer.cli.asking import BadInput, places_of, print_json

if TYPE_CHECKING:
    from datetime import datetime

    from acutimer.storage.database import Database
    from acutimer.storage.journal_store import JournalStore


def _open_journal(options: argparse.Namespace) -> tuple[Database, JournalStore]:
    from acutimer.runtime.clock import SystemClock
    from acutimer.storage.database import open_database
    from acutimer.storage.journal_store import JournalStore

    places, now = places_of(options), SystemClock().now
    database = open_database(places.database, now=now, backups=places.backups)
    return database, JournalStore(database, now)


def log_help(options: argparse.Namespace) -> int:
    """What can be asked of the log."""
    options.parser.print_help()
    return 0


def log_add(options: argparse.Namespace) -> int:
    """Note pain and print the entry's id."""
    from acutimer.core.journal import MOST_NOTE, Moment, Rating, RatingError, rating_body
    from acutimer.runtime.clock import SystemClock

    if not options.value.isascii() or not options.value.isdecimal() or len(options.value) > 2:
        raise RatingError(f"A rating is a whole number from 0 to 10, not {options.value!r}.")
    if len(options.note) > MOST_NOTE:
        length = len(options.note)
        raise BadInput(f"A note has at most {MOST_NOTE} characters; this one has {length}.")
    now = SystemClock().now()
    at = _moment_of(options.when, now) if options.when is not None else now
    rating = Rating(
        id="",
        value=int(options.value),
        moment=Moment(options.kind),
        at=at,
        site=options.site,
        side=options.side,
        note=options.note,
        places=tuple(options.where),
    )
    rating_body(rating)  # what cannot be noted must not make a journal either
    database, store = _open_journal(options)
    entry = store.add_rating(rating)
    database.close()
    print(entry.id)
    return 0


def _moment_of(text: str, now: datetime) -> datetime:
    """A moment as written; local time where it has no offset. Raises BadInput."""
    from datetime import datetime

    try:
        at = datetime.fromisoformat(text)
        at = at if at.tzinfo else at.astimezone()
    except (ValueError, OverflowError, OSError):
        raise BadInput(
            f"--when takes a date and time like {now:%Y-%m-%dT%H:%M}, not {text!r}."
        ) from None
    return at


def _listed(options: argparse.Namespace) -> list[dict[str, object]]:
    from acutimer.storage.exchange.listing import LISTED_KINDS, entry_json

    if not places_of(options).database.exists():
        return []  # looking must not make a journal
    database, store = _open_journal(options)
    entries = [row for e in store.entries(LISTED_KINDS) if (row := entry_json(e)) is not None]
    database.close()
    return entries


def log_list(options: argparse.Namespace) -> int:
    """List what was noted, oldest first."""
    from acutimer.core.pain_places import places_in_words

    entries = _listed(options)
    if options.json:
        return print_json({"entries": entries})
    for row in entries:
        value = row["value"] if row["value"] is not None else f"{row['pressed_s']:g} s pressed"
        places = cast("list[str] | None", row["places"])
        words = [places_in_words(places)] if places else []
        words += [str(row[key]) for key in ("site", "side", "routine", "note") if row.get(key)]
        print(f"{str(row['at'])[:16]}  {row['kind']!s:8} {value!s:>4}  {', '.join(words)}".rstrip())
    return 0


def log_export(options: argparse.Namespace) -> int:
    """Write what was noted to a file."""
    from acutimer.storage.exchange.listing import LISTED_KINDS

    database, store = _open_journal(options)
    entries = store.entries(LISTED_KINDS)
    target = Path(options.file)
    if options.format == "csv":
        from acutimer.storage.exchange.csv_file import write_csv

        count = write_csv(target, entries)
    else:
        from acutimer.runtime.clock import SystemClock
        from acutimer.storage.exchange.json_file import write_json

        count = write_json(target, entries, SystemClock().now())
    database.close()
    print(f"{count} {'entry' if count == 1 else 'entries'} written to {target}")
    return 0
