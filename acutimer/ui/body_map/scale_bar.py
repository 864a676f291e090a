"""A small bar that shows how wide a thumb is on the picture; an aid, never a measurement.

Pure painting of values that are given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from acutimer.ui.kit.theme import font

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from acutimer.ui.body_map.sight import Sight
    from acutimer.ui.kit.theme import Theme

_EDGE_PX = 16.0
_TICK_PX = 4.0


def scale_words(thumb_mm: float) -> str:
    """What the bar stands for."""
    return "about your thumb" if thumb_mm > 0 else "one thumb width"


def scale_bar_px(thumb_mm: float, cun_m: float, px_per_m: float) -> float:
    """The length of the bar: the thumb's width when it is known, else a body cun."""
    return (thumb_mm / 1000 if thumb_mm > 0 else cun_m) * px_per_m


def paint_scale_bar(
    painter: QPainter,
    sight: Sight,
    thumb_mm: float,
    cun_m: float,
    theme: Theme,
    ground: QFont,
) -> None:
    """The bar with its words at the lower left of the picture, right of buttons that lie there."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box, buttons = sight.box, sight.buttons
    length = scale_bar_px(thumb_mm, cun_m, sight.px_per_m)
    left = QPointF(box.left() + _EDGE_PX, box.bottom() - _EDGE_PX)
    if buttons.isValid() and buttons.center().x() < box.center().x():
        left.setX(max(left.x(), buttons.right() + _EDGE_PX))
    right = left + QPointF(length, 0)
    tick = QPointF(0, _TICK_PX)
    for colour, width in ((theme.colour("markRing", 0.8), 4.0), (theme.colour("text"), 1.6)):
        painter.setPen(QPen(colour, width, c=Qt.PenCapStyle.FlatCap))
        for line in ((left, right), (left - tick, left + tick), (right - tick, right + tick)):
            painter.drawLine(QLineF(*line))
    small = font("caption", ground)
    painter.setFont(small)
    painter.setPen(theme.colour("text2"))
    rise = QFontMetricsF(small).ascent() / 2 - 1
    painter.drawText(right + QPointF(8, rise), scale_words(thumb_mm))
    painter.restore()
