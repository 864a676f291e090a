"""The countdown ring of the session page: paints the values it is given.

Must never count, read a clock or decide what comes next; the page tells it each state.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QVariantAnimation
    from PySide6.QtGui import QPaintEvent

    from acutimer.ui.kit.theme import Theme

RingMode = Literal["hold", "lead_in", "circles", "presses", "strokes"]

#: Everything below is drawn in a box this wide and scaled with it.
_BOX = 372
_RADIUS = 172.0
_DOT_RADIUS = 140.0
_DISC_RADIUS = 132.0
_DISC_MS = 180
_WITH_DOT = ("circles", "strokes")


@dataclass(frozen=True, slots=True)
class RingState:
    """What the ring shows; a plain value, compared to find out what has to be painted again."""

    digits: str = ""
    head: str = ""
    sub: str = ""
    fraction: float = 1.0  # of the time still to go, 0 to 1
    mode: RingMode = "hold"
    paused: bool = False
    beat_phase: float = 0.0  # circles and strokes: how far this one is, 0 to 1
    pressing: bool = False  # in the first half of a press or stroke, before the hand comes off
    segments: int = 20  # presses in the step
    segment_now: int = 0  # the press in hand, counted from 0
    spoken: str = ""  # for screen readers: "1 minute 47 left, hold, left shoulder"


def ring_box(window_width: int, client_height: int) -> int:
    """The side of the ring's square in logical pixels, between 240 and 520."""
    return max(240, min(int(min(0.45 * window_width, client_height - 392)), 520))


def paint_ring(
    painter: QPainter,
    box: QRectF,
    state: RingState,
    theme: Theme,
    font: QFont,
    disc: float = 0.0,
    *,
    still: bool = False,
) -> None:
    """Paints ``state`` into the square ``box``.

    ``disc`` is how far the centre disc of presses has taken the pressing colour, 0 to 1. ``still``
    leaves out the travelling dot.
    """
    scale = box.width() / _BOX
    centre = box.center()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    tone = theme.colour("now" if state.mode == "lead_in" else "accent")
    if state.paused:
        tone.setAlphaF(0.45)
    if state.mode == "presses":
        _paint_segments(painter, centre, scale, state, theme, tone)
        _paint_disc(painter, centre, scale, theme, disc)
    else:
        _paint_arc(painter, centre, scale, state.fraction, theme, tone)
        if state.mode in _WITH_DOT and not still:
            # going back after a stroke the dot is hollow, as the hand is off the skin
            is_off = state.mode == "strokes" and not state.pressing
            painter.setPen(QPen(tone, 2 * scale) if is_off else Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush if is_off else tone)
            size = (6 if is_off else 7) * scale
            painter.drawEllipse(_dot_place(centre, scale, state.beat_phase), size, size)
    _paint_words(painter, centre, scale, state, theme, font)
    painter.restore()


def _square(centre: QPointF, radius: float) -> QRectF:
    return QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)


def _paint_arc(
    painter: QPainter, centre: QPointF, scale: float, fraction: float, theme: Theme, tone: QColor
) -> None:
    around = _square(centre, _RADIUS * scale)
    painter.setPen(QPen(theme.colour("ringTrack"), 16 * scale))
    painter.drawEllipse(around)
    if fraction > 0:
        painter.setPen(QPen(tone, 16 * scale, c=Qt.PenCapStyle.RoundCap))
        painter.drawArc(around, 90 * 16, -round(5760 * min(1.0, fraction)))


def _paint_segments(
    painter: QPainter,
    centre: QPointF,
    scale: float,
    state: RingState,
    theme: Theme,
    tone: QColor,
) -> None:
    around = _square(centre, _RADIUS * scale)
    pitch = 360 / max(1, state.segments)
    gap = min(5.2, pitch * 0.3)
    now = theme.colour("now", 0.45 if state.paused else 1.0)
    for number in range(state.segments):
        current = number == state.segment_now
        colour = now if current else tone if number < state.segment_now else None
        pen = QPen(colour or theme.colour("ringTrack"), (22 if current else 14) * scale)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        start = 90 - number * pitch - gap / 2
        painter.drawArc(around, round(start * 16), -round((pitch - gap) * 16))


def _paint_disc(
    painter: QPainter, centre: QPointF, scale: float, theme: Theme, disc: float
) -> None:
    painter.setPen(QPen(theme.colour("now" if disc >= 0.5 else "line"), (1 + 2 * disc) * scale))
    painter.setBrush(_between(theme.colour("window"), theme.colour("nowSoft"), disc))
    painter.drawEllipse(centre, _DISC_RADIUS * scale, _DISC_RADIUS * scale)


def _between(one: QColor, other: QColor, share: float) -> QColor:
    return QColor.fromRgbF(
        one.redF() + (other.redF() - one.redF()) * share,
        one.greenF() + (other.greenF() - one.greenF()) * share,
        one.blueF() + (other.blueF() - one.blueF()) * share,
    )


def _dot_place(centre: QPointF, scale: float, phase: float) -> QPointF:
    turn = 2 * math.pi * phase
    return centre + QPointF(math.sin(turn), -math.cos(turn)) * (_DOT_RADIUS * scale)


def _paint_words(
    painter: QPainter, centre: QPointF, scale: float, state: RingState, theme: Theme, font: QFont
) -> None:
    presses = state.mode == "presses"
    warm = state.mode == "lead_in" or (presses and state.pressing)
    head = theme.colour("text2" if state.paused else "now" if warm else "accent")
    # Text, baseline below the centre, size, widest allowed, colour, weight.
    rows = (
        (state.head, -84, 26 if presses else 20, 220, head, QFont.Weight.DemiBold),
        (state.digits, 34 + 6 * presses, 118, 236, theme.colour("text"), QFont.Weight.DemiBold),
        (state.sub, 84, 18, 220, theme.colour("text2"), QFont.Weight.Medium),
    )
    for text, baseline, size, widest, colour, weight in rows:
        if not text:
            continue
        sized = _fitting(font, text, size * scale, widest * scale, weight)
        painter.setFont(sized)
        painter.setPen(colour)
        width = QFontMetricsF(sized).horizontalAdvance(text)
        painter.drawText(centre + QPointF(-width / 2, baseline * scale), text)


def _fitting(font: QFont, text: str, pixels: float, widest: float, weight: QFont.Weight) -> QFont:
    """The font at ``pixels``, or smaller when a long word would touch the ring."""
    sized = QFont(font)
    sized.setWeight(weight)
    sized.setFeature(QFont.Tag("tnum"), 1)
    sized.setPixelSize(max(1, round(pixels)))
    width = QFontMetricsF(sized).horizontalAdvance(text)
    if width > widest:
        sized.setPixelSize(max(1, int(pixels * widest / width)))
    return sized


class CountdownRing(QWidget):
    """Shows a RingState and repaints only what differs from the one before."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._state = RingState()
        self._calm = True
        self._disc = 0.0
        self._disc_change: QVariantAnimation | None = None
        self.setMinimumSize(240, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self._theme = theme
        self.update()

    def set_motion(self, calm: bool) -> None:
        """True moves calmly; False is Still: no travelling dot, no change of fill over time."""
        self._calm = calm
        self.update()

    def state(self) -> RingState:
        """What is shown now."""
        return self._state

    def show_state(self, state: RingState) -> None:
        """Shows ``state``; the caller changes ``spoken`` only when it should be read out."""
        before, self._state = self._state, state
        if state.spoken != before.spoken:
            self.setAccessibleName(state.spoken)
        if (state.mode, state.pressing) != (before.mode, before.pressing):
            self._turn_disc(1.0 if state.mode == "presses" and state.pressing else 0.0)
        if state == before:
            return
        if replace(before, beat_phase=state.beat_phase, spoken=state.spoken) != state:
            self.update(self._box().toAlignedRect())
        elif state.mode in _WITH_DOT and self._calm:
            for phase in (before.beat_phase, state.beat_phase):
                self.update(self._dot_rect(phase))

    def sizeHint(self) -> QSize:
        """The drawn size."""
        return QSize(_BOX, _BOX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the ring; Qt clips to what has changed."""
        painter = QPainter(self)
        painter.setClipRect(event.rect())
        paint_ring(
            painter, self._box(), self._state, self._theme, self.font(), self._disc,
            still=not self._calm,
        )  # fmt: skip
        painter.end()

    def _box(self) -> QRectF:
        side = min(self.width(), self.height(), 520)
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)

    def _dot_rect(self, phase: float) -> QRect:
        box = self._box()
        scale = box.width() / _BOX
        place = _dot_place(box.center(), scale, phase)
        return _square(place, 9 * scale).toAlignedRect()

    def _turn_disc(self, target: float) -> None:
        if not self._calm or not self.isVisible():
            if self._disc_change is not None:
                self._disc_change.stop()
            self._set_disc(target)
            return
        if self._disc_change is None:
            from PySide6.QtCore import QVariantAnimation

            self._disc_change = QVariantAnimation(self)
            self._disc_change.setDuration(_DISC_MS)
            self._disc_change.valueChanged.connect(self._set_disc)
        self._disc_change.stop()
        self._disc_change.setStartValue(self._disc)
        self._disc_change.setEndValue(target)
        self._disc_change.start()

    def _set_disc(self, share: float) -> None:
        self._disc = float(share)
        box = self._box()
        around = _square(box.center(), (_DISC_RADIUS + 3) * box.width() / _BOX)
        self.update(around.toAlignedRect())
