"""The field that finds a point by code or name; it comes with a slash and goes with its answer.

Must never choose a point: it tells what was typed.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from acutimer.core.commands import command_at
from acutimer.ui.kit.typed_keys import typed_key

_WIDEST_PX = 320


class PointSearch(QLineEdit):
    """One line to type into; hidden until it is asked for."""

    #: a code or a name
    sought = Signal(str)
    #: given up, without an answer
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("Find a point: GB20, Fengchi")
        self.setAccessibleName("Find a point by code or name")
        self.setMaximumWidth(_WIDEST_PX)
        self.editingFinished.connect(self.hide)
        self.hide()

    def ask(self) -> None:
        """Show it, empty and ready for a word."""
        self.clear()
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks and Escape gives up; neither is left to the page, where Enter is Start."""
        command = command_at("search", typed_key(event))
        if command == "seek":
            text = self.text().strip()
            self.hide()
            if text:
                self.sought.emit(text)
            else:
                self.left.emit()
        elif command == "leave":
            self.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)
