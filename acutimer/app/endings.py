"""Being told to end from outside: SIGTERM, SIGINT and SIGHUP end the app as Quit does."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier

_ENDING = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP") if hasattr(signal, name)
)


def end_on_signals(quit_now: Callable[[], object], parent: QObject) -> None:
    """Call ``quit_now`` in the event loop when a signal asks for the end.

    Python runs signal handlers only between its own instructions, and Qt's loop runs none while
    idle, so the signal has to arrive as something to read.
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

    notifier.activated.connect(came)
    # both ends live as long as the app does
    notifier.setProperty("ends", (reads, writes))
