"""From tone and regions to colour: the pixels of a body picture, by Qt's own operations only.

Safe off the UI thread. Must never read a file or know a theme: it is given colours.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from acutimer.ui.body_map.complexion import BodyColours

#: How much of the hair's colour lies over the skin, and how much when it is faded so that what
#: lies beneath can be seen.
HAIR, HAIR_FADED = 0.74, 0.37
#: How much of the lips' colour lies over the skin, and of the palms'.
LIPS, PALMS = 0.42, 0.34
#: The mask's blue: up to the first weight it is palm, from the second on lip, nails lie between.
_PALM_UP_TO, _LIP_FROM = 72, 190
#: Where the channels of a mask lie in a pixel of 32 bits, lowest byte first.
_BLUE, _GREEN, _RED = 0, 1, 2
_OPAQUE = 0xFF000000


def coloured(
    tone: QImage, mask: QImage, colours: BodyColours, hair: float, regions: Collection[str]
) -> QImage:
    """The picture in colour, premultiplied, as large as ``tone``.

    ``tone`` is grey with alpha, not premultiplied; ``mask`` says with red, green and blue how much
    of a pixel is hair, cloth and lips (a little blue is a nail or a palm), at any size; ``hair`` is
    0 to 1; ``regions`` names those that the mask has at all.
    """
    # images are named before their bits are taken: a view of bits does not keep its image
    straight = tone.convertToFormat(QImage.Format.Format_ARGB32)
    greys = bytes(straight.constBits())[_BLUE::4]
    size = (tone.width(), tone.height())
    plain = mask.convertToFormat(QImage.Format.Format_RGB32)
    pixels = bytes(plain.constBits())
    of_mask = (mask.width(), mask.height())
    whole = _indexed(greys, size, colours.skin).convertToFormat(
        QImage.Format.Format_ARGB32_Premultiplied
    )
    box = QRectF(whole.rect())
    painter = QPainter(whole)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    if "lips" in regions:
        rosy = _indexed(pixels[_BLUE::4], of_mask, _rosy(colours.lips, colours.palms))
        painter.drawImage(box, rosy.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied))
    for region, channel, table, share in (
        ("cloth", _GREEN, colours.cloth, 1.0),
        ("hair", _RED, colours.hair, hair),
    ):
        if region in regions:
            weights = _weights(pixels[channel::4], of_mask, share)
            painter.drawImage(0, 0, _layer(_indexed(greys, size, table), weights))
    painter.end()
    # The alpha comes last, from a premultiplied copy: whatever tone lies under transparent pixels
    # never meets the figure's edge.
    cut = tone.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(cut)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.drawImage(0, 0, whole)
    painter.end()
    return cut


def _indexed(greys: bytes, size: tuple[int, int], table: Sequence[int]) -> QImage:
    """A picture of bytes with a colour for each; ``greys`` must outlive it."""
    image = QImage(greys, *size, size[0], QImage.Format.Format_Indexed8)
    image.setColorTable(table)
    return image


@lru_cache(maxsize=4)
def _rosy(lips: int, palms: int) -> tuple[int, ...]:
    """What each weight of the mask's blue lays over the skin: palms, then nails, then lips."""
    table = []
    for weight in range(256):
        lip = min(1.0, max(0.0, (weight - _PALM_UP_TO) / (_LIP_FROM - _PALM_UP_TO)))
        share = (PALMS + (LIPS - PALMS) * lip) * min(1.0, max(0.0, 2 * weight / _PALM_UP_TO - 1))
        packed = round(255 * share) << 24
        for shift in (16, 8, 0):
            palm, of_lip = (colour >> shift & 255 for colour in (palms, lips))
            packed |= round(palm + (of_lip - palm) * lip) << shift
        table.append(packed)
    return tuple(table)


def _weights(greys: bytes, size: tuple[int, int], share: float) -> QImage:
    """One channel of the mask as alpha."""
    return _indexed(greys, size, _alphas(share)).convertToFormat(
        QImage.Format.Format_ARGB32_Premultiplied
    )


@lru_cache(maxsize=4)
def _alphas(share: float) -> tuple[int, ...]:
    return tuple(round(weight * share) << 24 for weight in range(256))


def _layer(colour: QImage, weights: QImage) -> QImage:
    """A layer of colour as thick as the weights say, which may be of another size."""
    layer = colour.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(layer)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationIn)
    painter.drawImage(QRectF(layer.rect()), weights)
    painter.end()
    return layer
