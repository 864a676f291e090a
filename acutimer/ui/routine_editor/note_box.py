"""A few lines of one's own words, told when one leaves them or rests from typing.

Must never tell what did not change.
"""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics
from PySide6.QtWidgets import QPlainTextEdit

_RESTS_MS = 900


class NoteBox(QPlainTextEdit):
    """Tab leaves it; ``written`` tells the text."""

    written = Signal(str)

    def __init__(self, name: str, lines: int = 2) -> None:
        super().__init__()
        self._told = ""
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        height = QFontMetrics(self.font()).lineSpacing() * lines
        self.setMinimumHeight(height + 28)
        self.setMaximumHeight(height + 60)
        self._rests = QTimer(self)
        self._rests.setSingleShot(True)
        self._rests.setInterval(_RESTS_MS)
        self._rests.timeout.connect(self.flush)
        self.textChanged.connect(self._rests.start)

    def show_text(self, text: str) -> None:
        """Show a text without telling; what is being typed and not told yet is left alone."""
        if self.toPlainText() != self._told:
            return
        self._rests.stop()
        if " ".join(self.toPlainText().split()) != " ".join(text.split()):
            with QSignalBlocker(self):
                self.setPlainText(text)
        self._told = self.toPlainText()

    def flush(self) -> None:
        """Tell now what was typed."""
        self._rests.stop()
        text = self.toPlainText()
        if text != self._told:
            self._told = text
            self.written.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Whoever leaves has written."""
        super().focusOutEvent(event)
        self.flush()
