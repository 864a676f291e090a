"""The pressing hand, small, over a corner of the map: one pose fades into the next.

Between two poses nothing runs. Must never know a session or look for a picture by itself: it is
given pictures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from acutimer.ui.body_map.hand_picture import paint_framed

if TYPE_CHECKING:
    from PySide6.QtCore import QRect, QVariantAnimation
    from PySide6.QtGui import QPaintEvent

    from acutimer.ui.kit.theme import Theme

#: From one pose to the next; as the disc of the ring.
FADE_MS = 180
_EDGE_PX, _UNDER_WORDS_PX = 8, 34
#: A share of the map's width and height, within bounds; smaller, no hand can be made out.
_SHARE, _LEAST_PX, _MOST_PX = 0.3, 96, 220


class Press(NamedTuple):
    """What the hand does: point, side, and one of the poses of hand_picture.py."""

    code: str
    side: str
    pose: str


class PressingHand(QWidget):
    """A square picture with round corners; clicks and keys go through it."""

    def __init__(self, body: QWidget) -> None:
        super().__init__(body)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(self.tr("The pressing hand"))
        self._before: QPixmap | None = None
        self._now: QPixmap | None = None
        self._share = 1.0
        self._fade: QVariantAnimation | None = None
        self.hide()

    def show_picture(self, picture: QPixmap, theme: Theme, *, fades: bool) -> None:
        """Show a pose; ``fades`` lets it come slowly out of the one before."""
        framed = QPixmap(self.size() * self.devicePixelRatioF())
        framed.setDevicePixelRatio(self.devicePixelRatioF())
        framed.fill(Qt.GlobalColor.transparent)
        painter = QPainter(framed)
        paint_framed(painter, QRectF(self.rect()), picture, theme)
        painter.end()
        self._before, self._now = self._now, framed
        if self._fade is not None:
            self._fade.stop()
        if not fades or self._before is None or self._before.size() != framed.size():
            self._take(1.0)
            return
        if self._fade is None:
            from PySide6.QtCore import QVariantAnimation

            self._fade = QVariantAnimation(self)
            self._fade.setDuration(FADE_MS)
            self._fade.setStartValue(0.0)
            self._fade.setEndValue(1.0)
            self._fade.valueChanged.connect(self._take)
        self._take(0.0)
        self._fade.start()

    def leave(self) -> None:
        """Show nothing any more, and let nothing run."""
        if self._fade is not None:
            self._fade.stop()
        self._before = self._now = None
        self.hide()

    @property
    def is_fading(self) -> bool:
        """Whether one pose is going over into the next."""
        return self._fade is not None and self._fade.state() is self._fade.State.Running

    def _take(self, share: float) -> None:
        self._share = float(share)
        if self._share >= 1.0:
            self._before = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The pose, over the one before while that goes; both fill the frame."""
        del event
        painter = QPainter(self)
        if self._before is not None:
            painter.drawPixmap(0, 0, self._before)
            painter.setOpacity(self._share)
        if self._now is not None:
            painter.drawPixmap(0, 0, self._now)
        painter.end()


def corners(room: QRect, *, left_first: bool) -> tuple[QRectF, ...]:
    """Where the hand could lie in a map of that size, the best first; none where it is small."""
    side = min(round(_SHARE * min(room.width(), room.height())), _MOST_PX)
    if side < _LEAST_PX:
        return ()
    across = (_EDGE_PX, room.width() - side - _EDGE_PX)
    lower = room.height() - side - _EDGE_PX
    return tuple(
        QRectF(x, y, side, side)
        for y in (_UNDER_WORDS_PX, lower)
        for x in (across if left_first else across[::-1])
    )
