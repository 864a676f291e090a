"""Locks that the kernel lifts when their owner ends, even by kill -9: they say who is the copy.

Must never import anything slow, for the same reason as single_copy.
"""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

#: Beside the journal, which a copy may have open that meets at another place.
_JOURNAL_LOCK_NAME = ".acutimer.lock"
#: Not for processes we start, and no link in the lock's place; each where the system knows it.
_CLOSED_AND_NO_LINK = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)


class CopyLocks:
    """The locks that one start holds; until ``release`` nobody else gets them."""

    __slots__ = ("descriptors",)

    def __init__(self, descriptors: Sequence[int] = ()) -> None:
        """``descriptors`` are of files that are locked already."""
        self.descriptors = list(descriptors)

    @property
    def are_held(self) -> bool:
        """Whether there is anything to release."""
        return bool(self.descriptors)

    def take(self, path: str) -> bool:
        """Lock a file, made where it is not there; False when another has it. Raises OSError."""
        descriptor = _locked(path)
        if descriptor is not None:
            self.descriptors.append(descriptor)
        return descriptor is not None

    def take_journal(self, journal_dir: str) -> bool:
        """Lock the journal's folder; False when another copy has it.

        A folder that cannot be written is let be: a window that says so is better than none.
        """
        try:
            os.makedirs(journal_dir, 0o700, exist_ok=True)
            return self.take(os.path.join(journal_dir, _JOURNAL_LOCK_NAME))
        except OSError:
            return True

    def release(self) -> None:
        """Let go of all, the last one first; twice does no harm."""
        while self.descriptors:
            os.close(self.descriptors.pop())


def _locked(path: str) -> int | None:
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _CLOSED_AND_NO_LINK, 0o600)
        try:
            _lock(descriptor)
            if os.path.samestat(os.fstat(descriptor), os.stat(path)):
                return descriptor
        except BlockingIOError:
            os.close(descriptor)
            return None
        except FileNotFoundError:
            # Swept away between open and stat: a lock on a file without a name holds nobody off.
            pass
        except OSError:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    """Lock an open file; raises BlockingIOError when another has it, OSError where it cannot be.

    Where the system has no locks at all, everybody gets one.
    """
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:
        _lock_first_byte(descriptor)
        return
    flock(descriptor, LOCK_EX | LOCK_NB)


def _lock_first_byte(descriptor: int) -> None:
    """The way of Windows, which lets nobody else read that byte."""
    try:
        import msvcrt
    except ImportError:
        return
    try:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # pyright: ignore[reportAttributeAccessIssue]
    except PermissionError:
        raise BlockingIOError from None
