"""The plot of pain over days: what is seen, dragged, and walked through with the keys.

The only module that may import pyqtgraph and numpy; the page imports it when it is first shown.
pyqtgraph holds the single ratings, of which there are many; all else is painted in one go behind
and in front of them. Must never fetch anything: it tells how far it was moved.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy

from acutimer.core.commands import command_at
from acutimer.core.day_blocks import DAY, block_size
from acutimer.core.history_content import HistoryContent, day_fraction
from acutimer.ui.history.frame import EDGE, LANES, Frame, frame_for
from acutimer.ui.history.marks import RAW_LINE, RAW_RADIUS, Marks
from acutimer.ui.history.readout import Readout, Way
from acutimer.ui.history.words import Words
from acutimer.ui.kit.announcing import announce
from acutimer.ui.kit.pieces import wear
from acutimer.ui.kit.typed_keys import typed_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent

    from acutimer.ui.kit.theme import Theme

_LEAST_HEIGHT = 280
#: A press that moves less than this is a click.
_CLICK_PX = 5
#: Eighths of a degree a wheel is turned sideways for one day; a notch has 120.
_WHEEL_A_DAY = 60
#: The same turned upwards for one step of a zoom.
_WHEEL_A_STEP = 120
#: How far the commands of core.commands go, in days, and to which end.
_DAYS = {"day_before": -1, "day_after": 1, "week_before": -7, "week_after": 7}
_ENDS = {"first_day": -1, "last_day": 1}


class HistoryPlot(pg.GraphicsView):
    """Days across, pain from 0 to 10 upwards; always the whole scale."""

    #: the day (a date) that was clicked
    day_chosen = Signal(object)
    #: days to walk the focus, later days above zero
    walked = Signal(int)
    #: the first (-1) or last (1) day shown is wanted
    end_wanted = Signal(int)
    #: fewer days (-1) or more (1) are wanted
    zoomed = Signal(int)
    #: days to move the view, later days above zero
    dragged = Signal(int)

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._theme = theme
        self._words = words
        self._marks: Marks | None = None
        #: what was taken and has no dots yet
        self._undotted: HistoryContent | None = None
        self._focused: date | None = None
        self._today = date(2000, 1, 1)
        self._first = self._last = date(2000, 1, 1)
        self._pressed_at: QPointF | None = None
        self._dragged_days = 0
        self._wheeled = self._zoomed = 0
        self._hidden: frozenset[str] = frozenset()
        # pyqtgraph keeps the background; ours moves with the days.
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        wear(self, "small")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Pain by day, 0 to 10")
        self._view = pg.ViewBox(enableMouse=False, enableMenu=False, defaultPadding=0)
        self._view.disableAutoRange()
        self.addItem(self._view)
        self._dots = pg.ScatterPlotItem(pxMode=True, symbol="o", size=2 * RAW_RADIUS + RAW_LINE)
        self._view.addItem(self._dots, ignoreBounds=True)
        #: the day card
        self.readout = Readout(self)
        self.set_theme(theme)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, _LEAST_HEIGHT)

    def sizeHint(self) -> QSize:
        return QSize(600, _LEAST_HEIGHT)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self._theme = theme
        self.setBackground(theme.colour("surface"))
        self._dots.setPen(pg.mkPen(theme.colour("plotRaw"), width=RAW_LINE))
        self._dots.setBrush(None)
        self.readout.set_theme(theme)
        self.viewport().update()

    def show_content(self, content: HistoryContent) -> None:
        """Takes the notes, of the shown days and as many around them as there are."""
        self._marks, self._today = Marks(content), content.today
        self._undotted = content
        self._show_dots()
        self.viewport().update()

    def _show_dots(self) -> None:
        """The single ratings where days are wide enough for them; made when they first are."""
        shown = "raw" not in self._hidden and block_size(self.frame.days) == DAY
        content = self._undotted
        if shown and content is not None:
            self._undotted = None
            single = content.single_ratings
            days = np.fromiter(
                (r.at.toordinal() + day_fraction(r.at) for r in single), float, count=len(single)
            )
            values = np.fromiter((r.value for r in single), float, count=len(single))
            self._dots.setData(days, values)
        self._dots.setVisible(shown)

    def hide_layers(self, hidden: frozenset[str]) -> None:
        """Shows all but these layers (legend.LAYERS); a hidden lane leaves its room to the rest."""
        self._hidden = hidden
        self._place()

    def set_span(self, first: date, last: date) -> None:
        """Shows these days, both included."""
        if (first, last) != (self._first, self._last):
            self._first, self._last = first, last
            self._place()

    def focus_day(self, day: date | None, lines: Sequence[str], ways: Sequence[Way] = ()) -> None:
        """Outlines the column of a day and tells what is noted of it; None takes both away.

        ``ways`` change its notes.
        """
        self._focused = day
        if day is None:
            self.readout.hide()
        else:
            self.readout.show_day(self._words.named_day(day, self._today), lines, ways)
            self._place_readout()
            if self.hasFocus():
                announce(self, self.readout.text)
        self.viewport().update()

    @property
    def readout_text(self) -> str:
        """What the readout says, empty while it is hidden."""
        return self.readout.text if self._focused is not None else ""

    @property
    def frame(self) -> Frame:
        """Where days and values lie now."""
        metrics = QFontMetricsF(self.font())
        lanes = tuple(lane for lane in LANES if lane not in self._hidden)
        return frame_for(self.width(), self.height(), self._first, self._last, metrics, lanes)

    def _place(self) -> None:
        frame = self.frame
        width = frame.right - frame.left
        self._view.setGeometry(QRectF(frame.left, 0, width + EDGE, frame.height))
        edge = EDGE / frame.day_px
        self._view.setRange(
            xRange=(frame.first_day, frame.first_day + frame.days + edge),
            yRange=(frame.value(frame.height), frame.value(0)),
            padding=0,
        )
        self._show_dots()
        self._place_readout()
        self.viewport().update()

    def _readout_size(self) -> QSize:
        """What the day card needs; its lines break where they are wider than the plot."""
        self.readout.wrap(wraps=False)
        whole, layout = self.readout.sizeHint(), self.readout.layout()
        if whole.width() <= self.width() or layout is None:
            return whole
        self.readout.wrap(wraps=True)
        return QSize(self.width(), layout.totalHeightForWidth(self.width()))

    def _place_readout(self) -> None:
        if self._focused is None:
            return
        frame, size = self.frame, self._readout_size()
        place = frame.column(self._focused.toordinal())
        x = place.left() - size.width() - 14
        if x < frame.left:
            x = min(place.right() + 14, self.width() - size.width())
        y = max(0, min(int(frame.top + 7), self.height() - size.height()))
        self.readout.setGeometry(int(max(0, x)), y, size.width(), size.height())
        self.readout.setVisible(self._first <= self._focused <= self._last)

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        super().resizeEvent(event)
        if event is not None and hasattr(self, "readout"):
            self._place()

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:
        super().drawBackground(painter, rect)
        if self._marks is not None:
            painter.setFont(self.font())
            self._marks.paint_ground(painter, self.frame, self._theme, self._words, self._hidden)

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:  # noqa: ARG002 - Qt's
        if self._marks is None:
            return
        frame = self.frame
        painter.setFont(self.font())
        self._marks.paint_front(painter, frame, self._theme, self._hidden)
        if self._focused is not None and self._first <= self._focused <= self._last:
            painter.setPen(QPen(self._theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.column(self._focused.toordinal()), 3, 3)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        command = command_at("history", typed_key(event))
        if command in _DAYS:
            self.walked.emit(_DAYS[command])
        elif command in _ENDS:
            self.end_wanted.emit(_ENDS[command])
        else:
            # Not the view's own keys: they would scroll the scene.
            event.ignore()
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position()
            self._dragged_days = 0
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is not None:
            moved = event.position().x() - self._pressed_at.x()
            days = -round(moved / self.frame.day_px)
            if days != self._dragged_days:
                self.dragged.emit(days - self._dragged_days)
                self._dragged_days = days
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed = self._pressed_at
        self._pressed_at = None
        if pressed is not None and not self._dragged_days:
            still = (event.position() - pressed).manhattanLength() < _CLICK_PX
            frame = self.frame
            if still and frame.left <= pressed.x() <= frame.right:
                days = frame.day_at(pressed.x()) - frame.first_day
                self.day_chosen.emit(self._first + timedelta(days=days))
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._wheel_zoom(event.angleDelta().y())
            event.accept()
            return
        across = event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            across = across or event.angleDelta().y()
        if not across:
            # Up and down belongs to the page.
            event.ignore()
            return
        self._wheeled += across
        days = int(self._wheeled / _WHEEL_A_DAY)
        if days:
            self._wheeled -= days * _WHEEL_A_DAY
            self.dragged.emit(-days)
        event.accept()

    def _wheel_zoom(self, turned: int) -> None:
        """A notch is one step; small turns of a touchpad add up."""
        self._zoomed += turned
        steps = int(self._zoomed / _WHEEL_A_STEP)
        if steps:
            self._zoomed -= steps * _WHEEL_A_STEP
            self.zoomed.emit(-1 if steps > 0 else 1)
