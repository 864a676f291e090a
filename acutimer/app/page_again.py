"""The page that was open before the app gave way, when the window is seen again.

Must never show it over what was asked for meanwhile, nor build it before somebody looks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from acutimer.ui.window.main_window import MainWindow

_FIRST = "press"
#: Of a point's page one comes back to the book that it stands in.
_AGAIN = {"history": "history", "settings": "settings", "handbook": "handbook", "point": "handbook"}


class PageAgain(QObject):
    """Knows the page to come back to."""

    def __init__(self, window: MainWindow, show: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._show = show
        self._wanted = _FIRST

    @property
    def page(self) -> str:
        """The page that somebody who looks now would find."""
        page = self._window.page
        return self._wanted if page == _FIRST else _AGAIN.get(page, _FIRST)

    def show_again(self, page: str) -> None:
        """Show that page as soon as the window is seen, if it is one to come back to."""
        self._wanted = _AGAIN.get(page, _FIRST)
        if self._wanted != _FIRST:
            self._window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show it before the window is painted."""
        if event.type() is QEvent.Type.Show:
            self._window.removeEventFilter(self)
            wanted, self._wanted = self._wanted, _FIRST
            if self._window.page == _FIRST:
                self._show(wanted)
        return super().eventFilter(watched, event)
