"""The verbs that change what was noted: log edit, log remove, log undo."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import TYPE_CHECKING

from acutimer.cli.asking import BadInput, places_of
from acutimer.cli.journal import moment_of, open_journal, value_of

if TYPE_CHECKING:
    from acutimer.core.journal import Entry


def log_edit(options: argparse.Namespace) -> int:
    """Change an entry and print its new id."""
    from acutimer.core.corrections import corrected_body
    from acutimer.runtime.clock import SystemClock

    if all(said is None for said in (options.value, options.when, options.note, options.where)):
        raise BadInput("Say what to change: --value, --when, --note or --where.")
    value = None if options.value is None else value_of(options.value)
    at = None if options.when is None else moment_of(options.when, SystemClock().now())
    places = None if options.where is None else [place for place in options.where if place]
    _require_journal(options)
    database, store = open_journal(options)
    with closing(database):
        entry = store.shown(options.id)
        if at is not None and entry.kind != "rating":
            raise BadInput(f"The entry {entry.id} is no rating: its time stays as it was.")
        body = corrected_body(entry, value=value, note=options.note, places=places)
        changed = store.correct(entry.id, body, at)
    print(changed.id)
    return 0


def log_remove(options: argparse.Namespace) -> int:
    """Let an entry show no more."""
    _require_journal(options)
    database, store = open_journal(options)
    with closing(database):
        entry = store.shown(options.id)
        store.remove(entry.id)
    print(f"Removed: {_named(entry)}. acutimer log undo brings it back.")
    return 0


def log_undo(options: argparse.Namespace) -> int:
    """Take the last change back."""
    _require_journal(options)
    database, store = open_journal(options)
    with closing(database):
        undone = store.undo()
    if undone is None:
        raise BadInput("There is nothing to undo.")
    change, now_shown = undone
    if now_shown.kind == "tombstone":
        print(f"Taken back, it shows no more: {_named(change)}.")
    else:
        print(f"Taken back, it shows as before: {_named(now_shown)}.")
        print(now_shown.id)
    return 0


def _require_journal(options: argparse.Namespace) -> None:
    if not places_of(options).database.exists():
        raise BadInput("Nothing was noted yet; there is nothing to change.")


def _named(entry: Entry) -> str:
    """The entry in a few words."""
    what = entry.body.get("value", entry.body.get("routine_name", "a note"))
    return f"{what} of {entry.at:%Y-%m-%d %H:%M}"
