"""Routines: what is refused and why, how long they are, and where lead-ins stand."""

from __future__ import annotations

import copy
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acutimer.core.composing import compose, sides_for
from acutimer.core.guidance.score import CueId, score_of
from acutimer.core.guidance.telling import Telling
from acutimer.core.points import Side, StepKind, read_atlas
from acutimer.core.reading import ContentError
from acutimer.core.routine_content import routine_content
from acutimer.core.routine_reading import read_routine
from acutimer.core.routines import STEP_SIDES, PhaseKind, Routine, credited_s
from tests.amounts import examples
from tests.core.shipped import atlas, built, content, routine, routines

GB20 = {"kind": "hold", "point": "GB20", "side": "both", "seconds": 60}
BL10_HOLD = {"kind": "hold", "point": "BL10", "side": "both", "seconds": 60}
BL10_CIRCLES = {"kind": "circles", "point": "BL10", "side": "both", "seconds": 90}
GB21 = {"kind": "hold", "point": "GB21", "side": "left", "seconds": 180}
GB14 = {"kind": "presses", "point": "GB14", "side": "both", "seconds": 60}
BL11 = {"kind": "hold", "point": "BL11", "side": "in_turn", "seconds": 120}
LI4 = {"kind": "presses", "point": "LI4", "side": "in_turn"}
STROKES: dict[str, Any] = {"kind": "strokes", "point": "GB20", "side": "both", "seconds": 60}
MAT: dict[str, Any] = {"kind": "mat"}
CARE: dict[str, Any] = {"kind": "care"}


def fault_of(*steps: dict[str, Any]) -> ContentError:
    with pytest.raises(ContentError) as raised:
        built(*steps)
    return raised.value


@pytest.mark.parametrize(
    ("step", "key", "words"),
    [
        (GB20 | {"point": "GB99"}, "point", "no point 'GB99'"),
        (GB20 | {"point": 20}, "point", "must be a text"),
        (GB20 | {"side": "middle"}, "side", "one of left, right, both, in_turn"),
        (GB20 | {"side": None}, "side", "one of left, right, both, in_turn"),
        (GB20 | {"kind": "knead"}, "kind", "one of hold, circles, presses, strokes, mat, care"),
        (GB20 | {"kind": ["hold"]}, "kind", "one of hold"),
        (GB20 | {"seconds": -60}, "seconds", "not -60"),
        (GB20 | {"seconds": 0}, "seconds", "not 0"),
        (GB20 | {"seconds": 86_400}, "seconds", "not 86400"),
        (GB20 | {"seconds": 10**30}, "seconds", "from 1 to 180"),
        (GB20 | {"seconds": 60.0}, "seconds", "whole number"),
        (GB20 | {"seconds": True}, "seconds", "whole number"),
        (GB20 | {"seconds": "60"}, "seconds", "whole number"),
        (GB20 | {"seconds": 29}, "seconds", "hold: 30 to 60 s, not 29; set own = true"),
        (GB20 | {"seconds": 61}, "seconds", ": 30 to 60 s, not 61; set own = true"),
        (GB21 | {"seconds": 60}, "seconds", ": 180 to 180 s, not 60; set own = true"),
        (BL10_CIRCLES | {"seconds": 59}, "seconds", "set own = true"),
        (GB20 | {"seconds": 181, "own": True}, "seconds", "from 1 to 180"),
        (GB20 | {"seconds": 0, "own": True}, "seconds", "from 1 to 180"),
        (GB20 | {"seconds": -1, "own": True}, "seconds", "from 1 to 180"),
        (GB20 | {"own": "yes"}, "own", "true or false"),
        (GB20 | {"wait": 1}, "wait", "true or false"),
        (GB20 | {"length": 60}, "length", "the key 'length' is not known"),
        (GB20 | {"presses": 20}, "presses", "a hold step has no presses"),
        (GB20 | {"care": "head_turns"}, "care", "a hold step has no care"),
        (GB14 | {"place": "here"}, "place", "a presses step has no place"),
        (GB20 | {"kind": "circles"}, "kind", "Skull edge (GB20) has no circles of its own"),
        (GB20 | {"point": "TE17"}, "point", "Behind the ear lobe (TE17) is shown only"),
        (GB20 | {"point": "TH17", "own": True}, "point", "Behind the ear lobe (TE17) is"),
        (
            LI4 | {"kind": "hold", "seconds": 60},
            "kind",
            "Hand, thumb web (LI4) has no hold of its own",
        ),
        (LI4 | {"side": "both"}, "side", "cannot be pressed on both sides at once; use in_turn"),
        (LI4 | {"side": "both", "own": True}, "side", "use in_turn"),
        (LI4 | {"presses": 60}, "presses", "presses is 30 here, not 60; set own = true"),
        (GB14 | {"presses": 0}, "presses", "from 1 to 240"),
        (GB20 | {"stroke": 5}, "stroke", "a hold step has no stroke"),
        (STROKES | {"presses": 12}, "presses", "a strokes step has no presses"),
        (STROKES | {"stroke": 3}, "stroke", "takes at least 4 s, not 3: slow strokes suit"),
        (STROKES | {"stroke": 0, "own": True}, "stroke", "rapid ones stir too much"),
        (STROKES | {"stroke": 13}, "stroke", "takes at most 12 s, not 13"),
        (STROKES | {"stroke": 5.0}, "stroke", "whole number"),
        (STROKES | {"seconds": 5, "stroke": 6, "own": True}, "seconds", "does not fit into 5 s"),
        (STROKES | {"seconds": 61}, "seconds", "(GB20), strokes: 30 to 60 s, not 61; set own"),
        (
            STROKES | {"point": "LI4", "side": "left"},
            "kind",
            "Hand, thumb web (LI4) has no strokes of its own; set own = true",
        ),
        (GB14 | {"presses": 240, "own": True}, "presses", "cannot be followed by hand"),
        (GB14 | {"presses": 4, "own": True}, "presses", "cannot be followed by hand"),
        (MAT | {"point": "GB20"}, "point", "a mat step has no point"),
        (MAT | {"side": "left"}, "side", "a mat step has no side"),
        (MAT | {"seconds": 59}, "seconds", "from 60 to 120"),
        (MAT | {"seconds": 121}, "seconds", "from 60 to 120"),
        (MAT | {"seconds": 301, "own": True}, "seconds", "from 1 to 300"),
        (MAT | {"care": "head_turns"}, "care", "a mat step has no care"),
        (CARE | {"point": "GB20"}, "point", "a care step has no point"),
        (CARE | {"seconds": 4}, "seconds", "from 5 to 300"),
        (CARE | {"seconds": 301}, "seconds", "from 5 to 300"),
        (CARE | {"place": "here"}, "place", "a care step has no place"),
    ],
)
def test_a_bad_step_is_refused_with_its_place_and_reason(
    step: dict[str, Any], key: str, words: str
) -> None:
    fault = fault_of(GB20 | {"seconds": 30}, step)
    assert fault.path == ("steps", 1, key)
    assert words in fault.reason


@pytest.mark.parametrize("key", ["kind", "point", "side"])
def test_what_is_missing_is_named(key: str) -> None:
    step = {k: v for k, v in GB20.items() if k != key}
    fault = fault_of(step)
    assert fault.path == ("steps", 0)
    assert fault.reason == f"{key} is missing"


def test_a_kind_that_is_not_the_points_own_needs_a_length() -> None:
    step = {"kind": "circles", "point": "GB20", "side": "both", "own": True}
    assert fault_of(step).reason == "seconds is missing"
    assert built(step | {"seconds": 45}).steps[0].seconds == 45


def test_presses_that_are_not_the_points_own_need_a_count() -> None:
    step = {"kind": "presses", "point": "GB20", "side": "both", "own": True, "seconds": 60}
    assert fault_of(step).reason == "presses is missing"
    assert built(step | {"presses": 20}).steps[0].beat_ms == 3000


@pytest.mark.parametrize(
    "steps",
    [
        (GB21, GB21 | {"seconds": 1, "own": True}),
        (GB21 | {"side": "both"}, GB21 | {"side": "right"}),
        (GB21 | {"side": "in_turn"}, GB21 | {"side": "both", "seconds": 10, "own": True}),
        (BL10_HOLD, BL10_CIRCLES | {"seconds": 120}, BL10_HOLD | {"side": "left"}),
        (GB20, GB20 | {"point": "gb-20"}, GB20 | {"point": "Fengchi"}, GB20),
    ],
)
def test_more_than_three_minutes_a_side_are_refused(steps: tuple[dict[str, Any], ...]) -> None:
    fault = fault_of(*steps)
    assert fault.path == ("steps", len(steps) - 1, "seconds")
    assert "at most 180 s a side in one session" in fault.reason


def test_three_minutes_a_side_in_pieces_are_allowed() -> None:
    assert built(GB21, GB21 | {"side": "right"}).planned_s == 360
    assert built(GB20, GB20, GB20).planned_s == 180
    assert built(BL10_HOLD, BL10_CIRCLES | {"seconds": 120}).planned_s == 180
    assert built(MAT, MAT, MAT, MAT).planned_s == 360


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        ({"schema": 2}, ("schema",), "newer acutimer"),
        ({"schema": None}, ("schema",), "whole number"),
        ({"id": ""}, ("id",), "must be a text"),
        ({"id": "../../etc"}, ("id",), "letters, digits, - and _"),
        ({"id": "a" * 81}, ("id",), "longer than 80"),
        ({"name": "  "}, ("name",), "must be a text"),
        ({"nam": "x"}, ("nam",), "not known"),
        ({"steps": []}, ("steps",), "at least one step"),
        ({"steps": "GB20"}, ("steps",), "list of tables"),
        ({"steps": ["GB20"]}, ("steps", 0), "a table was expected"),
        ({"steps": [CARE] * 61}, ("steps",), "at most 60 steps, not 61"),
        ({"plan": 5}, ("plan",), "a table was expected"),
        ({"plan": {"weeks": 6}}, ("plan",), "times_a_week is missing"),
        ({"plan": {"times_a_week": 5}}, ("plan",), "weeks is missing"),
        ({"plan": {"times_a_week": 22, "weeks": 6}}, ("plan", "times_a_week"), "1 to 21, not 22"),
        ({"plan": {"times_a_week": 5, "weeks": 0}}, ("plan", "weeks"), "1 to 52, not 0"),
        ({"plan": {"times_a_week": 5, "weeks": 6, "days": 3}}, ("plan", "days"), "not known"),
    ],
)
def test_a_bad_routine_is_refused(
    change: dict[str, Any], path: tuple[str | int, ...], words: str
) -> None:
    whole = {"schema": 1, "id": "one", "name": "One", "steps": [GB20]}
    with pytest.raises(ContentError) as raised:
        read_routine(whole | change, atlas())
    assert raised.value.path == path
    assert words in raised.value.reason


def test_the_same_step_is_read_whatever_name_the_point_has() -> None:
    names = ("GB20", "gb 20", "G.B.-20", "Feng Chi", "Fēngchí", "風池")
    assert {built(GB20 | {"point": name}).steps[0].point for name in names} == {"GB20"}


@pytest.mark.parametrize(
    ("step", "seconds", "presses"),
    [
        ({"kind": "hold", "point": "GB20", "side": "both"}, 60, None),
        ({"kind": "hold", "point": "BL10", "side": "both"}, 60, None),
        ({"kind": "circles", "point": "BL10", "side": "both"}, 90, None),
        ({"kind": "hold", "point": "GB21", "side": "left"}, 180, None),
        ({"kind": "presses", "point": "GB14", "side": "both"}, 60, 20),
        ({"kind": "hold", "point": "BL11", "side": "in_turn"}, 120, None),
        (LI4, 60, 30),
        (MAT, 90, None),
        (CARE, 30, None),
    ],
)
def test_what_is_left_open_takes_its_default(
    step: dict[str, Any], seconds: int, presses: int | None
) -> None:
    found = built(step).steps[0]
    assert (found.seconds, found.presses, found.wait, found.own) == (seconds, presses, False, False)


def test_own_lengths_are_kept_and_marked() -> None:
    step = built(GB20 | {"seconds": 7, "own": True}).steps[0]
    assert (step.seconds, step.own) == (7, True)
    assert built(MAT | {"seconds": 300, "own": True}).steps[0].seconds == 300
    assert built(GB14 | {"presses": 30, "own": True}).steps[0].beat_ms == 2000


def lead_ins(*steps: dict[str, Any]) -> list[int]:
    found = built(*steps)
    return [found.lead_in_s(index) for index in range(len(steps))]


def test_a_lead_in_stands_before_each_press_and_not_before_care() -> None:
    assert lead_ins(GB20, GB21, CARE, GB14, MAT, LI4, MAT) == [5, 5, 0, 5, 5, 5, 5]


def test_no_lead_in_stands_between_hold_and_circles_of_one_point() -> None:
    assert lead_ins(BL10_HOLD, BL10_CIRCLES) == [5, 0]
    assert lead_ins(BL10_CIRCLES, BL10_HOLD) == [5, 0]


@pytest.mark.parametrize(
    "second",
    [
        BL10_CIRCLES | {"side": "left"},
        BL10_CIRCLES | {"wait": True},
        BL10_HOLD,
        GB20 | {"kind": "circles", "own": True},
    ],
)
def test_a_lead_in_stands_where_the_fingers_move_or_rest(second: dict[str, Any]) -> None:
    assert lead_ins(BL10_HOLD, second) == [5, 5]


def test_hold_and_circles_in_turn_each_begin_with_the_left() -> None:
    in_turn = {"side": "in_turn"}
    assert lead_ins(BL10_HOLD | in_turn, BL10_CIRCLES | in_turn) == [5, 5]


def test_both_credits_each_side_but_the_clock_once() -> None:
    found = built(GB20)
    assert credited_s(found.steps[0]) == ((Side.LEFT, 60), (Side.RIGHT, 60))
    assert (found.planned_s, found.length_s) == (60, 65)
    assert [phase.side for phase in found.phases] == [Side.BOTH, Side.BOTH]


def test_in_turn_is_left_then_right_equally_long_with_a_switch() -> None:
    found = built(BL11)
    assert credited_s(found.steps[0]) == ((Side.LEFT, 120), (Side.RIGHT, 120))
    assert (found.planned_s, found.length_s) == (240, 250)
    assert [(p.kind, p.side, p.length_ms, p.switches) for p in found.phases] == [
        (PhaseKind.LEAD_IN, Side.LEFT, 5000, False),
        (PhaseKind.HOLD, Side.LEFT, 120_000, False),
        (PhaseKind.LEAD_IN, Side.RIGHT, 5000, True),
        (PhaseKind.HOLD, Side.RIGHT, 120_000, False),
    ]


def test_a_wait_takes_no_time_and_stands_before_the_lead_in() -> None:
    found = built(GB20 | {"wait": True})
    assert [(p.kind, p.length_ms, p.waits) for p in found.phases] == [
        (PhaseKind.REST, 0, True),
        (PhaseKind.LEAD_IN, 5000, False),
        (PhaseKind.HOLD, 60_000, False),
    ]
    assert found.length_s == 65


def test_neck_and_shoulders_is_as_the_issue_says() -> None:
    found = routine("neck-and-shoulders")
    assert [(s.kind, s.point, s.side, s.seconds) for s in found.steps] == [
        (StepKind.HOLD, "GB20", Side.BOTH, 60),
        (StepKind.HOLD, "BL10", Side.BOTH, 60),
        (StepKind.CIRCLES, "BL10", Side.BOTH, 90),
        (StepKind.HOLD, "GB21", Side.LEFT, 180),
        (StepKind.HOLD, "GB21", Side.RIGHT, 180),
        (StepKind.CARE, None, None, 30),
    ]
    assert (found.length_s, found.planned_s) == (620, 570)


def test_desk_pause_is_four_minutes_and_its_lead_ins() -> None:
    found = routine("desk-pause")
    assert [(s.kind, s.point, s.side, s.seconds) for s in found.steps] == [
        (StepKind.HOLD, "GB20", Side.BOTH, 30),
        (StepKind.HOLD, "GB21", Side.BOTH, 180),
        (StepKind.CARE, None, None, 30),
    ]
    assert sum(step.clock_s for step in found.steps) == 240
    assert (found.length_s, found.planned_s) == (250, 210)


def test_the_shipped_routines_are_the_six_of_the_issues() -> None:
    assert {one.id: one.name for one in routines().values()} == {
        "neck-and-shoulders": "Neck and shoulders",
        "desk-pause": "Desk pause",
        "nape-and-forehead": "Nape and forehead",
        "article-whole": "The article, whole",
        "acupressure-mat": "Acupressure mat",
        "slow-strokes": "Slow strokes",
    }


def test_the_whole_article_holds_every_point_with_a_protocol_and_no_other() -> None:
    found = routine("article-whole")
    assert set(found.points) == {"GB20", "GB21", "GB14", "BL10", "BL11"}
    assert [step.care for step in found.steps[:3]] == [None, "head_turns", None]
    assert found.steps[0].point == "GB20"


@pytest.mark.parametrize("identifier", sorted(routines()))
def test_head_turns_follow_gb20_itself_or_close_the_routine(identifier: str) -> None:
    steps = routine(identifier).steps
    care = [index for index, step in enumerate(steps) if step.kind is StepKind.CARE]
    if identifier == "article-whole":
        assert care == [1]
    elif "GB20" in routine(identifier).points:
        assert care == [len(steps) - 1]
    else:
        assert care == []


@pytest.mark.parametrize(("presses", "seconds"), [(7, 60), (11, 100), (20, 60), (30, 60), (9, 31)])
def test_exactly_as_many_presses_sound_as_the_step_says(presses: int, seconds: int) -> None:
    step = GB14 | {"presses": presses, "seconds": seconds, "own": True}
    cues = score_of(Telling(built(step), atlas())).cues
    assert sum(cue.id is CueId.PRESS for cue in cues) == presses


def test_slow_strokes_have_a_rate_of_their_own_that_lasts() -> None:
    step = built(STROKES).steps[0]
    assert (step.stroke, step.beat_ms, step.own) == (5, 5000, False)
    assert built(STROKES | {"stroke": 4}).steps[0].beat_ms == 4000
    slowest = built(STROKES | {"point": "LI4", "side": "left", "stroke": 12, "own": True}).steps[0]
    assert (slowest.stroke, slowest.beat_ms) == (12, 12_000)
    assert routine_content(built(STROKES))["steps"] == [STROKES | {"stroke": 5}]


@pytest.mark.parametrize(
    ("seconds", "stroke", "begins_s"),
    [
        (20, 5, [0, 5, 10, 15]),
        (20, 4, [0, 4, 8, 12, 16]),
        (4, 4, [0]),
        (8, 5, [0]),
        (9, 5, [0, 5]),
        (23, 6, [0, 6, 12, 18]),
        (21, 6, [0, 6, 12]),
        (26, 11, [0, 11, 22]),
    ],
)
def test_a_stroke_that_would_be_hurried_never_begins(
    seconds: int, stroke: int, begins_s: list[int]
) -> None:
    step = STROKES | {"seconds": seconds, "stroke": stroke, "own": True}
    cues = score_of(Telling(built(step), atlas())).cues
    begun = [cue.at_ms - 5000 for cue in cues if cue.id is CueId.STROKE]
    assert begun == [second * 1000 for second in begins_s]
    lifts = [cue.at_ms - 5000 for cue in cues if cue.id is CueId.LIFT]
    halves = [at_ms + stroke * 500 for at_ms in begun]
    assert lifts == [at_ms for at_ms in halves if at_ms < seconds * 1000]
    for length_ms in range(0, 60_000, 700):  # made longer or shorter on the way
        begins = [*built(step).steps[0].beats(length_ms), length_ms]
        lasts = [after - before for before, after in pairwise(begins)]
        assert len(lasts) <= 1 or min(lasts) >= 4000


def test_the_shipped_strokes_are_slow_and_keep_to_the_nape_and_the_shoulder() -> None:
    found = routine("slow-strokes")
    assert 180 <= found.length_s <= 300
    strokes = [step for step in found.steps if step.kind is StepKind.STROKES]
    assert len(strokes) == len(found.steps) - 1
    for step in strokes:
        point = atlas()[step.point or ""]
        assert point.strokes is not None
        assert step.stroke == point.strokes.stroke == 5
        assert point.region in ("nape", "shoulder")
        away = "never towards the throat" if point.region == "nape" else "away from the neck"
        assert away in point.strokes.along
    assert any("throat" in caution for caution in found.cautions)
    assert any(source.startswith("The article") for source in found.sources)
    assert any(source.startswith("Ours") for source in found.sources)


def test_a_point_that_has_one_side_cannot_be_pressed_on_the_other() -> None:
    rows = copy.deepcopy(content("points.toml"))
    rows["points"][0]["sides"] = ["left"]
    left_only, faults = read_atlas(rows)
    assert faults == []
    whole = {"schema": 1, "id": "one", "name": "One", "origin": "", "steps": []}
    read_routine(whole | {"steps": [GB20 | {"side": "left"}]}, left_only)
    for side in ("right", "both", "in_turn"):
        with pytest.raises(ContentError, match="cannot be pressed on"):
            read_routine(whole | {"steps": [GB20 | {"side": side}]}, left_only)


def test_points_chosen_on_the_map_make_a_routine() -> None:
    found = compose([("GB20", Side.LEFT), ("GB21", Side.BOTH)], atlas())
    assert found is not None
    assert [(s.kind, s.point, s.side, s.seconds) for s in found.steps] == [
        (StepKind.HOLD, "GB20", Side.LEFT, 60),
        (StepKind.HOLD, "GB21", Side.BOTH, 180),
        (StepKind.CARE, None, None, 30),
    ]
    assert compose([("TE17", Side.LEFT)], atlas()) is None
    assert compose([], atlas()) is None
    assert sides_for("LI4", Side.BOTH, atlas()) is Side.IN_TURN
    assert sides_for("GB20", Side.BOTH, atlas()) is Side.BOTH


@given(
    st.lists(
        st.tuples(st.sampled_from([p.code for p in atlas().points]), st.sampled_from(STEP_SIDES)),
        max_size=9,
    )
)
@settings(deadline=None)
def test_every_choice_on_the_map_makes_a_routine_or_none(choices: list[tuple[str, Side]]) -> None:
    meant = [(code, sides_for(code, side, atlas())) for code, side in choices]
    found = compose(meant, atlas())
    if found is not None:
        assert set(found.points) == {code for code, _ in choices} - {"TE17"}


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["hold", "circles", "presses", "strokes", "mat", "care"])
    | st.sampled_from(["GB20", "LI4", "TE17"])
    | st.sampled_from(["left", "right", "both", "in_turn", 1, 20, 30, 60, 90, 180]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=4,
)
STEP_KEYS = st.sampled_from(
    ["kind", "point", "side", "seconds", "presses", "stroke", "wait", "own", "care", "place", "x"]
)
STEPS = st.dictionaries(STEP_KEYS, VALUES, max_size=8) | st.fixed_dictionaries(
    {"kind": st.sampled_from(["hold", "circles", "presses", "strokes"]), "point": st.just("BL10")},
    optional={
        "side": VALUES,
        "seconds": st.integers(-5, 400),
        "presses": VALUES,
        "stroke": VALUES,
        "own": VALUES,
    },
)


@settings(deadline=None, max_examples=examples(400))
@given(
    st.fixed_dictionaries(
        {"schema": st.just(1), "id": st.just("x"), "name": st.just("X")},
        optional={"origin": VALUES, "steps": st.lists(STEPS | VALUES, max_size=5), "odd": VALUES},
    )
    | st.dictionaries(st.sampled_from(["schema", "id", "name", "steps"]), VALUES)
)
def test_any_mapping_is_a_routine_or_one_fault(mapping: dict[str, Any]) -> None:
    found: Routine | None = None
    reason = "none"
    try:
        found = read_routine(mapping, atlas())
    except ContentError as fault:
        reason = fault.reason
    assert reason.strip()
    assert "\n" not in reason
    if found is not None:
        assert all(phase.length_ms > 0 or phase.waits for phase in found.phases)
        assert score_of(Telling(found, atlas())).length_ms == found.length_s * 1000
