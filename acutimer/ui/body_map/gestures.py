"""What the mouse does on the map: a click, a drag that turns, a drag that pans, the wheel.

Left drag turns, in the turning view and from a head-and-neck view that is not enlarged; it pans a
fixed view that is enlarged, and takes a marker along that may be carried. Middle drag and Ctrl+drag
always pan. Must never know what lies under the pointer: the map is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QWheelEvent

    from acutimer.ui.body_map.markers import Key

#: A press that moves less is still a click, logical pixels.
SLACK_PX = 8.0
#: The same for a marker that is dragged away, by a person who aims.
_CARRY_SLACK_PX = 2.0
_NOTCH = 120


class DraggedMap(Protocol):
    """What gestures need of the map."""

    def hit(self, at: QPointF) -> Key | None:
        """The marker under the pointer."""

    def marker_pressed(self, key: Key) -> None:
        """The button went down on a marker."""

    def marker_clicked(self, key: Key) -> None:
        """And came up on it."""

    def may_carry(self, key: Key) -> bool:
        """Whether a drag takes this marker along."""
        ...

    def centre_of(self, key: Key) -> QPointF:
        """The middle of a marker."""
        ...

    def carry_to(self, at: QPointF) -> None:
        """The marker's middle was dragged there."""

    def skin_pressed(self, at: QPointF) -> None:
        """The button went down beside every marker."""

    def skin_clicked(self, at: QPointF) -> None:
        """And came up there."""

    def hover(self, at: QPointF | None) -> None:
        """Nothing is pressed and the pointer is here, or has left."""

    def may_pan(self) -> bool:
        """Whether the picture is enlarged."""
        ...

    def may_turn(self) -> bool:
        """Whether the body can be turned from what is shown."""
        ...

    def begin_turn(self) -> None:
        """A drag begins to turn."""

    def turn_by_px(self, across: float) -> None:
        """The pointer was dragged so far to the right since ``begin_turn``."""

    def end_turn(self) -> None:
        """The body was let go."""

    def pan(self, by: QPointF) -> None:
        """The picture is pushed."""

    def zoom_about(self, notches: float, at: QPointF) -> bool:
        """The wheel was turned; False when nothing can change."""
        ...


class Gestures:
    """From press to release."""

    def __init__(self, dragged: DraggedMap) -> None:
        self._map = dragged
        self._origin: QPointF | None = None
        self._last = QPointF()
        #: the one that went down at the origin
        self._button = Qt.MouseButton.NoButton
        self._pressed: Key | None = None
        self._pans = self._moves = False
        self._turns = self._carries = False
        #: from the pointer to the middle of what it carries
        self._grip = QPointF()

    def press(self, event: QMouseEvent) -> None:
        """A button went down."""
        left = event.button() == Qt.MouseButton.LeftButton
        middle = event.button() == Qt.MouseButton.MiddleButton
        if self._origin is not None or not (left or middle):
            return
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        self._button = event.button()
        self._origin = self._last = event.position()
        self._pans = middle or ctrl
        self._pressed = None if self._pans else self._map.hit(event.position())
        if self._pressed is not None:
            self._carries = self._map.may_carry(self._pressed)
            if self._carries:
                self._grip = self._map.centre_of(self._pressed) - self._origin
            self._map.marker_pressed(self._pressed)
        elif not self._pans:
            self._map.skin_pressed(event.position())

    def move(self, event: QMouseEvent) -> None:
        """The pointer moved, with or without a button."""
        at = event.position()
        if not event.buttons() & self._button:
            self.cancel()  # it came up where nobody told
        if self._origin is None:
            self._map.hover(at)
            return
        offset = at - self._origin
        if not self._moves and not self._turns:
            if offset.manhattanLength() <= (_CARRY_SLACK_PX if self._carries else SLACK_PX):
                return
            self._begin(offset)
        if self._carries:
            self._map.carry_to(at + self._grip)
        elif self._turns:
            self._map.turn_by_px(offset.x())
        elif self._moves and self._map.may_pan():
            self._map.pan(at - self._last)
        self._last = at

    def _begin(self, offset: QPointF) -> None:
        if self._pans or self._carries:
            self._moves = True
        elif self._map.may_turn():
            if abs(offset.x()) > SLACK_PX:
                self._turns = True
                self._map.begin_turn()
        else:
            self._moves = True

    def release(self, event: QMouseEvent) -> None:
        """The button came up: a click, or the end of a drag."""
        if self._origin is None or event.button() != self._button:
            return
        pressed, dragged = self._pressed, self._moves or self._turns
        on_skin = pressed is None and not self._pans
        self.cancel()
        if not dragged and pressed is not None and pressed == self._map.hit(event.position()):
            self._map.marker_clicked(pressed)
        elif not dragged and on_skin:
            self._map.skin_clicked(event.position())

    def cancel(self) -> None:
        """Nothing is held any more; a body that turns is let go."""
        turned = self._turns
        self._origin = self._pressed = None
        self._pans = self._moves = self._turns = self._carries = False
        if turned:
            self._map.end_turn()

    def wheel(self, event: QWheelEvent) -> None:
        """Enlarges about the pointer; what changes nothing is the page's."""
        notches = event.angleDelta().y() / _NOTCH
        event.setAccepted(bool(notches) and self._map.zoom_about(notches, event.position()))
