"""Copies of the journal, what is kept of them, and the way back from damage."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from acutimer.core.journal import EntryKind
from acutimer.storage.backups import back_up, back_up_daily, newest_backup
from acutimer.storage.database import Database
from acutimer.storage.errors import DamagedDatabaseError, DatabaseError, ForeignDatabaseError
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.rescue import restore, set_aside
from tests.storage.journals import OpenJournal, WallClock, note


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_first_start_of_a_day_makes_a_copy(
    database: Database, now: WallClock, path: Path, backups: Path
) -> None:
    noted = note(database, now)
    made = back_up_daily(path, backups, now())
    assert made == backups / "journal-2026-03-01T090000.sqlite3"
    assert made.stat().st_mode & 0o777 == 0o600
    assert back_up_daily(path, backups, now.move(hours=14)) is None
    assert back_up_daily(path, backups, now.move(hours=2)) is not None
    assert len(names(backups)) == 2  # no logs and no parts beside them
    assert JournalStore(database, now).entries() == [noted]


def test_the_last_7_days_and_8_weeks_are_kept(
    database: Database, now: WallClock, path: Path, backups: Path
) -> None:
    kept_for_good = back_up(path, backups, now(), "before-version-2")
    (backups / "mine.sqlite3").write_text("not ours to drop")
    for _ in range(100):
        back_up_daily(path, backups, now.move(days=1))
    assert kept_for_good.exists()
    days = [date.fromisoformat(name[8:18]) for name in names(backups) if len(name) == 33]
    today = now().date()
    last_week = {today - timedelta(days=back) for back in range(7)}
    sundays = {today - timedelta(days=back) for back in range(53) if _is_sunday(today, back)}
    assert set(days) == last_week | set(sorted(sundays)[-7:]) | {today}
    assert names(backups)[-1] == "mine.sqlite3"


def _is_sunday(today: date, back: int) -> bool:
    return (today - timedelta(days=back)).isoweekday() == 7


def test_two_copies_in_one_second_both_stay(
    database: Database, now: WallClock, path: Path, backups: Path
) -> None:
    assert back_up(path, backups, now()) != back_up(path, backups, now())
    assert len(names(backups)) == 2


def test_a_copy_that_cannot_be_made_says_so_and_leaves_nothing(
    database: Database, now: WallClock, path: Path, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(DatabaseError, match="could not be used"):
        back_up(path, blocked / "backups", now())
    with pytest.raises(DatabaseError):
        back_up(tmp_path / "nowhere.sqlite3", tmp_path / "backups", now())
    assert names(tmp_path / "backups") == []


def test_the_newest_sound_copy_is_offered(
    database: Database, now: WallClock, path: Path, backups: Path
) -> None:
    assert newest_backup(backups) is None
    sound = back_up(path, backups, now())
    torn = back_up(path, backups, now.move(days=1))
    torn.write_bytes(torn.read_bytes()[:5000])
    (backups / "journal-2026-03-03T000000.sqlite3").write_bytes(b"")
    assert newest_backup(backups) == sound


def test_a_damaged_journal_is_set_aside_and_the_backup_goes_on(
    open_journal: OpenJournal, now: WallClock, path: Path, backups: Path
) -> None:
    database = open_journal()
    old_device = database.device
    noted = note(database, now)
    database.close()
    backup = back_up(path, backups, now())
    path.write_bytes(b"torn" * 1000)
    path.with_name("journal.sqlite3-wal").write_bytes(b"log")
    with pytest.raises(DamagedDatabaseError):
        open_journal()
    aside = set_aside(path, now=now(), backups=backups)
    assert aside.newest_backup == backup
    assert aside.moved.read_bytes() == b"torn" * 1000
    assert str(aside.moved) in aside.sentence
    assert names(path.parent) == [
        "backups",
        "journal-damaged-2026-03-01T090000.sqlite3",
        "journal-damaged-2026-03-01T090000.sqlite3-wal",
    ]
    restore(backup, path)
    database = open_journal()
    assert JournalStore(database, now).entries() == [noted]
    assert database.device != old_device
    again = note(database, now)
    assert again.seq == 1
    assert again.hlc > noted.hlc
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_was_set_aside_before_stays(
    open_journal: OpenJournal, now: WallClock, path: Path, backups: Path
) -> None:
    path.parent.mkdir()
    moved: list[Path] = []
    for content in (b"one", b"two"):
        path.write_bytes(content)
        moved.append(set_aside(path, now=now(), backups=backups).moved)
    assert [file.read_bytes() for file in moved] == [b"one", b"two"]
    assert "no backup" in set_aside(path, now=now(), backups=backups).sentence


def test_restoring_never_overwrites_a_journal(
    database: Database, now: WallClock, path: Path, backups: Path
) -> None:
    note(database, now)
    backup = back_up(path, backups, now())
    noted = note(database, now)
    with pytest.raises(DatabaseError, match="set it aside first"):
        restore(backup, path)
    assert JournalStore(database, now).latest(EntryKind.RATING) == noted


@pytest.mark.parametrize("faulty", ["torn", "foreign", "missing"])
def test_a_backup_that_is_none_is_not_restored(
    database: Database, now: WallClock, path: Path, tmp_path: Path, faulty: str
) -> None:
    import sqlite3
    from contextlib import closing

    target, backup = tmp_path / "other" / "journal.sqlite3", tmp_path / "backup.sqlite3"
    if faulty == "torn":
        made = back_up(path, tmp_path, now())
        backup.write_bytes(made.read_bytes()[:9000])
    elif faulty == "foreign":
        with closing(sqlite3.connect(backup)) as connection:
            connection.execute("CREATE TABLE theirs (a)")
    with pytest.raises(ForeignDatabaseError if faulty == "foreign" else DatabaseError):
        restore(backup, target)
    assert names(target.parent) == []


def test_the_log_of_a_journal_that_is_gone_is_not_read_into_the_next(
    open_journal: OpenJournal, now: WallClock, path: Path
) -> None:
    database = open_journal()
    note(database, now)
    log = path.with_name("journal.sqlite3-wal").read_bytes()
    database.close()
    path.unlink()
    path.with_name("journal.sqlite3-wal").write_bytes(log)
    database = open_journal()
    assert JournalStore(database, now).entries() == []
    (aside,) = path.parent.glob("*damaged*")
    assert aside.read_bytes() == log
