"""Letters before the name of each text size, as large as text would be with it.

Must never choose a size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter, QPixmap

from acutimer.core.text_sizes import TEXT_SIZES
from acutimer.ui.kit.widths import em_px

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from acutimer.ui.kit.segments import Segments

_SAMPLE, _SHARP = "Aa", 2


def show_size_signs(sizes: Segments, shown: float, colour: QColor) -> None:
    """Put the letters before each size; ``shown`` is the size that text has now."""
    whole_px = em_px(sizes) / shown
    for size in TEXT_SIZES:
        font = QFont(sizes.font())
        font.setPixelSize(max(1, round(whole_px * size)))
        font.setWeight(QFont.Weight.DemiBold)
        button = sizes.button(str(size))
        drawn = _letters(font, colour)
        button.setIcon(QIcon(drawn))
        button.setIconSize(drawn.size() / _SHARP)


def _letters(font: QFont, colour: QColor) -> QPixmap:
    metrics = QFontMetrics(font)
    room = QSize(metrics.horizontalAdvance(_SAMPLE) + 4, metrics.height())
    drawn = QPixmap(room * _SHARP)
    drawn.setDevicePixelRatio(_SHARP)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(QRectF(0, 0, room.width(), room.height()), _SAMPLE)
    painter.end()
    return drawn
