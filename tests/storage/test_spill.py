"""Notes that found no room are kept elsewhere and come in at the next start, each once."""

from __future__ import annotations

from pathlib import Path

import pytest

from acutimer.core.journal import EntryKind, Moment, Rating
from acutimer.places import places_for
from acutimer.storage.database import Database
from acutimer.storage.errors import EntryError, StorageError
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.spill import Spill, spill_folders, take_in_spilled
from tests.storage.journals import OpenJournal, WallClock


@pytest.fixture
def spill(now: WallClock) -> Spill:
    return Spill(now, lambda at: "Europe/Berlin")


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    return [tmp_path / "state", tmp_path / "config"]


def test_what_was_kept_comes_in_as_it_was_noted(
    store: JournalStore, spill: Spill, folders: list[Path], now: WallClock
) -> None:
    first = store.add_rating(Rating("", 9, Moment.NOW, now()))
    noted = spill.add_rating(Rating("", 4, Moment.NOW, now.move(minutes=-5), note="naïve 痛"))
    began = spill.append(EntryKind.SESSION_BEGAN, {"routine": "desk-pause"})
    spill.append(EntryKind.SESSION_ENDED, {"session": began.id})
    spill.remove(first.id)
    kept = spill.write(folders)
    assert kept.parent == folders[0]
    assert kept.stat().st_mode & 0o777 == 0o600
    assert take_in_spilled(store, folders) == (4, [])
    assert [(r.id, r.value, r.note, r.at) for r in store.ratings()] == [
        (noted.id, 4, "naïve 痛", noted.at)
    ]
    entry = store.by_id(noted.id)
    assert entry is not None
    assert entry.zone == "Europe/Berlin"
    assert store.unfinished_session() is None
    assert store.unreadable() == 0
    assert list(folders[0].iterdir()) == []


def test_each_note_comes_in_once(
    store: JournalStore, spill: Spill, folders: list[Path], now: WallClock
) -> None:
    """Killed after the journal had them, before the file was gone: the same file comes again."""
    spill.add_rating(Rating("", 4, Moment.NOW, now()))
    kept = spill.write(folders)
    content = kept.read_bytes()
    take_in_spilled(store, folders)
    kept.write_bytes(content)
    spill.add_rating(Rating("", 5, Moment.NOW, now()))
    spill.write(folders[1:])
    assert take_in_spilled(store, folders) == (1, [])
    assert [r.value for r in store.ratings()] == [4, 5]


def test_the_next_folder_is_used_when_the_first_has_no_room(
    store: JournalStore, spill: Spill, folders: list[Path], now: WallClock
) -> None:
    spill.add_rating(Rating("", 4, Moment.NOW, now()))
    folders[0].write_text("a file where the folder should be")
    assert spill.write(folders).parent == folders[1]
    assert take_in_spilled(store, folders) == (1, [])


def test_where_nothing_can_be_kept_it_is_said(spill: Spill, tmp_path: Path, now: WallClock) -> None:
    spill.add_rating(Rating("", 4, Moment.NOW, now()))
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError):
        spill.write([tmp_path / "file"])
    assert len(spill.pending) == 1


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\xff", b'{"schema": 1, "sum": 1, "notes": []}', b'{"schema": 2}']
)
def test_a_file_that_cannot_be_read_stays_and_is_said(
    store: JournalStore, folders: list[Path], content: bytes
) -> None:
    folders[0].mkdir()
    path = folders[0] / "notes-1.json"
    path.write_bytes(content)
    taken, (sentence,) = take_in_spilled(store, folders)
    assert taken == 0
    assert str(path) in sentence
    assert path.read_bytes() == content


def test_a_flipped_bit_is_noticed(
    store: JournalStore, spill: Spill, folders: list[Path], now: WallClock
) -> None:
    spill.add_rating(Rating("", 4, Moment.NOW, now()))
    path = spill.write(folders)
    path.write_bytes(path.read_bytes().replace(b'"value": 4', b'"value": 5'))
    assert take_in_spilled(store, folders)[0] == 0
    assert path.exists()
    assert store.ratings() == []


def test_nothing_goes_while_the_journal_still_has_no_room(
    database: Database, store: JournalStore, spill: Spill, folders: list[Path], now: WallClock
) -> None:
    for _ in range(30):
        spill.add_rating(Rating("", 4, Moment.NOW, now(), note="x" * 500))
    spill.write(folders)
    database.rows(f"PRAGMA max_page_count = {database.rows('PRAGMA page_count')[0][0]}")
    with pytest.raises(StorageError, match="full"):
        take_in_spilled(store, folders)
    assert store.ratings() == []
    database.rows("PRAGMA max_page_count = 100000")
    assert take_in_spilled(store, folders) == (30, [])


def test_what_no_journal_can_hold_is_not_kept(spill: Spill, now: WallClock) -> None:
    with pytest.raises(EntryError):
        spill.append("rating", {"note": "\udcff"})
    assert spill.pending == []


def test_the_folders_of_a_profile_do_not_hold_the_journal(
    tmp_path: Path, open_journal: OpenJournal
) -> None:
    places = places_for(tmp_path)
    folders = spill_folders(places)
    assert len(set(folders)) == 3
    assert places.data not in folders
