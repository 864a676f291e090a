"""What a window needs only while it is seen: let go when it has been hidden for a while.

Pictures are made again when they are painted. Must never let go while somebody looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QPixmapCache

from acutimer.app.spare_memory import give_back_memory

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from acutimer.ui.body_map.pictures import Pictures

#: Whoever hides the window and shows it again at once finds all as it was.
AWHILE_MS = 20_000


class OutOfSight(QObject):
    """Watches a window; its timer runs only after a hiding."""

    def __init__(self, window: QWidget, pictures: Pictures, parent: QObject) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self.awhile = QTimer(self, singleShot=True, interval=AWHILE_MS)
        self.awhile.timeout.connect(self._let_go)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count from a hiding on, and stop when the window is shown."""
        if event.type() is QEvent.Type.Hide:
            self.awhile.start()
        elif event.type() is QEvent.Type.Show:
            self.awhile.stop()
        return super().eventFilter(watched, event)

    def _let_go(self) -> None:
        self._pictures.forget()
        QPixmapCache.clear()
        give_back_memory()
