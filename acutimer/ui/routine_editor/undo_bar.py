"""What was just removed or refused, for a few seconds, with a way back.

Must never take the keyboard.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame

from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.pieces import button, label, row

SHOWN_MS = 8000
#: The same with a button and without.
_HIGH_PX = 50


class UndoBar(QFrame):
    """One sentence; Undo where there is something to undo."""

    undo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "caution")
        self._words = label("", wraps=True)
        self.undo = button("Undo", "toolbar")
        self.undo.clicked.connect(self._ask)
        inside = row((self._words, 1), self.undo, spacing=8)
        inside.setContentsMargins(14, 6, 8, 6)
        self.setLayout(inside)
        self.setMinimumHeight(_HIGH_PX)
        self._leaves = QTimer(self)
        self._leaves.setSingleShot(True)
        self._leaves.setInterval(SHOWN_MS)
        self._leaves.timeout.connect(self.hide)
        self.hide()

    @property
    def words(self) -> str:
        """What it says now; empty while it is not shown."""
        return self._words.text() if not self.isHidden() else ""

    def say(self, sentence: str, *, can_undo: bool) -> None:
        """Show a sentence for a while."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self.undo.setVisible(can_undo)
        self.undo.setAccessibleName(f"Undo: {sentence}")
        self.show()
        self._leaves.start()
        announce(self, sentence)

    def leave(self) -> None:
        """What it said no longer holds."""
        self._leaves.stop()
        self.hide()

    def _ask(self) -> None:
        self.leave()
        self.undo_asked.emit()
