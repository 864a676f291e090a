"""Three small buttons on the picture: zoom out, zoom in, and the whole picture.

Must never enlarge anything: it tells which button was pressed.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QToolButton, QWidget

from acutimer.ui.body_map.focus_step import step_focus
from acutimer.ui.body_map.zoom import MOST
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.pieces import row

if TYPE_CHECKING:
    from acutimer.ui.body_map.zoom import Zoom
    from acutimer.ui.kit.theme import Theme

_EDGE_PX = 8
_SIDE_PX, _ICON_PX = 36, 18


class ZoomBar(QFrame):
    """Lies over a lower corner of the map that it belongs to, the left one where that is free."""

    closer = Signal()
    farther = Signal()
    whole = Signal()

    def __init__(self, theme: Theme, body: QWidget) -> None:
        super().__init__(body)
        self.setProperty("kind", "zoom")
        self.setAccessibleName(self.tr("Size of the picture"))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._buttons = {
            "minus": self._button(self.tr("Zoom out"), "−", self.farther),
            "plus": self._button(self.tr("Zoom in"), "+", self.closer),
            "expand": self._button(self.tr("Whole picture"), self.tr("0 or Esc"), self.whole),
        }
        self.setLayout(row(*self._buttons.values(), spacing=4))
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

    def corners(self, room: QRect) -> tuple[QRectF, QRectF]:
        """Where it may stand in a map of that size: at the lower left, at the lower right."""
        size = self.sizeHint()
        top = room.height() - size.height() - _EDGE_PX
        left = QRectF(_EDGE_PX, top, size.width(), size.height())
        return left, left.translated(room.width() - size.width() - 2 * _EDGE_PX, 0)

    def come(self, place: QRectF, before: QWidget) -> None:
        """Shows itself at ``place``; Tab comes to it after ``before``."""
        self.setGeometry(place.toRect())
        for one, next_one in itertools.pairwise([before, *self._buttons.values()]):
            QWidget.setTabOrder(one, next_one)
        self.show()
        self.raise_()

    def show_scale(self, zoom: Zoom) -> None:
        """What can be done at this scale; the keyboard goes on to a button that still can."""
        able = {
            "minus": zoom.is_in,
            "plus": zoom.scale < MOST,
            "expand": zoom.is_in,
        }
        for name in sorted(able, key=able.__getitem__, reverse=True):
            tool = self._buttons[name]
            if not able[name] and tool.hasFocus():
                other = "minus" if name == "plus" else "plus"
                self._buttons[other].setFocus(Qt.FocusReason.OtherFocusReason)
            tool.setEnabled(able[name])

    def step(self, *, forward: bool) -> bool:
        """Moves the keyboard to the next button, or to the first; False at the end of the row."""
        return step_focus(
            [one for one in self._buttons.values() if one.isEnabled()], forward=forward
        )

    @property
    def has_keyboard(self) -> bool:
        """Whether one of the buttons has the keyboard."""
        return any(one.hasFocus() for one in self._buttons.values())
