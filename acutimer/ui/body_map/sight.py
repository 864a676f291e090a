"""How a picture of the body is seen: from places in metres to places in the widget.

The one thing that layers over the picture need to know of the map. Plain geometry; must never
paint.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPixmap

    from acutimer.ui.body_map.camera import Camera
    from acutimer.ui.body_map.figure import V

#: Skin that faces the viewer less than this is turned away.
TURNED_AWAY = 0.05
#: From here on skin is seen wholly; between the two a layer fades.
SEEN_WHOLLY = 0.32


class Sight(NamedTuple):
    """One picture as it stands in a widget, logical pixels."""

    at: Callable[[V], QPointF]
    #: 1 straight towards the viewer, 0 edge-on
    facing: Callable[[V], float]
    px_per_m: float
    #: the picture
    box: QRectF
    #: what words shall leave free: pills, and words at the edges
    taken: tuple[QRectF, ...] = ()
    #: the picture of the body, in whatever size; with it, nothing under the skin lies beside it
    body: QPixmap | None = None
    #: where the whole picture stands, of which ``box`` is what is seen
    body_at: QRectF = QRectF()
    #: while the body turns, names wait and bone has no shading
    moving: bool = False
    #: where buttons lie over the picture; empty without any
    buttons: QRectF = QRectF()
    #: the map round the picture, where words may stand too; empty where that is all there is
    room: QRectF = QRectF()
    #: the other markers, by middle and radius, and the lines from pills to markers
    rings: tuple[tuple[QPointF, float], ...] = ()
    lines: tuple[QLineF, ...] = ()

    def sees(self, place: V) -> bool:
        """Whether a place is turned to the viewer."""
        return self.facing(place) >= TURNED_AWAY


class Seen(NamedTuple):
    """A place in the widget and how far its skin faces the viewer."""

    at: QPointF
    facing: float


def sight_of(
    camera: Camera,
    crop: tuple[float, float, float, float],
    picture: QRectF,
    taken: tuple[QRectF, ...] = (),
    body: QPixmap | None = None,
) -> Sight:
    """The sight of a view whose ``crop`` (fractions of the picture) fills ``picture``."""
    left, top, right, bottom = crop

    def at(place: V) -> QPointF:
        x, y = camera.project(place[:3])
        return QPointF(
            picture.left() + (x - left) / (right - left) * picture.width(),
            picture.top() + (y - top) / (bottom - top) * picture.height(),
        )

    def facing(place: V) -> float:
        return camera.facing(place[3:])

    px_per_m = abs(camera.down) * picture.height() / (bottom - top)
    return Sight(at, facing, px_per_m, picture, taken, body, picture)


def seen_runs(path: Sequence[V], sight: Sight) -> list[list[Seen]]:
    """The pieces of an open path that are turned to the viewer, cut where the skin turns away."""
    seen = [Seen(sight.at(place), sight.facing(place)) for place in path]
    runs: list[list[Seen]] = [[]]
    for one, other in pairwise(seen):
        if one.facing >= TURNED_AWAY:
            runs[-1].append(one)
        if (one.facing >= TURNED_AWAY) != (other.facing >= TURNED_AWAY):
            runs[-1].append(_limb(one, other))
            if one.facing >= TURNED_AWAY:
                runs.append([])
    if seen and seen[-1].facing >= TURNED_AWAY:
        runs[-1].append(seen[-1])
    return [run for run in runs if len(run) >= 2]


def seen_area(path: Sequence[V], sight: Sight) -> list[Seen]:
    """The outline of that part of a closed path which is turned to the viewer, maybe nothing."""
    seen = [Seen(sight.at(place), sight.facing(place)) for place in path]
    kept: list[Seen] = []
    for one, other in zip(seen, seen[1:] + seen[:1], strict=True):
        if one.facing >= TURNED_AWAY:
            kept.append(one)
        if (one.facing >= TURNED_AWAY) != (other.facing >= TURNED_AWAY):
            kept.append(_limb(one, other))
    return kept if len(kept) >= 3 else []


def _limb(one: Seen, other: Seen) -> Seen:
    """Where between two places the skin turns away."""
    share = (TURNED_AWAY - one.facing) / (other.facing - one.facing)
    return Seen(one.at + (other.at - one.at) * share, TURNED_AWAY)


def fading(seen: Sequence[Seen]) -> tuple[QPointF, QPointF] | None:
    """From where to where a layer fades in, by the plane that fits how its places face.

    None where everything is seen wholly, or nothing tells a direction.
    """
    if min(one.facing for one in seen) >= SEEN_WHOLLY:
        return None
    count = len(seen)
    x = sum(one.at.x() for one in seen) / count
    y = sum(one.at.y() for one in seen) / count
    mean = sum(one.facing for one in seen) / count
    xx = xy = yy = xf = yf = 0.0
    for one in seen:
        dx, dy, df = one.at.x() - x, one.at.y() - y, one.facing - mean
        xx, xy, yy = xx + dx * dx, xy + dx * dy, yy + dy * dy
        xf, yf = xf + dx * df, yf + dy * df
    # places on one line tell nothing across it, so the fit leans a little to a level plane
    lean = 1e-3 * (xx + yy) + 1e-9
    xx, yy = xx + lean, yy + lean
    spread = xx * yy - xy * xy
    slope = QPointF((xf * yy - yf * xy) / spread, (yf * xx - xf * xy) / spread)
    steep = QPointF.dotProduct(slope, slope)
    if steep < 1e-10:
        return None
    centre, along = QPointF(x, y), slope / steep
    return centre + along * (TURNED_AWAY - mean), centre + along * (SEEN_WHOLLY - mean)
