"""The button behind each marker: what the keyboard and assistive tools find on the map.

It paints nothing and takes no mouse; the map does both, because markers may overlap. Must never
decide where it stands.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QWidget
from shiboken6 import isValid

from acutimer.ui.body_map.markers import MarkerLook, MarkerState

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

#: The side of the square a marker stands for, logical pixels.
TARGET = 44


class FocusWatcher(Protocol):
    """Who wants to know when a marker gains or loses the keyboard."""

    def focus_came(self, button: MarkerButton, reason: Qt.FocusReason) -> None:
        """The keyboard is on ``button`` now."""

    def focus_left(self) -> None:
        """The keyboard has left a marker."""


class MarkerButton(QAbstractButton):
    """A named, focusable, pressable stand-in for one painted marker."""

    #: Enter was pressed: the person wants more than to choose it
    opened = Signal()

    def __init__(self, look: MarkerLook, watcher: FocusWatcher, parent: QWidget) -> None:
        super().__init__(parent)
        # Weak: while the map is being destroyed Qt still takes the focus from its children, and
        # calling into a half-destroyed map ends the program.
        self._watcher = weakref.ref(watcher)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setProperty("ownFocus", True)
        self.resize(TARGET, TARGET)
        self.show_look(look)

    def show_look(self, look: MarkerLook) -> None:
        """Takes the name and description of ``look``."""
        self.look = look
        article = look.state is MarkerState.ARTICLE
        self.setAccessibleName(look.name or f"{look.code}, {look.side}")
        self.setAccessibleDescription(look.description)
        self.setAccessibleIdentifier(
            f"marker.{look.code}.{look.side}{'.article' if article else ''}"
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """The map paints the marker."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter choose, Enter opens as well; every other key is the map's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            self.opened.emit()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tells the map."""
        super().focusInEvent(event)
        watcher = self._watcher()
        if watcher is not None and isValid(watcher):
            watcher.focus_came(self, event.reason())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tells the map."""
        watcher = self._watcher()
        if watcher is not None and isValid(watcher):
            super().focusOutEvent(event)
            watcher.focus_left()
