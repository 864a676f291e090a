"""The never-press zone on a picture: its halves as the camera sees them, united into outlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from raster import rasterised, shot

if TYPE_CHECKING:
    from model import Model
    from numpy.typing import NDArray
    from raster import Shot

#: Skin that faces the viewer less than this is turned away.
_FACING = 0.05
#: The outlines are drawn this high, in pixels, before they are united; the body half as high.
_SIDE = 1600
#: Less than this of the body's surface, seen, is a sliver at the silhouette (square metres).
_LEAST_M2 = 1.2e-4
#: What lies further from the middle of the zone hides nothing of it (metres).
_AROUND_M = 0.25
#: The outline may lie so far beside the skin of the zone that is seen (metres).
_BESIDE_M = 0.004
#: Corners rounder than this, in pixels of the drawing, are no edge that one would draw.
_SMOOTH_PX = 7.0


class Throat:
    """The zone on the skin of one figure; says what each camera sees of it."""

    def __init__(self, halves: list[dict], model: Model) -> None:
        self._halves = [np.array(half["path"]) for half in halves]
        middle = np.mean([half[:, :3].mean(0) for half in self._halves], axis=0)
        near = np.linalg.norm(model.skin - middle, axis=1) < _AROUND_M
        tris = model.body_tris
        tris = tris[near[tris].all(1)]
        ids = np.unique(tris)
        place = np.full(len(model.skin), -1)
        place[ids] = np.arange(len(ids))
        self._skin, self._tris = model.skin[ids], place[tris]
        inside = np.zeros(len(ids), bool)
        for half in self._halves:
            inside |= _within(half, self._skin, model.normals[ids])
        self._zoned = inside[self._tris].any(1)

    def seen(self, view: dict) -> list[dict]:
        """The zone as views.json holds it: polygons in fractions of the picture."""
        height = _SIDE
        width = round(_SIDE * view["width"] / view["height"])
        look = shot(view["camera"], width, height)
        mask = np.zeros((height, width), np.uint8)
        for rows in self._halves:
            ring = _turned_here(rows, look.axes[2])
            if len(ring) < 3:
                continue
            corners = look.project(ring)[:, :2]
            own = np.zeros_like(mask)
            cv2.fillPoly(own, [np.round(corners * 16).astype(np.int32)], 255, shift=4)
            mask |= own
        if mask.any():
            mask &= self._uncovered(shot(view["camera"], width // 2, height // 2), mask.shape)
            mask = (cv2.GaussianBlur(mask, (0, 0), _SMOOTH_PX) > 127).astype(np.uint8)
        outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        told = []
        for outline in outlines:
            if cv2.contourArea(outline) / look.scale**2 < _LEAST_M2:
                continue
            ring = cv2.approxPolyDP(outline, 1.2, closed=True)[:, 0] / [width, height]
            polygon = [[round(float(x), 4), round(float(y), 4)] for x, y in ring]
            told.append({"kind": "never_press", "polygon": polygon})
        return told

    def _uncovered(self, look: Shot, shape: tuple[int, ...]) -> NDArray:
        """Where the skin of the zone is seen, and a little beside: not through jaw and chin."""
        places = look.project(self._skin)
        _, which, _, _ = rasterised(places, self._tris, look.width, look.height)
        shown = ((which >= 0) & self._zoned[which]).astype(np.uint8) * 255
        reach = 2 * round(_BESIDE_M * look.scale) + 1
        round_one = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
        return cv2.resize(cv2.dilate(shown, round_one), shape[::-1])


def _within(half: NDArray, skin: NDArray, normals: NDArray) -> NDArray:
    """Which vertices one half of the zone holds, looked at along its mean normal."""
    ahead = half[:, 3:].mean(0)
    ahead /= np.linalg.norm(ahead)
    right = np.cross([0, 1, 0], ahead)
    right /= np.linalg.norm(right)
    axes = np.stack([right, np.cross(ahead, right)], 1)
    outline = (half[:, :3] @ axes * 1e5).astype(np.int32)
    low = outline.min(0)
    drawn = np.zeros(tuple(np.ptp(outline, axis=0)[::-1] // 10 + 2), np.uint8)
    cv2.fillPoly(drawn, [(outline - low) // 10], 1)
    at = ((skin @ axes * 1e5).astype(np.int32) - low) // 10
    fits = ((at >= 0) & (at < drawn.shape[::-1])).all(1) & (normals @ ahead > 0)
    fits[fits] = drawn[at[fits, 1], at[fits, 0]] > 0
    depth = skin @ ahead
    reach = half[:, :3] @ ahead
    # the other wall of the neck, and the face above, lie at other depths
    return fits & (depth > reach.min() - 0.02) & (depth < reach.max() + 0.02)


def _turned_here(rows: NDArray, viewer: NDArray) -> NDArray:
    """The corners turned to the viewer, with those where the outline turns away."""
    facing = rows[:, 3:] @ viewer
    ring = []
    for one, other, f, g in zip(
        rows, np.roll(rows, -1, 0), facing, np.roll(facing, -1), strict=True
    ):
        if f >= _FACING:
            ring.append(one[:3])
        if (f >= _FACING) != (g >= _FACING):
            ring.append(one[:3] + (other[:3] - one[:3]) * (_FACING - f) / (g - f))
    return np.array(ring)
