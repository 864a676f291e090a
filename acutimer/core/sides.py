"""A routine with one of its points pressed on another side, as a person chose it for now.

Must never press a point longer than the routine does, nor on a side it has not.
"""

from __future__ import annotations

from dataclasses import replace

from acutimer.core.composing import sides_for
from acutimer.core.points import BOTH_SIDES, Atlas, Side
from acutimer.core.routines import Routine, Step


def side_in(routine: Routine, code: str) -> Side | None:
    """The side on which a routine presses a point; both where different steps press either."""
    sides = {step.side for step in routine.steps if step.point == code and step.side}
    if not sides:
        return None
    return sides.pop() if len(sides) == 1 else Side.BOTH


def with_side(routine: Routine, code: str, side: Side, atlas: Atlas) -> Routine:
    """The routine with all steps of a point on a side.

    Steps that press either side one after the other leave only the one that was chosen.
    """
    own = [step for step in routine.steps if step.point == code]
    if not own or side is Side.MIDDLE:
        return routine
    single = {step.side for step in own} & set(BOTH_SIDES)
    if side in BOTH_SIDES:
        # the step that presses this side already stands for the one of the other
        leaves = side in single
        kept = [
            step if step.point != code else replace(step, side=side)
            for step in routine.steps
            if not (step.point == code and leaves and step.side in BOTH_SIDES and step.side != side)
        ]
        return _changed(routine, kept)
    if single == set(BOTH_SIDES):
        return routine
    both = sides_for(code, Side.BOTH, atlas)
    kept = [
        replace(step, side=both) if step.point == code and step.side in BOTH_SIDES else step
        for step in routine.steps
    ]
    return _changed(routine, kept)


def _changed(routine: Routine, steps: list[Step]) -> Routine:
    return routine.with_steps(steps) if tuple(steps) != routine.steps else routine
