"""The field that finds a point by any of its names, with a live list of those that fit.

Must never choose a point: it tells what was typed. Nor may anything typed into it be a command.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from acutimer.core.commands import command_at
from acutimer.core.point_search import points_called
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.pieces import label
from acutimer.ui.kit.typed_keys import typed_key

if TYPE_CHECKING:
    from acutimer.core.points import Point
    from acutimer.ui.kit.point_matches import PointMatches

_WIDEST_PX, _LEAST_LIST_PX = 320, 260
#: Around the words in the field.
_EDGES_PX = 26
#: As many points as are seen in the list at once.
_MOST_ROWS = 7
#: More letters than that are no name of a point, and the sentence needs the room.
_MOST_LETTERS = 40
_NOT_FOUND = "No point here is called “{sought}”. Try a name like Skull edge, or its code."


class PointSearch(QLineEdit):
    """One line to type into; the points that fit are listed while it has the keyboard."""

    #: the code of a point that was decided on, or a name that fits none of those listed
    sought = Signal(str)
    #: given up, without an answer
    left = Signal()

    def minimumSizeHint(self) -> QSize:
        """What it says while it is empty fits."""
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        return QSize(words + _EDGES_PX, super().minimumSizeHint().height())

    def __init__(self, over: QWidget) -> None:
        """``over`` is what the list of points lies over."""
        super().__init__()
        self._over = over
        self._points: Sequence[Point] = ()
        self.setPlaceholderText("Find a point")
        self.setToolTip("Find a point (/)")
        self.setAccessibleName("Find a point by name or code")
        self.setAccessibleDescription("Down and up choose among the points that fit.")
        self.setProperty("kind", "find")
        self.setMaximumWidth(_WIDEST_PX)
        self.setMaxLength(_MOST_LETTERS)
        self._matches: PointMatches | None = None
        #: says below the field that nothing was found
        self.outcome = label("", "small", "secondary", wraps=True)
        self.outcome.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.outcome.hide()
        self.textEdited.connect(self._typed)

    @property
    def matches(self) -> PointMatches:
        """The points that fit what was typed, listed; made for the first letter."""
        if self._matches is None:
            from acutimer.ui.kit.point_matches import PointMatches

            self._matches = PointMatches(self._over)
            self._matches.itemClicked.connect(lambda _item: self._seek())
        return self._matches

    @property
    def _are_listed(self) -> bool:
        return self._matches is not None and not self._matches.isHidden()

    def _hide_matches(self) -> None:
        if self._matches is not None:
            self._matches.hide()

    def take_points(self, points: Sequence[Point]) -> None:
        """Find among these from now on."""
        self._points = points

    def ask(self) -> None:
        """Ready for a word."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def end(self) -> None:
        """Empty, with nothing listed."""
        self.clear()
        self.outcome.hide()
        self._hide_matches()

    def _typed(self) -> None:
        self.outcome.hide()
        self._list(points_called(self.text(), self._points))

    def _list(self, points: Sequence[Point]) -> None:
        """List points, the likeliest chosen."""
        self.matches.show_points(points)
        self.matches.setVisible(bool(points) and self.isVisible())
        if points:
            self.matches.setCurrentRow(0)
            self._place(min(len(points), _MOST_ROWS))

    def _place(self, rows: int) -> None:
        """Under the field, as high as its rows and the room below allow."""
        matches = self.matches
        below = self.mapTo(self._over, QPoint(0, self.height() + 4))
        height = matches.sizeHintForRow(0) * rows + 2 * matches.frameWidth() + 2
        room = max(0, self._over.height() - below.y() - 4)
        width = min(max(self.width(), _LEAST_LIST_PX), self._over.width())
        left = max(0, min(below.x(), self._over.width() - width))
        matches.setGeometry(left, below.y(), width, min(height, room))
        matches.raise_()

    def _seek(self) -> None:
        """Tell the listed point that is chosen, or what was typed where none fits."""
        code = self.matches.chosen_code if self._are_listed else ""
        if code:
            self.sought.emit(code)
        elif text := self.text().strip():
            self.sought.emit(text)
        else:
            self.left.emit()

    def _choose(self, step: int) -> None:
        """Go to the next or the last of the points listed, and say it; all, where none is yet."""
        if not self._are_listed:
            fitting = points_called(self.text(), self._points)
            self._list(fitting if self.text().strip() else self._points)
            step = 0
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

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list belongs to who is typing, and so does what was said."""
        super().focusOutEvent(event)
        self._hide_matches()
        self.outcome.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is left over a page that is gone."""
        super().hideEvent(event)
        self.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks and Escape gives up; nothing is left to the page, where Enter is Start."""
        key = typed_key(event)
        command = command_at("search", key)
        if command == "seek":
            self._seek()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._choose(1 if event.key() == Qt.Key.Key_Down else -1)
        elif command == "leave":
            self.end()
            self.left.emit()
        else:
            super().keyPressEvent(event)
            if command_at("press", key) or command_at("editor", key):
                event.accept()
