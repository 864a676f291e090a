"""Why a point is pressed lightly only, and what the lint and a script are told of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from acutimer.core import session
from acutimer.core.control_answer import control_answer
from acutimer.core.points import Side
from acutimer.core.progress import progress
from acutimer.core.routine_lint import Code, Finding, findings_of
from acutimer.core.safety import Answer, Given, Profile, Verdict, judge
from tests.core.scripts import BEGINS_MS
from tests.core.shipped import atlas, built, lightly, routine, rules

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
TODAY = NOON.date()
GB20 = {"kind": "hold", "point": "GB20", "side": "both", "seconds": 60}
GB14 = {"kind": "presses", "point": "GB14", "side": "both", "seconds": 60, "presses": 20}
BL11 = {"kind": "hold", "point": "BL11", "side": "both", "seconds": 120}
TURNS = {"kind": "care", "care": "head_turns", "seconds": 30}
ILL = "While you are ill, press this point lightly."
BRUISE = "Once you are told you may, keep every press light: pressing can bruise."


def verdict_of(**yes: Given) -> Verdict:
    given = {question.id: Given(Answer.NO, TODAY) for question in rules().questions}
    return judge(rules(), Profile({**given, **yes}, TODAY), atlas(), NOON)


FEVER = Given(Answer.YES, TODAY)
BLEEDING = Given(Answer.NOT_SURE, TODAY, cleared_on=TODAY)


def light(*steps: dict[str, object], **yes: Given) -> list[Finding]:
    found = findings_of(built(*steps), atlas(), verdict_of(**yes))
    return [one for one in found if one.code is Code.LIGHT_ONLY]


def test_the_reasons_are_those_that_speak_of_the_point() -> None:
    assert verdict_of().why_light("GB20") is None
    texts = [reason.text for reason in verdict_of(fever=FEVER).why_light("GB20") or ()]
    assert texts == [ILL]
    both = verdict_of(fever=FEVER, bleeding=BLEEDING).why_light("GB20") or ()
    assert {ILL, BRUISE} <= {reason.text for reason in both}
    assert all(reason.source and reason.standing for reason in both)
    assert verdict_of(neck=FEVER).why_light("GB20") is None, "out is another thing"
    assert verdict_of(fever=FEVER).why_light("XX1") == (), "light in any case"


def test_the_lint_names_each_step_that_is_left_to_press() -> None:
    assert light(GB20, GB14) == []
    found = light(GB20, BL11, GB14, TURNS, fever=FEVER)
    assert [one.step for one in found] == [0, 2], "BL11 is out, and care presses nothing"
    assert {one.sentence for one in found} == {"With your answers: press lightly."}
    for one in found:
        assert one.reason == f"Your safety answers allow light pressing only. {ILL}"
        assert (one.source, one.stops) == ("OURS", False)


@pytest.mark.parametrize("sides", [("left", "right"), ("right", "left")])
def test_a_side_that_is_left_is_light_too(sides: tuple[str, str]) -> None:
    out, left = sides
    skin = Given(Answer.YES, TODAY, (("nape", Side(out)),))
    assert [one.step for one in light(GB20, fever=FEVER, skin=skin)] == [0]
    alone = {**GB20, "side": out}
    assert light(alone, fever=FEVER, skin=skin) == []
    assert [one.step for one in light({**GB20, "side": left}, fever=FEVER, skin=skin)] == [0]


def test_a_script_is_told_of_each_step() -> None:
    for found, expected in ((routine("desk-pause"), False), (lightly(routine("desk-pause")), True)):
        state, _ = session.start(found, BEGINS_MS)
        told: dict[str, set[bool]] = {}
        while not state.status.is_over:
            now_ms = session.next_due(state)
            assert now_ms is not None
            answer = control_answer(state, progress(state, now_ms - 1), 0, atlas())["session"]
            assert isinstance(answer, dict)
            told.setdefault(str(answer["kind"]), set()).add(answer["light"])
            state, _ = session.advance(state, now_ms)
        assert told == {"hold": {expected}, "care": {False}}
