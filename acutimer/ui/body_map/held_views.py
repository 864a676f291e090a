"""Which pictures of the body hold a point that can be chosen now.

Plain values from plain values. Must never hide a picture that shows the whole head: side and face.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from acutimer.ui.body_map.layout import place_of
from acutimer.ui.body_map.markers import MarkerState
from acutimer.ui.body_map.views import TURN, TURN_YAWS, TURNED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from acutimer.ui.body_map.markers import MarkerLook
    from acutimer.ui.body_map.views import BodyViews

#: Shown whatever they hold: there one sees which side it is, and where never to press.
ALWAYS = frozenset({"side", "side_right", "face"})
_NOT_HELD = frozenset({MarkerState.OFF, MarkerState.LANDMARK, MarkerState.ARTICLE})


def held_views(
    views: BodyViews | None, ids: Iterable[str], looks: Sequence[MarkerLook]
) -> frozenset[str]:
    """Those of these views that show one of the points, or their twin of the other side does.

    What is switched off is no point that can be chosen. Without a list of views all are held.
    """
    ids = tuple(ids)
    if views is None:
        return frozenset(ids)
    able = [look for look in looks if look.state not in _NOT_HELD]

    def shows(view_id: str) -> bool:
        return any(
            place_of(view, look) is not None
            for view in views.whole([one for one in (view_id,) if one in views])
            for look in able
        )

    def holds(view_id: str) -> bool:
        if view_id == TURN:
            return any(map(shows, TURN_YAWS))
        twin = TURNED.get(view_id, "")
        return view_id in ALWAYS or shows(view_id) or bool(twin and shows(twin))

    return frozenset(filter(holds, ids))
