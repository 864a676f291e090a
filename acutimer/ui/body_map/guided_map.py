"""A drawn map that knows its figure: zones in every view, own spots, and the layers of one point.

Without a figure it is the plain map. Must never load the figure itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal

from acutimer.core.spots import STANDARD, spot_key
from acutimer.ui.body_map.drawn_map import DrawnMap
from acutimer.ui.body_map.tags import NamedRing
from acutimer.ui.body_map.view_names import limb_name
from acutimer.ui.body_map.views import TURN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QPointF, QSize
    from PySide6.QtGui import QPixmap

    from acutimer.core.spots import Spot
    from acutimer.ui.body_map.figure import Figure, V
    from acutimer.ui.body_map.guide import GuideLayers
    from acutimer.ui.body_map.sight import Sight
    from acutimer.ui.body_map.views import BodyView
    from acutimer.ui.body_map.word_buttons import WordButtons


class GuidedMap(DrawnMap):
    """The drawn map with what the figure adds to it.

    ``structure_tapped(kind)`` when the name or the shape of what lies under the skin was pressed,
    with nothing when the skin beside it was.
    """

    structure_tapped = Signal(str)

    _words_under_skin: WordButtons | None = None
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
        from acutimer.ui.body_map.card_sight import card_sight

        chosen = (self._layers.code, self._layers.side) if self._layers else ("", "")
        written = (self._corners(), limb_name(self._shown.view_id))
        seen = card_sight(
            view, self._layout, QRectF(self.rect()), chosen, written, self.font(), self._scale,
            self._shown.pixmap(),
        )  # fmt: skip
        return seen._replace(
            moving=self._shown.view_id == TURN
            and (self._is_turning() or self._shown.turning.settles),
        )

    def picture_of(self, view_id: str, size: QSize, pose: str = "") -> QPixmap:
        """Another view of the same figure in the same colours, ``size`` in physical pixels.

        Raises PictureUnreadable, also for a view that is not there or broken in the list.
        """
        shown = self._shown
        return shown.pictures.fixed(shown.figure, view_id, self._tint(), size, pose)

    def structure_at(self, at: QPointF) -> str:
        """The structure under the skin whose name or shape is there, by its kind; else empty."""
        guide = self._guide()
        if guide is None or not guide[0].look.under_skin:
            return ""
        from acutimer.ui.body_map.seen_structures import structure_at

        layers, sight = guide
        named = layers.plan(sight, self.font()).word_at(at)
        return named or structure_at(layers.structures, sight, at)

    def word_buttons(self) -> WordButtons | None:
        """The buttons behind the names of structures; None before the first name."""
        return self._words_under_skin

    def _rearrange(self) -> None:
        super()._rearrange()
        guide = self._guide()
        words = guide[0].plan(guide[1], self.font()).words if guide else ()
        if self._words_under_skin is None and any(word.kind for word in words):
            from acutimer.ui.body_map.word_buttons import WordButtons

            self._words_under_skin = WordButtons(self, self._theme)
            self._words_under_skin.tapped.connect(self.structure_tapped)
        if self._words_under_skin is not None:
            lit = guide[0].look.lit if guide else ""
            self._words_under_skin.lay_out(words, lit, self._theme)

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

    def _landmarks(self) -> Mapping[str, V]:
        return self._figure.landmarks if self._figure else {}

    def _own_rings(self) -> Sequence[NamedRing]:
        guide = self._guide()
        rings = guide[0].rings(guide[1]) if guide else ()
        return [NamedRing(*ring) for ring in rings if ring[2]]

    def _taken_by_words(self) -> Sequence[QRectF]:
        guide = self._guide()
        return guide[0].plan(guide[1], self.font()).boxes if guide else ()

    def _guide(self) -> tuple[GuideLayers, Sight] | None:
        sight = self.sight() if self._layers is not None else None
        return (self._layers, sight) if self._layers is not None and sight is not None else None
