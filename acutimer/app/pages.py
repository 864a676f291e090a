"""A page of the window, with its type: made when it is first shown.

Must never make a page that nobody asked to see.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from acutimer.ui.window.main_window import MainWindow

P = TypeVar("P", bound="QWidget")


class Page(Generic[P]):
    """One page by its key; whoever makes it holds this."""

    def __init__(self, window: MainWindow, key: str, make: Callable[[], P]) -> None:
        self._window = window
        self._key = key
        self._make = make
        #: the page once it was shown
        self.built: P | None = None
        window.add_page(key, self._build)

    def shown(self) -> P:
        """Show the page; gives it."""
        self._window.show_page(self._key)
        assert self.built is not None  # the window asked for it, now or before
        return self.built

    @property
    def is_shown(self) -> bool:
        """Whether it is the page that one sees."""
        return self._window.page == self._key

    def _build(self) -> P:
        self.built = page = self._make()
        return page
