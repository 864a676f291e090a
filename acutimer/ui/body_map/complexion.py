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
#: Shading 0 dark to 1 light, and 0xRRGGBB; between two stops colours mix in linear light.
_SKINS: dict[str, Ramp] = {
    "fair": (
        (0.0, 0x7D6460), (0.22, 0xAC8D84), (0.45, 0xD7B4A5), (0.68, 0xECD6C8), (0.88, 0xF8EADE),
        (1.0, 0xFFFAF3),
    ),
    "sand": (
        (0.0, 0x6A4C3C), (0.22, 0x94705A), (0.45, 0xBE977B), (0.68, 0xD9B699), (0.88, 0xEBD0B6),
        (1.0, 0xF8E8D5),
    ),
    "brown": (
        (0.0, 0x452B20), (0.22, 0x684534), (0.45, 0x8E6450), (0.68, 0xAF8269), (0.88, 0xC9A085),
        (1.0, 0xE2C1A8),
    ),
    "deep": (
        (0.0, 0x2A1A14), (0.22, 0x432C23), (0.45, 0x614336), (0.68, 0x7F5B49), (0.88, 0x9C7660),
        (1.0, 0xBF9A83),
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
_LIPS = {"fair": 0xC0705F, "sand": 0xA85B48, "brown": 0x7A3E34, "deep": 0x5A2B26}
#: The tone a swatch shows: lit skin.
_SWATCH_TONE = 0.68
_OPAQUE = 0xFF000000


class BodyColours(NamedTuple):
    """Colour tables of 256 tones as 0xAARRGGBB, opaque, and the one colour of lips."""

    skin: tuple[int, ...]
    hair: tuple[int, ...]
    cloth: tuple[int, ...]
    lips: int


@lru_cache(maxsize=4)
def body_colours(tone: str, dim: FigureDim | None, brightness: float) -> BodyColours:
    """The colours of one skin under one theme; another skin than the four is drawn fair.

    ``brightness`` multiplies the colours of dark themes once more, 0.4 to 1.
    """
    known = tone if tone in _SKINS else "fair"
    lips = _channels(_LIPS[known])
    colours = [
        *_table(_INKS[known], _SKINS[known]), *_table(_HAIR_INK, _HAIRS[known]),
        *_table(_CLOTH_INK, _CLOTH), lips,
    ]  # fmt: skip
    if dim is not None:
        colours = [darkened(colour, dim, brightness) for colour in colours]
    packed = [
        _OPAQUE | round(red) << 16 | round(green) << 8 | round(blue) for red, green, blue in colours
    ]
    return BodyColours(
        tuple(packed[:256]), tuple(packed[256:512]), tuple(packed[512:768]), packed[768]
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
