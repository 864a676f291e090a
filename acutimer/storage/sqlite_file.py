"""One SQLite file of ours: opened, judged by its header, and its faults told in sentences.

Must never change a file, but for its mode, and never open one that is not ours.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from acutimer.storage.errors import (
    DamagedDatabaseError,
    DatabaseError,
    ForeignDatabaseError,
    reason_of,
)
from acutimer.storage.private_files import FILE_MODE

#: "ACUT" in the file's header: how we and file(1) know the journal.
APPLICATION_ID = 0x41435554
#: How long a write waits for another copy of acutimer to finish its own.
BUSY_S = 5.0

_HEADER_BYTES = 100
_MAGIC = b"SQLite format 3\x00"

_REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "it may not be written",
    sqlite3.SQLITE_CANTOPEN: "it or its folder may not be opened for writing",
    sqlite3.SQLITE_PERM: "access is not allowed",
    sqlite3.SQLITE_BUSY: "another program is holding it",
    sqlite3.SQLITE_LOCKED: "another program is holding it",
    sqlite3.SQLITE_IOERR: "the disk reported an error",
}


@contextmanager
def telling(path: Path) -> Generator[None]:
    """Turn SQLite's errors into ours, with a sentence about the file."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.InterfaceError):
        raise  # ours to mend, not the person's
    except sqlite3.Error as error:
        reason = outer_reason(error)
        if reason is None:
            raise damaged(path, str(error)) from error
        raise DatabaseError(
            f"The journal {path} could not be used: {reason}. "
            "What was noted before is kept, this was not noted; put that right and try again."
        ) from error
    except OSError as error:
        raise DatabaseError(
            f"The journal {path} could not be used: {reason_of(error)}. "
            "Nothing was changed; put that right and try again."
        ) from error


def outer_reason(error: sqlite3.Error) -> str | None:
    """What outside the file was in the way, or None when the file itself is at fault."""
    return _REASONS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)


def damaged(path: Path, reason: str) -> DamagedDatabaseError:
    """The error for a file that cannot be trusted any more."""
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
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def first_fault(connection: sqlite3.Connection, check: str) -> str | None:
    """The first thing ``quick_check`` or ``integrity_check`` has to say, or None."""
    (words,) = connection.execute(f"PRAGMA {check}(1)").fetchone()
    return None if words == "ok" else str(words).splitlines()[-1]  # a heading may come before


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
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise ForeignDatabaseError(
            f"{path} is a database of another program; it was not changed. "
            "Move it out of the way or name another folder with --home."
        )
    if path.stat().st_mode & 0o077:
        with suppress(OSError):  # somebody else's file stays as it is
            path.chmod(FILE_MODE)
