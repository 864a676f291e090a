"""The journal's file: made, opened, migrated, checked, and written one transaction at a time.

Must never change a file that is not ours or that is damaged, and never import what is heavy:
every headless verb that notes something starts here.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from acutimer.core.plain_text import one_line
from acutimer.storage.checksums import checksum
from acutimer.storage.errors import (
    DamagedDatabaseError,
    DatabaseError,
    GoneDatabaseError,
    MigrationError,
    ReadOnlyDatabaseError,
)
from acutimer.storage.file_lock import FileLock
from acutimer.storage.journal_place import alone, move_logs_aside, take_place
from acutimer.storage.private_files import publish, temporary_beside
from acutimer.storage.sqlite_file import (
    APPLICATION_ID,
    connect,
    damaged,
    decoded_rows,
    first_fault,
    outer_reason,
    require_ours,
    telling,
)

MIGRATIONS = Path(__file__).with_name("migrations")


class Database:
    """An open journal; used by one thread at a time."""

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        device: str,
        read_only: str | None,
        lock: FileLock | None = None,
        migrations: Path = MIGRATIONS,
    ) -> None:
        self.path = path
        #: The id this machine writes under.
        self.device = device
        #: Why nothing can be noted, in one sentence; None when it can.
        self.read_only = read_only
        self._connection = connection
        self._lock = lock
        self._migrations = migrations
        self._file = _file_at(path)

    def rows(
        self, sql: str, values: Sequence[object] | Mapping[str, object] = ()
    ) -> list[tuple[Any, ...]]:
        """All rows of a query; raises DatabaseError. Bytes that are no text hold surrogates."""
        try:
            with telling(self.path):
                return decoded_rows(self._connection, sql, values)
        except DamagedDatabaseError as error:
            if self.read_only:  # a newer journal may have another shape
                raise ReadOnlyDatabaseError(self.read_only) from error
            raise

    @contextmanager
    def writing(self) -> Generator[sqlite3.Connection]:
        """One transaction: on disk when it ends, or undone whole; raises DatabaseError.

        Ends with GoneDatabaseError where the file is no longer at its place: what was written
        then went into a file that nobody will find.
        """
        if self.read_only:
            raise ReadOnlyDatabaseError(self.read_only)
        self.require_in_place()
        with telling(self.path), _transaction(self._connection):
            yield self._connection
        self.require_in_place()

    def require_in_place(self) -> None:
        """Raise GoneDatabaseError unless the file at the journal's place is the one opened."""
        if _file_at(self.path) != self._file:
            raise GoneDatabaseError(
                f"The journal {self.path} was taken away or replaced while it was open. "
                "What you note now is not in it."
            )

    def quick_check(self) -> str | None:
        """What is wrong with the file in one sentence, or None; in any thread, it takes a while."""
        try:
            return self._fault_found()
        except DatabaseError as error:
            return error.sentence

    def _fault_found(self) -> str | None:
        self.require_in_place()
        with telling(self.path), closing(connect(self.path)) as connection:
            fault = first_fault(connection, "integrity_check")
            if fault is None and not self.read_only:
                fault = _missing_part(connection, _numbered(self._migrations))
        return damaged(self.path, fault).sentence if fault else None

    def checkpoint(self) -> None:
        """Fold the log into the file, as after a session; puts it off while somebody reads."""
        if not self.read_only:
            with suppress(DatabaseError):  # what was noted is safe in the log too
                self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    def put_back(self, now: datetime) -> None:
        """Write all that is known here to the journal's place, from which it was taken away.

        It is closed then, open it anew; raises DatabaseError where another file is there.
        """
        if self.path.exists():
            raise DatabaseError(f"{self.path} is another file now; it was not changed.")
        with telling(self.path):
            if self._lock is not None:  # its file may be gone too; who comes then makes a new one
                self._lock.release()
            with alone(self.path):
                temporary = temporary_beside(self.path)
                try:
                    with closing(connect(temporary)) as copy:
                        self._connection.backup(copy)
                    if self.path.with_name(f"{self.path.name}-wal").exists():
                        move_logs_aside(self.path, now)
                    publish(temporary, self.path)
                    self._connection.close()  # not before: until then it alone knows the notes
                finally:
                    temporary.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file; the last one to do so folds the write-ahead log into it."""
        try:
            with telling(self.path):
                self._connection.close()
        finally:
            if self._lock is not None:
                self._lock.release()


def open_database(
    path: Path, *, now: Callable[[], datetime], backups: Path, migrations: Path = MIGRATIONS
) -> Database:
    """Open the journal, making or migrating it first; raises DatabaseError, file unchanged.

    A journal of a newer acutimer opens for reading only, see ``Database.read_only``.
    """
    path = path.absolute()
    steps = _numbered(migrations)
    with telling(path):
        lock = take_place(path, partial(_begin, path, migrations, now), backups)
        try:
            require_ours(path)
            connection = connect(path)
        except BaseException:
            lock.release()
            raise
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            version = _version(connection)
            if version > len(steps):
                connection.execute("PRAGMA query_only = ON")
                return Database(path, connection, "", _newer_words(path), lock, migrations)
            if version < 1:
                raise damaged(path, "it has lost its version")
            if version < len(steps):
                _back_up(path, backups, now, version)
                _migrate(path, connection, steps)
            _require_tables(path, connection)
            device = _own_device(connection, now)
            return Database(path, connection, device, None, lock, migrations)
        except BaseException:
            with suppress(sqlite3.Error):
                connection.close()
            lock.release()
            raise


def open_for_reading(path: Path, why: str, migrations: Path = MIGRATIONS) -> Database:
    """What can be read of a journal that cannot be opened now, for instance on a full disk.

    Nothing can be noted in it, for the reason ``why``; raises DatabaseError.
    """
    path = path.absolute()
    with telling(path):
        require_ours(path)
        copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        try:
            _read_into(copy, path)
            steps = _numbered(migrations)
            if _version(copy) < len(steps):
                _migrate(path, copy, steps)
            return Database(path, copy, "", why, None, migrations)
        except BaseException:
            copy.close()
            raise


def _read_into(copy: sqlite3.Connection, path: Path) -> None:
    """Copy the journal into memory, in whichever way this disk still lets it be read.

    SQLite wants a file of its own beside a journal in use, unless it holds the journal alone.
    """
    ways = [("rw", "NORMAL"), ("rw", "EXCLUSIVE")]
    log = path.with_name(f"{path.name}-wal")
    if not log.exists() or not log.stat().st_size:
        ways.append(("ro&immutable=1", "NORMAL"))
    for number, (mode, locking) in enumerate(ways, 1):
        source = sqlite3.connect(f"{path.as_uri()}?mode={mode}", uri=True, isolation_level=None)
        with closing(source):
            try:
                source.execute(f"PRAGMA locking_mode = {locking}")
                source.backup(copy)
            except sqlite3.OperationalError:
                if number == len(ways):
                    raise
            else:
                return


def _file_at(path: Path) -> tuple[int, int] | None:
    """Which file is there, whatever it holds."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _require_tables(path: Path, connection: sqlite3.Connection) -> None:
    tables = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN (?, ?)"
    if connection.execute(tables, ("entry", "device")).fetchone() != (2,):
        raise damaged(path, "a table of it is missing")


def _missing_part(connection: sqlite3.Connection, steps: Sequence[Path]) -> str | None:
    """A table, an index or a rule of the journal's that is not there as it should be."""
    parts = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as model:
        _migrate(Path(), model, steps)
        wanted = model.execute(parts).fetchall()
    there = decoded_rows(connection, parts)
    for part in wanted:
        if part not in there:
            return f"the {part[0]} {part[1]} is missing or changed"
    return None


def new_id(moment: datetime) -> str:
    """A UUIDv7, written here because importing uuid would slow every headless verb."""
    milliseconds = max(0, int(moment.timestamp() * 1000))
    bits = (milliseconds & (1 << 48) - 1) << 80 | int.from_bytes(os.urandom(10), "big")
    bits = bits & ~(0xF << 76) | 7 << 76
    bits = bits & ~(0b11 << 62) | 0b10 << 62
    digits = f"{bits:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Generator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # some errors have rolled back already
            connection.execute("ROLLBACK")
        raise


def new_journal(path: Path, now: Callable[[], datetime], migrations: Path = MIGRATIONS) -> Path:
    """A whole and empty journal beside ``path`` under a name of its own; raises sqlite3.Error."""
    temporary = temporary_beside(path)
    try:
        with closing(connect(temporary)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("PRAGMA journal_mode = WAL")
            _migrate(path, connection, _numbered(migrations))
            _own_device(connection, now)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _begin(path: Path, migrations: Path, now: Callable[[], datetime]) -> None:
    """Make the journal under another name first, so that it appears whole or not at all."""
    if path.with_name(f"{path.name}-wal").exists():
        move_logs_aside(path, now())
    temporary = new_journal(path, now, migrations)
    try:
        publish(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _numbered(migrations: Path) -> list[Path]:
    """The steps 0001_….sql, 0002_….sql, … in order."""
    return sorted(migrations.glob("[0-9][0-9][0-9][0-9]_*.sql"))


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _migrate(path: Path, connection: sqlite3.Connection, steps: Sequence[Path]) -> None:
    connection.create_function("entry_checksum", 10, checksum, deterministic=True)
    for number, step in enumerate(steps, start=1):
        try:
            with _transaction(connection):
                # Asked within the transaction: another copy may have been quicker.
                if _version(connection) == number - 1:
                    for statement in _statements(step.read_text(encoding="utf-8")):
                        connection.execute(statement)
                    connection.execute(f"PRAGMA user_version = {number}")
        except sqlite3.Error as error:
            if outer_reason(error):
                raise  # it was not the step's fault
            raise MigrationError(
                f"The journal {path} could not be brought to version {number} "
                f"({one_line(str(error))}). "
                "It is as it was, nothing is lost; use the acutimer you had before."
            ) from error


def _statements(script: str) -> Iterator[str]:
    """Statement by statement, because sqlite3's executescript would commit first."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement


def _back_up(path: Path, backups: Path, now: Callable[[], datetime], version: int) -> None:
    from acutimer.storage.backups import back_up

    back_up(path, backups, now(), f"before-version-{version + 1}")


def _newer_words(path: Path) -> str:
    return (
        f"The journal {path} was written by a newer acutimer, so it is only read; "
        "nothing was changed. Update acutimer to note something."
    )


def _own_device(connection: sqlite3.Connection, now: Callable[[], datetime]) -> str:
    """The id of this machine, made up when the journal has none yet."""
    own = "SELECT id FROM device WHERE is_this = 1"
    if connection.execute(own).fetchone() is None:
        with _transaction(connection):
            connection.execute(
                f"INSERT INTO device (id, is_this) SELECT ?, 1 WHERE NOT EXISTS ({own})",
                (new_id(now()),),
            )
    return str(connection.execute(own).fetchone()[0])
