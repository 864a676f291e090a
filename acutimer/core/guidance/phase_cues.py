"""The cues of one phase of a routine: tones, what is said, and the breath's pace.

Times are milliseconds of the phase. Must never play anything: audio places cues, pages show
captions.
"""

from __future__ import annotations

from collections.abc import Iterator

from acutimer.core.guidance.cues import CARE_AFTER_MS, Cue, CueId
from acutimer.core.guidance.sentences import say, sentences
from acutimer.core.guidance.speech import Guidance
from acutimer.core.guidance.telling import Stretch
from acutimer.core.guidance.tone_words import all_done_words, tone_words
from acutimer.core.points import Side
from acutimer.core.routines import REST, PhaseKind

_BREATHED = (PhaseKind.HOLD, PhaseKind.CIRCLES, PhaseKind.MAT)
#: What beats with two tones: the second half way, when the hand comes off.
_ON_AND_OFF = {
    PhaseKind.PRESSES: (CueId.PRESS, CueId.LET_GO),
    PhaseKind.STROKES: (CueId.STROKE, CueId.LIFT),
}


def phase_cues(stretch: Stretch) -> list[Cue]:
    """The cues of a phase, in ms of the phase, rising.

    What marks the end of a phase belongs to it; the beginning belongs to the phase that begins.
    """
    cues = [*_tones(stretch), *sentences(stretch), *_breaths(stretch), *_end_cues(stretch)]
    return sorted(cues, key=lambda cue: cue.at_ms)


def _tones(stretch: Stretch) -> Iterator[Cue]:
    """What sounds but the end."""
    phase, side, length_ms = stretch.phase, stretch.side, stretch.length_ms
    if phase.kind is PhaseKind.REST:
        yield _tone(stretch, 0, CueId.READY, side)
    elif phase.kind is PhaseKind.LEAD_IN:
        if phase.switches:
            yield _tone(stretch, 0, CueId.SWITCH_SIDES, side)
        for left_s, tick in ((3, CueId.LEAD_IN_3), (2, CueId.LEAD_IN_2), (1, CueId.LEAD_IN_1)):
            if length_ms >= left_s * 1000:
                yield _tone(stretch, length_ms - left_s * 1000, tick, side)
    elif phase.kind is PhaseKind.CARE:
        yield _tone(stretch, min(CARE_AFTER_MS, length_ms) if stretch.index else 0, CueId.CARE)
    else:
        yield from _press_tones(stretch)


def _press_tones(stretch: Stretch) -> Iterator[Cue]:
    """The beginning of a press, and its presses, strokes or circles."""
    side, length_ms = stretch.side, stretch.length_ms
    if (on_and_off := _ON_AND_OFF.get(stretch.phase.kind)) is not None:
        begins, ends = on_and_off
        beats = stretch.step.beats(length_ms)
        for count, at_ms in enumerate(beats, start=1):
            yield _tone(stretch, at_ms, begins, side, count)
            if at_ms + beats.step // 2 < length_ms:
                yield _tone(stretch, at_ms + beats.step // 2, ends, side, count)
        return
    yield _tone(stretch, 0, CueId.CHANGE if stretch.goes_on else CueId.BEGIN, side)
    if stretch.phase.kind is PhaseKind.CIRCLES:
        for at_ms in stretch.step.beats(length_ms)[1:]:
            yield _tone(stretch, at_ms, CueId.CIRCLE, side)


def _breaths(stretch: Stretch) -> Iterator[Cue]:
    """When to breathe in and out, from the beginning of what is held, circled or rested."""
    kind, breath_ms = stretch.phase.kind, stretch.guidance.breath_ms
    rests = kind is PhaseKind.CARE and stretch.step.care == REST
    if breath_ms <= 0 or not (rests or kind in _BREATHED):
        return
    for at_ms in range(0, stretch.length_ms, breath_ms):
        yield _tone(stretch, at_ms, CueId.BREATHE_IN)
        if at_ms + breath_ms // 2 < stretch.length_ms:
            yield _tone(stretch, at_ms + breath_ms // 2, CueId.BREATHE_OUT)


def _end_cues(stretch: Stretch) -> Iterator[Cue]:
    """What sounds when a phase is over: nothing where the next beginning says it already."""
    phase, following = stretch.phase, stretch.following
    if phase.kind in (PhaseKind.LEAD_IN, PhaseKind.REST):
        return
    if following is None:
        yield from done_cues(stretch.length_ms, stretch.guidance)
        return
    if following.switches or (following.kind.is_pressing and following.step != phase.step):
        return
    yield _tone(stretch, stretch.length_ms, CueId.STEP_DONE, stretch.side)


def _tone(
    stretch: Stretch, at_ms: int, tone: CueId, side: Side | None = None, count: int = 1
) -> Cue:
    return Cue(at_ms, tone, tone_words(stretch, tone, count), side)


def done_cues(at_ms: int, guidance: Guidance) -> Iterator[Cue]:
    """The end of a session: said under its soft chord, because nothing sounds after it."""
    yield Cue(at_ms, CueId.ALL_DONE, all_done_words(guidance))
    if guidance.speaks and (done := guidance.sentence("done")):
        yield say(at_ms, done)
