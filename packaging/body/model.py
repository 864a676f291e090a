"""From a build to what is drawn: refined, with relief, hair and clothes, and what sky it sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import anatomy
import creases
import numpy as np
import scipy.sparse as sp
from figures import REFERENCE, Figure, build, smoothstep
from mesh import normals, refined, triangles
from raster import sky_directions, sky_seen
from surface import Surface

if TYPE_CHECKING:
    from pathlib import Path

    from creases import Creases
    from numpy.typing import NDArray

LEVELS = 2
SKY = 256
_MAP_PX = 1300
_BUST_FROM = 1.12 / 1.70  # of the stature: the bust gets depth maps of its own, twice as fine
_CLOTH_M = 0.0022


class Model(NamedTuple):
    """One figure ready to be drawn.

    ``skin`` is its surface without hair and cloth, ``drawn`` with them; ``reference`` is where each
    vertex lies on the reference build; ``sky`` one bit a direction; ``nail`` is above 0 on nails,
    ``palm`` up to 1 in the palm; ``creases`` hang on the vertices; ``joints`` by name, ``curves``
    the relief's lines there.
    """

    drawn: NDArray
    skin: NDArray
    reference: NDArray
    tris: NDArray
    normals: NDArray
    eye: NDArray
    hair: NDArray
    cloth: NDArray
    sky: NDArray
    nail: NDArray
    palm: NDArray
    creases: Creases
    joints: dict[str, NDArray]
    curves: dict[str, NDArray]

    @property
    def body_tris(self) -> NDArray:
        """The triangles of the skin, without the eyes and hair that is put up."""
        outside = self.eye | (self.hair > 0.5)
        return self.tris[~outside[self.tris].any(1)]


def make(folder: Path, name: str) -> Model:
    """Builds a figure by name from the CC0 folder (about two minutes)."""
    reference, quads, eye = fine(build(folder, REFERENCE))
    tris = triangles(quads)
    bare = Surface(reference, tris[~eye[tris].any(1)])
    height, curves = anatomy.relief(bare)
    figure = build(folder, name)
    skin, _, _ = fine(figure)
    height[eye] = 0
    # tendons are fine; as calm as the rest they would be gone
    hands = _calmed(anatomy.hand_relief(skin, figure.joint), tris, 2)
    skin = skin + normals(skin, tris) * (_calmed(height, tris, 6) + hands)[:, None]
    skin[:, 1] += _calmed(anatomy.lobe_lift(reference), tris, 2)
    nail = anatomy.nails(skin, figure.joint)
    palm = anatomy.palms(skin, normals(skin, tris), figure.joint) * (nail < 0)
    folds = creases.creases(skin, tris, figure.joint)
    hair = anatomy.hair_distance(reference)
    thick = np.where(eye, 0, anatomy.hair_thickness(reference, hair))
    drawn = skin + normals(skin, tris) * _calmed(thick, tris, 10)[:, None]
    cloth = anatomy.cloth_distance(reference, top=name == "female")
    if name == "female":
        add = _put_up(drawn, reference)
        skin, drawn = np.vstack([skin, add[0]]), np.vstack([drawn, add[0]])
        tris = np.vstack([tris, add[2] + len(reference)])
        reference = np.vstack([reference, add[1]])
        count = len(add[0])
        eye = np.r_[eye, np.zeros(count, bool)]
        hair = np.r_[hair, np.full(count, 1.0)]
        cloth = np.r_[cloth, np.full(count, -1.0)]
        nail, palm = np.r_[nail, np.full(count, -1.0)], np.r_[palm, np.zeros(count)]
    thickness = _CLOTH_M * smoothstep(-0.0005, 0.0015, cloth)
    drawn = drawn + normals(drawn, tris) * thickness[:, None]
    n = normals(drawn, tris)
    joints = {
        key.removeprefix("joint-"): figure.joint(key.removeprefix("joint-"))
        for key in figure.rig.groups
        if key.startswith("joint-")
    }
    sky = np.packbits(_sky(drawn, tris, n), axis=1)
    return Model(
        drawn, skin, reference, tris, n, eye, hair, cloth, sky, nail, palm, folds, joints, curves
    )


def _put_up(drawn: NDArray, reference: NDArray) -> tuple[NDArray, NDArray, NDArray]:
    """The bun where this figure's head has it: drawn, on the reference, triangles."""
    places, tris = anatomy.bun()
    near = np.argsort(np.linalg.norm(reference - np.array(anatomy.BUN_AT), axis=1))[:40]
    return places + (drawn[near] - reference[near]).mean(0), places, tris


def fine(figure: Figure) -> tuple[NDArray, NDArray, NDArray]:
    """Refined vertices and quads, and which vertices are eyes."""
    vertices = figure.vertices
    quads = np.concatenate([figure.skin, figure.eyes])
    is_eye = np.r_[np.zeros(len(figure.skin), bool), np.ones(len(figure.eyes), bool)]
    for _ in range(LEVELS):
        vertices, quads = refined(vertices, quads)
        is_eye = np.tile(is_eye, 4)
    eye = np.zeros(len(vertices), bool)
    eye[np.unique(quads[is_eye])] = True
    return vertices, quads, eye


def neighbours(tris: NDArray, count: int) -> sp.csr_matrix:
    """The matrix that takes the mean of each vertex's neighbours."""
    edges = np.concatenate([tris[:, [0, 1]], tris[:, [1, 2]], tris[:, [2, 0]]])
    edges = np.unique(np.sort(edges, 1), axis=0)
    rows, columns = np.r_[edges[:, 0], edges[:, 1]], np.r_[edges[:, 1], edges[:, 0]]
    touch = sp.coo_matrix((np.ones(len(rows), np.float32), (rows, columns)), (count, count))
    degree = np.asarray(touch.sum(1)).ravel()
    return (sp.diags(1 / np.maximum(degree, 1)) @ touch).tocsr()


def _calmed(values: NDArray, tris: NDArray, rounds: int) -> NDArray:
    """Smoothed over the mesh; without it the relief draws jagged lines."""
    mean = neighbours(tris, len(values))
    for _ in range(rounds):
        values = mean @ values
    return values


def _sky(vertices: NDArray, tris: NDArray, n: NDArray) -> NDArray:
    directions = sky_directions(SKY)
    seen = sky_seen(vertices, tris, n, directions, _MAP_PX, 0.0035)
    from_y = _BUST_FROM * vertices[:, 1].max()
    above = (vertices[:, 1] > from_y)[tris].all(1)
    ids = np.unique(tris[above])
    place = np.full(len(vertices), -1)
    place[ids] = np.arange(len(ids))
    bust = sky_seen(vertices[ids], place[tris[above]], n[ids], directions, _MAP_PX, 0.0018)
    high = vertices[ids, 1] > from_y + 0.08
    seen[ids[high]] = bust[high]
    return seen


def save(model: Model, file: Path) -> None:
    """Keeps a model for the next stage."""
    parts: dict[str, NDArray] = {}
    for key, value in model._asdict().items():
        if isinstance(value, creases.Creases):
            value = value._asdict()
        if isinstance(value, dict):
            parts |= {f"{key}/{name}": array for name, array in value.items()}
        else:
            parts[key] = value
    unfinished = file.with_suffix(".unfinished.npz")
    np.savez(unfinished, **parts)
    unfinished.replace(file)


def load(file: Path) -> Model:
    """A model as ``save`` kept it."""
    parts: dict = {"joints": {}, "curves": {}, "creases": {}}
    with np.load(file) as kept:
        for key in kept.files:
            group, _, name = key.partition("/")
            if name:
                parts[group][name] = kept[key]
            else:
                parts[key] = kept[key]
    return Model(**{**parts, "creases": creases.Creases(**parts["creases"])})
