"""The body map: a drawn map that one can click, turn, enlarge and walk through by keys.

Must never paint, and never know what a chosen point is for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal

from acutimer.ui.body_map.bundles import closer_view
from acutimer.ui.body_map.gestures import Gestures
from acutimer.ui.body_map.handed_map import HandedMap
from acutimer.ui.body_map.layout import HIT_RADIUS, MARKER_RADIUS
from acutimer.ui.body_map.markers import Key, MarkerState
from acutimer.ui.body_map.turning import DEG_PER_PX
from acutimer.ui.body_map.views import TURN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from PySide6.QtGui import QHelpEvent, QHideEvent, QKeyEvent, QMouseEvent, QWheelEvent
    from PySide6.QtWidgets import QWidget

    from acutimer.ui.body_map.markers import MarkerLook
    from acutimer.ui.body_map.pictures import Pictures
    from acutimer.ui.kit.theme import Theme

_SIDES = ("left", "right", "both")
#: As near as the picture comes, so that a millimetre can be seen.
_CARRYING_NOTCHES = 8.0
#: A marker with the keyboard is brought this far inside the enlarged picture's edge.
_IN_SIGHT_PX = 40.0


class AtlasView(HandedMap):
    """The drawn map under mouse and keys.

    Signals: ``point_chosen(code, side)`` on click, Space, Enter or a press by an assistive tool;
    ``point_activated(code, side)`` on a double click; ``side_key_pressed(side)`` with left, right
    or both; ``turn_requested(view_id)`` when a far-side marker or one with a count is chosen, or
    Shift+arrow is pressed where the body cannot turn; ``view_changed(view_id)`` when mouse or keys
    began the turn, or the body settled at a view;
    ``opened(code, side)`` on Enter: the card of that point is wanted; ``carried(place)`` while the
    marker that may be carried is dragged: where its middle would be, logical pixels.
    """

    point_chosen = Signal(str, str)
    point_activated = Signal(str, str)
    side_key_pressed = Signal(str)
    turn_requested = Signal(str)
    view_changed = Signal(str)
    opened = Signal(str, str)
    carried = Signal(QPointF)

    #: the marker that a drag carries away, and that neither keys nor a click choose meanwhile
    _carries: Key | None = None
    _obey_carrying: Callable[[str], bool] | None = None

    def __init__(
        self,
        theme: Theme,
        folder: Path | None = None,
        parent: QWidget | None = None,
        pictures: Pictures | None = None,
        figure: str = "male",
    ) -> None:
        super().__init__(theme, folder, parent, pictures, figure)
        self._drag_yaw = 0.0
        self._gestures = Gestures(self)
        self._turns = False
        self._shown.arrived.connect(self.view_changed)
        self.button_pressed.connect(self._choose)
        self._row.opened.connect(self._open)
        self._row.focus_moved.connect(self._focus_moved)
        self.setMouseTracking(True)

    # Choosing.

    def let_carry(self, key: Key | None, obey: Callable[[str], bool] | None = None) -> None:
        """Lets the person drag this marker, and enlarges the picture about it; None ends that.

        ``obey`` is given the keys meanwhile, by name, and says whether it took one.
        """
        self._carries, self._obey_carrying = key, obey
        self.unsetCursor()
        spot = self._layout.by_key.get(key) if self._layout and key else None
        if spot is None:
            self.show_whole()
            return
        self.zoom_about(_CARRYING_NOTCHES, spot.centre)
        # settled once the layout knows the enlarged place
        if self._layout is not None and key is not None and self._shown.view is not None:
            middle = QRectF(self.rect()).center()
            self.pan(middle - self._layout.by_key[key].centre)

    def _open(self, key: Key) -> None:
        if self._obey_carrying is None:
            self.opened.emit(key[0], key[1])
        else:
            self._obey_carrying("Return")

    def _choose(self, key: Key) -> None:
        if key == self._carries:
            return
        look = self._row[key].look
        view = self._shown.view
        if self._layout is not None and key in self._layout.bundles:
            self._come_closer(self._layout.bundles[key])
            return
        if look.state is MarkerState.FAR_SIDE and view is not None and view.turned:
            self.turn_requested.emit(view.turned)
            return
        self.show_whole()
        self.point_chosen.emit(look.code, look.side)

    def _come_closer(self, looks: Sequence[MarkerLook]) -> None:
        """Asks for the picture that shows these points apart."""
        views = self._shown.views()
        wanted = closer_view(views, looks, self._shown.view_id) if views is not None else ""
        if wanted:
            self.turn_requested.emit(wanted)

    # The mouse; the first group is what Gestures asks for.

    def hit(self, at: QPointF) -> Key | None:
        """The marker meant by a click there."""
        if self._layout is None:
            return None
        return self._layout.hit(at, MARKER_RADIUS if self._asks else HIT_RADIUS)

    def marker_pressed(self, key: Key) -> None:
        """A marker that is pressed has the keyboard, but for one that is about to be carried."""
        if self.may_carry(key):
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        self._row[key].setFocus(Qt.FocusReason.MouseFocusReason)

    def marker_clicked(self, key: Key) -> None:
        """Chooses."""
        self._row[key].click()

    def may_carry(self, key: Key) -> bool:
        """Whether a drag takes this marker along."""
        return key == self._carries

    def carry_to(self, at: QPointF) -> None:
        """The carried marker was dragged there."""
        self.carried.emit(at)

    def centre_of(self, key: Key) -> QPointF:
        """The middle of a marker that is shown."""
        assert self._layout is not None  # asked of a marker that was hit
        return self._layout.by_key[key].centre

    def hover(self, at: QPointF | None) -> None:
        """Shows which marker a click would choose, and spreads those that lie on each other."""
        key = self.hit(at) if at is not None else None
        held = at is not None and self._layout is not None and self._layout.fan_holds(at)
        if not held:
            self._spread(key or (self._row.focused if self._row.ringed else None))
        self._mark_hovered(key)
        self._pointer = at
        self._point_at(at)
        self._warn_again()
        if self.zones is not None and self.zones.hover(at if key is None else None):
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        elif key is None:
            over = at is not None and bool(self.structure_at(at))
            shapes = Qt.CursorShape
            self.setCursor(shapes.PointingHandCursor if over else shapes.ArrowCursor)

    def may_pan(self) -> bool:
        """Whether there is more of the picture than is seen."""
        return self._zoom.is_in

    def may_turn(self) -> bool:
        """In the turning view always; from a fixed one as long as nothing is enlarged."""
        return self._shown.view_id == TURN or (self._shown.may_turn and not self._zoom.is_in)

    def begin_turn(self) -> None:
        """A drag takes hold of the body."""
        self._shown.take_hold()
        self._enter_turn()
        self._drag_yaw = self._shown.turning.yaw
        self._mark_hovered(None)
        self._turns = True
        if self._row.focused is None:
            self.setFocus(Qt.FocusReason.MouseFocusReason)  # keys may turn on from here
            self._row.ringed = False
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def turn_by_px(self, across: float) -> None:
        """What is at the front follows the pointer."""
        self._shown.turning.turn_to(self._drag_yaw - across * DEG_PER_PX)

    def end_turn(self) -> None:
        """Near a standard view the body settles there."""
        self.unsetCursor()
        self._turns = False
        self._shown.let_go(calm=self._calm)
        self.update()

    def _is_turning(self) -> bool:
        return self._turns

    def _spread(self, key: Key | None) -> None:
        crowd = self._layout.crowd(key) if self._layout and key else ()
        fan = crowd if len(crowd) > 1 else ()
        if fan != self._fan:
            self._fan = fan
            self._rearrange()

    def _mark_hovered(self, key: Key | None) -> None:
        if key == self._hovered:
            return
        before, self._hovered = self._hovered, key
        shapes = Qt.CursorShape
        over = shapes.OpenHandCursor if key == self._carries else shapes.PointingHandCursor
        self.setCursor(shapes.ArrowCursor if key is None else over)
        for changed in (before, key):
            self._update_marker(changed)
        self._name_again()

    def _point_at(self, at: QPointF | None) -> None:
        """A small ring under the pointer says its name."""
        self._pointed = self._layout.landmark(at) if self._layout and at is not None else None
        self._name_again()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click or a drag begins."""
        self._gestures.press(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Chooses when press and release are on the same marker and nothing was dragged."""
        self._gestures.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Activates: the caller may open the card or start."""
        key = self.hit(event.position())
        if key is not None:
            self.point_activated.emit(key[0], key[1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Hovers or drags."""
        self._gestures.move(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Enlarges about the pointer."""
        self._gestures.wheel(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """A drag does not go on when the map is shown again."""
        self._gestures.cancel()
        super().hideEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Nothing is hovered outside."""
        self.hover(None)

    def event(self, event: QEvent) -> bool:
        """Names the marker under the mouse in a tooltip; fonts and focus change what is painted."""
        if event.type() == QEvent.Type.ToolTip:
            self._show_tooltip(event)  # pyright: ignore[reportArgumentType]
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()  # a ring shows when the map itself has the keyboard
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self._rearrange()
        return super().event(event)

    def _show_tooltip(self, event: QHelpEvent) -> None:
        from PySide6.QtWidgets import QToolTip

        key, text = self.hit(QPointF(event.pos())), ""
        if key is not None:
            text = self._row[key].accessibleName()
        elif self._layout and (bone := self._layout.landmark(QPointF(event.pos()))):
            text = self._layout.by_key[bone].look.plain
        QToolTip.showText(event.globalPos(), text, self)

    # The keyboard.

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Tab leaves the map as a whole, by way of the buttons that enlarge it.

        Places, where they are shown, come before the markers.
        """
        if self.zones is not None:
            if next and self.zones.has_keyboard and self._row.enter():
                return True
            if not next and self._row.focused is not None and self.zones.enter():
                return True
        words = self.word_buttons()
        in_bar = self._bar is not None and self._bar.has_keyboard
        if words is not None and not in_bar and (next or words.has_keyboard):
            if words.step(forward=next):
                return True
            if not next and self._row.enter():
                return True
        return (
            self._step_in_bar(forward=next)
            or self._row.leave(forward=next)
            or super().focusNextPrevChild(next)
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move; Shift turns and enlarges; + - 0 Esc enlarge; [ ] \\ choose."""
        from acutimer.core.commands import command_at
        from acutimer.ui.kit.typed_keys import typed_key

        key = typed_key(event)
        command = command_at("map", key)
        if self._obey_carrying is not None and self._obey_carrying(key):
            return
        if command in _SIDES:
            self.side_key_pressed.emit(command)
        elif command in ("walk", "walk_to_end"):
            on_places = self.zones is not None and self.zones.has_keyboard
            if not (self.zones.move(key) if self.zones and on_places else self._row.move(key)):
                event.ignore()
        elif not self._turn_or_zoom(command, key):
            event.ignore()

    def _turn_or_zoom(self, command: str, key: str) -> bool:
        """Whether a key turned or enlarged; what it cannot do here is the page's."""
        if command == "turn":
            # As in a drag to the right, what is at the front goes to the right.
            return self._turn_by_frames(1 if key == "Shift+Left" else -1)
        return self.obey_size(command)

    def _turn_by_frames(self, frames: int) -> bool:
        view = self._shown.view
        if self._shown.may_turn:
            self._shown.take_hold()
            self._enter_turn()
            self._shown.turning.step(frames)
        elif view is not None and view.turned:
            self.turn_requested.emit(view.turned)
        else:
            return False
        return True

    def _enter_turn(self) -> None:
        if self._shown.view_id != TURN:
            self.show_view(TURN)
            self.view_changed.emit(TURN)

    def _focus_moved(self) -> None:
        """A marker that gets the keyboard comes into sight and out of its crowd."""
        focused, before = self._row.focused, (self._fan, self._zoom)
        if self._row.ringed or focused is None:  # under the mouse, the pointer decides
            crowd = self._layout.crowd(focused) if self._layout and focused else ()
            self._fan = crowd if len(crowd) > 1 else ()
        spot = self._layout.by_key.get(focused) if self._layout and focused else None
        inside = QRectF(self.rect()).adjusted(
            _IN_SIGHT_PX, _IN_SIGHT_PX, -_IN_SIGHT_PX, -_IN_SIGHT_PX
        )
        if spot is not None and self._zoom.is_in and not inside.contains(spot.centre):
            self._zoom = self._zoom.moved(inside.center() - spot.centre, self._unzoomed())
        stays = self._layout is not None and self._layout.stays_for(self._told())
        # places have the keyboard in turn with the markers, so their order goes with it
        if stays and self._places_shown() is None and before == (self._fan, self._zoom):
            self._follow_keyboard()
        else:
            self._rearrange()
