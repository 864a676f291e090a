"""A label that ends in dots where its room ends, so that a long name pushes nothing away; its
tooltip tells it whole. It has one line, or breaks into so many as it may have before it is cut.

Must never be used for what keeps a person from harm: such words wrap.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from acutimer.ui.kit.pieces import TypedLabel, wear

#: So many letters stay to be seen.
_LEAST_LETTERS = 4
_AT_THE_END = Qt.TextElideMode.ElideRight


class Elided(TypedLabel):
    """``role`` is its type, ``kind`` its colour in the style sheet; ``lines`` it has at most."""

    #: what says less than the text, where that is too long; the longest first
    _shorter: tuple[str, ...] = ()

    def __init__(self, text: str, role: str = "body", kind: str = "", *, lines: int = 1) -> None:
        super().__init__(text)
        self._most_lines = lines
        if role != "body":
            wear(self, role)
        if kind:
            self.setProperty("kind", kind)
        self.setProperty("elides", True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        down = QSizePolicy.Policy.Fixed if lines == 1 else QSizePolicy.Policy.Preferred
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, down)
        policy.setHeightForWidth(lines > 1)
        self.setSizePolicy(policy)

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

    def hasHeightForWidth(self) -> bool:
        """More lines need more height."""
        return self._most_lines > 1

    def heightForWidth(self, width: int) -> int:
        """The height in px of its lines at a width in px."""
        more = len(self._lines(self.fontMetrics(), width)) - 1
        return super().sizeHint().height() + more * self.fontMetrics().lineSpacing()

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
        metrics, room = self.fontMetrics(), self.contentsRect().width()
        return " ".join(self._lines(metrics, room)) != " ".join(self.text().split())

    def _tell_whole(self) -> None:
        self.setToolTip(self.text() if self.is_cut else "")

    def _lines(self, metrics: QFontMetrics, room: int) -> list[str]:
        """What shows in a width: all of it, what says less, or the beginning with dots."""
        advance = metrics.horizontalAdvance
        for text in (self.text(), *self._shorter):
            if advance(text) <= room:
                return [text]
        left = (self._shorter[-1] if self._shorter else self.text()).split()
        lines: list[str] = []
        while left and len(lines) < self._most_lines - 1:
            taken = 1
            while taken < len(left) and advance(" ".join(left[: taken + 1])) <= room:
                taken += 1
            lines.append(metrics.elidedText(" ".join(left[:taken]), _AT_THE_END, room))
            left = left[taken:]
        last = metrics.elidedText(" ".join(left), _AT_THE_END, room)
        return [*lines, last] if last else lines

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, cut where it must be."""
        del event
        painter = QPainter(self)
        # as the style would; to ask it costs the start 11 ms for the names of QStyle
        painter.setPen(self.palette().color(self.foregroundRole()))
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        room = self.contentsRect()
        painter.drawText(room, leading, "\n".join(self._lines(self.fontMetrics(), room.width())))
        painter.end()
