"""The journal's place: who may make, move or replace the file there, and how that survives a kill.

Whoever has the journal open holds the lock beside it shared; whoever makes, moves or replaces it
holds the lock alone and looks a second time. An exchange is written down first, and whoever comes
next finishes it. Must never move a journal that somebody has open, nor leave the place empty.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from acutimer.storage.errors import DatabaseError
from acutimer.storage.file_lock import FileLock, lock_alone, lock_shared
from acutimer.storage.private_files import make_folder, sync_folder, temporary_beside

_PAUSE_S, _TRIES = 0.01, 500
# The log goes first: without its file it can still be put back, but left alone it would be read
# into whatever journal comes next.
_LOGS = ("-wal", "-shm")
_STAMP = "%Y-%m-%dT%H%M%S"


def stamp(moment: datetime) -> str:
    """The local time as part of a file name that sorts by date."""
    return moment.strftime(_STAMP)


def take_place(path: Path, settle: Callable[[], None], tidy: Callable[[], None]) -> FileLock:
    """Hold the lock of a journal that is there, shared; raises OSError or DatabaseError.

    Where there is none, ``settle`` makes it, under the lock held alone. Where nobody else has it
    open, and so nobody is writing beside it, ``tidy`` comes first.
    """
    make_folder(path.parent)
    lock = lock_alone(path)
    if lock is not None:
        try:
            finish_exchange(path)
            tidy()
        finally:
            lock.release()
    for _ in range(_TRIES):
        if is_settled(path):
            lock = lock_shared(path)
            if lock is not None:
                if is_settled(path):  # the second look
                    return lock
                lock.release()
        else:
            lock = lock_alone(path)
            if lock is not None:
                try:
                    finish_exchange(path)
                    if not path.exists():
                        settle()
                finally:
                    lock.release()
                continue
        time.sleep(_PAUSE_S)
    raise _held(path)


@contextmanager
def alone(path: Path) -> Generator[None]:
    """Hold the journal's lock alone; raises OSError, or DatabaseError while another has it."""
    make_folder(path.parent)
    for _ in range(_TRIES):
        lock = lock_alone(path)
        if lock is not None:
            break
        time.sleep(_PAUSE_S)
    else:
        raise _held(path)
    try:
        finish_exchange(path)
        yield
    finally:
        lock.release()


def exchange(path: Path, new: Path, aside: Path | None) -> None:
    """Let ``new``, beside it, take the journal's place, which goes ``aside`` or for good.

    The lock must be held alone. Killed at any moment, there is a journal at its place, and the
    next one to come finishes. Raises OSError.
    """
    written = json.dumps({"new": new.name, "aside": aside.name if aside else None})
    temporary = temporary_beside(path)
    with temporary.open("w", encoding="utf-8") as file:
        file.write(written)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(_note(path))
    sync_folder(path.parent)
    finish_exchange(path)


def finish_exchange(path: Path) -> None:
    """Finish an exchange that was cut off; the lock must be held alone. Raises OSError."""
    note = _note(path)
    if not note.exists():
        return
    new, aside = _names(note)
    if new is not None and new.exists():  # else all was done but taking the note away
        if aside is not None and path.exists() and not aside.exists():
            _keep(path, aside)
        for part in _LOGS:
            log = path.with_name(path.name + part)
            if aside is not None and log.exists():
                log.replace(aside.with_name(aside.name + part))
            else:
                log.unlink(missing_ok=True)
        new.replace(path)
        sync_folder(path.parent)
    note.unlink()
    sync_folder(path.parent)


def free_aside(path: Path, now: datetime, word: str = "damaged") -> Path:
    """A name beside the journal under which neither it nor its log has been kept yet."""
    count = 1
    while True:
        ending = "" if count == 1 else f"-{count}"
        aside = path.with_name(f"{path.stem}-{word}-{stamp(now)}{ending}{path.suffix}")
        if not any(aside.with_name(aside.name + part).exists() for part in (*_LOGS, "")):
            return aside
        count += 1


def move_logs_aside(path: Path, now: datetime) -> None:
    """Keep the log of a journal that is gone under another name; raises OSError.

    It must not be read into the next one. The lock must be held alone.
    """
    aside = free_aside(path, now)
    for part in _LOGS:
        with suppress(FileNotFoundError):
            path.with_name(path.name + part).rename(aside.with_name(aside.name + part))


def is_settled(path: Path) -> bool:
    """Whether a journal is there, and none is half way into its place."""
    return path.exists() and not _note(path).exists()


def _keep(path: Path, aside: Path) -> None:
    """A second name for the journal, or the only one where a file cannot have two."""
    try:
        os.link(path, aside)
    except FileExistsError:
        raise
    except OSError:
        path.rename(aside)


def _note(path: Path) -> Path:
    return path.with_name(f".{path.name}.exchange")


def _names(note: Path) -> tuple[Path | None, Path | None]:
    """The files an exchange is about; none where the note is damaged."""
    try:
        said: Any = json.loads(note.read_bytes())
        new, aside = (said[key] for key in ("new", "aside"))
        names = [Path(name).name if name else "" for name in (new, aside)]
    except (ValueError, TypeError, KeyError):
        return None, None
    first, second = (note.with_name(name) if name else None for name in names)
    return first, second


def _held(path: Path) -> DatabaseError:
    return DatabaseError(
        f"The journal {path} is open in another acutimer. Nothing was changed; "
        "close that one and try again."
    )
