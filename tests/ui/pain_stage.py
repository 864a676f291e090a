"""The places one can mark, round the points of the figure, and the pictures they lie on."""

from __future__ import annotations

import json
from math import cos, pi, sin, sqrt
from pathlib import Path
from typing import Any

from acutimer.places import resource_path
from acutimer.ui.body_map.camera import camera_of
from acutimer.ui.body_map.pictures import Pictures
from acutimer.ui.body_map.regions import RegionView, V
from acutimer.ui.body_map.views import BodyViews
from acutimer.ui.pain_places import PainPlaces
from acutimer.ui.theme import Theme

BODY = resource_path("body")
POINTS = Path(__file__).parents[2] / "packaging" / "body" / "points3d.json"
#: Region, the point it lies round, the shift of its middle from there and its half axes, metres.
LOOPS = (
    ("neck", "BL10.L", (0.008, -0.02, 0.0), 0.024, 0.034),
    ("back_of_head", "GV16", (0.036, 0.062, -0.022), 0.032, 0.042),
    ("forehead", "GB14.L", (0.0, 0.006, 0.0), 0.027, 0.02),
    ("temple", "EX-HN5.L", (0.0, 0.004, -0.008), 0.016, 0.02),
    ("shoulder", "GB21.L", (0.012, 0.0, 0.0), 0.045, 0.022),
    ("upper_back", "BL11.L", (0.03, -0.05, -0.012), 0.05, 0.034),
)


def outlines() -> dict[str, list[list[V]]]:
    """An oval for each region, its right side the mirror of its left."""
    points = json.loads(POINTS.read_text(encoding="utf-8"))["points"]
    found: dict[str, list[list[V]]] = {}
    for region, point, shift, across, down in LOOPS:
        at, normal = points[point]["pos"], points[point]["normal"]
        middle = [a + b for a, b in zip(at, shift, strict=True)]
        left = _oval(middle, [abs(normal[0]), *normal[1:]], across, down)
        found[f"{region}.L"] = [left]
        found[f"{region}.R"] = [[(-x, y, z, -nx, ny, nz) for x, y, z, nx, ny, nz in left]]
    return found


def _oval(at: list[float], normal: list[float], across: float, down: float) -> list[V]:
    u = _unit([normal[2], 0.0, -normal[0]])
    v = _cross(normal, u)
    loop: list[V] = []
    for step in range(20):
        a, b = across * cos(step * pi / 10), down * sin(step * pi / 10)
        offset = [a * p + b * q for p, q in zip(u, v, strict=True)]
        x, y, z = (p + q for p, q in zip(at, offset, strict=True))
        nx, ny, nz = _unit([n + 3 * o for n, o in zip(normal, offset, strict=True)])
        loop.append((x, y, z, nx, ny, nz))
    return loop


def _unit(vector: list[float]) -> list[float]:
    length = sqrt(sum(part * part for part in vector))
    return [part / length for part in vector]


def _cross(a: list[float], b: list[float]) -> list[float]:
    return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]]


def views(folder: Path = BODY) -> list[RegionView]:
    """Nape, face and both sides as they lie in resources/body."""
    raw: dict[str, Any] = json.loads((BODY / "views.json").read_text(encoding="utf-8"))["views"]
    body = BodyViews.load(folder)
    found: list[RegionView] = []
    for view_id in ("nape", "face", "side", "side_right"):
        view = body.view(view_id)
        camera = raw[view_id if view_id in raw else "side"]["camera"]
        if view_id not in raw:  # a picture seen in a mirror: the same camera from the other side
            camera = {**camera, "yaw": -camera["yaw"]}
        found.append(RegionView(view, camera_of(camera, view.width, view.height)))
    return found


def pain_places(theme: Theme, folder: Path = BODY) -> PainPlaces:
    """Map and boxes on the real pictures."""
    return PainPlaces(theme, Pictures(folder), views(folder), outlines())
