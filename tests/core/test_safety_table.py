"""The table of safety questions says what its file says, word for word, or it is no table."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from acutimer.core.points import StepKind
from acutimer.core.reading import ContentError
from acutimer.core.safety_table import (
    AskedAgain,
    DangerSign,
    Effect,
    Question,
    Reason,
    Region,
    Rules,
    StepRule,
    Unwelcome,
    read_rules,
)
from tests.core.shipped import built

SIGN = {
    "id": "A1",
    "tier": "A",
    "plain": "A sore chest",
    "ask": "Chest pain",
    "see": "Help, now.",
    "source": "NICE",
}


def question(**changed: Any) -> dict[str, Any]:
    return {
        "id": "fever",
        "ask": "A fever today",
        "asked_again": "daily_if_yes",
        "effect": "note",
        "points_out": [],
        "groups_out": [],
        "light_only": False,
        "where": False,
        "danger_signs_first": False,
    } | changed


def table(**changed: Any) -> dict[str, Any]:
    """The smallest table there can be."""
    return {
        "pain_rise_opens_stop_page": 4,
        "signs_version": 2,
        "ask_title": "Is it true?",
        "ask_note": "It stays here.",
        "questions": [question()],
        "regions": [{"id": "nape", "name": "Nape", "points": ["GB20", "BL10"]}],
        "steps_without_point": [
            {
                "kind": "mat",
                "regions": ["nape"],
                "groups": ["back"],
                "out_when_light_only": True,
                "text": "A mat presses hard.",
                "source": "OURS",
                "standing": "ours",
            }
        ],
        "danger_signs": [SIGN],
        "unwelcome": [{"id": "bruise", "label": "A bruise", "opens_stop_page": False}],
        "stop_page": {"emergency_number": "112"},
    } | changed


def test_the_smallest_table_is_read_with_what_it_leaves_out_empty() -> None:
    assert read_rules(table()) == Rules(
        questions=(
            Question(
                id="fever",
                ask="A fever today",
                explains="",
                asked_again=AskedAgain.DAILY_IF_YES,
                effect=Effect.NOTE,
                clearance="",
                points_out=(),
                groups_out=(),
                light_only=False,
                asks_where=False,
                danger_signs_first=False,
                reasons=(),
            ),
        ),
        regions=(Region("nape", "Nape", ("GB20", "BL10")),),
        step_rules=(
            StepRule(
                StepKind.MAT,
                None,
                ("nape",),
                ("back",),
                out_when_light_only=True,
                reason=Reason("A mat presses hard.", "OURS", "ours"),
            ),
        ),
        danger_signs=(
            DangerSign("A1", "A", "A sore chest", "Chest pain", "", "Help, now.", "NICE"),
        ),
        unwelcome=(Unwelcome("bruise", "A bruise", opens_stop_page=False),),
        stop_page={"emergency_number": "112"},
        always=(),
        ask_title="Is it true?",
        ask_note="It stays here.",
        pain_rise_stops=4,
        signs_version=2,
    )


def test_everything_that_is_written_is_read() -> None:
    reason = {"text": "Not there.", "source": "ART", "standing": "article", "points": ["LI4"]}
    rules = read_rules(
        table(
            questions=[
                question(
                    explains="Also a cold.",
                    clearance="I was told I may",
                    points_out=["LI4"],
                    groups_out=["neck"],
                    light_only=True,
                    where=True,
                    danger_signs_first=True,
                    reasons=[reason],
                )
            ],
            danger_signs=[
                {
                    "id": "B1",
                    "tier": "B",
                    "plain": "A headache as never before",
                    "ask": "A new headache",
                    "threshold": "over 50",
                    "see": "A doctor.",
                    "source": "SNNOOP10",
                }
            ],
            steps_without_point=[
                {
                    "kind": "care",
                    "care": "head_turns",
                    "regions": [],
                    "groups": ["neck"],
                    "out_when_light_only": False,
                }
                | reason
            ],
            always=[reason],
        )
    )
    told = Reason("Not there.", "ART", "article", ("LI4",))
    assert rules.questions[0].explains == "Also a cold."
    assert rules.questions[0].clearance == "I was told I may"
    assert rules.questions[0].points_out == ("LI4",)
    assert rules.questions[0].groups_out == ("neck",)
    assert rules.questions[0].light_only
    assert rules.questions[0].asks_where
    assert rules.questions[0].danger_signs_first
    assert rules.questions[0].reasons == rules.always == (told,)
    assert rules.danger_signs == (
        DangerSign(
            "B1",
            "B",
            "A headache as never before",
            "A new headache",
            "over 50",
            "A doctor.",
            "SNNOOP10",
        ),
    )
    assert rules.step_rules == (
        StepRule(
            StepKind.CARE, "head_turns", (), ("neck",), out_when_light_only=False, reason=told
        ),
    )


@pytest.mark.parametrize("effect", list(Effect))
def test_every_effect_is_read_by_its_name(effect: Effect) -> None:
    row = question(effect=effect.value, points_out=["LI4"], groups_out=["neck"])
    assert read_rules(table(questions=[row])).questions[0].effect is effect


@pytest.mark.parametrize(
    "key", ["questions", "regions", "steps_without_point", "danger_signs", "unwelcome"]
)
@pytest.mark.parametrize("is_there", [True, False])
def test_a_table_without_one_of_its_lists_is_refused_by_name(key: str, is_there: bool) -> None:
    spoilt = table()
    if is_there:
        spoilt[key] = []
    else:
        del spoilt[key]
    with pytest.raises(ContentError) as raised:
        read_rules(spoilt)
    assert raised.value.reason == f"a table of safety rules needs [[{key}]]"
    assert raised.value.path == (key,)


@pytest.mark.parametrize(
    ("effect", "key", "what"),
    [
        ("points_out", "points_out", "point"),
        ("groups_out_until_cleared", "groups_out", "group"),
    ],
)
def test_an_effect_that_names_nothing_is_refused_where_it_stands(
    effect: str, key: str, what: str
) -> None:
    other = {"points_out": "groups_out", "groups_out": "points_out"}[key]
    row = question(effect=effect) | {other: ["LI4"]}
    with pytest.raises(ContentError) as raised:
        read_rules(table(questions=[question(), row]))
    assert raised.value.reason == f"{key} must name a {what}"
    assert raised.value.path == ("questions", 1, key)


@pytest.mark.parametrize(
    ("key", "path", "row"),
    [
        ("ask_title", (), None),
        ("ask_note", (), None),
        ("pain_rise_opens_stop_page", (), None),
        ("signs_version", (), None),
        ("stop_page", (), None),
        ("id", ("questions", 0), "questions"),
        ("ask", ("questions", 0), "questions"),
        ("asked_again", ("questions", 0), "questions"),
        ("effect", ("questions", 0), "questions"),
        ("points_out", ("questions", 0), "questions"),
        ("groups_out", ("questions", 0), "questions"),
        ("light_only", ("questions", 0), "questions"),
        ("where", ("questions", 0), "questions"),
        ("danger_signs_first", ("questions", 0), "questions"),
        ("id", ("regions", 0), "regions"),
        ("name", ("regions", 0), "regions"),
        ("points", ("regions", 0), "regions"),
        ("kind", ("steps_without_point", 0), "steps_without_point"),
        ("regions", ("steps_without_point", 0), "steps_without_point"),
        ("groups", ("steps_without_point", 0), "steps_without_point"),
        ("out_when_light_only", ("steps_without_point", 0), "steps_without_point"),
        ("text", ("steps_without_point", 0), "steps_without_point"),
        ("source", ("steps_without_point", 0), "steps_without_point"),
        ("standing", ("steps_without_point", 0), "steps_without_point"),
        ("id", ("danger_signs", 0), "danger_signs"),
        ("tier", ("danger_signs", 0), "danger_signs"),
        ("plain", ("danger_signs", 0), "danger_signs"),
        ("ask", ("danger_signs", 0), "danger_signs"),
        ("see", ("danger_signs", 0), "danger_signs"),
        ("source", ("danger_signs", 0), "danger_signs"),
        ("id", ("unwelcome", 0), "unwelcome"),
        ("label", ("unwelcome", 0), "unwelcome"),
        ("opens_stop_page", ("unwelcome", 0), "unwelcome"),
    ],
)
def test_what_a_row_must_say_is_missed_by_name_and_place(
    key: str, path: tuple[str | int, ...], row: str | None
) -> None:
    spoilt = copy.deepcopy(table())
    del (spoilt[row][0] if row else spoilt)[key]
    with pytest.raises(ContentError) as raised:
        read_rules(spoilt)
    assert raised.value.reason == f"{key} is missing"
    assert raised.value.path == path


@pytest.mark.parametrize(("number", "is_read"), [(0, False), (1, True), (10, True), (11, False)])
def test_the_rise_of_pain_that_stops_lies_on_the_scale(number: int, is_read: bool) -> None:
    if is_read:
        rules = read_rules(table(pain_rise_opens_stop_page=number))
        assert rules.pain_rise_stops == number
    else:
        with pytest.raises(ContentError, match="must lie from 1 to 10"):
            read_rules(table(pain_rise_opens_stop_page=number))


def test_only_a_step_without_a_point_may_have_a_rule() -> None:
    row = table()["steps_without_point"][0] | {"kind": "hold"}
    with pytest.raises(ContentError, match="must be one of mat, care"):
        read_rules(table(steps_without_point=[row]))


def test_a_rule_speaks_of_its_kind_of_step_and_of_its_care() -> None:
    mat, turns, other = built(
        {"kind": "mat", "seconds": 60},
        {"kind": "care", "care": "head_turns"},
        {"kind": "care", "care": "Look out of the window"},
    ).steps
    reason = Reason("", "", "")

    def rule(kind: StepKind, care: str | None) -> StepRule:
        return StepRule(kind, care, (), (), out_when_light_only=False, reason=reason)

    assert [rule(StepKind.MAT, None).speaks_of(step) for step in (mat, turns)] == [True, False]
    care = rule(StepKind.CARE, None)
    assert [care.speaks_of(step) for step in (mat, turns, other)] == [False, True, True]
    head_turns = rule(StepKind.CARE, "head_turns")
    assert [head_turns.speaks_of(step) for step in (mat, turns, other)] == [False, True, False]


def test_a_reason_speaks_of_its_points_or_of_all() -> None:
    everywhere = Reason("Ask first.", "ART", "article")
    hand = Reason("Not there.", "TRAD", "tradition", ("LI4",))
    row = question(
        reasons=[
            {"text": "Ask first.", "source": "ART", "standing": "article"},
            {"text": "Not there.", "source": "TRAD", "standing": "tradition", "points": ["LI4"]},
        ]
    )
    asked = read_rules(table(questions=[row])).questions[0]
    assert asked.reasons_for("LI4") == (everywhere, hand)
    assert asked.reasons_for("GB20") == asked.reasons_for(None) == (everywhere,)


@pytest.mark.parametrize("counts_as_yes", [True, False])
@pytest.mark.parametrize(
    ("again", "answered", "last_day", "first_due"),
    [
        ("monthly", date(2026, 3, 2), date(2026, 4, 1), date(2026, 4, 2)),
        ("monthly", date(2026, 1, 31), date(2026, 2, 27), date(2026, 2, 28)),
        ("monthly", date(2026, 12, 31), date(2027, 1, 30), date(2027, 1, 31)),
        ("monthly", date(2026, 5, 31), date(2026, 6, 29), date(2026, 6, 30)),
        ("yearly", date(2026, 3, 2), date(2027, 3, 1), date(2027, 3, 2)),
        ("weekly_if_yes", date(2026, 3, 2), date(2026, 3, 8), date(2026, 3, 9)),
        ("daily_if_yes", date(2026, 3, 2), date(2026, 3, 2), date(2026, 3, 3)),
    ],
)
def test_an_answer_holds_to_its_last_day(
    again: str, answered: date, last_day: date, first_due: date, counts_as_yes: bool
) -> None:
    kind = AskedAgain(again)
    asks = counts_as_yes or not again.endswith("if_yes")
    assert not kind.is_due(answered, last_day, counts_as_yes=counts_as_yes)
    assert kind.is_due(answered, first_due, counts_as_yes=counts_as_yes) is asks


@pytest.mark.parametrize("counts_as_yes", [True, False])
def test_an_answer_asked_on_change_holds_for_ever(counts_as_yes: bool) -> None:
    long_after = date(2099, 1, 1)
    due = AskedAgain.ON_CHANGE.is_due(date(2026, 3, 2), long_after, counts_as_yes=counts_as_yes)
    assert due is False
