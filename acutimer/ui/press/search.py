"""The field that finds a point by code or name; it comes with a slash and goes when one is found.

Must never choose a point: it tells what was typed. Nor may anything typed into it be a command.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from acutimer.core.commands import command_at
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.pieces import label
from acutimer.ui.kit.typed_keys import typed_key

_WIDEST_PX = 320
#: More letters than that are no name of a point, and the sentence needs the room.
_MOST_LETTERS = 40
_NOT_FOUND = "No point here is called “{sought}”. Try a code like GB20 or a name like Fengchi."


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
        self.setMaxLength(_MOST_LETTERS)
        #: says below the field that nothing was found
        self.outcome = label("", "small", "secondary", wraps=True)
        self.outcome.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.outcome.hide()
        self.textEdited.connect(self.outcome.hide)
        self.editingFinished.connect(self.hide)
        self.hide()

    def ask(self) -> None:
        """Show it, empty and ready for a word."""
        self.clear()
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def say_not_found(self) -> None:
        """Say that no point is called so, and stay for another word."""
        sentence = _NOT_FOUND.format(sought=self.text().strip())
        self.outcome.setText(sentence)
        self.outcome.show()
        self.selectAll()
        announce(self, sentence)

    def hideEvent(self, event: QHideEvent) -> None:
        """What was said goes with the field."""
        super().hideEvent(event)
        self.outcome.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks and Escape gives up; nothing is left to the page, where Enter is Start."""
        key = typed_key(event)
        command = command_at("search", key)
        if command == "seek":
            if text := self.text().strip():
                self.sought.emit(text)
            else:
                self.hide()
                self.left.emit()
        elif command == "leave":
            self.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)
            if command_at("press", key):
                event.accept()
