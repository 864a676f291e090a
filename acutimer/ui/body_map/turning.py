"""Turning the body: which way it faces, and coming to rest near a standard view.

Idle, it holds no running timer. Must never know a picture, a marker or a widget.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from acutimer.ui.body_map.views import TURN_YAWS

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Between two pictures of the turn, and how far one pixel of a drag turns; degrees.
FRAME_DEG = 5
DEG_PER_PX = 0.5
#: Let go this near a standard view, the body settles there within so much time.
CATCH_DEG = 12
SETTLE_MS = 200
_MOST_STEPS = 8


class Turning(QObject):
    """A yaw in degrees, 0 at the face and 90 at the subject's left side.

    ``moved`` tells of every change, ``settled`` when a motion of its own has come to its end.
    """

    moved = Signal()
    settled = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.yaw = 180.0
        #: the way of the last turn: more yaw or less
        self.direction = 1
        self._target: float | None = None
        self._steps_left = 0
        self._timer: QTimer | None = None

    @property
    def frame(self) -> int:
        """The yaw of the picture that belongs to the yaw."""
        return round(self.yaw / FRAME_DEG) * FRAME_DEG % 360

    @property
    def settles(self) -> bool:
        """Whether a motion of its own is under way."""
        return self._target is not None

    def turn_to(self, yaw: float) -> None:
        """Face this way at once; whatever was settling stops."""
        self.stop()
        self._go(yaw)

    def step(self, frames: int) -> None:
        """Turn by so many pictures, from the one shown."""
        self.turn_to(self.frame + frames * FRAME_DEG)

    def _go(self, yaw: float) -> None:
        way = apart(self.yaw, yaw)
        if way:
            self.direction = 1 if way > 0 else -1
        self.yaw = yaw % 360
        self.moved.emit()

    def near(self) -> str:
        """The standard view that is near enough to settle at, empty when there is none."""
        away = {view: abs(apart(self.yaw, yaw)) for view, yaw in TURN_YAWS.items()}
        nearest = min(away, key=lambda view: away[view])
        return nearest if away[nearest] <= CATCH_DEG else ""

    def let_go(self, *, calm: bool) -> None:
        """Settle at a standard view that is near; without ``calm`` the body stays as it is."""
        if calm and (near := self.near()):
            self.settle(TURN_YAWS[near], calm=True)

    def settle(self, yaw: float, *, calm: bool) -> None:
        """Turn there picture by picture, or at once without ``calm``; ``settled`` follows."""
        self.stop()
        way = abs(apart(self.yaw, yaw))
        if not calm or way < 0.5:
            self._go(yaw)
            self.settled.emit()
            return
        self._target = yaw
        self._steps_left = min(_MOST_STEPS, max(1, round(way / FRAME_DEG)))
        if self._timer is None:
            self._timer = QTimer(self)
            self._timer.timeout.connect(self._settle_on)
        self._timer.start(SETTLE_MS // self._steps_left)

    def _settle_on(self) -> None:
        target = self._target
        if target is None:
            return
        way = apart(self.yaw, target)
        yaw = self.yaw + way / self._steps_left if self._steps_left > 1 else target
        self._steps_left -= 1
        if self._steps_left:
            self._go(yaw)
            return
        self.stop()
        self._go(target)
        self.settled.emit()

    def stop(self) -> None:
        """Stand still where the body is."""
        self._target = None
        if self._timer is not None:
            self._timer.stop()

    def finish(self) -> None:
        """Be at the end of what is settling, without the way there."""
        if self._target is not None:
            self.settle(self._target, calm=False)


def apart(one: float, other: float) -> float:
    """The short way from one yaw to another, -180 to 180 degrees."""
    return (other - one + 180) % 360 - 180


def frames_round(frame: int) -> Iterator[int]:
    """Every frame from the one meant outwards, the nearer ones first."""
    yield frame
    for away in range(FRAME_DEG, 181, FRAME_DEG):
        yield (frame + away) % 360
        if away < 180:
            yield (frame - away) % 360


_FACINGS = (
    "Face", "Front, left side", "Left side", "Back, left side", "Back", "Back, right side",
    "Right side", "Front, right side",
)  # fmt: skip


def facing_words(yaw: float) -> str:
    """What is seen at a yaw: "Back, 180°"."""
    return f"{_FACINGS[round(yaw / 45) % 8]}, {round(yaw) % 360}°"
