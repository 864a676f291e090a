"""One copy of acutimer per profile: a later start hands its request over and leaves.

Locks that die with their owner say who is the copy: one beside the journal, one beside the socket
that takes the requests. The copy binds the socket together with the lock, long before Qt is loaded,
so a request that comes early waits in the socket's queue. A request is one line of JSON, the answer
one line of text: "ok", or "no" and the sentence that says why it was not done; of a control verb it
is "ok" and one line of JSON that says where the session stands.

Must never import Qt, nor anything slow: a start that only hands over takes as long as Python takes
to start and little more (socket instead of _socket would cost eight milliseconds, json ten). Where
the system has no such sockets, as Windows, there is still one copy only, by its locks, but it hears
nobody: a named pipe has to take the place of _reach and _bind; the line and the answer stay.
"""

from __future__ import annotations

import _socket
import os
from _socket import SOCK_STREAM
from _socket import socket as Socket  # noqa: N812 - the class behind socket.socket

from acutimer.desktop.copy_locks import CopyLocks
from acutimer.desktop.private_folder import is_disk_fault, is_private, make_private, socket_paths

TYPE_CHECKING = False  # typing itself costs a millisecond here
if TYPE_CHECKING:
    from collections.abc import Sequence

#: None where the system has no sockets with a place in a folder.
_AF_UNIX: int | None = getattr(_socket, "AF_UNIX", None)
#: What one copy may ask of another; "bus" is that of a start by the bus: to be known there, and
#: "background" that of a start with the desktop: to be there.
VERBS = ("show", "quick", "log-pain", "quit", "bus", "background")
#: What a terminal did that the window should show, without coming forward.
NEWS = ("reload",)
#: A longer request is refused, whatever it says.
LINE_LIMIT_BYTES = 4096
ACCEPTED = b"ok\n"
REFUSED = b"no\n"
#: Begins the answer that says in a sentence why something was not done.
_NOT_DONE = b"no "

#: How long a running copy may take to answer.
ANSWER_S = 2.0
#: How long a copy may take that is perhaps only just loading.
LOADING_S = 10.0

#: Beside the socket.
LOCK_NAME = "acutimer.lock"
#: More than any answer holds.
_ANSWER_LIMIT_BYTES = 65_536
_ROUNDS = 150
_ROUND_S = 0.02

_TAKEN, _NOBODY, _SILENT, _REFUSED = range(4)
#: Stands for an answer that did not come in time; no copy ever says it.
_NO_ANSWER = b"?"


class CopyError(Exception):
    """One sentence that says why this start can neither be the copy nor reach it."""


class Claim:
    """Being the one copy: the locks and the socket on which the others ask, where there are any."""

    __slots__ = ("locks", "path", "socket")

    def __init__(self, locks: CopyLocks, listening: Socket | None, path: str) -> None:
        self.locks = locks
        self.path = path
        self.socket = listening

    def release(self) -> None:
        """Let the next start be the copy; a request not yet read sees the end and goes there.

        The socket's file goes first, while the locks still keep others from making theirs.
        """
        if not self.locks.are_held:
            return
        if self.socket is not None:
            _unlink(self.path)
            self.socket.close()
        self.locks.release()


def claim_or_hand_over(meeting_dir: str, journal_dir: str, words: Sequence[str]) -> Claim | None:
    """Become the one copy, or hand ``words`` to it and return None.

    Raises CopyError when the folder cannot be used, or when a copy runs but does not answer or did
    not do it.
    """
    for _ in range(_ROUNDS):
        answer = _ask(meeting_dir, words, LOADING_S)
        if answer == _TAKEN:
            return None
        if answer == _SILENT:
            raise CopyError(
                "acutimer is already running but does not answer; "
                "it will see to this when it is free, or close it and start again."
            )
        if answer == _REFUSED:
            raise CopyError(
                "The acutimer that is already running refused this request; "
                "close it and start again."
            )
        claimed = claim(meeting_dir, journal_dir)
        if claimed is not None:
            return claimed
        # Somebody holds the lock and is a moment before binding or after closing.
        _wait(_ROUND_S)
    raise CopyError(
        f"Another acutimer has the journal in {journal_dir} open but takes no requests here; "
        "close it and start again."
    )


def hand_over(meeting_dir: str, words: Sequence[str], patience_s: float = ANSWER_S) -> bool:
    """Give a request to the running copy: a verb, then perhaps a routine.

    True when it was taken. False when nobody runs, or no answer came within ``patience_s``
    seconds. Raises ValueError for a verb that is not among them, CopyError when it was not done.
    """
    return _ask(meeting_dir, words, patience_s) == _TAKEN


def end(meeting_dir: str, patience_s: float = LOADING_S) -> bool:
    """Ask the running copy to end; True when it heard, False when nobody runs.

    Raises CopyError when a copy is there and did not take it.
    """
    answer = _ask(meeting_dir, ("quit",), patience_s)
    if answer == _SILENT:
        raise CopyError(
            "acutimer is running but did not answer in time; "
            "it ends when it is free, or look at its window and ask again."
        )
    if answer == _REFUSED:
        raise CopyError(
            "The acutimer that is running is of another version and cannot be told this; "
            "close its window to end it."
        )
    return answer == _TAKEN


def control(meeting_dir: str, verb: str, patience_s: float = LOADING_S) -> bytes | None:
    """Tell the running copy's session something; its answer in JSON, or None when nobody runs.

    Raises CopyError when a copy runs but does not answer or does not know the verb.
    """
    answer = _exchange(meeting_dir, f'{{"verb": "{verb}"}}\n'.encode(), patience_s)
    if answer is None or answer == b"":
        return None
    if answer == REFUSED:
        raise CopyError(
            "The acutimer that is running is of another version and cannot be told this; "
            "close it and start it again."
        )
    if not answer.startswith(b"ok ") or not answer.endswith(b"\n"):
        raise CopyError(
            "acutimer is running but did not answer in time; "
            "nothing more was done, so look at its window or ask again."
        )
    return answer[3:]


def claim(meeting_dir: str, journal_dir: str) -> Claim | None:
    """Become the one copy, or None when another is; ``journal_dir`` is where the journal lies.

    Raises CopyError when the folder cannot be made, is not ours, or cannot hold a socket.
    """
    locks = CopyLocks()
    try:
        if not locks.take_journal(os.path.realpath(journal_dir)):
            return None
        paths = socket_paths(meeting_dir)
        for path in paths:
            try:
                return _claim_at(path, locks)
            except OSError as error:
                if path == paths[-1] or not is_disk_fault(error):
                    raise CopyError(
                        f"The folder {os.path.dirname(path)} cannot be used "
                        f"({error.strerror or error}); "
                        "make it writable for yourself alone, then start again."
                    ) from None
        return None
    except BaseException:
        locks.release()
        raise


def _claim_at(path: str, locks: CopyLocks) -> Claim | None:
    folder = os.path.dirname(path)
    make_private(folder)
    if not locks.take(os.path.join(folder, LOCK_NAME)):
        locks.release()
        return None
    return Claim(locks, _bind(path), path)


# --- asking ------------------------------------------------------------------------------------


def _ask(meeting_dir: str, words: Sequence[str], patience_s: float) -> int:
    """Deliver one request; say how it was received. Raises CopyError with why it was not done."""
    line = _line(words)
    if len(line) > LINE_LIMIT_BYTES:
        return _REFUSED
    answer = _exchange(meeting_dir, line, patience_s)
    if answer is None:
        return _NOBODY
    if answer == _NO_ANSWER:
        return _SILENT
    if answer == ACCEPTED:
        return _TAKEN
    if answer.startswith(_NOT_DONE) and answer.endswith(b"\n"):
        raise CopyError(answer[len(_NOT_DONE) : -1].decode("utf-8", "replace"))
    return _REFUSED if answer else _NOBODY


def _exchange(meeting_dir: str, line: bytes, patience_s: float) -> bytes | None:
    """Send a line and give the answer's; None when nobody is there, empty when nobody read it."""
    for path in socket_paths(meeting_dir):
        if is_private(os.path.dirname(path)) and (caller := _reach(path, patience_s)) is not None:
            break
    else:
        return None
    answer = b""
    try:
        caller.sendall(line)
        while not answer.endswith(b"\n") and len(answer) < _ANSWER_LIMIT_BYTES:
            piece = caller.recv(4096)
            if not piece:
                break
            answer += piece
    except TimeoutError:
        return _NO_ANSWER
    except OSError:
        # It closed before reading: what we sent was taken by nobody.
        return None
    finally:
        caller.close()
    return answer


def _line(words: Sequence[str]) -> bytes:
    """The request as one line of JSON, in UTF-8."""
    verb, routine = (*words, "")[:2] if words else ("show", "")
    if verb not in (known := VERBS + NEWS):
        raise ValueError(f"{verb!r} is not one of {', '.join(known)}")
    if routine.endswith(".toml") or os.sep in routine:
        # A file is named from where this start stands; the other copy stands elsewhere.
        routine = os.path.abspath(routine)
    token = os.environ.get("XDG_ACTIVATION_TOKEN") or os.environ.get("DESKTOP_STARTUP_ID") or ""
    line = (
        f'{{"verb": {_quoted(verb)}, "routine": {_quoted(routine)}, "token": {_quoted(token)}}}\n'
    )
    return line.encode("utf-8", "replace")


def _quoted(text: str) -> str:
    """A string of JSON."""
    escaped = "".join(
        f"\\u{ord(letter):04x}" if letter < " " or letter in '"\\' else letter for letter in text
    )
    return f'"{escaped}"'


def _reach(path: str, patience_s: float) -> Socket | None:
    """A connection to the copy that listens at ``path``, or None when none does."""
    if _AF_UNIX is None:
        return None
    caller = Socket(_AF_UNIX, SOCK_STREAM)
    caller.settimeout(patience_s)
    try:
        caller.connect(path)
    except OSError:
        caller.close()
        return None
    return caller


def _wait(seconds: float) -> None:
    from _thread import allocate_lock

    lock = allocate_lock()
    with lock:
        lock.acquire(timeout=seconds)


# --- being the copy ----------------------------------------------------------------------------


def _bind(path: str) -> Socket | None:
    """A socket that already listens when its name appears; a dead copy's socket gives way.

    Only whoever holds the lock may call this. None where the system has no such sockets.
    """
    if _AF_UNIX is None:
        return None
    fresh = path + ".new"
    _unlink(fresh)
    listening = Socket(_AF_UNIX, SOCK_STREAM)
    try:
        listening.bind(fresh)
        os.chmod(fresh, 0o600)
        listening.listen(128)
        listening.setblocking(False)
        os.rename(fresh, path)
    except BaseException:
        listening.close()
        _unlink(fresh)
        raise
    return listening


def _unlink(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        pass
