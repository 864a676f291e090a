"""A routine in the minutes one has: order, sides and each point's own range are kept."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acutimer.core.fitting import Fit, fit, least_s
from acutimer.core.points import Side, StepKind
from acutimer.core.routines import Routine, Step
from tests.core.shipped import ROUTINES, atlas, built, routine, whole_atlas


def length_s(one: Routine) -> int:
    return one.length_s


def fitted(one: Routine, most_s: int | None, order: Sequence[int] | None = None) -> Fit:
    return fit(one, most_s, atlas(), length_s, order)


shipped = st.sampled_from(ROUTINES).map(routine)
seconds = st.integers(1, 1200)


def is_row_within(small: Sequence[Step], large: Sequence[Step]) -> bool:
    """Whether the small row is the large one with steps left out, its lengths apart."""
    left = iter(large)
    return all(
        any((one.kind, one.point, one.side) == (two.kind, two.point, two.side) for two in left)
        for one in small
    )


@given(shipped, seconds)
def test_what_fits_lasts_no_longer_and_keeps_order_and_sides(one: Routine, most_s: int) -> None:
    found = fitted(one, most_s)
    if found.routine is None:
        return
    assert length_s(found.routine) <= most_s
    assert is_row_within(found.routine.steps, one.steps)
    assert is_row_within(found.left_out, one.steps)
    assert len(found.routine.steps) + len(found.left_out) == len(one.steps)
    assert any(step.kind.is_pressing for step in found.routine.steps)


@given(shipped, seconds)
def test_no_press_leaves_the_range_of_its_point(one: Routine, most_s: int) -> None:
    found = fitted(one, most_s)
    for step in found.routine.steps if found.routine else ():
        point = whole_atlas().get(step.point) if step.point else None
        protocol = point.protocol(step.kind) if point else None
        alike = [(each.seconds, (each.point, each.kind)) for each in one.steps]
        whole = [lasts for lasts, what in alike if what == (step.point, step.kind)]
        assert step.seconds <= max(whole)
        if protocol is not None:
            assert protocol.least_s <= step.seconds <= protocol.most_s
            assert step.own is (step.presses != protocol.presses)
        elif step.kind is StepKind.CARE:
            assert step.seconds in whole


@given(shipped, seconds)
def test_where_nothing_fits_the_shortest_that_would_is_said(one: Routine, most_s: int) -> None:
    found = fitted(one, most_s)
    if found.routine is None:
        assert found.left_out == one.steps
        assert found.shortest_s > most_s
        assert fitted(one, found.shortest_s).routine is not None
        assert fitted(one, found.shortest_s - 1).routine is None


@given(shipped, seconds)
def test_what_fits_whole_stays_as_it_is(one: Routine, most_s: int) -> None:
    found = fitted(one, most_s)
    assert (found.routine == one) is (length_s(one) <= most_s)
    assert fitted(one, None) == Fit(one, (), False, 0)


@given(shipped, st.integers(60, 900), st.data())
def test_what_comes_first_in_the_order_stays(
    one: Routine, most_s: int, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(one.steps))))
    found = fitted(one, most_s, order)
    first = next(index for index in order if one.steps[index].kind.is_pressing)
    step = one.steps[first]
    shortest = fitted(one.with_steps([step]), 1).shortest_s
    if shortest <= most_s:
        assert found.routine is not None
        assert step.point in found.routine.points or step.point is None


def test_a_step_grows_again_into_the_time_that_is_left() -> None:
    one = built(
        {"kind": "hold", "point": "GB20", "side": "right", "seconds": 60},
        {"kind": "hold", "point": "BL10", "side": "right", "seconds": 60},
    )
    found = fitted(one, 110)
    assert found.routine is not None
    assert [step.seconds for step in found.routine.steps] == [40, 60]
    assert found.is_shorter
    assert found.left_out == ()


def test_care_alone_is_no_session() -> None:
    care = built({"kind": "care", "care": "head_turns", "seconds": 30})
    assert fitted(care, 10) == Fit(None, care.steps, False, 0)
    assert fitted(care, None).routine is None


def test_sides_in_turn_stay_together_or_go_together() -> None:
    one = built({"kind": "hold", "point": "BL11", "side": "in_turn", "seconds": 120})
    assert fitted(one, 249).routine is None
    found = fitted(one, 250)
    assert found.routine is not None
    assert found.routine.steps[0].side is Side.IN_TURN


@pytest.mark.parametrize(
    ("step", "least"),
    [
        (Step(StepKind.HOLD, "GB20", Side.LEFT, 60), 30),
        (Step(StepKind.HOLD, "GB20", Side.LEFT, 20, own=True), 20),
        (Step(StepKind.HOLD, "GB14", Side.LEFT, 50, own=True), 50),
        (Step(StepKind.MAT, None, None, 90, place="Neck"), 60),
        (Step(StepKind.CARE, None, None, 30, care="head_turns"), 30),
    ],
)
def test_the_shortest_form_of_a_step(step: Step, least: int) -> None:
    assert least_s(step, atlas()) == least
