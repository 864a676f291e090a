"""The journal's file: made, opened, migrated, checked, and written one transaction at a time.

Must never change a file that is not ours or that is damaged, and never import what is heavy:
every headless verb that notes something starts here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from acutimer.storage.devices import known_device, own_device
from acutimer.storage.errors import (
    DamagedDatabaseError,
    DatabaseError,
    GoneDatabaseError,
    ReadOnlyDatabaseError,
)
from acutimer.storage.file_lock import FileLock
from acutimer.storage.journal_place import alone, move_logs_aside, take_place
from acutimer.storage.migrating import (
    MIGRATIONS,
    migrate,
    missing_part,
    numbered,
    transaction,
    version_of,
)
from acutimer.storage.private_files import publish, sweep_parts, temporary_beside
from acutimer.storage.sqlite_file import (
    APPLICATION_ID,
    connect,
    damaged,
    first_fault,
    require_ours,
    roomy,
    taken_rows,
    telling,
)

T = TypeVar("T")


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
        #: What was lost with the log of a killed acutimer when this was opened, in one sentence.
        self.damaged_log: str | None = None

    def rows(
        self, sql: str, values: Sequence[object] | Mapping[str, object] = ()
    ) -> list[tuple[Any, ...]]:
        """All rows of a query; raises DatabaseError. Bytes that are no text hold surrogates."""
        return self.taken(sql, values, sqlite3.Cursor.fetchall)

    def taken(
        self,
        sql: str,
        values: Sequence[object] | Mapping[str, object],
        take: Callable[[sqlite3.Cursor], T],
    ) -> T:
        """What ``take`` makes of the rows, one after the other: many need no memory at once.

        Raises DatabaseError. It may begin anew amid them.
        """
        try:
            with telling(self.path):
                return taken_rows(self._connection, sql, values, take)
        except DamagedDatabaseError as error:
            if self.read_only:  # a newer journal may have another shape
                raise ReadOnlyDatabaseError(self.read_only) from error
            raise

    @property
    def version(self) -> tuple[int, int]:
        """Another one after every change of the file, whoever made it; raises DatabaseError."""
        ((seen,),) = self.rows("PRAGMA data_version")
        return int(seen), self._connection.total_changes

    @contextmanager
    def writing(self, *, many: bool = False) -> Generator[sqlite3.Connection]:
        """One transaction: on disk when it ends, or undone whole; raises DatabaseError.

        With room in memory for ``many`` entries. Undone with GoneDatabaseError where the file is no
        longer at its place: nobody would find what was written into it. ``put_back`` then brings
        all that was written before.
        """
        if self.read_only:
            raise ReadOnlyDatabaseError(self.read_only)
        self.require_in_place()
        room = roomy(self._connection) if many else nullcontext()
        with telling(self.path), room, transaction(self._connection):
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
                fault = missing_part(connection, numbered(self._migrations))
        return damaged(self.path, fault).sentence if fault else self.damaged_log

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
    steps = numbered(migrations)
    with telling(path):
        said: list[str] = []
        begin = partial(_begin, path, migrations, now)
        lock = take_place(path, begin, partial(_tidy, path, backups, now, said))
        try:
            require_ours(path)
            connection = connect(path)
        except BaseException:
            lock.release()
            raise
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            version = version_of(connection)
            if version > len(steps):
                connection.execute("PRAGMA query_only = ON")
                device, words = known_device(connection), _newer_words(path)
                return Database(path, connection, device, words, lock, migrations)
            if version < 1:
                raise damaged(path, "it has lost its version")
            if version < len(steps):
                _back_up(path, backups, now, version)
                migrate(path, connection, steps)
            _require_tables(path, connection)
            device = own_device(connection, now)
            database = Database(path, connection, device, None, lock, migrations)
            database.damaged_log = next(iter(said), None)
            return database
        except BaseException:
            with suppress(sqlite3.Error):
                connection.close()
            lock.release()
            raise


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


def new_journal(path: Path, now: Callable[[], datetime], migrations: Path = MIGRATIONS) -> Path:
    """A whole and empty journal beside ``path`` under a name of its own; raises sqlite3.Error."""
    temporary = temporary_beside(path)
    try:
        with closing(connect(temporary)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute("PRAGMA journal_mode = WAL")
            migrate(path, connection, numbered(migrations))
            own_device(connection, now)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _tidy(path: Path, backups: Path, now: Callable[[], datetime], said: list[str]) -> None:
    """Take away what a killed acutimer was writing, and fold in the log it left."""
    sweep_parts(path.parent)
    sweep_parts(backups)
    log = path.with_name(f"{path.name}-wal")
    if path.exists() and log.exists():
        from acutimer.storage.left_log import fold_left_log

        sentence = fold_left_log(path, now())
        if sentence is not None:
            said.append(sentence)


def _begin(path: Path, migrations: Path, now: Callable[[], datetime]) -> None:
    """Make the journal under another name first, so that it appears whole or not at all."""
    if path.with_name(f"{path.name}-wal").exists():
        move_logs_aside(path, now())
    temporary = new_journal(path, now, migrations)
    try:
        publish(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _back_up(path: Path, backups: Path, now: Callable[[], datetime], version: int) -> None:
    from acutimer.storage.backups import back_up

    back_up(path, backups, now(), f"before-version-{version + 1}")


def _newer_words(path: Path) -> str:
    return (
        f"The journal {path} was written by a newer acutimer, so it is only read; "
        "nothing was changed. Update acutimer to note something."
    )
