"""A row of a list while the mouse holds it: its picture follows, a line shows where it would go.

Must never move a row: whoever owns the list does.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPixmap
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from acutimer.ui.press.routine_row import RoutineRow

#: How thick the line is, and how near the edge of the list it begins to scroll, px.
_LINE_PX, _EDGE_PX = 3, 36
_SEEN_THROUGH = 0.8


class _Line(QWidget):
    """Where the row would go."""

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Link))
        painter.end()


class RowDrag:
    """One drag on ``ground``, from when it begins until it ends."""

    def __init__(self, ground: QWidget, held: RoutineRow, at: QPoint) -> None:
        """``at`` is where the mouse is on the ground, in px."""
        self.held = held
        self._ground = ground
        self._hold_y = at.y() - held.y()
        whole = held.grab()
        faint = QPixmap(whole.size())
        faint.setDevicePixelRatio(whole.devicePixelRatio())
        faint.fill(Qt.GlobalColor.transparent)
        painter = QPainter(faint)
        painter.setOpacity(_SEEN_THROUGH)
        painter.drawPixmap(0, 0, whole)
        painter.end()
        self._picture = QLabel(ground)
        self._picture.setPixmap(faint)
        self._picture.resize(held.size())
        self._line = _Line(ground)
        for part in (self._picture, self._line):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        ground.setCursor(Qt.CursorShape.ClosedHandCursor)

    def show(self, at: QPoint, gap_y: int | None) -> None:
        """Follow the mouse; ``gap_y`` is where the line goes, None where a drop does nothing."""
        self._picture.move(self.held.x(), at.y() - self._hold_y)
        self._picture.show()
        self._picture.raise_()
        self._line.setVisible(gap_y is not None)
        if gap_y is not None:
            self._line.setGeometry(
                self.held.x() + 4, gap_y - _LINE_PX // 2, self.held.width() - 8, _LINE_PX
            )
            self._line.raise_()
        around = self._ground.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None and (inside := around.widget()) is not None:
            there = self._ground.mapTo(inside, at)
            around.ensureVisible(there.x(), there.y(), 0, _EDGE_PX)

    def end(self) -> None:
        """Nothing of it is left."""
        self._ground.unsetCursor()
        for part in (self._picture, self._line):
            part.hide()
            part.deleteLater()
