"""The size of all text, as times what the desktop gives, changed while the program runs.

Must never decide which size: it is told.
"""

from __future__ import annotations

from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QApplication

from acutimer.ui.kit.pieces import wear_again


class TextSize:
    """The application's font; while it is the desktop's own, nothing is touched."""

    def __init__(self, app: QApplication, times: float) -> None:
        self._app = app
        self._own = app.font()
        self._times = 1.0
        self.change(times)

    def change(self, times: float) -> bool:
        """Take another size; False where it is the one there is."""
        if times == self._times:
            return False
        self._times = times
        sized = QFont(self._own)
        if (points := self._own.pointSizeF()) > 0:
            sized.setPointSizeF(points * times)
        else:  # sized in pixels
            sized.setPixelSize(round(self._own.pixelSize() * times))
        self._app.setFont(sized)
        return True

    def lay_out_again(self) -> None:
        """Let everything find its place for the text there is: what has room in em looks anew."""
        wear_again(self._app)
        for widget in self._app.allWidgets():
            # deep inside, layouts follow by themselves; pages decide by this event
            self._app.sendEvent(widget, QResizeEvent(widget.size(), widget.size()))
