"""The number to call for help, large, with whose number it is.

Must never decide which number that is.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QWidget

from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.pieces import label, row
from acutimer.ui.kit.theme import Theme


class CallRow(QWidget):
    """A telephone, the number, and a note beside it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._phone = QLabel()
        self.number = label("", "callNumber", "dangerWord")
        self.note = label("", "body", "secondary", wraps=True)
        self.setLayout(row(self._phone, self.number, 6, (self.note, 1), spacing=12))
        self.set_theme(theme)

    def show_number(self, number: str, note: str) -> None:
        """The number, and whose it is."""
        self.number.setText(number)
        self.number.setAccessibleName(f"Emergency number {number}")
        self.note.setText(note)

    def set_theme(self, theme: Theme) -> None:
        """Draw the telephone in another colour."""
        drawn = icon("phone", theme.colour("danger"), 26)
        self._phone.setPixmap(drawn.pixmap(QSize(26, 26)))
