"""How the marks of the plot look: medians, pairs, sessions, gaps, the lines behind them.

Everything is measured in logical pixels, so a mark keeps its size at every zoom. Must never import
pyqtgraph: the legend draws with this, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QPolygonF

from acutimer.core.history_content import HistoryContent, day_fraction
from acutimer.ui.history.axes import paint_today, paint_values, paint_weeks
from acutimer.ui.history.frame import EDGE, Frame

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from acutimer.ui.history.words import Words
    from acutimer.ui.kit.theme import Theme

#: Radius of a single rating and the width of its line.
RAW_RADIUS, RAW_LINE = 3.2, 1.4
MEDIAN_WIDTH, MEDIAN_HEIGHT = 16.0, 4.0
_JOIN_WIDTH = 1.5
_PAIR_RADIUS, _PAIR_LINE = 4.8, 1.9
_ARROW_LENGTH, _ARROW_HALF = 8.5, 5.0
#: A session's tick: where it begins below the line of 0, and its length.
_TICK_OFF, TICK_LENGTH, _TICK_WIDTH = 9.0, 14.0, 3.0


@dataclass(frozen=True, slots=True)
class _PairMark:
    day: float
    before: int
    after: int


class Marks:
    """The marks of some content, ready to be painted in any frame and theme.

    Pairs, of which there may be many, are drawn once for a size and a theme and kept; moving the
    view only shifts them.
    """

    def __init__(self, content: HistoryContent) -> None:
        self._week_begins = content.week_begins
        self._today = content.today.toordinal()
        self._medians = [
            (d.day.toordinal(), float(d.median)) for d in content.days if d.median is not None
        ]
        self._pairs = [
            _PairMark(p.at.toordinal() + day_fraction(p.at), p.before.value, p.after.value)
            for p in content.pairs
        ]
        self._sessions = [s.at.toordinal() + day_fraction(s.at) for s in content.sessions]
        self._gaps = [
            (gap.first_day.toordinal(), gap.last_day.toordinal() + 1) for gap in content.gaps
        ]
        self._kept: tuple[object, ...] = ()
        self._kept_first = 0
        self._front = QPixmap()

    def paint_ground(self, painter: QPainter, frame: Frame, theme: Theme, words: Words) -> None:
        """Gaps, the lines of values and weeks, their words, then the day medians."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._paint_gaps(painter, frame, theme.colour("sunken"))
        paint_values(painter, frame, theme)
        is_shown = frame.first_day <= self._today < frame.first_day + frame.days
        taken = paint_today(painter, frame, self._today, theme) if is_shown else frame.right + 1
        paint_weeks(painter, frame, theme, words, self._week_begins, taken)
        painter.save()
        painter.setClipRect(_days_box(frame))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_medians(painter, frame, theme.colour("accent"))
        painter.restore()

    def paint_front(self, painter: QPainter, frame: Frame, theme: Theme) -> None:
        """Pairs and sessions."""
        ratio = painter.device().devicePixelRatio()
        kept = (frame.days, frame.day_px, frame.top, frame.bottom, theme.name, ratio)
        off = frame.first_day - self._kept_first
        if kept != self._kept or not 0 <= off <= 2 * (frame.days // 2):
            self._kept = kept
            self._draw_front(frame, theme, ratio)
            off = frame.first_day - self._kept_first
        painter.save()
        painter.setClipRect(_days_box(frame))
        # On a whole pixel of the device, or the marks would blur.
        x = round((frame.left - off * frame.day_px - EDGE) * ratio) / ratio
        painter.drawPixmap(QPointF(x, 0), self._front)
        painter.restore()

    def _draw_front(self, frame: Frame, theme: Theme, ratio: float) -> None:
        """Draws the front of these days and of half as many at either side, to be shifted."""
        around = frame.days // 2
        self._kept_first = frame.first_day - around
        days = frame.days + 2 * around
        width = days * frame.day_px
        place = replace(frame, first_day=self._kept_first, days=days, left=EDGE, right=EDGE + width)
        self._front = QPixmap(round((width + 2 * EDGE) * ratio), round(frame.height * ratio))
        self._front.setDevicePixelRatio(ratio)
        self._front.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self._front)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour, ground = theme.colour("now"), theme.colour("surface")
        last = self._kept_first + days
        xs = [place.x(s) for s in self._sessions if self._kept_first <= s < last]
        paint_ticks(painter, xs, place.bottom, colour)
        for mark in self._pairs:
            if self._kept_first <= mark.day < last:
                x = place.x(mark.day)
                paint_pair(painter, x, place.y(mark.before), place.y(mark.after), colour, ground)
        painter.end()

    def _paint_gaps(self, painter: QPainter, frame: Frame, colour: QColor) -> None:
        last = frame.first_day + frame.days
        for begin, end in self._gaps:
            if end > frame.first_day and begin < last:
                left, right = frame.x(max(begin, frame.first_day)), frame.x(min(end, last))
                box = QRectF(left, frame.top, right - left, frame.bottom - frame.top)
                painter.fillRect(box, colour)

    def _paint_medians(self, painter: QPainter, frame: Frame, colour: QColor) -> None:
        half = min(MEDIAN_WIDTH, max(3.0, 0.8 * frame.day_px)) / 2 - MEDIAN_HEIGHT / 2
        bars: list[QLineF] = []
        joins: list[QLineF] = []
        earlier: tuple[int, float, float] | None = None
        for day, value in self._medians:
            if not frame.first_day - 1 <= day <= frame.first_day + frame.days:
                continue
            x, y = frame.x(day + 0.5), frame.y(value)
            bars.append(QLineF(x - max(half, 0.01), y, x + max(half, 0.01), y))
            if earlier is not None and day - earlier[0] == 1:
                joins.append(QLineF(earlier[1], earlier[2], x, y))
            earlier = (day, x, y)
        faint = colour.toRgb()
        faint.setAlphaF(0.5)
        painter.setPen(QPen(faint, _JOIN_WIDTH))
        if joins:
            painter.drawLines(joins)
        painter.setPen(QPen(colour, MEDIAN_HEIGHT, c=Qt.PenCapStyle.RoundCap))
        if bars:
            painter.drawLines(bars)


def _days_box(frame: Frame) -> QRectF:
    return QRectF(frame.left - 1, 0, frame.right - frame.left + 1 + EDGE, frame.height)


def paint_ticks(painter: QPainter, xs: Sequence[float], zero: float, colour: QColor) -> None:
    """Ticks of sessions below the line of 0."""
    if not xs:
        return
    painter.setPen(QPen(colour, _TICK_WIDTH, c=Qt.PenCapStyle.RoundCap))
    low, high = zero + _TICK_OFF + 1.5, zero + _TICK_OFF + TICK_LENGTH - 1.5
    painter.drawLines([QLineF(x, low, x, high) for x in xs])


def paint_raw(painter: QPainter, x: float, y: float, colour: QColor) -> None:
    """One rating: a hollow dot."""
    painter.setPen(QPen(colour, RAW_LINE))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(x, y), RAW_RADIUS, RAW_RADIUS)


def paint_pair(
    painter: QPainter, x: float, before: float, after: float, colour: QColor, ground: QColor
) -> None:
    """Before as a hollow circle, an arrow whose tip is after; equal is a dot in the circle."""
    painter.setPen(QPen(colour, _PAIR_LINE))
    if before != after:
        way = 1 if after > before else -1
        foot = after - way * _ARROW_LENGTH
        painter.drawLine(QLineF(x, before, x, foot))
        painter.setBrush(ground)
        painter.drawEllipse(QPointF(x, before), _PAIR_RADIUS, _PAIR_RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(
            QPolygonF(
                [QPointF(x - _ARROW_HALF, foot), QPointF(x + _ARROW_HALF, foot), QPointF(x, after)]
            )
        )
        return
    painter.setBrush(ground)
    painter.drawEllipse(QPointF(x, before), _PAIR_RADIUS, _PAIR_RADIUS)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(x, before), 1.8, 1.8)
