"""Counts how long a window has been out of sight.

Must never run while the window shows.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class HiddenAwhile(QObject):
    """Watches a window; its timer ``awhile`` (ms) runs only after a hiding."""

    def __init__(self, window: QWidget, awhile_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self._awhile_ms = awhile_ms
        self.awhile = QTimer(self, singleShot=True, interval=awhile_ms)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count from a hiding on, and stop when the window is shown."""
        if event.type() is QEvent.Type.Hide:
            self.awhile.start(self._awhile_ms)
        elif event.type() is QEvent.Type.Show:
            self.awhile.stop()
        return super().eventFilter(watched, event)
