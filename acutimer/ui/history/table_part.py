"""The table with its search field: what is typed leaves the notes that hold it, of all days.

Only the days shown are there before something is typed. Must never change a note, and never seem to
sum up anew what was only searched.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from acutimer.core.commands import command_at
from acutimer.core.note_search import sought_words
from acutimer.ui.history.note_search import Search
from acutimer.ui.history.table import HistoryTable
from acutimer.ui.history.words import CHANGE_HINT, Words
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import button, column, label
from acutimer.ui.kit.typed_keys import typed_key

if TYPE_CHECKING:
    from acutimer.core.history_content import HistoryContent
    from acutimer.ui.history.note_search import Found
    from acutimer.ui.history.table_rows import TableRow

FIND = "Find in all notes"
NONE_FOUND = "No note holds this."
SEARCHING = "Looking through the notes of all days."
FURTHER = "Look further back"
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

    #: a note_search.Stretch shall be looked through
    search_wanted = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._days: HistoryContent | None = None
        #: the first and last day that may hold a note, once they are known
        self._ever: tuple[date, date] | None = None
        self._today = date.min
        self._search: Search | None = None
        #: what was found and is not shown yet, and whether anything of this search is
        self._held: list[TableRow] = []
        self._is_shown = False
        self._chosen_day: date | None = None
        self.table = HistoryTable(words)
        self.field = SearchField()
        self.count = label("", "body", "secondary")
        self.clear = button("Clear", "link", name="Clear the search")
        self.hint = label(CHANGE_HINT, "body", "secondary", wraps=True)
        self.further = button(FURTHER, "link")
        self.field.textChanged.connect(self._typed)
        self.field.left.connect(lambda: self.table.setFocus(Qt.FocusReason.OtherFocusReason))
        self.field.notes_wanted.connect(self.table.go_to_first)
        self.clear.clicked.connect(self._clear)
        self.further.clicked.connect(self._look_further)
        head = flowing(self.field, self.count, self.further, self.clear, across=12)
        self.setLayout(column(head, self.hint, (self.table, 1), spacing=8))
        self._tell_found()

    def ask(self) -> None:
        """Let the person type what to look for."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_content(self, content: HistoryContent) -> None:
        """Takes the notes of the days shown."""
        self._days, self._today = content, content.today
        if not self.is_seeking:
            self.table.show_content(content)

    def take_ever(self, first: date, last: date) -> None:
        """Notes may have come or changed; none lies before the first day or after the last."""
        self._ever = first, last
        if self.is_seeking:
            before = self._search
            self._begin(before.found if before is not None else 0, again=before is not None)

    def show_found(self, found: Found) -> None:
        """Takes what a stretch held; goes on until that is enough, or all days are through."""
        search = self._search
        if search is None or not search.take(found):
            return  # something else is sought by now
        self._held += found.rows
        if not self._waits_for(search):
            self._show_held()
        if not self._look():
            announce(self.field, self.count.text())

    def _waits_for(self, search: Search) -> bool:
        """Whether the row where the keyboard is, in what was found before, is still to come."""
        day, following = self._chosen_day, search.next
        if day is None or following is None or search.is_enough:
            return False
        return following.last >= day

    def _show_held(self) -> None:
        rows, self._held = self._held, []
        if self._is_shown:
            self.table.add_rows(rows)
        else:
            self._is_shown = True
            self.table.show_rows(rows, self._today)

    @property
    def is_seeking(self) -> bool:
        """Whether something is sought."""
        return bool(sought_words(self.field.text()))

    def show_day(self, day: date) -> None:
        """Goes to a day, if it has a row."""
        self.table.show_day(day)

    def _typed(self) -> None:
        if self.is_seeking:
            self._begin()
        elif self._search is not None:
            self._search = None
            if self._days is not None:
                self.table.show_content(self._days)
            self._tell_found()
            announce(self.field, self._entries(sum(not row.is_heading for row in self.table.rows)))

    def _begin(self, wanted: int = 0, *, again: bool = False) -> None:
        """Look from the newest day on; what was found before stays until an answer comes.

        ``again``, for the same words, until the row where the keyboard is was found once more.
        """
        if self._ever is not None:
            self._chosen_day = self.table.chosen_day if again else None
            self._held, self._is_shown = [], False
            self._search = Search(sought_words(self.field.text()), *self._ever, wanted)
            self._look()
        # else the answer that is on its way says how far there is to look

    def _look_further(self) -> None:
        assert self._search is not None  # its button stands beside what it found
        self._search.want_more()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)  # the button goes
        self._look()

    def _look(self) -> bool:
        """Tell how far it is and have the next stretch looked through; False where none is left."""
        search = self._search
        self._tell_found()
        if search is None or search.next is None or search.is_enough:
            return False
        self.search_wanted.emit(search.next)
        return True

    def _tell_found(self) -> None:
        search = self._search
        is_over = search is not None and search.next is None
        found = search.found if search is not None else 0
        self.count.setText(self._entries(found) + ("" if is_over else " so far"))
        for piece in (self.count, self.clear):
            piece.setVisible(search is not None)
        self.further.setVisible(search is not None and search.is_enough and not is_over)
        none = NONE_FOUND if is_over else SEARCHING
        self.hint.setText(none if search is not None and not found else CHANGE_HINT)

    @staticmethod
    def _entries(number: int) -> str:
        return "1 entry" if number == 1 else f"{number} entries"

    def _clear(self) -> None:
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
