"""What stands behind the marks of the plot: lines of values and weeks with their words, and today.

Must never grow over a mark: all of it is painted first.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from acutimer.core.scale import SCALE_LEAST, SCALE_MOST
from acutimer.ui.history.frame import EDGE, LANES, Frame
from acutimer.ui.history.words import TODAY

if TYPE_CHECKING:
    from acutimer.ui.history.words import Words
    from acutimer.ui.kit.theme import Theme

_WEEK_DAYS = 7
#: In so many days a date without its year might be one of several.
_YEARS_FROM = 366
#: Room beside the word "Today", and between it and the day of a week.
_TODAY_SIDE = 8.0


def paint_values(painter: QPainter, frame: Frame, theme: Theme) -> None:
    """The lines of 0 and 10, the dotted ones between, their numbers."""
    metrics = QFontMetricsF(painter.font())
    rise = (metrics.ascent() - metrics.descent()) / 2
    dotted = QPen(theme.colour("line"), 1)
    dotted.setDashPattern([2, 5])
    whole = QPen(theme.colour("line"), 1)
    for value in range(SCALE_LEAST, SCALE_MOST + 1, 2):
        y = frame.y(value)
        painter.setPen(whole if value in (SCALE_LEAST, SCALE_MOST) else dotted)
        painter.drawLine(QLineF(frame.left, y, frame.right, y))
        painter.setPen(theme.colour("text2"))
        text = str(value)
        x = frame.left - 12 - metrics.horizontalAdvance(text)
        painter.drawText(QPointF(x, y + rise), text)
    painter.setPen(whole)
    painter.drawLine(QLineF(frame.left, frame.top, frame.left, frame.foot))


def paint_lane_names(painter: QPainter, frame: Frame, theme: Theme) -> None:
    """What each lane is of, and the lines between them."""
    metrics = QFontMetricsF(painter.font())
    rise = (metrics.ascent() - metrics.descent()) / 2
    for lane in frame.lanes:
        y = frame.lane_y(lane)
        name = LANES[lane]
        painter.setPen(theme.colour("text2"))
        x = frame.left - 12 - metrics.horizontalAdvance(name)
        painter.drawText(QPointF(x, y + rise), name)
        painter.setPen(QPen(theme.colour("line"), 1))
        foot = round(y + frame.lane_px / 2)
        painter.drawLine(QLineF(frame.left, foot, frame.right, foot))


def paint_weeks(
    painter: QPainter, frame: Frame, theme: Theme, words: Words, week_begins: int, taken: float
) -> None:
    """The weeks' lines, and their days as far as the place that is ``taken`` by today."""
    metrics = QFontMetricsF(painter.font())
    baseline = frame.height - metrics.descent() - 2
    week_px = frame.day_px * _WEEK_DAYS
    years = frame.days > _YEARS_FROM
    name = words.month if years else words.day
    widest = max(metrics.horizontalAdvance(name(date(2026, m, 28))) for m in (5, 9, 11))
    every = max(1, -int(-(widest + 20) // week_px))
    # Day 1 of the calendar of ordinals was a Monday, so ordinal - 1 counts from a Monday.
    begin = frame.first_day + (week_begins - (frame.first_day - 1)) % _WEEK_DAYS
    for day in range(begin, frame.first_day + frame.days, _WEEK_DAYS):
        x = frame.x(day)
        labelled = ((day - 1) // _WEEK_DAYS) % every == 0
        if day > frame.first_day and (labelled or week_px > 24):
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QLineF(x, frame.top, x, frame.foot))
        text = name(date.fromordinal(day))
        if labelled and x + 6 + metrics.horizontalAdvance(text) <= taken:
            painter.setPen(theme.colour("text2"))
            painter.drawText(QPointF(x + 6, baseline), text)


def paint_today(painter: QPainter, frame: Frame, today: int, theme: Theme) -> float:
    """A dotted line through today and its name below; gives where on the left that begins."""
    metrics = QFontMetricsF(painter.font())
    accent, x = theme.colour("accent"), frame.x(today + 0.5)
    dotted = QPen(accent, 1.5)
    dotted.setDashPattern([2, 2])
    painter.setPen(dotted)
    painter.drawLine(QLineF(x, frame.top, x, frame.foot))
    width = metrics.horizontalAdvance(TODAY) + 2 * _TODAY_SIDE
    left = max(frame.left, min(x - width / 2, frame.right + EDGE - width))
    high = metrics.height() + 4
    box = QRectF(left, frame.height - high, width, high)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accentSoft"))
    painter.drawRoundedRect(box, high / 2, high / 2)
    painter.setPen(accent)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, TODAY)
    painter.restore()
    return left - _TODAY_SIDE
