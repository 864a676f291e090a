"""Small words over the picture, each on a soft ground, with a line where it stands further off.

Pure painting of values that are given. Must never decide where a word stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPainter, QPen

from acutimer.ui.kit.theme import font

if TYPE_CHECKING:
    from PySide6.QtCore import QLineF

    from acutimer.ui.body_map.card_plan import Word
    from acutimer.ui.kit.theme import Theme


def paint_word(
    painter: QPainter, word: Word, theme: Theme, ground: QFont, *, lit: bool = False
) -> None:
    """One word; ``lit`` when its structure is what the person asks about."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = word.placed.box
    if word.placed.leader is not None:
        paint_leader(painter, word.placed.leader, theme)
    edge = QPen(theme.colour("focus"), 2) if lit else QPen(Qt.PenStyle.NoPen)
    painter.setPen(edge)
    painter.setBrush(theme.colour("raised", 1.0 if theme.high_contrast or lit else 0.82))
    painter.drawRoundedRect(box, 5, 5)
    small = font("caption", ground)
    small.setWeight(QFont.Weight.Medium)
    painter.setFont(small)
    painter.setPen(theme.colour("text"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word.text)
    painter.restore()


def paint_leader(painter: QPainter, leader: QLineF, theme: Theme) -> None:
    """A thin line to a place, on an under-stroke that shows on any skin."""
    for colour, width in ((theme.colour("markRing", 0.7), 2.6), (theme.colour("text2"), 1.0)):
        painter.setPen(QPen(colour, width))
        painter.drawLine(leader)
