"""What an empty or nearly empty plot says, above it. Must never lie over a mark or a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from acutimer.ui.history.words import (
    FEW,
    FEW_TEXT,
    NOTHING_HERE,
    NOTHING_HERE_TEXT,
    NOTHING_NOTED,
    NOTHING_NOTED_TEXT,
)
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import column, label, row
from acutimer.ui.kit.widths import width_em

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from acutimer.core.history_content import HistoryContent

#: Narrower than this, in em, the button stands below the words.
_BESIDE_EM = 36


class Invitation(QFrame):
    """What to expect of the plot, with a way to note a first number."""

    def __init__(self, action: QWidget) -> None:
        super().__init__()
        self.setProperty("kind", "note")
        self.heading = label("", "h2", wraps=True)
        self.body = label("", wraps=True)
        self.action = action
        words = column(self.heading, self.body, spacing=4)
        self._across = row((words, 1), flowing(action), spacing=16, margins=(18, 12, 16, 12))
        self.setLayout(self._across)
        self.hide()

    def invite(self, shown: HistoryContent, *, ever: bool) -> None:
        """Show itself where there is little to see; ``ever`` tells whether anything was noted."""
        gates = shown.gates
        if shown.is_empty:
            words = (
                (NOTHING_HERE, NOTHING_HERE_TEXT) if ever else (NOTHING_NOTED, NOTHING_NOTED_TEXT)
            )
        elif not gates.shows_mean and not gates.shows_weeks:
            words = (FEW, FEW_TEXT)
        else:
            self.hide()
            return
        self.heading.setText(words[0])
        self.body.setText(words[1])
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words and button stand beside each other where there is room for both."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        beside = width_em(self) >= _BESIDE_EM
        self._across.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
