"""Folders and files that only their owner may read, written whole or not at all.

Must never leave half a file under a name somebody reads, nor widen the access to a file.
"""

from __future__ import annotations

import os
from contextlib import suppress
from errno import EACCES, ENOTDIR
from pathlib import Path

from acutimer.storage.errors import StorageError, reason_of

FOLDER_MODE, FILE_MODE = 0o700, 0o600


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, 0700; folders that are there keep their mode."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(mode=FOLDER_MODE, exist_ok=True)


def writing_fault(folder: Path) -> str | None:
    """Why nothing can be written into a folder, in one sentence, or None; makes no folder."""
    there = folder
    while not os.path.lexists(there) and there != there.parent:
        there = there.parent
    try:
        if there == folder:
            temporary_beside(folder / "check").unlink()
        elif not there.is_dir():
            raise NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR))
        elif not os.access(there, os.W_OK | os.X_OK):
            raise PermissionError(EACCES, os.strerror(EACCES))
    except OSError as error:
        return f"{folder} cannot be written ({reason_of(error)})."
    return None


def temporary_beside(path: Path) -> Path:
    """A new empty file, 0600, in the folder of ``path``; raises OSError."""
    temporary = path.with_name(f".{path.name}.{os.urandom(6).hex()}.part")
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE_MODE))
    return temporary


def sweep_parts(folder: Path) -> None:
    """Take away what was being written in a folder when acutimer was killed.

    Only while nobody is writing there; one that cannot be taken away stays.
    """
    with suppress(OSError):
        for part in list(folder.glob(".*.part*")):  # SQLite's own files stand beside its parts
            with suppress(OSError):
                part.unlink()


def sync_folder(folder: Path) -> None:
    """Make a rename in this folder last through a power cut, where the system can do that."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def publish(temporary: Path, path: Path) -> None:
    """Give a finished file its name; raises FileExistsError when that is taken, or OSError."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        if path.exists():
            raise FileExistsError from None
        temporary.rename(path)
    else:
        temporary.unlink()
    sync_folder(path.parent)


def write_atomically(path: Path, content: bytes) -> None:
    """Put a whole file, 0600, in place of whatever ordinary file is there; raises StorageError."""
    temporary: Path | None = None
    try:
        target = path.resolve()  # a link goes on being one
        if target.exists() and not target.is_file():
            raise StorageError(f"{path} is no ordinary file; nothing was written. Name another.")
        temporary = temporary_beside(target)
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
        temporary = None
        sync_folder(target.parent)
    except (OSError, RuntimeError, ValueError) as error:  # a ring of links, a NUL in the name
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise StorageError(
            f"{path} could not be written ({reason}); what was there before is unchanged. "
            "Make room or choose another place, then try again.",
            reason,
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
