"""The layers of one chosen point over its picture: what lies under the skin, how to find it, where
else it is said to be, and the person's own spot.

The map calls ``paint_below`` before its markers and ``paint_above`` after them. Must never rely on
the picture staying: every call gets the sight anew, so a turning body needs nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPen, QPolygonF

from acutimer.core.spots import STANDARD, Spot, spot_place
from acutimer.ui.body_map import finger_path, measures, picture_words, under_skin
from acutimer.ui.body_map.card_plan import (
    CardPlan,
    Drawn,
    is_line_seen,
    plan_card,
)
from acutimer.ui.body_map.kept_clear import ears, eyes, strips
from acutimer.ui.body_map.markers import MARKER_PX, MarkerState, paint_marker
from acutimer.ui.body_map.scale_bar import paint_scale_bar, scale_bar_px, scale_words
from acutimer.ui.body_map.seen_structures import is_seen
from acutimer.ui.body_map.sight import Sight, seen_area
from acutimer.ui.body_map.views import Place

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPainter

    from acutimer.ui.body_map.camera import Camera
    from acutimer.ui.body_map.figure import Figure, Structure, V
    from acutimer.ui.kit.theme import Theme


#: Less of the zone than this, as it is seen, is a sliver at the silhouette (square metres).
_LEAST_ZONE_M2 = 1.2e-4
#: The room of a diamond, and of the ring at the standard place.
_RING_PX = 15.0
STANDARD_NAME = "The point’s own place"
ARTICLE_NAME = "The article also points here"


class GuideLook(NamedTuple):
    """Which layers are shown."""

    under_skin: bool = False
    measures: bool = False
    finger_path: bool = True
    article: bool = True
    #: the person's own spot instead of the standard place alone
    own_spot: bool = True
    scale: bool = True
    #: the structure that the person asks about, by its kind
    lit: str = ""


class GuideLayers:
    """Everything drawn over a picture for one point on one side."""

    def __init__(
        self,
        figure: Figure,
        code: str,
        side: str,
        look: GuideLook | None = None,
        spot: Spot = STANDARD,
        thumb_mm: float = 0.0,
    ) -> None:
        self.figure = figure
        self.code, self.side = code, side
        self.look = look or GuideLook()
        self.spot = spot
        self._thumb_mm = thumb_mm
        self._structures = figure.structures_of(code)
        self._plate = under_skin.Plate(self._structures)
        self._measures = figure.measures(code, side)
        self._way = figure.finger_path(code, side)
        self._article = figure.article(code, side)
        #: where the standard puts the point, None when the figure has no such point
        self.standard = figure.point(code, side)
        self._standard = self.standard.at if self.standard else None
        self._planned: tuple[object, CardPlan] = None, CardPlan()

    # --- what there is ----------------------------------------------------------------------

    @property
    def structures(self) -> tuple[Structure, ...]:
        """What can be shown under the skin."""
        return self._structures

    @property
    def has_measures(self) -> bool:
        """Whether there are measuring lines."""
        return bool(self._measures)

    @property
    def has_way(self) -> bool:
        """Whether there is a finger path."""
        return self._way is not None

    @property
    def has_article(self) -> bool:
        """Whether the article points elsewhere."""
        return bool(self._article)

    @property
    def is_approximate(self) -> bool:
        """Whether anything shown under the skin was judged by us."""
        return any(one.approximate for one in self._structures)

    def shown(self, look: GuideLook, spot: Spot | None = None) -> GuideLayers:
        """The same layers with another look, perhaps with another spot."""
        spot = self.spot if spot is None else spot
        return GuideLayers(self.figure, self.code, self.side, look, spot, self._thumb_mm)

    def marker_place(self) -> V | None:
        """Where the filled marker of this point belongs: the own spot, else the standard place."""
        if self._standard is None or not self.shows_own:
            return self._standard
        return spot_place(self._standard, self.spot, self.figure.cun_m, self.side)

    @property
    def shows_own(self) -> bool:
        """Whether the filled marker stands on the person's own spot."""
        return self.look.own_spot and not self.spot.is_standard

    # --- painting ---------------------------------------------------------------------------

    def paint_below(self, painter: QPainter, sight: Sight, theme: Theme) -> None:
        """What lies under the markers: structures, lines, the finger path."""
        if self.look.under_skin:
            before = ears(self.figure.landmarks, sight)
            self._plate.paint(painter, sight, theme, before, self.look.lit)
        drawn = self.drawn(sight)
        measures.paint_lines(painter, drawn.measures, sight, theme)
        if drawn.way is not None:
            finger_path.paint_way(painter, drawn.way, sight, theme)

    def paint_above(self, painter: QPainter, sight: Sight, theme: Theme, ground: QFont) -> None:
        """What lies over the markers: the standard ring, numbers and words that keep clear."""
        if self.look.article:
            # the first place is a marker of the map itself, with a name and a pill
            for place in self._article[1:]:
                if sight.sees(place):
                    paint_marker(painter, sight.at(place), MarkerState.ARTICLE, theme)
        self._paint_standard(painter, sight, theme)
        plan = self.plan(sight, ground)
        for badge in plan.badges:
            if badge.placed.leader is not None:
                picture_words.paint_leader(painter, badge.placed.leader, theme)
            finger_path.paint_square(painter, badge.placed.box, badge.number, theme)
        for word in plan.words:
            lit = bool(word.kind) and word.kind == self.look.lit
            picture_words.paint_word(painter, word, theme, ground, lit=lit)
        if plan.bar is not None:
            paint_scale_bar(painter, plan.bar, theme, ground)

    # --- what is written ----------------------------------------------------------------------

    def plan(self, sight: Sight, ground: QFont) -> CardPlan:
        """Where everything stands that is written over the picture."""
        places = [sight.at(one) for one in self._standing()]
        stand = (
            [(at.x(), at.y()) for at in places], sight.box, sight.px_per_m, sight.moving,
            sight.taken, sight.rings, sight.lines, sight.buttons, sight.room, ground.toString(),
        )  # fmt: skip
        if stand != self._planned[0]:
            self._planned = stand, plan_card(self.drawn(sight), sight, ground)
        return self._planned[1]

    def _standing(self) -> list[V]:
        """Places that tell one picture from another: of the point, and of the figure's middle."""
        here = [self._standard] if self._standard else []
        return here + list(self.figure.landmarks.values())[:2]

    def drawn(self, sight: Sight) -> Drawn:
        """What is drawn of this point on this picture."""
        look, figure = self.look, self.figure
        rings = self.rings(sight)
        clear = [*eyes(figure.landmarks, sight), *ears(figure.landmarks, sight),
                 *never_press_areas(figure, sight)]  # fmt: skip
        thumb = scale_bar_px(self._thumb_mm, figure.cun_m, sight.px_per_m)
        markers = tuple((at, radius) for at, radius, _ in rings)
        way = self._way if look.finger_path else None
        lines = self._measures if look.measures else ()
        return Drawn(
            self.side,
            way if way is not None and is_line_seen(way.path, sight, markers) else None,
            tuple(one for one in lines if is_line_seen(one.path, sight, markers)),
            self._structures if look.under_skin else (),
            markers,
            tuple(box for area in clear for box in strips(area)),
            (thumb, scale_words(self._thumb_mm)) if look.scale else None,
        )

    def rings(self, sight: Sight) -> list[tuple[QPointF, float, str]]:
        """This point's own markers that are seen: middle, radius, and a name where none is."""
        kept: list[tuple[V | None, float, str]] = [(self.marker_place(), MARKER_PX + 1, "")]
        if self.shows_own:
            kept.append((self._standard, _RING_PX, STANDARD_NAME))
        if self.look.article:
            names = ["", *[ARTICLE_NAME] * len(self._article[1:])]
            kept += [
                (place, _RING_PX, name) for place, name in zip(self._article, names, strict=False)
            ]
        return [(sight.at(one), r, name) for one, r, name in kept if one and sight.sees(one)]

    def signs(self, sight: Sight) -> set[str]:
        """What of the layers is truly on this picture, as the legend calls it."""
        drawn = self.drawn(sight)
        seen = {one.tissue for one in drawn.structures if is_seen(one, sight)}
        if drawn.way is not None:
            seen.add("way")
        if drawn.measures:
            seen.add("measure")
        if self.look.article and any(
            sight.sees(one) and sight.box.contains(sight.at(one)) for one in self._article
        ):
            seen.add("article")
        marker = self.marker_place()
        if marker and sight.sees(marker) and sight.box.contains(sight.at(marker)):
            seen.add("own" if self.shows_own else "who")
        return seen

    def _paint_standard(self, painter: QPainter, sight: Sight, theme: Theme) -> None:
        """The standard place as a hollow ring, joined to the own spot beside it."""
        own = self.marker_place()
        if not self.shows_own or self._standard is None or own is None:
            return
        if not sight.sees(self._standard):
            return
        painter.save()
        line = QLineF(sight.at(self._standard), sight.at(own))
        under, over = theme.colour("markRing", 0.8), theme.colour("markFill")
        for colour, width in ((under, 3.6), (over, 1.4)):
            painter.setPen(QPen(colour, width, c=Qt.PenCapStyle.RoundCap))
            painter.drawLine(line)
        painter.restore()
        paint_marker(painter, line.p1(), MarkerState.REFERENCE, theme)


# --- what the map itself shows of a figure ------------------------------------------------------


def never_press_areas(figure: Figure, sight: Sight) -> tuple[QPolygonF, ...]:
    """The never-press zone in the widget, those parts of it that are turned to the viewer.

    The zone's halves are one area where they meet; a sliver of a half is nothing.
    """
    areas: list[QPolygonF] = []
    for outline in figure.never_press:
        half = QPolygonF([one.at for one in seen_area(outline, sight)])
        if _size_px(half) >= _LEAST_ZONE_M2 * sight.px_per_m**2:
            if areas and areas[-1].intersects(half):
                areas[-1] = areas[-1].united(half)
            else:
                areas.append(half)
    return tuple(areas)


def _size_px(area: QPolygonF) -> float:
    corners = [area.at(index) for index in range(area.count())]
    twice = sum(
        one.x() * other.y() - other.x() * one.y()
        for one, other in zip(corners, corners[1:] + corners[:1], strict=True)
    )
    return abs(twice) / 2


def article_places(figure: Figure, camera: Camera) -> dict[str, Place]:
    """The first place the article gives each point, by "GB20.L", where a view sees it."""
    seen: dict[str, Place] = {}
    for key, places in figure.article_places.items():
        if places and (facing := camera.facing(places[0][3:])) > 0:
            seen[key] = Place(*camera.project(places[0][:3]), min(1.0, facing * 2))
    return seen
