"""The log beside a journal that was not closed: is all that was committed in it still read?

SQLite stops at the first part of its log that is damaged and says nothing of what follows. Must
never change the log; it is copied before SQLite folds it in and removes it.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
from array import array
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path
from typing import Literal

from acutimer.storage.errors import DatabaseError
from acutimer.storage.journal_place import free_aside
from acutimer.storage.private_files import FILE_MODE
from acutimer.storage.sqlite_file import connect, require_ours

# https://www.sqlite.org/fileformat2.html#the_write_ahead_log
_HEADER_BYTES, _FRAME_HEADER_BYTES = 32, 24
#: The first bytes of a log whose sums read its words the big end first.
_BIG_SUMS = b"\x37\x7f\x06\x83"


def fold_left_log(path: Path, now: datetime) -> str | None:
    """Fold in what a killed acutimer left in the log; a sentence when part of it is damaged.

    Only while nobody has the journal open. Raises OSError; what is wrong with the journal itself is
    for the opening to say.
    """
    log = path.with_name(f"{path.name}-wal")
    committed = _committed_frames(log)
    if not committed:
        return None
    kept = free_aside(path, now).with_name(f"{free_aside(path, now).name}-wal")
    shutil.copyfile(log, kept)
    kept.chmod(FILE_MODE)
    read = committed
    with suppress(sqlite3.Error, DatabaseError):
        require_ours(path)
        with closing(connect(path)) as connection:
            _, read, _ = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    if read >= committed:
        kept.unlink()
        return None
    return (
        f"The log of the journal {path} was damaged: what was noted last may be missing. "
        f"A copy of it is kept as {kept}."
    )


def is_log_damaged(path: Path) -> bool:
    """Whether something was committed to a journal's log that SQLite would not read any more.

    Only while nobody has the journal open. Raises OSError.
    """
    log = path.with_name(f"{path.name}-wal")
    return _sound_frames(log) < _committed_frames(log)


def _sound_frames(log: Path) -> int:
    """How many frames, from the first on, have the salts of the log's head and the right sum."""
    try:
        content = log.read_bytes()
    except FileNotFoundError:
        return 0
    order: Literal["big", "little"] = "big" if content[:4] == _BIG_SUMS else "little"
    page = int.from_bytes(content[8:12], "big")
    sums = _summed(content[:24], (0, 0), order)
    if not 512 <= page <= 65536 or _written(content[24:32]) != sums:
        return 0
    step, count = page + _FRAME_HEADER_BYTES, 0
    for start in range(_HEADER_BYTES, len(content) - step + 1, step):
        head = content[start : start + _FRAME_HEADER_BYTES]
        frame = content[start + _FRAME_HEADER_BYTES : start + step]
        sums = _summed(frame, _summed(head[:8], sums, order), order)
        if head[8:16] != content[16:24] or _written(head[16:24]) != sums:
            break
        count += 1
    return count


def _written(eight: bytes) -> tuple[int, int]:
    return int.from_bytes(eight[:4], "big"), int.from_bytes(eight[4:], "big")


def _summed(
    part: bytes, before: tuple[int, int], order: Literal["big", "little"]
) -> tuple[int, int]:
    """SQLite's running sum over a part of its log."""
    first, second = before
    words = memoryview(part).cast("I") if order == sys.byteorder else _turned(part)
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & 0xFFFFFFFF
        second = (second + odd + first) & 0xFFFFFFFF
    return first, second


def _turned(part: bytes) -> memoryview:
    whole = array("I", part)
    whole.byteswap()
    return memoryview(whole)


def _committed_frames(log: Path) -> int:
    """How many frames of the log there are up to the last one that ends a transaction."""
    try:
        content = log.read_bytes()
    except FileNotFoundError:
        return 0
    page = int.from_bytes(content[8:12], "big")
    if not 512 <= page <= 65536:
        page = 4096  # the head is damaged; ours have pages of this size
    step = page + _FRAME_HEADER_BYTES
    heads = [
        content[start : start + _FRAME_HEADER_BYTES]
        for start in range(_HEADER_BYTES, len(content) - step + 1, step)
    ]
    # Frames of an earlier round of the log, which follow those of this one, have other salts.
    salts = content[16:24]
    if heads and not any(head[8:16] == salts for head in heads):
        salts = heads[0][8:16]  # the head of the log is damaged
    ends = (
        number
        for number, head in enumerate(heads, 1)
        if head[8:16] == salts and head[4:8] != bytes(4)
    )
    return max(ends, default=0)
