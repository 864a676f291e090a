"""The table with its search field: what is typed leaves the notes that hold it, of all days.

Only the days shown are there before something is typed. Must never change a note, and never seem to
sum up anew what was only searched.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from acutimer.core.commands import command_at
from acutimer.ui.history.table import HistoryTable
from acutimer.ui.history.words import CHANGE_HINT, Words
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import button, column, label
from acutimer.ui.kit.typed_keys import typed_key

if TYPE_CHECKING:
    from datetime import date

    from acutimer.core.history_content import HistoryContent

FIND = "Find in all notes"
NONE_FOUND = "No note holds this."
SEARCHING = "Looking through the notes of all days."
#: More letters than that are no words one would look for.
_MOST_LETTERS = 80
#: What the field's own edges take.
_BESIDE_PX = 44


class SearchField(QLineEdit):
    """One line to type into; nothing typed here is a command of the page."""

    #: given up, with nothing typed
    left = Signal()
    #: the notes found shall have the keyboard
    notes_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(f"{FIND} (Ctrl F)")
        self.setAccessibleName(FIND)
        self.setAccessibleDescription(
            "Words of a note, a routine, a place or a point. "
            "Escape clears, Enter goes to the notes."
        )
        self.setMaxLength(_MOST_LETTERS)

    def sizeHint(self) -> QSize:
        """Room for all of the words that stand in it while it is empty."""
        wide = self.fontMetrics().horizontalAdvance(self.placeholderText()) + _BESIDE_PX
        return QSize(wide, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears, then leaves; Enter and Down go to the notes; the rest is typed."""
        key = typed_key(event)
        command = command_at("note_search", key)
        if command == "leave":
            if self.text():
                self.clear()
            else:
                self.left.emit()
        elif command == "to_notes":
            self.notes_wanted.emit()
        else:
            super().keyPressEvent(event)
            if command_at("history", key) not in ("", "find_note"):
                event.accept()  # Home at the first letter is not the first day


class TablePart(QWidget):
    """Search field, count, a hint, and the table."""

    #: something is sought, and the notes of all days are wanted for it
    all_wanted = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._days: HistoryContent | None = None
        self._all: HistoryContent | None = None
        self._asked = False
        self.table = HistoryTable(words)
        self.field = SearchField()
        self.count = label("", "body", "secondary")
        self.clear = button("Clear", "link", name="Clear the search")
        self.hint = label(CHANGE_HINT, "body", "secondary", wraps=True)
        self._sought = False
        self.field.textChanged.connect(self._typed)
        self.field.left.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.field.notes_wanted.connect(self.table.go_to_first)
        self.clear.clicked.connect(self._clear)
        head = flowing(self.field, self.count, self.clear, across=12)
        self.setLayout(column(head, self.hint, (self.table, 1), spacing=8))
        self._show_found()

    def ask(self) -> None:
        """Let the person type what to look for."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_content(self, content: HistoryContent) -> None:
        """Takes the notes of the days shown."""
        self._days = content
        if not self.is_seeking:
            self.table.show_content(content)
        self._show_found()

    def show_all(self, content: HistoryContent) -> None:
        """Takes the notes of all days, as they were asked for."""
        self._all, self._asked = content, False
        if self.is_seeking:
            self.table.show_content(content)
            self._search()

    def forget_all(self) -> None:
        """What was read of all days is of yesterday: a note was added or changed since."""
        self._all, self._asked = None, False
        self._look_everywhere()

    @property
    def is_seeking(self) -> bool:
        """Whether something is sought."""
        return bool(self.field.text().strip())

    def _look_everywhere(self) -> bool:
        """Ask for all days where something is sought; gives whether it asked now."""
        if not self.is_seeking or self._all is not None or self._asked:
            return False
        self._asked = True
        self.all_wanted.emit()
        return True

    def show_day(self, day: date) -> None:
        """Goes to a day, if it has a row."""
        self.table.show_day(day)

    def _typed(self) -> None:
        """The first letter asks for all days; without any, only the days shown are there."""
        seeks = self.is_seeking
        turned, self._sought = seeks != self._sought, seeks
        if turned and not seeks and self._days is not None:
            self.table.show_content(self._days)
        self._show_found()
        if turned and seeks and self._all is not None:
            self.table.show_content(self._all)
        if not self._look_everywhere():
            self._search()

    def _search(self) -> None:
        self._show_found()
        announce(self.field, self.count.text() or self._entries(self.table.search("")[1]))

    def _show_found(self) -> None:
        shown, every = self.table.search(self.field.text())
        seeks = self.is_seeking
        self.count.setText(f"{shown} of {self._entries(every)}" if seeks else "")
        for piece in (self.count, self.clear):
            piece.setVisible(seeks)
        none = NONE_FOUND if self._all is not None else SEARCHING
        self.hint.setText(none if seeks and not shown else CHANGE_HINT)

    @staticmethod
    def _entries(number: int) -> str:
        return "1 entry" if number == 1 else f"{number} entries"

    def _clear(self) -> None:
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
