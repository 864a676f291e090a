"""Lines with a dot before each, in one column or two that are about as high.

Must never know what the lines say.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from acutimer.ui.kit.pieces import column, holding, label, row

#: As many letters stand in a line of a column; only which column is the higher depends on it.
_LETTERS = 45


class Bullets(QWidget):
    """The lines, read down the first column and then the second."""

    def __init__(self, lines: Sequence[str], role: str = "body", dot: str = "dangerWord") -> None:
        super().__init__()
        self._lines = [_bulleted(words, role, dot) for words in lines]
        self._first = _first_column([len(words) // _LETTERS + 1 for words in lines])
        self._halves = (column(None), column(None))
        self._across = row(*((half, 1) for half in self._halves))
        self.setLayout(self._across)
        self._columns = 0
        self.set_columns(1)

    def set_columns(self, count: int) -> None:
        """One column, or two."""
        if count == self._columns:
            return
        self._columns = count
        first = self._first if count > 1 else len(self._lines)
        for index, one in enumerate(self._lines):
            # not takeAt: an item that Python holds keeps the new one from hearing of other words
            for half in self._halves:
                half.removeWidget(one)
            half = self._halves[index >= first]
            half.insertWidget(half.count() - 1, one)
        self._across.setSpacing(28 if count > 1 else 0)
        self._across.setStretch(1, int(count > 1))

    def set_spacing(self, pixels: int) -> None:
        """The room between two lines."""
        for half in self._halves:
            half.setSpacing(pixels)


def _first_column(heights: Sequence[int]) -> int:
    """How many lines stand in the first of two columns, so that both are about as high."""
    if len(heights) < 2:
        return len(heights)
    return min(
        range(1, len(heights)), key=lambda first: max(sum(heights[:first]), sum(heights[first:]))
    )


def _bulleted(words: str, role: str, dot: str) -> QWidget:
    bullet = label("●", "caption", dot)
    bullet.setAlignment(Qt.AlignmentFlag.AlignTop)
    bullet.setContentsMargins(0, 4 if role == "bodyLarge" else 2, 0, 0)
    return holding(row(bullet, (label(words, role, wraps=True), 1), spacing=12))
