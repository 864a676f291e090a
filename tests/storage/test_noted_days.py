"""What History gets besides the days shown: since when, and what a wrong clock made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from acutimer.core.headaches import NotedHeadacheDay
from acutimer.core.history_content import HistoryContent
from acutimer.core.journal import Moment, Rating
from acutimer.storage.database import open_database
from acutimer.storage.day_notes import note_day
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.noted_days import noted_days

NOW = datetime(2026, 5, 31, 12, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[JournalStore]:
    path = tmp_path / "journal.sqlite3"
    with closing(open_database(path, now=lambda: NOW, backups=tmp_path / "b")) as database:
        yield JournalStore(database, lambda: NOW)


def note(store: JournalStore, *days: date) -> None:
    for day in days:
        at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        store.add_rating(Rating("", 4, Moment.NOW, at))


def read(store: JournalStore) -> HistoryContent:
    return noted_days(store, TODAY - timedelta(days=13), TODAY, TODAY, 0)


def test_an_empty_journal_began_never(store: JournalStore) -> None:
    assert read(store).began is None
    assert read(store).astray == ()


def test_a_diary_taken_in_from_elsewhere_is_older_than_acutimer_and_not_astray(
    store: JournalStore,
) -> None:
    note(store, date(2009, 3, 1), TODAY)
    assert read(store).began == date(2009, 3, 1)
    assert read(store).astray == ()
    assert read(store).noted_before


def test_what_a_clock_without_time_made_is_no_beginning(store: JournalStore) -> None:
    note(store, date(1970, 1, 1), date(2000, 1, 1), date(2025, 2, 3), date(2031, 7, 7))
    assert read(store).began == date(2025, 2, 3)
    assert read(store).astray == (date(1970, 1, 1), date(2000, 1, 1), date(2031, 7, 7))


def test_of_many_days_of_a_wrong_clock_both_ends_are_told(store: JournalStore) -> None:
    early = [date(1970, 1, 1) + timedelta(days=n) for n in range(9)]
    note(store, *early, *early)
    assert read(store).astray == (*early[:3], *early[-3:])


def test_a_day_of_headache_alone_is_where_a_diary_begins(store: JournalStore) -> None:
    day = date(2026, 1, 5)
    note_day(store, NotedHeadacheDay(datetime(2026, 1, 5, 20, tzinfo=UTC), day, worst=3))
    assert read(store).began == day
