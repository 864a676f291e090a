"""Finding places on a triangle mesh: rays, nearest places, sections; and curves through places."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numba
import numpy as np
from scipy.spatial import cKDTree

if TYPE_CHECKING:
    from numpy.typing import NDArray


_SEAM_M = 1e-5


class Spot(NamedTuple):
    """A place on the mesh that holds for every figure: a triangle and two weights."""

    tri: int
    second: float
    third: float


class NoSurface(ValueError):
    """A ray met no skin."""


class Surface:
    """The skin of one figure."""

    def __init__(self, vertices: NDArray, tris: NDArray) -> None:
        self.vertices, self.tris = vertices, tris
        self._ids = np.unique(tris)
        self._tree = cKDTree(vertices[self._ids])
        self._by_corner = np.argsort(tris.ravel(), kind="stable") // 3
        self._first = np.searchsorted(np.sort(tris.ravel()), np.arange(len(vertices) + 1))
        corner = vertices[tris[:, 0]]
        self._corner = corner
        self._edge1 = vertices[tris[:, 1]] - corner
        self._edge2 = vertices[tris[:, 2]] - corner

    def cast(self, start: NDArray, direction: NDArray) -> Spot:
        """The first place a ray meets (Möller and Trumbore 1997); raises NoSurface."""
        start = np.asarray(start, float)
        direction = np.asarray(direction, float) / np.linalg.norm(direction)
        if abs(start[0]) < _SEAM_M:  # a ray in the seam of both halves slips between triangles
            start = start + np.array([_SEAM_M, 0, 0])
        i, u, v = _first_met(self._corner, self._edge1, self._edge2, start, direction)
        if i < 0:
            raise NoSurface(f"no skin from {start} along {direction}")
        return Spot(i, u, v)

    def at(self, spot: Spot, values: NDArray | None = None) -> NDArray:
        """The place of a spot, or what ``values`` of the vertices are there."""
        values = self.vertices if values is None else values
        a, b, c = self.tris[spot.tri]
        return (
            values[a] * (1 - spot.second - spot.third)
            + values[b] * spot.second
            + values[c] * spot.third
        )

    def nearest(self, place: NDArray) -> NDArray:
        """The vertex nearest to a place."""
        return self.vertices[self._ids[self._tree.query(place)[1]]]

    def nearest_spot(self, place: NDArray) -> Spot:
        """The place on the skin nearest to ``place``, looked for round the nearest vertex."""
        near = self._ids[self._tree.query(place, k=6)[1]]
        rows = [self._by_corner[self._first[i] : self._first[i + 1]] for i in near]
        candidates = np.unique(np.concatenate(rows))
        best, least = Spot(int(candidates[0]), 0.0, 0.0), np.inf
        for i in candidates:
            u, v = _closest_weights(place - self._corner[i], self._edge1[i], self._edge2[i])
            gap = np.linalg.norm(self._corner[i] + u * self._edge1[i] + v * self._edge2[i] - place)
            if gap < least:
                best, least = Spot(int(i), u, v), gap
        return best

    def from_behind(self, x: float, y: float) -> NDArray:
        """The first skin seen from behind at a height."""
        return self.at(self.cast(np.array([x, y, -2.0]), np.array([0, 0, 1.0])))

    def from_front(self, x: float, y: float) -> NDArray:
        """The first skin seen from the front."""
        return self.at(self.cast(np.array([x, y, 2.0]), np.array([0, 0, -1.0])))

    def from_side(self, side: int, y: float, z: float) -> NDArray:
        """The first skin seen from the subject's left (1) or right (-1)."""
        return self.at(self.cast(np.array([2.0 * side, y, z]), np.array([-1.0 * side, 0, 0])))


@numba.njit(cache=True)
def _first_met(
    corner: NDArray, edge1: NDArray, edge2: NDArray, start: NDArray, way: NDArray
) -> tuple[int, float, float]:
    """The nearest triangle a ray meets with its two weights, or -1."""
    best, best_u, best_v, least = -1, 0.0, 0.0, np.inf
    for i in range(corner.shape[0]):
        e1x, e1y, e1z = edge1[i, 0], edge1[i, 1], edge1[i, 2]
        e2x, e2y, e2z = edge2[i, 0], edge2[i, 1], edge2[i, 2]
        hx = way[1] * e2z - way[2] * e2y
        hy = way[2] * e2x - way[0] * e2z
        hz = way[0] * e2y - way[1] * e2x
        a = e1x * hx + e1y * hy + e1z * hz
        if -1e-14 < a < 1e-14:
            continue
        sx, sy, sz = start[0] - corner[i, 0], start[1] - corner[i, 1], start[2] - corner[i, 2]
        u = (sx * hx + sy * hy + sz * hz) / a
        if u < -1e-6 or u > 1 + 1e-6:
            continue
        qx, qy, qz = sy * e1z - sz * e1y, sz * e1x - sx * e1z, sx * e1y - sy * e1x
        v = (way[0] * qx + way[1] * qy + way[2] * qz) / a
        if v < -1e-6 or u + v > 1 + 1e-6:
            continue
        t = (e2x * qx + e2y * qy + e2z * qz) / a
        if 0 < t < least:
            best, best_u, best_v, least = i, u, v, t
    return best, best_u, best_v


def _closest_weights(place: NDArray, edge1: NDArray, edge2: NDArray) -> tuple[float, float]:
    a, b, c = edge1 @ edge1, edge1 @ edge2, edge2 @ edge2
    d, e = edge1 @ place, edge2 @ place
    den = a * c - b * b
    if den < 1e-18:
        return 0.0, 0.0
    u, v = (c * d - b * e) / den, (a * e - b * d) / den
    if u >= 0 and v >= 0 and u + v <= 1:
        return float(u), float(v)
    tries = [
        (np.clip(d / a, 0, 1), 0.0),
        (0.0, np.clip(e / c, 0, 1)),
    ]
    slant = edge2 - edge1
    t = np.clip(((place - edge1) @ slant) / (slant @ slant), 0, 1)
    tries.append((1 - t, t))
    gaps = [np.linalg.norm(u * edge1 + v * edge2 - place) for u, v in tries]
    u, v = tries[int(np.argmin(gaps))]
    return float(u), float(v)


def spline(places: NDArray, steps: int = 60) -> NDArray:
    """A Catmull-Rom curve through the places."""
    ends = np.vstack([2 * places[0] - places[1], places, 2 * places[-1] - places[-2]])
    parts = [_segment(ends[i : i + 4], steps) for i in range(len(places) - 1)]
    return np.vstack([*parts, places[-1:]])


def closed_spline(places: list, steps: int = 12) -> NDArray:
    """A closed Catmull-Rom curve through the places."""
    ring = np.asarray(places, float)
    count = len(ring)
    return np.vstack([
        _segment(ring[[i - 1, i, (i + 1) % count, (i + 2) % count]], steps) for i in range(count)
    ])  # fmt: skip


def _segment(four: NDArray, steps: int) -> NDArray:
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    a, b, c, d = four
    return 0.5 * (
        2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3
    )


def polygon_distance(places: NDArray, polygon: NDArray) -> NDArray:
    """Distance to a closed polygon's outline, positive inside."""
    away = np.full(len(places), 1e9)
    inside = np.zeros(len(places), bool)
    for a, b in zip(polygon, np.roll(polygon, -1, 0), strict=True):
        edge, from_a = b - a, places - a
        t = np.clip((from_a @ edge) / max(edge @ edge, 1e-18), 0, 1)
        away = np.minimum(away, np.linalg.norm(from_a - t[:, None] * edge, axis=1))
        if a[1] != b[1]:
            crosses = (a[1] > places[:, 1]) != (b[1] > places[:, 1])
            at = (b[0] - a[0]) * (places[:, 1] - a[1]) / (b[1] - a[1]) + a[0]
            inside ^= crosses & (places[:, 0] < at)
    return np.where(inside, away, -away)
