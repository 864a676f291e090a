"""The lines from pills to their points: straight, or with a bend or two round what lies in between.

Plain geometry. Must never move a pill or a marker.
"""

from __future__ import annotations

from itertools import pairwise, permutations
from math import cos, hypot, inf, pi, sin
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF

from acutimer.ui.body_map.label_places import line_meets_box, line_off, lines_cross

if TYPE_CHECKING:
    from collections.abc import Sequence

    from acutimer.ui.body_map.pills import Pill

_Line = tuple[float, float, float, float]
_Ring = tuple[float, float, float]

#: A bend keeps so far from the ring that it goes round, and further where that meets another.
_ROUND_PX = (4.0, 12.0, 26.0)
_NEAREST = 3
_TURNS = tuple(pi * turn / 8 for turn in range(16))
#: So much room is kept between a line and a ring.
_AIR_PX = 2.0
#: A crossing is worth this much of a longer way.
_CROSSING_COST, _RING_COST = 400.0, 1000.0


def run_round(pills: Sequence[Pill], rings: Sequence[tuple[QPointF, float]]) -> list[Pill]:
    """The pills with a bend in those lines that would run through another point's ring.

    ``rings`` are the middles and radii of all markers; a line may reach into those that its own
    point lies in.
    """
    circles = [(at.x(), at.y(), radius + _AIR_PX) for at, radius in rings]
    led = list(pills)
    for index, pill in enumerate(led):
        blocking = _foreign(pill, circles)
        if not _met(_path(pill, ()), blocking):
            continue
        others = [_Other.of(other) for at, other in enumerate(led) if at != index]
        ways: list[tuple[QPointF, ...]] = [(), *((bend,) for bend in _bends(pill, blocking))]
        way, cost = _best(pill, ways, blocking, others)
        if cost >= _CROSSING_COST:  # one bend does not do
            way, _ = _best(
                pill, [way, *permutations(_corners(pill, blocking), 2)], blocking, others
            )
        led[index] = pill._replace(bends=way)
    return led


class _Other(NamedTuple):
    """A pill that is not the one led just now: its sides and its line, reckoned once."""

    sides: _Line
    path: list[_Line]

    @classmethod
    def of(cls, pill: Pill) -> _Other:
        """Of a pill that stands."""
        box = pill.box
        sides = (box.left(), box.top(), box.right(), box.bottom())
        return cls(sides, _path(pill, pill.bends))


def _best(
    pill: Pill,
    ways: Sequence[tuple[QPointF, ...]],
    rings: Sequence[_Ring],
    others: Sequence[_Other],
) -> tuple[tuple[QPointF, ...], float]:
    """The first of the cheapest ways, and its cost.

    The short ones are tried first: a way that is longer than another costs is not looked at.
    """
    paths = [_path(pill, way) for way in ways]
    lengths = [sum(hypot(c - a, d - b) for a, b, c, d in path) for path in paths]
    best, least = 0, inf
    for index in sorted(range(len(ways)), key=lengths.__getitem__):
        if lengths[index] > least:
            break
        cost = lengths[index] + _hindrance(paths[index], rings, others, least - lengths[index])
        if cost < least or (cost == least and index < best):
            best, least = index, cost
    return ways[best], least


def _corners(pill: Pill, rings: Sequence[_Ring]) -> list[QPointF]:
    """Places round the rings that lie nearest to a pill's line."""
    line = _path(pill, ())[0]
    near = sorted(rings, key=lambda ring: line_off(line, *ring[:2]) - ring[2])[:_NEAREST]
    return [one for ring in near for one in _round(ring, _ROUND_PX[:1], _TURNS[::2])]


def _round(ring: _Ring, offs: Sequence[float], turns: Sequence[float]) -> list[QPointF]:
    x, y, radius = ring
    return [
        QPointF(x + cos(turn) * (radius + off), y + sin(turn) * (radius + off))
        for off in offs
        for turn in turns
    ]


def _foreign(pill: Pill, circles: Sequence[_Ring]) -> list[_Ring]:
    """The rings that a pill's line has no business in."""
    end = pill.wish.anchor
    return [one for one in circles if hypot(one[0] - end.x(), one[1] - end.y()) > one[2]]


def _bends(pill: Pill, rings: Sequence[_Ring]) -> list[QPointF]:
    """Places round each ring in the way."""
    met = _met(_path(pill, ()), rings)
    return [one for ring in met for one in _round(ring, _ROUND_PX, _TURNS)]


def _hindrance(
    path: Sequence[_Line], rings: Sequence[_Ring], others: Sequence[_Other], most: float
) -> float:
    """What a way costs besides its length; once that is over ``most``, the rest is left out."""
    cost = 0.0
    for x, y, radius in rings:
        if cost > most:
            return cost
        cost += _RING_COST * any(line_off(one, x, y) < radius for one in path)
    for sides, line in others:
        if cost > most:
            break
        crossed = any(lines_cross(one, two) for one in path for two in line)
        cost += _CROSSING_COST * (crossed + any(line_meets_box(one, sides) for one in path))
    return cost


def _met(path: Sequence[_Line], rings: Sequence[_Ring]) -> list[_Ring]:
    return [ring for ring in rings if any(line_off(one, *ring[:2]) < ring[2] for one in path)]


def _path(pill: Pill, bends: Sequence[QPointF]) -> list[_Line]:
    corners = [pill.joint, *bends, pill.wish.anchor]
    return [(a.x(), a.y(), b.x(), b.y()) for a, b in pairwise(corners)]
