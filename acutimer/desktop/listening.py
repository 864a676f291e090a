"""The running copy's ear: takes the requests that later starts hand over.

Whoever may enter our 0700 folder may write to the socket, so everything that comes is judged: its
length, its form, its verb. Must never raise for what came over the socket, and never act on it
itself: it only says what was asked, and passes on what a control verb is answered. Idle, it costs
nothing: no timer, no thread.
"""

from __future__ import annotations

from _socket import MSG_PEEK
from _socket import socket as Socket  # noqa: N812 - the class behind socket.socket
from collections.abc import Callable, Mapping
from contextlib import suppress

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

from acutimer.core.commands import verbs_in_order
from acutimer.desktop.parting import delete_alone
from acutimer.desktop.single_copy import (
    ACCEPTED,
    LINE_LIMIT_BYTES,
    NEWS,
    REFUSED,
    VERBS,
    Claim,
)

#: What a session can be told, and be asked, without the window coming forward.
CONTROLS = (*(verb.name for verb in verbs_in_order()), "status")
#: A caller that has not finished its line by then is sent away.
_PATIENCE_MS = 2_000
#: More callers than that at once are not from a person.
_CALLERS_LIMIT = 128

#: Does what a verb of CONTROLS asks and tells where the session stands.
Controlling = Callable[[str], Mapping[str, object]]


class SingleCopy(QObject):
    """Turns requests of later starts into signals; ``listen`` once the event loop can act."""

    #: The verb (one of VERBS or NEWS), {"routine": str, "token": str}, both perhaps empty, and what
    #: is to be called with the sentence that says why it was not done, empty when it was: who asked
    #: for one of VERBS waits for that.
    asked = Signal(str, dict, object)

    def __init__(
        self,
        claim: Claim,
        parent: QObject | None = None,
        controlling: Controlling | None = None,
    ) -> None:
        super().__init__(parent)
        self._claim = claim
        self._controlling = controlling
        self._callers: set[_Caller] = set()
        self._knocks: QSocketNotifier | None = None
        if claim.socket is not None:
            self._knocks = QSocketNotifier(claim.socket.fileno(), QSocketNotifier.Type.Read, self)
            self._knocks.activated.connect(self._let_in)

    @property
    def is_answering(self) -> bool:
        """Whether somebody who asked still waits for it."""
        return bool(self._callers)

    def rest(self) -> None:
        """Take nothing in: we are leaving, and what is asked now is for the copy after us.

        It waits in the socket; when we let go of that, whoever asks finds nobody and starts.
        """
        for caller in [one for one in self._callers if not one.is_heard]:
            caller.leave()
            self._left(caller)
        if self._knocks is not None:
            self._knocks.setEnabled(False)

    def listen(self) -> None:
        """Take in what waits, again since we stay."""
        listening = self._claim.socket
        if self._knocks is not None and listening is not None:
            self._knocks.setEnabled(listening.fileno() >= 0)

    def answer_by(self, controlling: Controlling) -> None:
        """From now on this answers the verbs of CONTROLS."""
        self._controlling = controlling

    def close(self) -> None:
        """Stop listening and let the next start be the copy; twice does no harm."""
        if self._knocks is not None:
            self._knocks.setEnabled(False)
        for caller in list(self._callers):
            caller.leave()
        self._claim.release()

    def _let_in(self) -> None:
        listening = self._claim.socket
        assert listening is not None
        assert self._knocks is not None
        while len(self._callers) < _CALLERS_LIMIT:
            try:
                # What socket.socket.accept is made of; the plain class has no other.
                descriptor, _ = listening._accept()  # noqa: SLF001 # pyright: ignore[reportAttributeAccessIssue]
            except OSError:
                return
            caller = _Caller(Socket(fileno=descriptor), self._controlling, self)
            self._callers.add(caller)
            caller.heard.connect(self.asked)
            caller.finished.connect(self._left)
        self._knocks.setEnabled(False)

    def _left(self, caller: _Caller) -> None:
        self._callers.discard(caller)
        delete_alone(caller)
        self.listen()


class _Caller(QObject):
    """One connection, until its line is answered or its time is up."""

    #: the verb, its details, and what is to be told how it went
    heard = Signal(str, dict, object)
    finished = Signal(QObject)

    def __init__(self, socket: Socket, controlling: Controlling | None, parent: QObject) -> None:
        super().__init__(parent)
        self._controlling = controlling
        self._is_answered = False
        #: what it asked for is being done
        self.is_heard = False
        socket.setblocking(False)
        self._socket = socket
        self._line = b""
        self._arrivals = QSocketNotifier(socket.fileno(), QSocketNotifier.Type.Read, self)
        self._arrivals.activated.connect(self._read)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._judge)
        self._patience.start()

    def leave(self) -> None:
        """Close; without an answer the caller sees the end and turns elsewhere."""
        self._is_answered = True
        self._arrivals.setEnabled(False)
        self._patience.stop()
        self._socket.close()

    def _read(self) -> None:
        try:
            piece = self._socket.recv(LINE_LIMIT_BYTES + 1 - len(self._line))
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        self._line += piece
        if not piece or b"\n" in piece or len(self._line) > LINE_LIMIT_BYTES:
            self._judge()

    def _judge(self) -> None:
        """Answer what was asked; what the app is to do first is answered when it tells."""
        self._arrivals.setEnabled(False)
        self._patience.stop()
        request = parsed(self._line)
        if request is None:
            self._answer(REFUSED)
            return
        verb, details = request
        self.is_heard = True
        if verb in CONTROLS:
            self._answer(self._controlled(verb))
            return
        if verb in NEWS:
            self._answer(ACCEPTED)
        self.heard.emit(verb, details, self._tell)

    def _tell(self, why_not: str) -> None:
        """The caller may have left, and who tells may do so twice: then nobody listens."""
        sentence = " ".join(why_not.split())
        self._answer(b"no %b\n" % sentence.encode("utf-8", "replace") if sentence else ACCEPTED)

    def _answer(self, line: bytes) -> None:
        if self._is_answered:
            return
        self._is_answered = True
        with suppress(OSError):  # gone without waiting; what it asked for still counts
            self._socket.send(line)
        self.leave()
        self.finished.emit(self)

    def _controlled(self, verb: str) -> bytes:
        if self._controlling is None or self._has_gone():
            return REFUSED  # a pedal pressed long ago must not act now
        import json

        return f"ok {json.dumps(self._controlling(verb))}\n".encode()

    def _has_gone(self) -> bool:
        """Whether the caller gave up waiting, and has said that nothing was done."""
        try:
            return self._socket.recv(1, MSG_PEEK) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True


def parsed(line: bytes) -> tuple[str, dict[str, str]] | None:
    """The verb and its details, or None for anything but a whole, well-formed request."""
    import json

    if len(line) > LINE_LIMIT_BYTES or not line.endswith(b"\n"):
        return None
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(request, dict) or request.get("verb") not in VERBS + NEWS + CONTROLS:
        return None
    details = {name: request.get(name, "") for name in ("routine", "token")}
    if not all(isinstance(text, str) and text.isprintable() for text in details.values()):
        return None
    return request["verb"], details
