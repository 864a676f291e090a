"""The cues of one phase of a routine: tones, what is said, and the breath's pace.

Times are milliseconds of the phase. Must never play anything: audio places cues, pages show
captions.
"""

from __future__ import annotations

from collections.abc import Iterator

from acutimer.core.guidance.cues import CARE_AFTER_MS, Cue, CueId
from acutimer.core.guidance.placing import say
from acutimer.core.guidance.sentences import said
from acutimer.core.guidance.speech import TONES_ONLY, Guidance
from acutimer.core.guidance.step_words import ALL_DONE, EASE_OFF, care_words, doing, heading
from acutimer.core.guidance.tone_words import in_voice
from acutimer.core.points import Atlas, Side, StepKind
from acutimer.core.routines import CIRCLE_MS, REST, Phase, PhaseKind, Routine, Step

_BREATHED = (PhaseKind.HOLD, PhaseKind.CIRCLES, PhaseKind.MAT)


def phase_cues(
    routine: Routine,
    index: int,
    length_ms: int,
    atlas: Atlas,
    then: int | None = None,
    guidance: Guidance = TONES_ONLY,
    *,
    in_one_go: bool = False,
) -> list[Cue]:
    """The cues of the phase at that index of the routine, in ms of the phase, rising.

    What marks the end of a phase belongs to it; the beginning belongs to the phase that begins.
    ``then`` is the index of the phase that follows, the next one unless presses are left out.
    ``in_one_go`` is for a score without waits: what a wait would say is said after it.
    """
    cues = list(_tones(routine, index, length_ms, atlas))
    cues += said(routine, index, length_ms, atlas, guidance, in_one_go=in_one_go)
    cues += _breaths(routine, index, length_ms, guidance.breath_ms)
    phase, phases = routine.phases[index], routine.phases
    following = phases[index + 1 if then is None else then :]
    cues += _end_cues(phase, following[0] if following else None, length_ms, guidance)
    if guidance.speaks_otherwise:
        step = routine.steps[phase.step]
        beat_ms = step.beat_ms or max(1, length_ms)
        cues = [
            in_voice(cue, step, phase.side, cue.at_ms // beat_ms + 1, atlas, guidance)
            for cue in cues
        ]
    return sorted(cues, key=lambda cue: cue.at_ms)


def _tones(routine: Routine, index: int, length_ms: int, atlas: Atlas) -> Iterator[Cue]:
    """What sounds but the end."""
    phase = routine.phases[index]
    step = routine.steps[phase.step]
    side = phase.side
    name = heading(atlas, step, side)
    before = routine.phases[index - 1] if index else None
    if phase.kind is PhaseKind.REST:
        yield Cue(0, CueId.READY, f"When you are ready: {name}.", side)
    elif phase.kind is PhaseKind.LEAD_IN:
        if phase.switches:
            yield Cue(0, CueId.SWITCH_SIDES, f"Switch sides. {name}.", side)
        for left_s, cue_id in ((3, CueId.LEAD_IN_3), (2, CueId.LEAD_IN_2), (1, CueId.LEAD_IN_1)):
            at_ms = length_ms - left_s * 1000
            if at_ms >= 0:
                yield Cue(at_ms, cue_id, f"Get ready. {name}. {left_s}", side)
    elif phase.kind is PhaseKind.CARE:
        at_ms = min(CARE_AFTER_MS, length_ms) if before else 0
        yield Cue(at_ms, CueId.CARE, care_words(step), None)
    else:
        yield from _press_cues(step, name, side, length_ms, goes_on=_goes_on(before, phase))


def _goes_on(before: Phase | None, phase: Phase) -> bool:
    return before is not None and before.kind.is_pressing and before.point == phase.point


def _press_cues(
    step: Step, name: str, side: Side | None, length_ms: int, *, goes_on: bool
) -> Iterator[Cue]:
    caption = f"{name}: {doing(step)}."
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


def _breaths(routine: Routine, index: int, length_ms: int, breath_ms: int) -> Iterator[Cue]:
    """When to breathe in and out, from the beginning of what is held, circled or rested."""
    phase = routine.phases[index]
    rests = phase.kind is PhaseKind.CARE and routine.steps[phase.step].care == REST
    if breath_ms <= 0 or not (rests or phase.kind in _BREATHED):
        return
    for at_ms in range(0, length_ms, breath_ms):
        yield Cue(at_ms, CueId.BREATHE_IN, "Breathe in", None)
        if at_ms + breath_ms // 2 < length_ms:
            yield Cue(at_ms + breath_ms // 2, CueId.BREATHE_OUT, "Breathe out", None)


def _end_cues(
    phase: Phase, following: Phase | None, length_ms: int, guidance: Guidance
) -> Iterator[Cue]:
    """What sounds when a phase is over: nothing where the next beginning says it already."""
    if phase.kind in (PhaseKind.LEAD_IN, PhaseKind.REST):
        return
    if following is None:
        yield from done_cues(length_ms, guidance)
        return
    if following.switches or (following.kind.is_pressing and following.step != phase.step):
        return
    yield Cue(length_ms, CueId.STEP_DONE, EASE_OFF, phase.side)


def done_cues(at_ms: int, guidance: Guidance) -> Iterator[Cue]:
    """The end of a session: said under its soft chord, because nothing sounds after it."""
    done = guidance.sentence("done") if guidance.speaks else None
    words = done.words if done and guidance.speaks_otherwise else ALL_DONE
    yield Cue(at_ms, CueId.ALL_DONE, words, None)
    if done:
        yield say(at_ms, done)
