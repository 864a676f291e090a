"""Python's look for garbage, kept to the thread of the windows, and never amid a paint.

By itself it comes wherever something is made: in the thread that reads the journal, or amid a
paint. What it finds may be a window that was closed, and Qt crashes when that goes there and then.
"""

from __future__ import annotations

import gc
from itertools import takewhile

from PySide6.QtCore import QAbstractEventDispatcher, QObject


class Garbage(QObject):
    """Looks for garbage before the event loop waits, as often as Python would by itself."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._enough = gc.get_threshold()
        QAbstractEventDispatcher.instance().aboutToBlock.connect(self.look)

    def look(self) -> None:
        """Look through as many generations as have enough that is new."""
        full = takewhile(
            lambda two: two[0] > two[1], zip(gc.get_count(), self._enough, strict=True)
        )
        if generations := len(list(full)):
            gc.collect(generations - 1)
