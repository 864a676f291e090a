"""The window where it was the last time, as large as it was, if a screen is there to show it.

Must never hold up the start: one small file is read, and written at the end.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from acutimer.core.window_place import Kept, Rectangle, first_size, place_again
from acutimer.storage.window_file import load_window, save_window

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

    from acutimer.ui.window.main_window import MainWindow

_WHOLE_SCREEN = Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen


class WindowPlace:
    """Puts a window back and remembers it."""

    def __init__(self, window: MainWindow, path: Path) -> None:
        self._window = window
        self._path = path
        self._was_open = False

    def restore(self) -> None:
        """Give the window its size and place, before it is shown."""
        self._was_open = True
        window = self._window
        window.resize(*first_size(_rectangle(window.screen().availableGeometry())))
        kept = load_window(self._path)
        if kept is None:
            return
        screens = [_rectangle(one.availableGeometry()) for one in QGuiApplication.screens()]
        least = window.minimumSize()
        place = place_again(kept.place, screens, (least.width(), least.height()))
        if place is not None:
            window.resize(place.width, place.height)
            # on Wayland a window cannot say where it wants to be, and asking does nothing
            window.move(place.left, place.top)
        if kept.maximised:
            window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)

    def keep(self) -> None:
        """Write down how the window is now."""
        if not self._was_open:
            return
        window = self._window
        if window.windowState() & _WHOLE_SCREEN:
            place = _rectangle(window.normalGeometry())
        else:
            place = Rectangle(window.x(), window.y(), window.width(), window.height())
        save_window(self._path, Kept(place, window.isMaximized()))


def _rectangle(of: QRect) -> Rectangle:
    return Rectangle(of.x(), of.y(), of.width(), of.height())
