"""Lead-ins long enough for what is said in them, so that one knows where and with what in time.

Must never shorten a lead-in, and never change one that the person chose.
"""

from __future__ import annotations

from dataclasses import replace

from acutimer.core.guidance.sentences import lead_in_ms
from acutimer.core.guidance.telling import Telling
from acutimer.core.routines import LEAD_IN_MOST_S, LEAD_IN_S, PhaseKind


def with_told_lead_ins(telling: Telling) -> Telling:
    """The same of a routine with lead-ins of whole seconds in which all of their sentences fit.

    Both sides of a step get the longer one.
    """
    routine = telling.routine
    if not telling.guidance.speaks:
        return telling
    needed_s: dict[int, int] = {}
    for index, phase in enumerate(routine.phases):
        if phase.kind is PhaseKind.LEAD_IN and routine.steps[phase.step].lead_in is None:
            seconds = -(-lead_in_ms(telling.stretch(index)) // 1000)
            needed_s[phase.step] = max(needed_s.get(phase.step, LEAD_IN_S), seconds)
    longer = {step: s for step, s in needed_s.items() if s > LEAD_IN_S}
    if not longer:
        return telling
    steps = (
        replace(step, lead_in=min(longer[at], LEAD_IN_MOST_S)) if at in longer else step
        for at, step in enumerate(routine.steps)
    )
    return replace(telling, routine=routine.with_steps(steps))
