"""What the plain mesh does not show by itself: relief, hair, clothes, brows. Tables and fields.

All coordinates are metres on the reference build (figures.REFERENCE), subject's left; a field is
worked out there, vertex by vertex, and then holds for every figure, because all share one mesh.
What is drawn here is for the eye. Landmarks and points stand in landmarks.py and points.py.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from figures import smoothstep
from rig import hand_axes, thumb_back
from scipy.spatial import cKDTree
from surface import Surface, closed_spline, polygon_distance, spline

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

#: Ridges and furrows: control points, height in mm, half width (sigma) in mm.
#: ("back", x, y) is found from behind, ("side", y, z) from the left, ("near", x, y, z) is nearest.
RELIEF = {
    "sternomastoid": ([
        ("side", 1.5337, 0.0276), ("side", 1.496, 0.0408), ("near", 0.036, 1.4413, 0.0589),
        ("near", 0.013, 1.3933, 0.0723)], 3.0, 7.5),
    "sternomastoid_outer": ([
        ("side", 1.4811, 0.0408), ("near", 0.046, 1.4363, 0.0458),
        ("near", 0.043, 1.4033, 0.0524)], 2.2, 6),
    "before_sternomastoid": ([
        ("side", 1.5109, 0.0567), ("near", 0.03, 1.4513, 0.075),
        ("near", 0.006, 1.4063, 0.0745)], -1.6, 6),
    "behind_sternomastoid": ([
        ("side", 1.5208, 0.0126), ("side", 1.4811, 0.0188), ("near", 0.058, 1.4363, 0.0228)],
        -2.4, 8),
    "trapezius_edge": ([
        ("back", 0.024, 1.5426), ("back", 0.034, 1.5059), ("back", 0.042, 1.4761),
        ("near", 0.066, 1.4483, -0.003), ("near", 0.11, 1.4273, -0.0093),
        ("near", 0.155, 1.409, -0.008)], 3.2, 8),
    "nape_cord": ([
        ("back", 0.0125, 1.5307), ("back", 0.0135, 1.491), ("back", 0.014, 1.4662)], 2.4, 7),
    "nape_furrow": ([
        ("back", 0.0, 1.5407), ("back", 0.0, 1.5009), ("back", 0.0, 1.4731)], -2.2, 6),
    "above_collarbone": ([
        ("near", 0.05, 1.4113, 0.0455), ("near", 0.085, 1.4163, 0.0356)], -3.0, 11),
    "collarbone": ([
        ("near", 0.018, 1.3873, 0.0783), ("near", 0.06, 1.3983, 0.0744),
        ("near", 0.11, 1.4033, 0.0484), ("near", 0.16, 1.3913, 0.0223)], 2.6, 6),
    "below_collarbone": ([
        ("near", 0.06, 1.3773, 0.0851), ("near", 0.12, 1.3833, 0.0652)], -1.8, 10),
    "blade_border": ([
        ("back", 0.07, 1.3863), ("back", 0.074, 1.3398), ("back", 0.082, 1.2877),
        ("back", 0.092, 1.2516)], 3.4, 7),
    "inside_blade": ([
        ("back", 0.052, 1.3813), ("back", 0.055, 1.3294), ("back", 0.06, 1.2772)], -3.2, 9),
    "blade_spine": ([
        ("back", 0.072, 1.3833), ("back", 0.11, 1.3873), ("back", 0.145, 1.3853),
        ("back", 0.172, 1.3753)], 3.0, 7),
    "blade_tip": ([
        ("back", 0.092, 1.2516), ("back", 0.12, 1.2929)], 2.2, 8),
    "spine_furrow": ([
        ("back", 0, 1.3963), ("back", 0, 1.3085), ("back", 0, 1.207), ("back", 0, 1.0886)],
        -2.8, 6.5),
    "back_cord": ([
        ("back", 0.028, 1.3085), ("back", 0.03, 1.207), ("back", 0.03, 1.1081)], 2.2, 11),
}  # fmt: skip
RELIEF_GAIN = 1.6

#: Tips of the spinous processes on the back's midline (heights), from C7 down.
SPINE = dict(zip(
    ["C7", *(f"T{i}" for i in range(1, 13)), *(f"L{i}" for i in range(1, 6))],
    [1.4463, 1.4253, 1.4023, 1.3773, 1.3503, 1.3221, 1.2939, 1.2647, 1.2367, 1.208, 1.1792,
     1.1504, 1.1207, 1.0886, 1.0556, 1.0216, 0.9864, 0.9514],
    strict=True,
))  # fmt: skip
#: Knobs one can see: height and half width in mm.
KNOBS = {"C7": (3.2, 9), "T1": (2.4, 8), "T2": (1.6, 8)}

#: The hairline as a closed polygon seen from the side (z, y): above it the head is hair.
HAIR = [
    (0.1613, 1.6611), (0.1275, 1.6611), (0.1200, 1.6632), (0.1121, 1.6656), (0.1020, 1.6672),
    (0.0930, 1.6655), (0.0885, 1.6590), (0.0880, 1.6490), (0.0893, 1.6390), (0.0888, 1.6280),
    (0.0850, 1.6170), (0.0795, 1.6070), (0.0742, 1.5965), (0.0705, 1.5840), (0.0672, 1.5740),
    (0.0640, 1.5745), (0.0622, 1.5830), (0.0573, 1.5941), (0.0463, 1.5991), (0.0348, 1.5961),
    (0.0277, 1.5830), (0.0254, 1.5648), (0.0215, 1.5440), (0.0150, 1.5260), (0.0075, 1.5110),
    (-0.0005, 1.5000), (-0.0090, 1.4949), (-0.0243, 1.4937), (-0.0893, 1.4937),
    (-0.0887, 1.7611), (0.1613, 1.7611),
]  # fmt: skip
#: The left eyebrow from its inner end, seen from the front (x, y).
BROW = [(0.012, 1.6016), (0.02, 1.6039), (0.03, 1.6061), (0.04, 1.6061), (0.051, 1.6006)]
MOUTH_Y = 1.5193
CROWN = (0.0, 1.6011, 0.0455)
#: Hair put up, on the figure that wears it so: its middle and half axes.
BUN_AT, BUN_RADII = (0.0, 1.650, -0.047), (0.036, 0.030, 0.030)
#: Upper edge and hem of the shorts; upper and lower edge of the top (y, on the reference).
SHORTS = (0.9674, 0.7544)
TOP = (1.292, 1.150)


def relief(surface: Surface) -> tuple[NDArray, dict[str, NDArray]]:
    """Metres outward for every vertex, and each curve as a polyline on the reference."""
    height = np.zeros(len(surface.vertices))
    curves: dict[str, NDArray] = {}
    for name, (controls, rise_mm, sigma_mm) in RELIEF.items():
        middle = all(kind == "back" and rest[0] == 0 for kind, *rest in controls)
        for side in (1,) if middle else (1, -1):
            curve = spline(np.array([_placed(surface, control, side) for control in controls]))
            curves[f"{name}.{'L' if side > 0 else 'R'}"] = curve
            height += RELIEF_GAIN * rise_mm / 1000 * _along(surface.vertices, curve, sigma_mm)
    for name, (rise_mm, sigma_mm) in KNOBS.items():
        tip = surface.from_behind(0, SPINE[name])
        away_mm = np.linalg.norm(surface.vertices - tip, axis=1) * 1000
        height += RELIEF_GAIN * rise_mm / 1000 * np.exp(-0.5 * (away_mm / sigma_mm) ** 2)
    return height, curves


def hand_relief(vertices: NDArray, joint: Callable[[str], NDArray]) -> NDArray:
    """The muscle between thumb and index, the second hand bone, the knuckles; metres outward."""
    height = np.zeros(len(vertices))
    for side in ("l", "r"):
        j = {n: joint(f"{side}-{n}") for n in ("hand", "hand-3", "finger-2-1", "finger-3-1",
             "finger-4-1", "finger-5-1", "finger-1-2")}  # fmt: skip
        along, across, back = hand_axes(joint, side)
        put = partial(_dab, vertices, np.stack([across, along, back]))
        middle = (j["hand-3"] + j["finger-2-1"]) / 2
        height += put(middle + across * 0.012, 4.2, (7, 14), only_back=True)
        for share in (0.15, 0.35, 0.55, 0.75, 0.95):
            bone = j["hand-3"] * (1 - share) + j["finger-2-1"] * share
            height += put(bone, 0.9, (3.5, 7), only_back=True)
        for knuckle in ("finger-2-1", "finger-3-1", "finger-4-1", "finger-5-1"):
            height += put(j[knuckle], 3.2, (4.3, 4.6), only_back=True)
            for share in np.linspace(0.10, 0.78, 12):  # the tendon that runs to it from the wrist
                cord = j[knuckle] * (1 - share) + (j["hand"] + j["hand-3"]) / 2 * share
                height += put(cord, 1.15 * (1 - 0.55 * share), (1.7, 4.2), only_back=True)
            middle_joint = joint(f"{side}-{knuckle[:-1]}2")
            height += put(middle_joint, 1.3, (4, 3.8), only_back=True)
            end_joint = joint(f"{side}-{knuckle[:-1]}3")
            height += put(end_joint, 0.6, (3.4, 2.6), only_back=True)
        for one, other in (("finger-2-1", "finger-3-1"), ("finger-3-1", "finger-4-1"),
                           ("finger-4-1", "finger-5-1")):  # fmt: skip
            height += put((j[one] + j[other]) / 2 - along * 0.012, -2.2, (3.6, 11), only_back=True)
        # the knob of the ulna at the wrist, on the side of the little finger
        knob = j["hand"] - along * 0.014 - across * 0.017
        height += put(knob, 2.6, (5.5, 6.5), only_back=True)
    return height


def lobe_lift(reference: NDArray) -> NDArray:
    """How far up each vertex of the ear lobes goes (metres): the mesh's own end in a flat cut.

    The outer half hangs lower and the inner half is notched, so that the lobe is round.
    """
    x, y, z = np.abs(reference[:, 0]), reference[:, 1], reference[:, 2]
    lobe = np.exp(-(((z - 0.0500) / 0.0105) ** 2)) * (y > 1.5385) * (x > 0.0605) * (x < 0.08)
    outer = -0.0034 * np.exp(-(((x - 0.0725) / 0.0034) ** 2)) * (1 - smoothstep(1.544, 1.562, y))
    inner = 0.0042 * np.exp(-(((x - 0.0655) / 0.0027) ** 2)) * (1 - smoothstep(1.545, 1.553, y))
    return lobe * (outer + inner)


#: Of each finger's nail, thumb first: half its width and half its length (metres).
_NAILS = ((0.0062, 0.0070), (0.0050, 0.0060), (0.0052, 0.0062), (0.0050, 0.0060), (0.0040, 0.0048))


def nails(vertices: NDArray, joint: Callable[[str], NDArray]) -> NDArray:
    """Above 0 on the nails of both hands, 1 in their middle, -1 elsewhere."""
    inside = np.full(len(vertices), -1.0)
    for side in ("l", "r"):
        _, thumbward, back = hand_axes(joint, side)
        for number, (width, length) in enumerate(_NAILS, 1):
            tip = joint(f"{side}-finger-{number}-4")
            ahead = tip - joint(f"{side}-finger-{number}-3")
            ahead /= np.linalg.norm(ahead)
            out = thumb_back(thumbward, back) if number == 1 else back
            out = out - ahead * (out @ ahead)
            out /= np.linalg.norm(out)
            away = vertices - (tip - ahead * (length + 0.0012))
            along, across = away @ ahead / length, away @ np.cross(ahead, out) / width
            own = 1 - np.abs(along) ** 3 - np.abs(across) ** 3
            # on the upper half alone; the thumb's tip is thicker
            own = np.minimum(own, (away @ out - (0.0024 if number == 1 else 0)) / 0.0012)
            near = np.linalg.norm(away, axis=1) < 0.016
            inside = np.where(near, np.maximum(inside, own), inside)
    return np.maximum(inside, -1.0)


def palms(vertices: NDArray, normals: NDArray, joint: Callable[[str], NDArray]) -> NDArray:
    """1 where a hand's skin faces out of the palm, 0 on its back and above the wrist."""
    share = np.zeros(len(vertices))
    for side in ("l", "r"):
        along, _, back = hand_axes(joint, side)
        away = vertices - joint(f"{side}-hand")
        hand = smoothstep(0.0, 0.02, away @ along) * (np.linalg.norm(away, axis=1) < 0.25)
        share = np.maximum(share, hand * smoothstep(0.0, 0.6, -(normals @ back)))
    return share


def _dab(
    vertices: NDArray,
    axes: NDArray,
    place: NDArray,
    rise_mm: float,
    sigma_mm: tuple[float, float],
    *,
    only_back: bool,
) -> NDArray:
    """A rise round a place of the hand; ``axes`` are across, along and out of its back."""
    away = ((vertices - place) @ axes.T) * 1000
    near = np.exp(-0.5 * ((away[:, 0] / sigma_mm[0]) ** 2 + (away[:, 1] / sigma_mm[1]) ** 2))
    outer = smoothstep(-2, 8, away[:, 2]) if only_back else 1.0
    return rise_mm / 1000 * near * outer * (np.abs(away[:, 2]) < 40)


def _placed(surface: Surface, control: tuple, side: int) -> NDArray:
    kind, *rest = control
    if kind == "back":
        return surface.from_behind(side * rest[0], rest[1])
    if kind == "side":
        return surface.from_side(side, rest[0], rest[1])
    return surface.nearest(np.array([side * rest[0], rest[1], rest[2]]))


def _along(vertices: NDArray, curve: NDArray, sigma_mm: float) -> NDArray:
    """A Gaussian ridge round a polyline that fades out at both ends."""
    away, nearest = cKDTree(curve).query(vertices, distance_upper_bound=0.05)
    close = away < 0.05
    share = np.where(close, nearest / len(curve), 0)
    ends = smoothstep(0, 0.15, share) * (1 - smoothstep(0.85, 1.0, share))
    return np.where(close, np.exp(-0.5 * (np.minimum(away, 1) * 1000 / sigma_mm) ** 2), 0) * ends


def hair_distance(reference: NDArray) -> NDArray:
    """Metres inside the hairline for places on the reference, negative outside."""
    x, y, _ = reference.T
    head = (y > 1.46) & (y < 1.76) & (np.abs(x) < 0.12)
    inside = np.full(len(reference), -1.0)
    inside[head] = polygon_distance(reference[head][:, [2, 1]], closed_spline(HAIR, 8))
    return inside


def hair_thickness(reference: NDArray, inside: NDArray) -> NDArray:
    """Metres of hair: rising softly from the hairline, less over the ears than on the crown."""
    front = smoothstep(0.02, 0.10, reference[:, 2])
    edge = 0.0009 * front * smoothstep(-0.0005, 0.014, inside)
    x, y = np.abs(reference[:, 0]), reference[:, 1]
    high = smoothstep(1.585, 1.66, y)
    # The sides of the plain skull are flat; hair that is fullest above them rounds the outline.
    side = 0.0022 * np.exp(-(((y - 1.648) / 0.030) ** 2)) * smoothstep(0.03, 0.07, x)
    return edge + (0.0035 + 0.0055 * high) * smoothstep(0.0, 0.075, inside) + side * (inside > 0)


def bun(rings: int = 28, around: int = 44) -> tuple[NDArray, NDArray]:
    """Hair put up at the back of the head: places on the reference and triangles."""
    lat = np.linspace(0, np.pi, rings)[:, None]
    lon = np.linspace(0, 2 * np.pi, around, endpoint=False)[None]
    sphere = np.stack(
        [np.sin(lat) * np.cos(lon), np.sin(lat) * np.sin(lon), np.cos(lat) + 0 * lon], -1
    ).reshape(-1, 3)
    places = np.array(BUN_AT) + sphere * BUN_RADII
    i, j = np.meshgrid(np.arange(rings - 1), np.arange(around), indexing="ij")
    a, b = i * around + j, i * around + (j + 1) % around
    c, d = a + around, b + around
    return places, np.concatenate(
        [np.stack([a, c, b], -1).reshape(-1, 3), np.stack([b, c, d], -1).reshape(-1, 3)]
    )


def cloth_distance(reference: NDArray, *, top: bool) -> NDArray:
    """Metres inside the clothes, negative outside: shorts, and a plain band for the chest."""
    x, y, z = np.abs(reference[:, 0]), reference[:, 1], reference[:, 2]
    hem = SHORTS[1] + 0.10 * (x - 0.10)
    inside = np.minimum(SHORTS[0] - x**2 - y, y - hem)
    inside = np.where((x > 0.188) | (y < 0.6) | ((x > 0.183) & (y < 0.90)), -1, inside)
    if top:
        # The back of the band hangs lower, so that it covers no point of the shoulder blade.
        front = smoothstep(-0.05, 0.06, z)
        upper = TOP[0] + 0.052 * front - 0.4 * np.maximum(x - 0.05, 0) * front
        band = np.minimum(upper - y, y - TOP[1] - 0.01 * front)
        arm = x > 0.150 + 0.012 * smoothstep(1.20, 1.30, y)
        inside = np.maximum(inside, np.where(arm, -1, band))
    return inside
