"""Fine folds of the skin, over and under the finger joints, in the palm, at the elbow; tendons.

Too fine for the mesh: each is a stroke that hangs on triangles, so that it bends with the hand in
every pose. Millimetres in the tables, metres elsewhere. They are for the eye; no point hangs on
them, but the elbow's ends at the landmark by which LI11 is found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rig import hand_axes, thumb_back
from surface import NoSurface, Surface, spline

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

#: Index finger to wrist on the reference: tables are scaled by a hand's own length.
_HAND_M = 0.1015
_ABOVE_M = 0.022
_STEPS = 15
#: A stroke ends where the skin looks less than this its way (cosine).
_LEAST_FACING = 0.30
#: Over each joint of a finger: towards the tip, half length, how far its middle bows to the tip
#: (mm), width (mm), strength.
_OVER_MIDDLE = ((-4.6, 3.8, -1.5, 0.34, 0.40), (-2.4, 5.2, -0.9, 0.44, 0.66),
                (-0.2, 5.8, 0.2, 0.50, 0.85), (2.0, 5.2, 0.9, 0.42, 0.62),
                (4.0, 3.6, 1.4, 0.34, 0.36))  # fmt: skip
_OVER_END = ((-2.0, 4.0, -0.5, 0.34, 0.46), (-0.3, 4.6, 0.2, 0.42, 0.66),
             (1.3, 3.8, 0.6, 0.32, 0.40))  # fmt: skip
_OVER_KNUCKLE = ((-4.0, 3.6, -1.2, 0.40, 0.22), (-0.6, 4.6, 0.3, 0.40, 0.28),
                 (3.2, 3.8, 1.2, 0.40, 0.22))  # fmt: skip
_OVER_THUMB = ((-3.4, 4.8, -0.8, 0.40, 0.50), (-1.2, 6.0, -0.2, 0.50, 0.80),
               (0.9, 6.0, 0.4, 0.48, 0.70), (2.8, 4.6, 1.0, 0.36, 0.44))  # fmt: skip
_UNDER_MIDDLE = ((-1.0, 6.6, 0.0, 0.55, 0.80), (1.4, 5.6, 0.2, 0.45, 0.55))
_UNDER_END = ((0.0, 6.0, 0.0, 0.50, 0.75),)
_UNDER_BASE = ((0.0, 7.2, -0.4, 0.55, 0.75),)
#: At which joints of a finger: number, table, 1 over it or -1 under it, how far on to the next.
_OF_FINGER = ((1, _OVER_KNUCKLE, 1, 0), (2, _OVER_MIDDLE, 1, 0), (3, _OVER_END, 1, 0),
              (1, _UNDER_BASE, -1, 0.46), (2, _UNDER_MIDDLE, -1, 0),
              (3, _UNDER_END, -1, 0))  # fmt: skip
_OF_THUMB = ((3, _OVER_THUMB, 1, 0), (3, _UNDER_END, -1, 0), (2, _UNDER_END, -1, 0))  # fmt: skip
#: How much narrower than the middle finger each one is, thumb first.
_WIDTHS = (1.10, 0.96, 1.0, 0.95, 0.82)
#: In the palm: joint, mm to the fingers, mm to the thumb; width, strength.
_IN_PALM = (
    ((("5", -15, -8), ("5", -13, 0), ("4", -10, 0), ("3", -5, 1), ("3", 4, 8)), 0.70, 0.75),
    ((("2", -9, 12), ("2", -15, 1), ("3", -22, -1), ("4", -29, -4), ("5", -36, 4)), 0.70, 0.70),
    ((("2", -10, 12), ("2", -19, 2), ("3", -38, 8), ("3", -58, 10), ("3", -78, 4)), 0.75, 0.80),
)  # fmt: skip
#: Round the wrist: mm to the fingers, half length, bow; width, strength; on its back or not.
_AT_WRIST = ((0.0, 17, 1.5, 0.70, 0.70, False), (-6.5, 15, 1.0, 0.55, 0.45, False),
             (1.0, 12, 1.5, 0.55, 0.30, True), (-5.0, 10, 1.0, 0.50, 0.20, True))  # fmt: skip
#: Tendons on the back of the hand, from each knuckle to the wrist: width, strength; below 0 is a
#: ridge. Shares of the way.
_TENDON_MM, _TENDON, _TENDON_FROM, _TENDON_TO = 2.4, -0.62, 0.06, 0.86
#: Before the elbow: each from its outer end to the body, mm from the joint outward and up.
_AT_ELBOW = (
    (((27, 14), (20, 11), (12, 8), (2, 4.5), (-9, 3), (-20, 5), (-30, 10)), 1.2, 1.0),
    (((19, 3.5), (10, 0.5), (1, -2.5), (-8, -4), (-17, -3), (-25, 0)), 0.9, 0.50),
)  # fmt: skip


class Creases(NamedTuple):
    """Every stroke's places in one row: corners of triangles with their weights.

    ``stroke`` says to which stroke a place belongs; ``width_mm`` and ``strength`` go by stroke. A
    strength below 0 is a ridge: a tendon.
    """

    corners: NDArray
    weights: NDArray
    stroke: NDArray
    width_mm: NDArray
    strength: NDArray

    def moved(self, to: NDArray) -> Creases:
        """On another list of vertices; strokes of which a corner is not there (-1) go."""
        corners = to[self.corners]
        lost = np.unique(self.stroke[(corners < 0).any(1)])
        keep = ~np.isin(self.stroke, lost)
        return self._replace(
            corners=corners[keep], weights=self.weights[keep], stroke=self.stroke[keep]
        )

    def along(self, values: NDArray) -> dict[int, NDArray]:
        """The vertices' values at each stroke's places, by the number of the stroke."""
        every = (values[self.corners] * self.weights[..., None]).sum(1)
        return {int(number): every[self.stroke == number] for number in np.unique(self.stroke)}


def joined(one: Creases, other: Creases) -> Creases:
    """The strokes of both, each of which tells of the same table."""
    count = len(one.width_mm)
    pairs = zip(one, other._replace(stroke=other.stroke + count), strict=True)
    return Creases(*(np.concatenate(pair) for pair in pairs))


def creases(vertices: NDArray, tris: NDArray, joint: Callable[[str], NDArray]) -> Creases:
    """All folds of both arms on a figure's skin."""
    drawer = _Drawer(vertices, tris)
    for letter in "lr":
        side = 1 if letter == "l" else -1

        def own(name: str, letter: str = letter) -> NDArray:
            return joint(f"{letter}-{name}")

        drawer.look_at(own("finger-3-1"), side)
        axes = hand_axes(joint, letter)
        size = float(np.linalg.norm(own("finger-3-1") - own("hand")) / _HAND_M)
        _fingers(drawer, own, axes, size)
        _palm_and_wrist(drawer, own, axes, size)
        drawer.look_at(own("elbow"), side)
        for places, width, strength in _AT_ELBOW:
            bow = spline(np.array([(side * x, y, 0.0) for x, y in places]) / 1000, 5)
            drawer.add(own("elbow") + bow, np.array([0, 0, 1.0]), width, strength, 0.12)
    return drawer.made()


def _fingers(drawer: _Drawer, own: Callable, axes: tuple, size: float) -> None:
    _, thumbward, back = axes
    for finger, width in enumerate(_WIDTHS, 1):
        joints = [own(f"finger-{finger}-{number}") for number in range(1, 5)]
        out = thumb_back(thumbward, back) if finger == 1 else back
        for number, table, facing, share in _OF_THUMB if finger == 1 else _OF_FINGER:
            one, other, before = joints[number - 1], joints[number], joints[max(number - 2, 0)]
            ahead = (other - before) / np.linalg.norm(other - before)
            up = out - ahead * (out @ ahead)
            up *= facing / np.linalg.norm(up)
            drawer.across(one + (other - one) * share, ahead, up, table, size * width)


def _palm_and_wrist(drawer: _Drawer, own: Callable, axes: tuple, size: float) -> None:
    along, thumbward, back = axes
    for places, width, strength in _IN_PALM:
        curve = [
            own(f"finger-{finger}-1") + (along * to_tip + thumbward * to_thumb) * size / 1000
            for finger, to_tip, to_thumb in places
        ]
        drawer.add(spline(np.array(curve), 6), -back, width, strength, 0.05)
    wrist = (own("hand") + own("hand-3")) / 2
    shares = np.linspace(_TENDON_FROM, _TENDON_TO, _STEPS)[:, None]
    for finger in (2, 3, 4, 5):
        cord = own(f"finger-{finger}-1") * (1 - shares) + wrist * shares
        drawer.add(cord, back, _TENDON_MM * size, _TENDON, 0.05)
    thumb = spline(np.array([own(f"finger-1-{number}") for number in (3, 2, 1)]), _STEPS)
    drawer.add(thumb, thumb_back(thumbward, back), _TENDON_MM * size, _TENDON, 0.03)
    for to_tip, half, bow, width, strength, behind in _AT_WRIST:
        table = ((to_tip, half, bow, width, strength),)
        drawer.across(own("hand"), along, back if behind else -back, table, size, 0.05)


class _Drawer:
    """Lays strokes on the skin by rays, and gathers them."""

    def __init__(self, vertices: NDArray, tris: NDArray) -> None:
        self._vertices, self._tris = vertices, tris
        self._corners: list[NDArray] = []
        self._weights: list[tuple[float, float, float]] = []
        self._stroke: list[int] = []
        self._told: list[tuple[float, float]] = []
        self._skin = Surface(vertices, tris[:1])

    def look_at(self, place: NDArray, side: int) -> None:
        """Strokes lie near this place from now on, on one side of the body."""
        near = np.linalg.norm(self._vertices - place, axis=1) < 0.16
        near &= self._vertices[:, 0] * side > 0.15
        self._skin = Surface(self._vertices, self._tris[near[self._tris].all(1)])

    def across(
        self, middle: NDArray, ahead: NDArray, out: NDArray, table: tuple, size: float,
        above: float = _ABOVE_M,
    ) -> None:  # fmt: skip
        """Strokes across a finger or the wrist, on the side that looks ``out``."""
        sideways = np.cross(ahead, out)
        share = np.linspace(-1, 1, _STEPS)[:, None]
        for count, (forward, half, bow, width, strength) in enumerate(table):
            # folds are never quite parallel; the same each time
            wander = 0.22 * np.sin(share * 5.3 + 2.1 * count + forward)
            forward_mm = forward + bow * (1 - share**2) + wander
            places = middle + (ahead * forward_mm + sideways * half * share) * size / 1000
            self.add(places, out, width * size, strength, above)

    def add(
        self, places: NDArray, out: NDArray, width_mm: float, strength: float, above: float
    ) -> None:
        """One stroke where rays from ``above`` the places meet the skin."""
        for place in places:
            try:
                spot = self._skin.cast(place + out * above, -out)
            except NoSurface:
                continue
            a, b, c = self._vertices[self._skin.tris[spot.tri]]
            facing = np.cross(b - a, c - a)
            if facing @ out < _LEAST_FACING * np.linalg.norm(facing):
                continue  # over the edge
            self._corners.append(self._skin.tris[spot.tri])
            self._weights.append((1 - spot.second - spot.third, spot.second, spot.third))
            self._stroke.append(len(self._told))
        self._told.append((width_mm, strength))

    def made(self) -> Creases:
        width_mm, strength = np.array(self._told).T
        return Creases(
            np.array(self._corners), np.array(self._weights), np.array(self._stroke),
            width_mm, strength,
        )  # fmt: skip
