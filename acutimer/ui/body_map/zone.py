"""The never-press zone on the picture: calm at rest, striped when something comes near.

Geometry and painting of values that are given. Must never leave the outline out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from acutimer.ui.body_map.label_places import line_off

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from acutimer.ui.kit.theme import Theme

_STRIPE_EVERY = 9.0
_STRIPE_WIDTH = 2.6
_OUTLINE_PX = 1.5
#: The lowest part of the zone, over which it fades: below it begins the chest, not a border.
_FADES_OVER, _FADES_TO = 0.35, 0.12
#: What comes this near makes the stripes appear, logical pixels.
NEAR_PX = 28.0


def is_near(areas: Iterable[QPolygonF], places: Sequence[QPointF]) -> bool:
    """Whether one of these places lies in a zone or just beside it."""
    return any(_off(area, at) <= NEAR_PX for area in areas for at in places)


def _off(area: QPolygonF, at: QPointF) -> float:
    if area.containsPoint(at, Qt.FillRule.OddEvenFill):
        return 0.0
    corners = [(area.at(i).x(), area.at(i).y()) for i in range(area.count())]
    sides = zip(corners, corners[1:] + corners[:1], strict=True)
    return min((line_off((*a, *b), at.x(), at.y()) for a, b in sides), default=NEAR_PX + 1)


def paint_zone(painter: QPainter, area: QPolygonF, theme: Theme, *, striped: bool) -> None:
    """An outline always; stripes at 45 degrees while ``striped``, so colour is not needed."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path, box = _rounded(area), area.boundingRect()
    if striped:
        painter.fillPath(path, _fading(theme.colour("danger", 0.10), box))
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.setPen(QPen(_fading(theme.colour("danger"), box), _STRIPE_WIDTH))
        # The stripes lie 9 px apart measured across them.
        step = _STRIPE_EVERY * 2**0.5
        offset = box.left() - box.height()
        while offset < box.right():
            painter.drawLine(QLineF(offset, box.bottom(), offset + box.height(), box.top()))
            offset += step
        painter.restore()
    painter.setPen(QPen(_fading(theme.colour("danger"), box), _OUTLINE_PX))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.restore()


def _fading(colour: QColor, box: QRectF) -> QBrush:
    """The colour with a soft lower edge."""
    from PySide6.QtGui import QLinearGradient  # the first picture has no zone, and waits not 3 ms

    faint = QColor(colour)
    faint.setAlphaF(colour.alphaF() * _FADES_TO)
    ramp = QLinearGradient(box.topLeft(), box.bottomLeft())
    ramp.setColorAt(1 - _FADES_OVER, colour)
    ramp.setColorAt(1.0, faint)
    return QBrush(ramp)


def _rounded(area: QPolygonF) -> QPainterPath:
    """A closed curve through the middles of the sides, drawn towards the corners."""
    corners = [area.at(index) for index in range(area.count())]
    path = QPainterPath((corners[-1] + corners[0]) / 2)
    for index, corner in enumerate(corners):
        path.quadTo(corner, (corner + corners[(index + 1) % len(corners)]) / 2)
    path.closeSubpath()
    return path
