"""Copies of the journal: one a day, the last 7 days and 8 weeks kept, each checked.

Must never copy the live file byte by byte, and never remove a copy made before a migration.
"""

from __future__ import annotations

import re
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from acutimer.storage.errors import DatabaseError, StorageError
from acutimer.storage.private_files import make_folder, publish, temporary_beside
from acutimer.storage.sqlite_file import connect, damaged, first_fault, require_ours, telling

DAYS_KEPT, WEEKS_KEPT = 7, 8

_STAMP = "%Y-%m-%dT%H%M%S"
_DAILY = re.compile(r"journal-(\d{4}-\d\d-\d\dT\d{6})(-\d+)?\.sqlite3")


def stamp(moment: datetime) -> str:
    """The local time as part of a file name that sorts by date."""
    return moment.strftime(_STAMP)


def back_up(database: Path, folder: Path, now: datetime, label: str = "") -> Path:
    """Make a checked copy of the journal and tell where; raises DatabaseError."""
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
    for path in sorted(folder.glob("journal-*.sqlite3"), key=lambda p: p.name, reverse=True):
        try:
            _require_sound(path)
        except StorageError:
            continue
        return path
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
