"""The button behind each marker: what the keyboard and assistive tools find on the map.

Markers may overlap, so the map has the mouse. Must never decide where it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from acutimer.ui.body_map.faceless_button import FacelessButton, FocusWatcher
from acutimer.ui.body_map.markers import MarkerLook, MarkerState

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

#: The side of the square a marker stands for, logical pixels.
TARGET = 44


class MarkerButton(FacelessButton["MarkerButton"]):
    """A named, focusable, pressable stand-in for one painted marker."""

    #: Enter was pressed: the person wants more than to choose it
    opened = Signal()

    def __init__(
        self, look: MarkerLook, watcher: FocusWatcher[MarkerButton], parent: QWidget
    ) -> None:
        super().__init__(watcher, parent)
        self.resize(TARGET, TARGET)
        self.show_look(look)

    def told(self) -> MarkerButton:
        """The row knows its buttons themselves."""
        return self

    def enter(self) -> None:
        """Choose, and ask for more."""
        self.click()
        self.opened.emit()

    def show_look(self, look: MarkerLook) -> None:
        """Takes the name and description of ``look``."""
        self.look = look
        article = look.state is MarkerState.ARTICLE
        self.setAccessibleName(look.name or f"{look.code}, {look.side}")
        told = (look.description, look.beside)
        self.setAccessibleDescription("; ".join(words for words in told if words))
        self.setAccessibleIdentifier(
            f"marker.{look.code}.{look.side}{'.article' if article else ''}"
        )
