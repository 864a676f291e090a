"""A connection to the Wayland compositor on the Qt loop, apart from Qt's own.

Whatever was asked on it ends with it. Nothing waits, and a compositor that is gone or says nonsense
is the same as none.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from acutimer.desktop.stream import Stream
from acutimer.desktop.wayland import WaylandError, WaylandTalk


class WaylandLink(QObject):
    """``open`` it once; it cannot be opened again."""

    lost = Signal()

    def __init__(self, path: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._talk = WaylandTalk()
        self._stream = Stream(self)
        self._stream.arrived.connect(self._arrived)
        self._stream.lost.connect(self.lost)

    def open(self, then: Callable[[WaylandTalk], object]) -> bool:
        """``then`` gets the conversation once it is known what is offered; False without any."""
        if not self._path or not self._stream.reach((self._path,)):
            return False
        self._talk.when_told(lambda: then(self._talk))
        self._send()
        return True

    def close(self) -> None:
        """Let go of everything that was asked; twice does no harm."""
        self._stream.close()

    def _arrived(self, content: bytes, _: object) -> None:
        try:
            self._talk.receive(content)
        except WaylandError:
            self.close()
            self.lost.emit()
        else:
            self._send()

    def _send(self) -> None:
        asks = bytes(self._talk.unsent)
        self._talk.unsent.clear()
        self._stream.send(asks)
