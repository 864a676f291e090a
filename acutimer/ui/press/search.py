"""The field that finds a point by any of its names, with a live list of those that fit.

It comes with a slash and goes when a point is found.

Must never choose a point: it tells what was typed. Nor may anything typed into it be a command.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QWidget

from acutimer.core.commands import command_at
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.pieces import label
from acutimer.ui.kit.typed_keys import typed_key

if TYPE_CHECKING:
    from acutimer.core.points import Point

_WIDEST_PX = 320
#: As many points as are listed under the field.
_MOST_MATCHES = 6
#: More letters than that are no name of a point, and the sentence needs the room.
_MOST_LETTERS = 40
_NOT_FOUND = "No point here is called “{sought}”. Try a name like Skull edge or a code like GB20."


class PointSearch(QLineEdit):
    """One line to type into; hidden until it is asked for."""

    #: a code or a name that was decided on
    sought = Signal(str)
    #: given up, without an answer
    left = Signal()

    def __init__(self, over: QWidget) -> None:
        """``over`` is what the list of points lies over."""
        super().__init__()
        self.setPlaceholderText("Find a point")
        self.setAccessibleName("Find a point by name or code")
        self.setAccessibleDescription("Down and up choose among the points that fit.")
        #: the points that fit what was typed
        self.matches = QListWidget(over)
        self.matches.setAccessibleName("Points that fit")
        self.matches.setFrameShape(QFrame.Shape.StyledPanel)
        self.matches.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.matches.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.matches.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.matches.itemClicked.connect(lambda _item: self._seek())
        self.matches.hide()
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
        self.matches.hide()
        self.show()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_matches(self, points: Sequence[Point]) -> None:
        """List the points that fit what was typed, the likeliest chosen."""
        listed = points[:_MOST_MATCHES]
        self.matches.clear()
        for point in listed:
            self.matches.addItem(f"{point.plain}   {point.code}")
            self.matches.item(self.matches.count() - 1).setData(
                Qt.ItemDataRole.UserRole, point.code
            )
        self.matches.setVisible(bool(listed) and self.isVisible())
        if listed:
            self.matches.setCurrentRow(0)
            height = self.matches.sizeHintForRow(0) * len(listed) + 2 * self.matches.frameWidth()
            below = self.geometry().bottomLeft()
            self.matches.setGeometry(below.x(), below.y() + 4, self.width(), height + 2)
            self.matches.raise_()

    def _seek(self) -> None:
        """Tell the listed point that is chosen, or what was typed where none fits."""
        chosen = self.matches.currentItem()
        if chosen is not None:
            self.sought.emit(chosen.data(Qt.ItemDataRole.UserRole))
        elif text := self.text().strip():
            self.sought.emit(text)
        else:
            self.hide()
            self.left.emit()

    def _choose(self, step: int) -> None:
        """Go to the next or the last of the points listed, and say it."""
        at = self.matches.currentRow() + step
        if 0 <= at < self.matches.count():
            self.matches.setCurrentRow(at)
            announce(self, self.matches.item(at).text())

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
        self.matches.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks and Escape gives up; nothing is left to the page, where Enter is Start."""
        key = typed_key(event)
        command = command_at("search", key)
        if command == "seek":
            self._seek()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._choose(1 if event.key() == Qt.Key.Key_Down else -1)
        elif command == "leave":
            self.hide()
            self.left.emit()
        else:
            super().keyPressEvent(event)
            if command_at("press", key):
                event.accept()
