"""Tapped places: which points are there, what reaches them, and what may then be begun."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from acutimer.core.composing import YOUR_PLACES
from acutimer.core.fitting import fit
from acutimer.core.pain_places import PLACES
from acutimer.core.point_uses import PointUses, read_point_uses
from acutimer.core.points import Side
from acutimer.core.routines import Routine
from acutimer.core.safety import Answer, Given, Verdict, allow, judge
from acutimer.core.where import (
    Here,
    made,
    name_of,
    order_of,
    points_here,
    pressed_sides,
    reach,
    regions_without,
)
from acutimer.core.where_choices import Choices, choices
from tests.core.shipped import atlas, content, routine, routines, rules, sources, whole_atlas
from tests.core.test_safety import TODAY, answered, judged, noon
from tests.core.truth_table import profile_of, some_cases

places = st.sets(st.sampled_from(list(PLACES)), min_size=1)
minutes = st.sampled_from([2, 5, 10, None])
CASES = tuple(some_cases(60))


def table() -> PointUses:
    uses, faults = read_point_uses(content("pain-places.toml"), sources().names)
    assert faults == []
    return uses


TABLE = table()


def here_for(*tapped: str, verdict: Verdict | None = None) -> tuple[Here, ...]:
    return points_here(tapped, TABLE, atlas(), verdict)


def choices_for(
    *tapped: str, minutes: int | None = None, verdict: Verdict | None = None
) -> Choices:
    """Of the shipped routines and of the one made of the places, without a voice."""
    here = here_for(*tapped, verdict=verdict)
    own = made(tapped, here, atlas())
    found = [*([own] if own else []), *routines().values()]
    return choices(
        found, here if tapped else None, minutes, atlas(), verdict, lambda one: one.length_s
    )


def codes(here: tuple[Here, ...]) -> list[str]:
    return [one.point.code for one in here]


def test_points_that_lie_there_come_before_those_that_sources_name() -> None:
    here = here_for("neck.right", "shoulder.right")
    assert codes(here) == ["GB20", "GB21", "BL10", "BL11", "GB14", "LI4"]
    assert [bool(one.lies) for one in here] == [True, True, True, False, False, False]
    assert {one.side for one in here} == {Side.RIGHT}


@given(places)
def test_every_point_says_why_it_is_there(tapped: set[str]) -> None:
    for one in points_here(tapped, TABLE, whole_atlas(), None):
        assert one.lies or one.uses
        assert {*one.lies, *one.named} <= tapped
        assert one.lying is None or one.lying.source.name == "the WHO standard"
        assert all(use.source.name and use.source.full for use in one.uses)


@given(places)
def test_left_and_right_stay_apart(tapped: set[str]) -> None:
    for one in points_here(tapped, TABLE, whole_atlas(), None):
        sides = {PLACES[place].side for place in (*one.lies, *one.named)}
        if one.point.is_midline:
            assert one.side is Side.MIDDLE
        elif len(sides) == 1:
            assert one.side.value in sides
        else:
            assert one.side is (Side.IN_TURN if one.point.one_at_a_time else Side.BOTH)


def test_the_temple_has_no_point_and_says_why() -> None:
    here = here_for("temple.left", "neck.left")
    assert regions_without(("temple.left", "neck.left"), here) == ("temple",)
    assert regions_without(("temple.left",), here_for("temple.left")) == ("temple",)
    assert [note.text for note in TABLE.notes_for("temple")] != []
    assert choices_for("temple.left").offered == ()


def test_points_without_a_timer_are_shown_and_do_not_count() -> None:
    here = points_here(["neck.left"], TABLE, whole_atlas(), None)
    untimed = [one for one in here if not one.point.timed]
    assert {"SI14", "TE5", "LU7"} <= {one.point.code for one in untimed}
    assert not any(one.counts for one in untimed)
    own = made(["neck.left"], here, whole_atlas())
    assert own is not None
    assert set(own.points).isdisjoint(one.point.code for one in untimed)


def test_a_point_that_is_off_is_shown_with_its_reason_and_does_not_count() -> None:
    verdict = judged(answered(pregnant=Given(Answer.YES, TODAY)))
    here = here_for("neck.right", verdict=verdict)
    off = [one for one in here if one.off]
    assert {"GB21", "BL11", "LI4"} == {one.point.code for one in off}
    assert not any(one.counts for one in off)
    assert all(reason.text for one in off for reason in one.off)
    own = made(["neck.right"], here, atlas())
    assert own is not None
    assert set(own.points).isdisjoint(codes(tuple(off)))


def test_a_side_that_is_off_leaves_the_other() -> None:
    skin = Given(Answer.YES, TODAY, where=(("nape", Side.LEFT),))
    verdict = judge(rules(), answered(skin=skin), atlas(), noon(TODAY))
    both = {one.point.code: one for one in here_for("neck.left", "neck.right", verdict=verdict)}
    assert both["GB20"].side is Side.RIGHT
    assert both["GB20"].counts
    left = {one.point.code: one for one in here_for("neck.left", verdict=verdict)}
    assert left["GB20"].off


@pytest.mark.parametrize(
    ("tapped", "name"),
    [
        (["neck.right"], "Neck, right"),
        (["shoulder.right", "neck.right"], "Neck and shoulder, right"),
        (["neck.left", "neck.right"], "Neck, both sides"),
        (["neck.right", "temple.left", "shoulder.right"],
         "Neck and shoulder, right; temple, left"),
        (list(PLACES), "Neck, back of head, forehead, temple, shoulder and upper back, both sides"),
    ],
)  # fmt: skip
def test_a_routine_is_named_after_its_places(tapped: list[str], name: str) -> None:
    assert name_of(tapped) == name


@given(places)
def test_a_routine_of_places_presses_each_point_that_counts_on_its_side(tapped: set[str]) -> None:
    here = points_here(tapped, TABLE, atlas(), None)
    own = made(tapped, here, atlas())
    counting = [one for one in here if one.counts]
    assert (own is None) is (not counting)
    if own is not None:
        assert own.id == YOUR_PLACES
        assert own.points == tuple(one.point.code for one in counting)
        assert reach(own, here).points == own.points
        for step in own.steps:
            if step.point is not None:
                assert step.side is next(o.side for o in here if o.point.code == step.point)


def test_reach_counts_the_side_that_hurts() -> None:
    here = here_for("neck.right", "shoulder.right")
    assert reach(routine("desk-pause"), here) == (
        ("neck.right", "shoulder.right"),
        ("GB20", "GB21"),
    )
    left = routine("desk-pause").with_steps(
        [step for step in routine("neck-and-shoulders").steps if step.side is Side.LEFT]
    )
    assert reach(left, here) == ((), ())
    assert reach(routine("nape-and-forehead"), here).places == ("neck.right",)


@given(places, minutes)
def test_the_first_reaches_most_and_the_order_follows(tapped: set[str], most: int | None) -> None:
    found = choices_for(*tapped, minutes=most).offered
    keys = [
        (
            -len(one.reach.places),
            one.routine.id != YOUR_PLACES,
            -len(one.reach.points),
            one.length_s,
        )
        for one in found
    ]
    assert keys == sorted(keys)
    assert all(any(one.reach) for one in found)
    for one, two in pairwise(found):
        assert one.routine.id != two.routine.id


@given(places, st.sampled_from(CASES), minutes)
def test_nothing_that_is_off_can_be_begun(tapped: set[str], case: object, most: int | None) -> None:
    verdict = judge(rules(), profile_of(case), atlas(), noon(TODAY))  # type: ignore[arg-type]
    for one in choices_for(*tapped, minutes=most, verdict=verdict).offered:
        again = allow(one.routine, verdict)
        assert again.left_out == ()
        assert again.routine is not None
        assert most is None or one.length_s <= most * 60
        for code, sides in pressed_sides(one.routine.steps).items():
            assert not any(verdict.is_out(code, side) for side in sides)


@example({"neck.left", "upper_back.left", "upper_back.right", "forehead.left", "shoulder.left"}, 4)
@given(places, st.integers(2, 12))
def test_more_minutes_never_reach_fewer_places(tapped: set[str], most: int) -> None:
    def reached(limit: int) -> int:
        offered = choices_for(*tapped, minutes=limit).offered
        return max((len(one.reach.places) for one in offered), default=0)

    assert reached(most) <= reached(most + 1)


def test_five_minutes_for_neck_and_shoulder_reach_both_and_say_what_is_left_out() -> None:
    found = choices_for("neck.right", "shoulder.right", minutes=5).offered
    first = found[0]
    assert first.routine.id == YOUR_PLACES
    assert first.reach.places == ("neck.right", "shoulder.right")
    assert first.routine.points == ("GB20", "GB21")
    left = dict.fromkeys(step.point for step in first.left_out)
    assert list(left) == ["BL10", "BL11", "GB14", "LI4"]
    assert first.length_s <= 300 < first.whole_s


def test_two_minutes_are_too_short_for_the_shoulder_alone_and_that_is_said() -> None:
    verdict = judged(answered())
    here = tuple(one for one in here_for("shoulder.left", verdict=verdict) if one.lies)
    own = made(["shoulder.left"], here, atlas())
    assert own is not None
    found = choices([own], here, 2, atlas(), verdict, lambda one: one.length_s)
    assert found == Choices((), 185)


def test_without_places_what_fits_with_all_steps_comes_first_and_the_rest_in_its_order() -> None:
    assert [one.routine.id for one in choices_for(minutes=None).offered] == list(routines())
    found = choices_for(minutes=5).offered
    assert {one.routine.id for one in found} == set(routines())
    losses = [bool(one.left_out) for one in found]
    assert losses == sorted(losses)
    assert [one.routine.id for one in found[:2]] == ["desk-pause", "nape-and-forehead"]
    shoulders = next(one for one in found if one.routine.id == "neck-and-shoulders")
    assert "GB21" not in shoulders.routine.points
    assert shoulders.length_s <= 300


def test_one_step_for_each_place_stays_before_the_rest() -> None:
    here = here_for("neck.right", "shoulder.right", "upper_back.right")
    whole: Routine = routine("article-whole")
    order = order_of(whole, here)
    first = [whole.steps[index].point for index in order[:3]]
    assert set(first) == {"GB20", "GB21", "BL11"}
    assert sorted(order) == list(range(len(whole.steps)))
    assert fit(whole, 600, atlas(), lambda one: one.length_s, order).routine is not None
