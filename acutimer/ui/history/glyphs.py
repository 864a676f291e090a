"""One mark of the plot, as a legend shows it. Must never look other than the mark itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QPixmap

from acutimer.ui.history.lanes import paint_headache, paint_medicine, paint_ticks
from acutimer.ui.history.marks import MEDIAN_HEIGHT, MEDIAN_WIDTH, paint_pair, paint_raw

if TYPE_CHECKING:
    from acutimer.ui.kit.theme import Theme

GLYPH = QSize(22, 24)
#: What says that nothing was noted; all other glyphs are layers.
GAP = "gap"


def paint_glyph(painter: QPainter, mark: str, x: float, y: float, theme: Theme) -> None:
    """The mark of a layer, or of a gap, round a place."""
    colour = theme.colour
    match mark:
        case "raw":
            paint_raw(painter, x, y, colour("plotRaw"))
        case "median":
            half = (MEDIAN_WIDTH - MEDIAN_HEIGHT) / 2
            painter.setPen(QPen(colour("accent"), MEDIAN_HEIGHT, c=Qt.PenCapStyle.RoundCap))
            painter.drawLine(QLineF(x - half, y, x + half, y))
        case "pair":
            paint_pair(painter, x, y - 6, y + 11, colour("now"), colour("surface"))
        case "session":
            paint_ticks(painter, [x], y, colour("now"))
        case "headache":
            paint_headache(painter, x, y, "", theme)
        case "medicine":
            paint_medicine(painter, x, y, "", theme)
        case _:
            box = QRectF(x - 6.5, y - 6.5, 13, 13)
            painter.fillRect(box, colour("sunken"))
            painter.setPen(QPen(colour("line"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)


def glyph_pixmap(mark: str, theme: Theme, font: QFont, ratio: float) -> QPixmap:
    """The mark as a picture of its own, for ``ratio`` pixels to a logical one."""
    picture = QPixmap(GLYPH * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    paint_glyph(painter, mark, GLYPH.width() / 2, GLYPH.height() / 2, theme)
    painter.end()
    return picture
