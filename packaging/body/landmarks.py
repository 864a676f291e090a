"""Bones and creases by which points are found: chosen places on the mesh, carried to each figure.

The bare mesh shows no mastoid, no occipital bump and no spinous process of its own, so these places
were chosen by proportion and profile, and no practitioner has checked them: C7 by 0.865 of stature,
the joint between C7 and T1 and the profile's bend; the top of C2's spine about 33 mm under the
hollow below the occipital bump; the hairline half a cun under C2's level, where BL10 lies by other
textbooks. The mastoid tip is tied to each figure's own ear lobe: carried by the mesh alone it
would hang as far below it as head and neck happen to differ. All coordinates are metres on the
reference build. Hands, arms and legs go by the joints of the rig.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from anatomy import SPINE
from rig import hand_axes
from surface import Spot, Surface

if TYPE_CHECKING:
    from model import Model
    from numpy.typing import NDArray

#: name: how it is looked at, and the two coordinates that leaves open.
CHOSEN: dict[str, tuple] = {
    "glabella": ("front", 0.0, 1.6016),
    "hairline_front": ("front", 0.0, 1.6611),
    "hairline_back": ("back", 0.0, 1.4937),
    "vertex": ("top", 0.0, 0.0459),
    "occipital_bump": ("back", 0.0, 1.5556),
    "skull_edge": ("back", 0.0, 1.5440),
    "C2": ("back", 0.0, 1.5050),
    "C7_lower": ("back", 0.0, 1.4375),
    "T1_lower": ("back", 0.0, 1.4173),
    "sternal_notch": ("front", 0.0, 1.3993),
    "mastoid_tip.L": ("side", 1.5317, 0.0296),
    "mastoid_top.L": ("side", 1.5720, 0.0270),
    "earlobe_low.L": ("side", 1.5436, 0.0505),
    "ear_apex.L": ("side", 1.6045, 0.0520),
    "hairline_over_ear.L": ("side", 1.6060, 0.0520),
    "pupil.L": ("front", 0.0290, 1.5955),  # the lid straight over it: skin, not eye
    "brow_inner.L": ("front", 0.0120, 1.6016),
    "brow_middle.L": ("front", 0.0290, 1.6061),
    "brow_outer.L": ("front", 0.0510, 1.6006),
    "eye_corner.L": ("front", 0.0425, 1.5866),
    "acromion.L": ("top", 0.1830, 0.0040),
    "blade_spine_inner.L": ("back", 0.0720, 1.3833),
    "blade_spine_middle.L": ("back", 0.1220, 1.3868),
    "blade_tip.L": ("back", 0.0920, 1.2516),
} | {name: ("back", 0.0, y) for name, y in SPINE.items()}


#: Where the ear lobe's lower half lies on the reference (lower and upper corner), and how far above
#: its lowest place one looks at it from the side, and below that view the mastoid's tip (metres).
_LOBE = np.array([[0.0695, 1.5370, 0.040], [0.0800, 1.5560, 0.060]])
_LOBE_RIM, _TIP_BELOW = 0.0013, 0.0020


class Place(NamedTuple):
    """A place on one figure: drawn surface, bare skin and unit normal."""

    at: NDArray
    skin: NDArray
    normal: NDArray


class Body:
    """One figure to find places on."""

    def __init__(self, model: Model) -> None:
        self.model = model
        tris = model.body_tris
        self.reference = Surface(model.reference, tris)
        self.skin = Surface(model.skin, tris)

    def place(self, spot: Spot) -> Place:
        """What a spot is on this figure."""
        normal = self.skin.at(spot, self.model.normals)
        return Place(
            self.skin.at(spot, self.model.drawn),
            self.skin.at(spot),
            normal / np.linalg.norm(normal),
        )

    def chosen(self, name: str) -> Spot:
        """A landmark of the table; ".R" is the mirror of ".L"."""
        side = -1 if name.endswith(".R") else 1
        kind, one, other = CHOSEN[name.removesuffix(".R") + ".L" if side < 0 else name]
        return look(self.reference, kind, one, other, side)

    def by_ray(self, start: NDArray, direction: NDArray) -> Spot:
        """Where a ray meets this figure's skin."""
        return self.skin.cast(start, direction)

    def joint(self, name: str) -> NDArray:
        """A joint of the rig."""
        return self.model.joints[name]


def look(surface: Surface, kind: str, one: float, other: float, side: int) -> Spot:
    """A spot on the reference, looked at from one direction."""
    match kind:
        case "back":
            return surface.cast(np.array([side * one, other, -2.0]), np.array([0, 0, 1.0]))
        case "front":
            return surface.cast(np.array([side * one, other, 2.0]), np.array([0, 0, -1.0]))
        case "side":
            return surface.cast(np.array([side * 2.0, one, other]), np.array([-side * 1.0, 0, 0]))
        case "top":
            return surface.cast(np.array([side * one, 3.0, other]), np.array([0, -1.0, 0]))
    raise ValueError(f"no way of looking called {kind}")


def landmarks(body: Body) -> dict[str, Spot]:
    """Every landmark of the table on both sides, and those of hands, arms and legs."""
    found: dict[str, Spot] = {}
    for name in CHOSEN:
        found[name] = body.chosen(name)
        if name.endswith(".L"):
            found[name[:-2] + ".R"] = body.chosen(name[:-2] + ".R")
    for side in (1, -1):
        suffix = ".L" if side > 0 else ".R"
        found |= behind_the_ear(body, side, found["mastoid_tip" + suffix])
        found |= {key + suffix: spot for key, spot in limbs(body, side).items()}
    return found


def behind_the_ear(body: Body, side: int, carried: Spot) -> dict[str, Spot]:
    """The ear lobe's lower end, and the mastoid tip behind it: in the depth that was chosen
    (``carried``), as high as the lobe ends."""
    suffix = ".L" if side > 0 else ".R"
    places = body.model.reference * [side, 1, 1]
    lobe = np.where(((places > _LOBE[0]) & (places < _LOBE[1])).all(1))[0]
    lowest = body.model.skin[lobe[body.model.skin[lobe, 1].argmin()]]
    inward, height = np.array([-side * 1.0, 0, 0]), lowest[1] + _LOBE_RIM

    def seen(y: float, z: float) -> Spot:
        return body.by_ray(np.array([side * 2.0, y, z]), inward)

    return {
        "earlobe_low" + suffix: seen(height, lowest[2]),
        "mastoid_tip" + suffix: seen(height - _TIP_BELOW, body.skin.at(carried)[2]),
    }


class Hand(NamedTuple):
    """The frame of one hand: towards the fingers, towards the thumb, out of its back (units)."""

    along: NDArray
    thumbward: NDArray
    back: NDArray
    wrist: NDArray
    up_arm: NDArray
    cun: float


def hand_frame(body: Body, side: int) -> Hand:
    """A hand's frame from its joints; ``cun`` is a twelfth of wrist to elbow (metres)."""
    letter = "l" if side > 0 else "r"

    def joint(name: str) -> NDArray:
        return body.joint(f"{letter}-{name}")

    wrist = joint("hand")
    along, thumbward, back = hand_axes(body.joint, letter)
    up_arm = joint("elbow") - wrist
    length = np.linalg.norm(up_arm)
    return Hand(along, thumbward, back, wrist, up_arm / length, length / 12)


def limbs(body: Body, side: int) -> dict[str, Spot]:
    """Landmarks of one hand, arm and leg, by joints and rays."""
    letter = "l" if side > 0 else "r"
    hand = hand_frame(body, side)

    def joint(name: str) -> NDArray:
        return body.joint(f"{letter}-{name}")

    def on_back(place: NDArray) -> Spot:
        return body.by_ray(place + hand.back * 0.06, -hand.back)

    elbow, ankle = joint("elbow"), joint("ankle")
    outward = np.array([side * 1.0, 0, 0])
    return {
        "hand_bone2_base": on_back(joint("hand-3")),
        "hand_bone2_head": on_back(joint("finger-2-1")),
        "knuckle3": on_back(joint("finger-3-1")),
        "knuckle4": on_back(joint("finger-4-1")),
        "knuckle5": on_back(joint("finger-5-1")),
        "wrist_crease_back": on_back(hand.wrist),
        "wrist_thumb_side": body.by_ray(hand.wrist + hand.thumbward * 0.06, -hand.thumbward),
        "elbow_outer": body.by_ray(elbow + outward * 0.1 - [0, 0, 0.006], -outward),
        "elbow_crease": body.by_ray(elbow + np.array([side * 0.012, 0.008, 0.12]), [0, 0, -1.0]),
        "ankle_outer": body.by_ray(ankle + outward * 0.1, -outward),
        "knee_outer": body.by_ray(joint("knee") + outward * 0.12, -outward),
    }
