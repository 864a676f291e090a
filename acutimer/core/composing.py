"""A routine put together from points clicked on the body.

Must never go round the limits of routines: what is composed here passes the same checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from acutimer.core.points import Atlas, Side
from acutimer.core.routine_reading import read_routine
from acutimer.core.routines import HEAD_TURNS, Routine

YOUR_POINTS = "your-points"
#: The routine that core.where makes of tapped places.
YOUR_PLACES = "your-places"
#: Routines in no file: each is made anew of what is chosen.
MADE_HERE = (YOUR_POINTS, YOUR_PLACES)
YOUR_POINTS_NAME = "Your points"
#: The article turns the head after this point.
_TURNS_AFTER = "GB20"


def compose(choices: Iterable[tuple[str, Side]], atlas: Atlas) -> Routine | None:
    """The routine of those points and sides in order; None when none of them has a timer.

    A point chosen twice keeps its last side. Head turns close the routine when GB20 is in it.
    """
    wanted: dict[str, Side] = {}
    for code, side in choices:
        wanted.pop(code, None)
        wanted[code] = side
    steps: list[Mapping[str, object]] = []
    for code, side in wanted.items():
        point = atlas.get(code)
        for protocol in point.protocols if point else ():
            steps.append({"kind": protocol.kind.value, "point": code, "side": side.value})
    if not steps:
        return None
    if _TURNS_AFTER in wanted:
        steps.append({"kind": "care", "care": HEAD_TURNS})
    return read_routine(
        {
            "schema": 1,
            "id": YOUR_POINTS,
            "name": YOUR_POINTS_NAME,
            "origin": "Chosen on the map",
            "steps": steps,
        },
        atlas,
    )


def sides_for(code: str, side: Side, atlas: Atlas) -> Side:
    """Both hands cannot press each other: such a point is pressed in turn instead."""
    point = atlas.get(code)
    return Side.IN_TURN if point and point.one_at_a_time and side is Side.BOTH else side
