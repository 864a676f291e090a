"""Every map of the body in the window: its figure, its look, and the person's own spots on it.

Loads figure.json after the start, once a figure. Must never move the standard place of a point.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from acutimer.places import resource_path

if TYPE_CHECKING:
    from acutimer.app.desk import Desk
    from acutimer.core.preferences import Preferences
    from acutimer.core.spots import Spot
    from acutimer.ui.body_map.atlas_view import AtlasView
    from acutimer.ui.body_map.figure import Figure
    from acutimer.ui.body_map.pictures import Pictures


def dress_body(body: AtlasView, preferences: Preferences) -> None:
    """Figure, skin and brightness; what is as it was costs nothing."""
    body.set_figure(preferences.figure, preferences.skin_tone)
    body.set_brightness(preferences.picture_brightness)


class Bodies(QObject):
    """Dresses the maps as the person chose, now and after every choice."""

    def __init__(self, desk: Desk, pictures: Pictures, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        #: what every map draws with
        self.pictures = pictures
        self._figures: dict[str, Figure | None] = {}
        self._maps: list[AtlasView] = []
        desk.choices.changed.connect(self._chosen)

    def figure(self) -> Figure | None:
        """The chosen figure; None, and one sentence in the window, when it cannot be read."""
        from acutimer.ui.body_map.figure import FigureUnreadable, load_figure

        name, notices = self._desk.choices.now.figure, self._desk.window.notices
        if name not in self._figures:
            try:
                self._figures[name] = load_figure(resource_path("body"), name)
                notices.drop("figure")
            except FigureUnreadable as fault:
                self._figures[name] = None
                notices.say("figure", str(fault))
        return self._figures[name]

    def new_map(self) -> AtlasView:
        """A map for a page."""
        from acutimer.ui.body_map.atlas_view import AtlasView

        figure = self._desk.choices.now.figure
        return AtlasView(self._desk.window.theme, pictures=self.pictures, figure=figure)

    def dress(self, body: AtlasView) -> None:
        """Draw a map as the person chose it, with the figure and their own spots; so it stays."""
        if body not in self._maps:
            self._maps.append(body)
        dress_body(body, self._desk.choices.now)
        body.set_places(self.figure(), self.spots())

    def spots(self) -> dict[str, Spot]:
        """The person's own spots, but none for a point that is not pressed in time.

        Those lie near eyes and throat, where a marker must not wander; nor is one shown that lies
        where nobody presses on this figure, wherever it was written.
        """
        atlas, figure = self._desk.content.atlas, self.figure()
        if figure is None:
            return {}
        return {
            key: spot
            for key, spot in self._desk.choices.now.spots.items()
            if (point := atlas.get((parts := key.rpartition("."))[0])) is not None
            and point.timed
            and not figure.keeps_off(parts[0], parts[2], spot)
        }

    def _chosen(self, before: Preferences, now: Preferences) -> None:
        moved = (before.figure, before.spots) != (now.figure, now.spots)
        for body in self._maps:
            if moved:
                self.dress(body)
            else:
                dress_body(body, now)
