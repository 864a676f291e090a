"""The layers of one chosen point over its picture: what lies under the skin, how to find it, where
else it is said to be, and the person's own spot.

The map calls ``paint_below`` before its markers and ``paint_above`` after them. Must never rely on
the picture staying: every call gets the sight anew, so a turning body needs nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPen, QPolygonF

from acutimer.core.spots import STANDARD, Spot, spot_place
from acutimer.ui.body_map import finger_path, measures, picture_words, under_skin
from acutimer.ui.body_map.label_places import LabelPlaces
from acutimer.ui.body_map.markers import MARKER_PX, MarkerState, paint_marker
from acutimer.ui.body_map.scale_bar import paint_scale_bar
from acutimer.ui.body_map.sight import Sight, seen_area
from acutimer.ui.body_map.views import Place

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPainter

    from acutimer.ui.body_map.camera import Camera
    from acutimer.ui.body_map.figure import Figure, Structure, V
    from acutimer.ui.kit.theme import Theme


#: Less of the zone than this, as it is seen, is a sliver at the silhouette (square metres).
_LEAST_ZONE_M2 = 1.2e-4


class GuideLook(NamedTuple):
    """Which layers are shown."""

    under_skin: bool = False
    measures: bool = False
    finger_path: bool = True
    article: bool = True
    #: the person's own spot instead of the standard place alone
    own_spot: bool = True
    scale: bool = True


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
            self._plate.paint(painter, sight, theme)
        if self.look.measures:
            measures.paint_lines(painter, self._measures, sight, theme)
        if self.look.finger_path and self._way is not None:
            finger_path.paint_way(painter, self._way, sight, theme)

    def paint_above(self, painter: QPainter, sight: Sight, theme: Theme, ground: QFont) -> None:
        """What lies over the markers: the standard ring, numbers and words that keep clear."""
        if self.look.article:
            # the first place is a marker of the map itself, with a name and a pill
            for place in self._article[1:]:
                if sight.sees(place):
                    paint_marker(painter, sight.at(place), MarkerState.ARTICLE, theme)
        self._paint_standard(painter, sight, theme)
        places = LabelPlaces(sight.box, (*sight.taken, *self._own_room(sight)))
        if self.look.finger_path and self._way is not None:
            finger_path.paint_numbers(painter, self._way, sight, theme, places)
        if self.look.measures:
            measures.paint_words(painter, self._measures, sight, theme, ground, places)
        if self.look.under_skin and not sight.moving:
            marks = {m.text.casefold() for line in self._measures for m in line.marks}
            said = marks if self.look.measures else set[str]()
            lines = self._lines(sight)
            picture_words.paint_names(
                painter, self._structures, self.side, sight, theme, ground, places, said, lines
            )
        if self.look.scale:
            paint_scale_bar(painter, sight, self._thumb_mm, self.figure.cun_m, theme, ground)

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

    def _own_room(self, sight: Sight) -> list[QRectF]:
        """The room of this point's own markers and of the striped zone: no word may cover it."""
        kept = [one for one in (self._standard, self.marker_place(), *self._article) if one]
        rooms = [_around(sight.at(one)) for one in kept if sight.sees(one)]
        return rooms + [area.boundingRect() for area in never_press_areas(self.figure, sight)]

    def _lines(self, sight: Sight) -> list[QPointF]:
        """Places of the lines shown, which names would rather not cover."""
        paths = [one.path for one in self._measures if self.look.measures]
        if self._way is not None and self.look.finger_path:
            paths.append(self._way.path)
        return [sight.at(one) for path in paths for one in path if sight.sees(one)]


def _around(centre: QPointF) -> QRectF:
    corner = QPointF(MARKER_PX + 1, MARKER_PX + 1)
    return QRectF(centre - corner, centre + corner)


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
