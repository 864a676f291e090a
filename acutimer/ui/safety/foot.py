"""The foot of the safety questions: on or done, back, and what is still open.

It is told everything. Must never decide where one goes.
"""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QWidget

from acutimer.core.safety import SignsDue
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.may_scroll import MayScroll
from acutimer.ui.kit.pieces import breaking_button, button, column, holding, label, restyle
from acutimer.ui.kit.widths import SHORT_PX

#: What going on is called where there is little room.
NEXT = "Next"
_LONGEST_NAME = 28
#: In a low window more words than that scroll: the buttons stay.
_MOST_LOW_PX, _LEAST_LOW_PX = 72, 48
_FIRST = {SignsDue.FIRST: "the danger signs, then ", SignsDue.TODAY: "one question, then "}


class Foot(QWidget):
    """Buttons that stay in sight, and two lines beside or above them."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = breaking_button(NEXT, "primary")
        #: done from a screen that is not the last
        self.finish = button("Done")
        self.back = button("Back")
        self._buttons = (self.go_on, self.finish, self.back)
        #: what the answers change, where the panel is not beside
        self.strip = label("", "bodyStrong", wraps=True)
        self._told = label("", "body", "secondary", wraps=True)
        self._open = self._then = ""
        self._next, self._is_low = ("", ""), False
        self._words = holding(column(self.strip, self._told, spacing=8))
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._whole.addWidget(flowing(*self._buttons, across=12, firm=True))
        self._whole.addWidget(self._words, 1)
        self._low_words = MayScroll(self._whole, self._words)

    def show_room(self, *, narrow: bool, wide: bool, left: int, right: int) -> None:
        """Lines beside the buttons, or above them; the strip where the panel is far below."""
        direction = QBoxLayout.Direction
        self._whole.setDirection(direction.LeftToRight if wide else direction.BottomToTop)
        self._whole.setSpacing(20 if wide else 8)
        self.strip.setVisible(narrow)
        for one in self._buttons:
            restyle(one, "scale", "" if narrow else "xl")
        self._whole.setContentsMargins(left, 10, right, 12)
        high = self._words.heightForWidth(self.width() - left - right)
        low = narrow and self.window().height() < SHORT_PX
        # a scroll area asks for more than its words need, and the questions would have none of it
        self._is_low = low
        self.say_next(*self._next)
        self._low_words.show(
            scrolls=low and high > _MOST_LOW_PX, least_px=_LEAST_LOW_PX, most_px=high
        )

    def say_next(self, words: str, shorter: str) -> None:
        """What going on does; ``shorter`` on a low page, where the questions need the room."""
        self._next = words, shorter
        self.go_on.setText(shorter if self._is_low else words)

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
    when = f"After step {last}" if last else NEXT
    return f"{when}: {_FIRST.get(due, '')}{name}."
