"""The notes of some days as History gets them, with what it must not keep to itself.

Must never ask this computer for a zone: each note says its own, and the one here may be none.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from acutimer.core.clock_doubt import LOST_BEFORE
from acutimer.core.history_content import HistoryContent, local_day
from acutimer.core.journal import EntryKind, read_unwelcome
from acutimer.core.summaries import history
from acutimer.storage.day_notes import DAY_KINDS, day_notes

if TYPE_CHECKING:
    from acutimer.storage.journal_store import JournalStore
    from acutimer.storage.kept_readings import KeptReadings

_KINDS = (EntryKind.RATING, EntryKind.SESSION_ENDED, EntryKind.UNWELCOME, *DAY_KINDS)
#: A day begins and ends elsewhere by up to so much before or after it does in UTC.
_ELSEWHERE = timedelta(days=1)
#: So many days of a wrong clock are told from either end; all others lie between.
_MOST_ASTRAY = 3


def noted_days(
    store: JournalStore, first: date, last: date, today: date, unreadable: int
) -> HistoryContent:
    """The days from ``first`` to ``last``, both included; ``unreadable`` is of all the journal."""
    began = store.first_at(_KINDS)
    clear = began
    if began is not None and began.year < LOST_BEFORE:
        clear = store.first_at(_KINDS, _midnight(date(LOST_BEFORE, 1, 1)))
    noted_before = began is not None and local_day(began) < first
    content = _read(store, store.kept, first, last, today, noted_before=noted_before)
    return replace(
        content,
        unreadable=max(unreadable, content.unreadable),
        began=local_day(clear) if clear is not None else None,
        astray=_astray(store, today),
    )


def days_alone(store: JournalStore, first: date, last: date, today: date) -> HistoryContent:
    """The same, with nothing said of the rest of the journal: for one look at many days in turn.

    What is kept of the days shown stays as it is.
    """
    return _read(store, store, first, last, today)


def _read(
    store: JournalStore,
    read: JournalStore | KeptReadings,
    first: date,
    last: date,
    today: date,
    *,
    noted_before: bool = False,
) -> HistoryContent:
    begins, ends = _midnight(first) - _ELSEWHERE, _midnight(last) + 2 * _ELSEWHERE
    ratings, sessions = read.ratings(begins, ends), read.sessions(begins, ends)
    unwelcome = store.entries((EntryKind.UNWELCOME,), begins, ends)
    of_days = day_notes(store, begins, ends)
    content = history(
        ratings,
        sessions,
        first,
        last,
        today,
        noted_before=noted_before,
        unwelcome=[note for entry in unwelcome if (note := read_unwelcome(entry)) is not None],
        day_notes=of_days,
    )
    return replace(
        content,
        imports=tuple(it for it in store.batches.imports() if first <= local_day(it.at) <= last),
        unreadable=sum(one.unreadable for one in (ratings, sessions, unwelcome, of_days)),
    )


def _astray(store: JournalStore, today: date) -> tuple[date, ...]:
    """The first and last days of notes that a wrong clock made: long ago, or still to come."""
    days = {
        *_end_days(store, None, _midnight(date(LOST_BEFORE, 1, 1))),
        *_end_days(store, _midnight(today) + _ELSEWHERE, None),
    }
    return tuple(sorted(day for day in days if day.year < LOST_BEFORE or day > today))


def _end_days(store: JournalStore, since: datetime | None, until: datetime | None) -> set[date]:
    """Some days from either end of a time, found without reading what lies between."""
    days: set[date] = set()
    begin, end = since, until
    for _ in range(_MOST_ASTRAY):
        at = store.first_at(_KINDS, begin, until)
        if at is None:
            break
        days.add(local_day(at))
        begin = datetime.combine(local_day(at) + _ELSEWHERE, time.min, at.tzinfo)
    for _ in range(_MOST_ASTRAY):
        at = store.last_at(_KINDS, since, end)
        if at is None:
            break
        days.add(local_day(at))
        end = datetime.combine(local_day(at), time.min, at.tzinfo)
    return days


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
