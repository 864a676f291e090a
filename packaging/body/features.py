"""What is painted on the shaded figure: lips, the line of the mouth, brows, eyes, hair.

No textures: every pixel knows its place on the reference build, where all of it is described.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import anatomy
import cv2
import numpy as np
from figures import smoothstep
from scipy.spatial import cKDTree
from surface import spline

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: The middle of the left eyeball on the reference.
_EYE = np.array([0.02904, 1.58798, 0.12138])


def _disc(radius: float) -> NDArray:
    reach = int(radius + 1)
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    return (x * x + y * y <= radius * radius).astype(np.uint8)


def thicker(mask: NDArray, radius: float) -> NDArray:
    return cv2.dilate(np.ascontiguousarray(mask, np.float32), _disc(radius))


def face_box(place: NDArray, shown: NDArray) -> tuple[slice, slice] | None:
    """The part of a picture that shows brows, eyes and mouth, or None where no face is seen."""
    face = shown & (place[..., 2] > 0.09) & (np.abs(place[..., 1] - 1.5600) < 0.0650)
    rows, columns = np.where(face.any(1))[0], np.where(face.any(0))[0]
    if not len(rows):
        return None
    return slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)


def lips(place: NDArray) -> NDArray:
    """How much each pixel is lip: two lips with their bow, soft at the border."""
    x, y, z = np.abs(place[..., 0]), place[..., 1] - anatomy.MOUTH_Y, place[..., 2]
    u = np.clip(x / 0.0262, 0, 1)
    upper = 0.0086 * (1 - u**2.2) * (1 - 0.16 * np.exp(-((x / 0.0042) ** 2)))
    lower = 0.0094 * (1 - u**2.6)
    reach = np.where(y > 0, upper, lower)
    return (1 - smoothstep(reach - 0.0012, reach + 0.0008, np.abs(y))) * (z > 0.118) * (u < 1)


def mouth(tone: NDArray, place: NDArray, shown: NDArray) -> NDArray:
    """A line between the lips that tapers to its corners; behind them it is dark."""
    x, y, z = np.abs(place[..., 0]), place[..., 1], place[..., 2]
    share = np.clip(x / 0.0262, 0, 1)
    middle = anatomy.MOUTH_Y - 0.0005 + 0.0015 * share**2 - 0.0003 * np.cos(share * 6)
    half = 0.00085 * np.sqrt(np.maximum(1 - share, 0)) + 0.00010
    near = (z > 0.105) & (np.abs(y - middle) < 0.004) & (x < 0.0262) & shown
    line = (1 - smoothstep(half * 0.5, half * 1.9, np.abs(y - middle))) * near * (1 - share**6)
    # The upper lip looks down and lies in its own shade, the lower one catches the light.
    offset = y - anatomy.MOUTH_Y
    front = shown & (z > 0.118) & (x < 0.0262)
    upper = np.exp(-(((offset - 0.0040) / 0.0034) ** 2)) * (1 - share**2) * front
    light = np.exp(-(((offset + 0.0050) / 0.0024) ** 2)) * np.exp(-((x / 0.011) ** 2)) * front
    below = np.exp(-(((offset + 0.0118) / 0.0022) ** 2)) * np.exp(-((x / 0.012) ** 2)) * front
    tone = tone * (1 - 0.10 * upper - 0.09 * below) + 0.05 * light
    inside = shown & (z > 0.05) & (z < 0.128 - 0.55 * np.maximum(x - 0.016, 0))
    inside &= (x < 0.027) & (np.abs(y - anatomy.MOUTH_Y) < 0.012)
    tone = np.where(inside, np.minimum(tone, 0.10), tone)
    return tone * (1 - 0.72 * line)


def brows(tone: NDArray, hair: NDArray, place: NDArray, shown: NDArray) -> tuple[NDArray, NDArray]:
    """Short strokes along the brow, fading out to the temple."""
    x, y, z = np.abs(place[..., 0]), place[..., 1], place[..., 2]
    rows, columns = np.where(shown & (z > 0.10) & (y > 1.586) & (y < 1.622) & (x < 0.06))
    if not len(rows):
        return tone, hair
    curve = spline(np.array(anatomy.BROW))
    px, py = x[rows, columns], y[rows, columns]
    away, nearest = cKDTree(curve).query(np.stack([px, py], 1))
    t = nearest / len(curve)
    half = 0.0036 * np.interp(t, [0, 0.12, 0.5, 0.85, 1], [0.6, 1.0, 0.9, 0.55, 0.2])
    # single hairs: they rise at the inner end and lie along the brow further out
    lean = np.interp(t, [0, 0.3, 1], [1500, 5200, 7600])
    strokes = np.sin(px * 5200 - (py - 1.601) * lean) + 0.6 * np.sin(px * 9100 - py * 1.7 * lean)
    a = 1 - smoothstep(half * 0.35, half * 1.5, away * (1 + 0.16 * strokes))
    a *= np.interp(t, [0, 0.16, 0.55, 1], [0.25, 0.80, 0.92, 0.66]) * (1 + 0.10 * strokes)
    a = np.clip(a, 0, 1)
    tone, hair = tone.copy(), hair.copy()
    tone[rows, columns] = tone[rows, columns] * (1 - 0.80 * a) + 0.10 * 0.80 * a
    hair[rows, columns] = np.maximum(hair[rows, columns], a)
    return tone, hair


def eyes(
    tone: NDArray, hair: NDArray, cloth: NDArray, place: NDArray, is_eye: NDArray, mm: float
) -> tuple[NDArray, NDArray, NDArray]:
    """White, iris, pupil and a light in each eye, and the line of the lashes."""
    front = is_eye & (place[..., 2] > _EYE[2] - 0.004)
    if not front.any():
        return tone, hair, cloth
    x = np.abs(place[..., 0]) - _EYE[0]
    y = place[..., 1] - _EYE[1] - 0.0004
    away = np.hypot(x, y)
    iris = 1 - smoothstep(0.0056, 0.0064, away)
    pupil = 1 - smoothstep(0.0022, 0.0028, away)
    rim = smoothstep(0.0036, 0.0056, away) * iris
    shade = 0.90 + 0.30 * (tone - 0.5) - 0.26 * smoothstep(0.0016, 0.0050, y)
    eye = shade * (1 - iris) + (0.34 - 0.14 * rim) * iris
    eye = eye * (1 - pupil) + 0.02 * pupil
    signed = np.sign(place[..., 0]) * x
    light = 1 - smoothstep(0.0008, 0.0014, np.hypot(signed + 0.0018, y - 0.0020))
    eye = eye * (1 - light) + light
    dark = np.clip(iris - light, 0, 1)
    tone = np.where(front, eye, tone)
    hair = np.where(front, dark, hair)
    cloth = np.where(front, 1 - dark, cloth)
    top = front & ~np.roll(front, 1, 0)
    under = front & ~np.roll(front, -1, 0)
    for edge, radius, blur, strength in ((top, 0.70, 0.22, 0.80), (under, 0.25, 0.2, 0.30)):
        lash = cv2.GaussianBlur(thicker(edge, radius / mm), (0, 0), max(blur / mm, 0.3))
        tone = tone * (1 - np.clip(lash * strength, 0, 1))
    return _lids(tone, place, front, mm), hair, cloth


def _lids(tone: NDArray, place: NDArray, front: NDArray, mm: float) -> NDArray:
    """The fold of the upper lid, as far over the eye as it is, and the lower lid's soft rim."""
    x = np.abs(place[..., 0]) - _EYE[0]
    y = place[..., 1] - _EYE[1]
    skin = ~front & (place[..., 2] > 0.10)
    share = np.clip(np.abs(x + 0.0008) / 0.0172, 0, 1)
    taper = 1 - share**3
    fold = 0.0107 - 0.0062 * share**2
    line = np.exp(-(((y - fold) / max(0.00055, 0.5 * mm / 1000)) ** 2)) * taper
    above = np.exp(-(((y - fold - 0.0022) / 0.0022) ** 2)) * taper
    lower = np.exp(-(((y + 0.0092 - 0.0050 * share**2) / 0.0011) ** 2)) * taper
    return tone * (1 - (0.30 * line + 0.07 * lower) * skin) + 0.035 * above * skin


def hair(place: NDArray, inside: NDArray, shown: NDArray) -> tuple[NDArray, NDArray]:
    """How much hair each pixel shows, its edge loosened by strokes, and the strokes."""
    strokes = _strokes(place, inside, shown)
    nape = 1 - smoothstep(0.0, 0.05, place[..., 2])
    front = smoothstep(0.07, 0.10, place[..., 2])
    # half of the hair stands where the hairline is; it thins out over this much on both sides
    soft = 0.0045 + 0.0040 * nape + 0.0025 * front
    edge = inside + (0.0012 + 0.0016 * nape + 0.0018 * front) * strokes
    return (smoothstep(-soft, soft, edge) * shown).astype(np.float32), strokes


def nails(tone: NDArray, nail: NDArray, palm: NDArray, shown: NDArray) -> tuple[NDArray, NDArray]:
    """Tone with nails and their rims and with lighter palms, and how rosy each of them is."""
    plate = smoothstep(-0.10, 0.12, nail) * shown
    rim = np.exp(-((nail / 0.16) ** 2)) * shown
    tone = tone + (0.05 * plate + 0.045 * palm) * shown
    return tone * (1 - 0.20 * rim), np.maximum(0.45 * plate * (1 - rim), 0.28 * palm) * shown


def _strokes(place: NDArray, inside: NDArray, shown: NDArray) -> NDArray:
    """Fine strokes flowing from the whorl: noise over angle and distance from it, -1 to 1."""
    out = np.zeros(inside.shape, np.float32)
    rows = (inside > -0.012) & shown
    if not rows.any():
        return out
    axis = np.array([0, 0.80, -0.60], np.float32)
    u = np.cross(axis, [1, 0, 0]).astype(np.float32)
    u /= np.linalg.norm(u)
    w = np.cross(axis, u)
    q = place[rows] - np.array(anatomy.CROWN, np.float32)
    q /= np.maximum(np.sqrt((q * q).sum(1, keepdims=True)), 1e-6)
    from_whorl = np.arccos(np.clip(q @ axis, -1, 1))
    round_it = np.arctan2(q @ w, q @ u)
    random = np.random.default_rng(5)
    total = np.zeros(len(q), np.float32)
    for count, rate, share in ((420, 9, 0.6), (210, 5, 0.4)):
        noise = random.standard_normal((64, count)).astype(np.float32)
        noise = cv2.GaussianBlur(np.tile(noise, (3, 3)), (0, 0), sigmaX=0.55, sigmaY=1.2)
        noise = noise[64:128, count : 2 * count] / noise.std()
        y = ((from_whorl * rate + 0.25 * np.sin(round_it * 7)) % 64).astype(np.float32)
        x = (((round_it / (2 * np.pi) + 0.5) * count) % count).astype(np.float32)
        padded = np.pad(noise, ((0, 1), (0, 1)), mode="wrap")
        total += share * _looked_up(padded, x, y)
    fade = smoothstep(0.0, 0.35, from_whorl)
    out[rows] = np.clip(total * 0.5, -1, 1) * (0.25 + 0.75 * fade)
    return out


def _looked_up(table: NDArray, x: NDArray, y: NDArray) -> NDArray:
    """Bilinear values of a table that repeats its first row and column at its end."""
    left = np.minimum(x.astype(int), table.shape[1] - 2)
    top = np.minimum(y.astype(int), table.shape[0] - 2)
    dx, dy = x - left, y - top
    upper = table[top, left] * (1 - dx) + table[top, left + 1] * dx
    lower = table[top + 1, left] * (1 - dx) + table[top + 1, left + 1] * dx
    return upper * (1 - dy) + lower * dy
