"""What a copy hands on to itself when it begins anew as the same process.

Locks, socket and bus connection stay open over an exec: nobody else becomes the copy meanwhile, our
name on the bus stays ours, and what is asked waits unread in its socket. Must never import Qt, nor
anything slow: a start looks here first.
"""

from __future__ import annotations

import os
import sys
from _socket import socket as Socket  # noqa: N812 - the class behind socket.socket
from contextlib import suppress
from stat import S_ISSOCK
from typing import NamedTuple, NoReturn

from acutimer.desktop.copy_locks import CopyLocks
from acutimer.desktop.single_copy import LOCK_NAME, Claim

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

#: Says what is handed on: the process, the notes, the bus connection and its last number, where
#: signals came, the socket, the locks, and the socket's path; -1 for what there is not.
VARIABLE = "ACUTIMER_HANDED_ON"
_OPEN = "/proc/self/fd"
#: More bytes than the notes ever have: fifty reminders.
_MOST_NOTES = 64_000


class HandedOn(NamedTuple):
    """Being the copy; the bus connection as its descriptor and last number; a descriptor from which
    one reads that a signal came. -1 without one. ``notes`` is text of the copy's own.
    """

    claim: Claim
    bus: tuple[int, int] = (-1, 0)
    signals: int = -1
    notes: str = ""


def can_begin_anew() -> bool:
    """Whether the system tells which descriptors are open, as Linux does."""
    return os.path.isdir(_OPEN)


def begin_anew(words: Sequence[str], handed: HandedOn) -> NoReturn:
    """Become a new image of the same process, started with ``words``.

    Raises OSError where that cannot be started; all is then as before, but not passed on either.
    """
    claim, bus, signals, notes = handed
    listening = claim.socket.fileno() if claim.socket is not None else -1
    written = _written(notes)
    numbers = (os.getpid(), written, *bus, signals, listening, *claim.locks.descriptors)
    own = (written, bus[0], signals, listening, *claim.locks.descriptors)
    kept = {one for one in own if one >= 0}
    _close_on_exec_but(kept)
    told = " ".join(map(str, numbers))
    os.execve(
        sys.executable,
        [*_own_command(), *words],
        {**os.environ, VARIABLE: f"{told}:{claim.path}"},
    )


def take_up(told: str) -> HandedOn | None:
    """What the image before us handed on; None where that is not so, or no longer."""
    numbers, _, path = told.partition(":")
    try:
        pid, written, bus, said, signals, listening, *locks = map(int, numbers.split())
    except ValueError:
        return None
    if pid != os.getpid():
        return None  # said to whoever started us, and not to us
    descriptors = [one for one in (bus, signals, listening, *locks) if one > 2]
    try:
        if not _is_lock_of(path, locks) or not all(map(_is_socket, descriptors[: -len(locks)])):
            raise OSError
        for one in descriptors:
            os.set_inheritable(one, False)
    except OSError:
        for one in (written, *descriptors):
            with suppress(OSError):
                os.close(one)
        return None
    ear = Socket(fileno=listening) if listening >= 0 else None
    if ear is not None:
        ear.setblocking(False)
    notes = _read(written) if written > 2 else ""
    return HandedOn(Claim(CopyLocks(locks), ear, path), (bus, said), signals, notes)


def _written(notes: str) -> int:
    """The notes where nobody but this process finds them; -1 where they cannot be written."""
    try:
        # not in the environment, which every program that we start is given
        descriptor = os.memfd_create("acutimer")
        os.write(descriptor, notes.encode())
    except (OSError, AttributeError):
        return -1
    return descriptor


def _read(written: int) -> str:
    """The notes, which are gone then."""
    try:
        text = os.pread(written, _MOST_NOTES, 0)
        os.close(written)
    except OSError:
        return ""
    return text.decode(errors="replace")


def _is_lock_of(path: str, locks: list[int]) -> bool:
    """Whether the last is the lock beside the socket, which may have been swept away."""
    lock = os.path.join(os.path.dirname(path), LOCK_NAME)
    return bool(locks) and os.path.samestat(os.fstat(locks[-1]), os.stat(lock))


def _is_socket(descriptor: int) -> bool:
    return S_ISSOCK(os.fstat(descriptor).st_mode)


def _own_command() -> list[str]:
    """How this process was started, without its own words."""
    given = len(sys.orig_argv) - (len(sys.argv) - 1)
    return [sys.executable, *sys.orig_argv[1:given]]


def _close_on_exec_but(kept: set[int]) -> None:
    """Let the new image have these and the three that everybody has."""
    for name in os.listdir(_OPEN):
        descriptor = int(name)
        if descriptor > 2:
            with suppress(OSError):  # the one of this list is closed again
                os.set_inheritable(descriptor, descriptor in kept)
