"""Where days and values lie in the plot, in logical pixels. Plain numbers: must never paint."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from acutimer.core.scale import SCALE_MOST

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetricsF

#: A mark at the very end of a day reaches this far out of it.
EDGE = 5.0
#: Below the line of 0, for the ticks of sessions.
LANE = 26.0
_TOP = 11.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Where days and values lie: ``left`` to ``right`` hold the days, ``top`` is 10."""

    first_day: int
    days: int
    left: float
    right: float
    top: float
    bottom: float
    height: float

    @property
    def day_px(self) -> float:
        """The width of one day."""
        return (self.right - self.left) / self.days

    def x(self, day: float) -> float:
        """The place of a day number with its fraction."""
        return self.left + (day - self.first_day) * self.day_px

    def y(self, value: float) -> float:
        """The place of a value of the scale."""
        return self.bottom - value * (self.bottom - self.top) / SCALE_MOST

    def value(self, y: float) -> float:
        """The value at a place, beyond the scale, too."""
        return (self.bottom - y) * SCALE_MOST / (self.bottom - self.top)

    def day_at(self, x: float) -> int:
        """The day number under a place, kept within the frame."""
        day = self.first_day + int((x - self.left) // self.day_px)
        return max(self.first_day, min(day, self.first_day + self.days - 1))

    def column(self, day: int) -> QRectF:
        """The whole column of one day, from 10 to below the sessions."""
        width = max(6.0, self.day_px)
        middle = self.x(day + 0.5)
        return QRectF(middle - width / 2, self.top, width, self.bottom + LANE - self.top)


def frame_for(
    width: float, height: float, first_day: date, last_day: date, metrics: QFontMetricsF
) -> Frame:
    """The frame of a plot of this size; the margins follow the text."""
    left = metrics.horizontalAdvance("10") + 16
    bottom = height - LANE - metrics.height() - 14
    first = first_day.toordinal()
    days = last_day.toordinal() - first + 1
    return Frame(first, days, left, max(left + 40, width - EDGE), _TOP, max(60.0, bottom), height)
