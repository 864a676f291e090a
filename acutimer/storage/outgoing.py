"""Files that leave acutimer: written whole, read back, and only then given their name.

Must never write over a file unless asked, and never at all in place of a link, a device, a pipe or
what belongs to somebody else.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

from acutimer.storage.errors import StorageError, reason_of
from acutimer.storage.private_files import FILE_MODE, publish, sync_folder


@contextmanager
def leaving(path: Path, *, force: bool = False) -> Generator[Path]:
    """A new file beside ``path`` to write, which gets that name when the block ends well.

    Raises StorageError, before anything is written where that is known already.
    """
    try:
        require_free(path, force=force)
        part = path.with_name(f".{path.stem}.{os.urandom(6).hex()}.part{path.suffix}")
        os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE))
    except (OSError, ValueError) as error:
        raise _unwritten(path, error) from error
    try:
        yield part
        try:
            _sync(part)
            if force:
                require_free(path, force=True)  # somebody may have put a link there meanwhile
                part.replace(path)
                sync_folder(path.parent)
            else:
                publish(part, path)
        except FileExistsError:
            raise _taken(path) from None
        except OSError as error:
            raise _unwritten(path, error) from error
    finally:
        with suppress(OSError):
            part.unlink()


def write_checked(
    path: Path, content: bytes, count: int, count_in: Callable[[Path], int], *, force: bool = False
) -> None:
    """Write a whole file of ``count`` things, read it back and count them; or StorageError."""
    with leaving(path, force=force) as part:
        try:
            part.write_bytes(content)
        except OSError as error:
            raise _unwritten(path, error) from error
        require_count(path, count, lambda: count_in(part))


def write_same(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write a whole file and read it back; or StorageError."""
    write_checked(path, content, 1, lambda part: int(part.read_bytes() == content), force=force)


def require_count(path: Path, count: int, counted: Callable[[], int]) -> None:
    """Raise StorageError unless what was written for ``path`` is read back with so many things."""
    try:
        is_whole = counted() == count
    except (OSError, ValueError, KeyError, TypeError):
        is_whole = False
    if not is_whole:
        raise StorageError(
            f"What was written for {path} could not be read back; nothing was kept of it. "
            "Choose another place."
        )


def require_free(path: Path, *, force: bool = False) -> None:
    """Raise StorageError unless the path is free, or with ``force`` one's own ordinary file."""
    try:
        there = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return
    except (OSError, ValueError) as error:
        raise _unwritten(path, error) from error
    if stat.S_ISDIR(there.st_mode):
        raise StorageError(f"{path} is a folder; nothing was written. Give the file a name.")
    if not stat.S_ISREG(there.st_mode):
        kind = "a link" if stat.S_ISLNK(there.st_mode) else "no ordinary file"
        raise StorageError(f"{path} is {kind}; nothing was written. Name another file.")
    if hasattr(os, "geteuid") and there.st_uid != os.geteuid():
        raise StorageError(
            f"{path} belongs to somebody else; nothing was written. Name another file."
        )
    if not force:
        raise _taken(path)


def _sync(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _taken(path: Path) -> StorageError:
    return StorageError(
        f"{path} is there already; nothing was written. Name another file, or say --force."
    )


def _unwritten(path: Path, error: OSError | ValueError) -> StorageError:
    reason = reason_of(error) if isinstance(error, OSError) else str(error)
    return StorageError(
        f"{path} could not be written ({reason}); what was there before is unchanged. "
        "Make room or choose another place, then try again."
    )
