"""What is shown of days that were moved to is what a journal opened this moment shows."""

from __future__ import annotations

import random
from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from acutimer.core.journal import (
    EntryKind,
    Moment,
    PressedPart,
    Rating,
    SessionNote,
    session_ended_body,
)
from acutimer.storage.database import Database, open_database
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.noted_days import noted_days
from tests.storage.journals import OpenJournal, WallClock, change

TODAY = date(2026, 3, 1)
DAYS = 120


def fill(store: JournalStore) -> list[str]:
    """Numbers at odd hours of several zones, one in ten with a session; gives their ids."""
    rng, ids = random.Random(1), list[str]()
    for ago in range(DAYS):
        zone = timezone(timedelta(hours=rng.choice((-11, 0, 1, 14))))
        day = TODAY - timedelta(days=ago)
        at = datetime(day.year, day.month, day.day, rng.choice((0, 3, 12, 23)), 59, tzinfo=zone)
        session = f"s{ago}" if ago % 10 == 0 else None
        moment = Moment.BEFORE if session else Moment.NOW
        ids.append(store.add_rating(Rating("", rng.randint(0, 10), moment, at, session=session)).id)
        if session:
            later = at + timedelta(minutes=10)
            parts = (PressedPart("GB20", "left", 60.0),)
            held = SessionNote(session, "r", "R", later, 600, 60, parts, "finished")
            store.append(EntryKind.SESSION_ENDED, session_ended_body(held), later)
            store.add_rating(Rating("", 2, Moment.AFTER, later, session=session))
    return ids


def same(store: JournalStore, database: Database, now: WallClock, first: date, last: date) -> int:
    """Hold what is shown beside what a store that has kept nothing shows; gives the numbers."""
    shown = noted_days(store, first, last, TODAY, 0)
    assert shown == noted_days(JournalStore(database, now), first, last, TODAY, 0)
    return len(shown.ratings)


@pytest.mark.parametrize("seed", range(5))
def test_wherever_one_moves_and_whatever_is_changed(
    database: Database, store: JournalStore, now: WallClock, seed: int
) -> None:
    rng, ids = random.Random(seed), fill(store)
    first, days, seen = TODAY - timedelta(days=40), 30, 0
    for _ in range(60):
        first += timedelta(days=rng.choice((-40, -9, -7, -1, 0, 1, 7, 9, 40)))
        first = max(TODAY - timedelta(days=DAYS), min(TODAY, first))
        days = rng.choice((days, days, 7, 30, 90))
        seen += same(store, database, now, first, first + timedelta(days=days))
        if rng.random() < 0.3:
            now.move(minutes=1)
            at = datetime(first.year, first.month, first.day, 12, tzinfo=now().tzinfo)
            match rng.randrange(4):
                case 0:
                    ids.append(store.add_rating(Rating("", 9, Moment.NOW, at)).id)
                case 1:
                    store.undo()
                case 2:
                    store.restore(rng.choice(ids))
                case _:
                    JournalStore(database, now).add_rating(Rating("", 1, Moment.NOW, at))
    assert seen > 500


def test_what_another_program_notes_is_there_at_once(
    database: Database, store: JournalStore, now: WallClock, path: Path, backups: Path
) -> None:
    fill(store)
    first, last = TODAY - timedelta(days=20), TODAY
    before = same(store, database, now, first, last)
    with closing(open_database(path, now=now, backups=backups)) as other:
        JournalStore(other, now).add_rating(Rating("", 9, Moment.NOW, now()))
    assert same(store, database, now, first, last) == before + 1


def test_moving_on_reads_only_what_comes_new(
    database: Database, store: JournalStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    noted_days(store, TODAY - timedelta(days=60), TODAY, TODAY, 0)
    read: list[int] = []
    rows = Database.rows

    def counted(it: Database, sql: str, values: object = ()) -> list[tuple[object, ...]]:
        found = rows(it, sql, values)  # type: ignore[arg-type]
        read.append(len(found))
        return found

    monkeypatch.setattr(Database, "rows", counted)
    moved = noted_days(store, TODAY - timedelta(days=67), TODAY - timedelta(days=7), TODAY, 0)
    assert len(moved.ratings) > 60
    assert sum(read) < 30


def test_entries_that_cannot_be_read_are_counted_once(
    open_journal: OpenJournal, now: WallClock, path: Path
) -> None:
    database = open_journal()
    ids = fill(JournalStore(database, now))
    database.close()
    change(path, "UPDATE entry SET zone = 'X' WHERE id IN (?, ?)", ids[2], ids[9])
    database = open_journal()
    store = JournalStore(database, now)
    for ago in (0, 5, 8, 3, 0):
        last = TODAY - timedelta(days=ago)
        same(store, database, now, last - timedelta(days=20), last)
    assert noted_days(store, TODAY - timedelta(days=20), TODAY, TODAY, 0).unreadable == 2
