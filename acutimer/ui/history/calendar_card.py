"""The card of the calendar: which month, what its marks mean, its days, and the day card.

Must never fetch anything: it tells where the person wants to go.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton

from acutimer.core.summaries import spoken_summary
from acutimer.ui.history.glyphs import glyph_pixmap
from acutimer.ui.history.legend import LAYERS
from acutimer.ui.history.month_grid import MonthGrid
from acutimer.ui.history.readout import Readout, Way
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.pieces import button, column, holding, label, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from acutimer.core.history_content import HistoryContent
    from acutimer.ui.history.words import Words
    from acutimer.ui.kit.theme import Theme

NUMBER = "Number: typical that day; deeper is higher"
_MARKS = ("session", "headache", "medicine")
_SIGN_PX, _BESIDE_PX = 18, 8


class CalendarCard(QFrame):
    """A month; the day card comes when a day is opened and goes with Escape."""

    #: the day (a date) that is opened
    day_chosen = Signal(object)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._theme, self._words = theme, words
        self.grid = MonthGrid(theme, words)
        self.grid.day_opened.connect(self.open_day)
        self.grid.left.connect(self._shut)
        #: the day card
        self.readout = Readout(self.grid)
        self._is_open = False
        self.month = label("", "h2")
        self.before = _step("Month before (Page Up)")
        self.after = _step("Month after (Page Down)")
        self.before.clicked.connect(lambda: self.grid.month_walked.emit(-1))
        self.after.clicked.connect(lambda: self.grid.month_walked.emit(1))
        self._glyphs = {mark: QLabel() for mark in _MARKS}
        marks = [
            holding(row(glyph, label(LAYERS[mark], "small", "secondary"), spacing=6))
            for mark, glyph in self._glyphs.items()
        ]
        head = holding(row(self.before, self.month, self.after, spacing=8))
        number = label(NUMBER, "small", "secondary")
        #: what is shown, in a sentence
        self.said = label("", "small", "secondary", wraps=True)
        self.setLayout(
            column(
                flowing(head, None, number, *marks, across=14, down=2),
                self.grid,
                self.said,
                spacing=8,
                margins=(20, 13, 20, 12),
            )
        )
        self.set_theme(theme)

    def show_month(self, day: date, content: HistoryContent | None) -> None:
        """Show the month of a day and its notes; None while they are being read."""
        self.month.setText(self._words.whole_month(day))
        self.grid.show_month(day, content)
        words = self._words
        self.said.setText(
            spoken_summary(content, words.full_day, words.unwelcome_one) if content else ""
        )

    def focus_day(
        self, day: date, title: str, lines: Sequence[str], ways: Sequence[Way], *, adds: bool
    ) -> None:
        """Go to a day and keep its words ready for the day card."""
        self.grid.focus_day(day)
        self.readout.allow(adds=adds)
        self.readout.show_day(title, lines, ways)
        self._place(day)

    def open_day(self, day: date) -> None:
        """Show the day card; the keyboard goes to what can be done there."""
        self._is_open = True
        self.day_chosen.emit(day)
        first = next(
            (one for one in (self.readout.edit, self.readout.add) if not one.isHidden()), None
        )
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.readout, self.readout.text)

    def _shut(self) -> None:
        self._is_open = False
        self.readout.hide()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self, day: date) -> None:
        """Beside the cell of the day, on the side that has room."""
        index = self.grid.days.index_of(day)
        self.readout.setVisible(self._is_open and index.isValid())
        if not self._is_open or not index.isValid():
            return
        size = self.readout.sizeHint()
        cell = self.grid.visualRect(index).translated(self.grid.viewport().pos())
        x = cell.right() + _BESIDE_PX
        if x + size.width() > self.grid.width():
            x = max(0, cell.left() - _BESIDE_PX - size.width())
        y = max(0, min(cell.top(), self.grid.height() - size.height()))
        self.readout.setGeometry(x, y, size.width(), size.height())
        self.readout.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (day := self.grid.current_day) is not None:
            self._place(day)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.grid.set_theme(theme)
        self.readout.set_theme(theme)
        colour = theme.colour("text2")
        for made, name in ((self.before, "chevron_left"), (self.after, "chevron")):
            made.setIcon(icon(name, colour, _SIGN_PX))
        for mark, glyph in self._glyphs.items():
            glyph.setPixmap(glyph_pixmap(mark, theme, self.grid.font(), self.devicePixelRatioF()))


def _step(words: str) -> QPushButton:
    made = button("", "toolbar", words, words)
    made.setIconSize(QSize(_SIGN_PX, _SIGN_PX))
    return made
