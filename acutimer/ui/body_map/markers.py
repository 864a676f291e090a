"""How a point looks in each of its states: always a fill with a contrasting collar.

Shape and number say what colour says, so nothing depends on seeing colour. Must never know where a
marker stands or what happens when it is chosen.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

if TYPE_CHECKING:
    from acutimer.ui.kit.theme import Theme


class MarkerState(StrEnum):
    """What a marker says about its point."""

    NORMAL = "normal"
    SELECTED = "selected"
    IN_ROUTINE = "in_routine"
    SELECTED_IN_ROUTINE = "selected_in_routine"
    CURRENT = "current"
    NEXT = "next"
    DONE = "done"
    OFF = "off"
    REFERENCE = "reference"
    FAR_SIDE = "far_side"
    ARTICLE = "article"
    LANDMARK = "landmark"
    #: several points that lie on each other; the second with the chosen one among them
    BUNDLE = "bundle"
    BUNDLE_CHOSEN = "bundle_chosen"


#: What makes two looks the same marker: code, side, whether it is the article's place.
Key = tuple[str, str, bool]


class MarkerLook(NamedTuple):
    """One marker of the map; side is the subject's left, right or middle.

    ``name`` and ``description`` are what a screen reader says: "Skull edge, left, GB20 Fengchi,
    under the skull edge" and "step 1 of 5, in routine". ``number`` stands in the disc ("1", "2·3").
    """

    code: str
    side: str
    state: MarkerState = MarkerState.NORMAL
    number: str = ""
    name: str = ""
    description: str = ""
    #: the words of its label pill, which it then keeps however narrow the map is
    label: str = ""
    #: the everyday name of the point, which stands on its pill before the code
    plain: str = ""
    #: what the small rings beside it are, for a screen reader
    beside: str = ""

    @property
    def key(self) -> Key:
        """The same for two looks of one marker; the article's place is one of its own."""
        return (self.code, self.side, self.state is MarkerState.ARTICLE)


#: How far each state reaches from its centre at scale 1, so that a ring can go round it.
_REACH = {
    MarkerState.NORMAL: 9.0, MarkerState.SELECTED: 20.0, MarkerState.IN_ROUTINE: 13.0,
    MarkerState.SELECTED_IN_ROUTINE: 21.5, MarkerState.CURRENT: 36.0, MarkerState.NEXT: 13.0,
    MarkerState.DONE: 13.0, MarkerState.OFF: 14.0, MarkerState.REFERENCE: 9.0,
    MarkerState.FAR_SIDE: 10.5, MarkerState.ARTICLE: 13.0, MarkerState.LANDMARK: 4.0,
    MarkerState.BUNDLE: 16.0, MarkerState.BUNDLE_CHOSEN: 21.5,
}  # fmt: skip
_CURRENT_RING = 28.5
#: The radius of the ring round a disc, at scale 1.
_RINGS = {
    MarkerState.SELECTED: 17.0, MarkerState.SELECTED_IN_ROUTINE: 18.5, MarkerState.CURRENT: 25.0,
    MarkerState.BUNDLE_CHOSEN: 18.5,
}  # fmt: skip
#: How far the ring of a chosen marker reaches, which lines end at and words keep clear of.
MARKER_PX = 19.0


def reach(state: MarkerState, scale: float = 1.0, *, focused: bool = False) -> float:
    """The radius in pixels within which ``paint_marker`` stays."""
    own = _REACH[state]
    if state is MarkerState.CURRENT:
        return own * scale
    return (max(15.0, own + 3.0) + (3.0 if focused else 0.0)) * scale


def seen_radius(state: MarkerState, scale: float = 1.0) -> float:
    """How far a marker's own shape reaches, without a ring round it."""
    return _REACH[state] * scale


def ring_radius(state: MarkerState, scale: float = 1.0) -> float:
    """The radius in px of the ring that a line to the marker ends at; 0 for one without a ring."""
    return _RINGS.get(state, 0.0) * scale


class _Brushwork:
    """Discs, rings and numbers round one centre, at one scale."""

    def __init__(self, painter: QPainter, centre: QPointF, scale: float) -> None:
        self.painter = painter
        self.centre = centre
        self.scale = scale

    def disc(self, radius: float, colour: QColor) -> None:
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(colour)
        self.painter.drawEllipse(self.centre, radius * self.scale, radius * self.scale)

    def ring(self, radius: float, colour: QColor, width: float, *, dashed: bool = False) -> None:
        pen = QPen(colour, width * self.scale)
        if dashed:
            pen.setDashPattern([3.0 / width, 2.8 / width])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        self.painter.setPen(pen)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawEllipse(self.centre, radius * self.scale, radius * self.scale)

    def number(self, text: str, colour: QColor, size: float) -> None:
        font = QFont(self.painter.font())
        font.setPixelSize(max(6, round(size * self.scale * (0.78 if len(text) > 1 else 1.0))))
        font.setWeight(QFont.Weight.Bold)
        self.painter.setFont(font)
        self.painter.setPen(colour)
        box = QRectF(self.centre.x() - 30, self.centre.y() - 30, 60, 60)
        self.painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def at(self, x: float, y: float) -> QPointF:
        return self.centre + QPointF(x, y) * self.scale


def paint_marker(
    painter: QPainter,
    centre: QPointF,
    state: MarkerState,
    theme: Theme,
    number: str = "",
    scale: float = 1.0,
    pulse: float = 0.0,
    *,
    focused: bool = False,
    hovered: bool = False,
) -> None:
    """Paints one marker; ``pulse`` runs 0 to 1 and widens the halo of the current one."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    brush = _Brushwork(painter, centre, scale)
    if hovered and state is not MarkerState.CURRENT:
        brush.disc(max(15.0, _REACH[state] + 3.0), theme.colour("markFill", 0.22))
    _paint_shape(brush, state, theme, number, pulse, hovered=hovered)
    if focused:
        radius = _CURRENT_RING + 3 if state is MarkerState.CURRENT else max(15, _REACH[state] + 3)
        brush.ring(radius, theme.colour("markRing"), 5)
        brush.ring(radius, theme.colour("focus"), 2.5)
    painter.restore()


def _paint_shape(
    brush: _Brushwork,
    state: MarkerState,
    theme: Theme,
    number: str,
    pulse: float,
    *,
    hovered: bool,
) -> None:
    fill, collar = theme.colour("markFill"), theme.colour("markRing")
    match state:
        case MarkerState.NORMAL:
            grown = 2.0 if hovered else 0.0
            brush.disc(9 + grown, collar)
            brush.disc(7 + grown, fill)
        case MarkerState.SELECTED | MarkerState.SELECTED_IN_ROUTINE | MarkerState.IN_ROUTINE:
            _paint_chosen(brush, state, theme, number)
        case MarkerState.CURRENT:
            _paint_current(brush, theme, number, pulse)
        case MarkerState.NEXT | MarkerState.DONE:
            _paint_hollow(brush, state, theme, number)
        case MarkerState.OFF:
            _paint_off(brush, theme)
        case MarkerState.ARTICLE:
            _paint_diamond(brush, theme)
        case MarkerState.LANDMARK:
            brush.disc(3.2, collar)
            brush.ring(3.2, fill, 1.4)
        case MarkerState.BUNDLE | MarkerState.BUNDLE_CHOSEN:
            _paint_bundle(brush, theme, number, chosen=state is MarkerState.BUNDLE_CHOSEN)
        case MarkerState.REFERENCE | MarkerState.FAR_SIDE:
            far = state is MarkerState.FAR_SIDE
            brush.ring(8 if far else 6.5, collar, 4.5)
            brush.ring(8 if far else 6.5, fill, 2, dashed=far)


def _paint_chosen(brush: _Brushwork, state: MarkerState, theme: Theme, number: str) -> None:
    fill, collar = theme.colour("markFill"), theme.colour("markRing")
    if state is not MarkerState.IN_ROUTINE:
        brush.ring(_RINGS[state], collar, 5.5)
        brush.ring(_RINGS[state], fill, 2.5)
    if state is MarkerState.SELECTED:
        brush.disc(12, collar)
        brush.disc(10, fill)
        brush.disc(3.2, collar)
    else:
        brush.disc(13, collar)
        brush.disc(11, fill)
        brush.number(number, collar, 13)


def _paint_bundle(brush: _Brushwork, theme: Theme, number: str, *, chosen: bool) -> None:
    """A disc with a second one showing behind it, so that its count is no order number."""
    fill, collar = theme.colour("markFill"), theme.colour("markRing")
    if chosen:
        brush.ring(_RINGS[MarkerState.BUNDLE_CHOSEN], collar, 5.5)
        brush.ring(_RINGS[MarkerState.BUNDLE_CHOSEN], fill, 2.5)
    behind = _Brushwork(brush.painter, brush.at(3.5, -3.5), brush.scale)
    for layer in (behind, brush):
        layer.disc(12.5, collar)
        layer.disc(10.5, fill)
    brush.number(number, collar, 13)


def _paint_current(brush: _Brushwork, theme: Theme, number: str, pulse: float) -> None:
    now, collar = theme.colour("markNow"), theme.colour("markRing")
    brush.disc(32 + 4 * pulse, theme.colour("markNow", 0.16 * (1 - 0.5 * pulse)))
    brush.ring(_RINGS[MarkerState.CURRENT], collar, 7)
    brush.ring(_RINGS[MarkerState.CURRENT], now, 4)
    brush.disc(15, collar)
    brush.disc(13, now)
    brush.number(number, collar, 14)


def _paint_hollow(brush: _Brushwork, state: MarkerState, theme: Theme, number: str) -> None:
    fill = theme.colour("markFill")
    brush.disc(13, theme.colour("markRing"))
    if state is MarkerState.NEXT:
        brush.ring(11.5, fill, 2.5)
        brush.number(number, fill, 13)
        return
    brush.ring(11.5, fill, 1.5)
    tick = QPainterPath(brush.at(-5, 0.3))
    tick.lineTo(brush.at(-1.4, 3.9))
    tick.lineTo(brush.at(5, -3.3))
    pen = QPen(fill, 2.4 * brush.scale)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    brush.painter.setPen(pen)
    brush.painter.setBrush(Qt.BrushStyle.NoBrush)
    brush.painter.drawPath(tick)


def _paint_off(brush: _Brushwork, theme: Theme) -> None:
    painter, scale = brush.painter, brush.scale
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("markRing"))
    painter.drawRoundedRect(QRectF(brush.at(-10, -10), brush.at(10, 10)), 4 * scale, 4 * scale)
    painter.setPen(QPen(theme.colour("markBlocked"), 2 * scale))
    painter.drawRoundedRect(QRectF(brush.at(-8, -8), brush.at(8, 8)), 3 * scale, 3 * scale)
    painter.drawLine(brush.at(-5, 5), brush.at(5, -5))


def _paint_diamond(brush: _Brushwork, theme: Theme) -> None:
    painter = brush.painter
    painter.setBrush(theme.colour("markRing"))
    for radius in (13.0, 9.5):
        corners = [(0.0, -radius), (radius, 0.0), (0.0, radius), (-radius, 0.0)]
        painter.setPen(
            QPen(theme.colour("article"), 2.5 * brush.scale) if radius < 13 else Qt.PenStyle.NoPen
        )
        painter.drawPolygon(QPolygonF([brush.at(x, y) for x, y in corners]))
