"""The captions of tones in the words of a voice that speaks another language than the pages.

Must never say when anything sounds, nor change what does.
"""

from __future__ import annotations

from dataclasses import replace

from acutimer.core.guidance.cues import Cue, CueId
from acutimer.core.guidance.speech import Guidance, Sentence
from acutimer.core.guidance.step_clauses import care_clause, how_clause, where_clause
from acutimer.core.points import Atlas, Side, StepKind
from acutimer.core.routines import Step

_COUNTED = (CueId.PRESS, CueId.LET_GO)
#: The clause that stands before where.
_FIRST = {
    CueId.SWITCH_SIDES: "switch",
    CueId.LEAD_IN_3: "get_ready",
    CueId.LEAD_IN_2: "get_ready",
    CueId.LEAD_IN_1: "get_ready",
}


def in_voice(
    cue: Cue, step: Step, side: Side | None, number: int, atlas: Atlas, guidance: Guidance
) -> Cue:
    """A cue of that step with a caption of the voice's own clauses; ``number`` counts presses.

    For what no clause says (let go, circle, breathe) the caption stays that of the press.
    """
    if cue.id is CueId.SAY or not guidance.speaks_otherwise:
        return cue
    return replace(cue, caption=_caption(cue, step, side, number, atlas, guidance))


def _caption(
    cue: Cue, step: Step, side: Side | None, number: int, atlas: Atlas, guidance: Guidance
) -> str:
    clause = guidance.sentence
    if cue.id in _COUNTED and number > 1:
        return str(number)
    if cue.id is CueId.STEP_DONE:
        return ease_off_words(guidance)
    if cue.id is CueId.READY:
        return f"{place_words(step, side, atlas, guidance)} {_joined(clause('ready'))}".strip()
    if cue.id in _FIRST:
        place = place_words(step, side, atlas, guidance)
        left = cue.id.value[-1] if cue.id is not CueId.SWITCH_SIDES else ""
        return " ".join(f"{_joined(clause(_FIRST[cue.id]))} {place} {left}".split())
    if cue.id is CueId.ALL_DONE:
        return cue.caption
    if step.kind is StepKind.CARE:
        return _joined(care_clause(step, guidance))
    return _joined(where_clause(step, side, atlas, guidance), how_clause(step, guidance))


def place_words(step: Step, side: Side | None, atlas: Atlas, guidance: Guidance) -> str:
    """Where it is pressed, or what care there is."""
    if step.kind is StepKind.CARE:
        return _joined(care_clause(step, guidance))
    return _joined(where_clause(step, side, atlas, guidance))


def get_ready_words(step: Step, side: Side | None, atlas: Atlas, guidance: Guidance) -> str:
    """ "Get ready. Left shoulder." """
    place = place_words(step, side, atlas, guidance)
    return f"{_joined(guidance.sentence('get_ready'))} {place}".strip()


def ease_off_words(guidance: Guidance) -> str:
    """ "Ease off slowly." """
    return _joined(guidance.sentence("ease_off"))


def _joined(*sentences: Sentence | None) -> str:
    return " ".join(one.words for one in sentences if one is not None)
