"""How weeks and four weeks look in a plot of more than a year: a bar for all their numbers, and
their middle.

Must never join blocks over a gap.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from acutimer.core.day_blocks import Block
    from acutimer.ui.history.frame import Frame
    from acutimer.ui.kit.theme import Theme

_LINE = 3.0


def paint_blocks(
    painter: QPainter,
    frame: Frame,
    theme: Theme,
    blocks: Sequence[Block],
    hidden: frozenset[str],
) -> None:
    """From the least to the most of each block; its middle, joined to that of the next."""
    joins: list[QLineF] = []
    bars: list[QLineF] = []
    earlier: Block | None = None
    soft = theme.colour("plotRaw", 0.35)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(soft)
    for block in blocks:
        left = max(frame.left, frame.x(block.first))
        right = min(frame.right, frame.x(block.first + block.size))
        if "raw" not in hidden and block.least is not None and block.most is not None:
            high, low = frame.y(block.most) - 1, frame.y(block.least) + 1
            side = min(1.0, (right - left) / 5)
            painter.drawRect(QRectF(left + side, high, right - left - 2 * side, low - high))
        if "median" not in hidden and block.median is not None:
            y = frame.y(block.median)
            bars.append(QLineF(left + 0.5, y, max(left + 0.6, right - 0.5), y))
            if (
                earlier is not None
                and earlier.median is not None
                and earlier.first + earlier.size == block.first
            ):
                joins.append(QLineF(left, frame.y(earlier.median), left, y))
        earlier = block
    painter.setPen(QPen(theme.colour("accent", 0.5), 1.2))
    if joins:
        painter.drawLines(joins)
    painter.setPen(QPen(theme.colour("accent"), _LINE, c=Qt.PenCapStyle.FlatCap))
    if bars:
        painter.drawLines(bars)
