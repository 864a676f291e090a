"""A map that can be enlarged and asks, when it is told to, where on the body something is.

The places lie below the markers, and a click on a marker means the marker. Must never know what a
place is marked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal

from acutimer.ui.body_map.zoomed_map import ZoomedMap

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from PySide6.QtCore import QPointF
    from PySide6.QtWidgets import QAbstractButton

    from acutimer.core.spots import Spot
    from acutimer.ui.body_map.figure import Figure
    from acutimer.ui.body_map.place_zones import PlaceZones


class ZonedMap(ZoomedMap):
    """The map with places to mark; ``place_toggled(id, marked)`` when the person does."""

    place_toggled = Signal(str, bool)

    _zones: PlaceZones | None = None
    _asks = False
    _marked: tuple[str, ...] = ()

    def ask_for_places(self, asks: bool) -> None:
        """Show the places that can be marked, once the figure is known, or hide them."""
        self._asks = asks
        self._bring_zones()

    def mark_places(self, places: Iterable[str]) -> None:
        """Mark these places and no other, without telling."""
        self._marked = tuple(places)
        if self._zones is not None:
            self._zones.mark(self._marked)
        self.update()

    @property
    def zones(self) -> PlaceZones | None:
        """The places while they are shown."""
        return self._zones if self._asks else None

    def zone_stops(self) -> list[QAbstractButton]:
        """The buttons of the places shown, in the order the arrow keys take."""
        return self.zones.stops() if self.zones is not None else []

    def set_places(self, figure: Figure | None, spots: Mapping[str, Spot]) -> None:
        """Takes the figure's places too."""
        super().set_places(figure, spots)
        if self._asks:
            self._bring_zones()

    def _bring_zones(self) -> None:
        figure = self._figure
        if self._asks and figure is not None:
            if self._zones is None:
                from acutimer.ui.body_map.place_zones import PlaceZones

                self._zones = PlaceZones(self, figure.regions)
                self._zones.toggled.connect(self.place_toggled)
                self._zones.changed.connect(self.update)
                self._zones.mark(self._marked)
            else:
                self._zones.take_outlines(figure.regions)
        self._rearrange()

    def _places_shown(self) -> PlaceZones | None:
        return self.zones

    def _marks_on(self, picture: QRectF) -> Sequence[tuple[QPointF, float]]:
        zones = self.zones
        if zones is None:
            return ()
        zones.lay_out(self._view_shown(), picture)
        return [zones.tick(place) for place in self._marked if place in zones.shown()]

    def _rearrange(self) -> None:
        super()._rearrange()
        if self._zones is not None:
            view = self._view_shown() if self._asks and self._layout is not None else None
            picture = self._layout.picture if self._layout is not None else QRectF()
            self._zones.lay_out(view, picture)

    # What Gestures asks for.

    def skin_pressed(self, at: QPointF) -> None:
        """A place under the press has the keyboard."""
        if self.zones is not None:
            self.zones.press(at)

    def skin_clicked(self, at: QPointF) -> None:
        """Marks the place there or takes the mark off; or tells which structure lies there."""
        if self.zones is not None:
            self.zones.release(at)
        elif self._layers is not None and self._layers.look.under_skin:
            self.structure_tapped.emit(self.structure_at(at))
