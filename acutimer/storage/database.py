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
from pathlib import Path
from typing import Any

from acutimer.storage.errors import (
    DamagedDatabaseError,
    DatabaseError,
    MigrationError,
    ReadOnlyDatabaseError,
)
from acutimer.storage.private_files import make_folder, publish, temporary_beside
from acutimer.storage.sqlite_file import (
    APPLICATION_ID,
    connect,
    damaged,
    first_fault,
    outer_reason,
    require_ours,
    telling,
)

MIGRATIONS = Path(__file__).with_name("migrations")


class Database:
    """An open journal; used by one thread at a time."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, device: str, read_only: str | None
    ) -> None:
        self.path = path
        #: The id this machine writes under.
        self.device = device
        #: Why nothing can be noted, in one sentence; None when it can.
        self.read_only = read_only
        self._connection = connection

    def rows(
        self, sql: str, values: Sequence[object] | Mapping[str, object] = ()
    ) -> list[tuple[Any, ...]]:
        """All rows of a query; raises DatabaseError."""
        try:
            with telling(self.path):
                return self._connection.execute(sql, values).fetchall()
        except DamagedDatabaseError as error:
            if self.read_only:  # a newer journal may have another shape
                raise ReadOnlyDatabaseError(self.read_only) from error
            raise

    @contextmanager
    def writing(self) -> Generator[sqlite3.Connection]:
        """One transaction: on disk when it ends, or undone whole; raises DatabaseError."""
        if self.read_only:
            raise ReadOnlyDatabaseError(self.read_only)
        with telling(self.path), _transaction(self._connection):
            yield self._connection

    def quick_check(self) -> str | None:
        """What is wrong with the file in one sentence, or None; in any thread, it takes a while."""
        try:
            return self._fault_found()
        except DatabaseError as error:
            return error.sentence

    def _fault_found(self) -> str | None:
        with telling(self.path), closing(connect(self.path)) as connection:
            fault = first_fault(connection, "quick_check")
        return damaged(self.path, fault).sentence if fault else None

    def close(self) -> None:
        """Let go of the file; the last one to do so folds the write-ahead log into it."""
        with telling(self.path):
            self._connection.close()


def open_database(
    path: Path, *, now: Callable[[], datetime], backups: Path, migrations: Path = MIGRATIONS
) -> Database:
    """Open the journal, making or migrating it first; raises DatabaseError, file unchanged.

    A journal of a newer acutimer opens for reading only, see ``Database.read_only``.
    """
    path = path.absolute()
    steps = _numbered(migrations)
    with telling(path):
        if not path.exists():
            _create(path, steps, now)
        require_ours(path)
        connection = connect(path)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            version = _version(connection)
            if version > len(steps):
                connection.execute("PRAGMA query_only = ON")
                return Database(path, connection, "", _newer_words(path))
            if version < 1:
                raise damaged(path, "it has lost its version")
            if version < len(steps):
                _back_up(path, backups, now, version)
                _migrate(path, connection, steps)
            return Database(path, connection, _own_device(connection, now), None)
        except BaseException:
            with suppress(sqlite3.Error):
                connection.close()
            raise


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


def _create(path: Path, steps: Sequence[Path], now: Callable[[], datetime]) -> None:
    """Build the journal under another name first, so that it appears whole or not at all."""
    make_folder(path.parent)
    if path.with_name(f"{path.name}-wal").exists():
        # What is left of a journal that is gone must not be read into the new one.
        from acutimer.storage.rescue import move_aside

        move_aside(path, now())
    temporary = temporary_beside(path)
    try:
        with closing(connect(temporary)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("PRAGMA journal_mode = WAL")
            _migrate(path, connection, steps)
            _own_device(connection, now)
        with suppress(FileExistsError):  # another copy was quicker
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
                f"The journal {path} could not be brought to version {number} ({error}). "
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
