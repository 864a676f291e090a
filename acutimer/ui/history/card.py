"""What every card below the plot is made of: a title, sentences, and how far it is to a gate.

Must never praise or blame.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from acutimer.ui.history.charts import ProgressLine
from acutimer.ui.kit.elided import Elided
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import column, label

if TYPE_CHECKING:
    from acutimer.ui.kit.theme import Theme

#: Marks bold words in a sentence that goes through ``strong``.
STRONG = "<b>{}</b>"


class Card(QFrame):
    """A titled card."""

    def __init__(self, title: str, *, chip: bool = False) -> None:
        """``chip``: what stands beside the title is in a box, and short."""
        super().__init__()
        self.setProperty("card", True)
        self.heading = Elided(title, "h2", lines=3)
        self.aside = (
            label("", "small", "chip") if chip else Elided("", "small", "secondary", lines=3)
        )
        head = flowing(self.heading, None, self.aside, across=10, down=2)
        self.lines = column(head, spacing=7, margins=(18, 13, 18, 14))
        self.setLayout(self.lines)


def sentence(kind: str = "") -> QLabel:
    """A wrapping line that may hold bold words; all else is escaped by who fills it."""
    text = label("", "body", kind, wraps=True)
    text.setTextFormat(Qt.TextFormat.RichText)
    return text


def strong(text: str) -> str:
    """Escapes a sentence in which ``{}`` was filled by a bold word."""
    return escape(text).replace("&lt;b&gt;", "<b>").replace("&lt;/b&gt;", "</b>")


class Progress(QWidget):
    """ "3 of 5 rated sessions" over a line, and what it is for."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self.count = label("", "bodyLarge", wraps=True)
        self.line = ProgressLine(theme)
        self.setLayout(column(self.count, self.line, 4, label(text, kind="secondary", wraps=True),
                              spacing=7))  # fmt: skip

    def show_count(self, have: int, need: int, what: str) -> None:
        """How many there are of how many."""
        self.count.setText(f"{have} of {need} {what}")
        self.line.show_part(have, need)
