"""Writes the pictures and the places on them: WebP files, views.json, turn.json, figure.json."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
from cameras import Frame, camera
from PIL import Image
from raster import Shot, shot
from shading import Lit, Picture, drawn

if TYPE_CHECKING:
    from pathlib import Path

    from landmarks import Body, Place
    from numpy.typing import NDArray

#: Below this visibility a dot would ride the silhouette: it counts as turned away.
SHOWN_FROM = 0.35
#: A place is hidden when the body stands this far in front of it (metres).
_HIDDEN = 0.006
_TONE_QUALITY, _MASK_QUALITY, _TURN_QUALITY = 86, 80, 80
#: Parts of the body drawn alone, as bounds on the reference: lower and upper.
_PARTS: dict[str, tuple[tuple[float, float, float], tuple[float, float, float]]] = {
    "hand": ((0.200, 0.55, -0.30), (0.50, 1.02, 0.30)),
    "arm": ((0.165, 0.55, -0.30), (0.50, 1.24, 0.30)),
    "leg": ((0.0, -0.01, -0.30), (0.30, 0.52, 0.40)),
}


def draw(scene: Lit, frame: Frame, folder: Path, name: str) -> Picture:
    """Draws one view into ``folder``: NAME.webp and NAME-mask.webp."""
    picture = drawn(scene, shot_of(scene, frame), _part(scene, frame))
    quality = _TURN_QUALITY if name.startswith("turn/") else _TONE_QUALITY
    save(picture, folder, name, quality)
    return picture


def shot_of(scene: Lit, frame: Frame) -> Shot:
    """The camera of a view on the figure of ``scene``."""
    return shot(camera(frame, *_measured(scene)), *frame.pixels)


def _measured(scene: Lit) -> tuple[dict, float]:
    """The joints and the stature that cameras follow."""
    return scene.model.joints, float(scene.model.skin[:, 1].max())


def _part(scene: Lit, frame: Frame) -> NDArray | None:
    """The triangles a view shows alone, or None for all."""
    if not frame.part:
        return None
    model = scene.model
    low, high = (np.array(bound) for bound in _PARTS[frame.part])
    side = -1 if frame.joint.startswith("r-") else 1
    places = model.reference * [side, 1, 1]
    inside = ((places > low) & (places < high)).all(1) & (model.cloth < 0)
    if frame.part == "arm":  # the hip stands further out than the upper arm hangs
        inside &= places[:, 0] > 0.20 - 0.10 * np.maximum(places[:, 1] - 0.90, 0)
    return model.tris[inside[model.tris].all(1)]


def save(picture: Picture, folder: Path, name: str, quality: int = _TONE_QUALITY) -> None:
    """Tone and coverage at full size, regions at half: both lossy WebP."""
    tone = _bytes(picture.tone)
    rgba = np.dstack([tone, tone, tone, _bytes(picture.alpha)])
    target = folder / f"{name}.webp"
    target.parent.mkdir(parents=True, exist_ok=True)
    # A finer alpha would take most of the time that the app has for decoding.
    Image.fromarray(rgba, "RGBA").save(target, quality=quality, method=6, alpha_quality=70)
    regions = np.dstack([_bytes(part) for part in (picture.hair, picture.cloth, picture.lips)])
    half = Image.fromarray(regions, "RGB").resize(
        (regions.shape[1] // 2, regions.shape[0] // 2), Image.Resampling.BOX
    )
    half.save(folder / f"{name}-mask.webp", quality=_MASK_QUALITY, method=6)


def _bytes(share: NDArray) -> NDArray:
    return (np.clip(share, 0, 1) * 255 + 0.5).astype(np.uint8)


def view_entry(
    frame: Frame, scene: Lit, depth: NDArray, places: dict[str, Place], marks: dict[str, Place],
    file: str,
) -> dict[str, Any]:  # fmt: skip
    """What views.json says of one view; x and y in fractions from the top left."""
    view = shot_of(scene, frame)
    wanted = set(frame.points.split())
    one_side = {"l": ".R", "r": ".L"}.get(frame.joint[0] if frame.part else "", "-")
    points = {
        name: seen
        for name, place in places.items()
        if name.split(".")[0] in wanted
        and not name.endswith(one_side)
        and _inside(seen := _seen(place, view, depth))
    }
    landmarks = {
        name: seen
        for name, place in marks.items()
        if not name.endswith(one_side)
        and _inside(seen := _seen(place, view, depth))
        and seen[2] >= SHOWN_FROM
    }
    return {
        "title": frame.title,
        "file": f"{file}.webp",
        "mask": f"{file}-mask.webp",
        "width": frame.pixels[0],
        "height": frame.pixels[1],
        "camera": camera(frame, *_measured(scene)),
        "crop": [0.0, 0.0, 1.0, 1.0],
        "fades": list(frame.fades),
        "left_edge": frame.left_edge,
        "points": points,
        "landmarks": landmarks,
    }


def _seen(place: Place, view: Shot, depth: NDArray) -> list[float]:
    """Fractions and visibility: 0 behind the body or turned away, 1 facing the viewer."""
    x, y, z = view.project(place.at)
    height, width = depth.shape
    column, line = int(x * width / view.width), int(y * height / view.height)
    facing = float(place.normal @ view.axes[2])
    share = min(1.0, max(0.0, (facing + 0.02) / 0.22))
    if 0 <= column < width and 0 <= line < height:
        near = depth[max(0, line - 2) : line + 3, max(0, column - 2) : column + 3]
        if near.max() - z > _HIDDEN:
            share = 0.0
    return [
        round(float(x) / view.width, 5) + 0.0,
        round(float(y) / view.height, 5) + 0.0,
        round(share, 3),
    ]


def _inside(seen: list[float]) -> bool:
    return 0.0 <= seen[0] <= 1.0 and 0.0 <= seen[1] <= 1.0


def places_of(body: Body, spots: dict) -> dict[str, Place]:
    """Spots as places on the figure."""
    return {name: body.place(spot) for name, spot in spots.items()}


def written(value: Any, depth: int = 0, wide: int = 4) -> str:
    """JSON with one line for each innermost list, so that a change reads well in a diff."""
    pad = " " * (depth + 1)
    if isinstance(value, dict) and value and depth < wide:
        rows = (f"{pad}{json.dumps(k)}: {written(v, depth + 1, wide)}" for k, v in value.items())
        return "{\n" + ",\n".join(rows) + "\n" + " " * depth + "}"
    return json.dumps(value, separators=(",", ":"))
