"""A person's own spot of a point: how far it lies from the standard place, and how that is said.

Plain values and arithmetic. Must never change where the standard place is, nor be shown to others:
only the file that brings a diary whole to another computer holds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import hypot, isfinite
from typing import NamedTuple, cast

#: A spot may lie this far from the standard place, body cun.
MOST_CUN = 1.0
#: What an arrow moves a spot by, and what it moves by with Shift, mm on the figure.
STEP_MM, FINE_STEP_MM = 1.0, 0.2
#: A finger is broader than the middle of its spot: nearer than this to skin that is never pressed
#: is in it, mm on the figure.
KEEP_OFF_MM = 5.0
SIDES = ("left", "right", "middle")
_MOST_SPOTS = 200
#: Nearer than this to the standard place is the standard place, body cun.
_SAME_CUN = 0.005
#: A part of a direction this small is not said, mm.
_SAID_FROM_MM = 0.05
#: A direction with this part across the body is said to lead outwards or inwards.
_OUTWARDS_FROM = 0.5
#: Skin that faces another way than this is round a corner (1 the same way, 0 across).
_TURNED_AWAY = 0.05

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
    """The spot brought to within 1 cun of the standard place, in thousandths of a cun."""
    over = max(1.0, spot.distance / MOST_CUN)
    rounded = Spot(round(spot.outwards / over, 3), round(spot.up / over, 3))
    if rounded.distance > MOST_CUN + _SAME_CUN:
        return Spot(round(rounded.outwards * 0.99, 3), round(rounded.up * 0.99, 3))
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


def spot_words(standard: Place, spot: Spot, cun_m: float, side: str) -> str:
    """Where a spot lies, as it is read out: "Your spot: 4 mm up, 2 mm out"."""
    if spot.is_standard:
        return "The point's place"
    outwards, up = tangents(standard[3:], side)
    parts: list[str] = []
    for amount, axis in ((spot.up, up), (spot.outwards, outwards)):
        far_mm = abs(amount) * cun_m * 1000
        if far_mm >= _SAID_FROM_MM:
            parts.append(f"{mm_text(far_mm)} {_direction_words(axis, amount, side)}")
    return f"Your spot: {', '.join(parts)}"


def mm_text(far_mm: float) -> str:
    """A length in millimetres: "4 mm", "0.4 mm"."""
    return f"{far_mm:.1f}".removesuffix(".0") + " mm"


def _direction_words(axis: Vector, amount: float, side: str) -> str:
    """The plainest word for a direction: away from the midline, else what it mostly is."""
    sign = 1.0 if amount > 0 else -1.0
    across, rise, ahead = (sign * part for part in axis)
    if side == "right":
        across = -across
    if abs(across) >= _OUTWARDS_FROM:
        if side == "middle":
            return "to the left" if across > 0 else "to the right"
        return "out" if across > 0 else "in"
    if abs(rise) > abs(ahead):
        return "up" if rise > 0 else "down"
    return "forwards" if ahead > 0 else "back"


# --- where no spot may lie ----------------------------------------------------------------------


def is_kept_off(place: Place, outlines: Iterable[Sequence[Place]]) -> bool:
    """Whether a place lies in one of these outlines on the skin, or nearer than 5 mm to it.

    As it is seen straight onto the skin at the place; what faces away or lies far behind is no
    part of that skin.
    """
    return any(_covers(outline, place) for outline in outlines)


def _covers(outline: Sequence[Place], place: Place) -> bool:
    outwards, up = tangents(place[3:], "left")
    seen: list[tuple[float, float]] = []
    for one, other in zip(outline, [*outline[1:], *outline[:1]], strict=True):
        here, there = _facing(one, place), _facing(other, place)
        if here >= _TURNED_AWAY:
            seen.append(_level(one[:3], place, outwards, up))
        if (here >= _TURNED_AWAY) != (there >= _TURNED_AWAY):
            share = (_TURNED_AWAY - here) / (there - here)
            between = tuple(a + (b - a) * share for a, b in zip(one[:3], other[:3], strict=True))
            seen.append(_level(between, place, outwards, up))
    if len(seen) < 3:
        return False
    keep_off_m = KEEP_OFF_MM / 1000
    sides = list(zip(seen, [*seen[1:], *seen[:1]], strict=True))
    near = any(_distance_m(one, other) < keep_off_m for one, other in sides)
    return near or _is_inside(sides)


def _facing(one: Place, place: Place) -> float:
    return sum(a * b for a, b in zip(one[3:], place[3:], strict=True))


def _level(at: Sequence[float], place: Place, outwards: Vector, up: Vector) -> tuple[float, float]:
    """Where something lies from the place, metres outwards and up along the skin there."""
    away = [a - b for a, b in zip(at, place[:3], strict=True)]
    across = sum(a * b for a, b in zip(away, outwards, strict=True))
    return across, sum(a * b for a, b in zip(away, up, strict=True))


def _distance_m(one: tuple[float, float], other: tuple[float, float]) -> float:
    """How far the line between two points passes from where both are counted from."""
    along = (other[0] - one[0], other[1] - one[1])
    length = along[0] ** 2 + along[1] ** 2
    share = -(one[0] * along[0] + one[1] * along[1]) / length if length else 0.0
    share = min(1.0, max(0.0, share))
    return hypot(one[0] + share * along[0], one[1] + share * along[1])


def _is_inside(sides: Sequence[tuple[tuple[float, float], tuple[float, float]]]) -> bool:
    """Whether what the points are counted from lies in the outline that they make."""
    inside = False
    for (x, y), (next_x, next_y) in sides:
        if (y > 0) != (next_y > 0) and x - y * (next_x - x) / (next_y - y) > 0:
            inside = not inside
    return inside
