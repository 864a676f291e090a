"""What a person would want to know of a routine: each finding where it belongs, and silence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from acutimer.core.points import Side
from acutimer.core.routine_lint import Code, Finding, findings_of, hand_switches, is_spoken
from acutimer.core.routine_reading import read_routine
from acutimer.core.routines import Schedule
from acutimer.core.safety import Answer, Given, Profile, judge
from tests.core.shipped import ROUTINES, atlas, built, routine, rules

TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
GB20 = {"kind": "hold", "point": "GB20", "side": "both", "seconds": 60}
SHOULDER = "Top of the shoulder (GB21)"
GB21 = {"kind": "hold", "point": "GB21", "side": "both", "seconds": 180}
LI4 = {"kind": "presses", "point": "LI4", "side": "in_turn"}
GB14 = {"kind": "presses", "point": "GB14", "side": "both", "seconds": 60}
BL11 = {"kind": "hold", "point": "BL11", "side": "in_turn", "seconds": 120}
STROKES: dict[str, Any] = {"kind": "strokes", "point": "GB21", "side": "both", "seconds": 60}
TURNS: dict[str, Any] = {"kind": "care"}
REST = {"kind": "care", "care": "rest"}


def found(*steps: dict[str, Any]) -> list[tuple[str, int | None]]:
    return [(one.code.value, one.step) for one in findings_of(built(*steps), atlas())]


def only(*steps: dict[str, Any]) -> Finding:
    (finding,) = findings_of(built(*steps), atlas())
    return finding


@pytest.mark.parametrize(("times", "codes"), [(7, []), (8, ["often_a_week"])])
def test_a_plan_of_more_than_one_a_day_is_told(times: int, codes: list[str]) -> None:
    planned = replace(built(GB20, TURNS), plan=Schedule(times, 6))
    found = findings_of(planned, atlas())
    assert [one.code.value for one in found] == codes
    assert all(f"{times} times a week" in one.sentence and not one.stops for one in found)


@pytest.mark.parametrize("identifier", ROUTINES)
def test_our_own_routines_leave_nothing_to_say(identifier: str) -> None:
    assert findings_of(routine(identifier), atlas()) == ()


@pytest.mark.parametrize(
    ("steps", "code", "step", "words"),
    [
        (
            (GB21 | {"side": "left"},),
            "one_side_only",
            0,
            f"{SHOULDER} is pressed on the left only.",
        ),
        (
            (GB14, GB14 | {"side": "left"}),
            "one_side_only",
            1,
            "Above the brow (GB14) is pressed 2:00 on the left, 1:00 on the right.",
        ),
        (
            (GB21, LI4),
            "strong_in_a_row",
            1,
            f"{SHOULDER} and Hand, thumb web (LI4) follow each other.",
        ),
        ((GB20,), "no_care_after", 0, "No slow head turns come after Skull edge (GB20)."),
        ((TURNS, GB20), "no_care_after", 1, "No slow head turns come after Skull edge (GB20)."),
        (
            (GB21 | {"seconds": 90, "own": True},),
            "outside_source",
            0,
            "Top of the shoulder (GB21) lasts 1:30 here; the article says 3:00.",
        ),
        (
            (GB20 | {"seconds": 20, "own": True}, TURNS),
            "outside_source",
            0,
            "Skull edge (GB20) lasts 0:20 here; the article says 0:30 to 1:00.",
        ),
        (
            (GB14 | {"kind": "circles", "own": True},),
            "outside_source",
            0,
            "The article names no circles at Above the brow (GB14); this is your own.",
        ),
        (
            (GB14 | {"presses": 15, "own": True},),
            "outside_source",
            0,
            "Above the brow (GB14) has 15 presses here; the article says 20.",
        ),
        (
            (STROKES | {"seconds": 120, "own": True},),
            "outside_source",
            0,
            "Top of the shoulder (GB21) lasts 2:00 here; acutimer says 0:30 to 1:00.",
        ),
        (
            (STROKES | {"point": "LI4", "side": "in_turn", "own": True},),
            "outside_source",
            0,
            "acutimer names no strokes at Hand, thumb web (LI4); this is your own.",
        ),
        (
            (STROKES | {"stroke": 4},),
            "quick_strokes",
            0,
            "Top of the shoulder (GB21) has a stroke every 4 s, the fastest there may be.",
        ),
        (
            (TURNS | {"seconds": 62},),
            "length_not_spoken",
            0,
            "The voice cannot say exactly 1:02; the page shows it.",
        ),
    ],
)
def test_each_finding_is_told_at_its_step_with_a_reason(
    steps: tuple[dict[str, Any], ...], code: str, step: int | None, words: str
) -> None:
    finding = only(*steps)
    assert (finding.code.value, finding.step, finding.sentence) == (code, step, words)
    assert finding.reason
    assert finding.source
    assert not finding.stops


def test_slower_strokes_are_not_told() -> None:
    assert found(STROKES, STROKES | {"stroke": 6}, STROKES | {"stroke": 12}) == []
    (quick,) = findings_of(built(STROKES | {"stroke": 4}), atlas())
    assert quick.source == "ART"
    assert "stir too much" in quick.reason


def test_what_evens_out_is_not_told() -> None:
    left, right = GB21 | {"side": "left"}, GB21 | {"side": "right"}
    assert found(left, right) == []
    assert found(GB21 | {"side": "in_turn"}) == []
    assert found(GB21, REST, LI4) == []
    assert found(GB21, GB14, LI4) == []
    assert found(GB20, TURNS) == []


def test_too_long_on_one_point_stops_and_comes_first() -> None:
    content = {"schema": 1, "id": "x", "name": "X", "steps": [LI4, GB21, TURNS, GB21]}
    with pytest.raises(ValueError, match="at most 180 s"):
        read_routine(content, atlas())
    findings = findings_of(read_routine(content, atlas(), within_limits=False), atlas())
    assert [(one.code, one.step, one.stops) for one in findings] == [
        (Code.OVER_LIMIT, 3, True),
        (Code.STRONG_IN_A_ROW, 1, False),
    ]
    assert findings[0].sentence == "Top of the shoulder (GB21) adds up to 6:00 on the left."


def test_struck_points_are_named_with_the_rule_s_reason() -> None:
    given = {question.id: Given(Answer.NO, TODAY) for question in rules().questions}
    where = (("shoulder", Side.LEFT),)
    given["skin"] = Given(Answer.YES, TODAY, where)
    verdict = judge(rules(), Profile(given, TODAY), atlas(), NOON)
    assert verdict.is_out("GB21", Side.LEFT)
    told = [
        one
        for one in findings_of(built(GB14, GB21), atlas(), verdict)
        if one.code == "switched_off"
    ]
    (finding,) = told
    assert finding.step == 1
    assert finding.sentence == (
        f"{SHOULDER} is switched off on the left by your safety answers and will be left out."
    )
    assert finding.reason
    assert finding.source


def test_a_step_without_a_point_is_struck_by_its_own_rule() -> None:
    given = {question.id: Given(Answer.NO, TODAY) for question in rules().questions}
    given["neck"] = Given(Answer.YES, TODAY)
    verdict = judge(rules(), Profile(given, TODAY), atlas(), NOON)
    told = [one.step for one in findings_of(built(GB14, TURNS), atlas(), verdict)]
    assert told == [1]


def test_what_cannot_be_light_and_notes_of_ones_own_are_told_with_their_reason() -> None:
    given = {question.id: Given(Answer.NO, TODAY) for question in rules().questions}
    given["bleeding"] = Given(Answer.YES, TODAY, cleared_on=TODAY)
    verdict = judge(rules(), Profile(given, TODAY), atlas(), NOON)
    (light,) = findings_of(built(BL11 | {"side": "both"}), atlas(), verdict)
    assert (light.step, light.source, light.code) == (0, "OURS", "switched_off")
    assert "cannot be made light" in light.reason
    given["bleeding"], given["neck"] = Given(Answer.NO, TODAY), Given(Answer.YES, TODAY)
    verdict = judge(rules(), Profile(given, TODAY), atlas(), NOON)
    (noted,) = findings_of(built(GB14 | {"note": "Nod"}), atlas(), verdict)
    assert noted.sentence.startswith("The note of this step is switched off")
    assert "own words" in noted.reason


def test_hands_are_counted_from_the_points_facts() -> None:
    assert atlas()["GB21"].hand_for(Side.LEFT) is Side.RIGHT
    assert atlas()["GB20"].hand_for(Side.LEFT) is Side.LEFT
    assert atlas()["GB14"].hand_for(Side.LEFT) is None
    assert atlas()["GB14"].hand_for(Side.BOTH) is Side.BOTH
    in_turn = GB21 | {"side": "in_turn"}
    assert hand_switches(built(GB20), atlas()) == 0
    assert hand_switches(built(in_turn), atlas()) == 1
    assert hand_switches(built(in_turn, GB14 | {"side": "left"}, LI4), atlas()) == 3
    assert hand_switches(built(in_turn, GB20, LI4), atlas()) == 2


@pytest.mark.parametrize("point", atlas().points, ids=lambda point: point.code)
def test_the_hand_of_a_point_is_the_one_its_words_name(point: Any) -> None:
    for side, hand in ((Side.LEFT, "left"), (Side.RIGHT, "right")):
        words = point.hand[side.value]
        if point.pressed_by:
            by = hand if point.pressed_by == "same" else ("right" if hand == "left" else "left")
            assert any(f"{by} {part}" in words for part in ("hand", "thumb")), words
        else:
            assert "hand" not in words
            assert "thumb" not in words


def test_many_switches_are_told_once() -> None:
    half = {"seconds": 30, "own": True}
    steps = [LI4 | half | {"presses": 15}, BL11 | half] * 4
    told = [one for one in findings_of(built(*steps), atlas()) if one.code is Code.MANY_SWITCHES]
    assert [(one.step, one.sentence) for one in told] == [
        (None, "The pressing hand changes 15 times.")
    ]


def test_lengths_the_voice_has_words_for() -> None:
    assert [s for s in (1, 59, 60, 61, 65, 90, 178, 180, 185, 210, 300) if not is_spoken(s)] == (
        [61, 178, 185]
    )
