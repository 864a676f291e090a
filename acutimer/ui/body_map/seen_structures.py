"""Where on the picture a structure under the skin is truly seen, and which one lies at a place.

Plain geometry. Must never paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF

from acutimer.ui.body_map.shapes import EVENED, evened, pieces_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from acutimer.ui.body_map.figure import Structure
    from acutimer.ui.body_map.shapes import Piece
    from acutimer.ui.body_map.sight import Sight

#: A name lies on a structure this broad, half of it in pixels, and beside what is smaller.
_BROAD_PX = 16.0
#: From this part of its strength on, what fades out at the silhouette is seen.
_SEEN_FROM = 0.6
#: Where along a band, or across an area, its name may belong; the middle first.
_SHARES = (0.5, 0.35, 0.65, 0.2, 0.8)
#: What is seen of a structure keeps so far from the picture's edges, which fade.
_EDGE_PART = 0.06


class SeenPlace(NamedTuple):
    """A place on a structure; a name that does not lie on it stays ``gap`` px off."""

    at: QPointF
    gap: float
    is_broad: bool = False


def seen_places(structure: Structure, sight: Sight) -> list[SeenPlace]:
    """Places where a structure is truly seen, the plainest first; empty when it is not."""
    across, down = _EDGE_PART * sight.box.width(), _EDGE_PART * sight.box.height()
    inside = sight.box.adjusted(across, down, -across, -down)
    places: list[SeenPlace] = []
    for part in structure.parts:
        for piece in pieces_of(part, structure.tissue, sight):
            broad = piece.thick / 2 >= _BROAD_PX
            wanted = _across(piece) if part.closed else _along(piece)
            places += [
                SeenPlace(at, 0.0 if broad else max(2.0, piece.thick / 2), broad)
                for at in wanted
                if inside.contains(at) and piece.outline.contains(at)
                if _strength(piece, at) >= _SEEN_FROM
            ]
    return places


def is_seen(structure: Structure, sight: Sight) -> bool:
    """Whether a structure is truly seen."""
    return bool(seen_places(structure, sight))


def structure_at(structures: Sequence[Structure], sight: Sight, at: QPointF) -> str:
    """The kind of the structure at a place, of several the smallest; empty where there is none."""
    hit: list[tuple[float, str]] = []
    for one in structures:
        for part in one.parts:
            for piece in pieces_of(part, one.tissue, sight):
                if piece.outline.contains(at) and _strength(piece, at) > 0:
                    box = piece.outline.boundingRect()
                    hit.append((box.width() * box.height(), one.kind))
    return min(hit)[1] if hit else ""


def _along(piece: Piece) -> list[QPointF]:
    points = evened([one.at for one in piece.seen])
    return [points[round(share * (EVENED - 1))] for share in _SHARES if len(points) == EVENED]


def _across(piece: Piece) -> list[QPointF]:
    box = piece.outline.boundingRect()
    return [
        QPointF(box.left() + x * box.width(), box.top() + y * box.height())
        for x in _SHARES
        for y in _SHARES
    ]


def _strength(piece: Piece, at: QPointF) -> float:
    """How much of its colour a piece has at a place, 0 to 1."""
    if piece.ends is None:
        return 1.0
    clear, solid = piece.ends
    way = solid - clear
    length = QPointF.dotProduct(way, way)
    return max(0.0, min(1.0, QPointF.dotProduct(at - clear, way) / length)) if length else 1.0
