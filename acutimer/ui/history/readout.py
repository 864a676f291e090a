"""The day card: what is noted of a day, with a way to change each note and to add one.

Must never change or add a note itself: it tells which was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from acutimer.ui.kit.pieces import (
    breaking_button,
    button,
    column,
    empty_layout,
    label,
    row,
    wear,
)

if TYPE_CHECKING:
    from acutimer.ui.kit.theme import Theme

#: A note's words for its button, and what the button does.
Way = tuple[str, Callable[[], object]]


class Readout(QFrame):
    """What is noted of the focused day, beside its column or its cell."""

    #: the note that has the keyboard, or the first, shall be changed; another shall be added
    edit_asked = Signal()
    add_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("readout")
        self._title = label("", "small")
        wear(self._title, "small", QFont.Weight.Bold)
        self._lines = label("", "small")
        self.edit = _small(button("Edit (E)", "link", "Change a note of this day (E)"))
        self.edit.clicked.connect(self.edit_asked)
        self.add = _small(button("+", "link", "Add a note to this day (Insert)", "Add a note"))
        self.add.clicked.connect(self.add_asked)
        #: one for each note that can be changed
        self.ways: list[QPushButton] = []
        self._ways = column(spacing=2)
        self.setLayout(
            column(
                row(self._title, None, 10, self.edit, self.add, spacing=8),
                self._lines,
                self._ways,
                spacing=3,
                margins=(12, 8, 14, 8),
            )
        )
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Colours of a popup."""
        ground, edge = theme.colour("raised").name(), theme.colour("lineStrong").name()
        self.setStyleSheet(
            f"#readout{{background:{ground};border:1px solid {edge};border-radius:8px}}"
        )

    def allow(self, *, adds: bool) -> None:
        """Whether a note can be added to the day: none can be to one that lies ahead."""
        self.add.setVisible(adds)

    def show_day(self, title: str, lines: Sequence[str], ways: Sequence[Way] = ()) -> None:
        """Take the words, the buttons, and the size they need."""
        had_keyboard = self.isAncestorOf(self.window().focusWidget() or self)
        self._title.setText(title)
        self._lines.setText("\n".join(lines))
        empty_layout(self._ways)
        self.ways = []
        self.edit.setVisible(bool(ways))
        self.edit.setAccessibleName(f"Edit {ways[0][0]}" if ways else "")
        for words, change in ways:
            made = _small(breaking_button(f"Change {words}", "link"))
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


def _small(made: QPushButton) -> QPushButton:
    # as heavy as the style sheet draws it, or it would be too narrow for its words
    wear(made, "small", QFont.Weight.DemiBold)
    return made
