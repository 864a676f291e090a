"""The table of safety questions says what its file says, word for word, or it is no table."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import pytest

from acutimer.core.points import Side, StepKind
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
    StopLine,
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


SIGN_B = SIGN | {"id": "B1", "tier": "B", "plain": "A sore toe", "see": "A doctor."}
REASON = {"text": "Not today.", "source": "OURS", "standing": "ours"}
STOP = {
    "title": "Stop",
    "title_no_session": "Not now",
    "rest": "Sit down.",
    "danger_sign_words": "Get help.",
    "see_words": "Not today.",
    "see_title": "See first",
    "until": "Off until tomorrow.",
    "ambulance_title": "Call when",
    "ambulance": [{"text": "it hurts", "source": "NICE"}],
    "emergency_number": "112",
    "emergency_note": "In Europe.",
    "none_of_these_title": "None?",
    "none_of_these": "Rest.",
}
STOP_SOURCES = {key: "OURS" for key in STOP if key != "ambulance"}


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
        "reasons": [REASON],
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
        "groups": [{"id": "back", "points": ["BL10"]}],
        "steps_out": [
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
        "danger_signs": [SIGN, SIGN_B],
        "unwelcome": [{"id": "bruise", "label": "A bruise", "opens_stop_page": False}],
        "stop_page": STOP | {"sources": STOP_SOURCES},
        "always": [REASON],
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
                reasons=(Reason("Not today.", "OURS", "ours"),),
            ),
        ),
        regions=(Region("nape", "Nape", ("GB20", "BL10")),),
        groups={"back": ("BL10",)},
        step_rules=(
            rule(
                regions=("nape",),
                groups=("back",),
                out_when_light_only=True,
                reason=Reason("A mat presses hard.", "OURS", "ours"),
            ),
        ),
        danger_signs=(
            DangerSign("A1", "A", "A sore chest", "Chest pain", "", "Help, now.", "NICE"),
            DangerSign("B1", "B", "A sore toe", "Chest pain", "", "A doctor.", "NICE"),
        ),
        unwelcome=(Unwelcome("bruise", "A bruise", opens_stop_page=False),),
        stop_page=STOP | {"ambulance": ["it hurts"]},
        stop_lines=(
            *(StopLine(words, "OURS") for key, words in STOP.items() if key in STOP_SOURCES),
            StopLine("it hurts", "NICE"),
        ),
        always=(Reason("Not today.", "OURS", "ours"),),
        ask_title="Is it true?",
        ask_note="It stays here.",
        pain_rise_stops=4,
        signs_version=2,
    )


def rule(kind: StepKind | None = StepKind.MAT, **changed: Any) -> StepRule:
    """A rule about mats that nothing puts out, but for what is changed."""
    plain: dict[str, Any] = {
        "care": None,
        "own_words": False,
        "except_places": (),
        "point": None,
        "sides": (),
        "regions": (),
        "groups": (),
        "until_cleared": (),
        "out_when_light_only": False,
        "reason": Reason("", "", ""),
    }
    return StepRule(kind, **(plain | changed))


def test_everything_that_is_written_is_read() -> None:
    reason = {"text": "Not there.", "source": "ART", "standing": "article", "points": ["GB20"]}
    told = Reason("Not there.", "ART", "article", ("GB20",))
    written: dict[str, Any] = reason | {
        "regions": [],
        "groups": ["back"],
        "until_cleared": ["fever"],
        "out_when_light_only": False,
    }
    rules = read_rules(
        table(
            questions=[
                question(
                    explains="Also a cold.",
                    clearance="I was told I may",
                    points_out=["GB20"],
                    groups_out=["back"],
                    light_only=True,
                    where=True,
                    danger_signs_first=True,
                    reasons=[reason],
                )
            ],
            danger_signs=[SIGN, SIGN_B | {"threshold": "over 50"}],
            steps_out=[
                written | {"kind": "care", "care": "head_turns"},
                written | {"kind": "care", "own_words": True},
                written | {"kind": "mat", "except_places": ["Here"]},
                written | {"point": "GB20", "sides": ["both"]},
            ],
            always=[reason],
        )
    )
    first = rules.questions[0]
    assert first.explains == "Also a cold."
    assert first.clearance == "I was told I may"
    assert first.points_out == ("GB20",)
    assert first.groups_out == ("back",)
    assert first.light_only
    assert first.asks_where
    assert first.danger_signs_first
    assert first.reasons == rules.always == (told,)
    assert rules.danger_signs[1].threshold == "over 50"
    common: dict[str, Any] = {"groups": ("back",), "until_cleared": ("fever",), "reason": told}
    assert rules.step_rules == (
        rule(StepKind.CARE, care="head_turns", **common),
        rule(StepKind.CARE, own_words=True, **common),
        rule(StepKind.MAT, except_places=("Here",), **common),
        rule(None, point="GB20", sides=(Side.BOTH,), **common),
    )


@pytest.mark.parametrize("effect", list(Effect))
def test_every_effect_is_read_by_its_name(effect: Effect) -> None:
    row = question(effect=effect.value, points_out=["GB20"], groups_out=["back"])
    assert read_rules(table(questions=[row])).questions[0].effect is effect


@pytest.mark.parametrize(
    "key", ["questions", "regions", "groups", "steps_out", "danger_signs", "unwelcome", "always"]
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
    row = question(effect=effect) | {other: ["GB20" if other == "points_out" else "back"]}
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
        ("id", ("groups", 0), "groups"),
        ("points", ("groups", 0), "groups"),
        ("id", ("regions", 0), "regions"),
        ("name", ("regions", 0), "regions"),
        ("points", ("regions", 0), "regions"),
        ("regions", ("steps_out", 0), "steps_out"),
        ("groups", ("steps_out", 0), "steps_out"),
        ("out_when_light_only", ("steps_out", 0), "steps_out"),
        ("text", ("steps_out", 0), "steps_out"),
        ("source", ("steps_out", 0), "steps_out"),
        ("standing", ("steps_out", 0), "steps_out"),
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


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("steps_out", 0), {"kind": "mat", "regions": []}, "groups is missing"),
        (("steps_out", 0), {}, "point is missing"),
        (("steps_out", 0, "kind"), "hold", "must be one of mat, care"),
        (("steps_out", 0, "regions"), ["knee"], "regions may only hold nape"),
        (("steps_out", 0, "groups"), ["knee"], "groups may only hold back"),
        (("steps_out", 0, "until_cleared"), ["neck"], "ids of questions"),
        (("steps_out", 0, "standing"), "proven", "standing must be one of"),
        (("steps_out", 0), {"point": "GB99"}, "GB99 lies in none of the regions"),
        (("steps_out", 0), {"point": "GB20", "sides": ["middle"]}, "sides may only hold"),
        (("questions", 0, "points_out"), ["GB99"], "GB99 lies in none of the regions"),
        (("questions", 0, "groups_out"), ["knee"], "groups_out may only hold back"),
        (("questions", 0, "reasons"), [], "a question needs reasons"),
        (("questions", 0, "reasons"), [REASON | {"source": ""}], "source must be a text"),
        (("questions", 0, "reasons"), [REASON | {"points": ["GB99"]}], "none of the regions"),
        (("groups", 0, "points"), ["GB99"], "GB99 lies in none of the regions"),
        (("danger_signs",), [SIGN], "no danger signs of tier B"),
        (("danger_signs",), [SIGN_B], "no danger signs of tier A"),
        (("danger_signs", 0, "tier"), "C", "tier must be one of A, B"),
        (("danger_signs", 0, "source"), "", "source must be a text"),
        (("stop_page", "ambulance"), [], "says when to call an ambulance"),
        (("stop_page", "emergency_number"), "call me", "needs an emergency number"),
        (("stop_page", "emergency_number"), "", "emergency_number must be a text"),
        (("stop_page", "sources"), {}, "title is missing"),
        (("stop_page", "rest"), "", "rest must be a text"),
        (("always",), [REASON | {"source": ""}], "source must be a text"),
    ],
)
def test_a_slip_of_the_pen_is_no_table(path: tuple[Any, ...], value: Any, says: str) -> None:
    spoilt: Any = copy.deepcopy(table())
    at = spoilt
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    with pytest.raises(ContentError, match=says):
        read_rules(spoilt)


def test_a_rule_speaks_of_its_kind_of_step_and_of_what_it_names() -> None:
    steps = built(
        {"kind": "mat", "seconds": 60},
        {"kind": "mat", "seconds": 60, "place": "Here"},
        {"kind": "care", "care": "head_turns"},
        {"kind": "care", "care": "Look out of the window"},
        {"kind": "care", "care": "rest"},
        {"kind": "care", "care": "rest", "note": "Nod"},
        {"kind": "hold", "point": "BL11", "side": "both", "seconds": 60, "own": True},
        {"kind": "hold", "point": "BL11", "side": "left", "seconds": 60, "own": True},
        {"kind": "hold", "point": "GB20", "side": "both"},
    ).steps

    def spoken_of(one: StepRule) -> list[int]:
        return [number for number, step in enumerate(steps) if one.speaks_of(step)]

    assert spoken_of(rule()) == [0, 1]
    assert spoken_of(rule(except_places=("Here",))) == [0]
    assert spoken_of(rule(StepKind.CARE)) == [2, 3, 4, 5]
    assert spoken_of(rule(StepKind.CARE, care="head_turns")) == [2]
    assert spoken_of(rule(StepKind.CARE, own_words=True)) == [3, 5]
    assert spoken_of(rule(None, point="BL11", sides=(Side.BOTH,))) == [6]


def test_a_reason_speaks_of_its_points_or_of_all() -> None:
    everywhere = Reason("Ask first.", "ART", "article")
    hand = Reason("Not there.", "TRAD", "tradition", ("GB20",))
    row = question(
        reasons=[
            {"text": "Ask first.", "source": "ART", "standing": "article"},
            {"text": "Not there.", "source": "TRAD", "standing": "tradition", "points": ["GB20"]},
        ]
    )
    asked = read_rules(table(questions=[row])).questions[0]
    assert asked.reasons_for("GB20") == (everywhere, hand)
    assert asked.reasons_for("LI4") == asked.reasons_for(None) == (everywhere,)


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
