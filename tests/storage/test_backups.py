"""Copies of the journal, what is kept of them, and the way back from damage."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import date, timedelta
from pathlib import Path

import pytest

from acutimer.core.journal import EntryKind
from acutimer.storage.backups import back_up, back_up_daily, backups_in, newest_backup
from acutimer.storage.database import Database
from acutimer.storage.errors import DamagedDatabaseError, DatabaseError, ForeignDatabaseError
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.reading_copy import open_for_reading
from acutimer.storage.rescue import backup_to_offer, go_back, restore, set_aside
from tests.storage.journals import OpenJournal, WallClock, files_in, note


def test_the_first_start_of_a_day_makes_a_copy(
    database: Database, now: WallClock, path: Path, backups: Path
) -> None:
    noted = note(database, now)
    made = back_up_daily(path, backups, now())
    assert made == backups / "journal-2026-03-01T090000.sqlite3"
    assert made.stat().st_mode & 0o777 == 0o600
    assert back_up_daily(path, backups, now.move(hours=14)) is None
    assert back_up_daily(path, backups, now.move(hours=2)) is not None
    assert len(files_in(backups)) == 2  # no logs and no parts beside them
    assert JournalStore(database, now).entries() == [noted]


def test_the_last_7_days_and_8_weeks_are_kept(
    database: Database, now: WallClock, path: Path, backups: Path
) -> None:
    kept_for_good = back_up(path, backups, now(), "before-version-2")
    (backups / "mine.sqlite3").write_text("not ours to drop")
    for _ in range(100):
        back_up_daily(path, backups, now.move(days=1))
    assert kept_for_good.exists()
    days = [date.fromisoformat(name[8:18]) for name in files_in(backups) if len(name) == 33]
    today = now().date()
    last_week = {today - timedelta(days=back) for back in range(7)}
    sundays = {today - timedelta(days=back) for back in range(53) if _is_sunday(today, back)}
    assert set(days) == last_week | set(sorted(sundays)[-7:]) | {today}
    assert files_in(backups)[-1] == "mine.sqlite3"


def _is_sunday(today: date, back: int) -> bool:
    return (today - timedelta(days=back)).isoweekday() == 7


def test_two_copies_in_one_second_both_stay(
    database: Database, now: WallClock, path: Path, backups: Path
) -> None:
    assert back_up(path, backups, now()) != back_up(path, backups, now())
    assert len(files_in(backups)) == 2


def test_a_copy_that_cannot_be_made_says_so_and_leaves_nothing(
    database: Database, now: WallClock, path: Path, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with pytest.raises(DatabaseError, match="could not be used"):
        back_up(path, blocked / "backups", now())
    with pytest.raises(DatabaseError):
        back_up(tmp_path / "nowhere.sqlite3", tmp_path / "backups", now())
    assert files_in(tmp_path / "backups") == []


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
    assert files_in(path.parent) == [
        "backups",
        "journal-damaged-2026-03-01T090000.sqlite3",
        "journal-damaged-2026-03-01T090000.sqlite3-wal",
        "journal.sqlite3",
    ]
    restore(backup, path)
    assert files_in(path.parent) == [
        "backups",
        "journal-damaged-2026-03-01T090000.sqlite3",
        "journal-damaged-2026-03-01T090000.sqlite3-wal",
        "journal.sqlite3",
    ]
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
    open_journal: OpenJournal, now: WallClock, path: Path, backups: Path
) -> None:
    database = open_journal()
    note(database, now)
    backup = back_up(path, backups, now())
    noted = note(database, now)
    database.close()
    with pytest.raises(DatabaseError, match="set it aside first"):
        restore(backup, path)
    assert JournalStore(open_journal(), now).latest(EntryKind.RATING) == noted


@pytest.mark.parametrize("faulty", ["torn", "foreign", "missing"])
def test_a_backup_that_is_none_is_not_restored(
    database: Database, now: WallClock, path: Path, tmp_path: Path, faulty: str
) -> None:
    target, backup = tmp_path / "other" / "journal.sqlite3", tmp_path / "backup.sqlite3"
    if faulty == "torn":
        made = back_up(path, tmp_path, now())
        backup.write_bytes(made.read_bytes()[:9000])
    elif faulty == "foreign":
        with closing(sqlite3.connect(backup)) as connection:
            connection.execute("CREATE TABLE theirs (a)")
    with pytest.raises(ForeignDatabaseError if faulty == "foreign" else DatabaseError):
        restore(backup, target)
    assert files_in(target.parent) == []


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


def test_the_newest_copy_is_the_one_that_holds_most_whatever_the_clock_said(
    database: Database, now: WallClock, path: Path, backups: Path
) -> None:
    note(database, now)
    now.moment = now.moment.replace(year=2106)
    wrong_clock = back_up(path, backups, now())
    now.moment = now.moment.replace(year=2026)
    note(database, now)
    right_clock = back_up(path, backups, now())
    assert newest_backup(backups) == right_clock
    newest, older = backups_in(backups)
    assert (newest.path, newest.entries) == (right_clock, 2)
    assert (older.path, older.entries, older.made_at.year) == (wrong_clock, 1, 2106)
    assert older.id == "2106-03-01T090000"


def test_a_journal_that_went_missing_beside_backups_offers_the_newest(
    open_journal: OpenJournal, now: WallClock, path: Path, backups: Path
) -> None:
    database = open_journal()
    assert backup_to_offer(database, backups) is None
    back_up(path, backups, now())  # of nothing
    assert backup_to_offer(database, backups) is None
    note(database, now)
    backup = back_up(path, backups, now())
    assert backup_to_offer(database, backups) is None
    database.close()
    path.unlink()
    offered = backup_to_offer(open_journal(), backups)
    assert offered is not None
    assert (offered.path, offered.entries) == (backup, 1)
    backup.write_bytes(b"torn")
    assert backup_to_offer(open_journal(), backups) is None


# Being killed in the midst


class Killed(BaseException):
    """Stands for a kill: what comes after it does not happen."""


@pytest.fixture
def two_notes(open_journal: OpenJournal, now: WallClock, path: Path, backups: Path) -> list[str]:
    """One entry that a backup holds, and one that only the log of the journal does."""
    database = open_journal()
    first = note(database, now)
    backup_of_one = back_up(path, backups, now())
    second = note(database, now)
    log = path.with_name("journal.sqlite3-wal").read_bytes()
    content = path.read_bytes()
    database.close()
    path.write_bytes(content)
    path.with_name("journal.sqlite3-wal").write_bytes(log)
    assert backup_of_one.exists()
    return [first.id, second.id]


def _kill_at(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Let the process end before its step-th change of names in a folder."""
    left = [step]

    def before(real: Callable[..., object]) -> Callable[..., object]:
        def act(*arguments: object, **more: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return real(*arguments, **more)

        return act

    for owner, names in ((os, ("link", "replace", "rename", "unlink")), (Path, ("replace",
                         "rename", "unlink"))):  # fmt: skip
        for name in names:
            monkeypatch.setattr(owner, name, before(getattr(owner, name)))


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("step", range(12))
def test_restoring_is_done_or_not_whenever_it_is_killed(
    open_journal: OpenJournal,
    now: WallClock,
    path: Path,
    backups: Path,
    two_notes: list[str],
    monkeypatch: pytest.MonkeyPatch,
    step: int,
    links: bool,
) -> None:
    backup = newest_backup(backups)
    assert backup is not None
    with monkeypatch.context() as patch:
        if not links:
            patch.setattr(os, "link", _no_links)
        _kill_at(patch, step)
        with suppress(Killed):
            go_back(backup, path, now())
    assert path.exists() or not links
    shown = [entry.id for entry in JournalStore(open_journal(), now).entries()]
    aside = list(path.parent.glob("journal-before-restoring-*.sqlite3"))
    if aside:
        assert shown == two_notes[:1]
        with closing(sqlite3.connect(aside[0])) as connection:
            kept = [row[0] for row in connection.execute("SELECT id FROM entry ORDER BY seq")]
        assert kept == two_notes
    else:
        assert shown == two_notes
    assert [name for name in files_in(path.parent) if ".part" in name or "exchange" in name] == []


def _no_links(*_: object) -> None:
    raise OSError("no links here")


@pytest.mark.parametrize("step", range(12))
def test_setting_aside_is_done_or_not_whenever_it_is_killed(
    open_journal: OpenJournal,
    now: WallClock,
    path: Path,
    backups: Path,
    two_notes: list[str],
    monkeypatch: pytest.MonkeyPatch,
    step: int,
) -> None:
    with monkeypatch.context() as patch:
        _kill_at(patch, step)
        with suppress(Killed):
            set_aside(path, now=now(), backups=backups)
    assert path.exists()
    shown = [entry.id for entry in JournalStore(open_journal(), now).entries()]
    assert shown == ([] if list(path.parent.glob("*damaged*")) else two_notes)


def test_the_answers_to_the_safety_questions_are_asked_again_after_restoring(
    open_journal: OpenJournal, now: WallClock, path: Path, backups: Path
) -> None:
    database = open_journal()
    JournalStore(database, now).append(EntryKind.SAFETY_ANSWERS, {"n": 1})
    assert JournalStore(database, now).latest_certain(EntryKind.SAFETY_ANSWERS) is not None
    backup = back_up(path, backups, now())
    database.close()
    assert go_back(backup, path, now()) is not None
    copy = open_for_reading(path, "The disk is full.")  # before the journal can be opened itself
    assert JournalStore(copy, now).latest_certain(EntryKind.SAFETY_ANSWERS) is None
    store = JournalStore(open_journal(), now)
    assert store.latest(EntryKind.SAFETY_ANSWERS) is not None
    assert store.latest_certain(EntryKind.SAFETY_ANSWERS) is None
    answered = store.append(EntryKind.SAFETY_ANSWERS, {"n": 2})
    assert store.latest_certain(EntryKind.SAFETY_ANSWERS) == answered


def test_an_exchange_whose_note_is_damaged_leaves_the_journal(
    open_journal: OpenJournal, now: WallClock, path: Path, two_notes: list[str]
) -> None:
    path.with_name(".journal.sqlite3.exchange").write_bytes(b"\xff{")
    assert [entry.id for entry in JournalStore(open_journal(), now).entries()] == two_notes
