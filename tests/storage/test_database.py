"""The journal's file: how it is made, kept private, kept whole, migrated, and refused."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from acutimer.storage.database import Database, open_database
from acutimer.storage.entry_rows import Pending, new_id, new_ids
from acutimer.storage.errors import (
    DamagedDatabaseError,
    DatabaseError,
    ForeignDatabaseError,
    MigrationError,
    ReadOnlyDatabaseError,
)
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.migrating import MIGRATIONS
from acutimer.storage.sqlite_file import APPLICATION_ID
from tests.storage.journals import OpenJournal, WallClock, files_in, note

ROOT = Path(__file__).parents[2]
#: The version this acutimer writes.
NEWEST = len(list(MIGRATIONS.glob("*.sql")))


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def pragma(path: Path, name: str) -> object:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_new_journal_is_ours_and_private(
    open_journal: OpenJournal, now: WallClock, path: Path
) -> None:
    before = os.umask(0)
    try:
        database = open_journal()
    finally:
        os.umask(before)
    note(database, now)
    assert mode(path.parent) == 0o700
    assert {p.name: mode(p) for p in path.parent.iterdir()} == {
        ".journal.sqlite3.lock": 0o600,
        "journal.sqlite3": 0o600,
        "journal.sqlite3-wal": 0o600,
        "journal.sqlite3-shm": 0o600,
    }
    assert pragma(path, "application_id") == APPLICATION_ID
    assert pragma(path, "journal_mode") == "wal"
    assert pragma(path, "user_version") == NEWEST
    with database.writing() as connection:
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
        assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1


def test_a_journal_that_others_could_read_is_made_private(
    open_journal: OpenJournal, path: Path
) -> None:
    open_journal().close()
    path.chmod(0o644)
    open_journal()
    assert mode(path) == 0o600


def test_closing_leaves_one_file(open_journal: OpenJournal, now: WallClock, path: Path) -> None:
    database = open_journal()
    note(database, now)
    database.close()
    assert files_in(path.parent) == ["journal.sqlite3"]


def test_the_device_stays_the_same(open_journal: OpenJournal) -> None:
    assert open_journal().device == open_journal().device


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entry SET body = '{}'",
        "UPDATE entry SET seq = seq + 1",
        "DELETE FROM entry",
        "INSERT OR REPLACE INTO entry SELECT * FROM entry",
        (
            "REPLACE INTO entry SELECT 'another', device, seq, hlc, kind, at_us, offset_s, zone,"
            " replaces, body, checksum FROM entry"
        ),
    ],
)
def test_entries_never_change(database: Database, now: WallClock, path: Path, change: str) -> None:
    note(database, now)
    before = database.rows("SELECT * FROM entry")
    with closing(sqlite3.connect(path)) as stranger, pytest.raises(sqlite3.IntegrityError):
        stranger.execute(change)
    assert database.rows("SELECT * FROM entry") == before


def test_many_notes_at_one_stroke_leave_the_rules_as_they_were(
    database: Database, now: WallClock, path: Path
) -> None:
    store = JournalStore(database, now)
    ids = new_ids(now())

    def rating() -> Pending:
        return Pending(next(ids), "rating", now(), "", None, {"value": 3, "moment": "now"})

    first = rating()
    assert store.note_all([first, rating()]) == 2
    with pytest.raises(DatabaseError):
        store.note_all([rating(), first])
    assert database.rows("SELECT count(*) FROM entry") == [(2,)], "all or none"
    with closing(sqlite3.connect(path)) as stranger, pytest.raises(sqlite3.IntegrityError):
        stranger.execute("REPLACE INTO entry SELECT * FROM entry LIMIT 1")
    assert database.quick_check() is None


def test_a_transaction_that_fails_leaves_nothing(database: Database, now: WallClock) -> None:
    note(database, now)

    def fail_half_way() -> None:
        with database.writing() as connection:
            connection.execute("INSERT INTO device VALUES ('x', 0)")
            raise KeyError

    with pytest.raises(KeyError):
        fail_half_way()
    assert database.rows("SELECT count(*) FROM device") == [(1,)]
    note(database, now)


def test_an_id_is_a_uuid_of_version_7_that_sorts_by_time(now: WallClock) -> None:
    import uuid

    first = new_id(now())
    second = new_id(now.move(milliseconds=1))
    assert uuid.UUID(first).version == 7
    assert uuid.UUID(first).variant == uuid.RFC_4122
    assert int(first.replace("-", "")[:12], 16) == int(now().timestamp() * 1000) - 1
    assert first < second


def test_ids_made_together_are_uuids_that_rise(now: WallClock) -> None:
    import uuid

    ids = new_ids(now(), at_once=3)
    made = [next(ids) for _ in range(8)]
    assert made == sorted(set(made))
    assert {(uuid.UUID(one).version, uuid.UUID(one).variant) for one in made} == {
        (7, uuid.RFC_4122)
    }


def test_two_copies_that_start_at_once_share_one_journal(
    path: Path, backups: Path, now: WallClock
) -> None:
    barrier = threading.Barrier(8)
    opened: list[Database] = []
    failed: list[DatabaseError] = []

    def start() -> None:
        barrier.wait()
        try:
            opened.append(open_database(path, now=now, backups=backups))
        except DatabaseError as error:
            failed.append(error)

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert len({database.device for database in opened}) == 1
    for database in opened:
        database.close()
    assert files_in(path.parent) == ["journal.sqlite3"]


def test_two_writers_at_once_lose_nothing(open_journal: OpenJournal, now: WallClock) -> None:
    databases = [open_journal(), open_journal()]
    ids: list[str] = []

    def write(database: Database) -> None:
        ids.extend(note(database, now).id for _ in range(50))

    threads = [threading.Thread(target=write, args=(database,)) for database in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = databases[0].rows("SELECT id, seq, hlc FROM entry ORDER BY seq")
    assert {row[0] for row in rows} == set(ids)
    assert [row[1] for row in rows] == list(range(1, 101))
    clocks = [row[2] for row in rows]
    assert clocks == sorted(set(clocks))


def test_a_writer_that_cannot_get_its_turn_says_so(
    database: Database, now: WallClock, path: Path
) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        database.rows("PRAGMA busy_timeout = 1")
        with pytest.raises(DatabaseError, match="another program is holding it"):
            note(database, now)
        other.execute("ROLLBACK")
    note(database, now)


# Migrations


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    """A folder of migrations that a test may add to."""
    return Path(shutil.copytree(MIGRATIONS, tmp_path / "migrations"))


def test_migrating_backs_up_first_and_keeps_everything(
    open_journal: OpenJournal, now: WallClock, steps: Path, backups: Path
) -> None:
    database = open_journal()
    noted = note(database, now)
    database.close()
    (steps / f"{NEWEST + 1:04}_more.sql").write_text(
        "CREATE TABLE one (a TEXT); -- a comment; with a semicolon\n"
        "CREATE TRIGGER t AFTER INSERT ON one BEGIN\n  SELECT 1;\n  SELECT 2;\nEND;\n"
        "INSERT INTO one VALUES ('x;y')"
    )
    (steps / f"{NEWEST + 2:04}_last.sql").write_text("ALTER TABLE one ADD COLUMN b TEXT;\n")
    database = open_journal(migrations=steps)
    assert database.rows("SELECT a, b FROM one") == [("x;y", None)]
    assert database.rows("PRAGMA user_version") == [(NEWEST + 2,)]
    assert JournalStore(database, now).by_id(noted.id) == noted
    (backup,) = backups.iterdir()
    assert backup.name == f"journal-2026-03-01T090000-before-version-{NEWEST + 1}.sqlite3"
    assert mode(backup) == 0o600
    assert mode(backups) == 0o700
    assert pragma(backup, "user_version") == NEWEST
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT id FROM entry").fetchall() == [(noted.id,)]


def test_a_migration_that_fails_leaves_the_journal_as_it_was(
    open_journal: OpenJournal, now: WallClock, steps: Path, path: Path
) -> None:
    database = open_journal()
    noted = note(database, now)
    database.close()
    (steps / f"{NEWEST + 1:04}_good.sql").write_text("CREATE TABLE two (a TEXT);")
    (steps / f"{NEWEST + 2:04}_bad.sql").write_text(
        "CREATE TABLE three (a TEXT);\nDROP TABLE nowhere;"
    )
    with pytest.raises(
        MigrationError, match=rf"version {NEWEST + 2} .*nowhere.* It is as it was"
    ) as caught:
        open_journal(migrations=steps)
    assert "\n" not in caught.value.sentence
    assert pragma(path, "user_version") == NEWEST + 1
    with closing(sqlite3.connect(path)) as connection:
        names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
    assert "two" in names
    assert "three" not in names
    (steps / f"{NEWEST + 2:04}_bad.sql").unlink()
    assert JournalStore(open_journal(migrations=steps), now).by_id(noted.id) == noted


def test_a_first_statement_that_held_is_undone_too(
    open_journal: OpenJournal, now: WallClock, steps: Path, path: Path
) -> None:
    note(open_journal(), now)
    with closing(sqlite3.connect(path)) as connection:
        before = list(connection.iterdump())
    (steps / f"{NEWEST + 1:04}_bad.sql").write_text("CREATE TABLE two (a TEXT);\nSELECT broken(;")
    with pytest.raises(MigrationError):
        open_journal(migrations=steps)
    with closing(sqlite3.connect(path)) as connection:
        assert list(connection.iterdump()) == before
    assert pragma(path, "user_version") == NEWEST


def test_without_a_backup_nothing_is_migrated(
    open_journal: OpenJournal, steps: Path, path: Path, backups: Path
) -> None:
    open_journal().close()
    backups.write_text("a file where the folder should be")
    (steps / f"{NEWEST + 1:04}_more.sql").write_text("CREATE TABLE two (a TEXT);")
    with pytest.raises(DatabaseError):
        open_journal(migrations=steps)
    assert pragma(path, "user_version") == NEWEST


def test_migrating_twice_at_once_is_done_once(
    open_journal: OpenJournal, steps: Path, path: Path, backups: Path, now: WallClock
) -> None:
    open_journal().close()
    (steps / f"{NEWEST + 1:04}_more.sql").write_text("CREATE TABLE two (a TEXT);")
    barrier = threading.Barrier(4)
    failed: list[DatabaseError] = []

    def start() -> None:
        barrier.wait()
        try:
            open_database(path, now=now, backups=backups, migrations=steps).close()
        except DatabaseError as error:
            failed.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert pragma(path, "user_version") == NEWEST + 1


# What is not ours, not sound, or not ours to write


def test_another_programs_database_is_refused_and_not_touched(
    open_journal: OpenJournal, path: Path
) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (a)")
        connection.execute("PRAGMA application_id = 12345")
        connection.commit()
    path.chmod(0o644)
    before = path.read_bytes()
    with pytest.raises(ForeignDatabaseError, match="another program; it was not changed") as error:
        open_journal()
    assert "\n" not in error.value.sentence
    assert path.read_bytes() == before
    assert mode(path) == 0o644
    assert files_in(path.parent) == ["journal.sqlite3"]


@pytest.mark.parametrize("content", [b"", b"x", b"no database at all\n" * 200])
def test_what_is_no_database_is_refused_and_not_touched(
    open_journal: OpenJournal, path: Path, content: bytes
) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(DamagedDatabaseError, match="left as it is"):
        open_journal()
    assert path.read_bytes() == content


def test_a_folder_in_place_of_the_journal_is_refused(open_journal: OpenJournal, path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(DatabaseError, match="no file"):
        open_journal()


def test_a_newer_journal_is_read_but_not_written(
    open_journal: OpenJournal, now: WallClock, path: Path
) -> None:
    database = open_journal()
    noted = note(database, now)
    database.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    newer = open_journal()
    store = JournalStore(newer, now)
    assert store.entries() == [noted]
    with pytest.raises(ReadOnlyDatabaseError, match="newer acutimer"):
        note(newer, now)
    assert store.entries() == [noted]
    assert newer.read_only is not None


def test_a_newer_journal_of_another_shape_says_so(
    open_journal: OpenJournal, now: WallClock, path: Path
) -> None:
    open_journal().close()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("ALTER TABLE entry RENAME TO line; PRAGMA user_version = 99")
    with pytest.raises(ReadOnlyDatabaseError, match="newer acutimer"):
        JournalStore(open_journal(), now).entries()


def test_quick_check_finds_damage_in_the_midst(
    open_journal: OpenJournal, now: WallClock, path: Path
) -> None:
    database = open_journal()
    for value in range(11):
        note(database, now, value)
    assert database.quick_check() is None
    database.close()
    content = bytearray(path.read_bytes())
    content[4096 * 4 : 4096 * 5] = os.urandom(4096)
    path.write_bytes(content)
    fault = open_journal().quick_check()
    assert fault is not None
    assert "damaged" in fault
    assert "\n" not in fault


def test_a_full_database_says_so_and_keeps_what_was_noted(
    database: Database, now: WallClock
) -> None:
    noted = note(database, now)
    pages = database.rows("PRAGMA page_count")[0][0]
    database.rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DatabaseError, match="the disk is full") as caught:
        [note(database, now) for _ in range(1000)]
    assert "\n" not in caught.value.sentence
    database.rows("PRAGMA max_page_count = 100000")
    assert JournalStore(database, now).by_id(noted.id) == noted
    assert database.quick_check() is None
    note(database, now)


IN_A_CHILD = """
import json, os, resource, sys
from datetime import datetime, timezone
from pathlib import Path
from acutimer.storage import backups, rescue
from acutimer.storage.database import open_database
from acutimer.storage.errors import StorageError
from acutimer.storage.journal_store import JournalStore
def now():
    return datetime(2026, 3, 1, tzinfo=timezone.utc)
path, most_bytes = Path(sys.argv[1]), int(sys.argv[2])
if most_bytes:
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
elif os.getuid() == 0:
    os.setuid(65534)
noted, sentence = [], None
try:
    store = JournalStore(open_database(path, now=now, backups=path.parent), now, lambda at: "")
    for value in range(2000):
        noted.append(store.append("rating", {"value": value % 11, "moment": "now"}).id)
except StorageError as error:
    sentence = error.sentence
print(json.dumps([noted, sentence]), flush=True)
os._exit(0)
"""


def in_a_child(path: Path, most_bytes: int, code: Path = ROOT) -> tuple[list[str], str]:
    """Note in another process that takes acutimer from the folder ``code``."""
    done = subprocess.run(
        [sys.executable, "-c", IN_A_CHILD, str(path), str(most_bytes)],
        capture_output=True,
        text=True,
        check=True,
        cwd=code,
    )
    noted, sentence = json.loads(done.stdout)
    return noted, sentence


@pytest.mark.skipif(os.name != "posix", reason="limits of a process are a POSIX thing")
@pytest.mark.parametrize("most_bytes", [0x400, 0x3000, 0x20000, 0x80000])
def test_a_disk_without_room_costs_nothing_that_was_noted(
    open_journal: OpenJournal, path: Path, now: WallClock, most_bytes: int
) -> None:
    noted, sentence = in_a_child(path, most_bytes)
    assert "could not be used: the disk" in sentence
    assert "Traceback" not in sentence
    database = open_journal()
    assert database.quick_check() is None
    assert [entry.id for entry in JournalStore(database, now).entries()] == noted
    assert bool(noted) == (most_bytes > 0x3000)


@pytest.mark.skipif(os.name != "posix", reason="file modes are a POSIX thing")
@pytest.mark.parametrize("exists", [True, False])
def test_a_folder_that_may_not_be_written_says_so(now: WallClock, exists: bool) -> None:
    import tempfile

    # Not tmp_path: below a folder of root's nobody else comes.
    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    path = folder / "journal.sqlite3"
    try:
        if exists:
            open_database(path, now=now, backups=folder).close()
            path.chmod(0o444)
        # Root becomes somebody else in the child, who may not look into root's own checkout.
        code = Path(shutil.copytree(ROOT / "acutimer", folder / "code" / "acutimer")).parent
        for inner in (code, *code.rglob("*")):
            inner.chmod(0o755 if inner.is_dir() else 0o644)
        folder.chmod(0o555)
        noted, sentence = in_a_child(path, 0, code)
        assert noted == []
        assert sentence.startswith(f"The journal {path} could not be used: ")
    finally:
        folder.chmod(0o700)
        shutil.rmtree(folder)


def test_a_file_where_the_folder_should_be_says_so(
    path: Path, backups: Path, now: WallClock
) -> None:
    path.parent.write_text("")
    with pytest.raises(DatabaseError, match="could not be used"):
        open_database(path, now=now, backups=backups)


def test_noting_imports_nothing_heavy() -> None:
    heavy = "uuid logging zoneinfo asyncio typing_extensions tomllib csv tempfile shutil socket"
    code = (
        "import sys, acutimer.storage.journal_store as _;"
        f"print([name for name in {heavy.split()} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert done.stdout.strip() == "[]"
