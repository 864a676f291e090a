#!/usr/bin/env python3
"""Projects the figure's points onto its pictures and writes resources/body/views.json.

Run it by hand after points3d.json, a camera or a zone has changed; the result is committed. It must
never read anything outside this repository, and it must refuse a point that contradicts the bones.

    python packaging/body/project.py            writes resources/body/views.json
    python packaging/body/project.py --check    exit 1 if that file is not what would be written
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
TARGET = HERE.parents[1] / "resources" / "body" / "views.json"

#: Below this visibility a dot would ride the silhouette: it counts as turned away.
SHOWN_FROM = 0.35
#: BL10 belongs to the top of C2, this far under GV16 on the figure (metres).
BL10_UNDER_GV16_M = (0.030, 0.035)

# id: picture, pixels, camera, the part shown, cut edges that fade, whose left is at the left edge,
# and the points that make sense in it. Full-body pictures show hands edge-on from behind, so LI4
# and TE5 are left to the front and the hand.
VIEWS: dict[str, dict[str, Any]] = {
    "nape": {
        "title": "Nape", "file": "nape.webp", "width": 1520, "height": 1520,
        "camera": {"yaw": 180, "pitch": 4, "centre": [0, 1.468, 0], "height": 0.54, "roll": 0},
        "crop": [0.152, 0.037, 0.848, 0.788], "fades": ["left", "right", "bottom"],
        "left_edge": "left", "points": "GV20 GV16 GV15 GV14 GB20 BL10 GB21 BL11 SI11",
    },
    "side": {
        "title": "Left side", "file": "headside.webp", "width": 1520, "height": 1520,
        "camera": {"yaw": 90, "pitch": 0, "centre": [0, 1.545, 0.035], "height": 0.38, "roll": 0},
        "crop": [0.137, 0.055, 0.897, 0.971], "fades": ["right", "bottom"],
        "left_edge": "", "mirror": "side_right", "mirror_title": "Right side",
        "points": "GB20 BL10 TE17 GB14 GB21 EX-HN5",
    },
    "face": {
        "title": "Face", "file": "face.webp", "width": 1360, "height": 1520,
        "camera": {"yaw": 0, "pitch": 0, "centre": [0, 1.562, 0.06], "height": 0.33, "roll": 0},
        "crop": [0.174, 0.058, 0.83, 0.869], "fades": ["left", "right", "bottom"],
        "left_edge": "right", "points": "GB14 EX-HN3 EX-HN5",
    },
    "hand": {
        "title": "Left hand", "file": "hand.webp", "width": 1280, "height": 1520,
        "camera": {"yaw": 96, "pitch": 0, "centre": [0.27, 0.785, 0.06], "height": 0.26,
                   "roll": 180},
        "crop": [0.0, 0.0, 1.0, 1.0], "fades": [],
        "left_edge": "", "mirror": "hand_right", "mirror_title": "Right hand",
        "points": "LI4 TE5 LU7", "one_side": True,
    },
    "whole_back": {
        "title": "Whole back", "file": "back.webp", "width": 960, "height": 2000,
        "camera": {"yaw": 180, "pitch": 0, "centre": [0, 0.855, 0], "height": 1.8, "roll": 0},
        "crop": [0.0, 0.0, 1.0, 0.62], "fades": ["bottom"],
        "left_edge": "left", "points": "GV20 GV16 GV14 GB20 BL10 GB21 BL11 SI11 SI3",
    },
    "back34": {
        "title": "Back, turned", "file": "back34.webp", "width": 1520, "height": 1520,
        "camera": {"yaw": 140, "pitch": 6, "centre": [0, 1.468, 0], "height": 0.54, "roll": 0},
        "crop": [0.06, 0.03, 0.88, 1.0], "fades": [],
        "left_edge": "left", "points": "GV16 GV14 GB20 BL10 GB21 BL11 SI11 TE17",
    },
    "front": {
        "title": "Front", "file": "front.webp", "width": 960, "height": 2000,
        "camera": {"yaw": 0, "pitch": 0, "centre": [0, 0.855, 0.02], "height": 1.8, "roll": 0},
        "crop": [0.0, 0.0, 1.0, 1.0], "fades": [],
        "left_edge": "right", "points": "GB14 EX-HN3 LI4 TE5 LU7 LR3",
    },
}  # fmt: skip

# Drawn by eye on the pictures, in fractions of the picture; an anatomist has not checked them.
ZONES: dict[str, list[dict[str, Any]]] = {
    "side": [
        {"kind": "never_press", "approximate": True, "polygon": [
            [0.4886, 0.5538], [0.5040, 0.5680], [0.5042, 0.5890], [0.4960, 0.6240],
            [0.4760, 0.6680], [0.4480, 0.7330], [0.4210, 0.8010], [0.4141, 0.8350],
            [0.4034, 0.8360], [0.3964, 0.8040], [0.3846, 0.7514], [0.3550, 0.6957],
            [0.3787, 0.6850], [0.4083, 0.6650], [0.4378, 0.6366], [0.4614, 0.6030],
            [0.4780, 0.5740]]},
    ],
    "face": [
        {"kind": "never_press", "approximate": True, "polygon": [
            [0.348, 0.690], [0.388, 0.735], [0.440, 0.768], [0.500, 0.778], [0.560, 0.768],
            [0.612, 0.735], [0.652, 0.690], [0.661, 0.745], [0.648, 0.800], [0.620, 0.842],
            [0.560, 0.858], [0.440, 0.858], [0.380, 0.842], [0.352, 0.800], [0.339, 0.745]]},
    ],
}  # fmt: skip

#: Where the article's words point when they do not agree with the standard; judged, by eye.
ARTICLE_PLACES: dict[str, dict[str, list[float]]] = {"side": {"GB20.L": [0.529, 0.646]}}


def camera_axes(camera: dict[str, Any]) -> tuple[list[float], list[float], list[float]]:
    """Right, up and towards-the-viewer of a camera as unit vectors of the body's axes."""
    yaw, pitch = math.radians(camera["yaw"]), math.radians(camera["pitch"])
    right = [math.cos(yaw), 0.0, -math.sin(yaw)]
    viewer = [math.sin(yaw) * math.cos(pitch), math.sin(pitch), math.cos(yaw) * math.cos(pitch)]
    up = [
        viewer[1] * right[2] - viewer[2] * right[1],
        viewer[2] * right[0] - viewer[0] * right[2],
        viewer[0] * right[1] - viewer[1] * right[0],
    ]
    return right, up, viewer


def dot(a: list[float], b: list[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))


def project(view: dict[str, Any], position: list[float], normal: list[float]) -> list[float]:
    """Picture fractions from the top left, and how far the skin there faces the viewer (0 to 1).

    The picture's height spans the camera's height in metres; a roll of 180 degrees turns it over.
    """
    camera = view["camera"]
    right, up, viewer = camera_axes(camera)
    offset = [p - c for p, c in zip(position, camera["centre"], strict=True)]
    turn = -1.0 if camera["roll"] == 180 else 1.0
    scale = view["height"] / camera["height"]
    x = 0.5 + turn * dot(offset, right) * scale / view["width"]
    y = 0.5 - turn * dot(offset, up) * scale / view["height"]
    visibility = min(1.0, max(0.0, (dot(normal, viewer) + 0.02) / 0.22))
    return [round(x, 5), round(y, 5), round(visibility, 3)]


def both_sides(places: dict[str, Any]) -> dict[str, tuple[list[float], list[float]]]:
    """Every place with its mirror on the subject's right: name -> position and normal."""
    sides: dict[str, tuple[list[float], list[float]]] = {}
    for name, place in places.items():
        position, normal = place["pos"], place["normal"]
        sides[name] = (position, normal)
        if name.endswith(".L"):
            sides[name[:-2] + ".R"] = (
                [-position[0], *position[1:]],
                [-normal[0], *normal[1:]],
            )
    return sides


def check_bones(points: dict[str, Any]) -> None:
    """Refuses a BL10 set by the hairline instead of by the top of C2."""
    below = points["GV16"]["pos"][1] - points["BL10.L"]["pos"][1]
    low, high = BL10_UNDER_GV16_M
    if not low <= below <= high:
        raise SystemExit(
            f"BL10 lies {below * 1000:.0f} mm under GV16; the top of C2 is 30 to 35 mm under it. "
            "Nothing was written: mend packaging/body/points3d.json."
        )


def inside(place: list[float]) -> bool:
    return 0.0 <= place[0] <= 1.0 and 0.0 <= place[1] <= 1.0


def build() -> dict[str, Any]:
    """The whole content of views.json."""
    source = json.loads((HERE / "points3d.json").read_text(encoding="utf-8"))
    check_bones(source["points"])
    points, landmarks = both_sides(source["points"]), both_sides(source["landmarks"])
    views: dict[str, Any] = {}
    for view_id, spec in VIEWS.items():
        wanted = set(spec["points"].split())
        view = {key: value for key, value in spec.items() if key not in ("points", "one_side")}
        view["points"] = {
            name: place
            for name, (position, normal) in points.items()
            if name.split(".")[0] in wanted
            and not (spec.get("one_side") and name.endswith(".R"))
            and inside(place := project(spec, position, normal))
        }
        view["landmarks"] = {
            name: place
            for name, (position, normal) in landmarks.items()
            if not spec.get("one_side")
            and inside(place := project(spec, position, normal))
            and place[2] >= SHOWN_FROM
        }
        view["article"] = ARTICLE_PLACES.get(view_id, {})
        view["zones"] = ZONES.get(view_id, [])
        views[view_id] = view
    return {"shown_from": SHOWN_FROM, "views": views}


def written(value: Any, depth: int = 0) -> str:
    """JSON with one line for each innermost list or pair, so that a change reads well in a diff."""
    pad = " " * (depth + 1)
    if isinstance(value, dict) and value and depth < 4:
        rows = (f"{pad}{json.dumps(k)}: {written(v, depth + 1)}" for k, v in value.items())
        return "{\n" + ",\n".join(rows) + "\n" + " " * depth + "}"
    return json.dumps(value)


def main() -> int:
    text = written(build()) + "\n"
    if "--check" in sys.argv[1:]:
        return 0 if TARGET.exists() and TARGET.read_text(encoding="utf-8") == text else 1
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET}: {len(text)} characters")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
