"""How long a step may last and how fast its beats may be, and a step brought within that.

The limits are those of reading a routine, so that what fits here reads back. Must never know a
person: what safety answers strike is decided at the start of a session.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from acutimer.core.points import (
    FASTEST_STROKE_S,
    MOST_PRESSED_S,
    SLOWEST_STROKE_S,
    STROKE_S,
    Atlas,
    Point,
    Side,
    StepKind,
)
from acutimer.core.reading import writable
from acutimer.core.routines import (
    CARE_LEAST_S,
    CARE_MOST_S,
    FASTEST_PRESS_MS,
    HEAD_TURNS,
    MAT_LEAST_S,
    MAT_MOST_S,
    MOST_NAME,
    SLOWEST_PRESS_MS,
    Step,
    credited_s,
)

#: What one step of the controls changes a length by.
STEP_S = 5
MOST_PRESSES = 240
#: Where neither source nor step says how many.
_USUAL_PRESSES = 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds a side, presses in them, and seconds for each stroke, that a step may have."""

    least_s: int
    most_s: int
    least_presses: int = 0
    most_presses: int = 0
    least_stroke_s: int = 0
    most_stroke_s: int = 0


def room_s(others: Iterable[Step], step: Step) -> int:
    """How long a step may press its point on each of its sides besides these other steps."""
    if step.point is None:
        return CARE_MOST_S
    used = dict.fromkeys((side for side, _ in credited_s(step)), 0)
    for other in others:
        if other.point == step.point:
            for side, seconds in credited_s(other):
                if side in used:
                    used[side] += seconds
    return MOST_PRESSED_S - max(used.values())


def limits_of(step: Step, room: int) -> Limits:
    """What a step may be set to when its point has that much room left, in seconds."""
    if step.kind is StepKind.CARE:
        return Limits(CARE_LEAST_S, CARE_MOST_S)
    if step.kind is StepKind.STROKES:
        most_stroke_s = min(SLOWEST_STROKE_S, step.seconds)
        return Limits(
            min(STEP_S, room), room,
            least_stroke_s=FASTEST_STROKE_S, most_stroke_s=most_stroke_s,
        )  # fmt: skip
    if step.kind is not StepKind.PRESSES:
        return Limits(min(STEP_S, room), room)
    fast_s, slow_s = FASTEST_PRESS_MS / 1000, SLOWEST_PRESS_MS / 1000
    return Limits(
        min(STEP_S, room),
        room,
        max(1, -int(-step.seconds // slow_s)),
        min(MOST_PRESSES, int(step.seconds / fast_s)),
    )


def fitted(step: Step, atlas: Atlas, room: int) -> Step | None:
    """The step within its limits, marked ``own`` where it leaves its source; None without room."""
    if room < (FASTEST_STROKE_S if step.kind is StepKind.STROKES else 1):
        return None
    if step.point is None:
        return _without_point(step, room)
    point = atlas.get(step.point)
    if point is None or not point.timed:
        return None
    step = replace(step, point=point.code, side=_possible_side(step.side, point), care=None)
    limits = limits_of(step, room)
    step = replace(step, place=None, seconds=_within(step.seconds, limits.least_s, limits.most_s))
    protocol = point.protocol(step.kind)
    presses = None
    if step.kind is StepKind.PRESSES:
        usual = protocol.presses if protocol else None
        limits = limits_of(step, room)
        wanted = step.presses or usual or _USUAL_PRESSES
        presses = _within(wanted, limits.least_presses, limits.most_presses)
    stroke = None
    if step.kind is StepKind.STROKES:
        limits = limits_of(step, room)
        usual = protocol.stroke if protocol else None
        stroke = _within(
            step.stroke or usual or STROKE_S, limits.least_stroke_s, limits.most_stroke_s
        )
    own = (
        protocol is None
        or not protocol.least_s <= step.seconds <= protocol.most_s
        or presses != protocol.presses
    )
    return replace(step, presses=presses, stroke=stroke, own=own)


def _without_point(step: Step, room: int) -> Step:
    limits = limits_of(step, room)
    seconds = _within(step.seconds, limits.least_s, limits.most_s)
    if step.kind is StepKind.CARE:
        # empty words are still to be written
        care = HEAD_TURNS if step.care is None else writable(step.care, MOST_NAME)
        return Step(step.kind, None, None, seconds, wait=step.wait, care=care, note=step.note)
    own = not MAT_LEAST_S <= seconds <= MAT_MOST_S
    return Step(
        StepKind.MAT, None, None, seconds, wait=step.wait, own=own,
        place=writable(step.place or "", 120) or None, note=step.note, lead_in=step.lead_in,
    )  # fmt: skip


def _possible_side(side: Side | None, point: Point) -> Side:
    if Side.LEFT not in point.sides or Side.RIGHT not in point.sides:
        return point.sides[0]
    if side is Side.BOTH and point.one_at_a_time:
        return Side.IN_TURN
    return Side.BOTH if side is None or side is Side.MIDDLE else side


def _within(value: int, least: int, most: int) -> int:
    return max(least, min(value, most))
