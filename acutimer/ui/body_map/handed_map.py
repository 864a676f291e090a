"""A map that shows, when it is told to, how the hand presses: small, in a corner without a marker.

Must never know a session: it is told point, side and pose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from acutimer.ui.body_map.zoned_map import ZonedMap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QHideEvent, QShowEvent

    from acutimer.ui.body_map.pressing_hand import Press, PressingHand


class HandedMap(ZonedMap):
    """The map with the pressing hand; without one told it is the map below it."""

    _hand: PressingHand | None = None
    _press: Press | None = None
    #: what of the hand is shown, so that the same is not made again: the press, and all else
    _hand_shown: tuple[Press, object] | None = None

    def show_press(self, press: Press | None) -> None:
        """Shows the hand in this pose; None takes it away."""
        if press == self._press:
            return
        before, self._press = self._press, press
        if before is None or press is None or before[:2] != press[:2]:
            self._rearrange()  # pills keep clear of its corner
        else:
            self._show_hand()

    def pressing_hand(self) -> PressingHand | None:
        """The small picture of the hand; None before the first."""
        return self._hand

    def _show_hand(self) -> None:
        press, place = self._press, self._room_for_hand()
        if press is None or place.isEmpty():
            self._hand_shown = None
            if self._hand is not None:
                self._hand.leave()
            return
        if not self.isVisible():
            return  # shown again, it is looked for again
        look = (place, self._tint(), self._shown.figure, self.devicePixelRatioF())
        what = (press, look)
        if what == self._hand_shown:
            return
        from acutimer.ui.body_map.hand_picture import hand_on
        from acutimer.ui.body_map.pressing_hand import PressingHand

        picture = hand_on(self, press.code, press.side, round(place.width()), press.pose)
        before, self._hand_shown = self._hand_shown, what
        if picture is None:
            if self._hand is not None:
                self._hand.leave()
            return
        if self._hand is None:
            self._hand = PressingHand(self)
        self._hand.setGeometry(place.toRect())
        goes_on = before is not None and before[1] == look and before[0][:2] == press[:2]
        fades = self._calm and goes_on and self._hand.isVisible()
        self._hand.show_picture(picture, self._theme, fades=fades)
        self._hand.show()

    def _room_for_hand(self) -> QRectF:
        """The corner that the layout kept; empty where that lies on a marker or the zone."""
        layout = self._layout
        if layout is None or layout.buttons not in self._corners_for_hand():
            return QRectF()
        room = layout.buttons
        covers = any(room.contains(spot.centre) for spot in layout.spots) or any(
            zone.boundingRect().intersects(room) for zone in layout.zones
        )
        return QRectF() if covers else room

    def _corners_for_hand(self) -> Sequence[QRectF]:
        views, press, view = self._shown.views(), self._press, self._shown.view
        if press is None or view is None or views is None or f"press.{press.code}" not in views:
            return ()
        from acutimer.ui.body_map.pressing_hand import corners

        place = view.place(press.code, "left" if press.side == "both" else press.side)
        return corners(self.rect(), left_first=place is None or place.x < 0.5)

    def _corners_for_buttons(self) -> Sequence[QRectF]:
        return super()._corners_for_buttons() or self._corners_for_hand()

    def _rearrange(self) -> None:
        super()._rearrange()
        self._show_hand()

    def _recolour(self) -> None:
        super()._recolour()
        self._show_hand()

    def showEvent(self, event: QShowEvent) -> None:
        """The hand as it is now."""
        super().showEvent(event)
        self._show_hand()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hidden or minimised, nothing of the hand runs."""
        super().hideEvent(event)
        self._hand_shown = None
        if self._hand is not None:
            self._hand.leave()
