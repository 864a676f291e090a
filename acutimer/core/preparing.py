"""A routine as one person wants it led: with their waits and with the lengths they kept.

Must never press a point longer than everybody's limit, and never change what a routine's file or
its content hash says: what is prepared is led once and thrown away. Lengths are kept by a step's
number in the routine as chosen, so they come before safety leaves steps out; what is a change of
point shows only after it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from acutimer.core.points import FASTEST_STROKE_S, MOST_PRESSED_S, Side, StepKind, body_sides
from acutimer.core.routines import (
    CARE_LEAST_S,
    CARE_MOST_S,
    Routine,
    Step,
)
from acutimer.core.step_lengths import key_of

#: Values of the preference ``wait``.
ON_CHANGE, ALWAYS = "change", "always"
#: Care has to be read, and one stroke has to fit.
_LEAST_S = {StepKind.CARE: CARE_LEAST_S, StepKind.STROKES: FASTEST_STROKE_S}


def with_lengths(routine: Routine, lengths: Mapping[str, int]) -> Routine:
    """The routine with the lengths that were kept of its steps, in seconds by ``key_of``.

    The bound is that of the session, 3:00 a side over all steps of a point, and not the point's
    own range: fifteen more goes as far while it runs, and what was kept is the person's own word,
    so such a step counts as ``own``. Other steps of the point keep their time, so that none of
    them is left out because of a length that was kept.
    """
    steps = list(routine.steps)
    for index, step in enumerate(routine.steps):
        kept_s = lengths.get(key_of(routine.id, index, step.point, step.kind.value))
        if kept_s is not None:
            # one stroke at least, at the pace that the routine names
            least_s = max(_LEAST_S.get(step.kind, 1), step.stroke or 0)
            steps[index] = _as_long(step, max(least_s, min(kept_s, _most_s(steps, index))))
    return routine.with_steps(steps) if tuple(steps) != routine.steps else routine


def with_waits(routine: Routine, wait: str) -> Routine:
    """The routine with waits: before each step at another place, or between all stretches.

    Start is the person's word for the first step, so a preference never waits before that; and
    one eases off into care without a word, unless it waits always.
    """
    if wait not in (ON_CHANGE, ALWAYS):
        return routine
    steps: list[Step] = []
    before: str | None = None
    for index, step in enumerate(routine.steps):
        place = step.point or step.place or step.kind.value
        if wait == ALWAYS:
            waits, again = index > 0, step.side is Side.IN_TURN
        else:
            moves = step.kind is StepKind.MAT or place != before
            waits, again = step.kind.is_pressing and before is not None and moves, False
        steps.append(replace(step, wait=step.wait or waits, wait_again=again))
        if step.kind.is_pressing:
            before = place
    return routine.with_steps(steps)


def _as_long(step: Step, seconds: int) -> Step:
    """The step in other seconds; its presses follow so that the beat stays what it was."""
    if seconds == step.seconds:
        return step
    return replace(step, seconds=seconds, presses=step.presses_in(seconds), own=True)


def _most_s(steps: Sequence[Step], index: int) -> int:
    """How long the step may be when all others stay as they are."""
    step = steps[index]
    if step.kind is StepKind.CARE:
        return CARE_MOST_S
    others_s = [
        sum(other.seconds for at, other in enumerate(steps)
            if at != index and other.point == step.point and side in body_sides(other.side))
        for side in body_sides(step.side)
    ]  # fmt: skip
    return MOST_PRESSED_S - max(others_s, default=0)
