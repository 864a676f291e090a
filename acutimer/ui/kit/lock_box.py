"""Whether a file that goes out is locked, and the passphrase, typed twice.

Must never keep a passphrase longer than until it was taken, and never say it.
"""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.breaking_box import BreakingBox
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import column, holding, label

LOCK = "Lock with a passphrase"
NO_WAY_BACK = (
    "Nobody can find a lost passphrase again, acutimer neither: then the file stays closed for "
    "good. The file is in the age format, which the program age opens too."
)
EMPTY = "Type a passphrase, or take the tick at the lock away."
NOT_THE_SAME = "The two passphrases are not the same; type both again."
#: More letters than anybody types.
_MOST = 1000


class LockBox(QWidget):
    """A tick; below it, once it is set, both fields and what cannot be undone."""

    def __init__(self) -> None:
        super().__init__()
        self.locks = BreakingBox(LOCK)
        self.locks.toggled.connect(self._fold)
        self.first, self.again = _field("Passphrase"), _field("The same passphrase again")
        self.shows = BreakingBox("Show what is typed")
        self.shows.toggled.connect(self._show_typed)
        self.fault = label("", "small", "nowWord", wraps=True)
        self._below = holding(
            column(
                label("Passphrase, and the same again", "small", "secondary", wraps=True),
                flowing(self.first, self.again),
                self.shows,
                label(NO_WAY_BACK, "small", wraps=True),
                self.fault,
                spacing=6,
                margins=(28, 0, 0, 0),
            )
        )
        self.setLayout(column(self.locks, self._below, spacing=6))
        self.begin()

    def begin(self) -> None:
        """No lock, nothing typed."""
        self.locks.setChecked(False)
        self._fold(shown=False)

    def take(self) -> str | None:
        """The passphrase, empty where nothing shall be locked; None once it said what is wrong.

        What was typed is gone after it was taken.
        """
        if not self.locks.isChecked():
            return ""
        first, again = self.first.text(), self.again.text()
        if not first or first != again:
            self._say(NOT_THE_SAME if first else EMPTY)
            self.first.setFocus()
            return None
        self._clear()
        return first

    def _fold(self, shown: bool) -> None:
        self._below.setVisible(shown)
        self._clear()
        self.shows.setChecked(False)

    def _clear(self) -> None:
        for field in (self.first, self.again):
            field.clear()
        self._say("")

    def _show_typed(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in (self.first, self.again):
            field.setEchoMode(mode)

    def _say(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        if sentence:
            announce(self.fault, sentence)


def _field(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setMaxLength(_MOST)
    made.setAccessibleName(name)
    made.setMinimumWidth(220)
    return made
