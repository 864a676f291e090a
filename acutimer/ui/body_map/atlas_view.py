"""The body map: one picture with its points, by mouse, keyboard and screen reader alike.

The map paints; every point is also a real button without a face. Must never know routines, safety
or storage: it is given looks and tells what was chosen. Idle, it holds no running timer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from acutimer.places import resource_path
from acutimer.ui.body_map import overlay
from acutimer.ui.body_map.button_row import ARROWS, ButtonRow
from acutimer.ui.body_map.canvas import Scene, paint_scene, paint_sentence, spot_box
from acutimer.ui.body_map.layout import Key, MapLayout, PillWords, Spot, lay_out
from acutimer.ui.body_map.markers import MarkerLook, MarkerState
from acutimer.ui.body_map.pictures import Pictures, PictureUnreadable
from acutimer.ui.body_map.pulse import Pulse
from acutimer.ui.body_map.views import BodyView, BodyViews, ViewsUnreadable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import (
        QHelpEvent,
        QHideEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QPixmap,
        QResizeEvent,
        QShowEvent,
    )

    from acutimer.ui.body_map.marker_button import MarkerButton
    from acutimer.ui.theme import Theme

_SIDE_KEYS = {"[": "left", "]": "right", "\\": "both"}


class AtlasView(QWidget):
    """Shows one view of the body with markers.

    Signals: ``point_chosen(code, side)`` on click, Space, Enter or a press by an assistive tool;
    ``point_activated(code, side)`` on a double click; ``side_key_pressed(side)`` with left, right
    or both; ``turn_requested(view_id)`` when a far-side marker is chosen or Shift+arrow is pressed;
    ``picture_missed(file)`` when a picture or views.json cannot be read.
    """

    point_chosen = Signal(str, str)
    point_activated = Signal(str, str)
    side_key_pressed = Signal(str)
    turn_requested = Signal(str)
    picture_missed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        folder: Path | None = None,
        parent: QWidget | None = None,
        pictures: Pictures | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._folder = folder or resource_path("body")
        self._pictures = pictures or Pictures(self._folder)
        self._views: BodyViews | None = None
        self._view: BodyView | None = None
        self._missing = False
        self._looks: tuple[MarkerLook, ...] = ()
        self._layout: MapLayout | None = None
        self._hovered: Key | None = None
        self._pressed: Key | None = None
        self._calm = True
        self._brightness = 1.0
        self._scale = 1.0
        self._pills = True
        self._row = ButtonRow(self, self._choose)
        self._row.focus_moved.connect(self._rearrange)
        self._pulse = Pulse(self)
        self._pulse.moved.connect(self._update_current)
        self.setMouseTracking(True)
        self.setMinimumSize(160, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        # The body and the words "Your left" mean places in the picture, in every language.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    # What the caller sets.

    def show_view(self, view_id: str) -> None:
        """Shows nape, side, side_right, face, hand, hand_right, whole_back, back34 or front."""
        if self._views is None:
            try:
                self._views = BodyViews.load(self._folder)
            except ViewsUnreadable:
                self._miss("views.json")
                return
        self._view = self._views.view(view_id)
        self.setAccessibleName(self.tr("Body map, {view}").format(view=self._view.title))
        self.setAccessibleDescription(
            self.tr("Never press the striped area at the front and side of the throat.")
            if self._view.zones
            else ""
        )
        self._missing = not self._pictures.readable(self._view)
        if self._missing:
            self._miss(self._view.file)
        self._rearrange()

    def view_id(self) -> str:
        """The view that is shown, empty before the first."""
        return self._view.view_id if self._view else ""

    def views(self) -> BodyViews | None:
        """Every view and its places, once one has been shown."""
        return self._views

    def set_markers(self, looks: Sequence[MarkerLook]) -> None:
        """Shows these points; those the view does not show are kept for the next view."""
        self._looks = tuple(looks)
        self._rearrange()

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self._theme = theme
        self.update()

    def set_motion(self, calm: bool) -> None:
        """True lets the current marker pulse slowly; False is Still."""
        self._calm = calm
        self._breathe()
        self.update()

    def set_brightness(self, share: float) -> None:
        """How bright the body is in dark themes, 0.4 to 1 of what the theme says."""
        self._brightness = min(1.0, max(0.4, share))
        self.update()

    def set_marker_scale(self, scale: float) -> None:
        """Markers this much larger: 1 on the Press page, 1.05 to 1.15 in a session."""
        self._scale = scale
        self.update()

    def set_pills(self, shown: bool) -> None:
        """Whether points have label pills; the never-press label is always shown."""
        self._pills = shown
        self._rearrange()

    def focus_point(self, code: str, side: str) -> bool:
        """Puts the keyboard on a marker; False when this view does not show it."""
        return self._row.focus_point((code, side, False))

    def buttons(self) -> list[MarkerButton]:
        """The markers shown, in the order the arrow keys take."""
        return self._row.order()

    def sizeHint(self) -> QSize:
        """The drawn size."""
        return QSize(560, 604)

    # Laying out.

    def _words(self) -> PillWords:
        return PillWords(
            left=self.tr("L"), right=self.tr("R"), next=self.tr("Next"), off=self.tr("off"),
            far_side=self.tr("far side"), article=self.tr("Article"),
            never_press=self.tr("Never press here"),
        )  # fmt: skip

    def _rearrange(self) -> None:
        """Lays everything out again and brings the buttons in line."""
        if self._view is None or self._missing:
            self._layout = None
        else:
            ground = self.font()
            self._layout = lay_out(
                self._view, self._looks, QRectF(self.rect()), self._words(),
                lambda text, sub: overlay.pill_size(text, sub, ground), self._row.focused,
                pills=self._pills,
            )  # fmt: skip
        spots = self._layout.spots if self._layout else ()
        self._row.match(spots, {look.key for look in self._looks})
        self._breathe()
        self.update()

    def _miss(self, file: str) -> None:
        self._missing = True
        self._rearrange()
        self.picture_missed.emit(file)

    # Choosing.

    def _choose(self, key: Key) -> None:
        look = self._row[key].look
        if look.state is MarkerState.FAR_SIDE and self._view and self._view.turned:
            self.turn_requested.emit(self._view.turned)
            return
        self.point_chosen.emit(look.code, look.side)

    def _hit(self, at: QPointF) -> Key | None:
        return self._layout.hit(at) if self._layout else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remembers which marker the press began on."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._hit(event.position())
            if self._pressed is not None:
                self._row[self._pressed].setFocus(Qt.FocusReason.MouseFocusReason)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Chooses when press and release are on the same marker."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed == self._hit(event.position()):
            self._row[pressed].click()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Activates: the caller may open the card or start."""
        key = self._hit(event.position())
        if key is not None:
            self.point_activated.emit(key[0], key[1])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Shows which marker a click would choose."""
        self._hover(self._hit(event.position()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Nothing is hovered outside."""
        self._hover(None)

    def _hover(self, key: Key | None) -> None:
        if key == self._hovered:
            return
        before, self._hovered = self._hovered, key
        self.setCursor(
            Qt.CursorShape.ArrowCursor if key is None else Qt.CursorShape.PointingHandCursor
        )
        for changed in (before, key):
            self._update_marker(changed)

    def event(self, event: QEvent) -> bool:
        """Shows the name of the marker under the mouse as a tooltip."""
        if event.type() == QEvent.Type.ToolTip:
            self._show_tooltip(event)  # pyright: ignore[reportArgumentType]
            return True
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self._rearrange()
        return super().event(event)

    def _show_tooltip(self, event: QHelpEvent) -> None:
        from PySide6.QtWidgets import QToolTip

        key = self._hit(QPointF(event.pos()))
        text = self._row[key].accessibleName() if key else ""
        QToolTip.showText(event.globalPos(), text, self)

    # The keyboard.

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Tab leaves the map as a whole; arrows move inside it."""
        return self._row.leave(forward=next) or super().focusNextPrevChild(next)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move; brackets and backslash choose a side; Shift turns."""
        shifted = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.text() in _SIDE_KEYS:
            self.side_key_pressed.emit(_SIDE_KEYS[event.text()])
        elif shifted and event.key() in ARROWS:
            if self._view is not None and self._view.turned:
                self.turn_requested.emit(self._view.turned)
            else:
                event.ignore()
        elif not self._row.move(event.key()):
            event.ignore()

    # Moving and painting.

    def _breathe(self) -> None:
        """Runs the pulse only while a current marker can be seen and motion is wanted."""
        self._pulse.run(self._calm and self.isVisible() and bool(self._current()))

    def _current(self) -> list[Spot]:
        spots = self._layout.spots if self._layout else ()
        return [spot for spot in spots if spot.look.state is MarkerState.CURRENT]

    def _update_current(self) -> None:
        for spot in self._current():
            self._update_marker(spot.look.key)

    def _update_marker(self, key: Key | None) -> None:
        spot = self._layout.by_key.get(key) if self._layout and key else None
        if spot is not None:
            self.update(spot_box(spot, self._scale).toAlignedRect())

    def showEvent(self, event: QShowEvent) -> None:
        """The pulse may begin."""
        super().showEvent(event)
        self._breathe()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hidden or minimised, nothing runs."""
        super().hideEvent(event)
        self._pulse.run(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything finds its place again."""
        super().resizeEvent(event)
        self._rearrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the part that changed."""
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        box = QRectF(self.rect())
        pixmap = self._pixmap()
        if self._layout is not None and pixmap is not None:
            focused = self._row.focused if self._row.ringed else None
            scene = Scene(
                self._layout, pixmap, self._theme, self.font(), self._corners(), self._scale,
                self._pulse.value, focused, self._hovered,
            )  # fmt: skip
            paint_scene(painter, box, QRectF(event.rect()), scene)
        elif self._missing:
            sentence = self.tr("The picture could not be loaded. The point list is still there.")
            paint_sentence(painter, box, sentence, self._theme, self.font())
        painter.end()

    def _pixmap(self) -> QPixmap | None:
        if self._view is None or self._layout is None:
            return None
        size = self._layout.picture.size().toSize()
        try:
            return self._pictures.pixmap(
                self._view, self._theme, size, self.devicePixelRatioF(), self._brightness
            )
        except PictureUnreadable:
            # Told later, not from inside a paint: the caller's answer may paint again.
            file = self._view.file
            self._missing = True
            QTimer.singleShot(0, self, lambda: self._miss(file))
            return None

    def _corners(self) -> tuple[str, str]:
        left, right = self.tr("Your left"), self.tr("Your right")
        edge = self._view.left_edge if self._view else ""
        return {"left": (left, right), "right": (right, left)}.get(edge, ("", ""))
