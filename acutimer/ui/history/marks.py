"""How the marks of the plot look: medians, pairs, gaps, lanes, the lines behind them.

Everything is measured in logical pixels, so a mark keeps its size at every zoom. Must never import
pyqtgraph: the legend draws with this, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QPolygonF

from acutimer.core.day_blocks import DAY, Block, blanks_between, block_size, blocks_of
from acutimer.core.day_lanes import lanes_of
from acutimer.core.history_content import HistoryContent, day_fraction
from acutimer.ui.history.axes import paint_lane_names, paint_today, paint_values, paint_weeks
from acutimer.ui.history.blocks import paint_blocks
from acutimer.ui.history.frame import EDGE, Frame
from acutimer.ui.history.lanes import paint_lanes

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFont

    from acutimer.ui.history.words import Words
    from acutimer.ui.kit.theme import Theme

#: Radius of a single rating and the width of its line.
RAW_RADIUS, RAW_LINE = 3.2, 1.4
MEDIAN_WIDTH, MEDIAN_HEIGHT = 16.0, 4.0
_JOIN_WIDTH = 1.5
_PAIR_RADIUS, _PAIR_LINE = 4.8, 1.9
_ARROW_LENGTH, _ARROW_HALF = 8.5, 5.0


@dataclass(frozen=True, slots=True)
class _PairMark:
    day: float
    before: int
    after: int


class Marks:
    """The marks of some content, ready to be painted in any frame and theme.

    Pairs and lanes, which may hold many, are drawn once for a size and a theme and kept; moving the
    view only shifts them. In more than a year, days are put together to blocks.
    """

    def __init__(self, content: HistoryContent) -> None:
        self._content = content
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
        self._lanes = lanes_of(content.day_notes, content.first_day, content.last_day)
        self._blocks: dict[int, tuple[Block, ...]] = {}
        self._kept: tuple[object, ...] = ()
        self._kept_first = 0
        self._front = QPixmap()

    def paint_ground(
        self,
        painter: QPainter,
        frame: Frame,
        theme: Theme,
        words: Words,
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        """Gaps, the lines of values and weeks, their words, then the day medians."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        size = block_size(frame.days)
        self._paint_gaps(painter, frame, theme.colour("sunken"), size)
        paint_values(painter, frame, theme)
        paint_lane_names(painter, frame, theme)
        is_shown = frame.first_day <= self._today < frame.first_day + frame.days
        taken = paint_today(painter, frame, self._today, theme) if is_shown else frame.right + 1
        paint_weeks(painter, frame, theme, words, self._week_begins, taken)
        painter.save()
        painter.setClipRect(_days_box(frame))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if size > DAY:
            paint_blocks(painter, frame, theme, self._blocks_of(size), hidden)
        elif "median" not in hidden:
            self._paint_medians(painter, frame, theme.colour("accent"))
        painter.restore()

    def _blocks_of(self, size: int) -> tuple[Block, ...]:
        """Put together when they are first wanted."""
        if size not in self._blocks:
            self._blocks[size] = blocks_of(self._content.days, size, self._week_begins)
        return self._blocks[size]

    def paint_front(
        self, painter: QPainter, frame: Frame, theme: Theme, hidden: frozenset[str] = frozenset()
    ) -> None:
        """Pairs and lanes."""
        ratio, font = painter.device().devicePixelRatio(), painter.font()
        size = (frame.days, frame.day_px, frame.top, frame.bottom, frame.lanes)
        kept = (*size, theme.name, ratio, hidden, font.toString())
        off = frame.first_day - self._kept_first
        if kept != self._kept or not 0 <= off <= 2 * (frame.days // 2):
            self._kept = kept
            self._draw_front(frame, theme, ratio, hidden, font)
            off = frame.first_day - self._kept_first
        painter.save()
        painter.setClipRect(_days_box(frame))
        # On a whole pixel of the device, or the marks would blur.
        x = round((frame.left - off * frame.day_px - EDGE) * ratio) / ratio
        painter.drawPixmap(QPointF(x, 0), self._front)
        painter.restore()

    def _draw_front(
        self, frame: Frame, theme: Theme, ratio: float, hidden: frozenset[str], font: QFont
    ) -> None:
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
        painter.setFont(font)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pairs = _shows_pairs(frame, hidden)
        self._paint_marks(painter, place, theme, pairs=pairs)
        painter.end()

    def paint_all(
        self,
        painter: QPainter,
        frame: Frame,
        theme: Theme,
        words: Words,
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        """Everything at once, single ratings too, and nothing as a picture of dots: to be kept."""
        self.paint_ground(painter, frame, theme, words, hidden)
        painter.save()
        painter.setClipRect(_days_box(frame))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if "raw" not in hidden and block_size(frame.days) == DAY:
            for rating in self._content.single_ratings:
                x = frame.x(rating.at.toordinal() + day_fraction(rating.at))
                paint_raw(painter, x, frame.y(rating.value), theme.colour("plotRaw"))
        self._paint_marks(painter, frame, theme, pairs=_shows_pairs(frame, hidden))
        painter.restore()

    def _paint_marks(self, painter: QPainter, place: Frame, theme: Theme, *, pairs: bool) -> None:
        """Lanes, and pairs where they are shown."""
        paint_lanes(painter, place, theme, self._lanes, self._sessions)
        colour, ground = theme.colour("now"), theme.colour("surface")
        for mark in self._pairs if pairs else ():
            if 0 <= mark.day - place.first_day < place.days:
                x = place.x(mark.day)
                paint_pair(painter, x, place.y(mark.before), place.y(mark.after), colour, ground)

    def _paint_gaps(self, painter: QPainter, frame: Frame, colour: QColor, size: int) -> None:
        gaps: Sequence[tuple[int, int]] = self._gaps
        if size > DAY:
            blocks, today = self._blocks_of(size), self._content.today
            gaps = blanks_between(blocks, size, today, self._week_begins)
        last = frame.first_day + frame.days
        for begin, end in gaps:
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


def _shows_pairs(frame: Frame, hidden: frozenset[str]) -> bool:
    return "pair" not in hidden and block_size(frame.days) == DAY


def _days_box(frame: Frame) -> QRectF:
    return QRectF(frame.left - 1, 0, frame.right - frame.left + 1 + EDGE, frame.height)


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
