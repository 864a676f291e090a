"""The plot as a picture to give away: title, legend, plot, and what is shown in a sentence.

Always in light colours, as on paper. Must never show a layer that the
person hid, nor name it in the legend.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from acutimer.ui.history.frame import LANES, frame_for
from acutimer.ui.history.glyphs import GLYPH, paint_glyph
from acutimer.ui.history.marks import Marks
from acutimer.ui.kit.theme import load_theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintDevice

    from acutimer.core.history_content import HistoryContent
    from acutimer.ui.history.words import Words

#: In logical pixels; a picture of dots has twice as many.
SIZE = QSize(1200, 640)
_SIDE, _SCALE = 28.0, 2
_BLANK = "Shaded days: nothing noted. They are not days without pain."


class Picture:
    """What shall be drawn: content of exactly the days shown, and the layers that are hidden."""

    def __init__(
        self,
        content: HistoryContent,
        words: Words,
        font: QFont,
        hidden: frozenset[str],
        legend: Sequence[tuple[str, str]],
        said: str,
    ) -> None:
        """``legend`` are marks with their words, ``said`` is the sentence below the plot."""
        self._content, self._words, self._font = content, words, QFont(font)
        self._hidden, self._legend, self._said = hidden, legend, said
        self._theme = load_theme("light")

    def png(self) -> bytes:
        """As dots."""
        image = QImage(SIZE * _SCALE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(_SCALE)
        self._draw_on(image)
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        return bytes(buffer.data().data())

    def svg(self) -> bytes:
        """As lines and letters."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(SIZE)
        generator.setViewBox(QRectF(0, 0, SIZE.width(), SIZE.height()))
        generator.setTitle(self._title)
        generator.setDescription(self._said)
        self._draw_on(generator)
        return bytes(buffer.data().data())

    @property
    def _title(self) -> str:
        first, last = self._content.first_day, self._content.last_day
        return f"Pain, 0 to 10: {self._named(first)} – {self._named(last)}"

    def _named(self, day: date) -> str:
        return f"{self._words.day(day)} {day.year}"

    def _draw_on(self, device: QPaintDevice) -> None:
        painter = QPainter(device)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, 0, SIZE.width(), SIZE.height()), self._theme.colour("surface"))
        painter.setFont(self._font)
        line = QFontMetricsF(self._font).height()
        top = self._draw_head(painter, line)
        foot = self._draw_foot(painter, line)
        painter.translate(_SIDE, top)
        self._draw_plot(painter, SIZE.width() - 2 * _SIDE, foot - top)
        painter.end()

    def _draw_head(self, painter: QPainter, line: float) -> float:
        """Title and legend; gives where they end."""
        painter.save()
        bold = QFont(self._font)
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(QPointF(_SIDE, _SIDE + line * 0.6), self._title)
        painter.restore()
        metrics = QFontMetricsF(self._font)
        x, y = _SIDE, _SIDE + 1.9 * line
        for mark, words in self._legend:
            wide = GLYPH.width() + 6 + metrics.horizontalAdvance(words) if mark else (
                metrics.horizontalAdvance(words)
            )  # fmt: skip
            if x + wide > SIZE.width() - _SIDE and x > _SIDE:
                x, y = _SIDE, y + 1.4 * line
            if mark:
                paint_glyph(painter, mark, x + GLYPH.width() / 2, y, self._theme)
            painter.setPen(self._theme.colour("text2"))
            left = x + (GLYPH.width() + 6 if mark else 0)
            rise = (metrics.ascent() - metrics.descent()) / 2
            painter.drawText(QPointF(left, y + rise), words)
            x += wide + 18
        return y + 1.2 * line

    def _draw_foot(self, painter: QPainter, line: float) -> float:
        """The sentence, and what shading means; gives where they begin."""
        said = f"{self._said} {_BLANK}" if self._content.gaps else self._said
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        room = QRectF(_SIDE, 0, SIZE.width() - 2 * _SIDE, 8 * line)
        high = QFontMetricsF(self._font).boundingRect(room, int(flags), said).height()
        top = SIZE.height() - _SIDE - high
        painter.setPen(self._theme.colour("text2"))
        painter.drawText(QRectF(room.left(), top, room.width(), high + line), int(flags), said)
        return top - 8

    def _draw_plot(self, painter: QPainter, width: float, height: float) -> None:
        content = self._content
        lanes = tuple(lane for lane in LANES if lane not in self._hidden)
        metrics = QFontMetricsF(self._font)
        frame = frame_for(width, height, content.first_day, content.last_day, metrics, lanes)
        Marks(content).paint_all(painter, frame, self._theme, self._words, self._hidden)
