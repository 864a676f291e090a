"""The lanes below the line of 0: what was pressed, headache and medicine, each on its day.

A day has a mark only where something was said of it. Must never import pyqtgraph: the legend draws
with this, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from acutimer.core.day_lanes import DayLanes, class_letter

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QColor

    from acutimer.ui.history.frame import Frame
    from acutimer.ui.kit.theme import Theme

TICK_LENGTH, _TICK_WIDTH = 14.0, 3.0
#: Beside the words of a chip, and between chips of neighbouring days.
_CHIP_SIDE, _CHIP_GAP = 5.0, 3.0
#: Where the letters of several classes have no room.
MANY = "+"
_LEAST_CHIP = 21.0
_ANY_ROOM = 1000.0
_DASH = 6.0


def paint_lanes(
    painter: QPainter, frame: Frame, theme: Theme, lanes: DayLanes, sessions: Sequence[float]
) -> None:
    """All lanes of the frame; ``sessions`` are day numbers with their fractions."""
    if "session" in frame.lanes:
        xs = [frame.x(at) for at in sessions if 0 <= at - frame.first_day < frame.days]
        paint_ticks(painter, xs, frame.lane_y("session"), theme.colour("now"))
    if "headache" in frame.lanes:
        _paint_headaches(painter, frame, theme, lanes)
    if "medicine" in frame.lanes:
        _paint_medicines(painter, frame, theme, lanes)


def _paint_headaches(painter: QPainter, frame: Frame, theme: Theme, lanes: DayLanes) -> None:
    y, bars = frame.lane_y("headache"), list[QRectF]()
    for x, day in _shown(frame, lanes.headaches):
        worst = lanes.headaches[day]
        text = _fitting(painter, frame, ("" if worst is None else str(worst),))
        if text is None:
            bars.append(_bar(frame, x, y))
        else:
            paint_headache(painter, x, y, text, theme, frame.day_px - _CHIP_GAP)
    _paint_bars(painter, bars, theme.colour("now"))
    _paint_dashes(painter, frame, theme, lanes.headache_free, y)


def _paint_medicines(painter: QPainter, frame: Frame, theme: Theme, lanes: DayLanes) -> None:
    y, bars = frame.lane_y("medicine"), list[QRectF]()
    for x, day in _shown(frame, lanes.medicines):
        letters = "".join(map(class_letter, lanes.medicines[day]))
        text = _fitting(painter, frame, (letters, *([MANY] if len(letters) > 1 else [])))
        if text is None:
            bars.append(_bar(frame, x, y))
        else:
            paint_medicine(painter, x, y, text, theme, frame.day_px - _CHIP_GAP)
    _paint_bars(painter, bars, theme.colour("text2"))
    _paint_dashes(painter, frame, theme, lanes.medicine_free, y)


def paint_headache(
    painter: QPainter, x: float, y: float, worst: str, theme: Theme, room: float = _ANY_ROOM
) -> None:
    """A day with headache, with its worst number where there is one; ``room`` is in px."""
    _paint_chip(painter, (x, y), worst, 4.0, (theme.colour("nowSoft"), theme.colour("now")),
                theme.colour("onNowSoft"), room)  # fmt: skip


def paint_medicine(
    painter: QPainter, x: float, y: float, letters: str, theme: Theme, room: float = _ANY_ROOM
) -> None:
    """A day with medicine, with the letters of its classes; ``room`` is in px."""
    box = theme.colour("surface"), theme.colour("lineStrong")
    _paint_chip(painter, (x, y), letters, 8.0, box, theme.colour("text"), room)


def paint_dash(painter: QPainter, x: float, y: float, theme: Theme) -> None:
    """A day of which it was said that there was none."""
    painter.setPen(QPen(theme.colour("text3"), 2, c=Qt.PenCapStyle.FlatCap))
    painter.drawLine(QLineF(x - _DASH / 2, round(y), x + _DASH / 2, round(y)))


def paint_ticks(painter: QPainter, xs: Sequence[float], y: float, colour: QColor) -> None:
    """Ticks of sessions round a height."""
    if not xs:
        return
    painter.setPen(QPen(colour, _TICK_WIDTH, c=Qt.PenCapStyle.RoundCap))
    half = TICK_LENGTH / 2 - _TICK_WIDTH / 2
    painter.drawLines([QLineF(x, y - half, x, y + half) for x in xs])


def _shown(frame: Frame, days: Iterable[date]) -> Iterator[tuple[float, date]]:
    """The days that are shown, each with the place of its middle."""
    for day in days:
        number = day.toordinal()
        if 0 <= number - frame.first_day < frame.days:
            yield frame.x(number + 0.5), day


def _fitting(painter: QPainter, frame: Frame, said: Sequence[str]) -> str | None:
    """The first of some words that a chip of one day can hold; None where none does."""
    advance: Callable[[str], float] = QFontMetricsF(painter.font()).horizontalAdvance
    room = frame.day_px - _CHIP_GAP
    return next((one for one in said if advance(one or "0") + 4 <= room), None)


def _paint_chip(
    painter: QPainter,
    middle: tuple[float, float],
    text: str,
    corner: float,
    box_colours: tuple[QColor, QColor],
    ink: QColor,
    room: float,
) -> None:
    metrics, (x, y) = QFontMetricsF(painter.font()), middle
    usual = max(_LEAST_CHIP, metrics.horizontalAdvance(text) + 2 * _CHIP_SIDE)
    width = min(usual, room)  # chips of neighbouring days stand apart
    high = metrics.height() + 1
    box = QRectF(x - width / 2, y - high / 2, width, high)
    painter.setBrush(box_colours[0])
    painter.setPen(QPen(box_colours[1], 1.2))
    painter.drawRoundedRect(box, corner, corner)
    painter.setPen(ink)
    rise = (metrics.ascent() - metrics.descent()) / 2
    painter.drawText(QPointF(x - metrics.horizontalAdvance(text) / 2, y + rise), text)


def _bar(frame: Frame, x: float, y: float) -> QRectF:
    width = max(1.4, 0.7 * frame.day_px)
    return QRectF(x - width / 2, y - TICK_LENGTH / 2, width, TICK_LENGTH)


def _paint_bars(painter: QPainter, bars: Sequence[QRectF], colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for bar in bars:
        painter.drawRect(bar)


def _paint_dashes(
    painter: QPainter, frame: Frame, theme: Theme, days: frozenset[date], y: float
) -> None:
    if frame.day_px < _DASH:
        return  # they would run into one line
    for x, _ in _shown(frame, days):
        paint_dash(painter, x, y, theme)
