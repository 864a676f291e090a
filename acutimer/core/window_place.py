"""Where a window was and how large, and where it can be again: plain numbers, in pixels.

Must never put a window where no screen shows it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast

#: What the desktop may put round a window; a bar below the screen's edge helps nobody.
FRAME_PX = 40
FIRST_SIZE = (1280, 800)
#: A screen that shows less of a window than this is not where it was.
_LEAST_SEEN_PX = 120
#: No desktop is larger; a file that says so is broken.
_FARTHEST_PX = 100_000


class Rectangle(NamedTuple):
    """A part of the desktop."""

    left: int
    top: int
    width: int
    height: int


class Kept(NamedTuple):
    """What is kept of a window: how it lies when it is not maximised, and whether it is."""

    place: Rectangle
    maximised: bool = False


def kept_of(content: object) -> Kept | None:
    """What a file says; None when it does not make sense."""
    if not isinstance(content, Mapping):
        return None
    fields = cast("Mapping[object, object]", content)
    numbers = [fields.get(name) for name in Rectangle._fields]
    maximised = fields.get("maximised", False)
    if not isinstance(maximised, bool):
        return None
    sides: list[int] = []
    for number in numbers:
        if type(number) is not int or abs(number) > _FARTHEST_PX:
            return None
        sides.append(number)
    place = Rectangle(*sides)
    return Kept(place, maximised) if min(place.width, place.height) > 0 else None


def content_of(kept: Kept) -> dict[str, object]:
    """What is written of a window; ``kept_of`` reads it."""
    return {**kept.place._asdict(), "maximised": kept.maximised}


def first_size(screen: Rectangle) -> tuple[int, int]:
    """Width and height of a window that was never open before."""
    width, height = FIRST_SIZE
    return min(width, screen.width - FRAME_PX), min(height, screen.height - FRAME_PX)


def place_again(
    place: Rectangle, screens: Sequence[Rectangle], least: tuple[int, int]
) -> Rectangle | None:
    """The place, pushed and cut to the screen that shows most of it; None when none does.

    ``screens`` is what each has room for; ``least`` is the least width and height.
    """
    seen = [(_seen(place, screen), screen) for screen in screens]
    width, height = max((sides for sides, _ in seen), key=_area, default=(0, 0))
    if min(width, height) < min(_LEAST_SEEN_PX, place.width, place.height):
        return None
    screen = max(seen, key=lambda one: _area(one[0]))[1]
    width = place.width if place.width <= screen.width else screen.width - FRAME_PX
    height = place.height if place.height <= screen.height else screen.height - FRAME_PX
    width, height = max(least[0], width), max(least[1], height)
    return Rectangle(
        max(screen.left, min(place.left, screen.left + screen.width - width)),
        max(screen.top, min(place.top, screen.top + screen.height - height)),
        width,
        height,
    )


def _area(sides: tuple[int, int]) -> int:
    return sides[0] * sides[1]


def _seen(place: Rectangle, screen: Rectangle) -> tuple[int, int]:
    """Width and height of the part of a place that a screen shows."""
    across = min(place.left + place.width, screen.left + screen.width)
    down = min(place.top + place.height, screen.top + screen.height)
    return (
        max(0, across - max(place.left, screen.left)),
        max(0, down - max(place.top, screen.top)),
    )
