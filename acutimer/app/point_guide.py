"""The figure behind the pictures, the full card of a point, and the person's own spots.

Loads figure.json after the start, once a figure. Must never move the standard place of a point.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize

from acutimer.app.body_look import dress_body
from acutimer.core.points import Side
from acutimer.core.spots import STANDARD, Spot, spot_key
from acutimer.places import resource_path
from acutimer.ui.body_map.figure import Figure, FigureUnreadable, load_figure

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from acutimer.app.application import App
    from acutimer.core.points import Point
    from acutimer.core.preferences import Preferences
    from acutimer.ui.body_map.atlas_view import AtlasView
    from acutimer.ui.body_map.guide import GuideLayers
    from acutimer.ui.point.page import PointCardContent, PointPage
    from acutimer.ui.session.page import SessionPage

_HAND_PX = 168
#: More views than these do not fit beside the way back.
_MOST_VIEWS = 3


class PointGuide(QObject):
    """Dresses every map of the window in figure and choices, and opens the full card."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self._app = app
        self._figures: dict[str, Figure | None] = {}
        self._map: AtlasView | None = None
        app.press.card.full_card_asked.connect(self.open)
        app.press.map.atlas.opened.connect(lambda _code, _side: self.open())
        app.press.map.atlas.point_activated.connect(lambda _code, _side: self.open())
        app.window.add_page("point", self._make_page)

    def figure(self) -> Figure | None:
        """The chosen figure; None, and one sentence in the window, when it cannot be read."""
        name = self._app.preferences.figure
        if name not in self._figures:
            try:
                self._figures[name] = load_figure(resource_path("body"), name)
                self._app.window.notices.drop("figure")
            except FigureUnreadable as fault:
                self._figures[name] = None
                self._app.window.notices.say("figure", str(fault))
        return self._figures[name]

    def dress(self, body: AtlasView) -> None:
        """Draw a map as the person chose it, with the figure and their own spots."""
        dress_body(body, self._app.preferences)
        body.set_places(self.figure(), self._spots())

    def _spots(self) -> dict[str, Spot]:
        """The person's own spots, but none for a point that is not pressed in time.

        Those lie near eyes and throat, where a marker must not wander.
        """
        atlas = self._app.atlas
        return {
            key: spot
            for key, spot in self._app.preferences.spots.items()
            if (point := atlas.get(key.rpartition(".")[0])) is not None and point.timed
        }

    def take(self, before: Preferences) -> None:
        """Bring the maps in line after a choice."""
        now = self._app.preferences
        others = (before.figure, before.spots) != (now.figure, now.spots)
        for body in self._maps():
            (self.dress if others else self._recolour)(body)
        if self._map is not None:
            self._recolour(self._map)
            if self._app.window.page == "point":
                self._show()

    def _recolour(self, body: AtlasView) -> None:
        dress_body(body, self._app.preferences)

    def _maps(self) -> list[AtlasView]:
        """The maps of every page there is, but for the full card."""
        app = self._app
        session: SessionPage | None = app.window.built("session")  # type: ignore[assignment]
        maps = [app.press.map.atlas]
        if session is not None:
            maps.append(session.body)
        if app.gate.page is not None:
            maps.append(app.gate.page.panel.body)
        return maps

    # --- the full card ----------------------------------------------------------------------

    @property
    def page(self) -> PointPage | None:
        """The full card when it was shown before."""
        page: PointPage | None = self._app.window.built("point")  # type: ignore[assignment]
        return page

    def open(self) -> None:
        """Show the full card of the chosen point."""
        if self._app.runner.is_running or self._app.press.chooser.chosen is None:
            return
        self._app.window.show_page("point")
        self._show()

    def _make_page(self) -> PointPage:
        from acutimer.ui.body_map.atlas_view import AtlasView
        from acutimer.ui.point.page import PointPage

        app = self._app
        self._map = body = AtlasView(
            app.window.theme, pictures=app.pictures, figure=app.preferences.figure
        )
        self._recolour(body)
        body.set_motion(app.moves)
        page = PointPage(app.window.theme, app.atlas.sources, body, body)
        chooser = app.press.chooser
        page.back_asked.connect(self._back)
        page.only_this_asked.connect(self._press_only_this)
        page.add_asked.connect(chooser.add_point)
        page.add_asked.connect(self._show)
        page.remove_asked.connect(chooser.remove_point)
        page.remove_asked.connect(self._show)
        page.spot_kept.connect(self._keep_spot)
        body.side_key_pressed.connect(self._choose_side)
        return page

    def _back(self) -> None:
        """The keyboard returns to the marker of the point that was read about."""
        app = self._app
        app.show_page("press")
        if (chosen := app.press.chooser.chosen) is not None:
            point, side = chosen
            app.press.map.atlas.focus_point(point.code, side.value)

    def _press_only_this(self) -> None:
        chooser = self._app.press.chooser
        chooser.press_only_this()
        self._app.show_page("press")
        chooser.ask_start()

    def _choose_side(self, key: str) -> None:
        self._app.press.chooser.choose_side(Side(key))
        self._show()

    def _keep_spot(self, code: str, side: str, spot: Spot) -> None:
        app = self._app
        spots = {**app.preferences.spots, spot_key(code, side): spot}
        if spot.is_standard:
            del spots[spot_key(code, side)]
        app.choose_preferences(app.preferences._replace(spots=spots))

    def _show(self) -> None:
        page, chosen = self.page, self._app.press.chooser.chosen
        if page is not None and chosen is not None and self._map is not None:
            self._map.set_places(self.figure(), {})  # here own spots are the layers' business
            page.show_point(self._content(*chosen))

    def _content(self, point: Point, side: Side) -> PointCardContent:
        from acutimer.ui.point.page import PointCardContent
        from acutimer.ui.point.text import Told

        app, figure = self._app, self.figure()
        place = figure.point(point.code, side.value) if figure else None
        verdict = app.gate.verdict()
        off = verdict is not None and verdict.is_out(point.code, side)
        told = Told(
            place=place,
            reasons=verdict.why_out(point.code) if verdict is not None and off else (),
            light_only=bool(verdict and verdict.light_only),
            thumb_mm=app.preferences.thumb_mm,
            hand=self._hand(point.code, side),
            hand_words=point.hand.get(side.value, point.tool),
        )
        layers = self._layers(figure, point, side) if figure and place else None
        return PointCardContent(
            point, side, self._views(point, side), layers, told,
            app.press.chooser.is_in_your_points(point.code),
        )  # fmt: skip

    def _layers(self, figure: Figure, point: Point, side: Side) -> GuideLayers:
        from acutimer.ui.body_map.guide import GuideLayers

        spot = self._spots().get(spot_key(point.code, side.value), STANDARD)
        thumb_mm = self._app.preferences.thumb_mm
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

    def _hand(self, code: str, side: Side) -> QPixmap | None:
        """How the hand lies on the point, where there is a picture of it; drawn for the left."""
        from PySide6.QtGui import QTransform

        from acutimer.ui.body_map.picture_files import PictureUnreadable
        from acutimer.ui.body_map.views import ViewsUnreadable

        views = self._map.views() if self._map is not None else None
        if views is None or f"press.{code}" not in views or self._map is None:
            return None
        ratio = self._map.devicePixelRatioF()
        try:
            picture = self._map.picture_of(f"press.{code}", QSize(_HAND_PX, _HAND_PX) * ratio)
        except (PictureUnreadable, ViewsUnreadable):
            return None
        if side is Side.RIGHT:
            picture = picture.transformed(QTransform().scale(-1, 1))
        picture.setDevicePixelRatio(ratio)
        return picture
