"""A box to tick whose words stand in more lines where one line has no room.

Must never break a word, and never change its text: a screen reader has it whole.
"""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
)

from acutimer.ui.kit.breaking_button import least_size, lines_of


class BreakingBox(QCheckBox):
    """As high as its lines at the width it has."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        # its own policy would keep it as wide and as low as its text in one line
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def minimumSizeHint(self) -> QSize:
        """Its longest word fits."""
        return least_size(self)

    def hasHeightForWidth(self) -> bool:
        """More lines need more height."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height in px for a width in px."""
        more = len(lines_of(self, width)) - 1
        return self.sizeHint().height() + more * self.fontMetrics().lineSpacing()

    def paintEvent(self, event: QPaintEvent) -> None:
        """As any box, with its lines for its text."""
        lines = lines_of(self, self.width())
        if len(lines) == 1:
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = "\n".join(lines)
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_CheckBox, option)
