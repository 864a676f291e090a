"""The journal's place: first starts at once, left-overs, and a journal that is taken away."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path

import pytest

from acutimer.storage import journal_place
from acutimer.storage.database import Database, open_database
from acutimer.storage.errors import DatabaseError, GoneDatabaseError
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.private_files import temporary_beside
from acutimer.storage.rescue import set_aside
from tests.storage.journals import OpenJournal, WallClock, files_in, note


def test_a_slow_first_start_hides_nothing_that_a_quick_one_noted(
    open_journal: OpenJournal, path: Path, now: WallClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The slow one saw no journal, was held up making the folder, and then finds a log."""
    made, go_on = threading.Event(), threading.Event()
    make = Path.mkdir

    def hold_up(folder: Path, *arguments: object, **more: object) -> None:
        make(folder, *arguments, **more)  # type: ignore[arg-type]
        if threading.current_thread() is slow and folder == path.parent:
            made.set()
            assert go_on.wait(30)

    opened: list[Database] = []
    slow = threading.Thread(target=lambda: opened.append(open_journal()))
    monkeypatch.setattr(Path, "mkdir", hold_up)
    slow.start()
    assert made.wait(30)
    quick = open_journal()
    noted = note(quick, now)
    go_on.set()
    slow.join()
    assert JournalStore(opened[0], now).entries() == [noted]
    assert JournalStore(open_journal(), now).entries() == [noted]
    assert list(path.parent.glob("*damaged*")) == []


def test_an_open_journal_is_not_moved(
    database: Database,
    now: WallClock,
    path: Path,
    backups: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(journal_place, "_TRIES", 3)
    noted = note(database, now)
    with pytest.raises(DatabaseError, match="open in another acutimer") as caught:
        set_aside(path, now=now(), backups=backups)
    assert "\n" not in caught.value.sentence
    assert JournalStore(database, now).entries() == [noted]
    database.close()
    set_aside(path, now=now(), backups=backups)


def test_an_opening_that_fails_lets_go_of_the_journal(
    open_journal: OpenJournal, path: Path, backups: Path, now: WallClock
) -> None:
    open_journal().close()
    path.write_bytes(b"torn" * 1000)
    with pytest.raises(DatabaseError):
        open_journal()
    set_aside(path, now=now(), backups=backups)  # waits for nobody


def test_what_a_kill_left_half_written_is_swept(
    open_journal: OpenJournal, path: Path, backups: Path
) -> None:
    open_journal().close()
    backups.mkdir()
    for left in (temporary_beside(path), temporary_beside(backups / "journal.sqlite3")):
        left.with_name(f"{left.name}-wal").touch()
    open_journal()
    assert files_in(backups) == []
    assert [name for name in files_in(path.parent) if ".part" in name] == []


def test_what_another_copy_is_writing_is_not_swept(open_journal: OpenJournal, path: Path) -> None:
    open_journal()
    writing = temporary_beside(path)
    open_journal()
    assert writing.exists()


@pytest.mark.parametrize("folder_too", [True, False])
def test_nothing_is_acknowledged_for_a_journal_that_is_gone(
    database: Database, now: WallClock, path: Path, backups: Path, folder_too: bool
) -> None:
    noted = note(database, now, 3)
    if folder_too:
        shutil.rmtree(path.parent)
    else:
        path.unlink()
    with pytest.raises(GoneDatabaseError, match="taken away or replaced") as caught:
        note(database, now, 5)
    assert "\n" not in caught.value.sentence
    database.put_back(now())
    again = open_database(path, now=now, backups=backups)
    second = note(again, now, 5)
    assert JournalStore(again, now).entries() == [noted, second]
    assert again.device == database.device
    assert again.quick_check() is None
    again.close()


def test_another_journal_in_its_place_is_noticed_and_not_written_over(
    database: Database, now: WallClock, path: Path, tmp_path: Path
) -> None:
    note(database, now)
    other = tmp_path / "other.sqlite3"
    other.write_bytes(b"another")
    other.replace(path)
    with pytest.raises(GoneDatabaseError):
        note(database, now)
    with pytest.raises(DatabaseError, match="another file now"):
        database.put_back(now())
    assert path.read_bytes() == b"another"


def test_the_log_is_folded_in_when_asked(database: Database, now: WallClock, path: Path) -> None:
    note(database, now)
    log = path.with_name("journal.sqlite3-wal")
    assert log.stat().st_size > 0
    database.checkpoint()
    assert log.stat().st_size == 0


@pytest.mark.skipif(os.name != "posix", reason="file modes are a POSIX thing")
def test_the_lock_is_private(open_journal: OpenJournal, path: Path) -> None:
    open_journal()
    assert path.with_name(".journal.sqlite3.lock").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs to see what is open")
@pytest.mark.parametrize("kept", [0, 16, 100, 4096])
def test_an_opening_that_fails_leaves_nothing_open(
    open_journal: OpenJournal, path: Path, kept: int
) -> None:
    open_journal().close()
    path.write_bytes(path.read_bytes()[:kept] + b"torn" * 1000)
    with pytest.raises(DatabaseError):
        open_journal()
    opened = [fd.readlink() for fd in Path("/proc/self/fd").iterdir() if fd.exists()]
    assert [file for file in opened if file.is_relative_to(path.parent)] == []
