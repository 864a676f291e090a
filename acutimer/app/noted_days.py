"""The notes of some days as History gets them, with what it must not keep to itself.

Must never ask this computer for a zone: each note says its own, and the one here may be none.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from acutimer.core.clock_doubt import FIRST_YEAR
from acutimer.core.history_content import HistoryContent, local_day
from acutimer.core.imported import batch_of
from acutimer.core.journal import EntryKind, read_unwelcome
from acutimer.core.summaries import history
from acutimer.storage.day_notes import DAY_KINDS, day_notes

if TYPE_CHECKING:
    from acutimer.storage.journal_store import JournalStore

_KINDS = (EntryKind.RATING, EntryKind.SESSION_ENDED, EntryKind.UNWELCOME, *DAY_KINDS)
#: A day begins and ends elsewhere by up to so much before or after it does in UTC.
_ELSEWHERE = timedelta(days=1)


def noted_days(
    store: JournalStore, first: date, last: date, today: date, unreadable: int
) -> HistoryContent:
    """The days from ``first`` to ``last``, both included; ``unreadable`` is of all the journal."""
    begins, ends = _midnight(first) - _ELSEWHERE, _midnight(last) + 2 * _ELSEWHERE
    ratings, sessions = store.ratings(begins, ends), store.sessions(begins, ends)
    unwelcome = store.entries((EntryKind.UNWELCOME,), begins, ends)
    of_days = day_notes(store, begins, ends)
    began = store.first_at(_KINDS)
    read = ratings, sessions, unwelcome, of_days
    content = history(
        ratings,
        sessions,
        first,
        last,
        today,
        noted_before=began is not None and local_day(began) < first,
        unwelcome=[note for entry in unwelcome if (note := read_unwelcome(entry)) is not None],
        day_notes=of_days,
    )
    return replace(
        content,
        imports=tuple(it for it in store.batches.imports() if first <= local_day(it.at) <= last),
        unreadable=max(unreadable, sum(one.unreadable for one in read)),
        astray=_astray(store, today),
    )


def _astray(store: JournalStore, today: date) -> tuple[date, ...]:
    """The days of notes that a wrong clock made: before acutimer was, or still to come.

    What another program noted may well be older than acutimer.
    """
    early = store.entries(_KINDS, last=_midnight(date(FIRST_YEAR, 1, 1)))
    early = [entry for entry in early if batch_of(entry) is None]
    ahead = store.entries(_KINDS, first=_midnight(today) + _ELSEWHERE)
    days = {local_day(entry.at) for entry in (*early, *ahead)}
    return tuple(sorted(day for day in days if day.year < FIRST_YEAR or day > today))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)
