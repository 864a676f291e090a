"""The picture of the pressing hand on the small card, as wide as the card.

Looked for after the card is there, so that no choice waits for a picture. Must never choose the
picture: it is told where to get it.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from acutimer.ui.body_map.hand_picture import paint_framed
from acutimer.ui.kit.theme import Theme

#: The height of the drawing, and where a card is low.
HIGH_PX, LOW_PX = 164, 112
_LOW_CARD_PX = 480
#: Code and side of a point and a width in px; None where there is no picture.
HandSource = Callable[[str, str, int], QPixmap | None]


class HandFrame(QWidget):
    """A box with round corners; of no height for points without a picture."""

    def __init__(self, theme: Theme, source: HandSource) -> None:
        super().__init__()
        self._theme, self._source = theme, source
        self._point: tuple[str, str, str] = ("", "", "")
        self._picture: QPixmap | None = None
        self._height = HIGH_PX
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.timeout.connect(self._take)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_hand(self, code: str, side: str, tool: str) -> None:
        """Look for the hand on a point; ``tool`` is what it is pressed with."""
        self._point = (code, side, tool)
        self._look.start(0)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours; the picture comes in its own."""
        self._theme = theme
        self._look.start(0)

    def show_room(self, card_px: int) -> None:
        """Be lower on a low card."""
        height = LOW_PX if card_px < _LOW_CARD_PX else HIGH_PX
        if height != self._height:
            self._height = height
            self.updateGeometry()

    def _take(self) -> None:
        if not self.isVisible():
            return  # whoever shows it asks again
        code, side, tool = self._point
        had, self._picture = self.has_picture, self._source(code, side, max(1, self.width()))
        self.setAccessibleName(f"How the hand lies: {tool}" if self.has_picture else "")
        if had != self.has_picture:
            self.updateGeometry()
        self.update()

    @property
    def has_picture(self) -> bool:
        """Whether there is a picture of the hand on this point."""
        return self._picture is not None

    def sizeHint(self) -> QSize:
        """As wide as there is room; the picture may be cropped at its edges."""
        return QSize(80, self._height if self.has_picture else 0)

    def showEvent(self, event: QShowEvent) -> None:
        """Figure and skin may have changed meanwhile."""
        super().showEvent(event)
        self._look.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the picture in the width there is."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._look.start(0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The middle of the picture, on the ground of the map."""
        del event
        if self._picture is None:
            return
        painter = QPainter(self)
        paint_framed(painter, QRectF(self.rect()), self._picture, self._theme)
        painter.end()
