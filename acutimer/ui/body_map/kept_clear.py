"""What of the body no word may lie on: eyes, ears, and the never-press zone.

Plain geometry. Must never paint.
"""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from acutimer.core.spots import tangents

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from acutimer.ui.body_map.figure import V
    from acutimer.ui.body_map.sight import Sight

#: Half of what an eye takes, lids and all, metres.
_EYE_ACROSS_M, _EYE_UP_M = 0.018, 0.010
#: Half an ear's width, how far its rim stands off, and how far behind its lobe its middle lies.
_EAR_ACROSS_M, _EAR_OFF_M, _EAR_BACK_M = 0.018, 0.007, 0.007
#: The mark above an ear lies in the hairline: of the way there, an ear reaches from here to there.
_EAR_FROM, _EAR_TO = -0.06, 0.86
#: An ear is seen as long as its side of the head is turned away no more than this.
_EAR_SEEN_FROM = -0.45
_CORNERS = 16
#: The height of the boxes that an area is cut into, logical pixels.
_STRIP_PX = 6.0


def eyes(landmarks: Mapping[str, V], sight: Sight) -> list[QPolygonF]:
    """The eyes that are seen."""
    seen: list[QPolygonF] = []
    for side, suffix in (("left", ".L"), ("right", ".R")):
        pupil, corner = landmarks.get("pupil" + suffix), landmarks.get("eye_corner" + suffix)
        if pupil is None or corner is None or not sight.sees(pupil):
            continue
        out, up = tangents(pupil[3:], side)
        lower = (corner[1] - pupil[1]) / 2
        x, y, z = (pupil[i] + lower * up[i] for i in range(3))
        across = tuple(_EYE_ACROSS_M * one for one in out)
        centre = (x, y, z, *pupil[3:])
        seen.append(_oval(centre, across, tuple(_EYE_UP_M * one for one in up), sight))
    return seen


def ears(landmarks: Mapping[str, V], sight: Sight) -> list[QPolygonF]:
    """The ears that are seen, from behind and before as well as from their side."""
    seen: list[QPolygonF] = []
    for sign, suffix in ((1.0, ".L"), (-1.0, ".R")):
        apex, lobe = landmarks.get("ear_apex" + suffix), landmarks.get("earlobe_low" + suffix)
        if apex is None or lobe is None:
            continue
        way = [a - b for a, b in zip(apex[:3], lobe[:3], strict=True)]
        x, y, z = (lobe[i] + way[i] * (_EAR_FROM + _EAR_TO) / 2 for i in range(3))
        up = tuple(one * (_EAR_TO - _EAR_FROM) / 2 for one in way)
        centre = (x + sign * _EAR_OFF_M / 2, y, z - _EAR_BACK_M, sign, 0.0, 0.0)
        if sight.facing(centre) >= _EAR_SEEN_FROM:
            # its rim stands off the head behind
            seen.append(_oval(centre, (sign * _EAR_OFF_M, 0.0, -_EAR_ACROSS_M), up, sight))
    return seen


def _oval(centre: V, across: Sequence[float], up: Sequence[float], sight: Sight) -> QPolygonF:
    corners: list[QPointF] = []
    for step in range(_CORNERS):
        turn = 2 * pi * step / _CORNERS
        x, y, z = (
            centre[i] + cos(turn) * across[i] + sin(turn) * up[i] for i in range(3)
        )  # fmt: skip
        corners.append(sight.at((x, y, z, *centre[3:])))
    return QPolygonF(corners)


def strips(area: QPolygonF) -> list[QRectF]:
    """Boxes that cover an area and little beside it."""
    corners = [(area.at(index).x(), area.at(index).y()) for index in range(area.count())]
    if len(corners) < 3:
        return []
    sides = list(zip(corners, corners[1:] + corners[:1], strict=True))
    low, high = min(y for _, y in corners), max(y for _, y in corners)
    boxes: list[QRectF] = []
    top = low
    while top < high:
        bottom = min(high, top + _STRIP_PX)
        level = (top + bottom) / 2
        cuts = sorted(
            x + (to_x - x) * (level - y) / (to_y - y)
            for (x, y), (to_x, to_y) in sides
            if min(y, to_y) <= level < max(y, to_y)
        )
        boxes += [
            QRectF(left, top, right - left, bottom - top)
            for left, right in zip(cuts[::2], cuts[1::2], strict=False)
        ]
        top = bottom
    return boxes
