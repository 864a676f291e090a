"""Asks for the word before everything is deleted, and offers a file first.

Must never take anything but the word itself for a yes.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from acutimer.core.deleting import WHAT_GOES, WORD, is_word
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import button, column, frame, label

_ENDS = "acutimer ends then. This cannot be undone."


class EraseForm(QWidget):
    """What goes, a file to save first, the word, and the button that it sets free."""

    erase_asked = Signal()
    export_asked = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.save = button("Save everything to a file first…", "soft")
        self.save.clicked.connect(self.export_asked)
        self.typed = QLineEdit()
        self.typed.setMaxLength(20)
        self.typed.setFixedWidth(160)
        self.typed.setAccessibleName(f"Type {WORD} to set the button free")
        self.erase = button("Delete everything", "danger")
        self.erase.setEnabled(False)
        self.cancel = button("Cancel", "toolbar")
        self.typed.textChanged.connect(lambda text: self.erase.setEnabled(is_word(text)))
        self.erase.clicked.connect(self._erase)
        self.cancel.clicked.connect(self.closed)
        box = frame("caution")
        inside = column(
            label(f"{WHAT_GOES} {_ENDS}", wraps=True), flowing(self.save), 4,
            label(f"To go on, type {WORD} here:", wraps=True),
            flowing(self.typed, self.erase, self.cancel), spacing=8, margins=(16, 12, 16, 12),
        )  # fmt: skip
        box.setLayout(inside)
        self.setLayout(column(box))

    def begin(self) -> None:
        """Ask anew."""
        self.typed.clear()
        self.typed.setFocus()

    def _erase(self) -> None:
        if is_word(self.typed.text()):
            self.typed.clear()
            self.erase_asked.emit()
