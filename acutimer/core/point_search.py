"""Points found by what somebody types: everyday name, code, pinyin, Han characters or English.

Plain values. Must never choose one: it gives all that fit, the likeliest first.
"""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import normalize

from acutimer.core.points import Point


def points_called(text: str, points: Iterable[Point]) -> tuple[Point, ...]:
    """The points that fit what was typed: called exactly so, then beginning so, then holding it."""
    sought = _folded(text)
    if not sought:
        return ()
    ranked: list[tuple[int, int, Point]] = []
    for place, point in enumerate(points):
        rank = min((_rank(sought, name) for name in _names(point)), default=_NOT)
        if rank < _NOT:
            ranked.append((rank, place, point))
    return tuple(point for _, _, point in sorted(ranked, key=lambda one: one[:2]))


_NOT = 4


def _names(point: Point) -> tuple[str, ...]:
    return (point.plain, point.code, point.pinyin, point.hanzi, point.name, *point.aliases)


def _rank(sought: str, name: str) -> int:
    """0 the same, 1 begins so, 2 a word of it begins so, 3 holds it."""
    whole = _folded(name)
    if whole == sought:
        return 0
    if whole.startswith(sought):
        return 1
    words = name.replace("-", " ").split()
    if any(_folded(" ".join(words[at:])).startswith(sought) for at in range(1, len(words))):
        return 2
    return 3 if len(sought) > 2 and sought in whole else _NOT


def _folded(name: str) -> str:
    """Letters and digits alone, small and without tone marks."""
    return "".join(letter for letter in normalize("NFKD", name.casefold()) if letter.isalnum())
