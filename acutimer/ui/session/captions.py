"""The line that shows the words of the last cue, and asks for the next when that is due.

Must never read a clock: it is told the moment with each caption, and how long that stands.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QHideEvent, QPainter, QShowEvent
from PySide6.QtWidgets import QSizePolicy

from acutimer.ui.kit.painted import Painted
from acutimer.ui.kit.pieces import typed
from acutimer.ui.kit.theme import Theme

if TYPE_CHECKING:
    from acutimer.core.guidance.score import Caption

#: A timer may fire a little early; what it came for must have happened by then.
_LATE_MS = 2
_ENDS = re.compile(r"[.:!?](?:\s+|$)")
_WRAPPED = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap


class CaptionLine(Painted):
    """Room for two lines at all times, so that nothing else moves when the words change."""

    #: a caption is due; only while the line is on the screen
    wanted = Signal()
    #: other words than before
    changed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._words = ""
        #: what the page says already
        self._beside: tuple[str, ...] = ()
        self._said_beside = False
        self._lines = 2
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setTimerType(Qt.TimerType.PreciseTimer)
        self._next.timeout.connect(self.wanted)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def words(self) -> str:
        """What it was given to say."""
        return self._words

    @property
    def shown(self) -> str:
        """What it says: nothing that stands on the page already."""
        return "" if self._said_beside else self._words

    def stand_beside(self, *lines: str) -> None:
        """What the page says in its other lines now, so that nothing is said twice."""
        if lines != self._beside:
            self._beside = lines
            self._weigh()

    def set_lines(self, lines: int) -> None:
        """How many lines there is room for."""
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()

    def show_caption(self, caption: Caption | None, now_ms: int) -> None:
        """Show a caption, or none; ``now_ms`` is on the same clock as its own times."""
        words = caption.words if caption is not None else ""
        if words != self._words:
            self._words = words
            self._weigh()
            self.changed.emit(words)
        next_ms = caption.next_ms if caption is not None else None
        if next_ms is None or not self.isVisible():
            self._next.stop()
        else:
            self._next.start(max(0, next_ms - now_ms) + _LATE_MS)

    def _weigh(self) -> None:
        beside = {sentence for line in self._beside for sentence in _sentences(line)}
        self._said_beside = beside.issuperset(_sentences(self._words))
        words = self.shown
        self.setAccessibleName(words)
        # own words may look like markup, which a tooltip would follow
        self.setToolTip(f"<p>{escape(words)}</p>" if "<" in words else words)
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """On the screen again: what is to be read now?"""
        super().showEvent(event)
        self.wanted.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Off the screen nothing runs here."""
        super().hideEvent(event)
        self._next.stop()

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(0, QFontMetrics(typed("body")).lineSpacing() * self._lines)

    def minimumSizeHint(self) -> QSize:
        """The lines it has room for."""
        return self.sizeHint()

    def paint(self, painter: QPainter) -> None:
        """The words in the middle; what does not fit is cut with dots, and whole in the tooltip."""
        font = typed("body")
        painter.setFont(font)
        painter.setPen(self._theme.colour("text2"))
        painter.drawText(self.rect(), _WRAPPED, self._fitting(QFontMetrics(font)))

    def _fitting(self, metrics: QFontMetrics) -> str:
        words = self.shown.split()
        for count in range(len(words), 0, -1):
            text = " ".join(words[:count]) + ("" if count == len(words) else " …")
            if metrics.boundingRect(self.rect(), _WRAPPED, text).height() <= self.height():
                return text
        return ""


def _sentences(words: str) -> list[str]:
    """What is said, sentence by sentence, whichever way it is written."""
    return [clause.strip().casefold() for clause in _ENDS.split(words) if clause.strip()]
