"""What a style sheet cannot draw: switches, check boxes, the ring inside item views and tabs.

Must never measure text or lay anything out; geometry belongs to the style sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QProxyStyle, QStyle

from acutimer.ui.kit.focus_ring import paint_focus_ring, rings_itself
from acutimer.ui.kit.tick_box import box_colours, paint_box

if TYPE_CHECKING:
    from PySide6.QtGui import QColor
    from PySide6.QtWidgets import QStyleOption, QWidget

    from acutimer.ui.kit.theme import Theme

_STATE = QStyle.StateFlag


class AppStyle(QProxyStyle):
    """Fusion with our own indicators and a focus ring that item views and tabs show inside."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Fusion")
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme; the caller repaints."""
        self._theme = theme

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element == QStyle.PrimitiveElement.PE_FrameFocusRect:
            # Everything else is ringed from outside by focus_ring.FocusRing.
            if widget is not None and rings_itself(widget):
                paint_focus_ring(painter, QRectF(option.rect), self._theme, radius=6.0)
        elif element == QStyle.PrimitiveElement.PE_IndicatorCheckBox:
            if widget is not None and widget.property("kind") == "switch":
                self._paint_switch(painter, option)
            else:
                self._paint_box(painter, option)
        elif element == QStyle.PrimitiveElement.PE_IndicatorRadioButton:
            self._paint_radio(painter, option)
        else:
            super().drawPrimitive(element, option, painter, widget)

    def _paint_switch(self, painter: QPainter, option: QStyleOption) -> None:
        on, track, line, knob = self._indicator_colours(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5)
        radius = box.height() / 2
        painter.setPen(QPen(line, 1))
        painter.setBrush(track)
        painter.drawRoundedRect(box, radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(knob)
        far = box.right() - radius if on else box.left() + radius
        painter.drawEllipse(QPointF(far, box.center().y()), radius - 4, radius - 4)
        painter.restore()

    def _paint_box(self, painter: QPainter, option: QStyleOption) -> None:
        on, *colours = self._indicator_colours(option)
        ground, line, tick = colours
        paint_box(painter, QRectF(option.rect), (ground, line, tick), on=on)

    def _paint_radio(self, painter: QPainter, option: QStyleOption) -> None:
        on, _, line, _ = self._indicator_colours(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(line, 2 if on else 1.5))
        painter.setBrush(self._theme.colour("raised"))
        painter.drawEllipse(box)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(line)
            painter.drawEllipse(box.center(), box.width() * 0.28, box.width() * 0.28)
        painter.restore()

    def _indicator_colours(self, option: QStyleOption) -> tuple[bool, QColor, QColor, QColor]:
        """Whether it is on, then the colours of ground, line and knob."""
        on = bool(option.state & _STATE.State_On)
        enabled = bool(option.state & _STATE.State_Enabled)
        return on, *box_colours(self._theme, on=on, enabled=enabled)
