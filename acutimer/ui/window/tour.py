"""A look round the window in a few stops: a ring round a part, and a card that says what it is for.

Must never press or change what it shows.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from acutimer.core.commands import command_at
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.focus_ring import paint_focus_ring
from acutimer.ui.kit.pieces import button, column, frame, label, row
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.typed_keys import typed_key

_CARD_PX, _EDGE_PX, _BEYOND_PX, _RING_RADIUS = 340, 12, 6, 12


class Stop(NamedTuple):
    """One part: what it is for, and the part itself, which may be out of sight."""

    title: str
    words: str
    part: Callable[[], QWidget]


class Tour(QWidget):
    """Lies over the whole window; arrows move, Esc or the last button ends."""

    ended = Signal()

    def __init__(self, window: QWidget, theme: Theme, stops: Sequence[Stop]) -> None:
        super().__init__(window)
        self._theme = theme
        self._window = window
        self._stops = stops
        self._at = 0
        self._count = label("", "caption", "secondary")
        self._title = label("", "h2", wraps=True)
        self._words = label("", wraps=True)
        self.back = button("Back", "toolbar")
        self.back.clicked.connect(lambda: self.show_stop(self._at - 1))
        self.onward = button("Next", "primary")
        self.onward.clicked.connect(lambda: self.show_stop(self._at + 1))
        self.end = button("End", "toolbar", name="End the tour")
        self.end.clicked.connect(self.ended)
        self.card = frame("popup")
        self.card.setParent(self)
        keys = row(
            label("←", "caption", "key"), label("→", "caption", "key"),
            label("move", "small", "secondary"), 8,
            label("Esc", "caption", "key"), label("ends", "small", "secondary"), None, spacing=5,
        )  # fmt: skip
        buttons = row(self.end, None, self.back, self.onward, spacing=8)
        self.card.setLayout(
            column(
                self._count, self._title, self._words, keys, buttons,
                spacing=8, margins=(18, 14, 18, 14),
            )
        )  # fmt: skip
        window.installEventFilter(self)
        for one in (self.end, self.back, self.onward):
            one.installEventFilter(self)
        self.hide()

    @property
    def at(self) -> int:
        """The index of the stop in sight."""
        return self._at

    def begin(self) -> None:
        """Come up at the first stop, and take the keyboard."""
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.show_stop(0)

    def show_stop(self, index: int) -> None:
        """Show a stop; before the first there is none, and after the last it ends."""
        if index >= len(self._stops):
            self.ended.emit()
            return
        self._at = max(0, index)
        stop = self._stops[self._at]
        self._count.setText(f"{self._at + 1} of {len(self._stops)}")
        self._title.setText(stop.title)
        self._words.setText(stop.words)
        self.back.setEnabled(self._at > 0)
        self.onward.setText("Done" if self._at == len(self._stops) - 1 else "Next")
        self.setAccessibleName(f"Tour, {self._count.text()}: {stop.title}")
        self.setAccessibleDescription(stop.words)
        self._place()
        self.onward.setFocus(Qt.FocusReason.TabFocusReason)
        announce(self, f"{self._count.text()}. {stop.title}. {stop.words}")

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Nothing that the card does not want reaches what lies below."""
        self._obey(event)
        event.accept()

    def _obey(self, event: QKeyEvent) -> bool:
        """Arrows move, Esc ends; False for any other key."""
        command = command_at("tour", typed_key(event))
        if command == "leave":
            self.ended.emit()
        elif command:
            self.show_stop(self._at + (1 if command == "stop_after" else -1))
        return bool(command)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the card presses nothing."""
        event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Tab stays in the card."""
        ring = [one for one in (self.end, self.back, self.onward) if one.isEnabled()]
        held = [index for index, one in enumerate(ring) if one.hasFocus()]
        at = held[0] if held else -1
        ring[(at + (1 if next else -1)) % len(ring)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size, and take the arrows from the card's own buttons."""
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
            self._place()
        elif watched is not self._window and isinstance(event, QKeyEvent):
            # a button would take an arrow as the way to the next button
            return event.type() == QEvent.Type.KeyPress and self._obey(event)
        return super().eventFilter(watched, event)

    def _lit(self) -> QRect:
        """Where what is seen of the part lies in the window; empty while it is out of sight."""
        part = self._stops[self._at].part()
        seen = part.visibleRegion().boundingRect()
        if not seen.isValid():
            return QRect()
        place = QRect(part.mapTo(self.window(), seen.topLeft()), seen.size())
        beyond = _BEYOND_PX
        return place.adjusted(-beyond, -beyond, beyond, beyond) & self.rect().adjusted(2, 2, -2, -2)

    def _place(self) -> None:
        """The card goes where it hides least of the part, and then where it need not give way."""
        width = min(_CARD_PX, self.width() - 2 * _EDGE_PX)
        self.card.setFixedWidth(width)
        self.card.ensurePolished()
        height = min(self.card.heightForWidth(width), self.height() - 2 * _EDGE_PX)
        lit, room = self._lit(), self.rect().adjusted(_EDGE_PX, _EDGE_PX, -_EDGE_PX, -_EDGE_PX)
        middle = lit.center() if lit.isValid() else room.center()
        left, top = middle.x() - width // 2, middle.y() - height // 2
        beside = [
            QRect(lit.right() + _EDGE_PX, top, width, height),
            QRect(lit.left() - _EDGE_PX - width, top, width, height),
            QRect(left, lit.top() - _EDGE_PX - height, width, height),
            QRect(left, lit.bottom() + _EDGE_PX, width, height),
        ]
        if lit.isValid():
            kept = [(_inside(one, room), one) for one in beside]
            place, _ = min(kept, key=lambda two: (_area(two[0] & lit), _moved_px(*two)))
        else:
            place = _inside(QRect(left, top, width, height), room)
        self.card.setGeometry(place)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ring; everything else shows through."""
        del event
        if (lit := self._lit()).isValid():
            painter = QPainter(self)
            paint_focus_ring(painter, QRectF(lit), self._theme, _RING_RADIUS)
            painter.end()


def _inside(place: QRect, room: QRect) -> QRect:
    """The place moved into the room."""
    left = max(room.left(), min(place.left(), room.right() - place.width() + 1))
    top = max(room.top(), min(place.top(), room.bottom() - place.height() + 1))
    return QRect(QPoint(left, top), place.size())


def _moved_px(place: QRect, wanted: QRect) -> int:
    return (place.topLeft() - wanted.topLeft()).manhattanLength()


def _area(place: QRect) -> int:
    return place.width() * place.height() if place.isValid() else 0
