"""The button beside the views that opens the rest of them.

Must never show a picture: it tells which one was chosen.
"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from acutimer.ui.kit.segments import Segment
from acutimer.ui.kit.wording import MORE_VIEW_NAMES


class MoreViews(Segment):
    """ "More", checked while one of its views is shown."""

    #: the id of a view
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("More")
        self._shown = ""
        self._offered: Collection[str] = MORE_VIEW_NAMES
        self._actions: dict[str, QAction] = {}
        menu = QMenu(self)
        menu.setToolTipsVisible(False)
        menu.aboutToShow.connect(self._fill)
        # a press that opens the menu has chosen nothing yet
        menu.aboutToHide.connect(lambda: self.setChecked(bool(self._shown)))
        self.setMenu(menu)
        self.setAccessibleName("More views")

    def mark(self, view_id: str) -> None:
        """Say which of its views is shown, or none."""
        self._shown = view_id
        self.setChecked(bool(view_id))
        name = MORE_VIEW_NAMES.get(view_id.removesuffix("_right"), "")
        name = MORE_VIEW_NAMES.get(view_id, name)
        self.setAccessibleName(f"More views, {name} shown" if name else "More views")
        for key, action in self._actions.items():
            action.setChecked(key == view_id)
        self._show_offered()

    def offer(self, views: Collection[str]) -> None:
        """Offer these of its views, and the one that is shown."""
        self._offered = views
        self._show_offered()

    def _show_offered(self) -> None:
        offered = [key for key in MORE_VIEW_NAMES if key in self._offered or key == self._shown]
        for key, action in self._actions.items():
            action.setVisible(key in offered)
        self.setVisible(bool(offered))

    def _fill(self) -> None:
        if self._actions:
            return
        for key, words in MORE_VIEW_NAMES.items():
            action = QAction(words, self)
            action.setCheckable(True)
            action.setChecked(key == self._shown)
            action.triggered.connect(lambda _=False, key=key: self.chosen.emit(key))
            self.menu().addAction(action)
            self._actions[key] = action
        self._show_offered()
