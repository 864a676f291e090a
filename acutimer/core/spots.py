"""A person's own spot of a point: how far it lies from the standard place, and how that is said.

Plain values and arithmetic. Must never change where the standard place is, nor be shown to others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import hypot, isfinite
from typing import NamedTuple, cast

#: A spot may lie this far from the standard place, body cun.
MOST_CUN = 1.0
#: What an arrow moves a spot by, and what it moves by with Shift, body cun.
STEP_CUN, FINE_STEP_CUN = 0.1, 0.02
SIDES = ("left", "right", "middle")
_MOST_SPOTS = 200
#: Nearer than this to the standard place is the standard place, body cun.
_SAME_CUN = 0.005
#: A part of a direction this small is not said.
_SAID_FROM_CUN = 0.05
#: A direction with this part across the body is said to lead outwards or inwards.
_OUTWARDS_FROM = 0.5

Place = tuple[float, float, float, float, float, float]
Vector = tuple[float, float, float]


class Spot(NamedTuple):
    """Where a person's own spot lies from the standard place, body cun along the skin.

    ``outwards`` runs round the body away from the spine: outwards on the back, forwards on the
    side, towards the nose on the face. ``up`` runs towards the crown.
    """

    outwards: float
    up: float

    @property
    def distance(self) -> float:
        """How far it is, body cun."""
        return hypot(self.outwards, self.up)

    @property
    def is_standard(self) -> bool:
        """Whether it is the standard place itself."""
        return self.distance < _SAME_CUN

    def moved(self, outwards: float, up: float) -> Spot:
        """The spot moved by body cun, kept within its bounds."""
        return clamped(Spot(self.outwards + outwards, self.up + up))


STANDARD = Spot(0.0, 0.0)


def clamped(spot: Spot) -> Spot:
    """The spot brought to within 1 cun of the standard place, in hundredths of a cun."""
    over = max(1.0, spot.distance / MOST_CUN)
    rounded = Spot(round(spot.outwards / over, 2), round(spot.up / over, 2))
    if rounded.distance > MOST_CUN + _SAME_CUN:
        return Spot(round(rounded.outwards * 0.99, 2), round(rounded.up * 0.99, 2))
    # no minus before a zero, which would be written to the file
    return Spot(rounded.outwards + 0.0, rounded.up + 0.0)


def spot_key(code: str, side: str) -> str:
    """The name of a point's spot: "GB20.left"."""
    return f"{code}.{side}"


def read_spots(value: object) -> tuple[dict[str, Spot], list[str]]:
    """Spots from a mapping; one outside is brought within, and every fault is named."""
    if not isinstance(value, Mapping):
        return {}, ["spots must be a table"]
    spots: dict[str, Spot] = {}
    faults: list[str] = []
    content = cast("Mapping[str, object]", value)
    for key, pair in content.items():
        code, dot, side = str(key).rpartition(".")
        if not (dot and code and side in SIDES and len(code) <= 12) or len(spots) == _MOST_SPOTS:
            faults.append(f"spots has no place for {str(key)[:20]!r}")
            continue
        spot = _spot(pair)
        if spot is None:
            faults.append(f"spots {key} must be two numbers")
            continue
        if spot.distance > MOST_CUN + _SAME_CUN:
            faults.append(
                f"spots {key} lay outside and was brought to within {MOST_CUN:g} thumb width"
            )
        if not (kept := clamped(spot)).is_standard:
            spots[key] = kept
    return spots, faults


def _spot(pair: object) -> Spot | None:
    if not isinstance(pair, list | tuple):
        return None
    numbers = cast("Sequence[object]", pair)
    if len(numbers) != 2:
        return None
    offsets: list[float] = []
    for number in numbers:
        if isinstance(number, bool) or not isinstance(number, int | float):
            return None
        if abs(number) > 1e6 or not isfinite(number):
            return None
        offsets.append(float(number))
    return Spot(offsets[0], offsets[1])


def tangents(normal: Sequence[float], side: str) -> tuple[Vector, Vector]:
    """The two directions along the skin, outwards and up, for its unit normal."""
    x, y, z = normal
    level = hypot(x, z)
    mirror = -1.0 if side == "right" else 1.0
    if level < 1e-6:  # skin that lies flat has no up: the crown of the head
        return (mirror, 0.0, 0.0), (0.0, 0.0, 1.0)
    # the way up is the part of (0, 1, 0) that lies in the skin
    up = (-x * y / level, level, -z * y / level)
    # level with the ground round the body, the same turn on the whole side
    return (-mirror * z / level, 0.0, mirror * x / level), up


def spot_place(standard: Place, spot: Spot, cun_m: float, side: str) -> Place:
    """The place of a spot in metres, with the normal of the standard place."""
    normal = standard[3:]
    outwards, up = tangents(normal, side)
    at = [
        standard[axis] + (outwards[axis] * spot.outwards + up[axis] * spot.up) * cun_m
        for axis in range(3)
    ]
    return (at[0], at[1], at[2], *normal)


def spot_words(standard: Place, spot: Spot, side: str) -> str:
    """Where a spot lies, as it is read out: "Your spot, 0.4 cun outwards and up"."""
    if spot.is_standard:
        return "The standard place"
    outwards, up = tangents(standard[3:], side)
    parts: list[str] = []
    for amount, axis in ((spot.outwards, outwards), (spot.up, up)):
        if abs(amount) >= _SAID_FROM_CUN or abs(amount) == max(map(abs, spot)):
            parts.append(_direction_words(axis, amount, side))
    far = f"{spot.distance:.1f}" if spot.distance >= _SAID_FROM_CUN else "under 0.1"
    return f"Your spot, {far} cun {' and '.join(parts)}"


def _direction_words(axis: Vector, amount: float, side: str) -> str:
    """The plainest word for a direction: away from the midline, else what it mostly is."""
    sign = 1.0 if amount > 0 else -1.0
    across, rise, ahead = (sign * part for part in axis)
    if side == "right":
        across = -across
    if abs(across) >= _OUTWARDS_FROM:
        if side == "middle":
            return "to the left" if across > 0 else "to the right"
        return "outwards" if across > 0 else "inwards"
    if abs(rise) > abs(ahead):
        return "up" if rise > 0 else "down"
    return "forwards" if ahead > 0 else "back"
