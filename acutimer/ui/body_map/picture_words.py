"""Small words over the picture: the names of structures and whatever else is said beside a place.

Pure painting of values that are given. Must never cover a marker where there is other room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from acutimer.ui.body_map.shapes import EVENED, evened, pieces_of
from acutimer.ui.kit.theme import font

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from acutimer.ui.body_map.figure import Structure
    from acutimer.ui.body_map.label_places import LabelPlaces
    from acutimer.ui.body_map.sight import Sight
    from acutimer.ui.kit.theme import Theme

_LABEL_GAP_PX = 5.0
_LABEL_PAD_PX = 5.0
#: A word further off than this gets a line to its place.
_LEADER_FROM_PX = 12.0
#: A name lies on a structure this broad, half of it in pixels, and beside what is smaller.
_BROAD_PX = 16.0
#: What is only seen edge-on is not named.
_NAMED_FROM_FACING = 0.25


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
            if max(one.facing for one in piece.seen) < _NAMED_FROM_FACING:
                continue
            size = piece.outline.boundingRect()
            shown = size.intersected(sight.box)
            room = shown.width() * shown.height()
            if room <= 0 or (best is not None and room <= best[0]):
                continue
            if part.closed:
                middle = shown.center()
                gap = min(shown.width(), shown.height()) / 2
            else:
                middle = evened([one.at for one in piece.seen])[EVENED // 2]
                gap = max(2.0, part.width_mm / 2000 * sight.px_per_m)
            best = room, middle, gap if gap < _BROAD_PX else 0.0
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
    if not places.is_taken((box.center() + anchor[0]) / 2, but=box):
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
