"""Paints the dark of closed eyes: words round the digits, a line along the bottom.

Plain functions of values and a painter. Must never hold a widget.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from acutimer.ui.kit.key_buttons import cap_size
from acutimer.ui.kit.pieces import typed
from acutimer.ui.session.eyes_words import DarkWords

BAR_PX = 4
_EDGE_PX, _GAP_PX = 24, 14
#: Digits as parts of the width and the height of the window, and the widest they may be.
_DIGITS_WIDE, _DIGITS_HIGH, _DIGITS_WIDEST, _DIGITS_LEAST_PX = 0.235, 0.375, 0.9, 36
#: The height given to digits, in heights of a capital.
_AROUND = 1.3
_SMALL_WIDTH, _SMALL_HEIGHT = 760, 560
_WRAPPED = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_BRINGS_BACK = "brings the light back."


class DarkLook(NamedTuple):
    """Everything that stands in the dark."""

    words: DarkWords = DarkWords()
    caption: str = ""
    banners: tuple[str, ...] = ()

    @property
    def texts(self) -> dict[str, str]:
        """The texts that wrap, by place; a caption that only repeats the head is left out."""
        return {
            "head": self.words.head,
            "hint": self.words.hint,
            "caption": "" if self.caption in self.words.head else self.caption,
            "banners": "\n".join(self.banners),
        }


def bar_place(size: QSize) -> QRect:
    """Where the line along the bottom lies."""
    return QRect(0, size.height() - BAR_PX, size.width(), BAR_PX)


def places(size: QSize, look: DarkLook) -> dict[str, QRect]:
    """Where each text stands: digits in the middle of the window, the rest round them."""
    wide = size.width() - 2 * _EDGE_PX
    heights = {name: _height(size, name, text) for name, text in look.texts.items()}
    digits_high = round(QFontMetrics(_digits_font(size, look)).capHeight() * _AROUND)
    block = heights["head"] + digits_high + heights["hint"] + 3 * _GAP_PX
    boxes: dict[str, QRect] = {}
    above = _EDGE_PX + (heights["banners"] + _GAP_PX if look.banners else 0)
    lowest = size.height() - _foot_height() - heights["caption"] - block - 2 * _GAP_PX
    y = max(above, min((size.height() - block) // 2, lowest))
    for name, high, gap in (
        ("head", heights["head"], _GAP_PX),
        ("digits", digits_high, 2 * _GAP_PX),
        ("hint", heights["hint"], 2 * _GAP_PX),
        ("caption", heights["caption"], 0),
    ):
        boxes[name] = QRect(_EDGE_PX, y, wide, high)
        y += high + gap
    boxes["banners"] = QRect(_EDGE_PX, _EDGE_PX, wide, heights["banners"])
    return boxes


def paint_dark(
    painter: QPainter, size: QSize, look: DarkLook, colours: Mapping[str, QColor]
) -> None:
    """Paint the words and the line on a ground that is there already."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    bar = bar_place(size)
    painter.fillRect(bar, colours["track"])
    bar.setWidth(round(bar.width() * look.words.done))
    painter.fillRect(bar, colours["line"])
    placed = places(size, look)
    painter.setFont(_digits_font(size, look))
    painter.setPen(colours["digits"])
    middle = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
    painter.drawText(placed["digits"], middle, look.words.digits)
    painter.setPen(colours["text"])
    for name, text in look.texts.items():
        painter.setFont(_font(size, name))
        painter.drawText(placed[name], _WRAPPED, text)
    _paint_foot(painter, size, look.words.following, colours)


def _paint_foot(
    painter: QPainter, size: QSize, following: str, colours: Mapping[str, QColor]
) -> None:
    """ "Next: right shoulder. [E] brings the light back.", in one line or two."""
    font, cap = typed("body"), cap_size("E")
    metrics = QFontMetrics(font)
    space = metrics.horizontalAdvance(" ") + 2
    after = metrics.horizontalAdvance(_BRINGS_BACK)
    before = metrics.horizontalAdvance(following)
    width = cap.width() + space + after
    y = size.height() - _EDGE_PX - cap.height()
    painter.setFont(font)
    beside = before + space + width <= size.width() - 2 * _EDGE_PX
    if beside and following:
        width += before + space
    x = (size.width() - width) // 2
    if following and beside:
        painter.drawText(QRect(x, y, before + 2, cap.height()), _MIDDLE, following)
        x += before + space
    elif following:
        above = QRect(0, y - metrics.height() - 6, size.width(), metrics.height())
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter, following)
    rest = QRect(x + cap.width() + space, y, after + 2, cap.height())
    painter.drawText(rest, _MIDDLE, _BRINGS_BACK)
    box = QRectF(x, y, cap.width(), cap.height()).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(colours["digits"], 1))
    painter.drawRoundedRect(box, 5, 5)
    painter.setFont(typed("caption"))
    painter.setPen(colours["text"])
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "E")


_MIDDLE = Qt.AlignmentFlag.AlignVCenter


def _height(size: QSize, name: str, text: str) -> int:
    room = QRect(0, 0, max(1, size.width() - 2 * _EDGE_PX), size.height())
    return QFontMetrics(_font(size, name)).boundingRect(room, _WRAPPED, text).height()


def _font(size: QSize, name: str) -> QFont:
    small = size.width() < _SMALL_WIDTH or size.height() < _SMALL_HEIGHT
    role = {"head": "h1" if small else "sessionTitle", "hint": "h2"}.get(name, "bodyLarge")
    font = typed(role)
    font.setWeight(QFont.Weight.Medium if name == "head" else QFont.Weight.Normal)
    return font


def _foot_height() -> int:
    """Room for the lowest line, which may be two."""
    return _EDGE_PX + cap_size("E").height() + QFontMetrics(typed("body")).height() + 6


def _digits_font(size: QSize, look: DarkLook) -> QFont:
    """As large as in the drawing, or what the other words leave of height and width."""
    font = typed("sessionTitle")
    others = sum(_height(size, name, text) for name, text in look.texts.items())
    free = size.height() - others - _EDGE_PX - _foot_height() - 6 * _GAP_PX
    drawn = min(size.width() * _DIGITS_WIDE, size.height() * _DIGITS_HIGH)
    font.setPixelSize(max(_DIGITS_LEAST_PX, round(min(drawn, free))))
    digits, widest = look.words.digits, size.width() * _DIGITS_WIDEST
    wide = QFontMetrics(font).horizontalAdvance(digits)
    if wide > widest:
        font.setPixelSize(max(_DIGITS_LEAST_PX, int(font.pixelSize() * widest / wide)))
    return font
