"""Locks that the kernel lifts when their owner ends, even by kill -9: they say who is the copy.

Must never import anything slow, for the same reason as single_copy.
"""

from __future__ import annotations

import os

#: Beside the journal, which a copy may have open that meets at another place.
_JOURNAL_LOCK_NAME = ".acutimer.lock"


class CopyLocks:
    """The locks that one start holds; until ``release`` nobody else gets them."""

    __slots__ = ("_descriptors",)

    def __init__(self) -> None:
        self._descriptors: list[int] = []

    @property
    def are_held(self) -> bool:
        """Whether there is anything to release."""
        return bool(self._descriptors)

    def take(self, path: str) -> bool:
        """Lock a file, made where it is not there; False when another has it. Raises OSError."""
        descriptor = _locked(path)
        if descriptor is not None:
            self._descriptors.append(descriptor)
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
        while self._descriptors:
            os.close(self._descriptors.pop())


def _locked(path: str) -> int | None:
    from fcntl import LOCK_EX, LOCK_NB, flock

    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            flock(descriptor, LOCK_EX | LOCK_NB)
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
