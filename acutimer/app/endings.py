"""Being told to end from outside: SIGTERM, SIGINT and SIGHUP end the app as Quit does."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier, QTimer

_ENDING = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name)
)


#: Keeps the signals back until another image of the process listens; gives the descriptor from
#: which that one reads whether one has come before.
Hold = Callable[[], int]


def end_on_signals(quit_now: Callable[[], object], parent: QObject, before: int = -1) -> Hold:
    """Call ``quit_now`` in the event loop when a signal asks for the end.

    Python runs signal handlers only between its own instructions, and Qt's loop runs none while
    idle, so the signal has to arrive as something to read. ``before`` is what was held on.
    """
    reads, writes = socket.socketpair()
    reads.setblocking(False)
    writes.setblocking(False)
    signal.set_wakeup_fd(writes.fileno(), warn_on_full_buffer=False)
    for number in _ENDING:
        signal.signal(number, lambda *_: None)
    notifier = QSocketNotifier(reads.fileno(), QSocketNotifier.Type.Read, parent)

    def came() -> None:
        reads.recv(64)
        quit_now()

    def hold() -> int:
        # other threads may still get one, and that arrives here too
        _keep_back(are_kept=True)
        return reads.fileno()

    notifier.activated.connect(came)
    # both ends live as long as the app does
    notifier.setProperty("ends", (reads, writes))
    _keep_back(are_kept=False)
    if before >= 0 and _has_come(before):
        QTimer.singleShot(0, parent, quit_now)
    return hold


def _has_come(before: int) -> bool:
    """Whether a signal came while nobody could act on it."""
    with socket.socket(fileno=before) as reads:
        try:
            return bool(reads.recv(64))
        except OSError:
            return False


def _keep_back(*, are_kept: bool) -> None:
    if hasattr(signal, "pthread_sigmask"):
        how = signal.SIG_BLOCK if are_kept else signal.SIG_UNBLOCK
        signal.pthread_sigmask(how, _ENDING)
