"""The way of the finger over the skin, with a numbered square beside each touch step.

Pure painting of values that are given. Must never decide where a number stands.
"""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen

from acutimer.ui.body_map.markers import MARKER_PX
from acutimer.ui.body_map.shapes import smooth
from acutimer.ui.body_map.sight import Sight, seen_runs

if TYPE_CHECKING:
    from acutimer.ui.body_map.figure import FingerPath
    from acutimer.ui.kit.theme import Theme

SQUARE_PX = 24.0
_DOT_PX = 4.5


def square_colours(theme: Theme) -> tuple[QColor, QColor]:
    """Ground and number of a numbered square, on the picture and beside the words alike."""
    if theme.dark:
        return theme.colour("sunken"), theme.colour("text")
    return theme.colour("text"), theme.colour("raised")


def paint_way(painter: QPainter, way: FingerPath, sight: Sight, theme: Theme) -> None:
    """The dashed line and the dot it begins at."""
    dark, light = square_colours(theme)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    end = sight.at(way.stops[-1]) if way.stops else sight.at(way.path[-1])
    lines = [
        smooth(points)
        for run in seen_runs(way.path, sight)
        if len(points := _before([one.at for one in run], end)) >= 2
    ]
    under = QPen(dark, 5.0, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
    over = QPen(light, 2.4, c=Qt.PenCapStyle.FlatCap, j=Qt.PenJoinStyle.RoundJoin)
    over.setDashPattern([3.2, 2.0])
    for pen in (under, over):
        painter.setPen(pen)
        for line in lines:
            painter.drawPath(line)
    if way.stops and sight.sees(way.stops[0]):
        painter.setPen(QPen(light, 1.6))
        painter.setBrush(dark)
        painter.drawEllipse(sight.at(way.stops[0]), _DOT_PX, _DOT_PX)
    painter.restore()


def paint_square(painter: QPainter, box: QRectF, number: int, theme: Theme) -> None:
    """One numbered square."""
    dark, light = square_colours(theme)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = QPainterPath()
    path.addRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
    painter.setPen(QPen(light, 1.5))
    painter.setBrush(dark)
    painter.drawPath(path)
    digits = QFont(painter.font())
    digits.setPixelSize(round(box.height() * 0.56))
    digits.setWeight(QFont.Weight.DemiBold)
    painter.setFont(digits)
    painter.setPen(light)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.restore()


def _before(points: list[QPointF], end: QPointF) -> list[QPointF]:
    """The line up to the ring of the marker at its end."""
    kept: list[QPointF] = []
    for point in points:
        away = hypot(point.x() - end.x(), point.y() - end.y())
        if away >= MARKER_PX:
            kept.append(point)
        elif kept:
            # the last bit, cut where it meets the ring
            last = kept[-1]
            out = hypot(last.x() - end.x(), last.y() - end.y())
            share = (out - MARKER_PX) / max(1e-6, out - away)
            kept.append(last + (point - last) * share)
            break
    return kept
