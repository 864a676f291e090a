"""What the log watch is given of a journal: the notes it looks at, and what it has said before.

Must never ask this computer for a zone: each note says its own day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from acutimer.core.journal import EntryKind, read_unwelcome
from acutimer.core.log_watch_diary import (
    WatchedDiary,
    headache_days,
    medicine_days,
    watched_diary,
)
from acutimer.core.log_watch_rules import MOST_DAYS
from acutimer.core.log_watch_telling import told_of
from acutimer.storage.day_notes import day_notes
from acutimer.storage.readings import readings_of

if TYPE_CHECKING:
    from acutimer.storage.journal_store import JournalStore

#: A day begins and ends elsewhere by up to so much before or after it does in UTC.
_ELSEWHERE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WatchedNotes:
    """The days of a diary, the keys said before with their days, and how many notes are lost."""

    diary: WatchedDiary
    told: dict[str, date]
    unreadable: int


def watched_notes(store: JournalStore, today: date, look_back_days: int) -> WatchedNotes:
    """The notes of so many days up to today; raises StorageError."""
    midnight = datetime.combine(today, time.min, UTC)
    begins, ends = midnight - timedelta(days=look_back_days) - _ELSEWHERE, midnight + 2 * _ELSEWHERE
    ratings, sessions = store.ratings(begins, ends), store.sessions(begins, ends)
    entries = store.entries((EntryKind.UNWELCOME,), begins, ends)
    unwelcome = readings_of(entries, read_unwelcome)
    said = store.entries((EntryKind.REMARK_TOLD,), midnight - timedelta(days=MOST_DAYS))
    of_days = day_notes(store, begins, ends)
    headaches, medicines = headache_days(of_days), medicine_days(of_days)
    return WatchedNotes(
        watched_diary(ratings, sessions, unwelcome, headaches, medicines),
        told_of(said),
        sum(one.unreadable for one in (ratings, sessions, unwelcome, of_days)),
    )
