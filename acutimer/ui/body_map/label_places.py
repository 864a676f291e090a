"""Where small words over the picture stand so that they cover no marker and no other word.

Plain geometry. Must never paint.
"""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSizeF

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The eight ways from a place, the plainest to read first.
_WAYS = ((1, 0), (-1, 0), (0, -1), (0, 1), (0.8, -0.8), (-0.8, -0.8), (0.8, 0.8), (-0.8, 0.8))
_RINGS = 4
_WAY_COST, _RING_COST = 0.4, 4.0
_COVER_COST, _OUTSIDE_COST, _LINE_COST, _STRAY_COST = 60.0, 60.0, 5.0, 12.0


class LabelPlaces:
    """Keeps what is taken and finds room for more."""

    def __init__(self, box: QRectF, taken: Sequence[QRectF]) -> None:
        self._box = box
        self._taken = list(taken)

    def is_taken(self, at: QPointF, but: QRectF | None = None) -> bool:
        """Whether something stands at a place, besides ``but``."""
        return any(box.contains(at) for box in self._taken if box != but)

    def beside(
        self,
        anchor: QPointF,
        size: QSizeF,
        gap: float,
        lines: Sequence[QPointF] = (),
        others: Sequence[QPointF] = (),
    ) -> QRectF:
        """A box near ``anchor``, ``gap`` px off it, that covers least; it is then taken.

        ``lines`` are places of lines that the box would rather not cover, ``others`` places it
        could be thought to belong to.
        """
        best, least = QRectF(), float("inf")
        for rank, (across, down) in enumerate(_WAYS * _RINGS):
            ring, way = divmod(rank, len(_WAYS))
            if least <= ring * _RING_COST:
                break  # nothing further off can be better
            away = gap + ring * (size.height() * 0.6 + 2)
            centre = anchor + QPointF(
                across * (away + size.width() / 2), down * (away + size.height() / 2)
            )
            box = QRectF(
                centre.x() - size.width() / 2, centre.y() - size.height() / 2,
                size.width(), size.height(),
            )  # fmt: skip
            cost = ring * _RING_COST + way * _WAY_COST + self._cost(box)
            cost += _LINE_COST * sum(map(box.contains, lines))
            cost += _STRAY_COST * any(_apart(centre, o) < _apart(centre, anchor) for o in others)
            if cost < least:
                best, least = box, cost
        self._taken.append(best)
        return best

    def _cost(self, box: QRectF) -> float:
        room = box.width() * box.height()
        inside = box.intersected(self._box)
        cost = _OUTSIDE_COST * (1 - inside.width() * inside.height() / room)
        for taken in self._taken:
            if taken.intersects(box):
                shared = taken.intersected(box)
                cost += _COVER_COST * (0.25 + shared.width() * shared.height() / room)
        return cost


def _apart(one: QPointF, other: QPointF) -> float:
    return hypot(one.x() - other.x(), one.y() - other.y())
