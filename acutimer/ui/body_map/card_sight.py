"""How a laid out map is seen by the layers of one point: what is taken there, and by what.

Plain geometry from values that are given. Must never paint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from acutimer.ui.body_map import overlay
from acutimer.ui.body_map.markers import seen_radius
from acutimer.ui.body_map.sight import Sight, sight_of
from acutimer.ui.kit.theme import font

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QFont, QPixmap

    from acutimer.ui.body_map.layout import MapLayout
    from acutimer.ui.body_map.views import BodyView

#: Words keep so far off the markers of other points.
_AIR_PX = 3.0


def card_sight(
    view: BodyView,
    layout: MapLayout,
    room: QRectF,
    chosen: tuple[str, str],
    written: tuple[tuple[str, str], str],
    ground: QFont,
    scale: float = 1.0,
    body: QPixmap | None = None,
) -> Sight:
    """The sight of the point ``chosen`` (code, side), whose own markers its layers know.

    ``room`` is the map, ``written`` the words at its corners and the name of the limb.
    """
    corners, limb = written
    taken = (
        *(pill.box for pill in layout.pills),
        *overlay.corner_boxes(room, corners, font("caption", ground)),
        overlay.caption_box(room, limb, font("small", ground)),
    )
    seen = sight_of(view.camera, view.crop, layout.picture, taken, body)
    return seen._replace(
        box=layout.picture.intersected(room),
        buttons=layout.buttons,
        room=room,
        rings=tuple(
            (spot.centre, seen_radius(spot.look.state, scale) + _AIR_PX)
            for spot in layout.spots
            if spot.look.key[:2] != chosen
        ),
        lines=tuple(line for pill in layout.pills for line in pill.leader),
    )
