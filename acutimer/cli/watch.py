"""The verb on what the log watch sees: log watch."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import TYPE_CHECKING

from acutimer.cli.asking import BadInput, places_of, print_json
from acutimer.cli.content import article_atlas
from acutimer.cli.journal import entries_in_words, open_journal
from acutimer.places import resource_path

if TYPE_CHECKING:
    from datetime import date

    from acutimer.core.log_watch import Remark

_SCHEMA = 1
#: More days than these are given by the first and the last.
_MOST_DAYS_NAMED = 7


def log_watch(options: argparse.Namespace) -> int:
    """List what the notes show that should be seen by somebody, with numbers and sources."""
    from acutimer.core.log_watch_telling import remark_json, sources_in_words, told_last
    from acutimer.runtime.clock import SystemClock

    today = SystemClock().now().date()
    remarks, to_be_told, told = _seen(options, today)
    if options.json:
        rows = [remark_json(one, told, to_be_told=one in to_be_told) for one in remarks]
        return print_json({"schema": _SCHEMA, "today": today.isoformat(), "remarks": rows})
    names = article_atlas().sources
    for remark in remarks:
        print(remark.words)
        print(f"    {sources_in_words(remark.rule, names)}")
        print(f"    {_days_in_words(remark.days)}")
        if (last := told_last(remark, told)) is not None:
            print(f"    The window said so on {last}.")
    if not remarks:
        print("Nothing in these notes calls for a remark.")
    return 0


def _seen(
    options: argparse.Namespace, today: date
) -> tuple[tuple[Remark, ...], tuple[Remark, ...], dict[str, date]]:
    """What holds today, what of it is still to be said, and what was said when."""
    from acutimer.core.log_watch import watch
    from acutimer.core.log_watch_rules import read_watch_rules
    from acutimer.core.log_watch_telling import untold
    from acutimer.storage.toml_files import load_content
    from acutimer.storage.watched_notes import watched_notes

    rules = load_content(resource_path("log-watch.toml"), read_watch_rules)
    if not places_of(options).database.exists():
        return (), (), {}  # looking must not make a journal
    database, store = open_journal(options)
    with closing(database):
        fault, lost = database.quick_check(), store.unreadable()
        if fault or lost:
            why = fault or f"{entries_in_words(lost)} could not be read."
            raise BadInput(f"{why} A diary that is not whole is not looked through.")
        notes = watched_notes(store, today, rules.look_back_days)
    remarks = watch(rules, notes.diary, today)
    return remarks, untold(rules, remarks, notes.told, today), notes.told


def _days_in_words(days: tuple[date, ...]) -> str:
    if len(days) <= _MOST_DAYS_NAMED:
        return f"Days: {', '.join(map(str, days))}"
    return f"Days: {len(days)} from {days[0]} to {days[-1]}"
