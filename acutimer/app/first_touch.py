"""The first thing a person does with a window that is not built to the end yet.

Must never keep an event to itself: what it sees is passed on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow
    from PySide6.QtWidgets import QWidget

#: Whatever a hand does to a window; a shortcut is looked for before its key is told.
_TOUCHES = (
    *(QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress),
    *(QEvent.Type.TouchBegin, QEvent.Type.TabletPress, QEvent.Type.Wheel, QEvent.Type.Close),
    *(QEvent.Type.DragEnter, QEvent.Type.Drop),
)


class FirstTouch(QObject):
    """Calls ``before`` ahead of the first touch, which then finds what that built."""

    def __init__(self, before: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._before = before
        self._window: QWindow | None = None

    def watch(self, window: QWidget) -> None:
        """Look at what comes to a window, before any of its parts does."""
        self._window = window.windowHandle()
        if self._window is not None:  # one that was never shown is touched by nobody
            self._window.installEventFilter(self)

    def leave(self) -> None:
        """Everything is there: look no more."""
        if self._window is not None:
            self._window.removeEventFilter(self)
            self._window = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass everything on, the first touch once all is there for it."""
        if event.type() in _TOUCHES:
            self._before()
        return super().eventFilter(watched, event)
