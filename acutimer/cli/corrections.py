"""The verbs that change what was noted: log edit, log remove, log undo."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import TYPE_CHECKING

from acutimer.cli.asking import BadInput, day_ends_of, places_of
from acutimer.cli.journal import moment_of, open_journal, tags_of, value_of

if TYPE_CHECKING:
    from acutimer.core.journal import Entry


def log_edit(options: argparse.Namespace) -> int:
    """Change an entry and print its new id."""
    from acutimer.core.corrections import EntryChange, corrected_body
    from acutimer.runtime.clock import SystemClock

    named = (options.value, options.when, options.note, options.where, options.tag)
    if all(said is None for said in named):
        raise BadInput("Say what to change: --value, --when, --note, --where or --tag.")
    value = None if options.value is None else value_of(options.value)
    at = None if options.when is None else moment_of(options.when, SystemClock().now())
    places = None if options.where is None else tuple(filter(None, options.where))
    tags = None if options.tag is None else tags_of(options)
    _require_journal(options)
    database, store = open_journal(options)
    with closing(database):
        entry = store.shown(options.id)
        change = EntryChange(entry.id, value, options.note, places, at, tags)
        body = corrected_body(entry, change, day_ends_of(options))
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
    from acutimer.core.headaches import read_headache_day
    from acutimer.core.imported import read_imported
    from acutimer.core.medicine import read_medicine

    if imported := read_imported(entry):
        return f"the import of {imported.words}"
    if medicine := read_medicine(entry):
        return f"{medicine.words} of {medicine.day}"
    if noted := read_headache_day(entry):
        return f"{'a headache' if noted.had else 'no headache'} of {noted.day}"
    usual = "a headache" if entry.kind == "headache" else "a note"
    what = entry.body.get("value", entry.body.get("routine_name", usual))
    return f"{what} of {entry.at:%Y-%m-%d %H:%M}"
