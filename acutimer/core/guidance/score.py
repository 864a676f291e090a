"""What sounds and is shown at which millisecond: a routine turned into phases and cues.

Times are milliseconds of the phase, of the whole routine, or of the monotonic clock, and each
function says which. Must never play anything: audio places cues, pages show captions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from acutimer.core.guidance.captions import Caption, caption_at
from acutimer.core.guidance.cues import Cue, CueId
from acutimer.core.guidance.phase_cues import done_cues, phase_cues
from acutimer.core.guidance.sentences import WITHIN_MS, Wish, free_of, instruction, one_by_one, say
from acutimer.core.guidance.speech import Guidance
from acutimer.core.guidance.step_words import care_words, heading
from acutimer.core.guidance.telling import Telling
from acutimer.core.routines import Phase, PhaseKind, Routine
from acutimer.core.session import State, Status, advance, elapsed_ms, next_due

#: What is asked about cues is asked of the score, wherever it is worked out.
__all__ = ["Caption", "Cue", "CueId", "caption_at", "care_words", "heading"]


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


def score_of(telling: Telling) -> Score:
    """The whole routine from 0 ms to its length as if no step waited; cues rise in time."""
    telling = replace(telling, in_one_go=True)
    spans: list[PhaseSpan] = []
    cues: list[Cue] = []
    at_ms = 0
    for index, phase in enumerate(telling.routine.phases):
        spans.append(PhaseSpan(phase, at_ms, at_ms + phase.length_ms))
        cues += _from(at_ms, phase_cues(telling.stretch(index)))
        at_ms += phase.length_ms
    cues.sort(key=lambda cue: cue.at_ms)
    return Score(telling.routine, at_ms, tuple(spans), tuple(cues))


def cues_ahead(telling: Telling, state: State, now_ms: int) -> list[Cue]:
    """All cues still to come if nobody touches anything, in ms of the monotonic clock.

    Reaches to the next wait or to the end; empty while stopped, and while paused but for the word
    that it is. The engine itself is run ahead, so lengths and limits are exactly those that will
    hold. Handing out all of it at once is what lets sound go on exactly while the caller is busy.
    """
    guidance = telling.guidance
    cues: list[Cue] = []
    if state.status is Status.FINISHED and state.ended_ms is not None:
        cues += done_cues(state.ended_ms, guidance)
    if state.status is Status.PAUSED and state.paused_at_ms is not None:
        cues += _fixed(state.paused_at_ms, "paused", guidance)
    going_on = _going_on(telling, state, now_ms)
    while (due := next_due(state)) is not None:
        after, _ = advance(state, due)
        then = len(state.routine.phases) if after.status.is_over else after.index
        cues += _from(
            state.anchor_ms, phase_cues(telling.stretch(state.index, state.length_ms, then))
        )
        state = after
    if state.status is Status.WAITING:
        cues += _from(state.anchor_ms, phase_cues(telling.stretch(state.index, 0)))
    ahead = [cue for cue in cues if cue.at_ms >= now_ms]
    ahead += free_of(going_on, ahead)
    return sorted(ahead, key=lambda cue: cue.at_ms)


def _going_on(telling: Telling, state: State, now_ms: int) -> list[Cue]:
    """That it goes on, if it does from now; and in a press that must be light, how."""
    at_ms, guidance = state.resumed_at_ms, telling.guidance
    if at_ms is None or at_ms < now_ms or not guidance.speaks:
        return []
    pressing = not state.status.is_over and state.phase.kind.is_pressing
    lightly = telling.stretch(state.index).lightly if pressing else None
    told = [Wish(one) for one in (guidance.sentence("going_on"), lightly) if one]
    return one_by_one(told, at_ms).cues


def instruction_cues(telling: Telling, state: State, now_ms: int) -> list[Cue]:
    """The step in hand said again: where, with what, how, about how long still.

    SAY cues from now on, in ms of the clock. Whatever the level leaves out is said too, because it
    was asked for.
    """
    if state.status.is_over or not telling.guidance.speaks:
        return []
    phase = state.phase
    cues = one_by_one(instruction(telling.stretch(state.index)), now_ms).cues
    if phase.kind is not PhaseKind.LEAD_IN and not phase.waits:
        from_ms = cues[-1].ends_ms + WITHIN_MS if cues else now_ms
        left_ms = state.length_ms - elapsed_ms(state, from_ms)
        if still := telling.guidance.about_left(left_ms):
            cues.append(say(from_ms, still, phase.side))
    return cues


def cues_again(telling: Telling, state: State, now_ms: int) -> list[Cue]:
    """The instruction first, then all cues ahead but what would be said over it."""
    again = instruction_cues(telling, state, now_ms)
    ahead = cues_ahead(telling, state, now_ms)
    tones = [cue for cue in ahead if cue.id is not CueId.SAY]
    spoken = free_of([cue for cue in ahead if cue.id is CueId.SAY], again)
    return sorted((*again, *tones, *spoken), key=lambda cue: cue.at_ms)


def _from(begins_ms: int, cues: list[Cue]) -> list[Cue]:
    """Cues of a phase at the moments of what the phase is part of."""
    return [cue.later(begins_ms) for cue in cues]


def _fixed(at_ms: int, clause: str, guidance: Guidance) -> list[Cue]:
    """A sentence that is always the same, where anything is said at all."""
    sentence = guidance.sentence(clause) if guidance.speaks else None
    return [say(at_ms, sentence)] if sentence else []
