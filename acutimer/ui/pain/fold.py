"""A line that opens and closes a part of the panel below it.

Must never open or close anything by itself.
"""

from __future__ import annotations

from PySide6.QtGui import QIcon, QTransform
from PySide6.QtWidgets import QPushButton, QWidget

from acutimer.ui.kit.icons import icon_pixmap
from acutimer.ui.kit.pieces import button
from acutimer.ui.kit.theme import Theme


def fold(theme: Theme, words: str, part: QWidget) -> QPushButton:
    """A line with a chevron; checked, it shows the part."""
    opener = button(words, "link")
    opener.setProperty("tall", True)
    opener.setCheckable(True)
    opener.toggled.connect(part.setVisible)
    part.hide()
    turn_chevron(opener, theme)
    return opener


def turn_chevron(opener: QPushButton, theme: Theme) -> None:
    """Right when closed, down when open; the screen reader is told by the button's state."""
    turned = QTransform().rotate(90 if opener.isChecked() else 0)
    pixmap = icon_pixmap("chevron", theme.colours["accent"], 18, 2)
    opener.setIcon(QIcon(pixmap.transformed(turned)))
