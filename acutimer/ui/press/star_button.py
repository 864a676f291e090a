"""The star in a routine's row: filled for a favourite.

Must never keep anything: ``clicked`` says what the person wants.
"""

from __future__ import annotations

from math import cos, pi, sin

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPolygonF

from acutimer.ui.kit.choice_button import ChoiceButton

_SIZE_PX, _RADIUS_PX, _INNER = 28, 7.5, 0.45


class StarButton(ChoiceButton):
    """A favourite, or not."""

    def __init__(self, routine_name: str) -> None:
        super().__init__()
        self.setAutoExclusive(False)
        self.setProperty("kind", "star")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(True)  # Enter presses it while it has the keyboard
        self.setAccessibleName(f"Keep {routine_name} in favourites")
        self.setToolTip("Keep in favourites (F for the chosen routine)")

    def sizeHint(self) -> QSize:
        """Small enough to stand in a line of text."""
        return QSize(_SIZE_PX, _SIZE_PX)

    def minimumSizeHint(self) -> QSize:
        """Never less."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A star, filled or not."""
        del event
        middle = QPointF(self.rect().center()) + QPointF(0.5, 1)
        corners = [
            middle + QPointF(sin(turn * pi / 5), -cos(turn * pi / 5)) * _reach(turn)
            for turn in range(10)
        ]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_lit = self.isChecked() or self.underMouse() or self.hasFocus()
        role = QPalette.ColorRole.Link if is_lit else QPalette.ColorRole.Dark
        colour = self.palette().color(role)
        edge = QPen(colour, 1.4)
        edge.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(edge)
        painter.setBrush(colour if self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(QPolygonF(corners))
        painter.end()


def _reach(turn: int) -> float:
    """How far a corner is from the middle, px: outer and inner ones by turns."""
    return _RADIUS_PX * (_INNER if turn % 2 else 1)
