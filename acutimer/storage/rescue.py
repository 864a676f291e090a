"""A damaged journal is set aside, and a backup takes its place.

Must never delete or overwrite anything.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from acutimer.storage.backups import copy_checked, newest_backup, stamp
from acutimer.storage.errors import DatabaseError
from acutimer.storage.private_files import make_folder, publish, temporary_beside
from acutimer.storage.sqlite_file import connect, telling

# The log goes first: without its file it can still be put back, but left alone it would be read
# into whatever journal comes next.
_PARTS = ("-wal", "-shm", "")


@dataclass(frozen=True, slots=True)
class SetAside:
    """Where the damaged journal lies now, and the newest sound backup, if any."""

    moved: Path
    newest_backup: Path | None

    @property
    def sentence(self) -> str:
        """What happened, what was kept, what to do."""
        kept = f"The damaged journal is kept as {self.moved}."
        if self.newest_backup is None:
            return f"{kept} There is no backup; acutimer begins a new journal."
        return f"{kept} The newest backup is {self.newest_backup}; restore it to go on."


def set_aside(path: Path, *, now: datetime, backups: Path) -> SetAside:
    """Move a damaged journal to a dated name beside it; raises DatabaseError."""
    with telling(path):
        moved = move_aside(path, now)
    return SetAside(moved, newest_backup(backups))


def move_aside(path: Path, now: datetime) -> Path:
    """Move a journal with its log to a name that is free; raises OSError."""
    count = 1
    while True:
        ending = "" if count == 1 else f"-{count}"
        aside = path.with_name(f"{path.stem}-damaged-{stamp(now)}{ending}{path.suffix}")
        if not any(aside.with_name(aside.name + part).exists() for part in _PARTS):
            break
        count += 1
    for part in _PARTS:
        source = path.with_name(path.name + part)
        if source.exists():
            source.rename(aside.with_name(aside.name + part))
    return aside


def restore(backup: Path, path: Path) -> None:
    """Put a copy of a backup where the journal belongs; raises DatabaseError.

    It goes on under a new device id, because what was noted after the backup may live on
    elsewhere under the old one's next numbers.
    """
    if path.exists():
        raise DatabaseError(f"{path} is there already and was not changed; set it aside first.")
    with telling(path):
        make_folder(path.parent)
        temporary = temporary_beside(path)
    try:
        copy_checked(backup, temporary)
        with telling(path):
            with closing(connect(temporary)) as connection:
                _leave_device(connection)
            publish(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _leave_device(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE device SET is_this = 0")
