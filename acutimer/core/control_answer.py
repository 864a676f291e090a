"""What a program that asks from outside is told of a session: the answer of ``acutimer status``.

The fields are a promise to scripts: one is never renamed or given another meaning while SCHEMA
stays, and a new one may come at any time. Must never read a clock.
"""

from __future__ import annotations

from acutimer.core.guidance.score import heading
from acutimer.core.points import Atlas
from acutimer.core.progress import Progress
from acutimer.core.routines import PhaseKind
from acutimer.core.session_state import State

SCHEMA = 1


def control_answer(
    state: State | None, progress: Progress | None, pressed_ms: int, atlas: Atlas
) -> dict[str, object]:
    """Where the session stands; lengths in seconds, ``session`` is None without one."""
    if state is None or progress is None or state.status.is_over:
        return {"schema": SCHEMA, "session": None}
    phase = progress.phase
    step = state.routine.steps[phase.step]
    return {
        "schema": SCHEMA,
        "session": {
            "status": state.status.value,
            "routine": state.routine.id,
            "name": state.routine.name,
            "step": progress.step + 1,
            "steps": progress.steps,
            "point": phase.point,
            "side": phase.side.value if phase.side is not None else None,
            "kind": step.kind.value,
            "phase": "wait" if phase.kind is PhaseKind.REST else phase.kind.value,
            "light": step.light,
            "words": heading(atlas, step, phase.side),
            "left_s": progress.left_ms / 1000,
            "session_left_s": progress.session_left_ms / 1000,
            "pressed_s": pressed_ms / 1000,
        },
    }
