"""The skeleton of the base mesh and the pose the figure stands in (linear blend skinning)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    #: (bone, rotation of its parent, head, tail) -> rotation in the world, or None for none
    Turns = Callable[[str, NDArray, NDArray, NDArray], NDArray | None]


def turned(axis: tuple[float, float, float] | NDArray, degrees: float) -> NDArray:
    """The rotation about an axis (Rodrigues)."""
    x, y, z = np.asarray(axis, float) / np.linalg.norm(axis)
    cross = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    angle = np.radians(degrees)
    return np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross


def aligned(one: NDArray, other: NDArray) -> NDArray:
    """The shortest rotation that brings ``one`` to the direction of ``other``."""
    one, other = one / np.linalg.norm(one), other / np.linalg.norm(other)
    axis = np.cross(one, other)
    sine = np.linalg.norm(axis)
    if sine < 1e-8:
        return np.eye(3)
    return turned(axis, float(np.degrees(np.arctan2(sine, one @ other))))


class Rig:
    """Bones with their heads and tails for one shape of the mesh (decimetres)."""

    def __init__(self, folder: Path, vertices: NDArray) -> None:
        def read(name: str) -> dict:
            return json.loads((folder / name).read_text(encoding="utf-8"))

        self.bones = read("rigs/standard/rig.default.json")
        self.groups = read("mesh_metadata/basemesh_vertex_groups.json")
        self.weights = read("rigs/standard/weights.default.json")["weights"]
        self.head = {bone: self._end(vertices, raw["head"]) for bone, raw in self.bones.items()}
        self.tail = {bone: self._end(vertices, raw["tail"]) for bone, raw in self.bones.items()}
        self.order: list[str] = []
        for bone in self.bones:
            self._append(bone)

    def _append(self, bone: str) -> None:
        if bone not in self.order:
            if parent := self.bones[bone]["parent"]:
                self._append(parent)
            self.order.append(bone)

    def joint(self, vertices: NDArray, name: str) -> NDArray:
        """The middle of a joint's cube, for vertices in any unit."""
        return np.concatenate([vertices[a : b + 1] for a, b in self.groups[f"joint-{name}"]]).mean(
            0
        )

    def _end(self, vertices: NDArray, raw: dict) -> NDArray:
        if cube := raw.get("cube_name"):
            return self.joint(vertices, cube.removeprefix("joint-"))
        if several := raw.get("vertex_indices"):
            return vertices[several].mean(0)
        if (single := raw.get("vertex_index")) is not None:
            return vertices[single]
        x, y, z = raw["default_position"]
        return np.array([x, z, -y]) * 10

    def posed(self, vertices: NDArray, turns: Turns) -> NDArray:
        """The vertices after every bone has turned; those no bone holds stay."""
        moves: dict[str, tuple[NDArray, NDArray]] = {}
        for bone in self.order:
            parent = self.bones[bone]["parent"]
            rotation, shift = moves[parent] if parent else (np.eye(3), np.zeros(3))
            head = rotation @ self.head[bone] + shift
            own = turns(bone, rotation, head, rotation @ self.tail[bone] + shift)
            if own is not None:
                rotation = own @ rotation
                shift = head - rotation @ self.head[bone]
            moves[bone] = (rotation, shift)
        summed, weighed = np.zeros_like(vertices), np.zeros(len(vertices))
        for bone, rows in self.weights.items():
            if rows:
                held = np.array(rows)
                which, weight = held[:, 0].astype(int), held[:, 1]
                rotation, shift = moves[bone]
                summed[which] += weight[:, None] * (vertices[which] @ rotation.T + shift)
                weighed[which] += weight
        out, held_at_all = vertices.copy(), weighed > 1e-6
        out[held_at_all] = summed[held_at_all] / weighed[held_at_all, None]
        return out


def hand_axes(joint: Callable[[str], NDArray], letter: str) -> tuple[NDArray, NDArray, NDArray]:
    """A hand ("l", "r") by its joints: to the fingers, to the thumb, out of its back (units)."""
    along = joint(f"{letter}-finger-3-1") - joint(f"{letter}-hand")
    along = along / np.linalg.norm(along)
    thumbward = joint(f"{letter}-finger-2-1") - joint(f"{letter}-finger-5-1")
    thumbward = thumbward - along * (thumbward @ along)
    thumbward = thumbward / np.linalg.norm(thumbward)
    back = np.cross(along, thumbward)
    return along, thumbward, back * np.sign(back[0]) * (1 if letter == "l" else -1)


def thumb_back(thumbward: NDArray, back: NDArray) -> NDArray:
    """Where the nail of the thumb looks, in the pose all stand in."""
    out = 0.86 * back + 0.51 * thumbward
    return out / np.linalg.norm(out)
