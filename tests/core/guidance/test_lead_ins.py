"""Where, with what and how are said before the press begins, because the lead-in lasts for it."""

from dataclasses import replace

import pytest

from acutimer.core.guidance.lead_ins import with_told_lead_ins
from acutimer.core.guidance.score import CueId, score_of
from acutimer.core.guidance.speech import Level
from acutimer.core.guidance.telling import Telling
from acutimer.core.preparing import with_waits
from acutimer.core.routine_content import content_hash
from acutimer.core.routines import LEAD_IN_MOST_S, LEAD_IN_S, PhaseKind, Routine
from tests.core.guidance.voice import guidance
from tests.core.shipped import atlas, built, routine

SHIPPED = ("neck-and-shoulders", "desk-pause", "nape-and-forehead", "article-whole")
GB21 = {"kind": "hold", "point": "GB21", "side": "in_turn", "seconds": 180}
OPENING = ("where.", "with.", "how.")


def told_in_the_press(found: Routine, language: str) -> list[str]:
    """What opens a press and is said after it began, where hands came from a lead-in."""
    score = score_of(Telling(found, atlas(), guidance(language)))
    late = []
    for before, span in zip(score.spans, score.spans[1:], strict=False):
        if before.phase.kind is PhaseKind.LEAD_IN:
            late += [
                cue.clause or cue.caption
                for cue in score.cues
                if cue.id is CueId.SAY and span.begins_ms <= cue.at_ms < span.ends_ms
            ]
    return [one for one in late if one.startswith(OPENING) or "." not in one]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("name", SHIPPED)
def test_all_that_opens_a_press_is_said_before_it(name: str, language: str) -> None:
    found = routine(name)
    assert told_in_the_press(found, language) != []
    told = with_told_lead_ins(Telling(found, atlas(), guidance(language), in_one_go=True)).routine
    assert told_in_the_press(told, language) == []


def test_presses_stay_as_long_and_no_lead_in_gets_shorter() -> None:
    found = routine("article-whole")
    told = with_told_lead_ins(Telling(found, atlas(), guidance("de"))).routine
    for before, after in zip(found.phases, told.phases, strict=True):
        assert after.kind is before.kind
        if before.kind is PhaseKind.LEAD_IN:
            assert before.length_ms <= after.length_ms <= LEAD_IN_MOST_S * 1000
            assert after.length_ms % 1000 == 0
        else:
            assert after.length_ms == before.length_ms
    assert content_hash(told) != content_hash(found), "some lead-in must have grown"


@pytest.mark.parametrize("level", [Level.TONES, Level.SILENT])
def test_without_a_voice_nothing_changes(level: Level) -> None:
    found = routine("desk-pause")
    assert with_told_lead_ins(Telling(found, atlas(), guidance(level=level))).routine is found


def test_a_lead_in_of_ones_own_stays() -> None:
    found = built({**GB21, "lead_in": 3})
    assert with_told_lead_ins(Telling(found, atlas(), guidance())).routine is found


def test_a_long_note_has_time_and_no_lead_in_is_over_the_longest() -> None:
    found = built({**GB21, "note": "Let the shoulder drop first, then lean into the hand."})
    (step,) = with_told_lead_ins(Telling(found, atlas(), guidance())).routine.steps
    (usual,) = with_told_lead_ins(Telling(built(GB21), atlas(), guidance())).routine.steps
    assert (step.lead_in or 0) >= (usual.lead_in or LEAD_IN_S) + 3
    endless = found.with_steps([replace(found.steps[0], note="ba " * 66, lead_in=None)])
    (step,) = with_told_lead_ins(Telling(endless, atlas(), guidance())).routine.steps
    assert LEAD_IN_S < (step.lead_in or 0) <= LEAD_IN_MOST_S


def test_after_a_wait_that_told_it_the_lead_in_is_the_usual_one() -> None:
    waits = with_waits(built({**GB21, "side": "left"}, {**GB21, "side": "right"}), "always")
    told = with_told_lead_ins(Telling(waits, atlas(), guidance(level=Level.SHORT))).routine
    assert told.steps[1].lead_in is None
