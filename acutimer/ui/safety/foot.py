"""The foot of the safety questions: on or done, back, and what is still open.

It is told everything. Must never decide where one goes.
"""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QWidget

from acutimer.core.safety import SignsDue
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import button, column, label, restyle

_LONGEST_NAME = 28
_FIRST = {SignsDue.FIRST: "the danger signs, then ", SignsDue.TODAY: "one question, then "}


class Foot(QWidget):
    """Buttons that stay in sight, and two lines beside or above them."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = button("Next", "primary")
        #: done from a screen that is not the last
        self.finish = button("Done")
        self.back = button("Back")
        self._buttons = (self.go_on, self.finish, self.back)
        #: what the answers change, where the panel is not beside
        self.strip = label("", "bodyStrong", wraps=True)
        self._told = label("", "body", "secondary", wraps=True)
        self._open = self._then = ""
        buttons = flowing(*self._buttons, across=12)
        self._inside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._inside.addWidget(buttons)
        self._inside.addWidget(self._told, 1)
        self._whole = column(self.strip, self._inside, spacing=8)
        self.setLayout(self._whole)

    def show_room(self, *, narrow: bool, wide: bool, left: int, right: int) -> None:
        """Lines beside the buttons, or above them; the strip where the panel is far below."""
        direction = QBoxLayout.Direction
        self._inside.setDirection(direction.LeftToRight if wide else direction.BottomToTop)
        self._inside.setSpacing(20 if wide else 8)
        self.strip.setVisible(narrow)
        for one in self._buttons:
            restyle(one, "scale", "" if narrow else "xl")
        self._whole.setContentsMargins(left, 10, right, 12)

    def say_open(self, sentence: str, *, fault: bool = False) -> None:
        """How many questions are open, or what became of the answers."""
        self._open = sentence
        restyle(self._told, "kind", "dangerWord" if fault else "secondary")
        self._write()

    def say_then(self, sentence: str) -> None:
        """What begins when all is answered."""
        self._then = sentence
        self._write()

    def _write(self) -> None:
        self._told.setText("\n".join(one for one in (self._open, self._then) if one))
        self._told.setVisible(bool(self._told.text()))


def begin_words(name: str) -> str:
    """ "Begin Desk pause"; a long name is cut."""
    short = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"
    return f"Begin {short}"


def then_words(name: str, due: SignsDue, last: int) -> str:
    """What comes after the last screen, by its number; 0 while one is there."""
    when = f"After step {last}" if last else "Next"
    return f"{when}: {_FIRST.get(due, '')}{name}."
