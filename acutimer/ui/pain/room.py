"""The part of the pain panel below the number, which scrolls where the screen has no room for it.

Must never be higher than what is in it needs.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QScrollArea, QWidget

from acutimer.ui.kit.pieces import fill


class Room(QScrollArea):
    """What one may add to the number: as high as it needs while there is room, else it scrolls."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        fill(self, inside)

    def sizeHint(self) -> QSize:
        """What the inside needs at this width."""
        inside = self.widget()
        layout = inside.layout() if inside is not None else None
        if layout is None:
            return super().sizeHint()
        hint = layout.totalSizeHint()
        width = max(self.viewport().width(), layout.totalMinimumSize().width())
        return QSize(hint.width(), max(hint.height(), layout.totalHeightForWidth(width)))

    def minimumSizeHint(self) -> QSize:
        """Enough for the note and the way to more."""
        return QSize(super().minimumSizeHint().width(), 120)
