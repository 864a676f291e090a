"""Why an answer matters, in a sentence; every reason with its source is folded below it.

Must never know whether anything is switched off.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame

from acutimer.ui.kit.beside import Beside
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.pieces import button, column, holding, label
from acutimer.ui.kit.theme import Theme

_SIGN_PX = 18


class ReasonBox(QFrame):
    """The first reason, and a button that unfolds the source and what else is known."""

    def __init__(self, theme: Theme, asked: str, reasons: Sequence[tuple[str, str]]) -> None:
        """``reasons`` are texts, each with whose it is; there is at least one."""
        super().__init__()
        self.setProperty("kind", "caution")
        (first, _), *_ = reasons
        self.source = button("Source", "link", name=f"Source: {asked}")
        self.source.setCheckable(True)
        self.source.setIconSize(QSize(_SIGN_PX, _SIGN_PX))
        self.source.toggled.connect(self._show_folded)
        lines = column(spacing=8)
        for index, (text, whose) in enumerate(reasons):
            # the first stands above already
            told = () if index == 0 else (label(text, "small", wraps=True),)
            lines.addLayout(column(*told, label(whose, "caption", wraps=True), spacing=1))
        self.folded = holding(lines)
        across = Beside(label(first, wraps=True), self.source, across=14)
        self.setLayout(column(holding(across), self.folded, spacing=6, margins=(14, 9, 14, 10)))
        self.set_theme(theme)
        self.show_folded_away()

    def show_folded_away(self) -> None:
        """Only the sentence."""
        self.source.setChecked(False)
        self._show_folded(False)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._show_folded(self.source.isChecked())

    def _show_folded(self, on: bool) -> None:
        self.folded.setVisible(on)
        sign = "chevron_down" if on else "chevron"
        self.source.setIcon(icon(sign, self._theme.colour("accent"), _SIGN_PX))
