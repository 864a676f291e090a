"""A box to tick that draws itself, for where our own style is not worn yet.

A module without the names of QStyle, which cost the start 8 ms. Must never measure text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QCheckBox

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QPaintEvent

    from acutimer.ui.kit.theme import Theme

#: As the style sheet has it for every box.
_BOX_PX = 20


class TickBox(QCheckBox):
    """A box without words of its own; ``kind`` is its place in the style sheet."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._theme: Theme | None = None
        self.setProperty("kind", kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of a theme."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box and its tick."""
        if self._theme is None:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        top = (self.height() - _BOX_PX) / 2
        paint_box(
            painter,
            QRectF(0, top, _BOX_PX, _BOX_PX),
            box_colours(self._theme, on=self.isChecked(), enabled=self.isEnabled()),
            on=self.isChecked(),
        )
        painter.end()


def box_colours(theme: Theme, *, on: bool, enabled: bool) -> tuple[QColor, QColor, QColor]:
    """The colours of ground, line and tick, of boxes and of switches."""
    if not enabled:
        names = ("window", "line", "text3")
    elif on:
        names = ("accent", "accent", "onAccent")
    else:
        names = ("surface", "lineStrong", "lineStrong")
    ground, line, tick = (theme.colour(name) for name in names)
    return ground, line, tick


def paint_box(
    painter: QPainter, box: QRectF, colours: tuple[QColor, QColor, QColor], *, on: bool
) -> None:
    """A rounded box, ticked or not."""
    ground, line, knob = colours
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = box.adjusted(1, 1, -1, -1)
    painter.setPen(QPen(line, 1.5))
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 5, 5)
    if on:
        unit = box.width() / 18
        tick = QPainterPath(box.topLeft() + QPointF(4, 9.3) * unit)
        tick.lineTo(box.topLeft() + QPointF(7.6, 12.8) * unit)
        tick.lineTo(box.topLeft() + QPointF(14, 5.8) * unit)
        painter.setPen(QPen(knob, 2.2 * unit, c=Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(tick)
    painter.restore()
