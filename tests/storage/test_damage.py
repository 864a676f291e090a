"""A damaged journal: nothing is dropped in silence, and nothing but a sentence comes of it."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from acutimer.core.journal import Entry, EntryKind
from acutimer.storage.database import Database, open_database
from acutimer.storage.entry_rows import COLUMNS, entry_of
from acutimer.storage.errors import DatabaseError, EntryError, ReadOnlyDatabaseError, StorageError
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.migrating import MIGRATIONS
from acutimer.storage.reading_copy import open_for_reading
from tests.storage.journals import OpenJournal, WallClock, change, files_in, note
from tests.storage.versions import ENTRIES, VERSIONS, write_version


def turn(path: Path, old: bytes, new: bytes) -> None:
    """Exchange bytes of the file behind SQLite's back."""
    content = path.read_bytes()
    assert content.count(old) == 1
    path.write_bytes(content.replace(old, new))


@pytest.fixture
def noted(open_journal: OpenJournal, now: WallClock) -> list[str]:
    """Five ratings in a journal that is closed."""
    database = open_journal()
    ids = [note(database, now, value).id for value in range(5)]
    database.close()
    return ids


@pytest.mark.parametrize(
    "damage",
    [
        "SET body = replace(body, '2', '3')",
        "SET body = '[1]'",
        "SET at_us = at_us + 1",
        "SET offset_s = offset_s + 4096",
        "SET zone = 'X'",
        "SET kind = 'ratinf'",
        "SET hlc = hlc + 1",
        "SET replaces = 'x'",
        "SET checksum = checksum + 1",
        "SET body = CAST(x'7b22ff223a317d' AS TEXT)",
        "SET zone = CAST(x'ff' AS TEXT)",
        "SET at_us = 9223372036854775807",
    ],
)
def test_an_entry_that_was_changed_is_not_read_and_said(
    open_journal: OpenJournal, now: WallClock, path: Path, noted: list[str], damage: str
) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
    change(path, f"UPDATE entry {damage} WHERE id = ?", noted[2])
    store = JournalStore(open_journal(), now)
    assert store.unreadable() == 1
    assert [entry.id for entry in store.entries()] == [*noted[:2], *noted[3:]]
    assert [rating.id for rating in store.ratings()] == [*noted[:2], *noted[3:]]
    if "kind" not in damage:
        assert store.entries().unreadable == 1
        assert store.ratings().unreadable == 1
        assert store.ratings(now.move(days=-1)).unreadable == 1
    with pytest.raises(EntryError, match="damaged and cannot be read"):
        store.remove(noted[2])


@pytest.mark.parametrize("column", [0, 1, 4, 7, 8, 9])
def test_a_text_that_has_become_bytes_is_damage(
    database: Database, store: JournalStore, column: int
) -> None:
    """One flipped bit of a row's head does that, and the sum is the same."""
    noted = store.append("rating", {"value": 4, "moment": "now"})
    store.correct(noted.id, {"value": 5, "moment": "now"})
    row = list(database.rows(f"SELECT {COLUMNS} FROM entry AS e WHERE replaces IS NOT NULL")[0])
    assert entry_of(tuple(row)) is not None
    row[column] = row[column].encode()
    assert entry_of(tuple(row)) is None


def test_a_whole_journal_is_read_whole(
    open_journal: OpenJournal, now: WallClock, noted: list[str]
) -> None:
    store = JournalStore(open_journal(), now)
    assert store.unreadable() == 0
    assert store.entries().unreadable == 0
    assert len(store.entries()) == len(noted)


def test_entries_that_have_gone_are_missed(
    open_journal: OpenJournal, now: WallClock, path: Path, noted: list[str]
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER entry_never_goes")
        connection.execute("DELETE FROM entry WHERE id IN (?, ?)", noted[1:3])
    store = JournalStore(open_journal(), now)
    assert store.unreadable() == 2


def test_what_can_be_read_is_looked_up_past_what_cannot(
    open_journal: OpenJournal, now: WallClock, path: Path, noted: list[str]
) -> None:
    change(path, "UPDATE entry SET zone = 'X' WHERE id IN (?, ?)", noted[0], noted[-1])
    store = JournalStore(open_journal(), now)
    latest = store.latest(EntryKind.RATING)
    assert latest is not None
    assert latest.id == noted[-2]
    assert store.first_at() == latest.at
    assert store.add_rating(store.ratings()[0]).seq == 6


@pytest.mark.parametrize("table", ["entry", "device"])
def test_a_table_that_is_missing_is_damage(
    open_journal: OpenJournal, path: Path, noted: list[str], table: str
) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"PRAGMA foreign_keys = OFF; DROP TABLE {table};")
    with pytest.raises(DatabaseError, match="missing"):
        open_journal()


@pytest.mark.parametrize("part", ["TRIGGER entry_never_goes", "INDEX entry_at"])
def test_a_rule_that_is_missing_is_found(
    open_journal: OpenJournal, path: Path, noted: list[str], part: str
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"DROP {part}")
    fault = open_journal().quick_check()
    assert fault is not None
    assert f"the {part.lower()} is missing".replace("INDEX", "index") in fault


def test_what_sqlite_says_may_be_any_bytes(
    open_journal: OpenJournal, now: WallClock, path: Path, noted: list[str]
) -> None:
    """The name of an index is no text: SQLite's own sentences about it are none either."""
    turn(path, b"INDEX entry_at ON", b"INDEX entry\xff\x1bt ON")
    turn(path, b"entry_atentry", b"entry\xff\x1btentry")
    with pytest.raises(DatabaseError) as caught:
        JournalStore(open_journal(), now).entries()
    assert caught.value.sentence.isprintable()


def test_the_answers_are_asked_again_when_newer_ones_may_be_lost(
    open_journal: OpenJournal, now: WallClock, path: Path
) -> None:
    database = open_journal()
    store = JournalStore(database, now)
    assert store.latest_certain(EntryKind.SAFETY_ANSWERS) is None
    first = store.append(EntryKind.SAFETY_ANSWERS, {"n": 1})
    after = store.append(EntryKind.SAFETY_ANSWERS, {"n": 2})
    assert store.latest_certain(EntryKind.SAFETY_ANSWERS) == after
    database.close()
    change(path, "UPDATE entry SET kind = 'safety_answerr' WHERE id = ?", after.id)
    store = JournalStore(open_journal(), now)
    assert store.latest(EntryKind.SAFETY_ANSWERS) == first
    assert store.latest_certain(EntryKind.SAFETY_ANSWERS) is None
    again = store.append(EntryKind.SAFETY_ANSWERS, {"n": 3})
    assert store.latest_certain(EntryKind.SAFETY_ANSWERS) == again


@pytest.mark.parametrize("seed", range(4))
def test_one_flipped_bit_is_one_sentence_or_one_count(
    open_journal: OpenJournal, now: WallClock, path: Path, tmp_path: Path, seed: int
) -> None:
    database = open_journal()
    store = JournalStore(database, now)
    entries = {entry.id: entry for entry in (note(database, now, n % 11) for n in range(40))}
    assert len(store.entries()) == 40
    database.close()
    sound = path.read_bytes()
    chance = random.Random(seed)
    damaged = tmp_path / "damaged" / "journal.sqlite3"
    for _ in range(60):
        bit = chance.randrange(len(sound) * 8)
        content = bytearray(sound)
        content[bit // 8] ^= 1 << bit % 8
        damaged.parent.mkdir(exist_ok=True)
        damaged.write_bytes(content)
        read, said = read_whole(damaged, now)
        assert said.isprintable()
        assert all(entries[entry.id] == entry for entry in read), bit
        assert len(read) == 40 or said, bit
        for left in damaged.parent.iterdir():
            left.unlink()


def read_whole(path: Path, now: WallClock) -> tuple[list[Entry], str]:
    """What can be read of a journal, and what is said of the rest."""
    try:
        database = open_database(path, now=now, backups=path.parent)
    except StorageError as fault:
        return [], fault.sentence
    with closing(database):
        store = JournalStore(database, now)
        try:
            lost = store.unreadable()
            said = database.quick_check() or (f"{lost} could not be read" if lost else "")
            return store.entries(), said
        except StorageError as fault:
            return [], fault.sentence


@pytest.fixture
def left(open_journal: OpenJournal, now: WallClock, path: Path) -> Path:
    """The log of a journal whose acutimer was killed: five notes, none of them folded in."""
    database = open_journal()
    for value in range(5):
        note(database, now, value)
    files = {file: file.read_bytes() for file in (path, path.with_name("journal.sqlite3-wal"))}
    database.close()
    for file, content in files.items():
        file.write_bytes(content)
    return path.with_name("journal.sqlite3-wal")


def test_a_log_that_was_left_is_folded_in(
    open_journal: OpenJournal, now: WallClock, path: Path, left: Path
) -> None:
    database = open_journal()
    assert len(JournalStore(database, now).entries()) == 5
    assert database.quick_check() is None
    assert list(path.parent.glob("*damaged*")) == []


@pytest.mark.parametrize("at", [0, 9, 17, 40, 0.3, 0.5, 0.9, -10])
def test_notes_that_a_damaged_log_hides_are_said(
    open_journal: OpenJournal, now: WallClock, path: Path, left: Path, at: float
) -> None:
    """SQLite itself says nothing: it takes the log to end where the damage begins."""
    content = bytearray(left.read_bytes())
    content[int(at * len(content)) if 0 < at < 1 else int(at)] ^= 8
    left.write_bytes(content)
    database = open_journal()
    assert len(JournalStore(database, now).entries()) < 5
    fault = database.quick_check()
    assert fault is not None
    assert "what was noted last may be missing" in fault
    (kept,) = path.parent.glob("*damaged*")
    assert kept.read_bytes() == content
    assert str(kept) in fault
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_transaction_that_was_cut_off_is_no_damage(
    open_journal: OpenJournal, now: WallClock, left: Path
) -> None:
    content = left.read_bytes()
    left.write_bytes(content + content[32 : 32 + 2000])
    database = open_journal()
    assert len(JournalStore(database, now).entries()) == 5
    assert database.quick_check() is None


# Old journals


@pytest.mark.parametrize("version", VERSIONS)
def test_a_journal_of_every_version_opens_with_all_it_holds(
    open_journal: OpenJournal, now: WallClock, path: Path, backups: Path, version: int
) -> None:
    write_version(path, version)
    store = JournalStore(open_journal(), now)
    assert store.unreadable() == 0
    assert [(e.id, e.kind, e.body) for e in store.entries()] == [
        (identifier, kind, body) for identifier, kind, _, body in ENTRIES[1:]
    ]
    assert [entry.zone for entry in store.entries()] == ["Europe/Berlin"] * 3
    assert open_journal().quick_check() is None
    assert len(list(backups.glob("*"))) == (version < max(VERSIONS))


@pytest.mark.parametrize("version", VERSIONS)
def test_a_journal_of_every_version_can_be_read_without_being_changed(
    now: WallClock, path: Path, version: int
) -> None:
    write_version(path, version)
    before = path.read_bytes()
    database = open_for_reading(path, "The disk is full.")
    store = JournalStore(database, now)
    assert [entry.id for entry in store.entries()] == ["e2", "e3", "e4"]
    with pytest.raises(ReadOnlyDatabaseError, match=r"^The disk is full\.$"):
        note(database, now)
    database.close()
    assert path.read_bytes() == before


def test_a_migration_that_fails_every_day_makes_one_backup(
    open_journal: OpenJournal, now: WallClock, path: Path, backups: Path, tmp_path: Path
) -> None:
    steps = tmp_path / "steps"
    steps.mkdir()
    for step in MIGRATIONS.glob("*.sql"):
        (steps / step.name).write_bytes(step.read_bytes())
    (steps / "0099_bad.sql").write_text("SELECT broken(;")
    database = open_journal()
    note(database, now)
    database.close()
    for _ in range(3):
        now.move(days=1)
        with pytest.raises(DatabaseError):
            open_journal(migrations=steps)
    assert len(files_in(backups)) == 1
    database = open_journal()
    note(database, now)
    database.close()
    with pytest.raises(DatabaseError):
        open_journal(migrations=steps)
    assert len(files_in(backups)) == 2  # what was noted since is in none yet


# A full disk

_FULL = """
import resource, sys
from datetime import datetime, timezone
from pathlib import Path
from acutimer.storage.database import Database, open_database
from acutimer.storage.entry_rows import COLUMNS, entry_of
from acutimer.storage.migrating import MIGRATIONS
from acutimer.storage.reading_copy import open_for_reading
from acutimer.storage.errors import StorageError
from acutimer.storage.journal_store import JournalStore
now = lambda: datetime(2026, 3, 1, tzinfo=timezone.utc)
path = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
try:
    open_database(path, now=now, backups=path.parent / "backups")
except StorageError as fault:
    database = open_for_reading(path, fault.sentence)
    print(len(JournalStore(database, now).entries()), database.read_only)
else:
    print("opened")
"""


@pytest.mark.parametrize("held", [True, False])
def test_on_a_full_disk_the_history_can_be_read(
    open_journal: OpenJournal, now: WallClock, path: Path, noted: list[str], held: bool
) -> None:
    """Also what lies in the log of another copy, which is open or was killed."""
    database = open_journal()
    note(database, now)
    if not held:
        kept = {
            file.name: file.read_bytes()
            for file in path.parent.iterdir()
            if file.is_file() and not file.name.endswith("-shm")
        }
        database.close()
        for name, content in kept.items():
            (path.parent / name).write_bytes(content)
    said = subprocess.run(
        [sys.executable, "-c", _FULL, str(path)], capture_output=True, text=True, check=True
    ).stdout
    # What SQLite needs beside the journal is there already while another copy has it open.
    assert said.startswith("opened" if held else f"6 The journal {path} could not be used: ")


def test_a_disk_without_room_is_called_full(
    path: Path, monkeypatch: pytest.MonkeyPatch, open_journal: OpenJournal
) -> None:
    import os

    from acutimer.storage.sqlite_file import telling

    open_journal()
    real = os.statvfs(path.parent)
    full = os.statvfs_result((*real[:4], 0, *real[5:]))
    monkeypatch.setattr(os, "statvfs", lambda _: full)

    def fail(code: int) -> None:
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = code
        with telling(path):
            raise error

    with pytest.raises(DatabaseError, match="the disk is full"):
        fail(sqlite3.SQLITE_IOERR)
    with pytest.raises(DatabaseError, match="another program is holding it"):
        fail(sqlite3.SQLITE_BUSY)
