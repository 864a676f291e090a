"""The colours of the body: what each tone of a picture becomes on skin, hair, cloth and lips.

Pictures hold tone only, so four skins cost no files. Must never touch a pixel or a file.
"""

from __future__ import annotations

import itertools
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from acutimer.ui.kit.theme import FigureDim

Colour = tuple[float, float, float]
Ramp = tuple[tuple[float, int], ...]

#: Tone 0 is the ink of outlines; shaded surfaces begin here (packaging/body/shading.py).
INK_SHARE = 0.125
_INKS = {"fair": 0x4A3531, "sand": 0x3C2A22, "brown": 0x24160F, "deep": 0x150D0A}
_HAIR_INK, _CLOTH_INK = 0x100E0E, 0x3A3A3D
#: Shading 0 dark to 1 light, and 0xRRGGBB; between two stops colours mix in linear light. Each has
#: its own undertone: rosy, golden, red-brown, cool.
_SKINS: dict[str, Ramp] = {
    "fair": (
        (0.0, 0x7D6460), (0.22, 0xAC8D84), (0.45, 0xD7B4A5), (0.68, 0xECD6C8), (0.88, 0xF8EADE),
        (1.0, 0xFFFAF3),
    ),
    "sand": (
        (0.0, 0x6A4B38), (0.22, 0x957056), (0.45, 0xC09874), (0.68, 0xDBB893), (0.88, 0xEDD2B1),
        (1.0, 0xF9E9D2),
    ),
    "brown": (
        (0.0, 0x43241A), (0.22, 0x6B402C), (0.45, 0x965F43), (0.68, 0xB67E5C), (0.88, 0xD09F7C),
        (1.0, 0xE9C4A4),
    ),
    "deep": (
        (0.0, 0x221617), (0.22, 0x3A2727), (0.45, 0x573D38), (0.68, 0x74564C), (0.88, 0x947468),
        (1.0, 0xBB9E93),
    ),
}  # fmt: skip
_HAIRS: dict[str, Ramp] = {
    "fair": (
        (0.0, 0x3B3332), (0.3, 0x5D514D), (0.6, 0x82736C), (0.85, 0xA69589), (1.0, 0xBFAE9F),
    ),
    "sand": (
        (0.0, 0x2B2422), (0.3, 0x473C38), (0.6, 0x675852), (0.85, 0x87766C), (1.0, 0xA08F83),
    ),
    "brown": (
        (0.0, 0x1E1A1A), (0.3, 0x332C2B), (0.6, 0x4C4341), (0.85, 0x685D59), (1.0, 0x81746F),
    ),
    "deep": (
        (0.0, 0x141213), (0.3, 0x252223), (0.6, 0x3A3637), (0.85, 0x544F50), (1.0, 0x6B6566),
    ),
}  # fmt: skip
#: Cloth, and the white of the eye, are the same on everybody.
_CLOTH: Ramp = (
    (0.0, 0x4C5257), (0.3, 0x7B848A), (0.6, 0xA9B2B5), (0.85, 0xCDD3D3), (1.0, 0xE2E5E3),
)  # fmt: skip
_LIPS = {"fair": 0xC4625C, "sand": 0xB0584A, "brown": 0x883F3C, "deep": 0x5C2C34}
#: Palms and nails: rosier than fair skin, far lighter than deep skin.
_PALMS = {"fair": 0xF0BFB0, "sand": 0xEFC5A8, "brown": 0xDDAF95, "deep": 0xC79A8A}
#: The tone a swatch shows: lit skin.
_SWATCH_TONE = 0.68
_OPAQUE = 0xFF000000


class BodyColours(NamedTuple):
    """Colour tables of 256 tones as 0xAARRGGBB, opaque; the one colour of lips, and of palms."""

    skin: tuple[int, ...]
    hair: tuple[int, ...]
    cloth: tuple[int, ...]
    lips: int
    palms: int


@lru_cache(maxsize=4)
def body_colours(tone: str, dim: FigureDim | None, brightness: float) -> BodyColours:
    """The colours of one skin under one theme; another skin than the four is drawn fair.

    ``brightness`` multiplies the colours of dark themes once more, 0.4 to 1.
    """
    known = tone if tone in _SKINS else "fair"
    colours = [
        *_table(_INKS[known], _SKINS[known]), *_table(_HAIR_INK, _HAIRS[known]),
        *_table(_CLOTH_INK, _CLOTH), _channels(_LIPS[known]), _channels(_PALMS[known]),
    ]  # fmt: skip
    if dim is not None:
        colours = [darkened(colour, dim, brightness) for colour in colours]
    packed = [
        _OPAQUE | round(red) << 16 | round(green) << 8 | round(blue) for red, green, blue in colours
    ]
    return BodyColours(
        tuple(packed[:256]), tuple(packed[256:512]), tuple(packed[512:768]), *packed[768:]
    )


def swatch(tone: str) -> str:
    """The colour that stands for a skin in a list: #rrggbb."""
    red, green, blue = _table(_INKS[tone], _SKINS[tone])[round(255 * _SWATCH_TONE)]
    return f"#{round(red):02x}{round(green):02x}{round(blue):02x}"


def darkened(colour: Colour, dim: FigureDim | None, brightness: float) -> Colour:
    """A colour as a dark theme shows it: mixed with its grey, then multiplied per channel."""
    if dim is None:
        return colour
    red, green, blue = colour
    grey = dim.grey * (11 * red + 16 * green + 5 * blue) / 32
    own = (1 - dim.grey) * brightness
    grey *= brightness
    by_red, by_green, by_blue = dim.multiply
    return (
        (red * own + grey) * by_red,
        (green * own + grey) * by_green,
        (blue * own + grey) * by_blue,
    )


def _table(ink: int, ramp: Ramp) -> list[Colour]:
    """256 colours, ink first, mixed in linear light: a power of 2.2 is near enough to sRGB."""
    colours: list[Colour] = []
    stops = ((0.0, ink), *((INK_SHARE + (1 - INK_SHARE) * at, colour) for at, colour in ramp))
    for (low, dark), (high, light) in itertools.pairwise(stops):
        first, last = len(colours), int(high * 255 + 1e-6)
        shares = [(step / 255 - low) / (high - low) for step in range(first, last + 1)]
        across = [
            [255 * (one + (other - one) * share) ** (1 / 2.2) for share in shares]
            for one, other in zip(_lights(dark), _lights(light), strict=True)
        ]
        colours.extend(zip(*across, strict=True))
    return colours


def _lights(colour: int) -> list[float]:
    return [(channel / 255) ** 2.2 for channel in _channels(colour)]


def _channels(colour: int) -> Colour:
    return float(colour >> 16), float(colour >> 8 & 255), float(colour & 255)
