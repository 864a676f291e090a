"""The ways in which a clause may be spoken, the likeliest first.

A way changes what ends the words, and how fast the engine speaks. The speed is made up for when the
clause is stretched, so that every clause has the same pace.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from table import Row

_ENDINGS = ".!?"
#: How a spelling is changed, and the engine's speed.
_MANNERS = (
    ("{whole}", 1.0),
    ("{bare}.", 0.95),
    ("{bare}", 1.0),
    ("{bare}.", 1.05),
    ("{bare}!", 1.0),
    ("{lower}.", 1.0),
    ("{bare};", 1.0),
    (", {lower}.", 1.0),
    ("{bare}...", 1.0),
    ("{bare}!", 0.95),
    ("{bare}!", 1.05),
    ("{bare}:", 1.0),
)


@dataclass(frozen=True)
class Way:
    """What is spelt for the engine, and its speed."""

    spelling: str
    speed: float


def ways(row: Row) -> Iterator[Way]:
    """Every way of a clause, each once."""
    seen: set[Way] = set()
    for manner, speed in _MANNERS:
        for spelling in row.spellings:
            bare = spelling.rstrip(_ENDINGS)
            lower = bare[:1].lower() + bare[1:]
            way = Way(manner.format(whole=spelling, bare=bare, lower=lower), speed)
            if way not in seen:
                seen.add(way)
                yield way
