"""The builds of the figure: which targets shape each, and the pose all stand in.

Every figure has the mesh's own numbering, so whatever is known of one vertex of the reference is
known of every figure. The reference is the build on which the tables of anatomy.py were read off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from mesh import bend, read_base, smoothed
from rig import Rig, aligned, turned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray
    from rig import Turns

    Pose = Callable[["Rig"], Turns]

#: How far between the two builds of the mesh each figure lies; 1 is all male.
REFERENCE = "reference"
FIGURES: dict[str, float] = {"male": 0.86, "female": 0.10}
_SHARES = {REFERENCE: 0.70, **FIGURES}
_MUSCLE = 0.35
_RACES = ("caucasian", "asian", "african")

#: A gentle, plain look; left and right together.
_BOTH = {
    "hands/{s}-hand-fingers-distance-decr": 0.8,
    "ears/{s}-ear-wing-decr": 0.25,
    "ears/{s}-ear-shape-round": 0.5,
    "ears/{s}-ear-lobe-decr": 0.35,
    "arms/{s}-upperarm-shoulder-muscle-decr": 0.35,
    "eyes/{s}-eye-height2-incr": 0.35,
}
_LOCAL = {
    "expression/units/caucasian/mouth-corner-puller": 0.22,
    "stomach/stomach-tone-incr": 0.2,
    "pelvis/bulge-decr": 1.0,
    "forehead/forehead-scale-vert-decr": 0.1,
    "torso/torso-vshape-decr": 0.12,
    "torso/torso-muscle-pectoral-decr": 0.3,
    "torso/torso-scale-horiz-decr": 0.15,
}
#: What makes each figure a person of their own, beside the share of both builds.
_OWN_BOTH: dict[str, dict[str, float]] = {
    "male": {"cheek/{s}-cheek-inner-decr": 0.15},
    "female": {"eyes/{s}-eye-scale-incr": 0.30, "cheek/{s}-cheek-bones-incr": 0.30,
               "cheek/{s}-cheek-volume-incr": 0.10},
}  # fmt: skip
_OWN: dict[str, dict[str, float]] = {
    "male": {
        "head/head-rectangular": 0.20, "chin/chin-bones-incr": 0.30, "chin/chin-width-incr": 0.15,
        "eyebrows/eyebrows-trans-forward": 0.30, "nose/nose-scale-horiz-decr": 0.30,
        "nose/nose-scale-depth-incr": 0.20,
    },
    "female": {
        "head/head-oval": 0.45, "chin/chin-bones-decr": 0.40, "chin/chin-width-decr": 0.35,
        "chin/chin-height-decr": 0.20, "neck/neck-scale-horiz-decr": 0.30,
        "neck/neck-scale-depth-decr": 0.15, "nose/nose-scale-horiz-decr": 0.50,
        "nose/nose-volume-decr": 0.30, "nose/nose-point-up": 0.25,
        "mouth/mouth-upperlip-volume-incr": 0.35, "mouth/mouth-lowerlip-volume-incr": 0.35,
        "mouth/mouth-cupidsbow-incr": 0.40, "mouth/mouth-scale-horiz-decr": 0.15,
        "eyebrows/eyebrows-trans-backward": 0.40,
    },
}  # fmt: skip
_FINGERS = {  # degrees about x (closes the spread) and about z (curls towards the palm)
    "finger1-1": (6, 8), "finger1-2": (4, 0), "finger2-1": (5, -4), "finger3-1": (0, -5),
    "finger4-1": (-1, -7), "finger5-1": (-3, -9), "finger2-2": (0, -5), "finger3-2": (0, -6),
    "finger4-2": (0, -7), "finger5-2": (0, -7),
}  # fmt: skip
#: How far the thumb's bones are rolled, so that its nail is seen with the others' (degrees).
_THUMB_ROLLED = {"finger1-1": 12, "finger1-2": 12, "finger1-3": 8}


class Figure(NamedTuple):
    """One build, posed: all vertices of the base mesh in metres, skin and eye quads, its rig."""

    vertices: NDArray
    skin: NDArray
    eyes: NDArray
    rig: Rig

    def joint(self, name: str) -> NDArray:
        """A joint's middle in metres."""
        return self.rig.joint(self.vertices, name)


def amounts(name: str) -> dict[str, float]:
    """How much of each target makes a build: races averaged, young, average weight."""
    male = _SHARES[name]
    parts: dict[str, float] = {}
    for gender, share in (("male", male), ("female", 1 - male)):
        for race in _RACES:
            parts[f"macrodetails/{race}-{gender}-young"] = share / 3
        for muscle, weight in (("average", 1 - _MUSCLE), ("max", _MUSCLE)):
            parts[f"macrodetails/universal-{gender}-young-{muscle}muscle-averageweight"] = (
                share * weight
            )
        parts[
            f"macrodetails/proportions/{gender}-young-averagemuscle-averageweight-idealproportions"
        ] = share * 0.5
    for muscle, weight in (("average", 1 - _MUSCLE), ("max", _MUSCLE)):
        parts[f"breast/female-young-{muscle}muscle-averageweight-mincup-averagefirmness"] = (
            1 - male
        ) * weight
    parts |= _LOCAL | _OWN.get(name, {})
    for target, amount in (_BOTH | _OWN_BOTH.get(name, {})).items():
        parts |= {target.format(s=side): amount for side in "lr"}
    return parts


def build(folder: Path, name: str, pose: Pose | None = None) -> Figure:
    """A figure by name, shaped, tidied, posed (standing, if not said otherwise), on y = 0."""
    vertices, skin, eyes = read_base(folder)
    vertices = bend(vertices, folder, amounts(name))
    rig = Rig(folder, vertices)
    vertices = rig.posed(vertices, (pose or standing)(rig)) * 0.1
    vertices[:, 1] -= vertices[np.unique(skin)][:, 1].min()
    vertices = _tidy(vertices, skin, flat_chest=_SHARES[name] >= 0.5)
    return Figure(vertices, skin, eyes, rig)


def standing(rig: Rig) -> Turns:
    """Arms hanging a little away from the body, hands relaxed, shoulders let down."""
    head = rig.head

    def turns(bone: str, parent: NDArray, at: NDArray, tail: NDArray) -> NDArray | None:
        side = 1 if bone.endswith(".L") else -1
        name, end = bone[:-2], bone[-2:]
        if name in ("clavicle", "shoulder01"):
            return turned((0, 0, 1), -side * 3.5)
        if name == "upperarm01":
            away = np.radians(12.0)
            wanted = np.array([side * np.sin(away), -np.cos(away), -0.06])
            return aligned(parent @ (head["lowerarm01" + end] - head[bone]), wanted)
        if name == "lowerarm01":
            wanted = np.array([side * np.sin(np.radians(7.0)), -1, np.tan(np.radians(9.0))])
            return aligned(parent @ (head["wrist" + end] - head[bone]), wanted)
        if name == "upperleg01":
            now = parent @ (head["foot" + end] - head[bone])
            length = np.linalg.norm(now)
            wanted = np.array([side * np.sin(np.radians(0.6)), now[1] / length, now[2] / length])
            return aligned(now, wanted)
        own = None
        if name in _FINGERS:
            about_x, about_z = _FINGERS[name]
            own = turned((0, 0, 1), side * about_z) @ turned((1, 0, 0), about_x)
        if name in _THUMB_ROLLED:
            rolled = turned(tail - at, -side * _THUMB_ROLLED[name])
            own = rolled if own is None else own @ rolled
        return own

    return turns


def smoothstep(low: float, high: float, x: NDArray) -> NDArray:
    """0 below ``low``, 1 above ``high``, smooth between."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def _tidy(vertices: NDArray, skin: NDArray, *, flat_chest: bool) -> NDArray:
    """Melts groin, cleft and, on a flat chest, the chest into plain surfaces."""
    used = np.zeros(len(vertices), bool)
    used[np.unique(skin)] = True
    crotch = vertices[used][np.abs(vertices[used][:, 0]) < 0.004]
    crotch = crotch[(crotch[:, 1] > 0.6) & (crotch[:, 1] < 1.0)]
    low = crotch[:, 1].min()
    away = np.linalg.norm((vertices - [0, low + 0.03, 0.055]) / [1.0, 1.2, 1.2], axis=1)
    groin = np.where(used, 1 - smoothstep(0.030, 0.075, away), 0)
    for one, other in ((8437, 8441), (1763, 1769)):
        near = np.linalg.norm(vertices - vertices[[one, other]].mean(0), axis=1)
        weight = np.where(used, 1 - smoothstep(0.015, 0.075 if flat_chest else 0.030, near), 0)
        vertices = smoothed(vertices, skin, weight, 0.6, 14)
    vertices = smoothed(vertices, skin, groin, 0.6, 25)
    x, y, z = vertices.T
    cleft = (
        (1 - smoothstep(0.012, 0.045, np.abs(x)))
        * smoothstep(low - 0.045, low + 0.005, y)
        * (1 - smoothstep(low + 0.14, low + 0.175, y))
    )
    return smoothed(vertices, skin, np.where(used & (z < 0.06), cleft, 0), 0.7, 60)
