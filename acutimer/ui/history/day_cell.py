"""How a day of the calendar looks: its date, its typical number on a calm tone, and its marks.

The tone is deeper the higher the number, in one colour that warns of nothing. Must never fill a day
of which no number is noted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from acutimer.core.day_lanes import class_letter
from acutimer.core.scale import SCALE_MOST
from acutimer.ui.history.lanes import (
    MANY,
    paint_dash,
    paint_headache,
    paint_medicine,
    paint_ticks,
)

if TYPE_CHECKING:
    from datetime import date

    from acutimer.core.calendar_days import CalendarDay
    from acutimer.ui.history.words import Words
    from acutimer.ui.kit.theme import Theme

#: The depth of the tone for 0 and for 10.
_PALEST, _DEEPEST = 0.08, 0.34
_GAP, _CORNER, _PAD = 2.0, 6.0, 7.0
#: Between marks, and the room each takes, in px.
_BESIDE, _TICK = 5.0, 6.0
#: More ticks of sessions are the number of them.
_MOST_TICKS = 3


def cell_height(font: QFont) -> int:
    """The height in px that a day needs: its date above its marks."""
    return round(2 * QFontMetricsF(font).height() + 3 * _PAD)


def tone_depth(typical: float) -> float:
    """How much of the accent a number's tone has, 0 to 1."""
    return _PALEST + (_DEEPEST - _PALEST) * typical / SCALE_MOST


def paint_day(
    painter: QPainter,
    cell: QRect,
    theme: Theme,
    words: Words,
    said: tuple[date, CalendarDay | None],
    *,
    is_today: bool,
    is_ahead: bool,
    is_current: bool,
    has_keyboard: bool,
) -> None:
    """A day in its cell; ``said`` is None of a blank one. One that ``is_ahead`` has its date."""
    day, noted = said
    box = QRectF(cell).adjusted(_GAP, _GAP, -_GAP, -_GAP)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not is_ahead:
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if noted is not None and noted.typical is not None:
            painter.setBrush(theme.colour("accent", tone_depth(noted.typical)))
        painter.drawRoundedRect(box, _CORNER, _CORNER)
    if is_current:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("focus" if has_keyboard else "text2"), 2))
        painter.drawRoundedRect(box, _CORNER, _CORNER)
    metrics = QFontMetricsF(painter.font())
    line = box.top() + _PAD + metrics.ascent()
    # on a tone the paler ink would be too pale
    toned = noted is not None and noted.typical is not None
    ink = "onPrimary" if is_today else "text" if toned else "text2"
    _paint_date(painter, QPointF(box.left() + _PAD, line), theme, day, ink)
    if noted is None:
        return
    if noted.typical is not None:
        _paint_number(painter, QPointF(box.right() - _PAD, line), theme, words, noted.typical)
    _paint_marks(painter, box, theme, noted)


def _paint_date(painter: QPainter, at: QPointF, theme: Theme, day: date, ink: str) -> None:
    text = str(day.day)
    if ink == "onPrimary":
        metrics = QFontMetricsF(painter.font())
        wide = metrics.horizontalAdvance(text)
        around = QRectF(at.x() - 5, at.y() - metrics.ascent() - 2, wide + 10, metrics.height() + 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("primary"))
        painter.drawRoundedRect(around, 8, 8)
    painter.setPen(theme.colour(ink))
    painter.drawText(at, text)


def _paint_number(
    painter: QPainter, right: QPointF, theme: Theme, words: Words, typical: float
) -> None:
    font = QFont(painter.font())
    bold = QFont(font)
    bold.setWeight(QFont.Weight.Bold)
    painter.setFont(bold)
    painter.setPen(theme.colour("text"))
    text = words.number(typical)
    wide = QFontMetricsF(bold).horizontalAdvance(text)
    painter.drawText(QPointF(right.x() - wide, right.y()), text)
    painter.setFont(font)


def _paint_marks(painter: QPainter, box: QRectF, theme: Theme, noted: CalendarDay) -> None:
    """From the left: a tick for each session, headache, medicine, as the lanes of the plot."""
    metrics = QFontMetricsF(painter.font())
    y = box.bottom() - _PAD - metrics.height() / 2 + 1
    x = box.left() + _PAD + _TICK / 2
    ticks = min(noted.sessions, _MOST_TICKS)
    paint_ticks(painter, [x + nth * _TICK for nth in range(ticks)], y, theme.colour("now"))
    x += ticks * _TICK + (_BESIDE if ticks else 0)
    if noted.headache is not None:
        text = "" if noted.worst is None else str(noted.worst)
        x = _paint_chip(painter, x, y, text, theme, none=not noted.headache, of_headache=True)
    if noted.classes:
        letters = "".join(map(class_letter, noted.classes))
        if x + metrics.horizontalAdvance(letters) > box.right() - _PAD:
            letters = MANY
        _paint_chip(painter, x, y, letters, theme, none=False, of_headache=False)


def _paint_chip(
    painter: QPainter,
    left: float,
    y: float,
    text: str,
    theme: Theme,
    *,
    none: bool,
    of_headache: bool,
) -> float:
    """One chip, or the dash of a day without; gives where the next may begin."""
    wide = max(21.0, QFontMetricsF(painter.font()).horizontalAdvance(text) + 10)
    if none:
        paint_dash(painter, left + 3, y, theme)
        return left + 6 + _BESIDE
    paint = paint_headache if of_headache else paint_medicine
    paint(painter, left + wide / 2, y, text, theme)
    return left + wide + _BESIDE
