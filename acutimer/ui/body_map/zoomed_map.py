"""A guided map that can be enlarged, with buttons for it; else it shows them while it is.

Must never know which key or wheel asked for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

from acutimer.ui.body_map.guided_map import GuidedMap
from acutimer.ui.body_map.layout import SELECTED, fitted
from acutimer.ui.body_map.zoom import STEP, Zoom

if TYPE_CHECKING:
    from collections.abc import Sequence

    from acutimer.ui.body_map.zoom_bar import ZoomBar
    from acutimer.ui.kit.theme import Theme


class ZoomedMap(GuidedMap):
    """The map 1 to 3 times as large, with buttons on it always, or while it is enlarged."""

    _bar: ZoomBar | None = None
    _keeps_bar = False

    def keep_buttons(self) -> None:
        """Shows the buttons that enlarge whether or not anything is enlarged."""
        self._keeps_bar = True
        self._rearrange()

    def obey_size(self, command: str) -> bool:
        """Does what a key for the picture's size asks; False for another, or nothing to undo."""
        if command in ("closer", "farther"):
            self.zoom_by(1 if command == "closer" else -1)
            return True
        return command == "whole" and self.show_whole()

    def zoom_by(self, notches: float) -> bool:
        """Enlarges about the marker that matters; False when nothing changes."""
        return self.zoom_about(notches, self._point_of_interest())

    @property
    def is_enlarged(self) -> bool:
        """Whether there is more of the picture than is seen."""
        return self._zoom.is_in

    def show_whole(self) -> bool:
        """Shows all of the picture; False when all of it is shown."""
        was_in = self._zoom.is_in
        if was_in:
            self._take_zoom(Zoom())
        return was_in

    def zoom_about(self, notches: float, at: QPointF) -> bool:
        """Enlarges what is there, 1 to 3 times; False when nothing changes."""
        if self._shown.view is None:
            return False
        zoom = self._zoom.by(STEP**notches, at, self._unzoomed())
        changes = zoom != self._zoom
        if changes:
            self._take_zoom(zoom)
        return changes

    def pan(self, by: QPointF) -> None:
        """Pushes the enlarged picture."""
        if self._layout is not None and self._shown.view is not None:
            self._take_zoom(self._zoom.moved(by, self._unzoomed()))

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        super().set_theme(theme)
        if self._bar is not None:
            self._bar.set_theme(theme)

    def _point_of_interest(self) -> QPointF:
        """The marker with the keyboard, else the chosen one, else the middle."""
        spots = self._layout.spots if self._layout else ()
        for spot in spots:
            if spot.look.key == self._row.focused:
                return spot.centre
        chosen = (spot.centre for spot in spots if spot.look.state in SELECTED)
        return next(chosen, QRectF(self.rect()).center())

    def _unzoomed(self) -> QRectF:
        assert self._shown.view is not None  # asked only while something is shown
        return fitted(self._shown.view, QRectF(self.rect()))

    def _take_zoom(self, zoom: Zoom) -> None:
        self._zoom = zoom
        self._rearrange()

    def _rearrange(self) -> None:
        shows = self._shown.view is not None and (self._keeps_bar or self._zoom.is_in)
        if shows and self._bar is None:
            self._bar = self._make_bar()
        super()._rearrange()
        bar, layout = self._bar, self._layout
        if bar is None:
            return
        if shows and layout is not None:
            bar.show_scale(self._zoom)
            bar.come(layout.buttons, (self._row.order() or [self])[-1])
        elif not bar.isHidden():
            if bar.has_keyboard:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            bar.hide()

    def _corners_for_buttons(self) -> Sequence[QRectF]:
        bar = self._bar
        shows = bar is not None and (self._keeps_bar or self._zoom.is_in)
        return bar.corners(self.rect()) if bar is not None and shows else ()

    def _make_bar(self) -> ZoomBar:
        from acutimer.ui.body_map.zoom_bar import ZoomBar

        bar = ZoomBar(self._theme, self)
        bar.closer.connect(lambda: self.zoom_by(1))
        bar.farther.connect(lambda: self.zoom_by(-1))
        bar.whole.connect(self.show_whole)
        return bar

    def _step_in_bar(self, *, forward: bool) -> bool:
        """Moves the keyboard into the bar, or on inside it; False where Tab leaves the map."""
        bar = self._bar
        if bar is None or bar.isHidden():
            return False
        if bar.step(forward=forward):
            return True
        # back from its first button to the marker that is chosen
        return bar.has_keyboard and not forward and self._row.enter()
