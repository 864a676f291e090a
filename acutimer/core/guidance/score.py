"""What sounds and is shown at which millisecond: a routine turned into phases and cues.

Times are milliseconds of the phase, of the whole routine, or of the monotonic clock, and each
function says which. Must never play anything: audio places cues, pages show captions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from acutimer.core.guidance.captions import Caption, caption_at
from acutimer.core.guidance.cues import CARE_AFTER_MS, Cue, CueId
from acutimer.core.guidance.phase_cues import done_cues, phase_cues
from acutimer.core.guidance.placing import GAP_MS, ends_ms, placed, say
from acutimer.core.guidance.sentences import instruction
from acutimer.core.guidance.speech import TONES_ONLY, Guidance
from acutimer.core.guidance.step_clauses import about_left
from acutimer.core.guidance.step_words import care_words, heading
from acutimer.core.points import Atlas
from acutimer.core.routines import Phase, PhaseKind, Routine
from acutimer.core.session import State, Status, advance, elapsed_ms, next_due

#: What is asked about cues is asked of the score, wherever it is worked out.
__all__ = [
    "CARE_AFTER_MS",
    "Caption",
    "Cue",
    "CueId",
    "caption_at",
    "care_words",
    "heading",
    "phase_cues",
]


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


def score_of(routine: Routine, atlas: Atlas, guidance: Guidance = TONES_ONLY) -> Score:
    """The whole routine from 0 ms to its length as if no step waited; cues rise in time."""
    spans: list[PhaseSpan] = []
    cues: list[Cue] = []
    at_ms = 0
    for index, phase in enumerate(routine.phases):
        spans.append(PhaseSpan(phase, at_ms, at_ms + phase.length_ms))
        found = phase_cues(
            routine, index, phase.length_ms, atlas, guidance=guidance, in_one_go=True
        )
        cues += _from(at_ms, found)
        at_ms += phase.length_ms
    cues.sort(key=lambda cue: cue.at_ms)
    return Score(routine, at_ms, tuple(spans), tuple(cues))


def cues_ahead(
    state: State, now_ms: int, atlas: Atlas, guidance: Guidance = TONES_ONLY
) -> list[Cue]:
    """All cues still to come if nobody touches anything, in ms of the monotonic clock.

    Reaches to the next wait or to the end; empty while stopped, and while paused but for the word
    that it is. The engine itself is run ahead, so lengths and limits are exactly those that will
    hold. Handing out all of it at once is what lets sound go on exactly while the caller is busy.
    """
    cues: list[Cue] = []
    if state.status is Status.FINISHED and state.ended_ms is not None:
        cues += done_cues(state.ended_ms, guidance)
    if state.status is Status.PAUSED and state.paused_at_ms is not None:
        cues += _told(state.paused_at_ms, "paused", guidance)
    resumed_ms = state.resumed_at_ms
    while (due := next_due(state)) is not None:
        after, _ = advance(state, due)
        then = len(state.routine.phases) if after.status.is_over else after.index
        found = phase_cues(state.routine, state.index, state.length_ms, atlas, then, guidance)
        cues += _from(state.anchor_ms, found)
        state = after
    if state.status is Status.WAITING:
        found = phase_cues(state.routine, state.index, 0, atlas, guidance=guidance)
        cues += _from(state.anchor_ms, found)
    ahead = [cue for cue in cues if cue.at_ms >= now_ms]
    if resumed_ms is not None and resumed_ms >= now_ms:
        ahead += _where_free(_told(resumed_ms, "going_on", guidance), ahead, guidance)
    return sorted(ahead, key=lambda cue: cue.at_ms)


def instruction_cues(
    state: State, now_ms: int, atlas: Atlas, guidance: Guidance = TONES_ONLY
) -> list[Cue]:
    """The step in hand said again: where, with what, how, about how long still.

    SAY cues from now on, in ms of the clock. Whatever the level leaves out is said too, because it
    was asked for.
    """
    if state.status.is_over or not guidance.speaks:
        return []
    phase = state.phase
    wanted = instruction(state.routine, state.index, atlas, guidance, phase.side)
    if phase.waits and (ready := guidance.sentence("ready")):
        wanted.append((ready, None, False))
    cues, _ = placed(wanted, 0, None)
    if phase.kind is not PhaseKind.LEAD_IN and not phase.waits:
        from_ms = ends_ms(cues[-1], guidance) + GAP_MS if cues else 0
        left_ms = state.length_ms - elapsed_ms(state, now_ms + from_ms)
        if still := about_left(left_ms, guidance):
            cues.append(say(from_ms, still, phase.side))
    return _from(now_ms, cues)


def cues_again(
    state: State, now_ms: int, atlas: Atlas, guidance: Guidance = TONES_ONLY
) -> list[Cue]:
    """The instruction first, then all cues ahead but what would be said over it."""
    again = instruction_cues(state, now_ms, atlas, guidance)
    ahead = cues_ahead(state, now_ms, atlas, guidance)
    free = [cue for cue in ahead if cue.id is not CueId.SAY]
    free += _where_free([cue for cue in ahead if cue.id is CueId.SAY], again, guidance)
    return sorted((*again, *free), key=lambda cue: cue.at_ms)


def _from(begins_ms: int, cues: list[Cue]) -> list[Cue]:
    """Cues of a phase at the moments of what the phase is part of."""
    return [replace(cue, at_ms=begins_ms + cue.at_ms) for cue in cues]


def _told(at_ms: int, clause: str, guidance: Guidance) -> list[Cue]:
    sentence = guidance.sentence(clause) if guidance.speaks else None
    return [say(at_ms, sentence)] if sentence else []


def _where_free(new: list[Cue], said: list[Cue], guidance: Guidance) -> list[Cue]:
    """Those of the new sentences that overlap none that is said already."""
    spoken = [(cue.at_ms, ends_ms(cue, guidance)) for cue in said if cue.id is CueId.SAY]
    return [
        cue
        for cue in new
        if all(
            ends_ms(cue, guidance) + GAP_MS <= begins or ends + GAP_MS <= cue.at_ms
            for begins, ends in spoken
        )
    ]
