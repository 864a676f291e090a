"""The panel that changes one note of the table: numbers, time, places and words.

Must never change what was pressed, nor say that something was kept: it tells what was asked.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QPushButton, QWidget

from acutimer.core.commands import command_at
from acutimer.core.said import TagError
from acutimer.ui.history.note_fields import NoteFields, Places
from acutimer.ui.history.table_rows import TableRow
from acutimer.ui.history.words import Words, pressed_of
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.key_buttons import CapButton
from acutimer.ui.kit.pieces import button, column, label, row, scrolling
from acutimer.ui.kit.tab_order import bring_into_sight, tab_after
from acutimer.ui.kit.typed_keys import typed_key

if TYPE_CHECKING:
    from acutimer.ui.kit.theme import Theme

NEEDS_NUMBER = "A rating needs a number. Remove takes the whole note away."
_OF_IMPORT = "Remove takes all of them away, but for those you changed since."
_WIDE_PX, _MOST_HIGH_PX = 600, 740
#: What the frame of a window and the bars of a desktop may take.
_FRAME_PX = 90


class NotePanel(QDialog):
    """One row of the table, ready to be changed."""

    #: the row (table.TableRow) and the EntryChanges that were asked for
    change_asked = Signal(object, list)
    #: the row shall show no more
    remove_asked = Signal(object)

    def __init__(
        self,
        theme: Theme,
        words: Words,
        places: Places,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setModal(False)
        self._words, self._now = words, now
        self._row: TableRow | None = None
        self.fields = NoteFields(words.moment_pattern, places, now)
        self._title = label("", "h1", wraps=True)
        self._about = label("", "body", "secondary", wraps=True)
        self._area = scrolling(self.fields)
        self.outcome = label("", "bodyStrong", wraps=True)
        self.remove = button("Remove", "danger")
        self.remove.clicked.connect(self._remove)
        self.cancel = CapButton(theme, "Cancel", "Esc")
        self.cancel.clicked.connect(self.close)
        self.keep = CapButton(theme, "Save", "Enter", kind="primary")
        self.keep.clicked.connect(self._keep)
        self._foot = row(self.remove, None, self.cancel, self.keep, spacing=10)
        self.setLayout(
            column(
                self._title, 2, self._about, 14, (self._area, 1), 8, self.outcome, 8, self._foot,
                margins=(24, 20, 24, 18),
            )
        )  # fmt: skip
        for control in self.findChildren(QPushButton):
            # in a dialog Enter would press whichever came first; here it keeps
            control.setAutoDefault(False)

    # --- what the app tells -----------------------------------------------------------------

    def begin(self, noted: TableRow) -> None:
        """Show what a row notes, ready to be changed."""
        self._row = noted
        self._title.setText(self._words.row_day(noted.day, None, self._now().date()))
        self._about.setText(_about(noted, self._words))
        self.setWindowTitle(f"{noted.what}: {self._title.text()}")
        self._say("")
        self._allow(answers=True)
        self.fields.ask(noted)
        tab_after(self, *self.fields.in_order, self.remove, self.cancel, self.keep)
        self.show()
        self._fit()
        self.raise_()
        self.activateWindow()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_not_changed(self, sentence: str) -> None:
        """Say why nothing was changed; what was typed stays."""
        self._allow(answers=True)
        self._say(sentence)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.cancel.set_theme(theme)
        self.keep.set_theme(theme)

    def follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll to what the keyboard came to."""
        if now is not None and self.isAncestorOf(now):
            bring_into_sight(now)

    # --- what the person does ---------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits and T rate, Backspace clears, Enter saves, Esc leaves."""
        key = typed_key(event)
        command = command_at("note", key)
        if command == "keep_change":
            focused = self.focusWidget()
            if isinstance(focused, QPushButton) and focused in (self.remove, self.cancel):
                focused.click()
            else:
                self._keep()
        elif command == "leave":
            self.close()
        elif command:
            cells = self.fields.asked_number
            if cells is not None and cells.obey(command, key) and cells.value is not None:
                cells.cell(cells.value).setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        if self._row is None or not self.keep.isEnabled():
            return
        try:
            changes = self.fields.changes(self._row)
        except TagError as fault:
            self._say(str(fault))
            return
        if self._row.is_rating and any(one.removed for one in changes):
            self._say(NEEDS_NUMBER)
        elif not changes:
            self.close()
        else:
            self._allow(answers=False)
            self.change_asked.emit(self._row, changes)

    def _remove(self) -> None:
        if self._row is not None:
            self.close()
            self.remove_asked.emit(self._row)

    # --- showing ----------------------------------------------------------------------------

    def _allow(self, *, answers: bool) -> None:
        for part in (self.fields, self.keep, self.remove):
            part.setEnabled(answers)

    def _say(self, sentence: str) -> None:
        self.outcome.setText(sentence)
        self.outcome.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def _fit(self) -> None:
        """As high as what is asked needs, as far as the screen goes; the rest scrolls."""
        around = self.height() - self._area.height()
        most = min(_MOST_HIGH_PX, self.screen().availableSize().height() - _FRAME_PX)
        self.resize(_WIDE_PX, min(most, self.fields.least_height + around))


def _about(noted: TableRow, words: Words) -> str:
    """What it is, and what of it stays as it is."""
    at = f", {words.time(noted.at)}" if noted.at is not None else ""
    if noted.imported is not None:
        return f"{noted.what}{at}: {noted.note}. {_OF_IMPORT}"
    if noted.session is None:
        return noted.what + at
    pressed = pressed_of(noted.session.pressed_s, noted.session.planned_s)
    return f"{noted.session.routine_name}{at}. Pressed {pressed}; that stays as it was."
