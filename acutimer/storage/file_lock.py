"""A lock beside a file, held shared by those who use it or alone by who makes or moves it.

The system lets go of it when the process ends, however it ends. Must never delete the lock's file:
two processes could then hold two locks.
"""

from __future__ import annotations

import os
from pathlib import Path

from acutimer.storage.private_files import FILE_MODE

try:
    import fcntl
except ImportError:  # no such locks: then only the second look protects
    fcntl = None


class FileLock:
    """A lock that is held until it is released."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def release(self) -> None:
        """Let go; a second time does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def lock_shared(path: Path) -> FileLock | None:
    """Hold the lock of ``path`` with others, or None while one has it alone; raises OSError."""
    return _locked(path, "LOCK_SH")


def lock_alone(path: Path) -> FileLock | None:
    """Hold the lock of ``path`` alone, or None while others have it; raises OSError."""
    return _locked(path, "LOCK_EX")


def lock_file(path: Path) -> Path:
    """Where the lock of a file lies."""
    return path.with_name(f".{path.name}.lock")


def _locked(path: Path, way: str) -> FileLock | None:
    descriptor = os.open(lock_file(path), os.O_RDWR | os.O_CREAT, FILE_MODE)
    try:
        if fcntl is not None:
            fcntl.flock(descriptor, getattr(fcntl, way) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except OSError:  # a file system without locks: then only the second look protects
        return FileLock(descriptor)
    return FileLock(descriptor)
