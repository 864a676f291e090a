"""What the page shows as caption at one moment: the words of what sounds.

Must never leave a sentence while it is being said: a tone under it changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from acutimer.core.guidance.cues import Cue, CueId
from acutimer.core.guidance.phase_cues import phase_cues
from acutimer.core.guidance.placing import ends_ms
from acutimer.core.guidance.speech import Guidance
from acutimer.core.guidance.step_words import ALL_DONE, EASE_OFF, heading
from acutimer.core.guidance.tone_words import ease_off_words, get_ready_words, place_words
from acutimer.core.points import Atlas
from acutimer.core.routines import PhaseKind
from acutimer.core.session_state import State, Status

#: A sentence is shown this long beyond its end, so that it can be read.
READ_MS = 800
_PAUSED = "Paused."


class Caption(NamedTuple):
    """Words, the cue they belong to, since when, and when they change by themselves (ms)."""

    words: str
    cue: CueId | None
    at_ms: int
    next_ms: int | None


def caption_at(
    state: State, now_ms: int, atlas: Atlas, guidance: Guidance, again: Sequence[Cue] = ()
) -> Caption:
    """The caption of that moment, in ms of the monotonic clock; ``again`` is being said again."""
    return _caption_again(again, _usual(state, now_ms, atlas, guidance), now_ms, guidance)


def _usual(state: State, now_ms: int, atlas: Atlas, guidance: Guidance) -> Caption:
    if state.status.is_over:
        finished = state.status is Status.FINISHED
        done = guidance.sentence("done") if guidance.speaks_otherwise else None
        all_done = done.words if done else ALL_DONE
        words, cue = (all_done, CueId.ALL_DONE) if finished else ("", None)
        return Caption(words, cue, state.ended_ms or now_ms, None)
    if state.status is Status.PAUSED:
        paused = guidance.sentence("paused", _PAUSED) if guidance.speaks else None
        words, cue = (paused.words, CueId.SAY) if paused else (_PAUSED, None)
        return Caption(words, cue, state.paused_at_ms or now_ms, None)
    shown = _shown(state, atlas, guidance)
    # they rise; of two at once the later one is said by a cue, and stands
    begun = [one for one in shown if one.at_ms <= now_ms]
    return begun[-1] if begun else shown[0]


def _caption_again(
    again: Sequence[Cue], usual: Caption, now_ms: int, guidance: Guidance
) -> Caption:
    """The last sentence begun of those said again, while they last; then the usual caption.

    One that has its own moment stands as soon as what is said again has been.
    """
    begun = [cue for cue in again if cue.at_ms <= now_ms]
    if not begun:
        return usual
    cue = begun[-1]
    said_ms = ends_ms(cue, guidance)
    newer = usual.cue is CueId.SAY and usual.at_ms >= said_ms
    if now_ms >= said_ms + READ_MS or (newer and len(begun) == len(again)):
        return usual
    begins = [one.at_ms for one in again[len(begun) :]]
    ends = [*begins[:1], said_ms + READ_MS, usual.next_ms or 0]
    return Caption(cue.caption, cue.id, cue.at_ms, min(at for at in ends if at > now_ms))


def _shown(state: State, atlas: Atlas, guidance: Guidance) -> list[Caption]:
    """All captions of the phase in hand, one after the other."""
    phase, begins_ms = state.phase, state.anchor_ms
    length_ms = 0 if phase.waits else state.length_ms
    cues = phase_cues(state.routine, state.index, length_ms, atlas, guidance=guidance)
    if not phase.waits:
        cues = [cue for cue in cues if cue.at_ms < length_ms]
    changes: dict[int, tuple[str, CueId | None]] = {0: (_opening(state, atlas, guidance), None)}
    # of two at one moment the later stays
    changes |= {at_ms: (words, cue) for at_ms, words, cue in _changes(cues, guidance)}
    ends = [begins_ms + at_ms for at_ms in changes][1:]
    last = None if phase.waits else begins_ms + length_ms
    return [
        Caption(words, cue, begins_ms + at_ms, next_ms)
        for (at_ms, (words, cue)), next_ms in zip(changes.items(), [*ends, last], strict=True)
    ]


def _changes(cues: list[Cue], guidance: Guidance) -> list[tuple[int, str, CueId | None]]:
    """When what is shown changes, and to what; cues rise."""
    changes: list[tuple[int, str, CueId | None]] = []
    until_ms = 0
    held: Cue | None = None
    for cue in cues:
        if held is not None and cue.at_ms >= until_ms:
            changes.append((until_ms, held.caption, held.id))
            held = None
        if cue.id is CueId.SAY:
            changes.append((cue.at_ms, cue.caption, cue.id))
            until_ms, held = ends_ms(cue, guidance) + READ_MS, None
        elif cue.at_ms >= until_ms:
            changes.append((cue.at_ms, cue.caption, cue.id))
        elif cue.id not in (CueId.BREATHE_IN, CueId.BREATHE_OUT, CueId.LET_GO, CueId.CIRCLE):
            held = cue  # shown once the sentence has been
    if held is not None:
        changes.append((until_ms, held.caption, held.id))
    return changes


def _opening(state: State, atlas: Atlas, guidance: Guidance) -> str:
    """What is shown before anything has sounded: the person's own words, or what comes."""
    step = state.routine.steps[state.phase.step]
    side, otherwise = state.phase.side, guidance.speaks_otherwise
    name = f"{heading(atlas, step, side)}."
    if otherwise:
        name = place_words(step, side, atlas, guidance)
    if state.phase.kind is PhaseKind.LEAD_IN:
        before = state.routine.phases[state.index - 1] if state.index else None
        # the tone that ends a press sounds in its last moment, so its words stand here
        eases = before is not None and before.kind.is_pressing and not state.phase.switches
        told = get_ready_words(step, side, atlas, guidance) if otherwise else f"Get ready. {name}"
        ready = step.note or told
        off = ease_off_words(guidance) if otherwise else EASE_OFF
        return f"{off} {ready}" if eases else ready
    return name
