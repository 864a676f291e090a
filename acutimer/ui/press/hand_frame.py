"""The picture of the pressing hand on the small card, as wide as the card; it shows the way once.

Looked for after the card is there, so that no choice waits for a picture. Must never choose the
picture: it is told where to get it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QEnterEvent, QHideEvent, QPixmap, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from acutimer.ui.body_map.hand_picture import PRESS
from acutimer.ui.body_map.pressing_hand import PressingHand
from acutimer.ui.kit.theme import Theme

#: The height of the drawing, and where a card is low.
HIGH_PX, LOW_PX = 164, 112
LOW_CARD_PX = 480
#: How long a pose stays before the next comes.
POSE_MS = 900
#: Code and side of a point, a width in px and a pose; None where there is no picture.
HandSource = Callable[[str, str, int, str], QPixmap | None]


class HandFrame(QWidget):
    """A box with round corners; of no height for points without a picture.

    A point that comes, or the pointer that does, lets the hand show how it presses; then it rests.
    """

    def __init__(self, theme: Theme, source: HandSource) -> None:
        super().__init__()
        self._theme, self._source = theme, source
        self._point: tuple[str, str, str] = ("", "", "")
        self._way: Sequence[str] = ()
        #: the poses still to come
        self._to_come: list[str] = []
        self._may_move = False
        self._has_picture = False
        self._hand = PressingHand(self)
        self._height = HIGH_PX
        self._look = QTimer(self)
        self._look.setSingleShot(True)
        self._look.timeout.connect(self._take)
        self._step = QTimer(self)
        self._step.setInterval(POSE_MS)
        self._step.timeout.connect(self._next_pose)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_hand(self, code: str, side: str, tool: str, way: Sequence[str]) -> None:
        """Look for the hand on a point; ``tool`` is what it is pressed with, ``way`` its poses."""
        self._point, self._way = (code, side, tool), way
        self._rest()
        self._look.start(0)

    def set_motion(self, calm: bool) -> None:
        """Whether the hand may move at all."""
        self._may_move = calm
        if not calm and self._step.isActive():
            self._rest()
            self._look.start(0)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours; the picture comes in its own."""
        self._theme = theme
        self._look.start(0)

    def show_room(self, card_px: int) -> None:
        """Be lower on a low card."""
        height = LOW_PX if card_px < LOW_CARD_PX else HIGH_PX
        if height != self._height:
            self._height = height
            self.updateGeometry()
            self._look.start(0)

    def _take(self) -> None:
        if not self.isVisible():
            return  # whoever shows it asks again
        had = self._has_picture
        self._has_picture = self._show_pose(PRESS, fades=False)
        if had != self._has_picture:
            self.updateGeometry()
        self.setAccessibleName(f"How the hand lies: {self._point[2]}" if self._has_picture else "")
        self._play()

    def _show_pose(self, pose: str, *, fades: bool) -> bool:
        code, side, _ = self._point
        picture = self._source(code, side, max(1, self.width()), pose)
        if picture is None:
            self._hand.leave()
            return False
        # as high as the frame is going to be, where the picture is the first
        self._hand.setGeometry(0, 0, max(1, self.width()), self._height)
        self._hand.show_picture(picture, self._theme, fades=fades)
        self._hand.show()
        return True

    def _play(self) -> None:
        if self._may_move and self._has_picture and not self._step.isActive():
            self._to_come = list(self._way)
            if self._to_come:
                self._step.start()

    def _next_pose(self) -> None:
        if self._to_come:
            self._show_pose(self._to_come.pop(0), fades=True)
        if not self._to_come:
            self._rest()

    def _rest(self) -> None:
        self._step.stop()
        self._to_come.clear()

    @property
    def has_picture(self) -> bool:
        """Whether there is a picture of the hand on this point."""
        return self._has_picture

    @property
    def is_moving(self) -> bool:
        """Whether the hand is showing how it presses."""
        return self._step.isActive()

    def sizeHint(self) -> QSize:
        """As wide as there is room; the picture may be cropped at its edges."""
        return QSize(80, self._height if self._has_picture else 0)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show once more how it presses."""
        super().enterEvent(event)
        self._play()

    def showEvent(self, event: QShowEvent) -> None:
        """Figure and skin may have changed meanwhile."""
        super().showEvent(event)
        self._look.start(0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight nothing runs."""
        super().hideEvent(event)
        self._rest()
        self._hand.leave()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the picture in the width there is; its height is the frame's own."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._rest()
            self._look.start(0)
