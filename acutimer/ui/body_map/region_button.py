"""The button behind each region that can be marked: what keyboard and assistive tools find.

A region is no rectangle, so the map has the mouse. Must never decide where it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from acutimer.ui.body_map.faceless_button import FacelessButton, FocusWatcher

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class RegionButton(FacelessButton[str]):
    """A named, focusable, checkable stand-in for one painted region."""

    def __init__(self, key: str, name: str, watcher: FocusWatcher[str], parent: QWidget) -> None:
        super().__init__(watcher, parent)
        self._key = key
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setAccessibleIdentifier(f"pain.{key}")

    def told(self) -> str:
        """The map knows its regions by their ids."""
        return self._key
