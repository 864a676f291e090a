"""The few structures one feels or must know at a point, painted like a medical plate.

Bone is pale with a solid outline, muscle striated with a dotted edge, so colour is not needed to
tell them apart. Pure painting of values that are given; must never look anything up.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap

from acutimer.ui.body_map.shapes import pieces_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPolygonF

    from acutimer.ui.body_map.figure import Structure
    from acutimer.ui.body_map.shapes import Piece
    from acutimer.ui.body_map.sight import Sight
    from acutimer.ui.kit.theme import Theme

#: Thinner bone has no room for inner shading, logical pixels.
_SHADED_FROM_PX = 7.0


class Over(NamedTuple):
    """What lies before the structures on the picture, and which of them is lit."""

    before: tuple[QPolygonF, ...] = ()
    lit: str = ""


class Plate:
    """The structures of one point as painted last, so that a still picture costs no more work."""

    def __init__(self, structures: Sequence[Structure]) -> None:
        self._structures = structures
        self._stand: tuple[object, ...] = ()
        self._layer = QPixmap()

    def paint(
        self,
        painter: QPainter,
        sight: Sight,
        theme: Theme,
        before: Sequence[QPolygonF] = (),
        lit: str = "",
    ) -> None:
        """Paints muscle first, bone over it; parts turned away are left out.

        ``before`` is what lies before them on the picture, the ears; ``lit`` the structure that
        the person asks about.
        """
        over = Over(tuple(before), lit)
        if sight.body is None:
            paint_structures(painter, self._structures, sight, theme, over)
            return
        parts = [part.path[0] for one in self._structures for part in one.parts]
        places = tuple((at.x(), at.y()) for at in map(sight.at, parts))
        device = painter.device()
        ratio = device.devicePixelRatioF() if device is not None else 1.0
        picture = (sight.body.cacheKey(), sight.box.getRect(), sight.px_per_m, sight.moving, ratio)
        stand = (theme.name, picture, places, lit)
        if stand != self._stand:
            self._stand, self._layer = stand, _cut_out(self._structures, sight, theme, over, ratio)
        painter.drawPixmap(sight.box.topLeft(), self._layer)


def _cut_out(
    structures: Sequence[Structure], sight: Sight, theme: Theme, over: Over, ratio: float
) -> QPixmap:
    """The structures cut to the body, which also lets them fade with the picture's own edges.

    The body is laid where it stands in the map, however large its picture is: enlarged, that has
    all the pixels of its file. ``ratio`` is that of the screen.
    """
    assert sight.body is not None
    layer = QPixmap(ceil(sight.box.width() * ratio), ceil(sight.box.height() * ratio))
    layer.setDevicePixelRatio(ratio)
    layer.fill(Qt.GlobalColor.transparent)
    on_layer = QPainter(layer)
    on_layer.translate(-sight.box.topLeft())
    paint_structures(on_layer, structures, sight, theme, over)
    on_layer.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    on_layer.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    on_layer.drawPixmap(sight.body_at, sight.body, QRectF(sight.body.rect()))
    on_layer.end()
    return layer


def paint_structures(
    painter: QPainter,
    structures: Sequence[Structure],
    sight: Sight,
    theme: Theme,
    over: Over | None = None,
) -> None:
    """Paints muscle first, bone over it; parts turned away are left out."""
    before, lit = over or Over()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if before:
        painter.setClipPath(_all_but(before, sight.box), Qt.ClipOperation.IntersectClip)
    for tissue in ("soft", "bone"):
        for piece in _pieces(structures, sight, tissue):
            if tissue == "soft":
                _paint_muscle(painter, piece, theme)
            else:
                _paint_bone(painter, piece, theme, shaded=not sight.moving)
    asked = [one for one in structures if one.kind == lit]
    for tissue in ("soft", "bone"):
        for piece in _pieces(asked, sight, tissue):
            _light(painter, piece, tissue, theme)
    painter.restore()


def _pieces(structures: Sequence[Structure], sight: Sight, tissue: str) -> list[Piece]:
    parts = [part for one in structures if one.tissue == tissue for part in one.parts]
    return [piece for part in parts for piece in pieces_of(part, tissue, sight)]


def _all_but(areas: Sequence[QPolygonF], box: QRectF) -> QPainterPath:
    """The picture without what lies before the structures."""
    whole, kept_off = QPainterPath(), QPainterPath()
    whole.addRect(box.adjusted(-1, -1, 1, 1))
    for area in areas:
        kept_off.addPolygon(area)
        kept_off.closeSubpath()
    return whole.subtracted(kept_off)


def _light(painter: QPainter, piece: Piece, tissue: str, theme: Theme) -> None:
    """Fuller, with a firm outline in the colour of what has the person's attention."""
    fill = theme.colour("bone", 0.75) if tissue == "bone" else theme.colour("flesh", 0.5)
    painter.fillPath(piece.outline, piece.brush(fill))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for token, width in (("markRing", 4.6), ("focus", 2.4)):
        painter.setPen(_pen(piece.brush(theme.colour(token)), width))
        painter.drawPath(piece.outline)


def _paint_bone(painter: QPainter, piece: Piece, theme: Theme, *, shaded: bool) -> None:
    line = theme.colour("boneLine")
    painter.fillPath(piece.outline, piece.brush(theme.colour("bone", 0.92)))
    if piece.thick >= _SHADED_FROM_PX and shaded:
        _shade(painter, piece, line)
    line.setAlphaF(1.0 if theme.high_contrast else 0.85)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(piece.brush(line), 1.8 if theme.high_contrast else 1.3))
    painter.drawPath(piece.outline)


def _shade(painter: QPainter, piece: Piece, line: QColor) -> None:
    """Soft inner shading: wide faint strokes of which the inner half is seen."""
    painter.save()
    painter.setClipPath(piece.outline, Qt.ClipOperation.IntersectClip)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    deep = min(14.0, 0.5 * piece.thick + 2.0)
    for share, alpha in ((1.0, 0.07), (0.66, 0.09), (0.36, 0.13)):
        shade = QColor(line)
        shade.setAlphaF(alpha)
        painter.setPen(_pen(piece.brush(shade), 2 * deep * share))
        painter.drawPath(piece.outline)
    painter.restore()


def _paint_muscle(painter: QPainter, piece: Piece, theme: Theme) -> None:
    flesh, line = theme.colour("flesh"), theme.colour("fleshLine")
    strong = theme.high_contrast
    flesh.setAlphaF(0.40 if strong else 0.30)
    painter.fillPath(piece.outline, piece.brush(flesh))
    painter.save()
    if piece.is_area:  # fibres of a band keep within it by themselves
        painter.setClipPath(piece.outline, Qt.ClipOperation.IntersectClip)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    fibre = QColor(line)
    fibre.setAlphaF(0.55 if strong else 0.34)
    painter.setPen(_pen(piece.brush(fibre), 0.9))
    for one in piece.fibres:
        painter.drawPolyline(one)
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    line.setAlphaF(1.0 if strong else 0.75)
    pen = QPen(piece.brush(line), 1.8 if strong else 1.4, c=Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([1.1, 1.9])
    painter.setPen(pen)
    painter.drawPath(piece.outline)


def _pen(brush: QBrush, width: float) -> QPen:
    return QPen(
        brush, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
    )
