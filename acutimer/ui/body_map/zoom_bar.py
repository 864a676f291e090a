"""Three small buttons on an enlarged picture: farther, closer, and all of it.

Must never enlarge anything: it tells which button was pressed.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QToolButton, QWidget

from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.pieces import row

if TYPE_CHECKING:
    from acutimer.ui.kit.theme import Theme

_EDGE_PX = 8
_SIDE_PX, _ICON_PX = 34, 18


class ZoomBar(QFrame):
    """Lies over the lower right corner of the map that it belongs to."""

    closer = Signal()
    farther = Signal()
    whole = Signal()

    def __init__(self, theme: Theme, body: QWidget) -> None:
        super().__init__(body)
        self.setProperty("kind", "zoom")
        self.setAccessibleName(self.tr("Enlarged picture"))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._buttons = {
            "minus": self._button(self.tr("Farther"), "-", self.farther),
            "plus": self._button(self.tr("Closer"), "+", self.closer),
            "expand": self._button(self.tr("Show all of the picture"), "Esc", self.whole),
        }
        self.setLayout(row(*self._buttons.values(), spacing=2, margins=(3, 3, 3, 3)))
        self.set_theme(theme)
        self.hide()

    def _button(self, name: str, key: str, told: object) -> QToolButton:
        tool = QToolButton()
        tool.setProperty("kind", "zoom")
        tool.setFixedSize(_SIDE_PX, _SIDE_PX)
        tool.setIconSize(QSize(_ICON_PX, _ICON_PX))
        tool.setAccessibleName(name)
        tool.setToolTip(f"{name} ({key})")
        # a click leaves the keyboard with the point it is on
        tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        tool.clicked.connect(told)
        return tool

    def set_theme(self, theme: Theme) -> None:
        """Draws the signs in other colours."""
        for name, tool in self._buttons.items():
            tool.setIcon(icon(name, theme.colour("text"), _ICON_PX))

    def come(self, room: QRect, before: QWidget) -> None:
        """Shows itself in the corner of ``room``; Tab comes to it after ``before``."""
        self.adjustSize()
        across, down = room.width() - self.width(), room.height() - self.height()
        self.move(across - _EDGE_PX, down - _EDGE_PX)
        for one, next_one in itertools.pairwise([before, *self._buttons.values()]):
            QWidget.setTabOrder(one, next_one)
        self.show()
        self.raise_()

    def step(self, *, forward: bool) -> bool:
        """Moves the keyboard to the next button, or to the first; False at the end of the row."""
        buttons = list(self._buttons.values())
        outside = -1 if forward else 0
        here = next((at for at, one in enumerate(buttons) if one.hasFocus()), outside)
        target = here + (1 if forward else -1)
        if not 0 <= target < len(buttons):
            return False
        reason = Qt.FocusReason
        buttons[target].setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
        return True

    @property
    def has_keyboard(self) -> bool:
        """Whether one of the buttons has the keyboard."""
        return any(one.hasFocus() for one in self._buttons.values())
