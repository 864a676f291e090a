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


def lips(place: NDArray) -> NDArray:
    x, y, z = np.abs(place[..., 0]), place[..., 1], place[..., 2]
    shape = np.exp(-((x / 0.021) ** 4)) * np.exp(-(((y - anatomy.MOUTH_Y) / 0.0088) ** 4))
    return shape * (z > 0.136)


def mouth(tone: NDArray, place: NDArray, shown: NDArray) -> NDArray:
    """A line between the lips that tapers to its corners; behind them it is dark."""
    x, y, z = np.abs(place[..., 0]), place[..., 1], place[..., 2]
    share = np.clip(x / 0.0262, 0, 1)
    middle = anatomy.MOUTH_Y + 0.0012 * share**2 - 0.0004 * np.cos(share * 6)
    half = 0.00052 * np.sqrt(np.maximum(1 - share, 0)) + 0.00006
    near = (z > 0.105) & (np.abs(y - middle) < 0.004) & (x < 0.0262) & shown
    line = (1 - smoothstep(half * 0.5, half * 1.9, np.abs(y - middle))) * near * (1 - share**6)
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
    half = 0.0033 * np.interp(t, [0, 0.12, 0.5, 0.85, 1], [0.7, 0.95, 0.85, 0.55, 0.2])
    a = 1 - smoothstep(half * 0.2, half * 1.5, away)
    a *= np.interp(t, [0, 0.22, 0.6, 1], [0.18, 0.62, 0.74, 0.45])
    a *= 1 + 0.10 * np.sin(px * 7000 + (py - 1.601) * 4200)
    a = np.clip(a * 0.9, 0, 1)
    tone, hair = tone.copy(), hair.copy()
    tone[rows, columns] = tone[rows, columns] * (1 - 0.55 * a) + 0.16 * 0.55 * a
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
    for edge, radius, blur, strength in ((top, 0.55, 0.22, 0.66), (under, 0.2, 0.2, 0.24)):
        lash = cv2.GaussianBlur(thicker(edge, radius / mm), (0, 0), max(blur / mm, 0.3))
        tone = tone * (1 - np.clip(lash * strength, 0, 1))
    return tone, hair, cloth


def hair(place: NDArray, inside: NDArray, shown: NDArray) -> tuple[NDArray, NDArray]:
    """How much hair each pixel shows, its edge loosened by strokes, and the strokes."""
    strokes = _strokes(place, inside)
    nape = 1 - smoothstep(0.0, 0.05, place[..., 2])
    soft = 0.0060 + 0.0085 * nape
    edge = inside + (0.0010 + 0.0009 * nape) * strokes
    return (smoothstep(-0.0015, soft, edge) * shown).astype(np.float32), strokes


def _strokes(place: NDArray, inside: NDArray) -> NDArray:
    """Fine strokes flowing from the whorl: noise over angle and distance from it, -1 to 1."""
    out = np.zeros(inside.shape, np.float32)
    rows = inside > -0.012
    if not rows.any():
        return out
    axis = np.array([0, 0.80, -0.60])
    u = np.cross(axis, [1, 0, 0])
    u /= np.linalg.norm(u)
    w = np.cross(axis, u)
    q = place[rows] - np.array(anatomy.CROWN)
    q /= np.maximum(np.linalg.norm(q, axis=1, keepdims=True), 1e-6)
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
