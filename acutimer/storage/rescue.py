"""A damaged journal is set aside, and a backup takes its place.

Must never delete or overwrite an entry, nor leave the journal's place empty, whenever it is killed.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from acutimer.storage.backups import Backup, backups_in, copy_checked, newest_backup
from acutimer.storage.database import Database, new_journal
from acutimer.storage.errors import DatabaseError
from acutimer.storage.journal_place import alone, exchange, free_aside
from acutimer.storage.private_files import publish, temporary_beside
from acutimer.storage.sqlite_file import connect, telling


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
    """Keep a damaged journal under a dated name and begin a new one; raises DatabaseError."""
    with telling(path), alone(path):
        aside = free_aside(path, now)
        exchange(path, new_journal(path, lambda: now), aside)
    return SetAside(aside, newest_backup(backups))


def restore(backup: Path, path: Path) -> None:
    """Put a copy of a backup where no journal is yet, or an empty one; raises DatabaseError."""
    with telling(path), alone(path):
        if path.exists() and not _is_empty(path):
            raise DatabaseError(f"{path} is there already and was not changed; set it aside first.")
        new = _restored(backup, path)
        if path.exists():
            exchange(path, new, None)
        else:
            publish(new, path)


def go_back(backup: Path, path: Path, now: datetime) -> Path | None:
    """Let a copy of a backup take the journal's place, which is kept beside it; gives where.

    None where there was no journal. Raises DatabaseError; then all is as it was.
    """
    with telling(path), alone(path):
        new = _restored(backup, path)
        if not path.exists():
            publish(new, path)
            return None
        aside = free_aside(path, now, "before-restoring")
        exchange(path, new, aside)
        return aside


def backup_to_offer(database: Database, backups: Path) -> Backup | None:
    """The newest sound backup when the journal holds nothing and a backup does: it went missing."""
    if database.rows("SELECT 1 FROM entry LIMIT 1"):
        return None
    held = (backup for backup in backups_in(backups) if backup.entries > 0)
    return next((backup for backup in held if backup.find_fault() is None), None)


def _restored(backup: Path, path: Path) -> Path:
    """A checked copy of a backup beside the journal.

    It goes on under a new device id, because what was noted after the backup may live on
    elsewhere under the old one's next numbers.
    """
    temporary = temporary_beside(path)
    try:
        copy_checked(backup, temporary)
        with closing(connect(temporary)) as connection:
            connection.execute("UPDATE device SET is_this = 0")
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _is_empty(path: Path) -> bool:
    """Whether a journal holds no entry at all, so that nothing is lost with it."""
    try:
        with closing(connect(path)) as connection:
            return connection.execute("SELECT 1 FROM entry LIMIT 1").fetchone() is None
    except sqlite3.Error:
        return False
