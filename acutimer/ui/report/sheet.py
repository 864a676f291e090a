"""A sheet of paper to paint on: its measures, its colours and its text.

Lengths are 1/96 inch. Must never know what is written on it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

if TYPE_CHECKING:
    from acutimer.ui.kit.theme import Theme

#: A4, and the room within its margins.
WIDE, HIGH = 793.7, 1122.5
LEFT, TOP, FOOT = 52.0, 36.0, 1072.0
ROOM = WIDE - 2 * LEFT

#: Sizes of text, and whether it is bold.
_TEXTS = {
    "title": (24.0, True), "h2": (14.0, True), "body": (12.5, False), "strong": (12.5, True),
    "small": (11.5, False), "large": (20.0, True), "tiny": (10.0, False),
    "tinyStrong": (10.0, True),
}  # fmt: skip
_ALIGNS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "middle": Qt.AlignmentFlag.AlignHCenter,
}
#: Text is made no smaller than this to fit, and then it may touch its neighbour.
_LEAST_PX = 6.0


class Laid(NamedTuple):
    """A block whose height is known, and what paints it with its top left at x, y."""

    height: float
    paint: Callable[[float, float], None]


class Sheet:
    """Paints text and lines; the painter's unit is 1/96 inch."""

    def __init__(self, painter: QPainter, theme: Theme, ground: QFont) -> None:
        self.painter = painter
        self.theme = theme
        self._fonts: dict[str, QFont] = {}
        for role, (size, bold) in _TEXTS.items():
            made = QFont(ground)
            made.setPixelSize(round(size * 10))
            made.setBold(bold)
            made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            # "fi" as one sign would not be found as two letters
            made.setFeature(QFont.Tag("liga"), 0)
            self._fonts[role] = made

    # Text: fonts are ten times as large and the painter is shrunk, so that widths are exact.

    def width(self, text: str, role: str = "body") -> float:
        """How wide a line of text is."""
        return QFontMetricsF(self._fonts[role]).horizontalAdvance(text) / 10

    def line(self, role: str = "body") -> float:
        """How high a line of text is."""
        return QFontMetricsF(self._fonts[role]).height() / 10

    def height(self, text: str, wide: float, role: str = "body") -> float:
        """How high a text is that breaks into lines."""
        room = QRectF(0, 0, wide * 10, 1e6)
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft)
        return QFontMetricsF(self._fonts[role]).boundingRect(room, flags, text).height() / 10

    def text(
        self,
        box: QRectF,
        text: str,
        role: str = "body",
        align: str = "left",
        colour: str = "text",
    ) -> None:
        """Text in a box, broken into lines where it is too wide; top of the box first."""
        self.painter.save()
        self.painter.setFont(self._fonts[role])
        self.painter.setPen(self.theme.colour(colour))
        self.painter.scale(0.1, 0.1)
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | _ALIGNS[align])
        large = QRectF(box.x() * 10, box.y() * 10, box.width() * 10, box.height() * 10 + 200)
        self.painter.drawText(large, flags, text)
        self.painter.restore()

    def fitted(
        self,
        middle: QPointF,
        wide: float,
        text: str,
        role: str = "tinyStrong",
        colour: str = "text",
    ) -> None:
        """One line round a point, made smaller where it would be wider than that."""
        made = QFont(self._fonts[role])
        needed = self.width(text, role)
        size = made.pixelSize() * min(1.0, wide / needed) if needed else made.pixelSize()
        made.setPixelSize(max(round(size), round(_LEAST_PX * 10)))
        self.painter.save()
        self.painter.setFont(made)
        self.painter.setPen(self.theme.colour(colour))
        self.painter.scale(0.1, 0.1)
        box = QRectF(middle.x() * 10 - 1000, middle.y() * 10 - 200, 2000, 400)
        self.painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)
        self.painter.restore()

    # Lines.

    def rule(
        self, x: float, y: float, wide: float, colour: str = "line", thick: float = 0.8
    ) -> None:
        """A line across."""
        self.stroke(QPointF(x, y), QPointF(x + wide, y), colour, thick)

    def stroke(
        self, one: QPointF, other: QPointF, colour: str, thick: float = 0.8, alpha: float = 1.0
    ) -> None:
        """A line from one point to another."""
        self.painter.setPen(QPen(self.theme.colour(colour, alpha), thick))
        self.painter.drawLine(one, other)

    def frame(self, box: QRectF, colour: str = "line", fill: str = "") -> None:
        """A rounded frame, filled if a colour is named for it."""
        self.painter.setPen(QPen(self.theme.colour(colour), 0.8))
        self.painter.setBrush(self.theme.colour(fill) if fill else Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(box, 7, 7)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)


def stacked(blocks: Sequence[Laid], gap: float) -> Laid:
    """Blocks below each other."""
    whole = sum(one.height for one in blocks) + gap * max(0, len(blocks) - 1)

    def paint(x: float, y: float) -> None:
        for one in blocks:
            one.paint(x, y)
            y += one.height + gap

    return Laid(whole, paint)


def beside(left: Laid, right: Laid, offset: float) -> Laid:
    """Two blocks side by side; the right one begins ``offset`` after the left one does."""

    def paint(x: float, y: float) -> None:
        left.paint(x, y)
        right.paint(x + offset, y)

    return Laid(max(left.height, right.height), paint)
