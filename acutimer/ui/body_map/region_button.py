"""The button behind each region that can be marked: what keyboard and assistive tools find.

It paints nothing and takes no mouse; the map does both, because a region is no rectangle. Must
never decide where it stands.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent


class RegionWatcher(Protocol):
    """Who wants to know when a region gains or loses the keyboard."""

    def focus_came(self, key: str, reason: Qt.FocusReason) -> None:
        """The keyboard is on the region ``key`` now."""

    def focus_left(self) -> None:
        """The keyboard has left a region."""


class RegionButton(QAbstractButton):
    """A named, focusable, checkable stand-in for one painted region; the map has the mouse."""

    def __init__(self, key: str, name: str, watcher: RegionWatcher, parent: QWidget) -> None:
        super().__init__(parent)
        # Weak: while the map is being destroyed Qt still takes the focus from its children, and
        # calling into a half-destroyed map ends the program.
        self._watcher = weakref.ref(watcher)
        self._key = key
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setProperty("ownFocus", True)
        self.setAccessibleName(name)
        self.setAccessibleIdentifier(f"pain.{key}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The map paints the region."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter mark; every other key is the map's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the map."""
        super().focusInEvent(event)
        watcher = self._watcher()
        if watcher is not None and isValid(watcher):
            watcher.focus_came(self._key, event.reason())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell the map."""
        watcher = self._watcher()
        if watcher is not None and isValid(watcher):
            super().focusOutEvent(event)
            watcher.focus_left()
