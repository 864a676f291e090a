"""A push button whose words stand in more lines where one line has no room.

Must never break a word, and never change its text: a screen reader has it whole.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy

#: Above and below words that fill the button.
_EDGES_PX = 12


class BreakingButton(QPushButton):
    """As high as its lines at the width it has."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        # its own policy would keep it as wide and as low as its text in one line
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def minimumSizeHint(self) -> QSize:
        """Its longest word fits."""
        return least_size(self)

    def hasHeightForWidth(self) -> bool:
        """More lines need more height."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height in px for a width in px."""
        lines, one = len(lines_of(self, width)), self.sizeHint().height()
        return one if lines == 1 else max(one, lines * self.fontMetrics().height() + _EDGES_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """As any button, with its lines for its text."""
        lines = lines_of(self, self.width())
        if len(lines) == 1:
            super().paintEvent(event)
            return
        # the names of QStyle cost the start 8 ms
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter

        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = "\n".join(lines)
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)


def least_size(button: QAbstractButton) -> QSize:
    """In px, so that the longest word of a button or a box fits."""
    whole, advance = button.sizeHint(), button.fontMetrics().horizontalAdvance
    longest = max((advance(word) for word in button.text().split()), default=0)
    return QSize(whole.width() - advance(button.text()) + longest, whole.height())


def width_of_two_lines(button: QAbstractButton) -> int:
    """In px, so that the words of a button or a box stand in two lines at most."""
    whole, advance, words = (
        button.text(),
        button.fontMetrics().horizontalAdvance,
        button.text().split(),
    )
    halves = (
        max(advance(" ".join(words[:at])), advance(" ".join(words[at:])))
        for at in range(1, len(words))
    )
    return button.sizeHint().width() - advance(whole) + min(halves, default=advance(whole))


def lines_of(button: QAbstractButton, width: int) -> list[str]:
    """The words of a button or a box in the lines they take at a width in px."""
    text, metrics = button.text(), button.fontMetrics()
    room = width - (button.sizeHint().width() - metrics.horizontalAdvance(text))
    return [text] if metrics.horizontalAdvance(text) <= room else broken(text, room, metrics)


def broken(text: str, room: int, metrics: QFontMetrics) -> list[str]:
    """A text in lines no wider than ``room`` px, but for words that are wider themselves."""
    lines: list[str] = []
    for word in text.split():
        if lines and metrics.horizontalAdvance(f"{lines[-1]} {word}") <= room:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines
