"""The points a person put together by hand, each on its side, in their order.

Plain values. Must never hold a point that no routine can be made of.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from acutimer.core.composing import compose
from acutimer.core.points import Side
from acutimer.core.reading import ContentError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from acutimer.core.points import Atlas
    from acutimer.core.routines import Routine


class HandPicked:
    """Sides by the point's code; a point that comes again keeps its place."""

    def __init__(self) -> None:
        self._sides: dict[str, Side] = {}

    def take(self, points: Mapping[str, str], atlas: Atlas) -> None:
        """Hold what was put together once, but for what is no point any more."""
        sides = {code: Side(side) for code, side in points.items()}
        self._sides = {code: side for code, side in sides.items() if _composes(code, side, atlas)}

    def put(self, code: str, side: Side) -> None:
        """One more point, or another side for one that is there."""
        self._sides[code] = side

    def drop(self, code: str) -> None:
        """One point less, where it is there."""
        self._sides.pop(code, None)

    def clear(self) -> None:
        """No points any more."""
        self._sides = {}

    def __contains__(self, code: str) -> bool:
        return code in self._sides

    def __bool__(self) -> bool:
        return bool(self._sides)

    def routine(self, atlas: Atlas) -> Routine | None:
        """The routine of these points; None without any."""
        return compose(list(self._sides.items()), atlas) if self._sides else None

    def told(self) -> dict[str, str]:
        """As it is kept."""
        return {code: side.value for code, side in self._sides.items()}


def _composes(code: str, side: Side, atlas: Atlas) -> bool:
    try:
        return compose([(code, side)], atlas) is not None
    except ContentError:
        return False
