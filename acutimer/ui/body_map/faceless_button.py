"""A button without a face: what keyboard and assistive tools find where the map only paints.

It paints nothing and takes no mouse. Must never decide where it stands.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

_Told = TypeVar("_Told", contravariant=True)


class FocusWatcher(Protocol[_Told]):
    """Who wants to know when such a button gains or loses the keyboard."""

    def focus_came(self, told: _Told, /, reason: Qt.FocusReason) -> None:
        """The keyboard is on the button that ``told`` names now."""

    def focus_left(self) -> None:
        """The keyboard has left a button."""


_Name = TypeVar("_Name")


class FacelessButton(QAbstractButton, Generic[_Name]):
    """A named, focusable, pressable stand-in for something painted; the map has the mouse."""

    def __init__(self, watcher: FocusWatcher[_Name], parent: QWidget) -> None:
        super().__init__(parent)
        # Weak: while the map is being destroyed Qt still takes the focus from its children, and
        # calling into a half-destroyed map ends the program.
        self._watcher = weakref.ref(watcher)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setProperty("ownFocus", True)

    def told(self) -> _Name:
        """What the watcher knows this button by."""
        raise NotImplementedError

    def enter(self) -> None:
        """What Enter does."""
        self.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The map paints."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space presses, Enter presses or more; every other key is the map's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tells the map."""
        super().focusInEvent(event)
        watcher = self._watcher()
        if watcher is not None and isValid(watcher):
            watcher.focus_came(self.told(), event.reason())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tells the map."""
        watcher = self._watcher()
        if watcher is not None and isValid(watcher):
            super().focusOutEvent(event)
            watcher.focus_left()
