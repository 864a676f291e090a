"""The full card of a point, and the spot that the person keeps on it.

Must never show a card while a session runs.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from acutimer.app.pages import Page
from acutimer.core.points import Side
from acutimer.core.spots import STANDARD, Spot, spot_key, spot_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from acutimer.app.bodies import Bodies
    from acutimer.app.desk import Desk
    from acutimer.app.gate import Gate
    from acutimer.app.handbook import Handbook
    from acutimer.core.points import Point
    from acutimer.ui.body_map.atlas_view import AtlasView
    from acutimer.ui.body_map.figure import Figure
    from acutimer.ui.body_map.guide import GuideLayers
    from acutimer.ui.point.page import PointCardContent, PointPage
    from acutimer.ui.press.page import PressPage

_HAND_PX = 168
#: More views than these do not fit beside the way back.
_MOST_VIEWS = 3


class PointCard:
    """Opens the full card of the point that is chosen on the Press page."""

    def __init__(
        self,
        desk: Desk,
        gate: Gate,
        bodies: Bodies,
        press: PressPage,
        handbook: Handbook,
        go: Callable[[str], None],
    ) -> None:
        self._desk = desk
        self._gate = gate
        self._bodies = bodies
        self._press = press
        self._handbook = handbook
        self._go = go
        self._map: AtlasView | None = None
        self.page = Page(desk.window, "point", self._make_page)
        press.card.full_card_asked.connect(self.open)
        press.card.spot_asked.connect(self._open_spot)
        press.card.sources_asked.connect(self._show_sources)
        press.map.atlas.opened.connect(lambda _code, _side: self.open())
        press.map.atlas.point_activated.connect(lambda _code, _side: self.open())
        desk.choices.changed.connect(self._chosen)

    def _chosen(self) -> None:
        if self.page.is_shown:
            self._show()

    def open(self) -> None:
        """Show the full card of the chosen point."""
        if self._desk.runner.is_running or self._press.chooser.chosen is None:
            return
        self.page.shown()
        self._show()

    def _open_spot(self) -> None:
        """Show the full card with the marker ready to be moved."""
        self.open()
        if self.page.is_shown and (page := self.page.built) is not None:
            page.begin_spot()

    def _make_page(self) -> PointPage:
        from acutimer.ui.point.page import PointPage

        desk, chooser = self._desk, self._press.chooser
        self._map = body = self._bodies.new_map()
        self._bodies.dress(body)
        body.set_motion(desk.choices.moves)
        desk.choices.motion_changed.connect(lambda: body.set_motion(desk.choices.moves))
        page = PointPage(desk.window.theme, desk.content.atlas.sources, body)
        page.back_asked.connect(self._back)
        page.only_this_asked.connect(chooser.press_only_this)
        page.add_asked.connect(chooser.add_point)
        page.add_asked.connect(self._show)
        page.remove_asked.connect(chooser.remove_point)
        page.remove_asked.connect(self._show)
        page.spot_kept.connect(self._keep_spot)
        page.sources_asked.connect(self._show_sources)
        body.side_key_pressed.connect(self._choose_side)
        return page

    def _show_sources(self, code: str) -> None:
        """Where the article and the standard put it; for the more points, the addresses."""
        point = self._desk.content.atlas[code]
        self._handbook.open("sources", code if point.article is not None else "addresses")

    def _back(self) -> None:
        """The keyboard returns to the marker of the point that was read about."""
        self._go("press")
        if (chosen := self._press.chooser.chosen) is not None:
            point, side = chosen
            self._press.map.atlas.focus_point(point.code, side.value)

    def _choose_side(self, key: str) -> None:
        self._press.chooser.choose_side(Side(key))
        self._show()

    def _keep_spot(self, code: str, side: str, spot: Spot) -> None:
        """Keep a spot, with a way back; one where nobody presses is not kept."""
        key, figure = spot_key(code, side), self._bodies.figure()
        place = figure.point(code, side) if figure else None
        if figure is None or place is None or figure.keeps_off(code, side, spot):
            return
        before = self._desk.choices.now.spots.get(key, STANDARD)
        self._store_spot(key, spot)
        if spot != before:
            words = spot_words(place.at, spot, figure.cun_m, side)
            undo = ("Undo", lambda: self._store_spot(key, before))
            self._desk.window.notices.say("spot", f"Kept. {words}.", [undo], passing=True)

    def _store_spot(self, key: str, spot: Spot) -> None:
        choices = self._desk.choices
        others = {name: one for name, one in choices.now.spots.items() if name != key}
        own = {} if spot.is_standard else {key: spot}
        choices.choose(choices.now._replace(spots={**others, **own}))

    def _show(self) -> None:
        page, chosen = self.page.built, self._press.chooser.chosen
        if page is not None and chosen is not None and self._map is not None:
            self._map.set_places(
                self._bodies.figure(), {}
            )  # here own spots are the layers' business
            page.show_point(self._content(*chosen))

    def _content(self, point: Point, side: Side) -> PointCardContent:
        from acutimer.ui.body_map.hand_picture import hand_on
        from acutimer.ui.point.page import PointCardContent
        from acutimer.ui.point.text import Told

        figure = self._bodies.figure()
        place = figure.point(point.code, side.value) if figure else None
        verdict = self._gate.verdict()
        told = Told(
            place=place,
            reasons=verdict.why_off(point.code, side) if verdict is not None else (),
            light=verdict.why_light(point.code) if verdict is not None else None,
            thumb_mm=self._desk.choices.now.thumb_mm,
            hand=hand_on(self._map, point.code, side.value, _HAND_PX) if self._map else None,
            hand_words=point.hand.get(side.value, point.tool),
        )
        layers = self._layers(figure, point, side) if figure and place else None
        return PointCardContent(
            point, side, self._views(point, side), layers, told,
            self._press.chooser.is_in_your_points(point.code), self._press.chooser.alone_s,
        )  # fmt: skip

    def _layers(self, figure: Figure, point: Point, side: Side) -> GuideLayers:
        from acutimer.ui.body_map.guide import GuideLayers

        spot = self._bodies.spots().get(spot_key(point.code, side.value), STANDARD)
        thumb_mm = self._desk.choices.now.thumb_mm
        return GuideLayers(figure, point.code, side.value, None, spot, thumb_mm)  # fmt: skip

    def _views(self, point: Point, side: Side) -> tuple[tuple[str, str], ...]:
        from acutimer.ui.body_map.views import ViewsUnreadable, side_view

        views = self._map.views() if self._map is not None else None
        if views is None:
            return ()
        ids = [side_view(view, side.value) for view in point.views]
        titles: list[tuple[str, str]] = []
        for one in ids:
            if one in views and len(titles) < _MOST_VIEWS:
                with suppress(ViewsUnreadable):
                    titles.append((one, views.view(one).title))
        return tuple(titles)
