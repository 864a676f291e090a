"""How large text is: the sizes one can choose, and what comes of them and of the desktop's own.

Sizes are times the size that the desktop gives by itself. Plain numbers: must never know a font.
"""

from __future__ import annotations

#: What can be chosen, in order.
TEXT_SIZES = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
#: Sizes this near to each other are the same.
_NEAR = 0.005


def nearest_size(size: float) -> float:
    """The size to choose that is nearest to ``size``."""
    return min(TEXT_SIZES, key=lambda one: abs(one - size))


def stepped_size(size: float, by: int) -> float:
    """The next larger size (``by`` 1) or smaller one (-1); 0 is the usual size."""
    if by == 0:
        return TEXT_SIZES[0]
    if by > 0:
        return next((one for one in TEXT_SIZES if one > size + _NEAR), TEXT_SIZES[-1])
    return next((one for one in reversed(TEXT_SIZES) if one < size - _NEAR), TEXT_SIZES[0])


def whole_size(chosen: float, wished: float, already: float = 1.0) -> float:
    """What is shown for a choice where the desktop wishes for ``wished`` times the size too.

    ``already`` is how much everything is enlarged by the desktop before text is looked at. Text is
    never smaller than the desktop's own font, and never larger than the largest size.
    """
    asked = max(1.0, wished / max(1.0, already))
    return min(TEXT_SIZES[-1], chosen * asked)
