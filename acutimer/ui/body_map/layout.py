"""Where everything on the map stands for one size of the widget.

Plain geometry from a view, a list of looks and a rectangle. Must never paint.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPolygonF

from acutimer.ui.body_map.bundles import bundled
from acutimer.ui.body_map.fan import group_of, holds, spread
from acutimer.ui.body_map.kept_clear import ears, eyes, strips
from acutimer.ui.body_map.leaders import run_round
from acutimer.ui.body_map.markers import Key, MarkerLook, MarkerState, reach, seen_radius
from acutimer.ui.body_map.pills import APART, Pill, PillWish, place_pills
from acutimer.ui.body_map.sight import sight_of
from acutimer.ui.body_map.spot import Spot
from acutimer.ui.body_map.views import BodyView, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from acutimer.ui.body_map.figure import V
    from acutimer.ui.body_map.zoom import Zoom

#: The key of the pill that names the never-press zone; it is no marker.
ZONE_KEY: Key = ("", "never_press", False)
#: A marker answers to clicks this near, logical pixels.
HIT_RADIUS = 22.0
#: While places are asked for, the skin beside a marker is the place.
MARKER_RADIUS = 12.0
#: Below this width only pills that matter now are shown.
NARROW = 420
_PILL_AREA_BEYOND_PICTURE = 64.0
_CORNER_WORDS_ROOM = 36.0
_LOWER_ROOM = 12.0
#: A small ring answers to the pointer this near.
_LANDMARK_RADIUS = 10.0
#: The leader of a zone ends in the middle of what is at least so broad a part of its broadest.
_BROAD_PART = 0.6
_SIDE_RANK = {"left": 0, "middle": 1, "right": 2}
_ALWAYS_LABELLED = frozenset(
    {
        MarkerState.SELECTED,
        MarkerState.IN_ROUTINE,
        MarkerState.SELECTED_IN_ROUTINE,
        MarkerState.CURRENT,
        MarkerState.NEXT,
    }
)
_NEVER_LABELLED = frozenset({MarkerState.REFERENCE, MarkerState.LANDMARK, MarkerState.DONE})
#: What has the person's attention: painted on top, its pill filled, entered first by Tab.
SELECTED = frozenset(
    {
        MarkerState.SELECTED,
        MarkerState.SELECTED_IN_ROUTINE,
        MarkerState.CURRENT,
        MarkerState.BUNDLE_CHOSEN,
    }
)


#: Points that lie under the hair.
_UNDER_HAIR = frozenset({"GB20", "BL10", "GV16", "GV20", "GB8"})


class MapLayout(NamedTuple):
    """Everything that has a place, in logical pixels; spots in anatomical order."""

    picture: QRectF
    spots: tuple[Spot, ...] = ()
    pills: tuple[Pill, ...] = ()
    zones: tuple[QPolygonF, ...] = ()
    by_key: Mapping[Key, Spot] = MappingProxyType({})
    crop: tuple[float, float, float, float] = (0.0, 0.0, 1.0, 1.0)
    #: the markers that are spread just now
    fan: tuple[Key, ...] = ()
    #: where buttons may lie over the picture, which no pill does; empty without any
    buttons: QRectF = QRectF()
    #: what a marker with a count stands for
    bundles: Mapping[Key, tuple[MarkerLook, ...]] = MappingProxyType({})
    #: the marker that had the keyboard, and those that have a pill only while they have it
    focused: Key | None = None
    bare: frozenset[Key] = frozenset()

    def stays_for(self, focused: Key | None) -> bool:
        """Whether all keeps its place when the keyboard goes to another marker."""
        return focused == self.focused or not {focused, self.focused} & self.bare

    def at(self, x: float, y: float) -> QPointF:
        """Where a place in fractions of the whole picture lies on the map."""
        return _at(self.picture, self.crop, x, y)

    def crowd(self, key: Key) -> tuple[Key, ...]:
        """The markers that lie on this one where they belong, itself among them."""
        homes = {
            spot.look.key: spot.home or spot.centre
            for spot in self.spots
            if spot.look.state is not MarkerState.LANDMARK
        }
        return group_of(key, homes) if key in homes else ()

    def fan_holds(self, at: QPointF) -> bool:
        """Whether the pointer is still with the spread markers."""
        return bool(self.fan) and holds(at, [self.by_key[key].centre for key in self.fan])

    def landmark(self, at: QPointF) -> Key | None:
        """The bone there that a point is found by; it has a name and nothing else.

        Beside a marker it answers too, but not from under one.
        """
        covered = (
            spot.look.state is not MarkerState.LANDMARK
            and QLineF(spot.centre, at).length() <= seen_radius(spot.look.state)
            for spot in self.spots
        )
        if any(covered):
            return None
        for spot in self.spots:
            offset = spot.centre - at
            near = QPointF.dotProduct(offset, offset) <= _LANDMARK_RADIUS**2
            if near and spot.look.state is MarkerState.LANDMARK:
                return spot.look.key
        return None

    def hit(self, at: QPointF, within: float = HIT_RADIUS) -> Key | None:
        """The marker meant by a click: the nearest centre so near in px, else the pill there."""
        nearest: Key | None = None
        least = within**2
        for spot in self.spots:
            if spot.look.state is MarkerState.LANDMARK:
                continue
            offset = spot.centre - at
            distance = QPointF.dotProduct(offset, offset)
            if distance <= least:
                nearest, least = spot.look.key, distance
        if nearest is not None:
            return nearest
        for pill in self.pills:
            if pill.hit_box.contains(at) and pill.wish.key != ZONE_KEY:
                return pill.wish.key
        return None


class PillWords(NamedTuple):
    """The words on pills, already in the reader's language."""

    left: str
    right: str
    next: str
    off: str
    far_side: str
    article: str
    never_press: str

    def of(self, look: MarkerLook) -> tuple[str, str, str]:
        """The strong word, the quiet words after it, and these without the code."""
        letter = {"left": self.left, "right": self.right}.get(look.side, "")
        if look.label:
            return look.label, "", ""
        if look.state is MarkerState.LANDMARK:
            return look.plain, "", ""
        code = look.code if look.plain else ""
        name = look.plain or look.code
        coded = f"{code} {letter}".strip()
        match look.state:
            case MarkerState.NEXT:
                return self.next, letter, letter
            case MarkerState.OFF:
                return f"{name} {self.off}", coded, letter
            case MarkerState.FAR_SIDE:
                return name, f"{code} {self.far_side}".strip(), self.far_side
            case MarkerState.ARTICLE:
                return self.article, letter, letter
            case _:
                return name, coded, letter


def chosen_under_hair(looks: Sequence[MarkerLook]) -> bool:
    """Whether the hair should let through what lies beneath it."""
    return any(look.code in _UNDER_HAIR and look.state in SELECTED for look in looks)


def fitted(view: BodyView, box: QRectF) -> QRectF:
    """The largest box of the view's shape inside ``box``, centred, standing on its lower edge."""
    width = min(box.width(), box.height() * view.aspect)
    height = width / view.aspect
    return QRectF(
        round(box.center().x() - width / 2), round(box.bottom() - height), round(width),
        round(height),
    )  # fmt: skip


def lay_out(
    view: BodyView,
    looks: Sequence[MarkerLook],
    box: QRectF,
    words: PillWords,
    measure: Callable[[str, str], tuple[float, float]],
    focused: Key | None = None,
    *,
    pills: bool = True,
    zoom: Zoom | None = None,
    fan: Sequence[Key] = (),
    corners: Sequence[QRectF] = (),
    landmarks: Mapping[str, V] = MappingProxyType({}),
    marks: Callable[[QRectF], Sequence[tuple[QPointF, float]]] = lambda _: (),
    bundles: bool = False,
) -> MapLayout:
    """Places the picture, the markers this view shows, their pills and the zones.

    The markers of ``fan`` are spread round their middle. ``corners`` are places for buttons, of
    which the first without a marker beneath it is kept free of pills. ``landmarks`` are the
    figure's, by which pills keep clear of eyes and ears; ``marks`` gives what else they keep clear
    of (centre, radius) on a picture that stands there. With ``bundles`` those markers that would
    cover each other are one with a count.
    """
    unzoomed = fitted(view, box)
    picture = zoom.applied(unzoomed) if zoom else unzoomed

    def at(place: Place) -> QPointF:
        return _at(picture, view.crop, place.x, place.y)

    placed = [(look, place) for look in looks if (place := place_of(view, look)) is not None]
    apart = tuple(Spot(look, at(place)) for look, place in _anatomical(placed))
    single, members = bundled(apart) if bundles else (apart, {})
    spots = _fanned(single, fan)
    zones = tuple(QPolygonF([at(Place(x, y)) for x, y in zone.polygon]) for zone in view.zones)
    bare = frozenset(
        spot.look.key for spot in spots if not _labelled(spot.look, box.width(), pills=pills)
    )
    wishes = [
        _wish(spot, words, measure)
        for spot in spots
        if (spot.look.key not in bare or spot.look.key == focused) and box.contains(spot.centre)
    ]
    for zone in zones:
        width, height = measure(words.never_press, "")
        if box.contains(end := _leader_end(zone, spots)):
            wishes.append(PillWish(ZONE_KEY, end, width, height, words.never_press))
    room = QRectF(unzoomed)
    room.setLeft(max(box.left(), unzoomed.left() - _PILL_AREA_BEYOND_PICTURE))
    room.setRight(min(box.right(), unzoomed.right() + _PILL_AREA_BEYOND_PICTURE))
    room.setTop(box.top() + _CORNER_WORDS_ROOM)
    room.setBottom(box.bottom() - _LOWER_ROOM)
    obstacles = _obstacles(spots)
    buttons = _free_corner(corners, obstacles)
    sight = sight_of(view.camera, view.crop, picture)
    looked_at = [*eyes(landmarks, sight), *ears(landmarks, sight)]
    kept_clear = [*obstacles, *_rounds(looked_at), *marks(picture)]
    placed_pills = place_pills(wishes, room, kept_clear, buttons)
    rings = [(spot.centre, seen_radius(spot.look.state)) for spot in spots]
    return MapLayout(
        picture, spots, tuple(run_round(placed_pills, rings)), zones,
        {spot.look.key: spot for spot in spots}, view.crop,
        tuple(spot.look.key for spot in spots if spot.home is not None), buttons, members,
        focused, bare,
    )  # fmt: skip


def _free_corner(corners: Sequence[QRectF], obstacles: Sequence[tuple[QPointF, float]]) -> QRectF:
    """The first corner that covers no marker; else the first."""

    def covers(corner: QRectF) -> bool:
        grown = corner.adjusted(-HIT_RADIUS, -HIT_RADIUS, HIT_RADIUS, HIT_RADIUS)
        return any(grown.contains(centre) for centre, _ in obstacles)

    free = (corner for corner in corners if not covers(corner))
    return next(free, corners[0] if corners else QRectF())


def _at(picture: QRectF, crop: tuple[float, float, float, float], x: float, y: float) -> QPointF:
    left, top, right, bottom = crop
    return QPointF(
        picture.left() + (x - left) / (right - left) * picture.width(),
        picture.top() + (y - top) / (bottom - top) * picture.height(),
    )


def _fanned(spots: Sequence[Spot], fan: Sequence[Key]) -> tuple[Spot, ...]:
    """The spots with those of the fan spread; fewer than two have nothing to be spread from."""
    meant = [spot for spot in spots if spot.look.key in fan]
    if len(meant) < 2:
        return tuple(spots)
    places = spread([spot.centre for spot in meant])
    moved = {
        spot.look.key: spot._replace(centre=place, home=spot.centre)
        for spot, place in zip(meant, places, strict=True)
    }
    return tuple(moved.get(spot.look.key, spot) for spot in spots)


def place_of(view: BodyView, look: MarkerLook) -> Place | None:
    """Where a look stands in this view, or None when it is not shown here."""
    if look.state is MarkerState.LANDMARK:
        suffix = {"left": ".L", "right": ".R"}.get(look.side, "")
        place = view.landmarks.get(look.code + suffix)
    elif look.state is MarkerState.ARTICLE:
        place = view.article_place(look.code, look.side)
    else:
        place = view.place(look.code, look.side)
        if place is not None and look.state is not MarkerState.FAR_SIDE:
            place = place if place.visibility >= view.shown_from else None
    return place if place is not None and view.inside(place) else None


def _anatomical(
    placed: Sequence[tuple[MarkerLook, Place]],
) -> list[tuple[MarkerLook, Place]]:
    """Top to bottom, and at one height the subject's left before the right."""
    heights: dict[str, float] = {}
    for look, place in placed:
        if look.state is not MarkerState.ARTICLE:
            heights[look.code] = min(place.y, heights.get(look.code, 1.0))
    return sorted(
        placed,
        key=lambda pair: (
            round(heights.get(pair[0].code, pair[1].y), 4),
            pair[0].code,
            _SIDE_RANK.get(pair[0].side, 1),
            pair[0].state is MarkerState.ARTICLE,
        ),
    )


def _labelled(look: MarkerLook, width: float, *, pills: bool) -> bool:
    """Whether a marker has a pill without the keyboard too."""
    if not pills or look.state in _NEVER_LABELLED:
        return False
    return width >= NARROW or bool(look.label) or look.state in _ALWAYS_LABELLED


def _wish(
    spot: Spot, words: PillWords, measure: Callable[[str, str], tuple[float, float]]
) -> PillWish:
    text, sub, short = words.of(spot.look)
    width, height = measure(text, sub)
    filled = spot.look.state in SELECTED
    shorter = (short, measure(text, short)[0]) if short != sub else None
    return PillWish(spot.look.key, spot.centre, width, height, text, sub, filled, shorter)


def _obstacles(spots: Sequence[Spot]) -> list[tuple[QPointF, float]]:
    """The markers that pills keep clear of: centre and radius."""
    bone = MarkerState.LANDMARK
    return [
        (spot.centre, seen_radius(bone) if spot.look.state is bone else reach(spot.look.state))
        for spot in spots
    ]


def _rounds(areas: Sequence[QPolygonF]) -> list[tuple[QPointF, float]]:
    """Areas as discs that pills keep clear of, without the room they leave beside a marker."""
    return [
        (box.center(), max(0.0, box.width() / 2 - APART + 1))
        for area in areas
        for box in strips(area)
    ]


def _leader_end(zone: QPolygonF, spots: Sequence[Spot]) -> QPointF:
    """Where the leader of a zone ends: well inside it, where it is broad, and off every marker."""
    boxes = strips(zone)
    widest = max((box.width() for box in boxes), default=0.0)
    broad = [box.center() for box in boxes if box.width() >= _BROAD_PART * widest]
    off = [end for end in broad if _room_at(end, spots) > APART]
    if off:
        return off[len(off) // 2]
    ends = [box.center() for box in boxes]
    return max(ends, key=lambda end: _room_at(end, spots), default=zone.boundingRect().center())


def _room_at(at: QPointF, spots: Sequence[Spot]) -> float:
    """How far a place is from the nearest marker's edge, logical pixels."""
    away = [QLineF(spot.centre, at).length() - seen_radius(spot.look.state) for spot in spots]
    return min(away, default=2 * APART)
