"""What History opens with: one sentence with its verdict, and below, why it may be chance.

Must never show the sentence without its verdict; only the reasons fold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel

from acutimer.ui.history.change_words import chance_reasons, opening_sentence
from acutimer.ui.kit.heading import Heading
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.pieces import breaking_button, column, holding, label

if TYPE_CHECKING:
    from acutimer.core.history_content import HistoryContent
    from acutimer.ui.history.words import Words
    from acutimer.ui.kit.theme import Theme

WHY = "Why this may be chance"
_SIGN_PX = 18


class Opening(QFrame):
    """The sentence of the days shown, and the way to its reasons."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._theme, self._words = theme, words
        self.sentence = Heading("")
        self.why = breaking_button(WHY, "link")
        self.why.setCheckable(True)
        self.why.setIconSize(QSize(_SIGN_PX, _SIGN_PX))
        self.why.toggled.connect(self._fold)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(16)
        self._head.addWidget(self.sentence, 1)
        self._head.addWidget(self.why)
        self._below = column(spacing=6)
        self._paragraphs: list[QLabel] = []
        self.reasons = holding(self._below)
        self.setLayout(column(self._head, self.reasons, spacing=8, margins=(20, 12, 20, 12)))
        self._fold(shown=False)

    def show_content(self, content: HistoryContent) -> None:
        """Take the pairs of the days shown."""
        said = opening_sentence(self._words, content)
        self.sentence.setText(said)
        self.sentence.setAccessibleName(said)
        reasons = chance_reasons(self._words, content)
        self.why.setAccessibleDescription(" ".join(reasons))
        while len(self._paragraphs) < len(reasons):
            self._paragraphs.append(label("", "body", "secondary", wraps=True))
            self._below.addWidget(self._paragraphs[-1])
        for nth, paragraph in enumerate(self._paragraphs):
            paragraph.setText(reasons[nth] if nth < len(reasons) else "")
            paragraph.setVisible(nth < len(reasons))

    def stack(self, *, narrow: bool) -> None:
        """Put the way to the reasons below the sentence where there is little room."""
        ways = QBoxLayout.Direction
        self._head.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self._turn_sign()

    def _fold(self, shown: bool) -> None:
        self.reasons.setVisible(shown)
        self._turn_sign()

    def _turn_sign(self) -> None:
        name = "chevron_down" if self.why.isChecked() else "chevron"
        self.why.setIcon(icon(name, self._theme.colour("accent"), _SIGN_PX))
