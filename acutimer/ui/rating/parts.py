"""Pieces of the rating page: the mark over the number before, the line about the session.

Must never ask or answer anything themselves.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from acutimer.ui.kit.elided import Elided
from acutimer.ui.kit.flow import Flow
from acutimer.ui.kit.painted import Painted
from acutimer.ui.kit.pieces import frame, holding, typed
from acutimer.ui.kit.rating_row import key_hint
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.wording import clock_text


class BeforeMark(Painted):
    """ "Before: 5" with an arrow to the cell below it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_value(self, value: int | None) -> None:
        """The rating before, or nothing."""
        self._text = "" if value is None else f"Before: {value}"
        self.setAccessibleName(self._text)
        self.setVisible(value is not None)

    def sizeHint(self) -> QSize:
        """Words and arrow."""
        metrics = QFontMetrics(typed("caption"))
        return QSize(metrics.horizontalAdvance("Before: 10") + 4, metrics.height() + 12)

    def paint(self, painter: QPainter) -> None:
        """Words in the middle, the arrow under them."""
        bold = typed("caption")
        bold.setWeight(typed("bodyStrong").weight())
        painter.setFont(bold)
        painter.setPen(QPen(self._theme.colour("now"), 1.75))
        top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(self.rect(), top, self._text)
        tip = QPointF(self.width() / 2, self.height() - 3)
        arrow = QPainterPath(tip + QPointF(-6, -6))
        arrow.lineTo(tip)
        arrow.lineTo(tip + QPointF(6, -6))
        painter.drawPath(arrow)


def session_summary(pressed_s: float, planned_s: float, pauses: int, skipped: int) -> str:
    """ "Pressed 9:42 of 9:30 planned. One pause, no steps skipped."."""
    paused = {0: "No pauses", 1: "One pause"}.get(pauses, f"{pauses} pauses")
    left_out = {0: "no steps", 1: "one step"}.get(skipped, f"{skipped} steps")
    of = f" of {clock_text(planned_s)} planned" if planned_s else ""
    return f"Pressed {clock_text(pressed_s)}{of}. {paused}, {left_out} skipped."


def told_box(kind: str, *parts: QWidget) -> QFrame:
    """A box of a kind of the style sheet with parts side by side, the first one wide."""
    box = frame(kind)
    inside = QHBoxLayout(box)
    inside.setContentsMargins(14, 10, 14, 10)
    inside.addWidget(parts[0], 1)
    for part in parts[1:]:
        inside.addWidget(part)
    return box


def key_words() -> QWidget:
    """ "One key is enough: [0] to [9], [T] for 10. You can change it until you press Done."."""
    across = Flow(6, 6)
    holder = holding(across)
    for part in [
        *key_hint("One key is enough:", "bodyLarge"),
        Elided("You can change it", "bodyLarge", "secondary", lines=3),
        Elided("until you press Done.", "bodyLarge", "secondary", lines=3),
    ]:
        across.addWidget(part)
    return holder
