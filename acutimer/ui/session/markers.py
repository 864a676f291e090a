"""How the points of a routine look on the body while it is being pressed.

Plain functions of values. Must never hold a widget.
"""

from __future__ import annotations

from acutimer.core.points import Atlas, Side, StepKind, body_sides
from acutimer.core.progress import Progress
from acutimer.core.routines import Phase, Routine, Step
from acutimer.ui.body_map.markers import MarkerLook, MarkerState
from acutimer.ui.body_map.views import side_view
from acutimer.ui.kit.wording import point_name

#: Words of a mat's place that mean the back rather than the head.
_BACK_WORDS = ("upper back", "lower back", "chair")


def view_of(progress: Progress, routine: Routine, atlas: Atlas, shown: str) -> str:
    """The picture for this moment; ``shown`` stays where the step has no point of its own."""
    step = routine.steps[progress.step]
    point = atlas.get(step.point) if step.point else None
    if point is not None and point.views:
        return side_view(point.views[0], progress.phase.side or "")
    if step.place and any(word in step.place.casefold() for word in _BACK_WORDS):
        return "whole_back"
    if step.kind is StepKind.MAT:
        return "nape"
    return shown or "nape"


def looks_of(progress: Progress, routine: Routine, atlas: Atlas) -> list[MarkerLook]:
    """The markers of every point of the routine: now, next, still to come, done."""
    following = _press_after(progress, routine)
    steps: dict[tuple[str, Side], list[int]] = {}
    for index, step in enumerate(routine.steps):
        for side in body_sides(step.side) if step.point else ():
            steps.setdefault((step.point or "", side), []).append(index)
    looks: list[MarkerLook] = []
    for (code, side), own in steps.items():
        point = atlas.get(code)
        if point is None:
            continue
        state, number, words = _state(progress, routine, following, code, side, own)
        name = point_name(point, side)
        looks.append(MarkerLook(code, side.value, state, number, name, words, plain=point.plain))
    return looks


def _state(
    progress: Progress,
    routine: Routine,
    following: Phase | None,
    code: str,
    side: Side,
    own: list[int],
) -> tuple[MarkerState, str, str]:
    phase = progress.phase
    of = f"of {progress.steps}"
    if not progress.status.is_over and phase.point == code and side in body_sides(phase.side):
        return MarkerState.CURRENT, str(phase.step + 1), f"step {phase.step + 1} {of}, now"
    if following and following.point == code and side in body_sides(following.side):
        return MarkerState.NEXT, str(following.step + 1), f"step {following.step + 1} {of}, next"
    ahead = [
        index for index in own if index > progress.step or _comes(progress, routine, index, side)
    ]
    if ahead:
        number = "·".join(str(index + 1) for index in ahead)
        steps = ", ".join(str(index + 1) for index in ahead)
        return MarkerState.IN_ROUTINE, number, f"step {steps} {of}"
    if any(index not in progress.skipped for index in own):
        return MarkerState.DONE, "", "done"
    return MarkerState.NORMAL, "", "skipped"


def _press_after(progress: Progress, routine: Routine) -> Phase | None:
    """The press that comes after the one in hand, or after the one being got ready for."""
    here = (progress.phase.step, progress.phase.side)
    places = [(phase.step, phase.side) for phase in routine.phases]
    ahead = routine.phases[places.index(here) :] if here in places else ()
    return next((p for p in ahead if p.kind.is_pressing and (p.step, p.side) != here), None)


def _comes(progress: Progress, routine: Routine, index: int, side: Side) -> bool:
    """Whether this side of the step in hand is still to come."""
    step: Step = routine.steps[index]
    if index != progress.step or step.side is not Side.IN_TURN or progress.phase.side is None:
        return False
    return step.sides.index(side) > step.sides.index(progress.phase.side)
