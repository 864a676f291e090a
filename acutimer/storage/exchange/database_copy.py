"""The whole journal as a database file, with everything that was ever noted, changed or removed.

Must never carry safety answers that would count on another machine: the copy is of no machine.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from acutimer.storage.backups import copy_checked
from acutimer.storage.errors import DatabaseError, StorageError
from acutimer.storage.outgoing import leaving, require_count
from acutimer.storage.sqlite_file import connect, decoded_rows, telling


def write_copy(path: Path, journal: Path, *, force: bool = False) -> int:
    """Copy a journal that may be in use, check and count the copy; or StorageError."""
    with leaving(path, force=force) as part:
        before = entries_in(journal)
        try:
            copy_checked(journal, part)
        except DatabaseError as error:
            if not error.reason:
                raise
            raise StorageError(
                f"{path} could not be written ({error.reason}); your notes are unchanged. "
                "Make room or choose another place, then try again."
            ) from error
        with telling(part), closing(connect(part)) as connection:
            connection.execute("UPDATE device SET is_this = 0")
        held, after = entries_in(part), entries_in(journal)
        # entries are only ever added: what is noted meanwhile may be in the copy or not
        require_count(path, min(max(before, held), after), lambda: held)
        return held


def copy_content(journal: Path) -> tuple[bytes, int]:
    """Such a copy as bytes, made without a file, and its entries; raises StorageError."""
    with (
        telling(journal),
        closing(connect(journal)) as source,
        closing(sqlite3.connect(":memory:", isolation_level=None)) as copy,
    ):
        source.backup(copy)
        (verdict,) = copy.execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise StorageError("The journal is damaged; nothing was written. See backup list.")
        copy.execute("UPDATE device SET is_this = 0")
        (count,) = copy.execute("SELECT count(*) FROM entry").fetchone()
        return bytes(copy.serialize()), int(count)


def entries_in(path: Path) -> int:
    """How many entries a journal holds, those that show no more among them; or StorageError."""
    if not path.exists():
        raise StorageError("Nothing was noted yet; there is nothing to copy.")
    with telling(path), closing(connect(path)) as connection:
        ((count,),) = decoded_rows(connection, "SELECT count(*) FROM entry")
    return int(count)
