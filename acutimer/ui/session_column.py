"""The right column of the session page: what, how, the ring, and how it should feel."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpacerItem, QVBoxLayout, QWidget

from acutimer.ui.pieces import label, typed
from acutimer.ui.ring import CountdownRing, RingState, ring_box
from acutimer.ui.theme import Theme


class SessionColumn(QWidget):
    """Title, one instruction, ring, one line about the feel."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = label("", "sessionTitle", wraps=True)
        self.instruction = label("", "h2", "secondary", wraps=True)
        self.feel = label("", "bodyLarge", "secondary", wraps=True)
        for words in (self.title, self.instruction, self.feel):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        font = typed("h2")
        font.setWeight(typed("body").weight())
        self.instruction.setFont(font)
        self.ring = CountdownRing(theme)
        self._feels = True
        self._below = QVBoxLayout(self)
        self._below.setContentsMargins(8, 4, 8, 4)
        self._below.addStretch(1)
        self._below.addWidget(self.title)
        self._below.addWidget(self.instruction)
        self._gap = QSpacerItem(0, 10)
        self._below.addItem(self._gap)
        self._below.addWidget(self.ring, 1000)
        self._below.addWidget(self.feel)
        self._below.addStretch(1)
        self.setMinimumWidth(self.ring.minimumWidth() + 16)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self.ring.set_theme(theme)

    def show_words(self, title: str, instruction: str, feel: str) -> None:
        """The texts around the ring."""
        self.title.setText(title)
        self.instruction.setText(instruction)
        self.feel.setText(feel)

    def show_ring(self, state: RingState, spoken: str) -> None:
        """The ring; ``spoken`` changes only when it should be read out."""
        self.ring.show_state(replace(state, spoken=spoken))

    def show_room(self, width: int, height: int, *, small_title: bool, feels: bool) -> None:
        """Fit the page: ``width`` and ``height`` are the whole page's."""
        self.ring.setMaximumHeight(ring_box(width, height))
        self.title.setFont(typed("h1" if small_title else "sessionTitle"))
        self.feel.setVisible(feels)
        self._gap.changeSize(0, 0 if small_title else 8)
        edge = 0 if small_title else 4
        self._below.setContentsMargins(8, edge, 8, edge)
        self._below.setSpacing(3 if small_title else 7)
        self._below.invalidate()
