"""From what each pixel shows to tone and regions: light, cavities, ink lines, painted features.

A picture is kept as tone (how light, whatever the colour) and regions (how much hair, cloth, lips),
so that skin tones, themes and fading hair cost no files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import cv2
import features
import numpy as np
from figures import smoothstep
from model import Model, neighbours
from raster import Pixels, Shot, pixels, sky_directions
from scipy.spatial import cKDTree

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Samples a pixel each way.
FINER = 2
#: Tone 0 is ink; the shading of surfaces begins above it.
INK_SHARE = 0.125
_KEY = np.array([-0.50, 0.58, 0.60]) / np.linalg.norm([-0.50, 0.58, 0.60])
_RIM = np.array([0.9, 0.1, -0.35]) / np.linalg.norm([0.9, 0.1, -0.35])
#: strokes that hint at muscles: part of the curve, width mm, strength
_HINTS = {
    "sternomastoid": ((0.06, 0.97), 1.1, 0.34), "sternomastoid_outer": ((0.1, 0.97), 1.0, 0.30),
    "trapezius_edge": ((0.10, 0.96), 1.3, 0.42), "collarbone": ((0.35, 0.92), 1.1, 0.16),
    "blade_border": ((0.04, 0.98), 1.6, 0.46), "blade_spine": ((0.03, 0.97), 1.5, 0.42),
    "blade_tip": ((0.05, 0.9), 1.4, 0.34), "spine_furrow": ((0.02, 0.98), 1.7, 0.44),
}  # fmt: skip


class Picture(NamedTuple):
    """Tone, coverage and regions, each 0 to 1 and of the shot's size; depth for what is hidden."""

    tone: NDArray
    alpha: NDArray
    hair: NDArray
    cloth: NDArray
    lips: NDArray
    depth: NDArray


class Lit(NamedTuple):
    """A model with what its light needs, worked out once."""

    model: Model
    directions: NDArray
    falls: NDArray
    mean: object
    hints: list[tuple[NDArray, NDArray, float, float]]


def lit(model: Model) -> Lit:
    """Prepares a model: how much of each direction's light every vertex takes."""
    directions = sky_directions(model.sky.shape[1] * 8)
    falls = np.unpackbits(model.sky, axis=1).astype(np.float32)
    falls *= np.maximum(model.normals @ directions.T, 0).astype(np.float32)
    mean = neighbours(model.tris, len(model.drawn))
    return Lit(model, directions, falls, mean, _hint_strokes(model))


def _light(scene: Lit, axes: NDArray) -> NDArray:
    """Light on every vertex from a rig fixed to the camera; about 1 on skin facing the key."""
    seen = scene.directions @ axes.T
    radiance = np.maximum(seen @ _KEY, 0) ** 7
    radiance += 0.56 * 0.22 * (0.75 + 0.25 * seen[:, 1] + 0.35 * np.maximum(seen[:, 2], 0))
    radiance += 0.10 * np.maximum(seen @ _RIM, 0) ** 3
    open_to_key = (np.maximum(seen @ _KEY, 0) * radiance).sum()
    light = scene.falls @ radiance.astype(np.float32)
    for _ in range(3):
        light = 0.35 * light + 0.65 * (scene.mean @ light)
    return light / open_to_key


def drawn(scene: Lit, view: Shot, tris: NDArray | None = None, *, finer: int = FINER) -> Picture:
    """Draws a shot of the whole figure, or of some of its triangles."""
    model, fine = scene.model, view.finer(finer)
    seen = pixels(fine, model.drawn, model.tris if tris is None else tris)
    mm = 1000 / fine.scale
    n = seen.of(model.normals)
    n /= np.maximum(np.linalg.norm(n, axis=2, keepdims=True), 1e-6)
    n = (n @ fine.axes.T).astype(np.float32)
    shown = seen.shown
    light = seen.of(_light(scene, fine.axes).astype(np.float32))
    tone = np.clip(light, 0, 1.2) ** 1.03 * 0.86
    tone *= 1 - 0.30 * (1 - np.clip(n[..., 2], 0, 1)) ** 2.6
    tone += 0.28 * _cavities(n, shown, mm)
    place = seen.of(model.reference)
    cloth_in = seen.of(model.cloth)
    hair, strokes = features.hair(place, seen.of(model.hair), shown)
    tone = np.where(hair > 0, tone * (1 - 0.02 * hair) + 0.11 * strokes * hair, tone)
    cloth = smoothstep(-0.0006, 0.0006, cloth_in) * shown
    tone -= 0.09 * np.exp(-(((cloth_in - 0.010) / 0.0009) ** 2)) * cloth
    tone = _hinted(tone, scene, seen, fine, 1 - hair)
    tone = _creased(tone, scene, seen, fine)
    tone, lips = features.nails(tone, seen.of(model.nail), seen.of(model.palm), shown)
    if box := features.face_box(place, shown):
        is_eye = model.eye[seen.corners[seen.tri[box], 0]]
        lips[box] = np.maximum(lips[box], features.lips(place[box]) * shown[box])
        tone[box] = features.mouth(tone[box], place[box], shown[box])
        tone[box], hair[box] = features.brows(tone[box], hair[box], place[box], shown[box])
        tone[box], hair[box], cloth[box] = features.eyes(
            tone[box], hair[box], cloth[box], place[box], is_eye, mm
        )
    tone = INK_SHARE + (1 - INK_SHARE) * np.clip(tone, 0, 1)
    tone *= 1 - _ink(seen, tone, finer)
    return _shrunk((tone, hair, cloth, lips), shown, seen.depth, finer)


def _shrunk(
    parts: tuple[NDArray, ...],
    shown: NDArray,
    depth: NDArray,
    finer: int,
) -> Picture:
    """Samples to pixels; under the edge the tone goes on, so that no fringe shows."""
    height, width = (side // finer for side in shown.shape)
    cover = shown.astype(np.float32)

    def mean(a: NDArray) -> NDArray:
        return a.reshape(height, finer, width, finer).mean((1, 3))

    alpha = mean(cover)
    solid = np.maximum(alpha, 1e-4)
    means = [_spread(mean(a * cover) / solid, alpha) for a in parts]
    return Picture(means[0], alpha, *means[1:], depth[finer // 2 :: finer, finer // 2 :: finer])


def _spread(values: NDArray, alpha: NDArray) -> NDArray:
    """Carries the values at the edge a few pixels outward, then to their mean."""
    inside = (alpha > 0.02).astype(np.float32)
    near = cv2.GaussianBlur(values.astype(np.float32) * inside, (0, 0), 6)
    weight = cv2.GaussianBlur(inside, (0, 0), 6)
    mean = float((values * inside).sum() / max(inside.sum(), 1))
    outside = np.where(weight > 1e-3, near / np.maximum(weight, 1e-3), mean)
    return np.where(inside > 0, values, outside)


def _cavities(n: NDArray, shown: NDArray, mm: float) -> NDArray:
    """Hollows darker, ridges lighter: the divergence of the normals at three sizes."""
    total = np.zeros(shown.shape, np.float32)
    for sigma_mm, gain, share in ((1.4, 0.9, 0.25), (5, 3.5, 0.40), (11, 9.0, 0.35)):
        total += share * np.clip(_divergence(n, shown, sigma_mm / mm) / mm * gain, -1, 1)
    return np.where(shown, total, 0)


def _divergence(n: NDArray, shown: NDArray, sigma: float) -> NDArray:
    """Per pixel, after a Gaussian of ``sigma`` pixels; large ones are worked out small."""
    step = max(1, int(sigma / 3))
    size = (max(8, shown.shape[1] // step), max(8, shown.shape[0] // step))

    def small(a: NDArray) -> NDArray:
        fewer = cv2.resize(a, size, interpolation=cv2.INTER_AREA) if step > 1 else a
        return cv2.GaussianBlur(fewer, (0, 0), sigma / step)

    weight = np.maximum(small(shown.astype(np.float32)), 1e-3)
    x, y = (small(np.where(shown, n[..., k], 0).astype(np.float32)) / weight for k in (0, 1))
    out = (np.gradient(x, axis=1) - np.gradient(y, axis=0)) / step
    if step == 1:
        return out.astype(np.float32)
    return cv2.resize(out.astype(np.float32), shown.shape[::-1], interpolation=cv2.INTER_LINEAR)


def _ink(seen: Pixels, tone: NDArray, finer: int) -> NDArray:
    """Strength of the ink lines: the outline, and steps of depth of over 2 mm inside."""
    shown = seen.shown
    eroded = cv2.erode(
        shown.astype(np.uint8), np.ones((3, 3), np.uint8), borderType=cv2.BORDER_REPLICATE
    )
    outline = shown & (eroded == 0)
    z = np.where(shown, seen.depth, -10)
    steps = [2 * z - np.roll(z, 1, axis) - np.roll(z, -1, axis) for axis in (0, 1)]
    inner = np.clip((np.maximum(*steps) * 1000 - 2.2) / 4.5, 0, 1) * shown
    inner[[0, -1], :] = 0
    inner[:, [0, -1]] = 0
    width = 1.1 * finer / 2
    line = np.maximum(
        features.thicker(outline, width * 0.9), features.thicker(inner, width * 0.55) * 0.9
    )
    line = cv2.GaussianBlur(line, (0, 0), 0.35 * finer)
    return np.clip(line * 0.80 * np.clip(1.05 - 0.45 * tone, 0.4, 1), 0, 1)


# --- hints of muscles ----------------------------------------------------------------------------


def _hint_strokes(model: Model) -> list[tuple[NDArray, NDArray, float, float]]:
    """Each hint as places and normals on this figure, with its width and strength."""
    tree = cKDTree(model.reference)
    strokes = []
    for name, curve in model.curves.items():
        key = name.split(".")[0]
        if key in _HINTS:
            (start, end), width, strength = _HINTS[key]
            part = curve[int(start * len(curve)) : int(end * len(curve))]
            away, ids = tree.query(part, k=3)
            weight = 1 / np.maximum(away, 1e-6)
            weight /= weight.sum(1, keepdims=True)
            at = (model.drawn[ids] * weight[..., None]).sum(1)
            strokes.append((_calm(at), _calm(model.normals[ids[:, 0]]), width, strength))
    return strokes


def _calm(rows: NDArray) -> NDArray:
    """A polyline without the mesh's small steps."""
    kernel = np.exp(-0.5 * (np.arange(-12, 13) / 4.0) ** 2)
    kernel /= kernel.sum()
    padded = np.pad(rows, ((12, 12), (0, 0)), mode="edge")
    return np.stack([np.convolve(padded[:, k], kernel, "valid") for k in range(rows.shape[1])], 1)


def _hinted(tone: NDArray, scene: Lit, seen: Pixels, fine: Shot, where: NDArray) -> NDArray:
    layer = np.zeros(tone.shape, np.float32)
    for places, n, width_mm, strength in scene.hints:
        _stroke(layer, places, n, width_mm, strength, seen, fine)
    layer = cv2.GaussianBlur(layer, (0, 0), max(0.55 * fine.scale / 1000, 0.3))
    share = 0.85 * layer * where * seen.shown
    return tone * (1 - share) + 0.14 * share


def _stroke(
    layer: NDArray, places: NDArray, n: NDArray, width_mm: float, strength: float,
    seen: Pixels, fine: Shot,
) -> None:  # fmt: skip
    """Adds a tapered stroke along places on the skin, where the view of them is open."""
    p = fine.project(places)
    taper = np.sin(np.pi * np.linspace(0, 1, len(p))) ** 0.7
    widest = max(1, round(width_mm * fine.scale / 1000)) + 2
    low = np.maximum(np.floor(p[:, :2].min(0)).astype(int) - widest, 0)
    high = np.minimum(np.ceil(p[:, :2].max(0)).astype(int) + widest, (fine.width, fine.height))
    if (low >= high).any():
        return
    x = np.clip(p[:, 0].astype(int), 0, fine.width - 1)
    y = np.clip(p[:, 1].astype(int), 0, fine.height - 1)
    open_view = (seen.depth[y, x] - p[:, 2] < 0.006) & (n @ fine.axes[2] > 0.12)
    # a fold has few places, and must not run on round the edge of a hand
    soft = 9 if len(p) > 60 else 3
    open_view = np.convolve(open_view.astype(float), np.ones(soft) / soft, "same")
    own = np.zeros((high - low)[::-1], np.float32)
    for k in range(len(p) - 1):
        strong = strength * taper[k] * open_view[k]
        if strong > 0.01:
            px = max(1, round(width_mm * fine.scale / 1000 * (0.45 + 0.55 * taper[k])))
            one, other = (
                tuple(np.round((q[:2] - low) * 16).astype(int).tolist()) for q in p[k : k + 2]
            )
            cv2.line(own, one, other, float(strong), px, cv2.LINE_AA, 4)
    box = layer[low[1] : high[1], low[0] : high[0]]
    np.maximum(box, own, out=box)


# --- creases ------------------------------------------------------------------------------------


def _creased(tone: NDArray, scene: Lit, seen: Pixels, fine: Shot) -> NDArray:
    """Tone with folds and tendons: one wall in the light, one in shade, a fold's bottom dark."""
    folds, px_mm = scene.model.creases, fine.scale / 1000
    sunk, raised = np.zeros(tone.shape, np.float32), np.zeros(tone.shape, np.float32)
    facing = folds.along(scene.model.normals)
    for number, places in folds.along(scene.model.drawn).items():
        width_mm, strength = float(folds.width_mm[number]), float(folds.strength[number])
        layer = sunk if strength > 0 else raised
        # a fold that is finer than a sample is fainter
        strength = abs(strength) * min(1.0, width_mm * px_mm)
        _stroke(layer, places, facing[number], width_mm, strength, seen, fine)
    if sunk.any():
        bottom = cv2.GaussianBlur(sunk, (0, 0), max(0.16 * px_mm, 0.4))
        tone = tone * (1 - 0.42 * bottom * seen.shown)
        tone = tone - 0.10 * _lit_walls(sunk, 0.50, px_mm) * seen.shown
    if raised.any():
        top = cv2.GaussianBlur(raised, (0, 0), max(1.0 * px_mm, 0.6))
        tone = tone + (0.035 * top + 0.22 * _lit_walls(raised, 1.0, px_mm)) * seen.shown
    return tone


def _lit_walls(height: NDArray, soft_mm: float, px_mm: float) -> NDArray:
    """How much each slope of a relief looks to the key light, -1 to 1."""
    soft = cv2.GaussianBlur(height, (0, 0), max(soft_mm * px_mm, 0.6))
    right, down = np.gradient(soft, axis=1), np.gradient(soft, axis=0)
    return np.clip((down * _KEY[1] - right * _KEY[0]) * px_mm, -1, 1)
