"""Measuring lines: from one landmark to another, with a tick at each mark.

Pure painting of values that are given. Must never decide where a mark lies.
"""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from acutimer.ui.body_map.shapes import smooth
from acutimer.ui.body_map.sight import Sight, seen_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from acutimer.ui.body_map.figure import Mark, Measure
    from acutimer.ui.kit.theme import Theme

#: Half the length of a tick, logical pixels.
_TICK_PX = 7.0


def paint_lines(painter: QPainter, measures: Sequence[Measure], sight: Sight, theme: Theme) -> None:
    """The lines and the ticks across them at every mark."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((theme.colour("markRing", 0.8), 3.6), (theme.colour("markFill"), 1.4)):
        painter.setPen(QPen(colour, width, c=Qt.PenCapStyle.RoundCap))
        for measure in measures:
            for run in seen_runs(measure.path, sight):
                painter.drawPath(smooth([one.at for one in run]))
            for mark in measure.marks:
                if sight.sees(mark.at):
                    painter.drawLine(_tick(mark, measure, sight))
    painter.restore()


def _tick(mark: Mark, measure: Measure, sight: Sight) -> QLineF:
    """A short line across the measuring line at a mark."""
    at = sight.at(mark.at)
    points = [sight.at(one) for one in measure.path]
    nearest = min(range(len(points)), key=lambda index: _apart(points[index], at))
    along = points[min(nearest + 1, len(points) - 1)] - points[max(nearest - 1, 0)]
    length = hypot(along.x(), along.y()) or 1.0
    across = QPointF(-along.y(), along.x()) * (_TICK_PX / length)
    return QLineF(at - across, at + across)


def _apart(one: QPointF, other: QPointF) -> float:
    return hypot(one.x() - other.x(), one.y() - other.y())
