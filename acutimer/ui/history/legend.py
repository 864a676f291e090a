"""What the marks of the plot mean, drawn with the very marks.

Must never grow wider than the page: it breaks into rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from acutimer.ui.history.marks import (
    MEDIAN_HEIGHT,
    MEDIAN_WIDTH,
    TICK_LENGTH,
    paint_pair,
    paint_raw,
    paint_ticks,
)
from acutimer.ui.history.words import TYPICAL
from acutimer.ui.kit.flow import Flow
from acutimer.ui.kit.painted import Painted
from acutimer.ui.kit.pieces import holding, label, row, wear

if TYPE_CHECKING:
    from acutimer.core.history_content import HistoryContent
    from acutimer.ui.kit.theme import Theme

_ENTRIES = (
    ("raw", "Each rating"),
    ("median", TYPICAL),
    ("pair", "Before → after"),
    ("session", "Session"),
    ("gap", "Nothing noted"),
)


class _Glyph(Painted):
    """One mark."""

    def __init__(self, theme: Theme, mark: str) -> None:
        super().__init__(theme)
        self._mark = mark
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(20, 26)

    def paint(self, painter: QPainter) -> None:
        colour, x, y = self._theme.colour, self.width() / 2, self.height() / 2
        if self._mark == "raw":
            paint_raw(painter, x, y, colour("plotRaw"))
        elif self._mark == "median":
            half = (MEDIAN_WIDTH - MEDIAN_HEIGHT) / 2
            painter.setPen(QPen(colour("accent"), MEDIAN_HEIGHT, c=Qt.PenCapStyle.RoundCap))
            painter.drawLine(QLineF(x - half, y, x + half, y))
        elif self._mark == "pair":
            paint_pair(painter, x, 6, 25, colour("now"), colour("surface"))
        elif self._mark == "session":
            paint_ticks(painter, [x], y - TICK_LENGTH / 2 - 9, colour("now"))
        else:
            box = QRectF(x - 6.5, y - 6.5, 13, 13)
            painter.fillRect(box, colour("sunken"))
            painter.setPen(QPen(colour("line"), 1))
            painter.drawRect(box)


class Legend(QWidget):
    """All marks in a row, and the keys that walk the days."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._glyphs: dict[str, _Glyph] = {}
        self._entries: dict[str, QWidget] = {}
        flow = Flow(18, 2)
        title = label("Pain, 0 to 10", "small")
        wear(title, "small", QFont.Weight.Bold)
        flow.addWidget(title)
        for mark, text in _ENTRIES:
            glyph = self._glyphs[mark] = _Glyph(theme, mark)
            entry = self._entries[mark] = QWidget()
            entry.setLayout(row(glyph, label(text, "small", "secondary"), spacing=6))
            flow.addWidget(entry)
        flow.add_gap()
        keys = holding(
            row(
                label("Days:", "small", "secondary"),
                label("←", "caption", "key"),
                label("→", "caption", "key"),
                spacing=5,
            )
        )
        flow.addWidget(keys)
        self.setLayout(flow)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        for glyph in self._glyphs.values():
            glyph.set_theme(theme)

    def show_content(self, content: HistoryContent) -> None:
        """Leaves out the mark of gaps where there are none."""
        self._entries["gap"].setVisible(bool(content.gaps))
