"""How each point looks on the map of the Press page, and the same in words for the list.

Plain values. Must never hold a widget or decide what is off: it asks the verdict.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from acutimer.core.points import Point, Side, body_sides
from acutimer.ui.body_map.markers import MarkerLook, MarkerState
from acutimer.ui.kit.bone_names import bone_name, found_by
from acutimer.ui.kit.wording import OFF_BY_SAFETY, REFERENCE_ONLY, point_name

if TYPE_CHECKING:
    from acutimer.core.points import Atlas
    from acutimer.core.routines import Routine
    from acutimer.core.safety import Verdict

#: The numbers of the steps that press a point on a side; care has none.
StepNumbers = dict[tuple[str, Side], list[int]]


def step_numbers(routine: Routine | None) -> StepNumbers:
    """The steps of a routine, counted by what they press."""
    numbers: StepNumbers = {}
    count = 0
    for step in routine.steps if routine else ():
        if step.point is None or step.side is None:
            continue
        count += 1
        for side in body_sides(step.side):
            numbers.setdefault((step.point, side), []).append(count)
    return numbers


def marker_looks(
    atlas: Atlas, numbers: StepNumbers, chosen: tuple[Point, Side] | None, verdict: Verdict | None
) -> list[MarkerLook]:
    """A look for each point and side, and the bones by which the chosen point is found."""
    looks: list[MarkerLook] = []
    for point in atlas.points:
        for side in point.sides:
            own = numbers.get((point.code, side), [])
            state, words = _state(point, side, own, (point, side) == chosen, verdict)
            number, name = "·".join(map(str, own)), point_name(point, side)
            looks.append(
                MarkerLook(
                    point.code, side.value, state, number, name, words, plain=point.plain,
                    beside=found_by(point) if (point, side) == chosen else "",
                )
            )  # fmt: skip
    if chosen is not None:
        point, side = chosen
        looks += [
            # a bone is on one side or in the middle
            MarkerLook(mark, place, MarkerState.LANDMARK, plain=bone_name(mark))
            for mark in point.landmarks
            for place in (side.value, "middle")
        ]
    return looks


def _state(
    point: Point, side: Side, numbers: list[int], chosen: bool, verdict: Verdict | None
) -> tuple[MarkerState, str]:
    if verdict is not None and verdict.is_out(point.code, side):
        return MarkerState.OFF, OFF_BY_SAFETY
    if numbers:
        steps = "step " + ", ".join(map(str, numbers)) + ", in routine"
        if chosen:
            return MarkerState.SELECTED_IN_ROUTINE, f"chosen, {steps}"
        return MarkerState.IN_ROUTINE, steps
    if chosen:
        return MarkerState.SELECTED, "chosen"
    if not point.timed:
        return MarkerState.REFERENCE, REFERENCE_ONLY
    return MarkerState.NORMAL, ""
