"""Names beside what the pointer or the keyboard is on, where no pill says them.

Plain geometry. Must never paint, nor decide what is to be named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF

from acutimer.ui.body_map.label_places import LabelPlaces
from acutimer.ui.body_map.markers import reach

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from acutimer.ui.body_map.layout import MapLayout, PillWords
    from acutimer.ui.body_map.markers import Key

_TAG_GAP = 4.0


class NamedRing(NamedTuple):
    """A ring that is no marker of the map, with what it is."""

    centre: QPointF
    radius: float
    name: str


class Tag(NamedTuple):
    """A name beside a marker that has no pill just now, with the quiet words after it."""

    box: QRectF
    text: str
    sub: str = ""


def place_tags(
    layout: MapLayout,
    keys: Sequence[Key],
    box: QRectF,
    words: PillWords,
    measure: Callable[[str, str], tuple[float, float]],
    taken: Sequence[QRectF] = (),
    rings: Sequence[NamedRing] = (),
) -> tuple[Tag, ...]:
    """A name beside each of these markers, clear of all others and of ``taken`` where it can be.

    ``rings`` are named too: they are no markers of the map.
    """
    labelled = {pill.wish.key for pill in layout.pills}
    named = [layout.by_key[key] for key in keys if key in layout.by_key and key not in labelled]
    wanted = [(s.centre, reach(s.look.state), *words.of(s.look)[:2]) for s in named]
    wanted += [(ring.centre, ring.radius, ring.name, "") for ring in rings]
    wanted = [one for one in wanted if one[2] and box.contains(one[0])]
    if not wanted:
        return ()
    markers = [_around(spot.centre, reach(spot.look.state)) for spot in layout.spots]
    pills = [pill.box for pill in layout.pills]
    places = LabelPlaces(box.adjusted(4, 4, -4, -4), [*markers, *pills, *taken, layout.buttons])
    tags: list[Tag] = []
    for centre, radius, text, sub in wanted:
        place = places.beside(centre, QSizeF(*measure(text, sub)), radius + _TAG_GAP)
        tags.append(Tag(_within(place, box), text, sub))
    return tuple(tags)


def _around(centre: QPointF, radius: float) -> QRectF:
    return QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)


def _within(place: QRectF, box: QRectF) -> QRectF:
    """The place pushed into the box, its beginning first."""
    kept = QRectF(place)
    kept.moveLeft(max(box.left(), min(kept.left(), box.right() - kept.width())))
    kept.moveTop(max(box.top(), min(kept.top(), box.bottom() - kept.height())))
    return kept
