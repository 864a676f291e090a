"""The verbs on headaches and medicine: log headache begin, still, end, day; log medicine."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from acutimer.cli.asking import BadInput, places_of
from acutimer.cli.journal import note, note_of, noted_at, tags_of, value_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from acutimer.core.headaches import Headache
    from acutimer.core.journal import Entry
    from acutimer.storage.journal_store import JournalStore


def begin(options: argparse.Namespace) -> int:
    """Note that a headache began; refused while another one is open."""
    from acutimer.core.headaches import Headache, headache_body

    headache = Headache(
        noted_at(options),
        worst=_worst(options),
        places=tuple(options.where),
        note=note_of(options),
        tags=tags_of(options),
    )
    headache_body(headache)  # what cannot be noted must not make a journal either

    def write(store: JournalStore) -> Entry:
        from acutimer.storage.day_notes import headache_going_on, note_headache

        if (other := headache_going_on(store)) is not None:
            raise BadInput(
                f"A headache is noted since {other.at:%Y-%m-%d %H:%M} and has no end yet; "
                "acutimer log headache end notes it, also with --unknown. Nothing was noted."
            )
        return note_headache(store, headache)

    return note(options, write)


def still(options: argparse.Namespace) -> int:
    """Note that the open headache is still there."""
    from acutimer.core.headaches import still_there

    at = noted_at(options)
    return _with_open(options, lambda headache: still_there(headache, at))


def end(options: argparse.Namespace) -> int:
    """Note the end of the open headache, or that nobody knows it."""
    from acutimer.core.headaches import ended

    if options.unknown and options.when is not None:
        raise BadInput("--unknown and --when contradict each other; give one of them.")
    at = None if options.unknown else noted_at(options)
    worst = _worst(options)
    return _with_open(options, lambda headache: ended(headache, at, worst))


def day(options: argparse.Namespace) -> int:
    """Note that a day had a headache, or had none."""
    from acutimer.core.headaches import NotedHeadacheDay, headache_day_body

    at = noted_at(options) if options.date is None else _at_day(options)
    noted = NotedHeadacheDay(
        at,
        at.date(),
        had=not options.none,
        worst=_worst(options),
        places=tuple(options.where),
        note=note_of(options),
        tags=tags_of(options),
    )
    headache_day_body(noted)
    return note(options, lambda store: _note_day(store, noted))


def medicine(options: argparse.Namespace) -> int:
    """Note what was taken on a day."""
    from acutimer.core.medicine import Medicine, medicine_body

    if options.date is not None and (options.when or options.zone):
        raise BadInput("--date and --when contradict each other; give one of them.")
    at = noted_at(options) if options.date is None else _at_day(options)
    noted = Medicine(
        at,
        options.of_class,
        at.date(),
        name=" ".join(options.name.split()),
        note=note_of(options),
        tags=tags_of(options),
    )
    medicine_body(noted)
    return note(options, lambda store: _note_day(store, noted))


def _note_day(store: JournalStore, noted: object) -> Entry:
    from acutimer.storage.day_notes import note_day

    return note_day(store, noted)  # type: ignore[arg-type]


def _with_open(options: argparse.Namespace, change: Callable[[Headache], Headache]) -> int:
    """Note what the open headache shall say now."""
    none = (
        "No headache is open; acutimer log headache begin notes one, acutimer log headache day a "
        "day with one."
    )
    if not places_of(options).database.exists():
        raise BadInput(none)

    def write(store: JournalStore) -> Entry:
        from acutimer.storage.day_notes import headache_going_on, note_headache

        headache = headache_going_on(store)
        if headache is None:
            raise BadInput(none)
        return note_headache(store, change(headache))

    return note(options, write)


def _worst(options: argparse.Namespace) -> int | None:
    return None if options.worst is None else value_of(options.worst)


def _at_day(options: argparse.Namespace) -> datetime:
    """Noon of --date, a day of which no time is known, or now; raises BadInput."""
    from datetime import date, datetime, time

    from acutimer.runtime.clock import SystemClock
    from acutimer.runtime.local_time import wall_time

    now = SystemClock().now()
    try:
        wanted = date.fromisoformat(options.date)
    except ValueError:
        raise BadInput(f"--date takes a day like {now:%Y-%m-%d}, not {options.date!r}.") from None
    if wanted > now.date():
        raise BadInput(f"{wanted} lies ahead; a note is of what was. Give another day.")
    noon = wall_time(datetime.combine(wanted, time(12)))
    return now if wanted == now.date() or noon is None else noon
