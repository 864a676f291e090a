"""Headaches and medicine in a journal: corrected, undone, and found again."""

from __future__ import annotations

from datetime import timedelta

from acutimer.core.headaches import Headache, NotedHeadacheDay, ended, still_there
from acutimer.core.journal import EntryKind
from acutimer.core.medicine import Medicine
from acutimer.storage.day_notes import day_notes, headache_going_on, note_day, note_headache
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.watched_notes import watched_notes
from tests.storage.journals import WallClock


def test_the_end_can_be_undone_and_keeps_what_a_later_version_wrote(
    store: JournalStore, now: WallClock
) -> None:
    began = now()
    store.append(EntryKind.HEADACHE, {"state": "open", "later": 1}, began)
    headache = headache_going_on(store)
    assert headache is not None
    note_headache(store, ended(headache, began + timedelta(hours=2)))
    assert headache_going_on(store) is None
    (entry,) = store.entries()
    assert entry.body["later"] == 1
    store.undo()
    assert headache_going_on(store) is not None


def test_a_headache_that_reaches_into_the_days_is_found(
    store: JournalStore, now: WallClock
) -> None:
    began = now()
    note_headache(store, Headache(began))
    headache = headache_going_on(store)
    assert headache is not None
    note_headache(store, still_there(headache, began + timedelta(days=3)))
    now.move(days=2)
    note_day(store, Medicine(now(), "plain", now().date()))
    note_day(store, NotedHeadacheDay(now(), now().date(), had=True))
    found = day_notes(store, now() - timedelta(hours=1), now() + timedelta(hours=1))
    assert [type(one) for one in found] == [Headache, Medicine, NotedHeadacheDay]
    notes = watched_notes(store, now().date(), 28)
    assert len(notes.diary.headaches.between(0, 10**7)) == 4
    assert len(notes.diary.medicines.between(0, 10**7)) == 1


def test_what_cannot_be_read_is_counted(store: JournalStore, now: WallClock) -> None:
    store.append(EntryKind.HEADACHE, {"state": "gone"}, now())
    found = day_notes(store, now() - timedelta(hours=1), now() + timedelta(hours=1))
    assert (len(found), found.unreadable) == (0, 1)
    assert headache_going_on(store) is None
