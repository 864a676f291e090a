"""Copies of the journal: one a day, the last 7 days and 8 weeks kept, each checked.

Must never copy the live file byte by byte, and never remove a copy made before a migration.
"""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from acutimer.storage.errors import DatabaseError, StorageError
from acutimer.storage.journal_place import stamp
from acutimer.storage.private_files import make_folder, publish, temporary_beside
from acutimer.storage.sqlite_file import (
    connect,
    damaged,
    decoded_rows,
    first_fault,
    require_ours,
    telling,
)

DAYS_KEPT, WEEKS_KEPT = 7, 8

_DAILY = re.compile(r"journal-(\d{4}-\d\d-\d\dT\d{6})(-\d+)?\.sqlite3")
_ANY = re.compile(r"journal-((\d{4}-\d\d-\d\dT\d{6}).*)\.sqlite3")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of the journal; ``made_at`` is what the clock showed when it was made.

    ``last`` is the id of the entry noted last, empty where there is none, and ``entries`` is -1
    where the copy cannot be opened.
    """

    id: str
    path: Path
    made_at: datetime
    entries: int
    last: str

    def find_fault(self) -> str | None:
        """What is wrong with it in one sentence, or None; reads all of it."""
        try:
            _require_sound(self.path)
        except StorageError as fault:
            return fault.sentence
        return None


def back_up(database: Path, folder: Path, now: datetime, label: str = "") -> Path:
    """Make a checked copy of the journal and tell where; raises DatabaseError.

    One with that label and the same content is not made again: a migration that fails at each
    start would fill the disk.
    """
    if label and (same := _same(database, folder, label)):
        return same
    with telling(folder):
        make_folder(folder)
        temporary = temporary_beside(folder / "journal.sqlite3")
    try:
        copy_checked(database, temporary)
        with telling(folder):
            return _publish_dated(temporary, folder, now, label)
    finally:
        temporary.unlink(missing_ok=True)


def back_up_daily(database: Path, folder: Path, now: datetime) -> Path | None:
    """Make today's copy unless there is one, then drop those out of date; raises DatabaseError."""
    today = now.strftime("%Y-%m-%d")
    if any(name.startswith(f"journal-{today}") for name in _daily(folder)):
        return None
    made = back_up(database, folder, now)
    with telling(folder):
        for path in _out_of_date(_daily(folder)):
            path.unlink(missing_ok=True)
    return made


def newest_backup(folder: Path) -> Path | None:
    """The newest copy that is sound, made for whatever reason."""
    for backup in backups_in(folder):
        if backup.entries >= 0 and backup.find_fault() is None:
            return backup.path
    return None


def backups_in(folder: Path) -> list[Backup]:
    """The copies, the newest first by what they hold, because a wrong clock names them wrongly."""
    backups: list[Backup] = []
    for path in folder.glob("journal-*.sqlite3") if folder.is_dir() else ():
        match = _ANY.fullmatch(path.name)
        if match is not None:
            entries, last = _content(path)
            made_at = datetime.fromisoformat(match[2]).astimezone()
            backups.append(Backup(match[1], path, made_at, entries, last))
    return sorted(backups, key=lambda it: (it.entries, it.last, it.id), reverse=True)


def _content(path: Path) -> tuple[int, str]:
    """How many entries a journal holds, and the id of the last; -1 where it cannot be opened."""
    asked = "SELECT count(*), (SELECT id FROM entry ORDER BY rowid DESC LIMIT 1) FROM entry"
    try:
        with telling(path):
            require_ours(path)
            with closing(connect(path)) as connection:
                ((entries, last),) = decoded_rows(connection, asked)
    except StorageError:
        return -1, ""
    return int(entries), str(last or "")


def _same(database: Path, folder: Path, label: str) -> Path | None:
    """A sound copy with that label that holds what the journal holds now."""
    content = _content(database)
    for backup in backups_in(folder):
        is_same = label in backup.id and (backup.entries, backup.last) == content
        if is_same and backup.find_fault() is None:
            return backup.path
    return None


def copy_checked(source: Path, target: Path) -> None:
    """Copy a journal, which may be in use, into an empty file, and check it; or DatabaseError."""
    with telling(source), closing(connect(source)) as live, closing(connect(target)) as copy:
        live.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, without a log beside it
    _require_sound(target)


def _require_sound(path: Path) -> None:
    with telling(path):
        require_ours(path)
        with closing(connect(path)) as connection:
            fault = first_fault(connection, "integrity_check")
    if fault:
        raise damaged(path, fault)


def _publish_dated(temporary: Path, folder: Path, now: datetime, label: str) -> Path:
    endings = ["", *(f"-{count}" for count in range(2, 100))]
    for ending in endings:
        name = "-".join(filter(None, ("journal", stamp(now), label))) + f"{ending}.sqlite3"
        try:
            publish(temporary, folder / name)
        except FileExistsError:
            continue
        return folder / name
    raise DatabaseError(f"{folder} holds too many backups of this second; none was made.")


def _daily(folder: Path) -> dict[str, Path]:
    """The copies that are dropped in time, by name, oldest first."""
    if not folder.is_dir():
        return {}
    paths = sorted(path for path in folder.iterdir() if _DAILY.fullmatch(path.name))
    return {path.name: path for path in paths}


def _out_of_date(copies: dict[str, Path]) -> list[Path]:
    """All but the newest copy of each of the last 7 days and 8 weeks that have one."""
    days: dict[str, Path] = {}
    weeks: dict[tuple[int, int], Path] = {}
    for name, path in copies.items():
        match = _DAILY.fullmatch(name)
        assert match is not None  # only such names come here
        day = match[1][:10]
        year, week, _ = date.fromisoformat(day).isocalendar()
        days[day] = path
        weeks[(year, week)] = path
    kept = {*list(days.values())[-DAYS_KEPT:], *list(weeks.values())[-WEEKS_KEPT:]}
    return [path for path in copies.values() if path not in kept]
