"""The few structures one feels or must know at a point, painted like a medical plate.

Bone is pale with a solid outline, muscle striated with a dotted edge, so colour is not needed to
tell them apart. Pure painting of values that are given; must never look anything up.
"""

from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
)

from acutimer.ui.body_map.sight import Seen, Sight, fading, seen_area, seen_runs
from acutimer.ui.theme import font

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from acutimer.ui.body_map.figure import Part, Structure
    from acutimer.ui.body_map.label_places import LabelPlaces
    from acutimer.ui.theme import Theme

#: The thinnest band that can still be seen, and the widest gap between fibres, logical pixels.
_THINNEST_PX = 4.0
_FIBRE_EVERY_PX = 6.0
_MOST_FIBRES = 9
#: A band runs out to this part of its width over this part of its length.
_TAPER_TO, _TAPER_OVER = 0.2, 0.3
_LABEL_GAP_PX = 5.0
_LABEL_PAD_PX = 5.0
_LEADER_FROM_PX = 12.0


class Piece(NamedTuple):
    """A part of a structure as it is seen: its outline, its fibres and how it fades."""

    outline: QPainterPath
    fibres: tuple[QPainterPath, ...]
    seen: tuple[Seen, ...]

    def brush(self, colour: QColor) -> QBrush:
        """The colour, fading out where the skin turns away."""
        ends = fading(self.seen)
        if ends is None:
            return QBrush(colour)
        clear = QColor(colour)
        clear.setAlpha(0)
        ramp = QLinearGradient(*ends)
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


def paint_structures(
    painter: QPainter, structures: Sequence[Structure], sight: Sight, theme: Theme
) -> None:
    """Paints muscle first, bone over it; parts turned away are left out."""
    if sight.body is None:
        _paint_all(painter, structures, sight, theme)
        return
    # painted apart and cut to the body, which also fades with the picture's own edges
    ratio = sight.body.devicePixelRatio()
    layer = QPixmap(sight.body.size())
    layer.setDevicePixelRatio(ratio)
    layer.fill(Qt.GlobalColor.transparent)
    on_layer = QPainter(layer)
    on_layer.translate(-sight.box.topLeft())
    _paint_all(on_layer, structures, sight, theme)
    on_layer.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    on_layer.drawPixmap(sight.box.topLeft(), sight.body)
    on_layer.end()
    painter.drawPixmap(sight.box.topLeft(), layer)


def _paint_all(
    painter: QPainter, structures: Sequence[Structure], sight: Sight, theme: Theme
) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for tissue, paint in (("soft", _paint_muscle), ("bone", _paint_bone)):
        for one in structures:
            if one.tissue == tissue:
                for part in one.parts:
                    for piece in pieces_of(part, tissue, sight):
                        paint(painter, piece, theme)
    painter.restore()


def _paint_bone(painter: QPainter, piece: Piece, theme: Theme) -> None:
    line = theme.colour("boneLine")
    painter.fillPath(piece.outline, piece.brush(theme.colour("bone", 0.92)))
    painter.save()
    painter.setClipPath(piece.outline, Qt.ClipOperation.IntersectClip)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    # soft inner shading: wide faint strokes of which the inner half is seen
    box = piece.outline.boundingRect()
    deep = min(14.0, 0.5 * min(box.width(), box.height()) + 2.0)
    for share, alpha in ((1.0, 0.07), (0.66, 0.09), (0.36, 0.13)):
        shade = QColor(line)
        shade.setAlphaF(alpha)
        painter.setPen(_pen(piece.brush(shade), 2 * deep * share))
        painter.drawPath(piece.outline)
    painter.restore()
    line.setAlphaF(1.0 if theme.high_contrast else 0.85)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(piece.brush(line), 1.8 if theme.high_contrast else 1.3))
    painter.drawPath(piece.outline)


def _paint_muscle(painter: QPainter, piece: Piece, theme: Theme) -> None:
    flesh, line = theme.colour("flesh"), theme.colour("fleshLine")
    strong = theme.high_contrast
    flesh.setAlphaF(0.40 if strong else 0.30)
    painter.fillPath(piece.outline, piece.brush(flesh))
    painter.save()
    painter.setClipPath(piece.outline, Qt.ClipOperation.IntersectClip)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    fibre = QColor(line)
    fibre.setAlphaF(0.55 if strong else 0.34)
    painter.setPen(_pen(piece.brush(fibre), 0.9))
    for path in piece.fibres:
        painter.drawPath(path)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    line.setAlphaF(1.0 if strong else 0.75)
    pen = _pen(piece.brush(line), 1.8 if strong else 1.4)
    pen.setDashPattern([0.1, 2.6])
    painter.setPen(pen)
    painter.drawPath(piece.outline)


def _pen(brush: QBrush, width: float) -> QPen:
    return QPen(
        brush, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )


# --- shapes -------------------------------------------------------------------------------------


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
    return Piece(outline, _grain(points) if tissue == "soft" else (), tuple(seen))


def _grain(points: list[QPointF]) -> tuple[QPainterPath, ...]:
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
    lines: list[QPainterPath] = []
    for offset in _spaced(2 * reach):
        middle = centre + across * offset
        path = QPainterPath(middle - along * reach)
        path.lineTo(middle + along * reach)
        lines.append(path)
    return tuple(lines)


def _band(run: list[Seen], width: float, tissue: str) -> Piece:
    points = _evened([one.at for one in run])
    normals = _normals(points)
    halves = _halves(len(points), width / 2, tapers=tissue == "soft")
    left = [p + n * h for p, n, h in zip(points, normals, halves, strict=True)]
    right = [p - n * h for p, n, h in zip(points, normals, halves, strict=True)]
    fibres: list[QPainterPath] = []
    if tissue == "soft":
        for offset in _spaced(width):
            share = offset / (width / 2)
            moved = zip(points, normals, halves, strict=True)
            fibres.append(smooth([p + n * (h * share) for p, n, h in moved]))
    outline = smooth(left)
    outline.connectPath(smooth(right[::-1]))
    outline.closeSubpath()
    if tissue == "bone":
        outline = _round_ended(points, width)
    return Piece(outline, tuple(fibres), tuple(run))


def _round_ended(points: list[QPointF], width: float) -> QPainterPath:
    from PySide6.QtGui import QPainterPathStroker

    stroker = QPainterPathStroker()
    stroker.setWidth(width)
    stroker.setCapStyle(Qt.PenCapStyle.RoundCap)
    stroker.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return stroker.createStroke(smooth(points)).simplified()


def _evened(points: list[QPointF], count: int = 24) -> list[QPointF]:
    """A smooth line through the points, as points at equal distances."""
    if len(points) < count:
        curve = smooth(points).toSubpathPolygons()[0]
        points = [curve.at(index) for index in range(curve.count())]
    lengths = [QLineF(a, b).length() for a, b in pairwise(points)]
    whole = sum(lengths)
    if whole <= 0:
        return points
    found: list[QPointF] = []
    index, passed = 0, 0.0
    for step in range(count):
        wanted = whole * step / (count - 1)
        while index < len(lengths) - 1 and passed + lengths[index] < wanted:
            passed += lengths[index]
            index += 1
        share = (wanted - passed) / lengths[index] if lengths[index] else 0.0
        found.append(points[index] + (points[index + 1] - points[index]) * min(1.0, share))
    return found


def _normals(points: list[QPointF]) -> list[QPointF]:
    found: list[QPointF] = []
    for index in range(len(points)):
        along = points[min(index + 1, len(points) - 1)] - points[max(index - 1, 0)]
        length = hypot(along.x(), along.y()) or 1.0
        found.append(QPointF(-along.y(), along.x()) / length)
    return found


def _halves(count: int, half: float, *, tapers: bool) -> list[float]:
    if not tapers:
        return [half] * count
    halves: list[float] = []
    for index in range(count):
        share = min(index, count - 1 - index) / (count - 1) / _TAPER_OVER
        share = min(1.0, share)
        halves.append(half * (_TAPER_TO + (1 - _TAPER_TO) * share * share * (3 - 2 * share)))
    return halves


def _spaced(width: float) -> list[float]:
    """Offsets of fibres across a width, symmetric about its middle."""
    count = max(1, min(_MOST_FIBRES, round(width / _FIBRE_EVERY_PX)))
    return [width * ((index + 0.5) / count - 0.5) for index in range(count)]


def _middle(points: Sequence[QPointF]) -> QPointF:
    count = len(points)
    return QPointF(sum(p.x() for p in points) / count, sum(p.y() for p in points) / count)


# --- names --------------------------------------------------------------------------------------


def paint_names(
    painter: QPainter,
    structures: Sequence[Structure],
    side: str,
    sight: Sight,
    theme: Theme,
    ground: QFont,
    places: LabelPlaces,
    said: Collection[str] = (),
    lines: Sequence[QPointF] = (),
) -> None:
    """A small name beside each structure, once for a pair: at ``side`` where that is seen.

    Names ``said`` by other words of the picture are left out.
    """
    named: set[str] = set()
    suffix = {"left": ".L", "right": ".R"}.get(side, "")
    for one in sorted(structures, key=lambda one: not one.id.endswith(suffix or one.kind)):
        if one.kind in named or one.name.casefold() in said:
            continue
        anchor = _anchor(one, sight)
        if anchor is not None:
            named.add(one.kind)
            paint_word(painter, one.name, anchor, theme, ground, places, lines)


def _anchor(structure: Structure, sight: Sight) -> tuple[QPointF, float] | None:
    """Where a name belongs and how far from there it must stay."""
    best: tuple[float, QPointF, float] | None = None
    for part in structure.parts:
        for piece in pieces_of(part, structure.tissue, sight):
            size = piece.outline.boundingRect()
            shown = size.intersected(sight.box)
            room = shown.width() * shown.height()
            if room <= 0 or (best is not None and room <= best[0]):
                continue
            if part.closed:
                middle = shown.center()
                gap = min(shown.width(), shown.height()) / 2
            else:
                middle = _evened([one.at for one in piece.seen])[12]
                gap = max(2.0, part.width_mm / 2000 * sight.px_per_m)
            # a name lies on a broad muscle, and beside what is small
            best = room, middle, gap if gap < 16 else 0.0
    return (best[1], best[2]) if best else None


def paint_word(
    painter: QPainter,
    text: str,
    anchor: tuple[QPointF, float],
    theme: Theme,
    ground: QFont,
    places: LabelPlaces,
    lines: Sequence[QPointF] = (),
) -> QRectF:
    """One small word on a soft ground near its place; gives the room it took."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    small = font("caption", ground)
    small.setWeight(QFont.Weight.Medium)
    metrics = QFontMetricsF(small)
    size = QSizeF(metrics.horizontalAdvance(text) + 2 * _LABEL_PAD_PX, metrics.height() + 2)
    box = places.beside(anchor[0], size, anchor[1] + _LABEL_GAP_PX, lines)
    _paint_leader(painter, box, anchor, theme)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("raised", 1.0 if theme.high_contrast else 0.82))
    painter.drawRoundedRect(box, 5, 5)
    painter.setFont(small)
    painter.setPen(theme.colour("text"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
    return box


def _paint_leader(
    painter: QPainter, box: QRectF, anchor: tuple[QPointF, float], theme: Theme
) -> None:
    """A thin line from a word that had to stand further off to what it names."""
    place, gap = anchor
    near = QPointF(
        min(max(place.x(), box.left()), box.right()), min(max(place.y(), box.top()), box.bottom())
    )
    leader = QLineF(near, place)
    if leader.length() <= gap + _LEADER_FROM_PX:
        return
    leader.setLength(leader.length() - gap)
    for colour, width in ((theme.colour("markRing", 0.7), 2.6), (theme.colour("text2"), 1.0)):
        painter.setPen(QPen(colour, width))
        painter.drawLine(leader)
