"""Own words as clauses: how long they take, when they are said, and which a voice cannot say."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from acutimer.core import session
from acutimer.core.guidance.cues import Cue, CueId
from acutimer.core.guidance.lead_ins import with_told_lead_ins
from acutimer.core.guidance.own_words import NO_WORDS, OTHER_LANGUAGE, OTHER_LETTERS, Speaker
from acutimer.core.guidance.score import cues_ahead, score_of
from acutimer.core.guidance.speech import Clause, Guidance, spoken_ms
from acutimer.core.guidance.telling import Telling
from acutimer.core.routine_lint import Code, findings_of
from tests.core.guidance.voice import clauses, guidance
from tests.core.scripts import BEGINS_MS
from tests.core.shipped import atlas, built, routine, routines

NOTE = "Let the shoulder drop first."
MOVE = "Roll the shoulders back"
GB20 = {"kind": "hold", "point": "GB20", "side": "in_turn", "seconds": 60, "note": NOTE}
TURNS = {"kind": "care", "care": "head_turns", "seconds": 30}
OWN_CARE = {"kind": "care", "care": MOVE, "seconds": 30}
MINE = (GB20, OWN_CARE, TURNS)
ENGLISH = Speaker(clauses("en"), (clauses("de"),))
GERMAN = Speaker(clauses("de"), (clauses("en"),))


def with_own(note_ms: int) -> Guidance:
    own = {NOTE: Clause("own.note", NOTE, note_ms), MOVE: Clause("own.move", MOVE, 1700)}
    return replace(guidance(), own=own)


def said(telling: Telling) -> list[Cue]:
    return [cue for cue in score_of(telling).cues if cue.id is CueId.SAY]


@pytest.mark.parametrize("note_ms", [900, 2600, 16_000])
def test_own_words_are_clauses_with_their_length_and_their_own_caption(note_ms: int) -> None:
    telling = with_told_lead_ins(Telling(built(*MINE), atlas(), with_own(note_ms)))
    own = [cue for cue in said(telling) if cue.clause.startswith("own.")]
    assert [(cue.clause, cue.caption, cue.length_ms) for cue in own] == [
        ("own.note", NOTE, note_ms),
        ("own.move", MOVE, 1700),
    ]


@pytest.mark.parametrize("note_ms", [900, 2600, 16_000])
def test_nothing_is_said_into_own_words_and_the_press_begins_after_them(note_ms: int) -> None:
    telling = with_told_lead_ins(Telling(built(*MINE), atlas(), with_own(note_ms)))
    score = score_of(telling)
    sentences = [cue for cue in score.cues if cue.id is CueId.SAY]
    for one, other in pairwise(sentences):
        assert one.ends_ms <= other.at_ms, (one, other)
    note = next(cue for cue in sentences if cue.clause == "own.note")
    press = next(span for span in score.spans if span.phase.kind.is_pressing)
    assert note.ends_ms < press.begins_ms


def test_a_lead_in_is_as_long_as_the_clip_and_not_as_its_letters() -> None:
    judged = with_told_lead_ins(Telling(built(*MINE), atlas(), guidance()))
    made = with_told_lead_ins(Telling(built(*MINE), atlas(), with_own(spoken_ms(NOTE) + 4000)))
    more = made.routine.phases[0].length_ms - judged.routine.phases[0].length_ms
    assert more == 4000


def test_what_has_no_clip_is_said_as_before() -> None:
    mine = built(*MINE)
    before = said(Telling(mine, atlas(), guidance()))
    other = replace(guidance(), own={"something else": Clause("own.other", "something else", 9000)})
    assert said(Telling(mine, atlas(), other)) == before
    own = [cue for cue in before if cue.caption == NOTE]
    assert [(cue.clause, cue.length_ms) for cue in own] == [("", spoken_ms(NOTE))]


def test_a_plan_made_anew_has_the_same_moments() -> None:
    telling = with_told_lead_ins(Telling(built(*MINE), atlas(), with_own(2600)))
    state, _ = session.start(telling.routine, BEGINS_MS)
    first = cues_ahead(telling, state, BEGINS_MS)
    for later_ms in (1, 2500, 40_000, 70_000):
        now_ms = BEGINS_MS + later_ms
        state, _ = session.advance(state, now_ms)
        assert cues_ahead(telling, state, now_ms) == [cue for cue in first if cue.at_ms >= now_ms]


# --- which words are one's own -------------------------------------------------------------------


def test_own_words_are_notes_movements_and_places_with_their_steps() -> None:
    mat = {"kind": "mat", "place": "Between the shoulder blades", "seconds": 60}
    mine = built(GB20, OWN_CARE, TURNS, mat, {**TURNS, "note": NOTE})
    assert ENGLISH.own_words(mine, atlas()) == {
        NOTE: [0, 4],
        MOVE: [1],
        "Between the shoulder blades.": [3],
    }


@pytest.mark.parametrize("speaker", [ENGLISH, GERMAN])
@pytest.mark.parametrize("name", sorted(routines()))
def test_a_shipped_routine_has_no_own_words(name: str, speaker: Speaker) -> None:
    assert speaker.own_words(routine(name), atlas()) == {}


@pytest.mark.parametrize(
    "words",
    [
        NOTE, MOVE, "2 x 30", "3-4 times", "Jaw loose", "“Softly” – don't push!", "-the sore spot",
        "Upper back", "30", "café", "line one\nline two", "In bed", "Pause", "So, slowly.",
        "Drop it 😀", "½ turn", "word " * 40, "Drink some water", "GB20, then LI4",
    ],
)  # fmt: skip
def test_an_english_voice_says_these(words: str) -> None:
    assert ENGLISH.why_unsaid(words) == ""


@pytest.mark.parametrize(
    "words",
    ["Schultern locker lassen", "Nicht zu fest", "Langsam ausatmen", "2 x 30", "Oberer Rücken"],
)
def test_a_german_voice_says_these(words: str) -> None:
    assert GERMAN.why_unsaid(words) == ""


@pytest.mark.parametrize(
    ("speaker", "words", "why"),
    [
        (ENGLISH, "...", NO_WORDS),
        (ENGLISH, "—", NO_WORDS),
        (ENGLISH, "😀", NO_WORDS),
        (ENGLISH, "合谷", OTHER_LETTERS),
        (ENGLISH, "Press 合谷 now", OTHER_LETTERS),
        (ENGLISH, "Плечо вниз", OTHER_LETTERS),
        (GERMAN, "ΑΒΓ", OTHER_LETTERS),
        (ENGLISH, "Auf den Ellbogen lehnen", OTHER_LANGUAGE),
        (ENGLISH, "der wunde Punkt, nicht der Knochen", OTHER_LANGUAGE),
        (GERMAN, "the sore spot, not the bone", OTHER_LANGUAGE),
        (GERMAN, NOTE, OTHER_LANGUAGE),
    ],
)
def test_what_a_voice_cannot_say_whole_has_its_reason(
    speaker: Speaker, words: str, why: str
) -> None:
    assert speaker.why_unsaid(words) == why


def test_what_cannot_be_said_is_found_at_its_steps_and_is_not_made() -> None:
    mine = built({**GB20, "note": "合谷"}, OWN_CARE, {**TURNS, "note": "合谷"})
    assert ENGLISH.sayable(mine, atlas()) == (MOVE,)
    found = [
        (one.step, one.reason)
        for one in findings_of(mine, atlas(), speaker=ENGLISH)
        if one.code is Code.WORDS_NOT_SPOKEN
    ]
    assert found == [(0, OTHER_LETTERS), (2, OTHER_LETTERS)]
    codes = {one.code for one in findings_of(mine, atlas())}
    assert Code.WORDS_NOT_SPOKEN not in codes
    assert Speaker({}).sayable(mine, atlas()) == ()
