"""Where it hurts: the places on the body that a rating can name.

Must never know what can be done about it: core.point_uses says what sources say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

#: Id as it is noted, and its name; from the neck outwards.
REGIONS = {
    "neck": "Neck",
    "back_of_head": "Back of head",
    "forehead": "Forehead",
    "temple": "Temple",
    "shoulder": "Shoulder",
    "upper_back": "Upper back",
}
#: Always the person's own left and right.
PLACE_SIDES = ("left", "right")


class PainPlace(NamedTuple):
    """A region on one side of the body; the id is what is noted and never changes."""

    id: str
    region: str
    side: str
    name: str


#: Every place, each region with its left before its right.
PLACES: Mapping[str, PainPlace] = {
    f"{region}.{side}": PainPlace(f"{region}.{side}", region, side, f"{name}, {side}")
    for region, name in REGIONS.items()
    for side in PLACE_SIDES
}


class PlaceError(ValueError):
    """A place that is none, with those there are in one sentence."""


def checked_places(ids: Iterable[str]) -> tuple[str, ...]:
    """The ids in their own order, each once; raises PlaceError."""
    wanted = set(ids)
    for unknown in sorted(wanted - PLACES.keys()):
        raise PlaceError(f"There is no place {unknown!r}; there are {', '.join(PLACES)}.")
    return tuple(one for one in PLACES if one in wanted)


def places_in_words(ids: Iterable[str]) -> str:
    """Places for people: "Neck, both sides · Temple, right"; an id nobody knows stands as it is."""
    wanted = list(dict.fromkeys(ids))
    said: list[str] = []
    for region, name in REGIONS.items():
        sides = [side for side in PLACE_SIDES if f"{region}.{side}" in wanted]
        if sides:
            said.append(f"{name}, {sides[0] if len(sides) == 1 else 'both sides'}")
    return " · ".join([*said, *(one for one in wanted if one not in PLACES)])


def regions_of(ids: Iterable[str]) -> tuple[str, ...]:
    """The regions of places, each once, in their order."""
    regions = {PLACES[one].region for one in ids if one in PLACES}
    return tuple(region for region in REGIONS if region in regions)
