"""A line of text that ends in dots where there is too little room for it.

Must never ask for the room it has not got: what stands beside it stays.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel

from acutimer.ui.kit.pieces import typed

#: So much of it is always seen.
_LEAST_EM = 4


class ElidedLabel(QLabel):
    """One line; whoever shows it gives the whole in a tooltip while it ``is_cut``."""

    def __init__(self, text: str, role: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(typed(role))

    @property
    def is_cut(self) -> bool:
        """Whether some of the text does not show."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.width()

    def minimumSizeHint(self) -> QSize:
        """A few letters, or all of a shorter text."""
        needs = super().minimumSizeHint()
        return QSize(min(needs.width(), _LEAST_EM * self.fontMetrics().height()), needs.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, as far as it goes."""
        if not self.is_cut:
            super().paintEvent(event)
            return
        cut = Qt.TextElideMode.ElideRight
        painter = QPainter(self)
        painter.drawText(
            self.rect(),
            Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter,
            self.fontMetrics().elidedText(self.text(), cut, self.width()),
        )
        painter.end()
