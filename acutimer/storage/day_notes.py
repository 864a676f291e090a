"""Headaches, days with or without one, and medicine in the journal.

An end, or that it is still there, corrects the headache's entry, so it can be undone. Must never
leave out a headache that began before the days asked for and lasted into them.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from acutimer.core.headaches import (
    MOST_DAYS,
    Headache,
    HeadacheState,
    NotedHeadacheDay,
    headache_body,
    headache_day_body,
    open_headache,
    read_headache,
    read_headache_day,
)
from acutimer.core.history_content import DayNote
from acutimer.core.journal import Entry, EntryKind
from acutimer.core.medicine import Medicine, medicine_body, read_medicine
from acutimer.core.undoing import without_undo
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.readings import Readings, readings_of

DAY_KINDS = (EntryKind.HEADACHE, EntryKind.HEADACHE_DAY, EntryKind.MEDICINE)


def note_headache(store: JournalStore, headache: Headache) -> Entry:
    """Note a headache, or what one shall say now; raises RatingError, EntryError or DatabaseError.

    What this version of acutimer does not know of it stays as it was.
    """
    if not headache.id:
        return store.append(EntryKind.HEADACHE, headache_body(headache), headache.at)
    known = ("state", "ended_at", "still_at", "worst", "places", "note", "tags")
    before = without_undo(store.shown(headache.id).body)
    kept = {key: said for key, said in before.items() if key not in known}
    return store.correct(headache.id, {**kept, **headache_body(headache)}, headache.at)


def note_day(store: JournalStore, noted: NotedHeadacheDay | Medicine) -> Entry:
    """Note a day of headache or medicine; raises RatingError, EntryError or DatabaseError."""
    if isinstance(noted, Medicine):
        return store.append(EntryKind.MEDICINE, medicine_body(noted), noted.at)
    return store.append(EntryKind.HEADACHE_DAY, headache_day_body(noted), noted.at)


def headache_going_on(store: JournalStore) -> Headache | None:
    """The headache that is open, of several the one that began last; raises DatabaseError."""
    entries = store.in_state(EntryKind.HEADACHE, HeadacheState.OPEN)
    return open_headache(readings_of(entries, read_headache))


def day_notes(store: JournalStore, first: datetime, last: datetime) -> Readings[DayNote]:
    """What is noted of the days between two moments, and of headaches that reach into them."""
    reaching = store.entries((EntryKind.HEADACHE,), first - timedelta(days=MOST_DAYS), first)
    return readings_of(_joined(reaching, store.entries(DAY_KINDS, first, last)), _read)


def _joined(earlier: Readings[Entry], later: Readings[Entry]) -> Readings[Entry]:
    return Readings([*earlier, *later], earlier.unreadable + later.unreadable)


def _read(entry: Entry) -> DayNote | None:
    return read_headache(entry) or read_headache_day(entry) or read_medicine(entry)
