"""Which figure is drawn and the tone of its skin: two rows of choices for Settings.

Must never know where the body is shown.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from acutimer.ui.body_map.complexion import swatch
from acutimer.ui.kit.choices import Segments

FIGURES = (("male", "Reads as male"), ("female", "Reads as female"))
SKIN_TONES = (("fair", "Fair"), ("sand", "Sand"), ("brown", "Brown"), ("deep", "Deep"))
_SWATCH_PX, _SHARP = 16, 3


def figure_choice() -> Segments:
    """The two figures."""
    return Segments(FIGURES, "Figure")


def skin_choice() -> Segments:
    """The four skins, each with a spot of its lit colour before its name."""
    made = Segments(SKIN_TONES, "Skin tone")
    for key, words in SKIN_TONES:
        one = made.button(key)
        one.setIcon(_spot(swatch(key)))
        one.setIconSize(QSize(_SWATCH_PX, _SWATCH_PX))
        one.setAccessibleName(f"Skin tone: {words}")
    return made


def _spot(colour: str) -> QIcon:
    drawn = QPixmap(_SWATCH_PX * _SHARP, _SWATCH_PX * _SHARP)
    drawn.setDevicePixelRatio(_SHARP)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    # a line in its own darker shade shows the spot on a ground of nearly its colour
    painter.setPen(QColor(colour).darker(170))
    painter.setBrush(QColor(colour))
    painter.drawEllipse(QRectF(1, 1, _SWATCH_PX - 2, _SWATCH_PX - 2))
    painter.end()
    return QIcon(drawn)
