"""What stands above the routines: the last time, today, *Again*, and five weeks of dots.

Made only when there is something to greet with. Must never start anything: it says what was asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QWidget

from acutimer.core.day import DayContent, DayMark
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.painted import Painted
from acutimer.ui.kit.pieces import button, column, frame, holding, label, row
from acutimer.ui.press.day_dots import CALENDAR, DayDots, full_day, paint_dot

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QPainter

    from acutimer.ui.kit.theme import Theme

_AGAIN = "Again"
_LEGEND = ((DayMark.PRESSED, "pressed"), (DayMark.NOTED, "noted"))


class _Sign(Painted):
    """A dot of the legend."""

    def __init__(self, theme: Theme, mark: DayMark) -> None:
        super().__init__(theme)
        self._mark = mark
        self.setFixedSize(14, 18)

    def paint(self, painter: QPainter) -> None:
        paint_dot(painter, self.rect().toRectF().center(), self._mark, self._theme, 5.5)


class DayPane(QWidget):
    """The line with *Again*, and the calendar, folded where there is little room."""

    again_asked = Signal()
    #: a day (date) shall be shown in History
    day_asked = Signal(object)

    def __init__(self, theme: Theme, content: DayContent) -> None:
        super().__init__()
        self._theme = theme
        self._tight: bool | None = None
        self.line = label("", "body", wraps=True)
        self.again = button(_AGAIN, "soft", f"{_AGAIN} (A)")
        self.again.clicked.connect(self.again_asked)
        key = label("A", "caption", "key")
        key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = row(None, key, margins=(0, 0, 12, 0))
        inside.setAlignment(key, Qt.AlignmentFlag.AlignVCenter)
        self.again.setLayout(inside)
        # room for the key cap, which stands in the button
        room_px = key.fontMetrics().horizontalAdvance("A") + 38
        self.again.setStyleSheet(f"QPushButton{{padding-right:{room_px}px}}")
        self.unfold = button(CALENDAR, "link")
        self.unfold.setCheckable(True)
        self.unfold.toggled.connect(self._fold)
        self._greeting = frame(card=True)
        self._greeting.setLayout(
            column(
                row((self.line, 1), self.again, spacing=10),
                self.unfold,
                spacing=4,
                margins=(14, 11, 10, 11),
            )
        )
        self.dots = DayDots(theme, content)
        self.dots.day_asked.connect(self.day_asked)
        self._signs = [_Sign(theme, mark) for mark, _ in _LEGEND]
        legend = row(spacing=5)
        for sign, (_, words) in zip(self._signs, _LEGEND, strict=True):
            legend.addWidget(sign)
            legend.addWidget(label(words, "caption", "secondary"))
            legend.addSpacing(8)
        legend.addStretch(1)
        self._calendar = frame(card=True)
        self._calendar.setLayout(
            column(
                label(CALENDAR, "caption", "secondary"),
                row(self.dots, None),
                legend,
                spacing=4,
                margins=(14, 10, 14, 10),
            )
        )
        self.setLayout(
            column(holding(column(self._greeting)), self._calendar, spacing=8, margins=(4, 4, 4, 8))
        )
        self.show_room(tight=False)
        self.set_theme(theme)

    def show_content(self, content: DayContent, *, may_repeat: bool) -> None:
        """Take what was noted until now; ``may_repeat`` says that the last routine is still there.

        Nothing shows where there is nothing to greet with. Not before it stands on the page: it
        would come up as a window of its own.
        """
        self.setVisible(not content.is_empty)
        last = content.last
        said = content.lines(lambda day: _day_words(day, content.today), lambda one: one.written)
        self.line.setText("\n".join(said))
        spoken = content.spoken_line(lambda day: _day_words(day, content.today))
        self.line.setAccessibleName(spoken)
        self.again.setVisible(last is not None and may_repeat)
        if last is not None:
            self.again.setAccessibleName(f"{_AGAIN}: {last.name}, key A")
            self.again.setToolTip(f"Start {last.name} (A)")
        self.dots.show_content(content)

    def show_room(self, *, tight: bool) -> None:
        """Fold the calendar where there is little room, until it is asked for."""
        if tight != self._tight:
            self._tight = tight
            self.unfold.setVisible(tight)
            self.unfold.setChecked(not tight)
            self._fold(not tight)

    def _fold(self, is_open: bool) -> None:
        self._calendar.setVisible(is_open)
        self.unfold.setAccessibleDescription("shown" if is_open else "folded")
        self.set_theme(self._theme)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        name = "chevron_down" if self.unfold.isChecked() else "chevron"
        self.unfold.setIcon(icon(name, theme.colour("accent"), 16))
        for painted in (self.dots, *self._signs):
            painted.set_theme(theme)


def _day_words(day: date, today: date) -> str:
    """A day before yesterday: its weekday within a week, else the date in full."""
    if (today - day).days < 7:
        return QLocale().standaloneDayName(QDate(day.year, day.month, day.day).dayOfWeek())
    return full_day(day)
