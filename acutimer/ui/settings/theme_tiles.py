"""Tiles to choose a theme by its looks: each is painted with its own colours, not the current ones.

Must never change a theme: it tells which one was chosen.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QSizePolicy, QWidget

from acutimer.core.settings import THEME
from acutimer.ui.kit.breaking_button import broken
from acutimer.ui.kit.theme import Theme, load_theme

#: What the tile of the desktop's own theme is painted with.
_SYSTEM = ("light", "dim")
_GAP = 12
_PAD = 14
_RING = 15.0


class ThemeTile(QRadioButton):
    """A radio answer that looks like the theme it stands for."""

    def __init__(self, words: str, names: tuple[str, ...]) -> None:
        super().__init__(words)
        self._themes: tuple[Theme, ...] = tuple(load_theme(name) for name in names)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def hitButton(self, pos: QPoint) -> bool:
        """The whole tile can be clicked."""
        return self.rect().contains(pos)

    def sizeHint(self) -> QSize:
        """The ring and the words below it, in one line."""
        metrics = QFontMetrics(self._font())
        wide = metrics.horizontalAdvance(self.text()) + 2 * _PAD
        return QSize(wide, self._height_of(1))

    def minimumSizeHint(self) -> QSize:
        """No word may be cut."""
        advance = QFontMetrics(self._font()).horizontalAdvance
        longest = max((advance(word) for word in self.text().split()), default=0)
        return QSize(longest + 2 * _PAD, self._height_of(1))

    def hasHeightForWidth(self) -> bool:
        """Words that break need more lines."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height in px for a width in px."""
        return self._height_of(len(self._lines(width)))

    def _height_of(self, lines: int) -> int:
        metrics = QFontMetrics(self._font())
        more = (lines - 1) * metrics.lineSpacing()
        return round(3 * _PAD + 2 * _RING + metrics.height()) - 6 + more

    def _lines(self, width: int) -> list[str]:
        return broken(self.text(), width - 2 * _PAD, QFontMetrics(self._font()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, ring and words of the theme; the chosen one has a stronger line and a tick."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        own, other = self._themes[0], self._themes[-1]
        on = self.isChecked()
        width = 3.0 if on else 1.0
        box = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        shape = QPainterPath()
        shape.addRoundedRect(box, 12, 12)
        painter.fillPath(shape, own.colour("window"))
        # the words stand on one ground only, so the other theme begins behind them
        metrics, lines = QFontMetrics(self._font()), self._lines(self.width())
        words_end = _PAD + max(map(metrics.horizontalAdvance, lines), default=0) + 8.0
        if other is not own:
            slope = box.height() * 0.28
            far = QPainterPath()
            far.addPolygon(
                QPolygonF(
                    [
                        QPointF(words_end + slope, box.top()),
                        box.topRight(),
                        box.bottomRight(),
                        QPointF(words_end, box.bottom()),
                    ]
                )
            )
            painter.fillPath(shape.intersected(far), other.colour("window"))
        painter.setPen(QPen(own.colour("accent" if on else "lineStrong"), width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
        centre = QPointF(_PAD + _RING, _PAD + _RING - 1)
        painter.setPen(QPen(own.colour("accent"), 4.5))
        painter.drawEllipse(centre, _RING - 2.5, _RING - 2.5)
        painter.setFont(self._font())
        painter.setPen(own.colour("text"))
        last = self.height() - _PAD + 2 - metrics.descent()
        for above, words in enumerate(reversed(lines)):
            painter.drawText(QPointF(_PAD, last - above * metrics.lineSpacing()), words)
        if on:
            self._paint_tick(painter, other)
        painter.end()

    def _paint_tick(self, painter: QPainter, ground: Theme) -> None:
        corner = QPointF(self.width() - 28, 14)
        tick = QPainterPath(corner + QPointF(0, 6))
        tick.lineTo(corner + QPointF(4.5, 10.5))
        tick.lineTo(corner + QPointF(13, 1))
        painter.setPen(QPen(ground.colour("accent"), 2.2, c=Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(tick)

    def _font(self) -> QFont:
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        return strong


class ThemeTiles(QWidget):
    """All tiles, in as many rows as their words need."""

    #: the key of the preference
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(THEME.title)
        self._group = QButtonGroup(self)
        self.tiles: dict[str, ThemeTile] = {}
        self._cells = QGridLayout(self)
        self._cells.setContentsMargins(4, 4, 4, 4)
        self._cells.setSpacing(_GAP)
        self._columns = 0
        for key, name in THEME.choices:
            tile = ThemeTile(name, _SYSTEM if key == "system" else (key,))
            tile.setAccessibleName(f"{THEME.title}: {name}")
            tile.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            self.tiles[key] = tile
            self._group.addButton(tile)
        # a group alone would never let the page become narrower than all tiles beside each other
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._arrange(len(self.tiles))

    def choose(self, key: str) -> None:
        """Mark one without telling."""
        self.tiles[key].setChecked(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many beside each other as fit."""
        # five in a row, three and two, two at a time, or one below the other
        room = self.width() - 8
        fitting = (count for count in (5, 3, 2) if self._width_of(count) <= room)
        self._arrange(next(fitting, 1))
        super().resizeEvent(event)

    def _width_of(self, columns: int) -> int:
        """What so many columns need, each as wide as its widest tile."""
        widths = [tile.sizeHint().width() for tile in self.tiles.values()]
        return sum(max(widths[index::columns]) for index in range(columns)) + _GAP * (columns - 1)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for index, tile in enumerate(self.tiles.values()):
            self._cells.removeWidget(tile)
            self._cells.addWidget(tile, index // columns, index % columns)
        for index in range(len(self.tiles)):
            self._cells.setColumnStretch(index, int(index < columns))
