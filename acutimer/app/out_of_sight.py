"""What a window needs only while it is seen: let go when it has been hidden for a while.

Pictures are made again when they are painted. Must never let go while somebody looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPixmapCache

from acutimer.app.hidden_awhile import HiddenAwhile
from acutimer.app.spare_memory import give_back_memory

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from acutimer.ui.body_map.pictures import Pictures

#: Whoever hides the window and shows it again at once finds all as it was.
AWHILE_MS = 20_000


class OutOfSight(HiddenAwhile):
    """Lets go of pictures."""

    def __init__(self, window: QWidget, pictures: Pictures, parent: QObject) -> None:
        super().__init__(window, AWHILE_MS, parent)
        self._pictures = pictures
        self.awhile.timeout.connect(self._let_go)

    def _let_go(self) -> None:
        self._pictures.forget()
        QPixmapCache.clear()
        give_back_memory()
