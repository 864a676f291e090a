"""The card of the hours and weekdays numbers lie at, each with the days it stands on.

Must never praise or blame, nor show a number that stands on too few days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTime
from PySide6.QtWidgets import QGridLayout, QWidget

from acutimer.core.when_cells import ENOUGH_DAYS, PARTS, by_part_of_day, by_weekday
from acutimer.ui.history.card import Card
from acutimer.ui.history.words import counted
from acutimer.ui.kit.pieces import empty_layout, holding, label

if TYPE_CHECKING:
    from acutimer.core.history_content import HistoryContent
    from acutimer.core.when_cells import Cell
    from acutimer.ui.history.words import Words

NOT_ENOUGH = (
    "Not enough noted yet. A typical number shows for a time of day, and for a weekday, once "
    f"{ENOUGH_DAYS} days have one."
)
ONLY_ALONE = "Numbers noted by themselves, not before or after pressing."
_WEEK = 7


class WhenCard(Card):
    """Typical numbers by the time of day and by the weekday."""

    def __init__(self, words: Words) -> None:
        super().__init__("Time of day, weekday")
        self.aside.setText("typical number")
        self._words = words
        self.parts, self._parts = _grid()
        self.weekdays, self._weekdays = _grid()
        self._parts.setColumnStretch(0, 1)
        self.none = label(NOT_ENOUGH, wraps=True)
        self.caption = label(ONLY_ALONE, "small", "secondary", wraps=True)
        for piece in (self.parts, self.weekdays, self.none, self.caption):
            self.lines.addWidget(piece)
        self.lines.addStretch(1)

    def show_content(self, content: HistoryContent) -> None:
        """Takes the numbers of the days shown."""
        parts = list(zip(PARTS, by_part_of_day(content.ratings), strict=True))
        days = by_weekday(content.ratings)
        locale = self._words.locale
        first = locale.firstDayOfWeek().value - 1
        week = [(first + nth) % _WEEK for nth in range(_WEEK)]
        is_enough = any(cell.middle is not None for cell in (*days, *(one for _, one in parts)))
        empty_layout(self._parts)
        empty_layout(self._weekdays)
        told: list[str] = []
        for nth, ((name, begins, _), cell) in enumerate(parts):
            clock = locale.toString(QTime(begins, 0), QLocale.FormatType.ShortFormat)
            title = f"{name}, from {clock}"
            told.append(f"{title}: {self._spoken(cell)}")
            pieces = label(title, "small"), self._number(cell), _days(cell)
            for at, piece in enumerate(pieces):
                self._parts.addWidget(piece, nth, at)
        self.parts.setAccessibleName("; ".join(told))
        told.clear()
        for at, weekday in enumerate(week):
            cell, form = days[weekday], QLocale.FormatType
            name = locale.standaloneDayName(weekday + 1, form.ShortFormat)
            long = locale.standaloneDayName(weekday + 1, form.LongFormat)
            told.append(f"{long}: {self._spoken(cell)}")
            count = label(f"({cell.days})", "caption", "secondary")
            for line, piece in enumerate(
                (label(name, "caption", "secondary"), self._number(cell), count)
            ):
                self._weekdays.addWidget(piece, line, at, Qt.AlignmentFlag.AlignHCenter)
            self._weekdays.setColumnStretch(at, 1)
        self.weekdays.setAccessibleName("; ".join(told))
        for piece in (self.parts, self.weekdays, self.aside, self.caption):
            piece.setVisible(is_enough)
        self.none.setVisible(not is_enough)

    def _number(self, cell: Cell) -> QWidget:
        return label("–" if cell.middle is None else self._words.number(cell.middle), "bodyStrong")

    def _spoken(self, cell: Cell) -> str:
        days = counted(cell.days, "day")
        middle = "too few" if cell.middle is None else self._words.number(cell.middle)
        return f"{middle}, {days}"


def _grid() -> tuple[QWidget, QGridLayout]:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 4)
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(3)
    return holding(grid), grid


def _days(cell: Cell) -> QWidget:
    return label(counted(cell.days, "day"), "small", "secondary")
