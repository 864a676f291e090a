"""A drawn map that knows its figure: zones in every view, own spots, and the layers of one point.

Without a figure it is the plain map. Must never load the figure itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from acutimer.core.spots import STANDARD, spot_key
from acutimer.ui.body_map.canvas import spot_box
from acutimer.ui.body_map.drawn_map import DrawnMap
from acutimer.ui.body_map.views import TURN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPixmap

    from acutimer.core.spots import Spot
    from acutimer.ui.body_map.figure import Figure
    from acutimer.ui.body_map.guide import GuideLayers
    from acutimer.ui.body_map.sight import Sight
    from acutimer.ui.body_map.views import BodyView


class GuidedMap(DrawnMap):
    """The drawn map with what the figure adds to it."""

    _figure: Figure | None = None
    _spots: Mapping[str, Spot] = {}
    _layers: GuideLayers | None = None
    _with_figure: tuple[object, BodyView] | None = None

    def set_places(self, figure: Figure | None, spots: Mapping[str, Spot]) -> None:
        """Takes the figure's zones and places, and the person's own spots ("GB20.left")."""
        self._figure, self._spots, self._with_figure = figure, spots, None
        self._picture_changed()

    def set_layers(self, layers: GuideLayers | None) -> None:
        """Paints these layers below and above the markers."""
        self._layers = layers
        self._rearrange()

    def sight(self) -> Sight | None:
        """How the picture stands in the widget; None while there is none."""
        view = self._view_shown()
        if self._layout is None or view is None:
            return None
        from acutimer.ui.body_map.sight import sight_of

        chosen = (self._layers.code, self._layers.side) if self._layers else ("", "")
        others = (spot for spot in self._layout.spots if spot.look.key[:2] != chosen)
        taken = (
            *(pill.box for pill in self._layout.pills),
            *(spot_box(spot, self._scale) for spot in others),
            self._layout.buttons,
        )
        seen = sight_of(
            view.camera, view.crop, self._layout.picture, taken, self._shown.pixmap()
        )  # fmt: skip
        return seen._replace(
            moving=self._shown.view_id == TURN
            and (self._is_turning() or self._shown.turning.settles),
            box=self._layout.picture.intersected(QRectF(self.rect())),
            buttons=self._layout.buttons,
        )

    def picture_of(self, view_id: str, size: QSize) -> QPixmap:
        """Another view of the same figure in the same colours, ``size`` in physical pixels.

        Raises PictureUnreadable, also for a view that is not there or broken in the list.
        """
        shown = self._shown
        return shown.pictures.fixed(shown.figure, view_id, self._tint(), size)

    def _is_turning(self) -> bool:
        return False

    # What the drawn map asks.

    def _view_shown(self) -> BodyView | None:
        view, figure = self._shown.view, self._figure
        if view is None or figure is None:
            return view
        spots = self._effective_spots()
        key = (view, spots)
        if self._with_figure is None or self._with_figure[0] != key:
            from acutimer.ui.body_map.figure_view import with_figure

            self._with_figure = (key, with_figure(view, figure, spots))
        return self._with_figure[1]

    def _effective_spots(self) -> Mapping[str, Spot]:
        """While one point's layers are shown, its spot is theirs to say."""
        layers = self._layers
        if layers is None:
            return self._spots
        own = layers.spot if layers.shows_own else STANDARD
        return {**self._spots, spot_key(layers.code, layers.side): own}

    def _guide(self) -> tuple[GuideLayers, Sight] | None:
        sight = self.sight() if self._layers is not None else None
        return (self._layers, sight) if self._layers is not None and sight is not None else None
