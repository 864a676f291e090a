"""The never-press zone on a picture: its halves as the camera sees them, united into outlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from raster import shot

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Skin that faces the viewer less than this is turned away.
_FACING = 0.05
#: The outlines are drawn this high, in pixels, before they are united.
_SIDE = 1600
#: Less than this of the body's surface, seen, is a sliver at the silhouette (square metres).
_LEAST_M2 = 1.2e-4


def seen(halves: list[dict], view: dict) -> list[dict]:
    """Zones as views.json holds them: polygons in fractions of the picture."""
    height = _SIDE
    width = round(_SIDE * view["width"] / view["height"])
    look = shot(view["camera"], width, height)
    mask = np.zeros((height, width), np.uint8)
    for half in halves:
        rows = np.array(half["path"])
        ring = _turned_here(rows, look.axes[2])
        if len(ring) < 3:
            continue
        corners = look.project(ring)[:, :2]
        own = np.zeros_like(mask)
        cv2.fillPoly(own, [np.round(corners * 16).astype(np.int32)], 255, shift=4)
        if (own > 0).sum() / look.scale**2 >= _LEAST_M2:
            mask |= own
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    told = []
    for outline in outlines:
        ring = cv2.approxPolyDP(outline, 1.2, closed=True)[:, 0] / [width, height]
        if len(ring) >= 3:
            polygon = [[round(float(x), 4), round(float(y), 4)] for x, y in ring]
            told.append({"kind": "never_press", "polygon": polygon})
    return told


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
