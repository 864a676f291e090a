"""The small pictures in the cards below the plot: dots of change, bars of weeks, progress.

Must never draw a mean or a range that the content holds back.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from acutimer.ui.history.change_words import ranges
from acutimer.ui.history.words import Words, minutes
from acutimer.ui.kit.painted import Painted
from acutimer.ui.kit.pieces import wear

if TYPE_CHECKING:
    from acutimer.core.history_content import HistoryContent, Week
    from acutimer.ui.kit.theme import Theme

#: The scale of change that is always drawn; it grows when a change lies beyond.
_LEAST_CHANGE, _MOST_CHANGE = -5, 3
_DOT_RADIUS, _DOT_STEP = 4.5, 10.5


class _Chart(Painted):
    """A picture with captions, as wide as there is room."""

    def __init__(self, theme: Theme, words: Words, height: int) -> None:
        super().__init__(theme)
        self._words = words
        self._height = height
        wear(self, "caption")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, self._height + round(QFontMetricsF(self.font()).height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())


class ChangeChart(_Chart):
    """Each pair as a dot at after minus before, with mean, range and what comes by itself."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme, words, 88)
        self._content: HistoryContent | None = None
        self._ends = (_LEAST_CHANGE, _MOST_CHANGE)

    def show_content(self, content: HistoryContent) -> None:
        """Takes the pairs."""
        self._content = content
        changes = [pair.change for pair in content.pairs]
        self._ends = (min(_LEAST_CHANGE, *changes, 0), max(_MOST_CHANGE, *changes, 0))
        spoken = ", ".join(
            f"{self._words.signed(value)}: {count}"
            for value, count in sorted(Counter(changes).items())
        )
        self.setAccessibleName("How many times it changed by how much")
        self.setAccessibleDescription("; ".join([spoken, *ranges(self._words, content)]))
        self.update()

    def place(self, change: float) -> float:
        """Where a change lies, logical pixels from the left."""
        least, most = self._ends
        return 16 + (change - least) * (self.width() - 40) / (most - least)

    @property
    def line_y(self) -> float:
        """Where the line lies that the dots stand on."""
        return self.height() - QFontMetricsF(self.font()).height() - 6

    def paint(self, painter: QPainter) -> None:
        if self._content is None:
            return
        change, colour, line = self._content.change, self._theme.colour, self.line_y
        if change.interval is not None:
            low, high = map(self.place, change.interval)
            painter.fillRect(QRectF(low, 5, max(2.0, high - low), line - 5), colour("accentSoft"))
        self._paint_scale(painter, line)
        if change.mean is not None:
            painter.setPen(QPen(colour("accent"), 3))
            x = self.place(change.mean)
            painter.drawLine(QLineF(x, 6, x, line - 2))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("now"))
        piles = Counter(pair.change for pair in self._content.pairs)
        room = line - 12 - 2 * _DOT_RADIUS
        step = min(_DOT_STEP, room / max(1, max(piles.values(), default=1) - 1))
        for value, count in piles.items():
            for nth in range(count):
                centre = QPointF(self.place(value), line - 9 - nth * step)
                painter.drawEllipse(centre, _DOT_RADIUS, _DOT_RADIUS)
        if change.by_itself is not None:
            low, high = map(self.place, change.by_itself)
            painter.setPen(QPen(colour("text"), 2, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(
                [QPointF(low, line - 1), QPointF(low, 1), QPointF(high, 1), QPointF(high, line - 1)]
            )

    def _paint_scale(self, painter: QPainter, line: float) -> None:
        metrics = QFontMetricsF(self.font())
        least, most = self._ends
        painter.setPen(QPen(self._theme.colour("lineStrong"), 1.4))
        painter.drawLine(QLineF(0, line, self.width(), line))
        painter.setPen(self._theme.colour("text2"))
        room = (self.width() - 40) / (most - least)
        every = 1 if metrics.horizontalAdvance("+10") + 6 < room else 2
        for value in range(least, most + 1):
            if value % every == 0:
                text = self._words.signed(value)
                x = self.place(value) - metrics.horizontalAdvance(text) / 2
                painter.drawText(QPointF(x, self.height() - metrics.descent() - 1), text)


class WeekBars(_Chart):
    """Minutes pressed a week in the outline of those planned."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__(theme, words, 70)
        self._weeks: tuple[Week, ...] = ()

    def show_weeks(self, weeks: tuple[Week, ...]) -> None:
        """Takes the weeks, in order."""
        self._weeks = weeks
        self.setAccessibleName("Minutes pressed a week")
        self.setAccessibleDescription(
            "; ".join(
                f"Week of {self._words.day(w.first_day)}: {minutes(w.pressed_s)} of "
                f"{minutes(w.planned_s)} planned"
                for w in weeks
            )
        )
        self.update()

    def bars(self) -> list[tuple[QRectF, QRectF]]:
        """The outline and the filling of each week's bar."""
        most = max((max(w.planned_s, w.pressed_s) for w in self._weeks), default=0.0)
        if not self._weeks or most <= 0:
            return []
        step = min(54.0, (self.width() - 4) / len(self._weeks))
        width = min(40.0, step * 0.76)
        height = self.height() - 4.0
        bars: list[tuple[QRectF, QRectF]] = []
        for nth, week in enumerate(self._weeks):
            planned, pressed = (height * part / most for part in (week.planned_s, week.pressed_s))
            left, foot = 4 + nth * step, self.height() - 2.0
            bars.append(
                (
                    QRectF(left, foot - planned, width, planned),
                    QRectF(left, foot - pressed, width, pressed),
                )
            )
        return bars

    def paint(self, painter: QPainter) -> None:
        colour = self._theme.colour
        metrics = QFontMetricsF(self.font())
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(QLineF(0, self.height() - 1.5, self.width(), self.height() - 1.5))
        for week, (planned, pressed) in zip(self._weeks, self.bars(), strict=False):
            painter.setPen(QPen(colour("lineStrong" if self._theme.high_contrast else "line"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(planned, 4, 4)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("primary" if week.is_current else "text3"))
            painter.drawRoundedRect(pressed, min(4, pressed.height() / 2), 4)
            text = minutes(week.pressed_s)
            width = metrics.horizontalAdvance(text)
            if not week.pressed_s or width > pressed.width() - 2:
                continue
            x = pressed.center().x() - width / 2
            if pressed.height() > metrics.height() + 8:
                on_past = "window" if self._theme.dark else "raised"
                painter.setPen(colour("onPrimary" if week.is_current else on_past))
                painter.drawText(QPointF(x, pressed.top() + metrics.ascent() + 5), text)
            else:
                painter.setPen(colour("text"))
                painter.drawText(QPointF(x, pressed.top() - metrics.descent() - 2), text)


class ProgressLine(Painted):
    """How much of what a gate asks for is there."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._part = 0.0
        self.setFixedHeight(8)

    def show_part(self, have: int, need: int) -> None:
        """Fills ``have`` of ``need``."""
        self._part = min(1.0, have / need)
        self.setAccessibleName(f"{have} of {need}")
        self.update()

    def paint(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("ringTrack"))
        box = QRectF(self.rect())
        painter.drawRoundedRect(box, 4, 4)
        if self._part:
            box.setWidth(max(8.0, box.width() * self._part))
            painter.setBrush(self._theme.colour("accent"))
            painter.drawRoundedRect(box, 4, 4)
