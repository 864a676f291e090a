"""A z-buffer for orthographic cameras, and how much of the sky each vertex sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numba
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


class Shot(NamedTuple):
    """A camera with a picture of ``width`` x ``height`` pixels.

    ``axes`` has the rows right, up and towards the viewer. A yaw of 0 looks at the face, 90 at the
    subject's left side; ``scale`` is pixels a metre.
    """

    axes: NDArray
    centre: NDArray
    width: int
    height: int
    scale: float

    def project(self, places: NDArray) -> NDArray:
        """Pixel x, pixel y and depth towards the viewer (metres)."""
        q = (np.asarray(places) - self.centre) @ self.axes.T
        x = self.width / 2 + q[..., 0] * self.scale
        return np.stack([x, self.height / 2 - q[..., 1] * self.scale, q[..., 2]], -1)

    def finer(self, times: int) -> Shot:
        """The same picture with more pixels."""
        return Shot(
            self.axes, self.centre, self.width * times, self.height * times, self.scale * times
        )


def shot(camera: dict, width: int, height: int) -> Shot:
    """From a camera of cameras.py: degrees, metres."""
    yaw, pitch = np.radians([camera["yaw"], camera["pitch"]])
    viewer = np.array([np.sin(yaw) * np.cos(pitch), np.sin(pitch), np.cos(yaw) * np.cos(pitch)])
    right = np.array([np.cos(yaw), 0, -np.sin(yaw)])
    up = np.cross(viewer, right)
    turn = -1.0 if camera["roll"] == 180 else 1.0
    axes = np.stack([turn * right, turn * up, viewer])
    return Shot(axes, np.array(camera["centre"], float), width, height, height / camera["height"])


@numba.njit(cache=True, fastmath=True)
def rasterised(
    places: NDArray, tris: NDArray, width: int, height: int
) -> tuple[NDArray, NDArray, NDArray, NDArray]:
    """Depth, triangle and two barycentric weights of every pixel; -1 where there is nothing."""
    depth = np.full((height, width), -1e9, np.float32)
    which = np.full((height, width), -1, np.int32)
    second = np.zeros((height, width), np.float32)
    third = np.zeros((height, width), np.float32)
    for t in range(tris.shape[0]):
        i, j, k = tris[t, 0], tris[t, 1], tris[t, 2]
        x0, y0, z0 = places[i, 0], places[i, 1], places[i, 2]
        x1, y1, z1 = places[j, 0], places[j, 1], places[j, 2]
        x2, y2, z2 = places[k, 0], places[k, 1], places[k, 2]
        area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
        if -1e-12 < area < 1e-12:
            continue
        left, right = max(0, int(min(x0, x1, x2))), min(width - 1, int(max(x0, x1, x2)) + 1)
        top, bottom = max(0, int(min(y0, y1, y2))), min(height - 1, int(max(y0, y1, y2)) + 1)
        inverse = 1.0 / area
        for y in range(top, bottom + 1):
            dy = y + 0.5 - y0
            for x in range(left, right + 1):
                dx = x + 0.5 - x0
                u = (dx * (y2 - y0) - (x2 - x0) * dy) * inverse
                v = ((x1 - x0) * dy - dx * (y1 - y0)) * inverse
                if u >= -1e-6 and v >= -1e-6 and u + v <= 1.000001:
                    z = z0 + u * (z1 - z0) + v * (z2 - z0)
                    if z > depth[y, x]:
                        depth[y, x] = z
                        which[y, x] = t
                        second[y, x] = u
                        third[y, x] = v
    return depth, which, second, third


class Pixels(NamedTuple):
    """What each pixel of a shot shows; ``tri`` is -1 where there is nothing."""

    depth: NDArray
    tri: NDArray
    second: NDArray
    third: NDArray
    corners: NDArray

    @property
    def shown(self) -> NDArray:
        """Where there is something."""
        return self.tri >= 0

    def of(self, values: NDArray) -> NDArray:
        """Values of the vertices carried over to the pixels, 0 where there is nothing."""
        rows = values if values.ndim == 2 else values[:, None]
        rows = np.ascontiguousarray(rows, np.float32)
        out = _carried(self.tri, self.second, self.third, self.corners, rows)
        return out if values.ndim == 2 else out[..., 0]


@numba.njit(cache=True)
def _carried(
    tri: NDArray, second: NDArray, third: NDArray, corners: NDArray, rows: NDArray
) -> NDArray:
    """Values of the three corners mixed for every pixel; a loop takes a tenth of numpy's time."""
    height, width, kinds = tri.shape[0], tri.shape[1], rows.shape[1]
    out = np.zeros((height, width, kinds), np.float32)
    for y in range(height):
        for x in range(width):
            t = tri[y, x]
            if t >= 0:
                u, v = second[y, x], third[y, x]
                a, b, c = corners[t, 0], corners[t, 1], corners[t, 2]
                for k in range(kinds):
                    out[y, x, k] = rows[a, k] * (1 - u - v) + rows[b, k] * u + rows[c, k] * v
    return out


def pixels(view: Shot, vertices: NDArray, tris: NDArray) -> Pixels:
    """Rasterises the triangles as the camera sees them."""
    return Pixels(*rasterised(view.project(vertices), tris, view.width, view.height), tris)


def sky_directions(count: int) -> NDArray:
    """Unit vectors spread evenly over the sphere (Fibonacci lattice)."""
    i = np.arange(count) + 0.5
    y = 1 - 2 * i / count
    radius, turn = np.sqrt(1 - y * y), np.pi * (1 + 5**0.5) * i
    return np.stack([np.cos(turn) * radius, y, np.sin(turn) * radius], 1)


def sky_seen(
    vertices: NDArray, tris: NDArray, normals: NDArray, directions: NDArray, side: int, bias: float
) -> NDArray:
    """For each vertex and direction whether nothing stands between it and the sky (bool).

    ``side`` is the longer side of the depth maps in pixels, ``bias`` how far from the skin one
    looks (metres).
    """
    seen = np.zeros((len(vertices), len(directions)), bool)
    middle = (vertices.min(0) + vertices.max(0)) / 2
    for k, direction in enumerate(directions):
        helping = (0, 1, 0) if abs(direction[1]) < 0.9 else (1, 0, 0)
        a = np.cross(direction, helping)
        a /= np.linalg.norm(a)
        axes = np.stack([a, np.cross(direction, a), direction]).T
        flat = (vertices - middle) @ axes
        low, high = flat[:, :2].min(0), flat[:, :2].max(0)
        scale = side / (high - low).max() * 0.98
        width, height = (((high - low) * scale).astype(int) + 5).tolist()
        flat[:, :2] = (flat[:, :2] - low) * scale + 2
        depth, *_ = rasterised(flat, tris, width, height)
        lifted = flat + np.c_[(normals @ axes)[:, :2] * scale, (normals @ axes)[:, 2]] * bias
        x = np.clip(lifted[:, 0].astype(int), 0, width - 1)
        y = np.clip(lifted[:, 1].astype(int), 0, height - 1)
        slope = bias + 2.25 / scale
        seen[:, k] = (lifted[:, 2] > depth[y, x] - slope) & (normals @ direction > 0)
    return seen
