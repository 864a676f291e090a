"""One SQLite file of ours: opened, judged by its header, and its faults told in sentences.

Must never change a file, but for its mode, and never open one that is not ours.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager, suppress
from errno import ENOSPC
from pathlib import Path
from typing import Any, TypeVar

from acutimer.core.plain_text import one_line
from acutimer.storage.errors import (
    DamagedDatabaseError,
    DatabaseError,
    ForeignDatabaseError,
    reason_of,
)
from acutimer.storage.private_files import FILE_MODE

T = TypeVar("T")

#: "ACUT" in the file's header: how we and file(1) know the journal.
APPLICATION_ID = 0x41435554
#: How long a write waits for another copy of acutimer to finish its own.
BUSY_S = 5.0

#: Memory for pages of a file: as SQLite has it, and while many entries are written.
_USUAL_KIB, _MANY_KIB = 2000, 65_536

_HEADER_BYTES = 100
_MOST_REASON = 200
_MAGIC = b"SQLite format 3\x00"

_FULL = "the disk is full"
_UNOPENED = "it or its folder may not be opened for writing"
_DISK_ERROR = "the disk reported an error"
#: What SQLite calls a full disk too.
_PERHAPS_FULL = (_UNOPENED, _DISK_ERROR)
#: Less than SQLite needs to open a journal that is in use.
_ROOM_BYTES = 64 * 1024
_REASONS = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: "it may not be written",
    sqlite3.SQLITE_CANTOPEN: _UNOPENED,
    sqlite3.SQLITE_PERM: "access is not allowed",
    sqlite3.SQLITE_BUSY: "another program is holding it",
    sqlite3.SQLITE_LOCKED: "another program is holding it",
    sqlite3.SQLITE_IOERR: _DISK_ERROR,
}


@contextmanager
def telling(path: Path) -> Generator[None]:
    """Turn SQLite's errors into ours, with a sentence about the file."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise  # ours to mend, not the person's
    except UnicodeDecodeError as error:  # what SQLite says of a damaged file may be any bytes
        raise damaged(path, "its text cannot be read") from error
    except sqlite3.Error as error:
        reason = outer_reason(error)
        if reason is None:
            raise damaged(path, str(error)) from error
        if reason in _PERHAPS_FULL and _is_full(path):
            reason = _FULL
        raise DatabaseError(
            f"The journal {path} could not be used: {reason}. "
            "What was noted before is kept, this was not noted; put that right and try again.",
            reason,
        ) from error
    except OSError as error:
        raise DatabaseError(
            f"The journal {path} could not be used: {_reason_of(error)}. "
            "Nothing was changed; put that right and try again.",
            reason_of(error),
        ) from error


def outer_reason(error: sqlite3.Error) -> str | None:
    """What outside the file was in the way, or None when the file itself is at fault."""
    return _REASONS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)


def _reason_of(error: OSError) -> str:
    return _FULL if error.errno == ENOSPC else reason_of(error)


def _is_full(path: Path) -> bool:
    """Whether there is no room, which SQLite may call an error of the disk."""
    try:
        room = os.statvfs(path.parent)
    except (OSError, AttributeError):  # no such folder, or no such question to this system
        return False
    return room.f_bavail * room.f_frsize < _ROOM_BYTES


def damaged(path: Path, reason: str) -> DamagedDatabaseError:
    """The error for a file that cannot be trusted any more."""
    reason = one_line(reason)[:_MOST_REASON]
    return DamagedDatabaseError(
        f"The journal {path} is damaged ({reason}). It was left as it is; "
        "set it aside and restore the newest backup."
    )


def connect(path: Path) -> sqlite3.Connection:
    """A connection to a file that exists, set up as every one of ours; raises sqlite3.Error."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=BUSY_S,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def roomy(connection: sqlite3.Connection) -> Generator[None]:
    """Memory for the pages of many thousand entries; else they go to the log again and again."""
    connection.execute(f"PRAGMA cache_size = -{_MANY_KIB}")
    try:
        yield
    finally:
        with suppress(sqlite3.Error):  # what was written is no less written
            connection.execute(f"PRAGMA cache_size = -{_USUAL_KIB}")
            connection.execute("PRAGMA shrink_memory")


def decoded_rows(
    connection: sqlite3.Connection, sql: str, values: Sequence[object] | Mapping[str, object] = ()
) -> list[tuple[Any, ...]]:
    """All rows of a query; bytes that are no text come as lone surrogates. Raises sqlite3.Error."""
    return taken_rows(connection, sql, values, sqlite3.Cursor.fetchall)


def taken_rows(
    connection: sqlite3.Connection,
    sql: str,
    values: Sequence[object] | Mapping[str, object],
    take: Callable[[sqlite3.Cursor], T],
) -> T:
    """What ``take`` makes of the rows, as decoded_rows; it may begin anew amid them."""
    try:
        return take(connection.execute(sql, values))
    except sqlite3.OperationalError as error:
        if not str(error).startswith("Could not decode"):
            raise
    connection.text_factory = _any_text
    try:
        return take(connection.execute(sql, values))
    finally:
        connection.text_factory = str


def _any_text(content: bytes) -> str:
    return content.decode("utf-8", "surrogateescape")


def first_fault(connection: sqlite3.Connection, check: str) -> str | None:
    """The first thing ``quick_check`` or ``integrity_check`` has to say, or None."""
    (words,) = decoded_rows(connection, f"PRAGMA {check}(1)")[0]
    return None if words == "ok" else str(words).splitlines()[-1]  # a heading may come before


def is_ours(header: bytes) -> bool:
    """Whether a database that begins so is one of ours."""
    return int.from_bytes(header[68:72], "big") == APPLICATION_ID


def require_ours(path: Path) -> None:
    """Raise DatabaseError unless the file is a journal.

    Judges by the header alone, because opening a stranger's database may already change it.
    """
    if not path.is_file():
        raise DatabaseError(f"{path} is no file; nothing was changed. Move it out of the way.")
    with path.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise damaged(path, "it is no database")
    if not is_ours(header):
        raise ForeignDatabaseError(
            f"{path} is a database of another program; it was not changed. "
            "Move it out of the way or name another folder with --home."
        )
    if path.stat().st_mode & 0o077:
        with suppress(OSError):  # somebody else's file stays as it is
            path.chmod(FILE_MODE)
