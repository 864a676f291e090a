"""The line above the notes that says what was changed last, with the way back.

Must never leave by itself while there is something to undo.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.key_buttons import CapButton
from acutimer.ui.kit.pieces import label, row

if TYPE_CHECKING:
    from acutimer.ui.kit.theme import Theme


class UndoLine(QFrame):
    """One sentence and Undo; hidden while nothing was changed."""

    undo_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("kind", "note")
        self._words = label("", wraps=True)
        self.undo = CapButton(theme, "Undo", "Ctrl Z", kind="toolbar")
        self.undo.clicked.connect(self.undo_asked)
        inside = row((self._words, 1), self.undo, spacing=12, margins=(16, 6, 8, 6))
        inside.setAlignment(self.undo, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(inside)
        self.hide()

    @property
    def words(self) -> str:
        """What it says now; empty while it is not shown."""
        return "" if self.isHidden() else self._words.text()

    def say(self, sentence: str) -> None:
        """What can be undone now; nothing hides the line."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.undo.setAccessibleName(f"Undo: {sentence}")
        self.setVisible(bool(sentence))
        if sentence:
            announce(self, sentence)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.undo.set_theme(theme)
