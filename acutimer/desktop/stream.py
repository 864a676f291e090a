"""A local socket on the Qt loop: whatever is read or written, nobody waits for it.

When the other end goes away the notifiers are switched off first: a notifier on a dead socket
fires without end and takes a whole processor. Must never know what the bytes mean.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, Signal

from acutimer.desktop.parting import delete_alone

_PIECE_BYTES = 65_536
#: Descriptors come only where they are asked for, and never more than a few.
_DESCRIPTORS_BYTES = socket.CMSG_SPACE(16 * 4) if hasattr(socket, "CMSG_SPACE") else 0


class Stream(QObject):
    """One connection; ``reach`` opens it, ``lost`` tells that the other end is gone."""

    #: bytes, and what came with them as socket.recvmsg gives it
    arrived = Signal(bytes, list)
    lost = Signal()

    def __init__(self, parent: QObject | None = None, *, descriptors: bool = False) -> None:
        super().__init__(parent)
        self._descriptors = descriptors
        self._socket: socket.socket | None = None
        self._notifiers: list[QSocketNotifier] = []
        self._unsent = bytearray()

    @property
    def is_open(self) -> bool:
        """Whether the other end is there."""
        return self._socket is not None

    def reach(self, addresses: Iterable[str]) -> bool:
        """Connect to the first of these that takes us; False when none does."""
        self.close()
        if not hasattr(socket, "AF_UNIX"):
            return False
        for address in addresses:
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.setblocking(False)
            try:
                connection.connect(address)
            except (OSError, ValueError):
                connection.close()
                continue
            self._follow(connection)
            return True
        return False

    def go_on(self, descriptor: int) -> None:
        """Go on with a connection that is there already."""
        self.close()
        connection = socket.socket(fileno=descriptor)
        connection.setblocking(False)
        self._follow(connection)

    def let_go(self) -> int | None:
        """Give the connection away as a descriptor, unread what came meanwhile.

        None, and nothing done, while something is still to be sent, or without a connection.
        """
        if self._socket is None or self._unsent:
            return None
        descriptor = self._socket.detach()
        self._socket = None
        self.close()
        return descriptor

    def _follow(self, connection: socket.socket) -> None:
        self._socket = connection
        kinds = (QSocketNotifier.Type.Read, QSocketNotifier.Type.Write)
        self._notifiers = [QSocketNotifier(connection.fileno(), kind, self) for kind in kinds]
        reads, writes = self._notifiers
        writes.setEnabled(False)
        reads.activated.connect(self._read)
        writes.activated.connect(self._write)

    def send(self, content: bytes) -> None:
        """Hand bytes to the other end, now or as soon as it takes them."""
        if self._socket is not None and content:
            self._unsent += content
            self._write()

    def close(self) -> None:
        """Let go; twice does no harm."""
        for notifier in self._notifiers:
            notifier.setEnabled(False)
            delete_alone(notifier)
        self._notifiers = []
        self._unsent.clear()
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _read(self) -> None:
        if self._socket is None:
            return
        came: list[Any] = []
        try:
            if self._descriptors:
                piece, came, _, _ = self._socket.recvmsg(
                    _PIECE_BYTES, _DESCRIPTORS_BYTES, socket.MSG_CMSG_CLOEXEC
                )
            else:
                piece = self._socket.recv(_PIECE_BYTES)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            piece = b""
        if piece:
            self.arrived.emit(piece, came)
            return
        self.close()
        self.lost.emit()

    def _write(self) -> None:
        if self._socket is None:
            return
        try:
            sent = self._socket.send(self._unsent)
        except (BlockingIOError, InterruptedError):
            sent = 0
        except OSError:
            # nobody is there any more: reading finds that out and tells
            sent = len(self._unsent)
        del self._unsent[:sent]
        self._notifiers[1].setEnabled(bool(self._unsent))
