"""On a picture of the whole body, discs that would cover each other are one disc with a count.

Plain values from plain values. Must never hide a point that the person has chosen without its ring.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF

from acutimer.ui.body_map.markers import MarkerLook, MarkerState, seen_radius

if TYPE_CHECKING:
    from collections.abc import Sequence

    from acutimer.ui.body_map.markers import Key
    from acutimer.ui.body_map.spot import Spot
    from acutimer.ui.body_map.views import BodyViews

#: Pictures from so far off that points lie on each other.
FAR_VIEWS = frozenset({"whole_back", "front"})
_ALONE = frozenset({MarkerState.LANDMARK, MarkerState.ARTICLE, MarkerState.BUNDLE})
_CHOSEN = frozenset({MarkerState.SELECTED, MarkerState.SELECTED_IN_ROUTINE, MarkerState.CURRENT})
#: A ring round a chosen disc is no part of what covers others.
_DISC_PX = 13.0


def bundled(
    spots: Sequence[Spot],
) -> tuple[tuple[Spot, ...], dict[Key, tuple[MarkerLook, ...]]]:
    """The spots with one in place of each crowd, and what each such one stands for.

    It has the key of its first point.
    """
    kept: list[Spot] = []
    members: dict[Key, tuple[MarkerLook, ...]] = {}
    for crowd in _crowds(spots):
        if len(crowd) == 1:
            kept.append(crowd[0])
            continue
        first, looks = crowd[0], tuple(spot.look for spot in crowd)
        middle = QPointF(
            sum(spot.centre.x() for spot in crowd) / len(crowd),
            sum(spot.centre.y() for spot in crowd) / len(crowd),
        )
        chosen = any(look.state in _CHOSEN for look in looks)
        kept.append(first._replace(look=_look(looks, chosen=chosen), centre=middle))
        members[first.look.key] = looks
    order = {spot.look.key: at for at, spot in enumerate(spots)}
    return tuple(sorted(kept, key=lambda spot: order[spot.look.key])), members


def _look(looks: Sequence[MarkerLook], *, chosen: bool) -> MarkerLook:
    first, count = looks[0], str(len(looks))
    names = ", ".join(dict.fromkeys(look.plain or look.code for look in looks))
    return MarkerLook(
        first.code,
        first.side,
        MarkerState.BUNDLE_CHOSEN if chosen else MarkerState.BUNDLE,
        number=f"×{count}",  # an order number has no sign before it
        name=f"{count} points close together: {names}",
        description="opens a closer picture",
        label=f"{count} points",
    )


def _crowds(spots: Sequence[Spot]) -> list[list[Spot]]:
    """Those that cover each other, directly or by way of another."""
    crowds: list[list[Spot]] = []
    for spot in spots:
        alone = spot.look.state in _ALONE
        near = [] if alone else [one for one in crowds if any(_cover(spot, o) for o in one)]
        crowds = [one for one in crowds if one not in near]
        crowds.append([other for one in near for other in one] + [spot])
    return crowds


def _cover(one: Spot, other: Spot) -> bool:
    if one.look.state in _ALONE or other.look.state in _ALONE:
        return False
    radii = [min(_DISC_PX, seen_radius(spot.look.state)) for spot in (one, other)]
    return QLineF(one.centre, other.centre).length() < sum(radii)


def closer_view(views: BodyViews, looks: Sequence[MarkerLook], than: str) -> str:
    """The picture from nearest by that shows most of these points; empty where none does."""
    best: tuple[int, float, str] | None = None
    far = views.view(than).camera.down
    for view in views.whole([one for one in views.ids() if not one.startswith("press.")]):
        shown = sum(view.shows(look.code, look.side) for look in looks)
        if shown and abs(view.camera.down) > abs(far):
            rank = (shown, abs(view.camera.down), view.view_id)
            best = rank if best is None else max(best, rank)
    return best[2] if best else ""
