"""The strip of a routine's steps: as wide as they are long, ticked when done.

Must never know the time: it is told which step is in hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QToolTip

from acutimer.core.routines import Phase, Routine
from acutimer.ui.kit.painted import Painted
from acutimer.ui.kit.pieces import typed
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.wording import (
    clock_text,
    named_with_code,
    step_manner,
    step_name,
    step_short,
)

_GAP = 4
_LEAST = 34
_TICK_ROOM = 20


class SessionTimeline(Painted):
    """One field for each step."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._routine: Routine | None = None
        self._names: Mapping[str, str] = {}
        self._lengths_s: tuple[int, ...] = ()
        self._stretched: dict[Phase, int] = {}
        self._step = 0
        self._skipped: frozenset[int] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_routine(self, routine: Routine, names: Mapping[str, str]) -> None:
        """Takes the steps of a routine, the first in hand; ``names`` of points by their codes."""
        self._routine, self._names = routine, names
        self._stretched = {}
        self._measure(routine)
        self._step, self._skipped = -1, frozenset()
        self.show_step(0, frozenset())

    def show_length(self, phase: Phase, length_ms: int) -> None:
        """Makes a step's field as wide as its phases have become."""
        if self._routine is None or self._stretched.get(phase, phase.length_ms) == length_ms:
            return
        self._stretched[phase] = length_ms
        self._measure(self._routine)
        self.update()

    def _measure(self, routine: Routine) -> None:
        lengths = [0] * len(routine.steps)
        for phase in routine.phases:
            lengths[phase.step] += self._stretched.get(phase, phase.length_ms)
        self._lengths_s = tuple(max(1, length // 1000) for length in lengths)

    def show_step(self, step: int, skipped: frozenset[int]) -> None:
        """Marks the step in hand and those left out on the way; past the last, all is done."""
        if self._routine is None or (step, skipped) == (self._step, self._skipped):
            return
        self._step, self._skipped = step, skipped
        names = [step_short(step, self._names) for step in self._routine.steps]
        here = (
            f"step {step + 1} of {len(names)}, {names[step]}" if step < len(names) else "all done"
        )
        self.setAccessibleName(f"Steps: {here}")
        self.setAccessibleDescription(
            ", ".join(f"{name} {self._state_word(index)}" for index, name in enumerate(names))
        )
        self.update()

    def fields(self) -> list[QRect]:
        """Where each step lies."""
        return [
            QStyle.visualRect(
                self.layoutDirection(), self.rect(), QRect(x, 0, width, self.height())
            )
            for x, width in _spread(self._lengths_s, self.width())
        ]

    def sizeHint(self) -> QSize:
        """34 px, or what large text needs."""
        return QSize(320, max(_LEAST, QFontMetrics(self._font()).height() + 14))

    def minimumSizeHint(self) -> QSize:
        """Any width."""
        return QSize(0, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Tells the whole step in a tooltip, as narrow fields cut their words."""
        if event.type() == QEvent.Type.ToolTip and self._routine and isinstance(event, QHelpEvent):
            for index, field in enumerate(self.fields()):
                if field.contains(event.pos()):
                    step = self._routine.steps[index]
                    manner = step_manner(step)
                    name = named_with_code(step.point, self._names) if step.point else ""
                    name = name or step_name(step, self._names)
                    words = f"{name}{', ' if manner else ''}{manner}"
                    text = f"{words}, {clock_text(step.clock_s)}"
                    QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def paint(self, painter: QPainter) -> None:
        """Paints the fields."""
        if self._routine is None:
            return
        painter.setFont(self._font())
        for index, field in enumerate(self.fields()):
            name = step_short(self._routine.steps[index], self._names)
            self._paint_field(painter, index, field, name)

    def _paint_field(self, painter: QPainter, index: int, field: QRect, name: str) -> None:
        colour = self._theme.colour
        word = self._state_word(index)
        ground, ink, line = {
            "done": ("accentSoft", "onAccentSoft", None),
            "skipped": ("window", "text3", "lineStrong"),
            "now": ("nowSoft", "onNowSoft", "now"),
            "to come": ("ringTrack", "text2", None),
        }[word]
        width = 2 if word == "now" else 1
        if line:
            pen = QPen(colour(line), width)
            if word == "skipped":
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
        else:
            # in high contrast soft grounds are too weak to show where a field ends
            edge = self._theme.high_contrast
            painter.setPen(QPen(colour("lineStrong"), 1) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(colour(ground))
        inset = width / 2 if line or self._theme.high_contrast else 0
        painter.drawRoundedRect(QRectF(field).adjusted(inset, inset, -inset, -inset), 6, 6)
        painter.setPen(colour(ink))
        words = field.adjusted(9, 0, -6, 0)
        if word == "done":
            self._paint_tick(painter, words, field)
            words.setLeft(words.left() + _TICK_ROOM)
        metrics = QFontMetrics(painter.font())
        text = metrics.elidedText(name, Qt.TextElideMode.ElideRight, words.width())
        if len(text) > 1 or text == name:
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_tick(self, painter: QPainter, words: QRect, field: QRect) -> None:
        pen = painter.pen()
        if field.width() >= 22:
            corner = QPointF(words.left() + 1, words.center().y() + 1)
            tick = QPainterPath(corner + QPointF(1, 0))
            tick.lineTo(corner + QPointF(4.5, 3.5))
            tick.lineTo(corner + QPointF(11, -4))
            painter.setPen(QPen(pen.color(), 1.6, c=Qt.PenCapStyle.RoundCap))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(tick)
            painter.setPen(pen)

    def _state_word(self, index: int) -> str:
        if index == self._step:
            return "now"
        if index < self._step and index in self._skipped:
            return "skipped"
        return "done" if index < self._step else "to come"

    def _font(self) -> QFont:
        bold = typed("caption")
        bold.setWeight(QFont.Weight.DemiBold)
        return bold


def _spread(lengths: Sequence[int], width: int) -> list[tuple[int, int]]:
    """Left edge and width of each field; short steps keep a least width, the long ones give it."""
    if not lengths:
        return []
    room = max(len(lengths), width - _GAP * (len(lengths) - 1))
    least = min(64.0, room / len(lengths))
    shares = [0.0] * len(lengths)
    free, open_fields = float(room), set(range(len(lengths)))
    while open_fields:
        total = sum(lengths[index] for index in open_fields)
        small = {index for index in open_fields if free * lengths[index] / total < least}
        if not small:
            for index in open_fields:
                shares[index] = free * lengths[index] / total
            break
        for index in small:
            shares[index] = least
        free -= least * len(small)
        open_fields -= small
    placed: list[tuple[int, int]] = []
    x = 0.0
    for share in shares:
        placed.append((round(x), max(1, round(x + share) - round(x))))
        x += share + _GAP
    return placed
