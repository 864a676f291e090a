"""The day card beside the focused column: what is noted of a day, with a way to change each note.

Must never change a note itself: it tells which was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from acutimer.ui.kit.pieces import button, column, empty_layout, label, wear

if TYPE_CHECKING:
    from acutimer.ui.kit.theme import Theme

#: A note's words for its button, and what the button does.
Way = tuple[str, Callable[[], object]]


class Readout(QFrame):
    """What is noted of the focused day, beside its column."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("readout")
        self._title = label("", "small")
        wear(self._title, "small", QFont.Weight.Bold)
        self._lines = label("", "small")
        #: one for each note that can be changed
        self.ways: list[QPushButton] = []
        self._ways = column(spacing=2)
        self.setLayout(
            column(self._title, self._lines, self._ways, spacing=3, margins=(12, 8, 14, 8))
        )
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Colours of a popup."""
        ground, edge = theme.colour("raised").name(), theme.colour("lineStrong").name()
        self.setStyleSheet(
            f"#readout{{background:{ground};border:1px solid {edge};border-radius:8px}}"
        )

    def show_day(self, title: str, lines: Sequence[str], ways: Sequence[Way] = ()) -> None:
        """Take the words, the buttons, and the size they need."""
        had_keyboard = self.isAncestorOf(self.window().focusWidget() or self)
        self._title.setText(title)
        self._lines.setText("\n".join(lines))
        empty_layout(self._ways)
        self.ways = []
        for words, change in ways:
            made = button(f"Change {words}", "link")
            wear(made, "small", QFont.Weight.DemiBold)
            made.clicked.connect(lambda _=False, change=change: change())
            self._ways.addWidget(made)
            made.show()  # what is not shown yet has no part in the size
            self.ways.append(made)
        parent = self.parentWidget()
        if had_keyboard and parent is not None:
            parent.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ways.invalidate()
        self.adjustSize()
        self.show()

    def wrap(self, *, wraps: bool) -> None:
        """Let its words break, where the plot is narrower than their lines."""
        for words in (self._title, self._lines):
            words.setWordWrap(wraps)

    @property
    def text(self) -> str:
        """All of it, for reading out."""
        return f"{self._title.text()}. {self._lines.text()}".replace("\n", ". ")
