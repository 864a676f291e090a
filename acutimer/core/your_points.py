"""The points that were clicked together on the map: read from the preferences.

Must never say that a point is there: core.composing makes a routine of those that are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

#: As core.points names them, which would be heavy to ask at the start.
_SIDES = ("left", "right", "both", "in_turn", "middle")


def read_your_points(value: object) -> tuple[dict[str, str], list[str]]:
    """Sides by the point's code, in order; what cannot be used is left out and named."""
    if not isinstance(value, Mapping):
        return {}, ["your_points must be a table"]
    points: dict[str, str] = {}
    faults: list[str] = []
    for code, side in cast("Mapping[object, object]", value).items():
        if side in _SIDES:
            points[str(code)] = str(side)
        else:
            faults.append(f"your_points {code} must be one of {', '.join(_SIDES)}")
    return points, faults
