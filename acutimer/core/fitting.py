"""A routine brought within the minutes somebody has: steps shorter, then steps left out.

Order and sides stay as they are, and no press leaves the range its point has. Must never know a
person: what safety answers strike is out before, and how long words take is asked of the caller.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from acutimer.core.points import Atlas, Protocol, StepKind
from acutimer.core.routines import MAT_LEAST_S, Routine, Step
from acutimer.core.step_limits import STEP_S

#: Seconds a routine lasts as it is led.
Length = Callable[[Routine], int]


@dataclass(frozen=True, slots=True)
class Fit:
    """What of a routine fits; ``routine`` is None where nothing does.

    ``shortest_s`` is how long the shortest session of it would last, in seconds; 0 where there is
    nothing to press.
    """

    routine: Routine | None
    left_out: tuple[Step, ...]
    is_shorter: bool
    shortest_s: int


def fit(
    routine: Routine,
    most_s: int | None,
    atlas: Atlas,
    length_s: Length,
    order: Sequence[int] | None = None,
) -> Fit:
    """What of a routine fits into seconds on the clock; None of them means that all of it does.

    ``order`` are the numbers of its steps, those that are to stay first; without it they come as
    they are pressed, and care last. Each step stays whose shortest form still fits beside those
    before it; then the time left makes them longer again, in the same order.
    """
    steps = routine.steps
    presses = [index for index, step in enumerate(steps) if step.kind.is_pressing]
    least = [_lasting(step, least_s(step, atlas), atlas) for step in steps]
    if most_s is None or (presses and length_s(routine) <= most_s):
        return Fit(routine if presses else None, (), False, 0)
    order = usual_order(routine) if order is None else order
    kept: dict[int, Step] = {}

    def length_with(index: int, step: Step) -> int:
        trial = {**kept, index: step}
        return length_s(routine.with_steps(trial[at] for at in sorted(trial)))

    for index in order:
        # care alone is no session
        is_worth_it = steps[index].kind.is_pressing or bool(kept)
        if is_worth_it and length_with(index, least[index]) <= most_s:
            kept[index] = least[index]
    if not kept:
        alone = [length_s(routine.with_steps([least[index]])) for index in presses]
        return Fit(None, steps, False, min(alone, default=0))
    for index in order:
        if index in kept:
            for seconds in _longer(kept[index].seconds, steps[index].seconds):
                longer = _lasting(steps[index], seconds, atlas)
                if length_with(index, longer) <= most_s:
                    kept[index] = longer
                    break
    numbers = sorted(kept)
    return Fit(
        routine.with_steps(kept[index] for index in numbers),
        tuple(step for index, step in enumerate(steps) if index not in kept),
        any(kept[index].seconds < steps[index].seconds for index in numbers),
        0,
    )


def usual_order(routine: Routine) -> list[int]:
    """Presses as they come, then care."""
    numbers = range(len(routine.steps))
    return sorted(numbers, key=lambda index: not routine.steps[index].kind.is_pressing)


def least_s(step: Step, atlas: Atlas) -> int:
    """The shortest a step may be made, in seconds a side: never longer than it is."""
    if step.kind is StepKind.MAT:
        return min(step.seconds, MAT_LEAST_S)
    protocol = _protocol(step, atlas)
    return min(step.seconds, protocol.least_s) if protocol else step.seconds


def _longer(least: int, most: int) -> Iterable[int]:
    """The lengths to try, the longest first."""
    yield most
    yield from range(most - STEP_S, least, -STEP_S)


def _lasting(step: Step, seconds: int, atlas: Atlas) -> Step:
    """The step in other seconds, its presses as quick as they were."""
    if seconds == step.seconds:
        return step
    presses = step.presses_in(seconds)
    protocol = _protocol(step, atlas)
    own = step.own
    if protocol is not None:
        within = protocol.least_s <= seconds <= protocol.most_s
        own = not within or presses != protocol.presses
    return replace(step, seconds=seconds, presses=presses, own=own)


def _protocol(step: Step, atlas: Atlas) -> Protocol | None:
    point = atlas.get(step.point) if step.point else None
    return point.protocol(step.kind) if point else None
