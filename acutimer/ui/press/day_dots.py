"""Five weeks as small dots: filled where something was pressed, a ring where a number was noted.

Arrows walk the days, Enter or a click asks for one. Must never show a blank day as anything but a
speck, nor colour any day as a warning.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip

from acutimer.core.day import WEEKS, DayContent, DayMark
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.focus_ring import paint_focus_ring
from acutimer.ui.kit.painted import Painted
from acutimer.ui.kit.pieces import typed
from acutimer.ui.kit.widths import em_px

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter

    from acutimer.ui.kit.theme import Theme

CALENDAR = "Last five weeks"
_STEPS = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
}  # fmt: skip
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
#: A day's width and height and the radius of its dot, in em.
_ACROSS_EM, _DOWN_EM, _DOT_EM = 1.7, 1.35, 0.43


def first_weekday() -> int:
    """The day on which weeks begin where this person lives; Monday is 0."""
    return QLocale().firstDayOfWeek().value - 1


def full_day(day: date) -> str:
    """A day in full: "Thursday, 28 May 2026"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)


def short_day(day: date, today: date) -> str:
    """A day where there is little room: "today", "yesterday", "28 May", "28 May 2024"."""
    ago = (today - day).days
    if ago in (0, 1):
        return "yesterday" if ago else "today"
    shape = "d MMM" if day.year == today.year else "d MMM yyyy"
    return QLocale().toString(QDate(day.year, day.month, day.day), shape)


def paint_dot(painter: QPainter, centre: QPointF, mark: DayMark, theme: Theme, r: float) -> None:
    """The sign of a day, with the radius ``r`` in px."""
    if mark is DayMark.BLANK:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("text3"))
        painter.drawEllipse(centre, r / 5, r / 5)
        return
    colour = theme.colour("accent")
    painter.setPen(QPen(colour, max(1.2, r / 5)))
    painter.setBrush(colour if mark is DayMark.PRESSED else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(centre, r * 0.9, r * 0.9)


class DayDots(Painted):
    """The calendar; one stop of the Tab key."""

    #: a day (date) shall be opened
    day_asked = Signal(object)

    def __init__(self, theme: Theme, content: DayContent) -> None:
        super().__init__(theme)
        self._content = content
        self._day = content.today
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(CALENDAR)
        self.show_content(content)

    def show_content(self, content: DayContent) -> None:
        """Show these weeks; the day one stands on stays while it is among them."""
        if self._content.today != content.today or self._day < content.days[0][0]:
            self._day = content.today
        self._content = content
        self.setAccessibleDescription(content.spoken_days())
        self.update()

    @property
    def day(self) -> date:
        """The day that Enter opens."""
        return self._day

    def spoken(self, day: date) -> str:
        """A day and what it holds, in one sentence."""
        return f"{full_day(day)}. {self._content.mark_words(day)}"

    def place(self, day: date) -> QPointF:
        """Where the middle of a day's dot is."""
        nth = (day - self._content.days[0][0]).days
        across, down = self._cell()
        return QPointF((nth % 7 + 0.5) * across, (nth // 7 + 1.5) * down)

    def day_at(self, at: QPointF) -> date | None:
        """The day whose cell holds a place; None beside the days, and after today."""
        across, down = self._cell()
        column, row = int(at.x() // across), int(at.y() // down) - 1
        if not (0 <= column < 7 and row >= 0):
            return None
        day = self._content.days[0][0] + timedelta(days=row * 7 + column)
        return day if day <= self._content.today else None

    def _cell(self) -> tuple[float, float]:
        em = em_px(self)
        return em * _ACROSS_EM, em * _DOWN_EM

    # --- Qt ---------------------------------------------------------------------------------

    def paint(self, painter: QPainter) -> None:
        """The weekdays above, then a row a week."""
        across, down = self._cell()
        locale, colour = QLocale(), self._theme.colour
        painter.setFont(typed("caption"))
        painter.setPen(colour("text2"))
        for nth in range(7):
            weekday = self._content.days[nth][0].isoweekday()
            letter = locale.standaloneDayName(weekday, QLocale.FormatType.NarrowFormat)
            cell = QRectF(nth * across, 0, across, down)
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, letter)
        r = across / _ACROSS_EM * _DOT_EM
        for day, mark in self._content.days:
            paint_dot(painter, self.place(day), mark, self._theme, r)
        painter.setPen(QPen(colour("text"), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(self.place(self._content.today), r * 1.4, r * 1.4)
        if self.hasFocus():
            centre = self.place(self._day)
            cell = QRectF(0, 0, across, down)
            cell.moveCenter(centre)
            paint_focus_ring(painter, cell, self._theme, 5)

    def sizeHint(self) -> QSize:
        """Seven days across, the weekdays and five weeks down."""
        across, down = self._cell()
        return QSize(round(across * 7), round(down * (WEEKS + 1.1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk, Home and End go to the ends, Enter and Space open the day."""
        key = Qt.Key(event.key())
        first, today = self._content.days[0][0], self._content.today
        if key in _OPENING:
            self.day_asked.emit(self._day)
        elif key in _STEPS:
            self._walk(max(first, min(today, self._day + timedelta(days=_STEPS[key]))))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._walk(first if key == Qt.Key.Key_Home else today)
        else:
            super().keyPressEvent(event)

    def _walk(self, day: date) -> None:
        self._day = day
        self.update()
        announce(self, self.spoken(day), at_once=True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click opens the day under it."""
        if event.button() == Qt.MouseButton.LeftButton and (day := self.day_at(event.position())):
            self._day = day
            self.update()
            self.day_asked.emit(day)

    def event(self, event: QEvent) -> bool:
        """A tooltip says the date of a dot and what it means."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self.day_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.spoken(day) if day else "", self)
            return True
        return super().event(event)
