"""What the voice says, when, and how much of it; what is shown meanwhile."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acutimer.audio.tones import sound_of
from acutimer.core import session
from acutimer.core.guidance import step_words
from acutimer.core.guidance.cues import ALONE_MS
from acutimer.core.guidance.score import (
    Cue,
    CueId,
    caption_at,
    cues_again,
    cues_ahead,
    instruction_cues,
    phase_cues,
    score_of,
)
from acutimer.core.guidance.speech import Guidance, Level, slug
from acutimer.core.guidance.telling import Telling
from acutimer.core.points import Side
from acutimer.core.routines import Routine
from acutimer.core.session import Status
from tests.amounts import examples
from tests.core.guidance.voice import LANGUAGES, clauses, ends_ms, guidance
from tests.core.scripts import BEGINS_MS
from tests.core.shipped import atlas, built, routine
from tests.core.test_session_properties import GAPS_MS, ROUTINES, TRACES, at_moment
from tests.core.traces import Trace

ALL = guidance()
GB20 = {"kind": "hold", "point": "GB20", "side": "both", "seconds": 60}
PRESSES = {"kind": "presses", "point": "GB14", "side": "both", "seconds": 60, "presses": 20}
TURNS = {"kind": "care", "care": "head_turns", "seconds": 30}


def telling(found: Routine, guide: Guidance) -> Telling:
    return Telling(found, atlas(), guide)


def said(found: Routine, guide: Guidance = ALL) -> list[str]:
    """The clauses in order; own words as they are."""
    cues = score_of(telling(found, guide)).cues
    return [cue.clause or cue.caption for cue in cues if cue.id is CueId.SAY]


def test_a_press_is_told_in_order_and_what_is_left_is_told() -> None:
    assert said(built(GB20)) == [
        "where.GB20.both", "with.GB20.both", "how.hold", "for.60", "left.half", "left.10", "done",
    ]  # fmt: skip


def test_the_short_form_leaves_out_with_what_and_how_and_how_long() -> None:
    found = built({**GB20, "side": "in_turn"}, TURNS)
    assert said(found, guidance(level=Level.SHORT)) == [
        "where.GB20.left", "left.10", "switch", "where.GB20.right", "left.10",
        "care.head_turns", "care.head_turns.left", "care.head_turns.right", "left.10", "done",
    ]  # fmt: skip


@pytest.mark.parametrize("level", [Level.TONES, Level.SILENT, None])
def test_without_a_voice_the_tones_are_the_same(level: Level | None) -> None:
    found = routine("article-whole")
    guide = guidance(level=level) if level else Guidance()
    spoken = [cue for cue in score_of(telling(found, ALL)).cues if cue.id is not CueId.SAY]
    assert list(score_of(telling(found, guide)).cues) == spoken


def test_circles_after_a_hold_say_only_how_and_how_long() -> None:
    circles = {"kind": "circles", "point": "BL10", "side": "both", "seconds": 90}
    found = built({**GB20, "point": "BL10"}, circles)
    after = said(found)[said(found).index("left.10") + 1 :]
    assert after == ["how.circles", "for.90", "left.half", "left.10", "done"]


def test_the_second_side_says_the_side_and_the_hand_and_no_more() -> None:
    found = built({**GB20, "side": "in_turn"})
    words = said(found)
    assert words[words.index("switch") :] == [
        "switch", "where.GB20.right", "with.GB20.right", "left.half", "left.10", "done",
    ]  # fmt: skip


def test_presses_are_counted_by_fives_each_after_its_tone() -> None:
    cues = score_of(telling(built(PRESSES), ALL)).cues
    presses = [cue.at_ms for cue in cues if cue.id is CueId.PRESS]
    counts = {cue.clause: cue.at_ms for cue in cues if cue.clause.startswith("count")}
    assert list(counts) == ["count.5", "count.10", "count.15", "count.20"]
    assert [
        at - presses[n - 1] for n, at in zip((5, 10, 15, 20), counts.values(), strict=True)
    ] == [450] * 4


@pytest.mark.parametrize("seconds", [24, 25, 59, 60])
def test_ten_seconds_left_from_25_and_half_way_from_60(seconds: int) -> None:
    cues = score_of(telling(built({**GB20, "seconds": seconds, "own": True}), ALL)).cues
    marks = {cue.clause: cue.at_ms - 5000 for cue in cues if cue.clause.startswith("left")}
    expected = {"left.half": seconds * 500} if seconds >= 60 else {}
    assert marks == (expected | {"left.10": seconds * 1000 - 10_000} if seconds >= 25 else {})


@pytest.mark.parametrize("seconds", [16, 20, 25, 30, 120, 300])
def test_each_way_of_the_head_gets_its_half(seconds: int) -> None:
    cues = score_of(telling(built({**TURNS, "seconds": seconds}), ALL)).cues
    at = {cue.clause: cue.at_ms for cue in cues}
    left_ms = at["care.head_turns.right"] - at["care.head_turns.left"]
    right_ms = seconds * 1000 - at["care.head_turns.right"]
    assert abs(left_ms - right_ms) <= 1


def test_head_turns_too_short_for_two_sides_are_only_named() -> None:
    assert said(built({**TURNS, "seconds": 5}, GB20))[0] == "care.head_turns"
    assert "care.head_turns.right" not in said(built({**TURNS, "seconds": 5}))


def test_own_words_are_said_after_where_and_have_no_clause() -> None:
    cues = score_of(
        telling(built({**GB20, "note": "Use the blue cushion.", "lead_in": 15}), ALL)
    ).cues
    spoken = [cue for cue in cues if cue.id is CueId.SAY]
    assert [cue.clause for cue in spoken[:3]] == ["where.GB20.both", "", "with.GB20.both"]
    assert spoken[1].caption == "Use the blue cushion."


def test_a_place_or_care_that_nobody_recorded_is_told_in_its_own_words() -> None:
    mat = {"kind": "mat", "place": "Under the left foot", "seconds": 90}
    words = said(built(mat, {"kind": "care", "care": "Drink something", "seconds": 30}))
    assert words[0] == "Under the left foot."
    assert "Drink something" in words
    assert slug("Under the left foot") == "under_the_left_foot"


def test_a_wait_tells_where_and_with_what_and_the_rest_comes_after() -> None:
    state, _ = session.start(built({**GB20, "wait": True}), BEGINS_MS)
    waiting = cues_ahead(telling(state.routine, ALL), state, BEGINS_MS)
    assert [cue.clause for cue in waiting] == ["", "where.GB20.both", "with.GB20.both", "ready"]
    state, _ = session.ready(state, BEGINS_MS + 60_000)
    after = [
        cue.clause
        for cue in cues_ahead(telling(state.routine, ALL), state, BEGINS_MS)
        if cue.clause
    ]
    assert after == ["get_ready", "how.hold", "for.60", "left.half", "left.10", "done"]


def test_a_pause_is_told_once_and_going_on_too() -> None:
    state, _ = session.start(routine("desk-pause"), BEGINS_MS)
    state, _ = session.pause(state, BEGINS_MS + 12_000)
    told = cues_ahead(telling(state.routine, ALL), state, BEGINS_MS + 12_000)
    assert [(cue.at_ms, cue.clause) for cue in told] == [(BEGINS_MS + 12_000, "paused")]
    assert cues_ahead(telling(state.routine, ALL), state, BEGINS_MS + 12_001) == []
    assert cues_ahead(Telling(state.routine, atlas()), state, BEGINS_MS + 12_000) == []
    state, _ = session.resume(state, BEGINS_MS + 40_000)
    first = cues_ahead(telling(state.routine, ALL), state, BEGINS_MS + 40_000)[0]
    assert (first.at_ms, first.clause) == (BEGINS_MS + 40_000, "going_on")
    later = cues_ahead(telling(state.routine, ALL), state, BEGINS_MS + 40_001)
    assert "going_on" not in [cue.clause for cue in later]


def test_going_on_gives_way_to_what_is_about_to_be_said() -> None:
    state, _ = session.start(routine("desk-pause"), BEGINS_MS)
    state, _ = session.pause(state, BEGINS_MS + 100)
    state, _ = session.resume(state, BEGINS_MS + 9_000)
    assert (
        cues_ahead(telling(state.routine, ALL), state, BEGINS_MS + 9_000)[0].clause
        == "where.GB20.both"
    )


@settings(deadline=None, max_examples=examples(60))
@given(ROUTINES, TRACES, GAPS_MS, st.sampled_from(LANGUAGES))
def test_nothing_is_said_over_anything_else(
    found: Routine, trace: Trace, after_ms: int, language: str
) -> None:
    guide = guidance(language, breath_ms=10_000)
    state, now_ms = at_moment(found, trace, after_ms)
    cues = cues_ahead(telling(state.routine, guide), state, now_ms)
    assert [cue.at_ms for cue in cues] == sorted(cue.at_ms for cue in cues)
    spoken = [cue for cue in cues if cue.id is CueId.SAY]
    assert all(ends_ms(one, guide) <= after.at_ms for one, after in pairwise(spoken))
    assert all(cue.caption.strip() for cue in cues)
    again = [
        cue
        for cue in cues_again(telling(state.routine, guide), state, now_ms)
        if cue.id is CueId.SAY
    ]
    assert all(ends_ms(one, guide) <= after.at_ms for one, after in pairwise(again))


@settings(deadline=None, max_examples=examples(60))
@given(ROUTINES, TRACES, GAPS_MS, st.sampled_from((session.lengthen, session.shorten)))
def test_a_sentence_that_is_sounding_keeps_its_moment(
    found: Routine, trace: Trace, after_ms: int, change: Any
) -> None:
    state, now_ms = at_moment(found, trace, after_ms)
    changed, _ = change(state, now_ms)
    if changed.serial != state.serial or changed.status is not Status.RUNNING:
        return
    opening = ("where", "with", "how", "switch", "for")
    plans = [
        {
            (cue.at_ms, cue.clause.partition(".")[0])
            for cue in cues_ahead(telling(one.routine, ALL), one, state.anchor_ms)
            if cue.clause.startswith(opening) and state.anchor_ms <= cue.at_ms <= now_ms
        }
        for one in (state, changed)
    ]
    # a press made shorter may leave out what it has no room for, but moves nothing
    smaller, larger = sorted(plans, key=len)
    assert smaller <= larger


@settings(deadline=None, max_examples=examples(60))
@given(ROUTINES, TRACES, GAPS_MS, st.booleans())
def test_there_is_always_a_caption_until_the_next(
    found: Routine, trace: Trace, after_ms: int, speaks: bool
) -> None:
    guide = ALL if speaks else Guidance()
    state, now_ms = at_moment(found, trace, after_ms)
    caption = caption_at(telling(state.routine, guide), state, now_ms)
    assert caption.words or state.status is Status.STOPPED
    assert caption.at_ms <= now_ms
    assert caption.next_ms is None or caption.next_ms > now_ms
    if caption.next_ms is not None and state.status is Status.RUNNING:
        just_before = caption_at(telling(state.routine, guide), state, caption.next_ms - 1)
        assert just_before == caption


def test_a_sentence_stays_the_caption_while_it_is_said() -> None:
    state, _ = session.start(built(GB20), BEGINS_MS)
    table = clauses("en")
    where = table["where.GB20.both"]
    begins = BEGINS_MS + 800
    words = [
        caption_at(telling(state.routine, ALL), state, begins + ms).words
        for ms in range(0, where.length_ms, 100)
    ]
    assert set(words) == {where.words}
    pressing = session.advance(state, BEGINS_MS + 6000)[0]
    tool = caption_at(telling(pressing.routine, ALL), pressing, BEGINS_MS + 6000)
    assert tool.words == table["with.GB20.both"].words
    assert (
        caption_at(telling(state.routine, ALL), state, BEGINS_MS).words
        == "Get ready. Skull edge, both sides."
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("seconds", "clause"), [(75, "for.75"), (132, "about.120")])
def test_a_length_that_is_not_recorded_is_said_to_the_nearest_that_is(
    language: str, seconds: int, clause: str
) -> None:
    found = built({"kind": "hold", "point": "GB20", "side": "both", "seconds": 60, "own": True})
    cues = phase_cues(telling(found, guidance(language)).stretch(1, seconds * 1000))
    lengths = [cue.clause for cue in cues if cue.clause[:4] in ("for.", "abou")]
    assert lengths == [clause]
    assert [cue.caption for cue in cues if cue.id is CueId.SAY and not cue.clause] == []


def test_turning_to_the_right_is_said_once_however_much_longer_it_lasts() -> None:
    state, _ = session.start(built(TURNS), BEGINS_MS)
    right = "care.head_turns.right"
    ahead = cues_ahead(telling(state.routine, ALL), state, BEGINS_MS)
    (said_ms,) = [cue.at_ms for cue in ahead if cue.clause == right]
    now_ms = said_ms + 2000
    state, _ = session.lengthen(state, now_ms)
    assert right not in [
        cue.clause for cue in cues_ahead(telling(state.routine, ALL), state, now_ms)
    ]


def test_what_is_said_again_begins_now_and_is_whole() -> None:
    state, _ = session.start(built(GB20), BEGINS_MS)
    now_ms = BEGINS_MS + 30_000
    state, _ = session.advance(state, now_ms)
    again = instruction_cues(telling(state.routine, guidance(level=Level.SHORT)), state, now_ms)
    said_again = [cue.clause for cue in again]
    assert said_again == ["where.GB20.both", "with.GB20.both", "how.hold", "about.30"]
    assert BEGINS_MS + 65_000 - again[-1].at_ms in range(25_000, 35_001)
    assert again[0].at_ms == now_ms
    assert instruction_cues(telling(state.routine, Guidance()), state, now_ms) == []
    clauses_again = [cue.clause for cue in cues_again(telling(state.routine, ALL), state, now_ms)]
    assert "left.half" not in clauses_again
    assert "left.10" in clauses_again


def test_about_how_long_still_is_as_long_as_it_is_when_it_is_said() -> None:
    start, _ = session.start(built(GB20), BEGINS_MS)
    ends_at_ms = BEGINS_MS + 65_000
    told = 0
    for now_ms in range(BEGINS_MS + 5000, ends_at_ms, 500):
        state, _ = session.advance(start, now_ms)
        still = instruction_cues(telling(state.routine, ALL), state, now_ms)[-1]
        if still.clause.startswith("about."):
            about_ms = int(still.clause.removeprefix("about.")) * 1000
            assert abs(ends_at_ms - still.at_ms - about_ms) <= 5000
            told += 1
    assert told > 50


def test_breath_goes_in_and_out_from_the_beginning_of_each_press_and_not_over_presses() -> None:
    found = built(GB20, PRESSES, {"kind": "care", "care": "rest", "seconds": 30}, TURNS)
    score = score_of(telling(found, replace(ALL, breath_ms=12_000)))
    breaths = [cue for cue in score.cues if cue.id in (CueId.BREATHE_IN, CueId.BREATHE_OUT)]
    assert [cue.at_ms for cue in breaths if cue.at_ms <= 65_000] == list(range(5000, 65_000, 6000))
    inside = [span for span in score.spans if span.phase.kind in ("presses", "care")]
    counts = [sum(s.begins_ms <= cue.at_ms < s.ends_ms for cue in breaths) for s in inside]
    assert counts == [0, 5, 0]
    assert [cue.id for cue in breaths[:2]] == [CueId.BREATHE_IN, CueId.BREATHE_OUT]


def test_nothing_is_said_until_the_last_note_of_a_tone_has_begun() -> None:
    for cue_id, alone_ms in ALONE_MS.items():
        sound = sound_of(cue_id)
        assert sound is not None
        loudest = max(abs(sample) for sample in sound.samples)
        rest = sound.samples[alone_ms * 48 :]
        assert max((abs(sample) for sample in rest), default=0) < loudest * 0.6, cue_id


def test_no_two_sentences_at_one_moment() -> None:
    def moments(cues: tuple[Cue, ...]) -> list[int]:
        return [cue.at_ms for cue in cues if cue.id is CueId.SAY]

    for name in ("neck-and-shoulders", "article-whole", "acupressure-mat"):
        for language in LANGUAGES:
            found = moments(score_of(telling(routine(name), guidance(language))).cues)
            assert len(found) == len(set(found))


def test_a_voice_of_another_language_has_its_own_captions_for_tones() -> None:
    german = guidance("de")
    table = clauses("de")
    words = {one: table[one].words for one in ("switch", "get_ready", "ready", "ease_off", "done")}
    where, hold = table["where.GB21.right"].words, table["how.hold"].words
    shoulder = {"kind": "hold", "point": "GB21", "side": "in_turn", "seconds": 180, "wait": True}
    found = built(shoulder, PRESSES, TURNS)
    cues = [one for one in score_of(telling(found, german)).cues if one.id is not CueId.SAY]
    captions = {cue.id: cue.caption for cue in cues if cue.side is Side.RIGHT}
    assert captions[CueId.SWITCH_SIDES] == f"{words['switch']} {where}"
    assert captions[CueId.LEAD_IN_3] == f"{words['get_ready']} {where} 3"
    assert captions[CueId.BEGIN] == f"{where} {hold}"
    of = {cue.id: cue.caption for cue in cues}
    assert of[CueId.READY].endswith(words["ready"])
    assert of[CueId.STEP_DONE] == words["ease_off"]
    assert of[CueId.CARE] == table["care.head_turns"].words
    assert of[CueId.ALL_DONE] == words["done"]
    counted = [cue.caption for cue in cues if cue.id in (CueId.PRESS, CueId.LET_GO)]
    assert counted[:4] == [counted[0], counted[0], "2", "2"]
    assert counted[0].endswith(table["how.presses"].words)
    ours = {cue.caption for cue in score_of(Telling(found, atlas())).cues}
    assert ours.isdisjoint(cue.caption for cue in cues)


@pytest.mark.parametrize("breath_ms", [0, 10_000])
def test_nothing_english_is_shown_while_a_german_voice_leads(breath_ms: int) -> None:
    found = routine("desk-pause")
    german = guidance("de", breath_ms=breath_ms)
    ours = {cue.caption for cue in score_of(telling(found, guidance(breath_ms=breath_ms))).cues}
    state, _ = session.start(found, BEGINS_MS)
    seen: set[str] = set()
    while not state.status.is_over:
        due = session.next_due(state) or 0
        for now_ms in range(state.anchor_ms, due, 500):
            seen.add(caption_at(telling(state.routine, german), state, now_ms).words)
        state, _ = session.advance(state, due)
    seen.add(caption_at(telling(state.routine, german), state, BEGINS_MS).words)
    assert len(seen) > 10
    assert seen.isdisjoint(ours)
    assert not any("Get ready" in one or "Ease off" in one or "hold" in one for one in seen)


@pytest.mark.parametrize("level", [Level.TONES, Level.SILENT])
def test_where_no_voice_speaks_the_captions_are_the_pages(level: Level) -> None:
    found = routine("desk-pause")
    assert score_of(telling(found, guidance("de", level))) == score_of(Telling(found, atlas()))


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("get_ready", step_words.GET_READY),
        ("switch", step_words.SWITCH_SIDES),
        ("left.half", step_words.HALF_WAY),
        ("going_on", step_words.GOING_ON),
        ("ease_off", step_words.EASE_OFF),
        ("done", step_words.ALL_DONE),
    ],
)
def test_the_pages_write_what_the_voice_says(clause: str, words: str) -> None:
    assert clauses("en")[clause].words == words
