"""A spot of colour before the name of each skin tone.

Must never know where the body is shown.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from acutimer.core.settings import SKIN_TONE
from acutimer.ui.body_map.complexion import swatch
from acutimer.ui.kit.choices import Segments

_SWATCH_PX, _SHARP = 16, 3


def show_skin_spots(skins: Segments) -> None:
    """Put its lit colour before each name."""
    for key, name in SKIN_TONE.choices:
        button = skins.button(key)
        button.setIcon(_spot(swatch(key)))
        button.setIconSize(QSize(_SWATCH_PX, _SWATCH_PX))
        button.setAccessibleName(f"{SKIN_TONE.title}: {name}")


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
