"""Small pictures of how the hand lies on each of the article's points, drawn from the same mesh.

The hand is the figure's own, its fingers bent to a grip and set with the fingertip on the point; it
ends at the forearm, which melts away. A hint at the grip, not at how far an arm can reach. Each
has three further poses, so that a press can be seen to move: coming, and two on a small circle.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import anatomy
import numpy as np
import pictures
from creases import joined
from figures import Figure, build, standing
from mesh import normals, triangles
from model import Model, fine
from raster import shot, sky_directions, sky_seen
from rig import Rig, turned
from shading import Lit, drawn, lit
from wheel import mesh_folder

if TYPE_CHECKING:
    from figures import Pose
    from landmarks import Place
    from numpy.typing import NDArray
    from raster import Shot
    from rig import Turns

_PIXELS = (560, 560)
#: The pictures of the further poses are shown small only.
_POSED_PIXELS, _POSED_QUALITY = (400, 400), 78
_SPAN_M = 0.235
_NEAR_M = 0.30
_SKY, _MAP_PX = 128, 700
#: Bend of each finger's three joints towards the palm (degrees), thumb first.
GRIPS = {
    "three fingertips": {1: (6, 8, 4), 2: (22, 30, 22), 3: (26, 34, 24), 4: (24, 32, 22),
                         5: (34, 46, 30)},
    "index": {1: (14, 20, 10), 2: (12, 22, 16), 3: (62, 84, 48), 4: (66, 88, 50),
              5: (66, 88, 50)},
    "thumb": {1: (2, 4, 2), 2: (30, 46, 26), 3: (34, 50, 28), 4: (36, 52, 30), 5: (38, 54, 30)},
}  # fmt: skip
#: The poses beside the press itself. While a finger circles, the press is the top of the circle;
#: a third of the way round, clockwise as the picture is seen, follows each of the other two.
POSES = ("coming", "lower_right", "lower_left")
_CIRCLE_M = 0.004
#: How far a coming hand is off the skin and still back on its way, and how much of the press's bend
#: its fingers have.
_OFF_M, _BACK_M, _COMING_BENT = 0.008, 0.016, 0.6
_TIPS = {"three fingertips": (2, 3, 4), "index": (2,), "thumb": (1,)}


class Press(NamedTuple):
    """How a point on the left is pressed: grip, whose hand, which way it comes, from where seen.

    ``way`` is the direction in which the finger points (with the thumb: the hand), ``back`` where
    the back of the hand looks (body's axes); ``yaw``, ``pitch`` and ``roll`` are the camera's.
    """

    grip: str
    hand: str
    way: tuple[float, float, float]
    back: tuple[float, float, float]
    yaw: float
    pitch: float
    roll: int = 0
    #: how much of the grip's bend the pressing fingers have
    bent: float = 1.0


HANDS = {
    "GB20": Press("three fingertips", "left", (-0.80, 0.30, 0.42), (0.15, -0.2, -1.0), 158, 4),
    "BL10": Press("three fingertips", "left", (-0.84, 0.26, 0.40), (0.15, -0.2, -1.0), 160, 4),
    "GB21": Press("index", "right", (0.45, -0.72, -0.45), (-0.2, 0.65, -0.75), 170, 34),
    "BL11": Press("three fingertips", "right", (0.30, -0.88, 0.34), (-0.15, 0.30, -1.0), 172, 16),
    "GB14": Press("index", "left", (-0.74, 0.28, -0.60), (0.5, 0.45, 0.85), 16, 2),
    "TE17": Press("index", "left", (-0.62, 0.45, 0.55), (0.7, 0.2, -0.7), 108, 0),
    "LI4": Press("thumb", "right", (-0.30, -0.45, -0.84), (0.10, -0.85, 0.50), 84, 6, 180),
}


def views() -> tuple[str, ...]:
    """Every picture's name: press.CODE, then its poses as press.CODE-POSE."""
    return tuple(
        name
        for code in HANDS
        for name in (f"press.{code}", *map(f"press.{code}-{{}}".format, POSES))
    )


def draw(scene: Lit, places: dict[str, Place], view: str, folder: Path) -> dict:
    """Draws press.CODE or one of its poses into ``folder``; what views.json tells of it."""
    code, _, pose = view.removeprefix("press.").partition("-")
    press = HANDS[code]
    place = places[code + ".L"]
    camera = {
        "yaw": press.yaw, "pitch": press.pitch, "roll": press.roll, "height": _SPAN_M,
        "centre": [round(float(n), 4) for n in place.at],
    }  # fmt: skip
    pixels = _POSED_PIXELS if pose else _PIXELS
    seen = shot(camera, *pixels)
    if pose == "coming":
        press = press._replace(bent=_COMING_BENT)
    moved = _moved(scene.model, press, place, pose, seen)
    picture = drawn(lit(_with_hand(scene.model, folder.name, press, place, moved)), seen)
    if pose:
        pictures.save(picture, folder, view, _POSED_QUALITY)
    else:
        pictures.save(picture, folder, view)
    return {
        "title": f"{press.grip.capitalize()} on {code}", "file": f"{folder.name}/{view}.webp",
        "mask": f"{folder.name}/{view}-mask.webp", "width": pixels[0], "height": pixels[1],
        "camera": camera, "crop": [0.0, 0.0, 1.0, 1.0],
        "fades": ["left", "right", "top", "bottom"], "left_edge": "",
        "points": {}, "landmarks": {},
    }  # fmt: skip


def _moved(model: Model, press: Press, place: Place, pose: str, seen: Shot) -> NDArray:
    """How far from the press itself the hand of a pose is (metres, body's axes)."""
    if not pose:
        return np.zeros(3)
    if pose == "coming":
        way = np.array(press.way) / np.linalg.norm(press.way)
        return _OFF_M * place.normal - _BACK_M * way
    along = [axis - place.normal * (place.normal @ axis) for axis in seen.axes[:2]]
    up = along[1] / np.linalg.norm(along[1])
    right = along[0] - up * (up @ along[0])
    right /= np.linalg.norm(right)
    angle = np.radians({"lower_right": 120, "lower_left": 240}[pose])
    moved = _CIRCLE_M * (np.sin(angle) * right + (np.cos(angle) - 1) * up)
    nearest = model.skin[np.linalg.norm(model.skin - (place.at + moved), axis=1).argmin()]
    # the fingertip stays on the bowed skin
    return moved - place.normal * (place.normal @ (place.at + moved - nearest))


def _with_hand(model: Model, figure: str, press: Press, place: Place, moved: NDArray) -> Model:
    """The body near the point together with the pressing hand, and their light."""
    hand, hand_tris, ids = _gripping(figure, press, model)
    hand = _set_on(hand, press, place, figure) + moved
    near = np.linalg.norm(model.drawn - place.at, axis=1) < _NEAR_M
    x, y, _ = model.reference.T
    if press.grip == "thumb":  # one hand presses the other; the leg behind would only confuse
        near &= (x > 0.20) & (y < 1.02) & (model.cloth < 0)
    else:
        near &= ~((np.abs(x) > 0.20) & (y < 1.1))
    body_ids = np.where(near)[0]
    where = np.full(len(model.drawn), -1)
    where[body_ids] = np.arange(len(body_ids))
    body_tris = where[model.tris[near[model.tris].all(1)]]
    vertices = np.vstack([model.drawn[body_ids], hand])
    tris = np.vstack([body_tris, hand_tris + len(body_ids)])
    n = normals(vertices, tris)
    seen = sky_seen(vertices, tris, n, sky_directions(_SKY), _MAP_PX, 0.0018)
    both = np.r_[body_ids, ids]
    hair = np.r_[model.hair[body_ids], np.full(len(ids), -1.0)]
    of_hand = np.full(len(model.drawn), -1)
    of_hand[ids] = np.arange(len(ids)) + len(body_ids)
    return model._replace(
        drawn=vertices, skin=vertices, reference=model.reference[both], tris=tris, normals=n,
        eye=model.eye[both], hair=hair, cloth=model.cloth[both], sky=np.packbits(seen, axis=1),
        nail=model.nail[both], palm=model.palm[both],
        creases=joined(model.creases.moved(where), model.creases.moved(of_hand)), curves={},
    )  # fmt: skip


def _gripping(figure: str, press: Press, model: Model) -> tuple[NDArray, NDArray, NDArray]:
    """The refined hand and forearm in its grip: vertices, triangles, ids in the model."""
    vertices, quads, eye = fine(_made(figure, press))
    side = 1 if press.hand == "left" else -1
    x, y = model.reference[: len(vertices), 0] * side, model.reference[: len(vertices), 1]
    keep = (x > 0.19) & (y < 1.05) & (model.cloth[: len(vertices)] < 0) & ~eye
    tris = triangles(quads)
    tris = tris[keep[tris].all(1)]
    ids = np.unique(tris)
    height = np.zeros(len(vertices))
    height[ids] = anatomy.hand_relief(model.skin[ids], lambda name: model.joints[name])
    vertices = vertices + normals(vertices, tris) * height[:, None]
    place = np.full(len(vertices), -1)
    place[ids] = np.arange(len(ids))
    return vertices[ids], place[tris], ids


def _set_on(hand: NDArray, press: Press, place: Place, figure: str) -> NDArray:
    """The hand turned into its direction, its fingertip just on the skin.

    A hand whose fingers are bent less lies as if they were bent as in the press.
    """
    made = _made(figure, press._replace(bent=1.0))
    letter = press.hand[0]

    def joint(name: str) -> NDArray:
        return made.joint(f"{letter}-{name}")

    fingers = _TIPS[press.grip]
    tip = np.mean([joint(f"finger-{k}-4") for k in fingers], axis=0)
    along = joint("finger-3-1") - joint("hand")
    points_to = tip - np.mean([joint(f"finger-{k}-1") for k in fingers], axis=0)
    if press.grip == "thumb":
        points_to = along
    across = joint("finger-2-1") - joint("finger-5-1")
    back = np.cross(along, across) * (1 if letter == "l" else -1)
    outward = joint("elbow") * [1, 0, 0]
    if back @ outward < 0:
        back = -back
    turn = _frame(np.array(press.way), np.array(press.back)) @ _frame(points_to, back).T
    target = place.at + place.normal * 0.004
    return (hand - tip) @ turn.T + target


def _frame(first: NDArray, second: NDArray) -> NDArray:
    """An orthonormal frame as columns: along ``first``, then as near to ``second`` as may be."""
    a = first / np.linalg.norm(first)
    b = second - a * (a @ second)
    b /= np.linalg.norm(b)
    return np.stack([a, b, np.cross(a, b)], 1)


@cache
def _made(figure: str, press: Press) -> Figure:
    return build(_folder(), figure, _bent(figure, press))


def _bent(figure: str, press: Press) -> Pose:
    """The standing pose with the fingers bent to a grip."""
    letter, end = press.hand[0], ".L" if press.hand == "left" else ".R"
    stood = _stood(figure)

    def joint(name: str) -> NDArray:
        return stood.joint(f"{letter}-{name}")

    along = joint("finger-3-1") - joint("hand")
    across = joint("finger-2-1") - joint("finger-5-1")
    back = np.cross(along, across)
    if back @ (joint("elbow") * [1, 0, 0]) < 0:
        across = -across
    thumb = joint("finger-1-3") - joint("finger-1-1")
    thumb_axis = np.cross(thumb, -along)

    def bent(rig: Rig) -> Turns:
        rest = standing(rig)

        def turns(bone: str, parent: NDArray, head: NDArray, tail: NDArray) -> NDArray | None:
            own = rest(bone, parent, head, tail)
            name, _, number = bone.removesuffix(end).partition("-")
            if bone.endswith(end) and name.startswith("finger") and number:
                finger = int(name[6:])
                bend = GRIPS[press.grip][finger][int(number) - 1]
                bend *= press.bent if finger in _TIPS[press.grip] else 1.0
                axis = thumb_axis if name == "finger1" else across
                own = turned(axis, bend) @ (np.eye(3) if own is None else own)
            return own

        return turns

    return bent


@cache
def _stood(figure: str) -> Figure:
    return build(_folder(), figure)


def _folder() -> Path:
    return mesh_folder(Path(__file__).resolve().parents[2] / ".art")
