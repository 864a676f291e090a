"""What is painted over the picture besides markers: pills, tethers, corner words.

Pure painting of values that are given. Must never look anything up or react to anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from acutimer.ui.body_map.markers import Key
    from acutimer.ui.body_map.pills import Pill
    from acutimer.ui.kit.theme import Theme

PILL_HEIGHT = 26.0
_PILL_PAD = 10.0
_PILL_GAP = 5.0


def pill_fonts(ground: QFont) -> tuple[QFont, QFont]:
    """The fonts of a pill's code and of the word after it."""
    strong, plain = QFont(ground), QFont(ground)
    for font in (strong, plain):
        if ground.pointSizeF() > 0:
            font.setPointSizeF(max(9.0, ground.pointSizeF() * 0.89))
    strong.setWeight(QFont.Weight.DemiBold)
    plain.setWeight(QFont.Weight.Medium)
    return strong, plain


def pill_size(text: str, sub: str, ground: QFont) -> tuple[float, float]:
    """Width and height of a pill; 26 px high unless the font needs more."""
    strong, plain = pill_fonts(ground)
    width = QFontMetricsF(strong).horizontalAdvance(text) + 2 * _PILL_PAD
    if sub:
        width += _PILL_GAP + QFontMetricsF(plain).horizontalAdvance(sub)
    return width, max(PILL_HEIGHT, QFontMetricsF(strong).height() + 8)


def paint_leaders(
    painter: QPainter, pills: Sequence[Pill], theme: Theme, ring_of: Callable[[Key], float]
) -> None:
    """The lines from pills to their points, on an under-stroke that shows on any skin.

    ``ring_of`` is the radius in px of the ring round a marker, at which its line ends; 0 for none.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, width in ((theme.colour("markRing", 0.75), 3.0), (theme.colour("text2"), 1.2)):
        painter.setPen(QPen(colour, width))
        for pill in pills:
            *ways, last = pill.leader
            last.setLength(max(0.0, last.length() - ring_of(pill.wish.key)))
            painter.drawPolyline([pill.joint, *(way.p2() for way in ways), last.p2()])


def paint_tether(painter: QPainter, home: QPointF, centre: QPointF, theme: Theme) -> None:
    """A line from a marker that was spread away to its true place, which a small disc keeps."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, width in ((theme.colour("markRing"), 4.0), (theme.colour("markFill"), 1.6)):
        painter.setPen(QPen(colour, width))
        painter.drawLine(QLineF(home, centre))
    painter.setPen(QPen(theme.colour("markRing"), 1.5))
    painter.setBrush(theme.colour("markFill"))
    painter.drawEllipse(home, 3.5, 3.5)


def paint_pill(painter: QPainter, pill: Pill, theme: Theme, ground: QFont) -> None:
    """One pill with its two words."""
    wish = pill.wish
    paint_words_in(painter, pill.box, (wish.text, wish.sub), theme, ground, filled=wish.filled)


def paint_words_in(
    painter: QPainter,
    box: QRectF,
    words: tuple[str, str],
    theme: Theme,
    ground: QFont,
    *,
    filled: bool,
) -> None:
    """A strong word and a quiet one in a box with round ends."""
    text, sub = words
    strong, plain = pill_fonts(ground)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = theme.colour("markFill") if filled else theme.colour("lineStrong", 0.55)
    painter.setPen(QPen(theme.colour("lineStrong") if theme.high_contrast else edge, 1))
    painter.setBrush(theme.colour("markFill" if filled else "raised"))
    inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)
    metrics = QFontMetricsF(strong)
    baseline = box.center().y() + (metrics.ascent() - metrics.descent()) / 2
    left = box.left() + _PILL_PAD
    painter.setFont(strong)
    painter.setPen(theme.colour("markRing" if filled else "text"))
    painter.drawText(QPointF(left, baseline), text)
    if sub:
        painter.setFont(plain)
        painter.setPen(theme.colour("markRing" if filled else "text3"))
        left += metrics.horizontalAdvance(text) + _PILL_GAP
        painter.drawText(QPointF(left, baseline), sub)


def paint_focus(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """The ring round the whole map."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("focus"), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), 8, 8)


def caption_box(box: QRectF, words: str, font: QFont) -> QRectF:
    """Where the caption stands; empty without one."""
    if not words:
        return QRectF()
    inside, metrics = box.adjusted(12, 10, -12, 0), QFontMetricsF(font)
    width = min(inside.width(), metrics.horizontalAdvance(words))
    return QRectF(box.center().x() - width / 2, inside.top(), width, metrics.height())


def corner_boxes(box: QRectF, words: tuple[str, str], font: QFont) -> list[QRectF]:
    """Where the words for left and right stand; empty without any."""
    inside, metrics = box.adjusted(16, 10, -16, 0), QFontMetricsF(font)
    left, right = (metrics.horizontalAdvance(word) for word in words)
    height = metrics.height()
    return (
        [
            QRectF(inside.left(), inside.top(), left, height),
            QRectF(inside.right() - right, inside.top(), right, height),
        ]
        if any(words)
        else []
    )


def paint_caption(painter: QPainter, box: QRectF, words: str, theme: Theme, font: QFont) -> None:
    """What the picture shows, in the middle of its upper edge; cut short where it is narrow."""
    inside = box.adjusted(12, 10, -12, 0)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(theme.colour("text2"))
    flags = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, inside.width())
    painter.drawText(inside, flags, shown)


def paint_corner_words(
    painter: QPainter, box: QRectF, words: tuple[str, str], theme: Theme, font: QFont
) -> None:
    """Whose left and right it is, at the upper corners; never mirrored by the language."""
    painter.setFont(font)
    painter.setPen(theme.colour("text2"))
    top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute
    inside = box.adjusted(16, 10, -16, 0)
    painter.drawText(inside, top | Qt.AlignmentFlag.AlignLeft, words[0])
    painter.drawText(inside, top | Qt.AlignmentFlag.AlignRight, words[1])
