"""The daily strip: the middle number of each day, before to after, and lanes below.

A day without a note is shaded and has no mark. Must never join days over a blank one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPolygonF

from acutimer.core.report_words import day, letters
from acutimer.ui.report.sheet import ROOM, Laid, stacked

if TYPE_CHECKING:
    from acutimer.core.report import ReportDay
    from acutimer.ui.report.sheet import Sheet

#: So many weeks stand beside each other; more go below.
_MOST_WEEKS = 9
_LABELS = 68.0
_LANE, _DATES = 17.0, 16.0
_LANES = ("Pressed", "Headache", "Medicine")
_TALL, _LOW = 104.0, 70.0
#: Between the numbers and the first lane.
_CLEAR = 4.0


def strip(sheet: Sheet, days: Sequence[ReportDay]) -> Laid:
    """The days in one band, or in several of as many weeks each."""
    weeks = ceil(len(days) / 7)
    bands = ceil(weeks / _MOST_WEEKS)
    long = 7 * ceil(weeks / bands)
    plot = _TALL if bands == 1 else _LOW
    rows = [days[begin : begin + long] for begin in range(0, len(days), long)]
    return stacked([_band(sheet, row, long, plot) for row in rows], 6)


def _band(sheet: Sheet, days: Sequence[ReportDay], long: int, plot: float) -> Laid:
    height = 6 + plot + _CLEAR + _LANE * len(_LANES) + _DATES

    def paint(x: float, y: float) -> None:
        band = _Band(sheet, QRectF(x + _LABELS, y + 6, ROOM - _LABELS, plot), long)
        band.ground(days)
        band.numbers(days)
        band.lanes(days)

    return Laid(height, paint)


class _Band:
    """One band where it stands; ``box`` is that of the numbers from 10 at its top to 0."""

    def __init__(self, sheet: Sheet, box: QRectF, long: int) -> None:
        self._sheet, self._box = sheet, box
        self._column = box.width() / long

    def _x(self, nth: float) -> float:
        return self._box.left() + nth * self._column

    def _y(self, value: float) -> float:
        return self._box.bottom() - value / 10 * self._box.height()

    def _lane_y(self, nth: int) -> float:
        return self._box.bottom() + _CLEAR + (nth + 0.5) * _LANE

    def ground(self, days: Sequence[ReportDay]) -> None:
        """Blank days, the scale, weeks and their dates."""
        sheet, box = self._sheet, self._box
        end = self._x(len(days))
        for nth, one in enumerate(days):
            if not one.is_noted:
                blank = QRectF(self._x(nth), box.top(), self._column, box.height())
                sheet.painter.fillRect(blank, sheet.theme.colour("sunken"))
        step = 2 if box.height() > _LOW else 5
        for value in range(0, 11, step):
            sheet.stroke(QPointF(box.left(), self._y(value)), QPointF(end, self._y(value)), "line")
            label = QRectF(box.left() - 40, self._y(value) - 6.5, 33, 13)
            sheet.text(label, str(value), "tiny", "right", "text2")
        for nth, name in enumerate(_LANES):
            y = self._lane_y(nth)
            label = QRectF(box.left() - _LABELS, y - 6.5, _LABELS - 7, 13)
            sheet.text(label, name, "tiny", "right", "text2")
            sheet.rule(box.left(), y + _LANE / 2, end - box.left())
        bottom = box.bottom() + _CLEAR + _LANE * len(_LANES)
        for nth in range(0, len(days), 7):
            x = self._x(nth)
            sheet.stroke(QPointF(x, box.top()), QPointF(x, bottom), "line")
            date = QRectF(x + 2, bottom + 2, 7 * self._column, 13)
            sheet.text(date, day(days[nth].day), "tiny", "left", "text2")

    def numbers(self, days: Sequence[ReportDay]) -> None:
        """A bar for the middle number of a day, joined to the next day's, and the arrows."""
        sheet, half = self._sheet, self._column * 0.38
        for nth, (one, following) in enumerate(pairwise(days)):
            if one.typical is not None and following.typical is not None:
                begin = QPointF(self._x(nth + 0.5), self._y(one.typical))
                end = QPointF(self._x(nth + 1.5), self._y(following.typical))
                sheet.stroke(begin, end, "accent", 0.8, 0.55)
        for nth, one in enumerate(days):
            x = self._x(nth + 0.5)
            for turn, (before, after) in enumerate(one.changes):
                self._arrow(x + (turn - (len(one.changes) - 1) / 2) * 2.5, before, after)
            if one.typical is not None:
                y = self._y(one.typical)
                sheet.stroke(QPointF(x - half, y), QPointF(x + half, y), "accent", 2.6)

    def _arrow(self, x: float, before: int, after: int) -> None:
        """From before to after; a ring where both are the same."""
        sheet = self._sheet
        begin, end = QPointF(x, self._y(before)), QPointF(x, self._y(after))
        if before == after:
            sheet.painter.setPen(sheet.theme.colour("now"))
            sheet.painter.drawEllipse(begin, 2.2, 2.2)
            return
        sheet.stroke(begin, end, "now", 1.1)
        turn = 4.0 if after < before else -4.0
        tip = QPolygonF([end, end + QPointF(-2.4, -turn), end + QPointF(2.4, -turn)])
        sheet.painter.setPen(Qt.PenStyle.NoPen)
        sheet.painter.setBrush(sheet.theme.colour("now"))
        sheet.painter.drawPolygon(tip)
        sheet.painter.setBrush(Qt.BrushStyle.NoBrush)

    def lanes(self, days: Sequence[ReportDay]) -> None:
        """A stroke for each day with a session, the worst of a headache, letters for medicine."""
        sheet, wide = self._sheet, self._column - 1
        for nth, one in enumerate(days):
            x = self._x(nth + 0.5)
            if one.sessions:
                y = self._lane_y(0)
                sheet.stroke(QPointF(x, y - 4), QPointF(x, y + 4), "now", 2.2)
            middle = QPointF(x, self._lane_y(1))
            if one.headache and one.worst is not None:
                sheet.fitted(middle, wide, str(one.worst), colour="onNowSoft")
            elif one.headache:
                sheet.painter.setPen(Qt.PenStyle.NoPen)
                sheet.painter.setBrush(sheet.theme.colour("onNowSoft"))
                sheet.painter.drawEllipse(middle, 2.6, 2.6)
                sheet.painter.setBrush(Qt.BrushStyle.NoBrush)
            if one.medicine:
                sheet.fitted(QPointF(x, self._lane_y(2)), wide, letters(one.medicine))
