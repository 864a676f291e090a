"""One of several in a drop-down list; where they are few, a row of buttons does (segments).

Must never know what is chosen for.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox, QStyle

from acutimer.ui.kit.calm_wheel import CalmWheel
from acutimer.ui.kit.icons import icon


class Choice(CalmWheel, QComboBox):
    """A drop-down list with our own chevron, which a style sheet could take from a file only."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's box and words, then the chevron in the colour of the text."""
        super().paintEvent(event)
        tone = self.palette().color(QPalette.ColorRole.ButtonText)
        sign = icon("chevron_down", tone, 18).pixmap(QSize(18, 18))
        place = QRect(self.width() - 30, (self.height() - 18) // 2, 18, 18)
        painter = QPainter(self)
        painter.drawPixmap(
            QStyle.visualRect(self.layoutDirection(), self.rect(), place).topLeft(), sign
        )
        painter.end()
