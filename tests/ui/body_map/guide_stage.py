"""A map for tests of the full card: a camera without a picture, and what it was told."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from acutimer.ui.body_map.camera import Camera, camera_of
from acutimer.ui.body_map.guide import GuideLayers
from acutimer.ui.body_map.markers import MarkerLook
from acutimer.ui.body_map.sight import Sight, sight_of
from acutimer.ui.kit.theme import Theme, load_theme

CAMERAS = {
    "nape": {"yaw": 180, "pitch": 4, "centre": [0, 1.468, 0], "height": 0.54, "roll": 0},
    "side": {"yaw": 90, "pitch": 0, "centre": [0, 1.545, 0.035], "height": 0.38, "roll": 0},
    "face": {"yaw": 0, "pitch": 0, "centre": [0, 1.562, 0.06], "height": 0.33, "roll": 0},
    "back34": {"yaw": 140, "pitch": 4, "centre": [0, 1.468, 0], "height": 0.54, "roll": 0},
}
WHOLE = (0.0, 0.0, 1.0, 1.0)


def camera(view_id: str) -> Camera:
    return camera_of(CAMERAS[view_id], 900, 900)


def sight(view_id: str, size: int = 600) -> Sight:
    return sight_of(camera(view_id), WHOLE, QRectF(0, 0, size, size))


class PlainMap(QWidget):
    """What the full card needs of a map, with nothing but the layers on it; nobody turns it."""

    view_changed = Signal(str)
    yaw_changed = Signal(int)
    carried = Signal(QPointF)

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(160, 160)
        self.view_id = ""
        self.looks: list[MarkerLook] = []
        self.layers: GuideLayers | None = None
        self.theme = load_theme("light")
        self.turned_off = False

    def show_view(self, view_id: str) -> None:
        self.view_id = view_id

    def keep_buttons(self) -> None:
        """There are none here."""

    def let_carry(self, key: object, obey: object = None) -> None:
        """Nothing is dragged here: the real map is, in the test of the whole app."""

    def obey_size(self, command: str) -> bool:
        """Nor keys."""
        return False

    def show_whole(self) -> bool:
        """Nothing can be enlarged here."""
        return False

    def set_markers(self, looks: Sequence[MarkerLook]) -> None:
        self.looks = list(looks)

    def set_layers(self, layers: GuideLayers | None) -> None:
        self.layers = layers
        self.update()

    def sight(self) -> Sight | None:
        if self.turned_off or not self.view_id:
            return None
        return sight_of(camera(self.view_id), WHOLE, QRectF(self.rect()))

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        seen = self.sight()
        if seen is not None and self.layers is not None:
            painter = QPainter(self)
            self.layers.paint_below(painter, seen, self.theme)
            self.layers.paint_above(painter, seen, self.theme, self.font())
            painter.end()
