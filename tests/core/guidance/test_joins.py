"""A list is said in one breath, what is new stands apart; and which way strokes go."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from acutimer.core import session
from acutimer.core.guidance.lead_ins import with_told_lead_ins
from acutimer.core.guidance.score import Cue, CueId, cues_ahead, instruction_cues, score_of
from acutimer.core.guidance.sentences import NEW_MS, WITHIN_MS, lead_in_ms, sentences
from acutimer.core.guidance.speech import Clause, Guidance, Level
from acutimer.core.guidance.telling import Telling
from acutimer.core.preparing import with_waits
from acutimer.core.routines import PhaseKind, Routine
from tests.core.guidance.test_blind import STORIES, routine_of
from tests.core.guidance.voice import LANGUAGES, guidance, steady, steady_clauses
from tests.core.scripts import BEGINS_MS
from tests.core.shipped import atlas, built, lightly

GB21 = {"kind": "hold", "point": "GB21", "side": "in_turn", "seconds": 180}
STROKES = {"kind": "strokes", "point": "GB20", "side": "in_turn", "seconds": 40, "own": True}
#: Sentences that begin something of their own, wherever they are said.
NEW = ("left.", "count.", "switch", "ready", "care.head_turns.", "place.")


def told(found: Routine, guide: Guidance | None = None) -> Telling:
    """With lead-ins in which all is said, as a session and a file are led."""
    return with_told_lead_ins(Telling(found, atlas(), guide or steady(), in_one_go=True))


def joins(cues: list[Cue]) -> list[tuple[str, int, str]]:
    """What is said, how long it is then quiet, what is said next."""
    said = [cue for cue in cues if cue.id is CueId.SAY]
    return [
        (one.clause or one.caption, after.at_ms - one.ends_ms, after.clause or after.caption)
        for one, after in pairwise(said)
    ]


def test_where_with_what_and_how_are_one_list_and_the_other_side_is_new() -> None:
    found = told(built({**GB21, "note": "Breathe out."}))
    cues = [cue for cue in score_of(found).cues if cue.clause[:5] not in ("for.1", "left.")]
    assert joins(cues)[:3] == [
        ("where.GB21.left", WITHIN_MS, "Breathe out."),
        ("Breathe out.", WITHIN_MS, "with.GB21.left"),
        ("with.GB21.left", WITHIN_MS, "how.hold"),
    ]
    assert joins(cues)[4:6] == [
        ("switch", NEW_MS, "where.GB21.right"),
        ("where.GB21.right", WITHIN_MS, "with.GB21.right"),
    ]
    assert WITHIN_MS < NEW_MS


def test_a_wait_says_each_thing_by_itself_and_where_with_what_in_one_breath() -> None:
    state, _ = session.start(
        with_waits(built({**GB21, "seconds": 60, "own": True}), "always"), BEGINS_MS
    )
    state, _ = session.advance(session.ready(state, BEGINS_MS)[0], BEGINS_MS + 66_000)
    cues = cues_ahead(Telling(state.routine, atlas(), steady()), state, BEGINS_MS)
    assert joins(cues) == [
        ("ease_off", NEW_MS, "switch"),
        ("switch", NEW_MS, "where.GB21.right"),
        ("where.GB21.right", WITHIN_MS, "with.GB21.right"),
        ("with.GB21.right", NEW_MS, "ready"),
    ]


def test_what_to_do_and_how_long_are_one_list_and_each_way_of_the_head_is_new() -> None:
    turns = {"kind": "care", "care": "head_turns", "seconds": 30}
    first, second, *_ = joins(list(score_of(told(built(turns))).cues))
    assert first == ("care.head_turns", WITHIN_MS, "for.30")
    assert second == ("for.30", NEW_MS, "care.head_turns.left")


def test_what_is_said_again_is_one_list_with_how_long_still() -> None:
    state, _ = session.start(built(GB21), BEGINS_MS)
    state, _ = session.advance(state, BEGINS_MS + 60_000)
    again = instruction_cues(Telling(state.routine, atlas(), steady()), state, BEGINS_MS + 60_000)
    assert [quiet_ms for _, quiet_ms, _ in joins(again)] == [WITHIN_MS] * 3
    assert again[-1].clause == "about.120"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", STORIES)
def test_nothing_is_said_sooner_after_anything_than_its_kind_asks(name: str, language: str) -> None:
    for found in (routine_of(name), lightly(routine_of(name))):
        for level in (Level.ALL, Level.SHORT):
            plain = Telling(found, atlas(), guidance(language, level))
            for telling in (plain, with_told_lead_ins(plain)):
                for one, quiet_ms, after in joins(list(score_of(telling).cues)):
                    least_ms = NEW_MS if after.startswith(NEW) else WITHIN_MS
                    assert quiet_ms >= least_ms, (one, after)


@pytest.mark.parametrize("name", STORIES)
def test_a_lead_in_of_just_the_length_it_needs_says_all(name: str) -> None:
    for found in (routine_of(name), lightly(routine_of(name))):
        telling = Telling(found, atlas(), steady())
        for index, phase in enumerate(found.phases):
            if phase.kind is not PhaseKind.LEAD_IN:
                continue
            endless = len(_told_but_spare(telling, index, 60_000))
            needed_ms = lead_in_ms(telling.stretch(index))
            assert len(_told_but_spare(telling, index, needed_ms)) == endless
            shorter = _told_but_spare(telling, index, needed_ms - 1)
            assert len(shorter) == max(0, endless - 1)


def _told_but_spare(telling: Telling, index: int, length_ms: int) -> list[Cue]:
    cues = sentences(telling.stretch(index, length_ms))
    return [cue for cue in cues if cue.clause not in ("get_ready", "ease_off")]


def with_way(level: Level = Level.ALL, *, recorded: bool = True) -> Guidance:
    """A voice that has the way of strokes, or not."""
    way = Clause("along.GB20", "Down the nape.", 1200)
    table = {key: one for key, one in steady_clauses("en").items() if key != way.id}
    return replace(steady(level=level), clauses=table | ({way.id: way} if recorded else {}))


def said(telling: Telling) -> list[str]:
    cues = score_of(telling).cues
    return [cue.clause or cue.caption for cue in cues if cue.id is CueId.SAY]


def test_which_way_strokes_go_is_said_after_how_once_for_both_sides() -> None:
    assert said(told(built(STROKES), with_way())) == [
        "where.GB20.left", "with.GB20.left", "how.strokes", "along.GB20", "for.40", "left.10",
        "switch", "where.GB20.right", "with.GB20.right", "left.10", "done",
    ]  # fmt: skip


def test_which_way_is_said_in_its_words_where_it_is_not_recorded() -> None:
    way = "Down the muscle of the nape, never towards the throat."
    words = said(told(built(STROKES), with_way(recorded=False)))
    assert words[2:4] == ["how.strokes", way]
    assert words.count(way) == 1


def test_the_short_form_leaves_out_which_way_until_it_is_asked_again() -> None:
    guide = with_way(Level.SHORT)
    assert "along.GB20" not in said(told(built(STROKES), guide))
    state, _ = session.start(built(STROKES), BEGINS_MS)
    again = instruction_cues(Telling(state.routine, atlas(), guide), state, BEGINS_MS)
    assert [cue.clause for cue in again] == [
        "where.GB20.left", "with.GB20.left", "how.strokes", "along.GB20",
    ]  # fmt: skip


def test_a_press_that_has_begun_says_how_long_it_is_before_which_way() -> None:
    found = built({**STROKES, "lead_in": 3})
    words = said(Telling(found, atlas(), with_way()))
    assert words[words.index("how.strokes") :][:4] == [
        "how.strokes", "for.40", "along.GB20", "left.10",
    ]  # fmt: skip


def test_only_strokes_have_a_way() -> None:
    held = built({"kind": "hold", "point": "GB20", "side": "both", "seconds": 60})
    assert "along.GB20" not in said(told(held, with_way()))
