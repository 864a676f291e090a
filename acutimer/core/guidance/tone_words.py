"""The captions of tones: in the pages' language, or in the clauses of a voice that speaks another.

Must never say when anything sounds, nor change what does.
"""

from __future__ import annotations

from acutimer.core.guidance.cues import CueId
from acutimer.core.guidance.speech import Guidance, Sentence
from acutimer.core.guidance.step_words import (
    ALL_DONE,
    EASE_OFF,
    GET_READY,
    LIGHTLY,
    SWITCH_SIDES,
    WHEN_READY,
    care_words,
    doing,
)
from acutimer.core.guidance.telling import Stretch
from acutimer.core.points import StepKind
from acutimer.core.routines import PhaseKind

_COUNTDOWN = (CueId.LEAD_IN_3, CueId.LEAD_IN_2, CueId.LEAD_IN_1)
#: What no clause says: in another language the words of the press stand on.
_PAGES_ONLY = {
    CueId.LET_GO: "Let go",
    CueId.CIRCLE: "Circle",
    CueId.LIFT: "Lift, and go back",
    CueId.BREATHE_IN: "Breathe in",
    CueId.BREATHE_OUT: "Breathe out",
}


def tone_words(stretch: Stretch, tone: CueId, count: int = 1) -> str:
    """What a tone of that stretch says; ``count`` is the number of the press it belongs to."""
    guidance = stretch.guidance
    if tone in _COUNTDOWN:
        return _joined(_get_ready_words(stretch), tone.value[-1])
    if tone is CueId.SWITCH_SIDES:
        return _joined(_fixed(guidance, "switch", SWITCH_SIDES), _place_words(stretch))
    if tone is CueId.STEP_DONE:
        return _ease_off_words(guidance)
    if guidance.speaks_otherwise:
        return _voice_words(stretch, tone, count)
    return _pages_words(stretch, tone, count)


def _pages_words(stretch: Stretch, tone: CueId, count: int) -> str:
    if tone is CueId.READY:
        return f"{WHEN_READY} {_place_words(stretch)}"
    if tone in _PAGES_ONLY:
        return _PAGES_ONLY[tone]
    if stretch.step.kind is StepKind.CARE:
        return care_words(stretch.step)
    beat = "Stroke" if tone is CueId.STROKE else "Press"
    return f"{beat} {count}" if count > 1 else f"{stretch.heading}: {doing(stretch.step)}."


def _voice_words(stretch: Stretch, tone: CueId, count: int) -> str:
    if tone is CueId.READY:
        return _joined(_place_words(stretch), stretch.guidance.sentence("ready"))
    if count > 1:
        return str(count)
    if stretch.step.kind is StepKind.CARE:
        return _joined(stretch.care)
    return _joined(stretch.where, stretch.how, stretch.lightly)


def opening_words(stretch: Stretch) -> str:
    """What is shown before anything has sounded: the person's own words, or what comes."""
    if stretch.phase.kind is not PhaseKind.LEAD_IN:
        return _place_words(stretch)
    note = stretch.step.note
    ready = _joined(_lightly_words(stretch), note) if note else _get_ready_words(stretch)
    # the tone that ends a press sounds in its last moment, so its words stand here
    eases = stretch.follows_press and not stretch.phase.switches
    return _joined(_ease_off_words(stretch.guidance), ready) if eases else ready


def _place_words(stretch: Stretch) -> str:
    """Where it is pressed, and that only lightly, or what care there is."""
    place: Sentence | str | None = f"{stretch.heading}."
    if stretch.guidance.speaks_otherwise:
        place = stretch.care if stretch.step.kind is StepKind.CARE else stretch.where
    return _joined(place, _lightly_words(stretch))


def _lightly_words(stretch: Stretch) -> str:
    """ "Lightly." where the answers allow nothing else."""
    return _fixed(stretch.guidance, "lightly", LIGHTLY) or LIGHTLY if stretch.step.light else ""


def _get_ready_words(stretch: Stretch) -> str:
    """ "Get ready. Left shoulder." """
    return _joined(_fixed(stretch.guidance, "get_ready", GET_READY), _place_words(stretch))


def _ease_off_words(guidance: Guidance) -> str:
    """ "Ease off slowly." """
    return _fixed(guidance, "ease_off", EASE_OFF)


def all_done_words(guidance: Guidance) -> str:
    """ "All done. Ease off slowly." """
    return _fixed(guidance, "done", ALL_DONE) or ALL_DONE


def _fixed(guidance: Guidance, clause: str, words: str) -> str:
    """A sentence that is always the same: these words where the pages' language is spoken."""
    return _joined(guidance.sentence(clause)) if guidance.speaks_otherwise else words


def _joined(*parts: Sentence | str | None) -> str:
    return " ".join(part if isinstance(part, str) else part.words for part in parts if part)
