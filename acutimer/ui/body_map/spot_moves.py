"""Moving a person's own spot over a picture: by a step, or to where it was dragged.

Plain geometry. Must never let a spot into the zone that is never pressed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, Qt

from acutimer.core.spots import Spot, clamped, is_kept_off, spot_place
from acutimer.ui.body_map.guide import never_press_areas

if TYPE_CHECKING:
    from acutimer.ui.body_map.figure import Figure, V
    from acutimer.ui.body_map.sight import Sight

#: Skin seen more edge-on than this has one direction only.
_EDGE_ON = 0.15


class SpotGround(NamedTuple):
    """A point on one side of a figure as it is seen, over which its spot is moved."""

    figure: Figure
    standard: V
    side: str
    sight: Sight

    def place(self, spot: Spot) -> V:
        """Where a spot lies, metres and the normal of its skin."""
        return spot_place(self.standard, spot, self.figure.cun_m, self.side)

    def is_kept_off(self, spot: Spot) -> bool:
        """Whether a spot would lie where nobody presses, on the skin or as it is seen."""
        place = self.place(spot)
        if is_kept_off(place, self.figure.never_press):
            return True
        seen, rule = self.sight.at(place), Qt.FillRule.WindingFill
        areas = never_press_areas(self.figure, self.sight)
        return any(area.containsPoint(seen, rule) for area in areas)

    def _axes(self) -> tuple[QPointF, QPointF, float]:
        """What one cun outwards and up is in the picture, and how far the skin is spread in it."""
        here = self.sight.at(self.standard)
        first = self.sight.at(self.place(Spot(1.0, 0.0))) - here
        second = self.sight.at(self.place(Spot(0.0, 1.0))) - here
        cun_px = self.figure.cun_m * self.sight.px_per_m
        return first, second, _cross(first, second) / cun_px**2

    def nudged(self, spot: Spot, way: QPointF) -> Spot:
        """The spot moved by ``way`` as it is seen in the picture; ``way`` is in mm on the skin.

        x runs to the picture's right and y down, whichever way the body is turned.
        """
        first, second, spread = self._axes()
        step = way / (self.figure.cun_m * 1000)
        length = (step.x() ** 2 + step.y() ** 2) ** 0.5
        if abs(spread) < _EDGE_ON:  # the axis that is seen best takes it all
            along, up = (QPointF.dotProduct(axis, step) for axis in (first, second))
            if abs(along) >= abs(up):
                return spot.moved(length if along > 0 else -length, 0)
            return spot.moved(0, length if up > 0 else -length)
        outwards = _cross(step, second) / spread
        up = _cross(first, step) / spread
        # the step is one on the skin, however the skin leans
        scale = length / ((outwards**2 + up**2) ** 0.5 or 1.0)
        return spot.moved(outwards * scale, up * scale)

    def dragged(self, spot: Spot, to: QPointF) -> Spot:
        """The spot that is seen at a place of the picture, or the nearest one that may be.

        Of skin seen edge-on, the one direction that is seen moves, and the other stays.
        """
        first, second, spread = self._axes()
        away = to - self.sight.at(self.standard)
        if abs(spread) < _EDGE_ON:
            axis = first if _length(first) >= _length(second) else second
            share = QPointF.dotProduct(away, axis) / (_length(axis) ** 2 or 1.0)
            return clamped(Spot(share, spot.up) if axis is first else Spot(spot.outwards, share))
        whole = _cross(first, second)
        return clamped(Spot(_cross(away, second) / whole, _cross(first, away) / whole))


def _cross(one: QPointF, other: QPointF) -> float:
    return one.x() * other.y() - other.x() * one.y()


def _length(way: QPointF) -> float:
    return QPointF.dotProduct(way, way) ** 0.5
