"""The outlines and fibres of what lies under the skin, as it is seen in one picture.

Plain geometry. Must never paint, nor know a theme.
"""

from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QLinearGradient,
    QPainterPath,
    QPainterPathStroker,
    QPolygonF,
)

from acutimer.ui.body_map.sight import Seen, Sight, fading, seen_area, seen_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from acutimer.ui.body_map.figure import Part

#: The thinnest band that can still be seen, and the widest gap between fibres, logical pixels.
_THINNEST_PX = 4.0
_FIBRE_EVERY_PX = 6.0
_MOST_FIBRES = 7
#: Points of a line whose points lie at equal distances.
EVENED = 21
#: A band runs out to this part of its width over this part of its length.
_TAPER_TO, _TAPER_OVER = 0.2, 0.3


class Piece(NamedTuple):
    """A part of a structure as it is seen: its outline, its fibres and how it fades."""

    outline: QPainterPath
    fibres: tuple[QPolygonF, ...]
    seen: tuple[Seen, ...]
    #: how thick it is, logical pixels
    thick: float
    #: from where to where it fades in, None when it does not
    ends: tuple[QPointF, QPointF] | None
    is_area: bool = False

    def brush(self, colour: QColor) -> QBrush:
        """The colour, fading out where the skin turns away."""
        if self.ends is None:
            return QBrush(colour)
        clear = QColor(colour)
        clear.setAlpha(0)
        ramp = QLinearGradient(*self.ends)
        ramp.setColorAt(0.0, clear)
        ramp.setColorAt(1.0, colour)
        return QBrush(ramp)


def pieces_of(part: Part, tissue: str, sight: Sight) -> list[Piece]:
    """The pieces of a part that are turned to the viewer."""
    if part.closed:
        seen = seen_area(part.path, sight)
        return [_area(seen, tissue)] if seen else []
    width = max(_THINNEST_PX, part.width_mm / 1000 * sight.px_per_m)
    return [_band(run, width, tissue) for run in seen_runs(part.path, sight)]


def smooth(points: Sequence[QPointF], *, closed: bool = False) -> QPainterPath:
    """A curve through every point."""
    path = QPainterPath(points[0])
    count = len(points)
    for index in range(count if closed else count - 1):
        before = points[index - 1] if closed or index else points[0]
        start, end = points[index], points[(index + 1) % count]
        after = points[(index + 2) % count] if closed else points[min(index + 2, count - 1)]
        path.cubicTo(start + (end - before) / 6, end - (after - start) / 6, end)
    if closed:
        path.closeSubpath()
    return path


def _area(seen: list[Seen], tissue: str) -> Piece:
    points = [one.at for one in seen]
    outline = smooth(points, closed=True)
    box = outline.boundingRect()
    grain = _grain(points) if tissue == "soft" else ()
    return Piece(
        outline, grain, tuple(seen), min(box.width(), box.height()), fading(seen), is_area=True
    )


def _grain(points: list[QPointF]) -> tuple[QPolygonF, ...]:
    """Fibres of an area, along its longer direction; painting clips them to it."""
    centre = _middle(points)
    xx = sum((p.x() - centre.x()) ** 2 for p in points)
    yy = sum((p.y() - centre.y()) ** 2 for p in points)
    xy = sum((p.x() - centre.x()) * (p.y() - centre.y()) for p in points)
    # the direction of greatest spread, from the 2 x 2 matrix of spreads
    spread = hypot((xx - yy) / 2, xy)
    along = QPointF((xx - yy) / 2 + spread, xy) if spread > abs(xy) * 1.0001 else QPointF(1, 0)
    if abs(along.x()) + abs(along.y()) < 1e-9:
        along = QPointF(0, 1) if yy > xx else QPointF(1, 0)
    along = along / hypot(along.x(), along.y())
    across = QPointF(-along.y(), along.x())
    reach = max(hypot(p.x() - centre.x(), p.y() - centre.y()) for p in points)
    middles = [centre + across * offset for offset in _spaced(2 * reach)]
    return tuple(QPolygonF([one - along * reach, one + along * reach]) for one in middles)


def _band(run: list[Seen], width: float, tissue: str) -> Piece:
    points = evened([one.at for one in run])
    if tissue == "bone":
        return Piece(_round_ended(points, width), (), tuple(run), width, fading(run))
    normals = _normals(points)
    # a band that turns away at the silhouette is seen from its edge; it must not stand out there
    count = len(points)
    halves = [h * f for h, f in zip(_halves(count, width / 2), _facing(run, count), strict=True)]
    reaches = [n * h for n, h in zip(normals, halves, strict=True)]

    def beside(share: float) -> list[QPointF]:
        return [p + r * share for p, r in zip(points, reaches, strict=True)]

    outline = QPainterPath()
    outline.addPolygon(QPolygonF(beside(1.0) + beside(-1.0)[::-1]))
    outline.closeSubpath()
    fibres = [QPolygonF(beside(offset / (width / 2))) for offset in _spaced(width)]
    return Piece(outline, tuple(fibres), tuple(run), width, fading(run))


def _round_ended(points: list[QPointF], width: float) -> QPainterPath:
    """A band of one width all along."""
    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    line = QPainterPath()
    line.addPolygon(QPolygonF(points))
    return stroker.createStroke(line).simplified()


def evened(points: list[QPointF]) -> list[QPointF]:
    """A smooth line through the points, as EVENED points at equal distances."""
    if len(points) < EVENED:
        curve = smooth(points).toSubpathPolygons()[0]
        points = [curve.at(index) for index in range(curve.count())]
    lengths = [QLineF(a, b).length() for a, b in pairwise(points)]
    whole = sum(lengths)
    if whole <= 0:
        return points
    even: list[QPointF] = []
    index, passed = 0, 0.0
    for step in range(EVENED):
        wanted = whole * step / (EVENED - 1)
        while index < len(lengths) - 1 and passed + lengths[index] < wanted:
            passed += lengths[index]
            index += 1
        share = (wanted - passed) / lengths[index] if lengths[index] else 0.0
        even.append(points[index] + (points[index + 1] - points[index]) * min(1.0, share))
    return even


def _normals(points: list[QPointF]) -> list[QPointF]:
    normals: list[QPointF] = []
    for index in range(len(points)):
        along = points[min(index + 1, len(points) - 1)] - points[max(index - 1, 0)]
        length = hypot(along.x(), along.y()) or 1.0
        normals.append(QPointF(-along.y(), along.x()) / length)
    return normals


def _halves(count: int, half: float) -> list[float]:
    """Half the width all along a muscle, which runs out towards its ends."""
    halves: list[float] = []
    for index in range(count):
        share = min(index, count - 1 - index) / (count - 1) / _TAPER_OVER
        share = min(1.0, share)
        halves.append(half * (_TAPER_TO + (1 - _TAPER_TO) * share * share * (3 - 2 * share)))
    return halves


def _facing(run: Sequence[Seen], count: int) -> list[float]:
    """How far the skin of a run faces the viewer, 0 to 1, at ``count`` equal distances."""
    passed = [0.0]
    for one, other in pairwise(run):
        passed.append(passed[-1] + QLineF(one.at, other.at).length())
    facing: list[float] = []
    index = 0
    for step in range(count):
        wanted = passed[-1] * step / (count - 1)
        while index < len(passed) - 2 and passed[index + 1] < wanted:
            index += 1
        length = passed[index + 1] - passed[index]
        share = min(1.0, (wanted - passed[index]) / length) if length else 0.0
        one, other = run[index].facing, run[index + 1].facing
        facing.append(max(0.0, min(1.0, one + (other - one) * share)))
    return facing


def _spaced(width: float) -> list[float]:
    """Offsets of fibres across a width, symmetric about its middle."""
    count = max(1, min(_MOST_FIBRES, round(width / _FIBRE_EVERY_PX)))
    return [width * ((index + 0.5) / count - 0.5) for index in range(count)]


def _middle(points: Sequence[QPointF]) -> QPointF:
    count = len(points)
    return QPointF(sum(p.x() for p in points) / count, sum(p.y() for p in points) / count)
