"""A label of one line that ends in dots where the width ends, so that a long name pushes nothing
away; its tooltip tells it whole.

Must never be used for what keeps a person from harm: such words wrap.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from acutimer.ui.kit.pieces import TypedLabel, wear

#: So many letters stay to be seen.
_LEAST_LETTERS = 4


class Elided(TypedLabel):
    """One line; ``role`` is its type, ``kind`` its colour in the style sheet."""

    #: what says less than the text, where that is too long; the longest first
    _shorter: tuple[str, ...] = ()

    def __init__(self, text: str, role: str = "body", kind: str = "") -> None:
        super().__init__(text)
        if role != "body":
            wear(self, role)
        if kind:
            self.setProperty("kind", kind)
        self.setProperty("elides", True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, text: str, *shorter: str) -> None:
        """Show the text, or the first of those after it that fits whole."""
        self._shorter = shorter
        self.setText(text)
        self.update()

    def minimumSizeHint(self) -> QSize:
        """A few letters, and their height."""
        least = self.fontMetrics().averageCharWidth() * _LEAST_LETTERS
        whole = super().sizeHint()
        return QSize(min(least, whole.width()), whole.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tooltip is there while something is cut."""
        super().resizeEvent(event)
        self._tell_whole()

    def event(self, event: QEvent) -> bool:
        """Other words or larger text are told whole too."""
        if event.type() in (QEvent.Type.ToolTip, QEvent.Type.FontChange):
            self._tell_whole()
        return super().event(event)

    @property
    def is_cut(self) -> bool:
        """Whether some of the text does not show."""
        return self._shown(self.fontMetrics()) != self.text()

    def _tell_whole(self) -> None:
        self.setToolTip(self.text() if self.is_cut else "")

    def _shown(self, metrics: QFontMetrics) -> str:
        room = self.contentsRect().width()
        for text in (self.text(), *self._shorter):
            if metrics.horizontalAdvance(text) <= room:
                return text
        last = self._shorter[-1] if self._shorter else self.text()
        return metrics.elidedText(last, Qt.TextElideMode.ElideRight, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, cut where it must be."""
        del event
        painter = QPainter(self)
        # as the style would; to ask it costs the start 11 ms for the names of QStyle
        painter.setPen(self.palette().color(self.foregroundRole()))
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.contentsRect(), leading, self._shown(self.fontMetrics()))
        painter.end()
