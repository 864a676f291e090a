"""From a place on the body to a place on a picture: the orthographic camera of each view.

Plain arithmetic. Must never know a widget, a file or what lies at the place.
"""

from __future__ import annotations

from math import cos, radians, sin
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Vector = tuple[float, float, float]


def _dot(one: Sequence[float], other: Sequence[float]) -> float:
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


class Camera(NamedTuple):
    """A camera at infinity; its axes are unit vectors of the body's frame.

    The body's frame: metres, x to the subject's left, y up, z forward, feet on y = 0.
    """

    right: Vector
    up: Vector
    viewer: Vector
    centre: Vector
    #: picture widths and heights a metre spans
    across: float
    down: float

    def project(self, at: Sequence[float]) -> tuple[float, float]:
        """Fractions of the picture from its top left for a place in metres."""
        offset = (at[0] - self.centre[0], at[1] - self.centre[1], at[2] - self.centre[2])
        x, y = _dot(offset, self.right), _dot(offset, self.up)
        return 0.5 + x * self.across, 0.5 - y * self.down

    def facing(self, normal: Sequence[float]) -> float:
        """How far skin with this unit normal faces the viewer: 1 straight, 0 edge-on."""
        return _dot(normal, self.viewer)


def camera_of(raw: Mapping[str, Any], width: int, height: int) -> Camera:
    """The camera of a view: yaw, pitch, roll in degrees, centre and height in metres.

    A yaw of 0 looks at the face, 90 at the subject's left; a roll of 180 turns the picture over.
    """
    yaw, pitch = radians(raw["yaw"]), radians(raw["pitch"])
    right = (cos(yaw), 0.0, -sin(yaw))
    viewer = (sin(yaw) * cos(pitch), sin(pitch), cos(yaw) * cos(pitch))
    up = (
        viewer[1] * right[2] - viewer[2] * right[1],
        viewer[2] * right[0] - viewer[0] * right[2],
        viewer[0] * right[1] - viewer[1] * right[0],
    )
    turn = -1.0 if raw["roll"] == 180 else 1.0
    x, y, z = map(float, raw["centre"])
    metres = float(raw["height"])
    return Camera(
        right, up, viewer, (x, y, z), turn * height / (metres * width), turn / metres
    )  # fmt: skip
