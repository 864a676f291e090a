"""The ring round the control that has the keyboard, drawn outside it on the ground.

A module of its own: the names of QStyle, which app_style needs, cost the start 8 ms. Must never
take or move the keyboard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from acutimer.ui.kit.theme import Theme

#: The ring: 2 px of line, 2 px of ground between it and the control.
_LINE = 2
_GAP = 2
_KIND_RADIUS = {
    "segment": 8, "rating": 10, "ratingBig": 14, "session": 12, "routine": 12, "switch": 13,
    "rail": 10, "link": 3,
}  # fmt: skip
_KIND_MARGIN = {"segment": 3}


def paint_focus_ring(painter: QPainter, box: QRectF, theme: Theme, radius: float) -> None:
    """Draws the ring just inside ``box``, logical pixels; ``radius`` is the ring's own."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("focus"), _LINE))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inset = _LINE / 2
    painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def _with_room(ringed: QWidget) -> QWidget:
    """The nearest ancestor that does not cut a ring round the control; inside its scroll area."""
    parent = ringed.parentWidget()
    assert parent is not None  # what has the focus in a window has a parent
    beyond = _GAP + _LINE
    while True:
        above = parent.parentWidget()
        place = QRect(ringed.mapTo(parent, QPoint(0, 0)), ringed.size())
        ring = place.adjusted(-beyond, -beyond, beyond, beyond)
        if above is None or parent.rect().contains(ring) or parent.isWindow():
            return parent
        if above.inherits("QAbstractScrollArea") or parent.inherits("QAbstractScrollArea"):
            return parent
        parent = above


class _RingFrame(QWidget):
    """Lies over one control and a little beyond it, and follows it."""

    def __init__(self, ringed: QWidget, theme: Theme) -> None:
        room = _with_room(ringed)
        super().__init__(room)
        self._ringed = ringed
        self._room = room
        self._theme = theme
        kind = str(ringed.property("kind") or "")
        self._radius = _KIND_RADIUS.get(kind, 10) + _GAP + _LINE
        # The style sheet's own margin counts as part of the gap.
        self._beyond = _GAP + _LINE - _KIND_MARGIN.get(kind, 0)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        moving: QWidget | None = ringed
        while moving is not None and moving is not room:
            moving.installEventFilter(self)
            moving = moving.parentWidget()
        self._follow()
        self.setVisible(ringed.isVisible())
        self.raise_()

    def _follow(self) -> None:
        beyond = self._beyond
        place = QRect(self._ringed.mapTo(self._room, QPoint(0, 0)), self._ringed.size())
        self.setGeometry(place.adjusted(-beyond, -beyond, beyond, beyond))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps place and visibility like the control's."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._follow()
        elif event.type() in (QEvent.Type.Hide, QEvent.Type.Show):
            self.setVisible(self._ringed.isVisible())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draws the ring; the control shows through."""
        painter = QPainter(self)
        paint_focus_ring(painter, QRectF(self.rect()), self._theme, self._radius)
        painter.end()


class FocusRing(QObject):
    """The ring round the control that has the keyboard, drawn outside it on the ground.

    One for each window. It shows only when the keyboard moved the focus there, so that a click
    leaves no ring behind. A widget with the property ``ownFocus`` draws its own. Layouts leave 4 px
    round focusable controls, or the ring is cut there.
    """

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._frame: _RingFrame | None = None

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme, from the next move on."""
        self._theme = theme

    def follow(self, app: QApplication) -> None:
        """Moves with the application's focus from now on."""
        app.focusChanged.connect(self.move_to)

    def move_to(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Rings ``now`` when it is in this window and the keyboard brought the focus."""
        if self._frame is not None and isValid(self._frame):
            self._frame.hide()
            self._frame.deleteLater()
        self._frame = None
        if (
            now is not None
            and now is not self._window
            and now.window() is self._window
            and not now.property("ownFocus")
            and not rings_itself(now)
            and self._window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        ):
            self._frame = _RingFrame(now, self._theme)


def rings_itself(widget: QWidget) -> bool:
    """Whether a widget shows its ring inside: item views and tabs do, at the item."""
    return widget.inherits("QAbstractItemView") or widget.inherits("QTabBar")
