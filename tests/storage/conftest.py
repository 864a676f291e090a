"""A journal in a real file, under a clock that only moves when told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from acutimer.core.points import Atlas
from acutimer.places import resource_path
from acutimer.storage.database import Database, open_database
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.resource_files import load_atlas
from tests.storage.journals import OpenJournal, WallClock


@pytest.fixture
def now() -> WallClock:
    return WallClock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.sqlite3"


@pytest.fixture
def backups(tmp_path: Path) -> Path:
    return tmp_path / "data" / "backups"


@pytest.fixture
def open_journal(path: Path, backups: Path, now: WallClock) -> Iterator[OpenJournal]:
    """Opens the journal, as often as wanted; all are closed after the test."""
    opened: list[Database] = []

    def open_it(**more: Path) -> Database:
        opened.append(open_database(path, now=now, backups=backups, **more))
        return opened[-1]

    yield open_it
    for database in opened:
        database.close()


@pytest.fixture
def database(open_journal: Callable[..., Database]) -> Database:
    return open_journal()


@pytest.fixture
def store(database: Database, now: WallClock) -> JournalStore:
    return JournalStore(database, now, zone=lambda at: "Europe/Berlin")


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    atlas, faults = load_atlas(resource_path("points.toml"))
    assert not faults
    return atlas


@pytest.fixture
def utc() -> Callable[..., datetime]:
    return lambda *parts: datetime(*parts, tzinfo=UTC)
