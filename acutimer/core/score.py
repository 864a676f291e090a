"""What sounds and is shown at which millisecond: a routine turned into phases and cues.

Times are milliseconds of the phase, of the whole routine, or of the monotonic clock, and each
function says which. Must never play anything: audio places cues, pages show captions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from acutimer.core.points import Atlas, Side, StepKind
from acutimer.core.routines import CIRCLE_MS, HEAD_TURNS, Phase, PhaseKind, Routine, Step
from acutimer.core.session import State, Status, advance, elapsed_ms, next_due
from acutimer.core.speech import Guidance

#: The care cue follows the end of a press by this, so that the two do not sound as one.
CARE_AFTER_MS = 800


class CueId(StrEnum):
    """The distinct things one can hear."""

    LEAD_IN_3 = "lead_in_3"
    LEAD_IN_2 = "lead_in_2"
    LEAD_IN_1 = "lead_in_1"
    BEGIN = "begin"
    SWITCH_SIDES = "switch_sides"
    CHANGE = "change"
    PRESS = "press"
    LET_GO = "let_go"
    CIRCLE = "circle"
    STEP_DONE = "step_done"
    CARE = "care"
    READY = "ready"
    ALL_DONE = "all_done"
    SAY = "say"
    BREATHE_IN = "breathe_in"
    BREATHE_OUT = "breathe_out"


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing to hear or read at ``at_ms``; ``side`` is where it belongs, None for neither.

    ``clause`` is what SAY says of the recorded ones; a SAY without one is the person's own words.
    """

    at_ms: int
    id: CueId
    caption: str
    side: Side | None = None
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Caption:
    """What the page shows in words now; ``next_ms`` is when that changes by itself."""

    words: str
    cue: CueId | None
    at_ms: int
    next_ms: int | None


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """A phase with its place in the whole routine, in ms; a wait counts 0 ms."""

    phase: Phase
    begins_ms: int
    ends_ms: int


@dataclass(frozen=True, slots=True)
class Score:
    """A whole routine as it goes when nobody touches it."""

    routine: Routine
    length_ms: int
    spans: tuple[PhaseSpan, ...]
    cues: tuple[Cue, ...]


_ALL_DONE = "All done. Ease off slowly."
_SIDE_WORDS = {
    Side.LEFT: "left",
    Side.RIGHT: "right",
    Side.BOTH: "both sides",
    Side.MIDDLE: "middle",
}
_DOING = {
    StepKind.HOLD: "press and hold",
    StepKind.CIRCLES: "slow circles",
    StepKind.PRESSES: "press on the tone, let go on the tick",
}
_CARE_WORDS = {
    HEAD_TURNS: "Turn your head slowly, one way, then the other. Only as far as is easy."
}


def heading(atlas: Atlas, step: Step, side: Side | None) -> str:
    """What a step is called while it runs: "Left shoulder"."""
    if step.point is None or side is None:
        if step.kind is StepKind.MAT:
            return step.place or "On the mat"
        return "Slow head turns" if step.care == HEAD_TURNS else (step.care or "Care")
    point = atlas.get(step.point)
    return point.heading[side.value] if point else f"{step.point}, {_SIDE_WORDS[side]}"


def care_words(step: Step) -> str:
    """What one does in a care step."""
    return _CARE_WORDS.get(step.care or "", step.care or "")


def phase_cues(
    routine: Routine,
    index: int,
    length_ms: int,
    atlas: Atlas,
    then: int | None = None,
    guidance: Guidance | None = None,  # noqa: ARG001 (voice's version uses it)
) -> list[Cue]:
    """The cues of the phase at that index of the routine, in ms of the phase, rising.

    What marks the end of a phase belongs to it; the beginning belongs to the phase that begins.
    ``then`` is the index of the phase that follows, the next one unless presses are left out.
    """
    phase = routine.phases[index]
    step = routine.steps[phase.step]
    side = phase.side
    name = heading(atlas, step, side)
    before = routine.phases[index - 1] if index else None
    cues: list[Cue] = []
    if phase.kind is PhaseKind.REST:
        cues.append(Cue(0, CueId.READY, f"When you are ready: {name}.", side))
    elif phase.kind is PhaseKind.LEAD_IN:
        if phase.switches:
            cues.append(Cue(0, CueId.SWITCH_SIDES, f"Switch sides. {name}.", side))
        for left_s, cue_id in ((3, CueId.LEAD_IN_3), (2, CueId.LEAD_IN_2), (1, CueId.LEAD_IN_1)):
            at_ms = length_ms - left_s * 1000
            caption = f"Get ready. {name}. {left_s}"
            if at_ms >= 0:
                cues.append(Cue(at_ms, cue_id, caption, side))
    elif phase.kind is PhaseKind.CARE:
        at_ms = min(CARE_AFTER_MS, length_ms) if before else 0
        cues.append(Cue(at_ms, CueId.CARE, care_words(step), None))
    else:
        cues.extend(_press_cues(step, name, side, length_ms, goes_on=_goes_on(before, phase)))
    following = routine.phases[index + 1 if then is None else then :]
    if cue := _end_cue(phase, following[0] if following else None, length_ms):
        cues.append(cue)
    return cues


def _goes_on(before: Phase | None, phase: Phase) -> bool:
    return before is not None and before.kind.is_pressing and before.point == phase.point


def _press_cues(
    step: Step, name: str, side: Side | None, length_ms: int, *, goes_on: bool
) -> Iterator[Cue]:
    doing = _DOING.get(step.kind, "lie or lean, and let the weight rest")
    caption = f"{name}: {doing}."
    if step.kind is StepKind.PRESSES:
        beat_ms = step.beat_ms or 0
        for count, at_ms in enumerate(range(0, length_ms, beat_ms), start=1):
            words = caption if count == 1 else f"Press {count}"
            yield Cue(at_ms, CueId.PRESS, words, side)
            if at_ms + beat_ms // 2 < length_ms:
                yield Cue(at_ms + beat_ms // 2, CueId.LET_GO, "Let go", side)
        return
    yield Cue(0, CueId.CHANGE if goes_on else CueId.BEGIN, caption, side)
    if step.kind is StepKind.CIRCLES:
        for at_ms in range(CIRCLE_MS, length_ms, CIRCLE_MS):
            yield Cue(at_ms, CueId.CIRCLE, "Circle", side)


def _end_cue(phase: Phase, following: Phase | None, length_ms: int) -> Cue | None:
    """What sounds when a phase is over: nothing where the next beginning says it already."""
    if phase.kind in (PhaseKind.LEAD_IN, PhaseKind.REST):
        return None
    if following is None:
        return Cue(length_ms, CueId.ALL_DONE, _ALL_DONE, None)
    if following.switches or (following.kind.is_pressing and following.step != phase.step):
        return None
    return Cue(length_ms, CueId.STEP_DONE, "Ease off slowly.", phase.side)


def score_of(routine: Routine, atlas: Atlas) -> Score:
    """The whole routine from 0 ms to its length; cues rise in time."""
    spans: list[PhaseSpan] = []
    cues: list[Cue] = []
    at_ms = 0
    for index, phase in enumerate(routine.phases):
        spans.append(PhaseSpan(phase, at_ms, at_ms + phase.length_ms))
        for cue in phase_cues(routine, index, phase.length_ms, atlas):
            cues.append(Cue(at_ms + cue.at_ms, cue.id, cue.caption, cue.side))
        at_ms += phase.length_ms
    cues.sort(key=lambda cue: cue.at_ms)
    return Score(routine, at_ms, tuple(spans), tuple(cues))


def cues_ahead(
    state: State,
    now_ms: int,
    atlas: Atlas,
    guidance: Guidance | None = None,  # noqa: ARG001 (voice's version uses it)
) -> list[Cue]:
    """All cues still to come if nobody touches anything, in ms of the monotonic clock.

    Reaches to the next wait or to the end; empty while paused, waiting or stopped. The engine
    itself is run ahead, so lengths and limits are exactly those that will hold. Handing out all
    of it at once is what lets sound go on exactly while the caller is busy.
    """
    cues: list[Cue] = []
    if state.status is Status.FINISHED and state.ended_ms is not None:
        cues.append(Cue(state.ended_ms, CueId.ALL_DONE, _ALL_DONE, None))
    while (due := next_due(state)) is not None:
        after, _ = advance(state, due)
        then = len(state.routine.phases) if after.status.is_over else after.index
        for cue in phase_cues(state.routine, state.index, state.length_ms, atlas, then):
            cues.append(Cue(state.anchor_ms + cue.at_ms, cue.id, cue.caption, cue.side))
        state = after
    if state.status is Status.WAITING:
        for cue in phase_cues(state.routine, state.index, 0, atlas):
            cues.append(Cue(state.anchor_ms, cue.id, cue.caption, cue.side))
    return sorted((cue for cue in cues if cue.at_ms >= now_ms), key=lambda cue: cue.at_ms)


def instruction_cues(
    state: State,  # noqa: ARG001 (voice's version uses them all)
    now_ms: int,  # noqa: ARG001
    atlas: Atlas,  # noqa: ARG001
    guidance: Guidance,  # noqa: ARG001
) -> list[Cue]:
    """What is to be done, said once more from ``now_ms`` on; without clauses nothing is said."""
    return []


def caption_at(state: State, now_ms: int, atlas: Atlas, guidance: Guidance) -> Caption:
    """The caption of the cue that came last in the phase in hand."""
    length_ms = state.length_ms
    cues = phase_cues(state.routine, state.index, length_ms, atlas, guidance=guidance)
    at_ms = elapsed_ms(state, now_ms)
    told = [cue for cue in cues if cue.at_ms <= at_ms]
    later = next((cue.at_ms for cue in cues if cue.at_ms > at_ms), None)
    next_ms = None if later is None or next_due(state) is None else state.anchor_ms + later
    if not told:
        return Caption("", None, state.anchor_ms, next_ms)
    return Caption(told[-1].caption, told[-1].id, state.anchor_ms + told[-1].at_ms, next_ms)
