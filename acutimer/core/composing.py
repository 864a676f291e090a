"""Routines put together on the body: from points clicked, or from one point alone.

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
#: One point, pressed once.
ONLY_THIS = "only-this"
#: Routines in no file: each is made anew of what is chosen.
MADE_HERE = (YOUR_POINTS, YOUR_PLACES, ONLY_THIS)
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
    return _made(YOUR_POINTS, YOUR_POINTS_NAME, steps, atlas)


def only_this(code: str, side: Side, atlas: Atlas) -> Routine | None:
    """One point pressed once on that side, the first way its source does; None without a timer."""
    point = atlas.get(code)
    if point is None or not point.protocols:
        return None
    kind, pressed = point.protocols[0].kind.value, sides_for(code, side, atlas)
    step = {"kind": kind, "point": code, "side": pressed.value}
    return _made(ONLY_THIS, point.plain, [step], atlas)


def _made(routine_id: str, name: str, steps: list[Mapping[str, object]], atlas: Atlas) -> Routine:
    content = {"schema": 1, "id": routine_id, "name": name, "origin": "Chosen on the map"}
    return read_routine({**content, "steps": steps}, atlas)


def sides_for(code: str, side: Side, atlas: Atlas) -> Side:
    """Both hands cannot press each other: such a point is pressed in turn instead."""
    point = atlas.get(code)
    return Side.IN_TURN if point and point.one_at_a_time and side is Side.BOTH else side
