"""A small bar that shows how wide a thumb is on the picture; an aid, never a measurement.

Pure painting, and the geometry of its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from acutimer.ui.kit.theme import font

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from acutimer.ui.body_map.label_places import LabelPlaces
    from acutimer.ui.body_map.sight import Sight
    from acutimer.ui.kit.theme import Theme

_EDGE_PX = 16.0
_TICK_PX = 4.0
_WORDS_GAP_PX = 8.0


def scale_words(thumb_mm: float) -> str:
    """What the bar stands for."""
    return "about your thumb" if thumb_mm > 0 else "one thumb width"


def scale_bar_px(thumb_mm: float, cun_m: float, px_per_m: float) -> float:
    """The length of the bar: the thumb's width when it is known, else a body cun."""
    return (thumb_mm / 1000 if thumb_mm > 0 else cun_m) * px_per_m


class BarPlace(NamedTuple):
    """Where the bar with its words stands."""

    left: QPointF
    length: float
    words: str
    box: QRectF


def scale_bar_place(
    bar: tuple[float, str], sight: Sight, small: QFont, places: LabelPlaces
) -> BarPlace | None:
    """The first corner where a bar of this length with these words lies on nothing."""
    length, words = bar
    metrics = QFontMetricsF(small)
    width = length + _WORDS_GAP_PX + metrics.horizontalAdvance(words)
    height = max(metrics.height(), 2 * _TICK_PX)
    room, buttons = sight.box, sight.buttons
    left, right = room.left() + _EDGE_PX, room.right() - _EDGE_PX - width
    low, high = room.bottom() - _EDGE_PX, room.top() + _EDGE_PX + 2 * height
    beside = buttons.right() + _EDGE_PX if buttons.isValid() else left
    before = buttons.left() - _EDGE_PX - width if buttons.isValid() else right
    for y in (low, high):
        for x in (left, beside, right, before):
            box = QRectF(x, y - height / 2, width, height)
            if places.is_clear(box):
                return BarPlace(QPointF(x, y), length, words, box)
    return None


def paint_scale_bar(painter: QPainter, bar: BarPlace, theme: Theme, ground: QFont) -> None:
    """The bar with its words."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    left, right = bar.left, bar.left + QPointF(bar.length, 0)
    tick = QPointF(0, _TICK_PX)
    for colour, width in ((theme.colour("markRing", 0.8), 4.0), (theme.colour("text"), 1.6)):
        painter.setPen(QPen(colour, width, c=Qt.PenCapStyle.FlatCap))
        for line in ((left, right), (left - tick, left + tick), (right - tick, right + tick)):
            painter.drawLine(QLineF(*line))
    small = font("caption", ground)
    painter.setFont(small)
    painter.setPen(theme.colour("text2"))
    rise = QFontMetricsF(small).ascent() / 2 - 1
    painter.drawText(right + QPointF(_WORDS_GAP_PX, rise), bar.words)
    painter.restore()
