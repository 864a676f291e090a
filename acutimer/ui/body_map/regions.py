"""Regions of the skin on a picture: outlines in metres become shapes in pixels, and are painted.

Geometry and painting of values that are given. Must never know what a region is marked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from acutimer.ui.body_map.overlay import pill_fonts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QFont

    from acutimer.ui.body_map.views import BodyView
    from acutimer.ui.kit.theme import Theme

#: A place on the skin: x, y, z in metres, then its unit normal.
V = tuple[float, float, float, float, float, float]

#: Skin that faces the viewer less than this is turned away.
_FACING_LEAST = 0.05
#: Fewer corners of an outline than this part, or than three, are a sliver at the silhouette.
_FACING_PART = 1 / 3
#: Less of a region than this is no place to point at, square pixels.
_LEAST_AREA = 120.0
_HATCH_EVERY = 8.0
#: Of the round sign in a marked region.
TICK_RADIUS = 10.0
#: From the middle of a tick to that of a marker, so that neither lies on the other.
_TICK_APART = TICK_RADIUS + 15.0
#: Where a tick is put instead: downwards first, and so many px at most.
_ASIDE = ((0.0, 1.0), (0.0, -1.0), (1.0, 0.0), (-1.0, 0.0))
_ASIDE_MOST = 80
_NAME_APART = 8.0


class RegionShape(NamedTuple):
    """A region as this view shows it; ``mark`` is where its tick stands."""

    key: str
    path: QPainterPath
    area: float
    mark: QPointF


class RegionLook(NamedTuple):
    """How a region is painted."""

    marked: bool = False
    hovered: bool = False
    focused: bool = False


def region_shapes(
    seen: BodyView, outlines: Mapping[str, Sequence[Sequence[V]]], picture: QRectF
) -> dict[str, RegionShape]:
    """The regions this view shows, where the shown part of its picture fills ``picture``."""
    left, top, right, bottom = seen.crop
    camera = seen.camera

    def on_map(x: float, y: float) -> QPointF:
        return QPointF(
            picture.left() + (x - left) / (right - left) * picture.width(),
            picture.top() + (y - top) / (bottom - top) * picture.height(),
        )

    def at(vertex: V) -> QPointF:
        return on_map(*camera.project(vertex[:3]))

    points = [on_map(place.x, place.y) for place in seen.points.values()]
    frame = QPainterPath()
    frame.addRect(picture)
    shapes: dict[str, RegionShape] = {}
    for key, parts in outlines.items():
        whole = QPainterPath()
        for part in parts:
            facing = [vertex for vertex in part if camera.facing(vertex[3:]) >= _FACING_LEAST]
            if len(facing) >= max(3, _FACING_PART * len(part)):
                whole = whole.united(_rounded([at(vertex) for vertex in facing]))
        path = whole.intersected(frame)
        polygons = path.toFillPolygons()
        area = sum(_area(polygon) for polygon in polygons)
        if area >= _LEAST_AREA:
            middle = _middle(path, max(polygons, key=_area))
            shapes[key] = RegionShape(key, path, area, _clear(path, middle, points))
    return shapes


def region_at(shapes: Mapping[str, RegionShape], at: QPointF) -> str | None:
    """The region meant by a click; of two that overlap the smaller."""
    hit = [shape for shape in shapes.values() if shape.path.contains(at)]
    return min(hit, key=lambda shape: shape.area).key if hit else None


def _rounded(corners: Sequence[QPointF]) -> QPainterPath:
    """A closed curve through the middles of the sides, drawn towards the corners."""
    path = QPainterPath((corners[-1] + corners[0]) / 2)
    for index, corner in enumerate(corners):
        path.quadTo(corner, (corner + corners[(index + 1) % len(corners)]) / 2)
    path.closeSubpath()
    return path


def _area(polygon: QPolygonF) -> float:
    """By the shoelace rule."""
    corners = [polygon.at(index) for index in range(polygon.count())]
    turned = zip(corners, [*corners[1:], *corners[:1]], strict=True)
    return abs(sum(a.x() * b.y() - b.x() * a.y() for a, b in turned)) / 2


def _middle(path: QPainterPath, polygon: QPolygonF) -> QPointF:
    """A place well inside: the middle of the corners, or of the widest run at that height."""
    count = polygon.count()
    corners = [polygon.at(index) for index in range(count)]
    middle = QPointF(sum(c.x() for c in corners) / count, sum(c.y() for c in corners) / count)
    if path.contains(middle):
        return middle
    box = path.boundingRect()
    runs: list[tuple[float, float]] = []
    x = box.left()
    while x <= box.right():
        if path.contains(QPointF(x, middle.y())):
            begun = runs and runs[-1][1] == x - 1
            runs.append((runs.pop()[0], x) if begun else (x, x))
        x += 1
    widest = max(runs, key=lambda run: run[1] - run[0], default=(middle.x(), middle.x()))
    return QPointF(sum(widest) / 2, middle.y())


def _clear(path: QPainterPath, middle: QPointF, points: Sequence[QPointF]) -> QPointF:
    """The place nearest to the middle where a tick lies inside and on no point; else the middle."""

    def is_clear(at: QPointF) -> bool:
        return all(QLineF(at, point).length() >= _TICK_APART for point in points)

    def is_inside(at: QPointF) -> bool:
        edges = (QPointF(x, y) * (TICK_RADIUS + 2) for x, y in _ASIDE)
        return all(path.contains(at + edge) for edge in edges)

    if is_clear(middle):
        return middle
    aside = (middle + QPointF(x, y) * px for px in range(4, _ASIDE_MOST, 4) for x, y in _ASIDE)
    return next((at for at in aside if is_clear(at) and is_inside(at)), middle)


def paint_region(painter: QPainter, shape: RegionShape, look: RegionLook, theme: Theme) -> None:
    """One region: dashes while unmarked; hatched, firmly outlined and ticked when marked."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if look.marked:
        painter.fillPath(shape.path, theme.colour("nowSoft", 0.5))
        _paint_hatch(painter, shape.path, theme)
    elif look.hovered or look.focused:
        painter.fillPath(shape.path, theme.colour("raised", 0.35))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in _pens(look, theme):
        painter.setPen(pen)
        painter.drawPath(shape.path)
    if look.marked:
        box = shape.path.boundingRect()
        _paint_tick(painter, shape.mark, min(1.0, min(box.width(), box.height()) / 24), theme)
    painter.restore()


def _pens(look: RegionLook, theme: Theme) -> list[QPen]:
    """From below: an under-stroke that shows on any skin, then the line itself."""
    if look.focused:
        return [_pen(theme, "markRing", 6.0), _pen(theme, "focus", 3.0)]
    if look.marked:
        return [_pen(theme, "markRing", 5.0 if look.hovered else 4.0),
                _pen(theme, "markNow", 2.8 if look.hovered else 2.0)]  # fmt: skip
    under = _pen(theme, "markRing", 3.4 if look.hovered else 2.8, 0.7)
    line = _pen(theme, "markFill", 1.8 if look.hovered else 1.3)
    if not look.hovered:
        line.setDashPattern([3.5, 3.5])
    return [under, line]


def _pen(theme: Theme, token: str, width: float, alpha: float = 1.0) -> QPen:
    pen = QPen(theme.colour(token, alpha), width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def _paint_hatch(painter: QPainter, path: QPainterPath, theme: Theme) -> None:
    """Soft lines falling to the right; the never-press stripes rise, and are heavier."""
    painter.save()
    painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
    painter.setPen(_pen(theme, "now", 1.3, 0.6))
    box = path.boundingRect()
    step = _HATCH_EVERY * 2**0.5
    offset = box.left() - box.height()
    while offset < box.right():
        painter.drawLine(QLineF(offset, box.top(), offset + box.height(), box.bottom()))
        offset += step
    painter.restore()


def _paint_tick(painter: QPainter, at: QPointF, scale: float, theme: Theme) -> None:
    scale = max(0.6, scale)
    painter.setPen(_pen(theme, "markRing", 2.0))
    painter.setBrush(theme.colour("markNow"))
    painter.drawEllipse(at, TICK_RADIUS * scale, TICK_RADIUS * scale)
    tick = QPainterPath(at + QPointF(-4.6, 0.3) * scale)
    tick.lineTo(at + QPointF(-1.4, 3.6) * scale)
    tick.lineTo(at + QPointF(4.6, -3.4) * scale)
    pen = _pen(theme, "markRing", 2.2 * scale)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(tick)


def paint_name(
    painter: QPainter, room: QRectF, shape: RegionShape, name: str, theme: Theme, ground: QFont
) -> None:
    """The name of a region in a pill above it, or below where there is no room, inside ``room``."""
    strong, _ = pill_fonts(ground)
    metrics = QFontMetricsF(strong)
    width, height = metrics.horizontalAdvance(name) + 26, metrics.height() + 10
    box = shape.path.boundingRect()
    left = min(max(box.center().x() - width / 2, room.left()), room.right() - width)
    above = box.top() - height - _NAME_APART
    top = above if above >= room.top() else box.bottom() + _NAME_APART
    pill = QRectF(left, top, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("lineStrong"), 1))
    painter.setBrush(theme.colour("raised"))
    painter.drawRoundedRect(pill.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
    painter.setFont(strong)
    painter.setPen(theme.colour("text"))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, name)
