"""What the page shows as caption at one moment: the words of what sounds.

Must never leave a sentence while it is being said: a tone under it changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from acutimer.core.guidance.cues import Cue, CueId
from acutimer.core.guidance.phase_cues import phase_cues
from acutimer.core.guidance.speech import Guidance
from acutimer.core.guidance.telling import Stretch, Telling
from acutimer.core.guidance.tone_words import all_done_words, opening_words
from acutimer.core.session_state import State, Status

#: A sentence is shown this long beyond its end, so that it can be read.
READ_MS = 800
_PAUSED = "Paused."
#: Tones that leave no words behind when a sentence covers them.
_PASSING = (CueId.BREATHE_IN, CueId.BREATHE_OUT, CueId.LET_GO, CueId.CIRCLE, CueId.LIFT)


class Caption(NamedTuple):
    """Words, the cue they belong to, since when, and when they change by themselves (ms)."""

    words: str
    cue: CueId | None
    at_ms: int
    next_ms: int | None


class _Change(NamedTuple):
    """What is shown from a moment of the phase on."""

    at_ms: int
    words: str
    cue: CueId | None


def caption_at(telling: Telling, state: State, now_ms: int, again: Sequence[Cue] = ()) -> Caption:
    """The caption of that moment, in ms of the monotonic clock; ``again`` is being said again."""
    return _caption_again(again, _usual(telling, state, now_ms), now_ms)


def _usual(telling: Telling, state: State, now_ms: int) -> Caption:
    if state.status is Status.FINISHED:
        done = all_done_words(telling.guidance)
        return Caption(done, CueId.ALL_DONE, state.ended_ms or now_ms, None)
    if state.status is Status.STOPPED:
        return Caption("", None, state.ended_ms or now_ms, None)
    if state.status is Status.PAUSED:
        return _paused(telling.guidance, state.paused_at_ms or now_ms)
    shown = _shown(telling, state)
    # they rise; of two at once the later one is said by a cue, and stands
    begun = [caption for caption in shown if caption.at_ms <= now_ms]
    return begun[-1] if begun else shown[0]


def _paused(guidance: Guidance, at_ms: int) -> Caption:
    paused = guidance.sentence("paused", _PAUSED) if guidance.speaks else None
    words, cue = (paused.words, CueId.SAY) if paused else (_PAUSED, None)
    return Caption(words, cue, at_ms, None)


def _caption_again(again: Sequence[Cue], usual: Caption, now_ms: int) -> Caption:
    """The last sentence begun of those said again, while they last; then the usual caption.

    One that has its own moment stands as soon as what is said again has been.
    """
    begun = [cue for cue in again if cue.at_ms <= now_ms]
    if not begun:
        return usual
    cue = begun[-1]
    newer = usual.cue is CueId.SAY and usual.at_ms >= cue.ends_ms
    if now_ms >= cue.ends_ms + READ_MS or (newer and len(begun) == len(again)):
        return usual
    begins = [later.at_ms for later in again[len(begun) :]]
    ends = [*begins[:1], cue.ends_ms + READ_MS, usual.next_ms or 0]
    return Caption(cue.caption, cue.id, cue.at_ms, min(at for at in ends if at > now_ms))


def _shown(telling: Telling, state: State) -> list[Caption]:
    """All captions of the phase in hand, one after the other."""
    waits, begins_ms = state.phase.waits, state.anchor_ms
    stretch = telling.stretch(state.index, 0 if waits else state.length_ms)
    last_ms = None if waits else begins_ms + stretch.length_ms
    # of two at one moment the later stays
    changes = {change.at_ms: change for change in _changes(stretch)}
    ends_ms = [*(begins_ms + at_ms for at_ms in changes), last_ms][1:]
    return [
        Caption(change.words, change.cue, begins_ms + change.at_ms, next_ms)
        for change, next_ms in zip(changes.values(), ends_ms, strict=True)
    ]


def _changes(stretch: Stretch) -> list[_Change]:
    """When what is shown changes, and to what."""
    changes = [_Change(0, opening_words(stretch), None)]
    until_ms = 0
    held: Cue | None = None
    for cue in phase_cues(stretch):
        if cue.at_ms >= stretch.length_ms and not stretch.phase.waits:
            break
        if held is not None and cue.at_ms >= until_ms:
            changes.append(_Change(until_ms, held.caption, held.id))
            held = None
        if cue.id is CueId.SAY:
            changes.append(_Change(cue.at_ms, cue.caption, cue.id))
            until_ms, held = cue.ends_ms + READ_MS, None
        elif cue.at_ms >= until_ms:
            changes.append(_Change(cue.at_ms, cue.caption, cue.id))
        elif cue.id not in _PASSING:
            held = cue  # shown once the sentence has been
    if held is not None:
        changes.append(_Change(until_ms, held.caption, held.id))
    return changes
