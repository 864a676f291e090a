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
#: Below the line of 0, from top to bottom: what each lane is called by its layer.
LANES = {"session": "Pressed", "headache": "Headache", "medicine": "Medicine"}
_LEAST_LANE = 24.0
_TOP = 11.0


@dataclass(frozen=True, slots=True)
class Frame:
    """Where days and values lie: ``left`` to ``right`` hold the days, ``top`` is 10.

    Below ``bottom``, which is 0, are the ``lanes`` by their layers, each ``lane_px`` high.
    """

    first_day: int
    days: int
    left: float
    right: float
    top: float
    bottom: float
    height: float
    lanes: tuple[str, ...] = tuple(LANES)
    lane_px: float = _LEAST_LANE

    @property
    def foot(self) -> float:
        """Where the last lane ends."""
        return self.bottom + self.lane_px * len(self.lanes)

    def lane_y(self, lane: str) -> float:
        """The middle of a lane; KeyError where it is hidden."""
        if lane not in self.lanes:
            raise KeyError(lane)
        return self.bottom + self.lane_px * (self.lanes.index(lane) + 0.5)

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
        """The whole column of one day, from 10 to below the lanes."""
        width = max(6.0, self.day_px)
        middle = self.x(day + 0.5)
        return QRectF(middle - width / 2, self.top, width, self.foot - self.top)


def frame_for(
    width: float,
    height: float,
    first_day: date,
    last_day: date,
    metrics: QFontMetricsF,
    lanes: tuple[str, ...] = tuple(LANES),
) -> Frame:
    """The frame of a plot of this size; the margins follow the text."""
    named = ("10", *(LANES[lane] for lane in lanes))
    left = max(map(metrics.horizontalAdvance, named)) + 16
    lane_px = max(_LEAST_LANE, metrics.height() + 6)
    bottom = max(60.0, height - lane_px * len(lanes) - metrics.height() - 14)
    first = first_day.toordinal()
    days = last_day.toordinal() - first + 1
    right = max(left + 40, width - EDGE)
    return Frame(first, days, left, right, _TOP, bottom, height, lanes, lane_px)
