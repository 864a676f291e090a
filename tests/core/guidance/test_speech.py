"""What a voice can say and how much of it, to the second and to the letter."""

from __future__ import annotations

import pytest

from acutimer.core import session
from acutimer.core.guidance.cues import Cue, CueId
from acutimer.core.guidance.lead_ins import with_told_lead_ins
from acutimer.core.guidance.score import cues_ahead, instruction_cues, score_of
from acutimer.core.guidance.speech import Guidance, Level, slug
from acutimer.core.guidance.telling import Telling
from acutimer.core.preparing import with_waits
from acutimer.core.routines import Routine
from acutimer.core.session import Status
from tests.core.guidance.voice import steady
from tests.core.scripts import BEGINS_MS
from tests.core.shipped import atlas, built, routine

IN_TURN = {"kind": "hold", "point": "BL11", "side": "in_turn", "seconds": 60, "own": True}
GB20 = {"kind": "hold", "point": "GB20", "side": "both", "seconds": 60}


def told(found: Routine, guide: Guidance | None = None) -> Telling:
    return Telling(found, atlas(), guide or steady())


def said(found: Routine) -> list[tuple[int, str]]:
    """What is said of a whole routine: when, and the clause or the words."""
    cues = score_of(told(found)).cues
    return [(cue.at_ms, cue.clause or cue.caption) for cue in cues if cue.id is CueId.SAY]


def test_how_much_is_said_is_kept_in_these_words() -> None:
    assert [level.value for level in Level] == ["all", "short", "tones", "silent"]
    assert [level.has_voice for level in Level] == [True, True, False, False]


def test_without_anything_else_a_voice_is_english_and_says_all() -> None:
    plain = Guidance()
    assert (plain.language, plain.level, plain.breath_ms) == ("en", Level.ALL, 0)
    assert not plain.speaks


def test_a_tone_has_no_side_no_clause_and_no_length_unless_it_is_told() -> None:
    assert Cue(7, CueId.BEGIN, "Begin") == Cue(7, CueId.BEGIN, "Begin", None, "", 0)
    assert Cue(7, CueId.SAY, "Begin", length_ms=900).ends_ms == 907


@pytest.mark.parametrize(
    ("left_s", "clause"),
    [
        (14.999, None),
        (15, "about.20"),
        (24, "about.20"),
        (26, "about.30"),
        (45.1, "about.50"),
        (74, "about.60"),
        (76, "about.90"),
        (106, "about.120"),
        (134, "about.120"),
        (136, "about.150"),
        (195, "about.180"),
        (195.001, None),
    ],
)
def test_what_is_left_is_told_to_the_nearest_that_is_recorded(
    left_s: float, clause: str | None
) -> None:
    still = steady().about_left(round(left_s * 1000))
    assert (still.clause if still else None) == clause


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("On the mat", "on_the_mat"),
        ("  On   the-mat! ", "on_the_mat"),
        ("Über 2 Füßen", "ber_2_f_en"),
        ("", ""),
    ],
)
def test_a_place_becomes_the_name_of_its_recording(words: str, part: str) -> None:
    assert slug(words) == part


def test_a_wait_between_two_sides_says_to_switch_and_where() -> None:
    found = with_waits(built(IN_TURN), "always")
    now_ms = BEGINS_MS + 65_000
    state, _ = session.advance(session.start(found, BEGINS_MS)[0], now_ms)
    assert state.status is Status.WAITING
    cues = [(c.at_ms - now_ms, c.id, c.side, c.clause) for c in cues_ahead(told(found), state, 0)]
    assert cues == [
        (0, "ready", "right", ""),
        (800, "say", None, "ease_off"),
        (2175, "say", "right", "switch"),
        (3400, "say", "right", "where.BL11.right"),
        (5550, "say", "right", "with.BL11.right"),
        (7575, "say", None, "ready"),
    ]


def test_ones_own_words_of_care_are_said_after_what_it_is() -> None:
    rest = built({"kind": "care", "care": "rest", "seconds": 24, "note": "Breathe out."})
    clauses = [clause for _, clause in said(rest)]
    assert clauses == ["care.rest", "Breathe out.", "for.24", "done"]


@pytest.mark.parametrize(("letters", "is_said"), [(20, True), (44, True), (45, False), (80, False)])
def test_care_too_short_for_its_words_leaves_them_to_be_read(letters: int, is_said: bool) -> None:
    words = "m" * letters
    found = built({"kind": "care", "care": words, "seconds": 5})
    assert (words in [clause for _, clause in said(found)]) is is_said


@pytest.mark.parametrize(
    ("language", "name", "lead_ins"),
    [
        ("en", "neck-and-shoulders", [7, 7, None, 6, None, None]),
        ("en", "article-whole", [7, None, 6, None, 7, 7, None, 7]),
        ("de", "neck-and-shoulders", [7, 7, None, 7, 6, None]),
        ("de", "article-whole", [7, None, 7, 6, 8, 7, None, 7]),
    ],
)
def test_lead_ins_last_as_many_seconds_as_what_is_said_in_them(
    language: str, name: str, lead_ins: list[int | None]
) -> None:
    found = with_told_lead_ins(told(routine(name), steady(language)))
    assert [step.lead_in for step in found.routine.steps] == lead_ins


def test_at_the_end_only_the_end_is_ahead() -> None:
    found = built(GB20)
    end_ms = BEGINS_MS + 65_000
    state, _ = session.advance(session.start(found, BEGINS_MS)[0], end_ms)
    assert [(c.at_ms, c.id, c.clause) for c in cues_ahead(told(found), state, end_ms)] == [
        (end_ms, CueId.ALL_DONE, ""),
        (end_ms, CueId.SAY, "done"),
    ]
    assert cues_ahead(told(found), state, end_ms + 1) == []
    stopped, _ = session.stop(session.start(found, BEGINS_MS)[0], BEGINS_MS)
    assert cues_ahead(told(found), stopped, BEGINS_MS) == []


def test_a_level_without_a_voice_says_no_pause_and_no_going_on() -> None:
    found, guide = built(GB20), steady(level=Level.TONES)
    state, _ = session.pause(session.start(found, BEGINS_MS)[0], BEGINS_MS + 1000)
    assert cues_ahead(told(found, guide), state, BEGINS_MS) == []
    state, _ = session.resume(state, BEGINS_MS + 2000)
    cues = cues_ahead(told(found, guide), state, BEGINS_MS + 2000)
    assert CueId.SAY not in {cue.id for cue in cues}


def test_what_is_ahead_follows_a_press_made_longer() -> None:
    found = built(GB20)
    state, _ = session.advance(session.start(found, BEGINS_MS)[0], BEGINS_MS + 6000)
    state, _ = session.lengthen(state, BEGINS_MS + 6000)
    ahead = cues_ahead(told(found), state, BEGINS_MS + 20_000)
    assert [(c.at_ms - BEGINS_MS, c.clause or c.id.value) for c in ahead] == [
        (5000 + 37_500, "left.half"),
        (5000 + 65_000, "left.10"),
        (5000 + 75_000, "all_done"),
        (5000 + 75_000, "done"),
    ]


def test_a_press_that_is_left_out_is_not_announced_as_the_next() -> None:
    # three minutes of the point are over with the first step, so the second is left out
    full = {**GB20, "seconds": 180, "own": True}
    found = built(full, {"kind": "care", "seconds": 30})
    again = found.with_steps([found.steps[0], found.steps[0], found.steps[1]])
    state, _ = session.start(again, BEGINS_MS)
    ends = [c.id for c in cues_ahead(told(again), state, 0) if c.at_ms == BEGINS_MS + 185_000]
    assert ends == [CueId.STEP_DONE]


def test_in_a_lead_in_nobody_says_how_long_it_still_lasts() -> None:
    found = built({**GB20, "lead_in": 30})
    state, _ = session.start(found, BEGINS_MS)
    again = instruction_cues(told(found), state, BEGINS_MS)
    assert [cue.clause for cue in again] == ["where.GB20.both", "with.GB20.both", "how.hold"]


def test_how_long_still_is_said_from_the_side_that_is_pressed() -> None:
    found = built(IN_TURN)
    state, _ = session.advance(session.start(found, BEGINS_MS)[0], BEGINS_MS + 6000)
    still = instruction_cues(told(found), state, BEGINS_MS + 6000)[-1]
    assert (still.clause, still.side) == ("about.50", "left")


def test_a_score_is_of_its_routine() -> None:
    found = built(GB20)
    assert score_of(told(found)).routine is found
