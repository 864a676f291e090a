"""Markers that lie on each other, spread so that each can be seen and clicked.

Plain geometry. Must never paint or decide when to spread.
"""

from __future__ import annotations

from math import atan2, cos, pi, sin
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from acutimer.ui.body_map.markers import Key

#: Two markers nearer than this lie on each other, logical pixels.
NEAR = 18.0
#: How far apart the spread ones stand, and how far from the middle at least.
_APART = 34.0
_LEAST_RADIUS = 26.0
#: The spread stays while the pointer is this near its middle or any of its markers.
HOLD = 26.0


def group_of(key: Key, centres: Mapping[Key, QPointF]) -> tuple[Key, ...]:
    """All markers that lie on the one meant, or on one of those; alone it is its own group."""
    found, edge = [key], [key]
    while edge:
        here = centres[edge.pop()]
        for other, centre in centres.items():
            if other not in found and _distance(here, centre) < NEAR:
                found.append(other)
                edge.append(other)
    return tuple(one for one in centres if one in found)


def spread(centres: Sequence[QPointF]) -> list[QPointF]:
    """New places round the middle of at least two: two beside each other, more in their turn."""
    middle = _middle(centres)
    count = len(centres)
    if count == 2:
        order = sorted(range(2), key=lambda index: centres[index].x())
        begin = pi
    else:
        order = sorted(range(count), key=lambda index: _clockwise(centres[index] - middle))
        begin = -pi / 2
    radius = max(_LEAST_RADIUS, _APART / (2 * sin(pi / count)))
    places = [QPointF()] * count
    for step, index in enumerate(order):
        angle = begin + 2 * pi * step / count
        places[index] = middle + QPointF(cos(angle), sin(angle)) * radius
    return places


def holds(at: QPointF, centres: Sequence[QPointF]) -> bool:
    """Whether the pointer is still with a spread group."""
    middle = _middle(centres)
    far = max(_distance(middle, centre) for centre in centres)
    return _distance(at, middle) <= far + HOLD


def _middle(centres: Sequence[QPointF]) -> QPointF:
    return QPointF(
        sum(centre.x() for centre in centres) / len(centres),
        sum(centre.y() for centre in centres) / len(centres),
    )


def _clockwise(offset: QPointF) -> float:
    """The angle from straight up."""
    return (atan2(offset.y(), offset.x()) + pi / 2) % (2 * pi)


def _distance(one: QPointF, other: QPointF) -> float:
    offset = one - other
    return QPointF.dotProduct(offset, offset) ** 0.5
