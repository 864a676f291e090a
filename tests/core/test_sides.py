"""One point of a routine on the side that was chosen for now."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acutimer.core.points import BOTH_SIDES, Side
from acutimer.core.routine_reading import over_limit
from acutimer.core.sides import side_in, with_side
from acutimer.core.where import pressed_sides
from tests.core.shipped import ROUTINES, atlas, routine

CODES = [point.code for point in atlas().points]


def steps_of(identifier: str, code: str, side: Side) -> list[tuple[str, int]]:
    found = with_side(routine(identifier), code, side, atlas())
    return [
        (step.side.value, step.seconds) for step in found.steps if step.point == code and step.side
    ]


def test_a_step_on_both_sides_presses_the_one_that_was_chosen() -> None:
    assert steps_of("desk-pause", "GB21", Side.RIGHT) == [("right", 180)]


def test_of_steps_one_after_the_other_the_chosen_one_stays() -> None:
    assert steps_of("neck-and-shoulders", "GB21", Side.LEFT) == [("left", 180)]
    both = [("left", 180), ("right", 180)]
    assert steps_of("neck-and-shoulders", "GB21", Side.BOTH) == both


def test_sides_in_turn_become_one() -> None:
    assert steps_of("article-whole", "BL11", Side.LEFT) == [("left", 120)]


def test_a_point_that_is_not_in_it_changes_nothing() -> None:
    assert with_side(routine("desk-pause"), "LI4", Side.LEFT, atlas()) == routine("desk-pause")


@given(st.sampled_from(ROUTINES), st.sampled_from(CODES), st.sampled_from([*BOTH_SIDES, Side.BOTH]))
def test_what_is_chosen_is_what_is_pressed(identifier: str, code: str, side: Side) -> None:
    whole = routine(identifier)
    found = with_side(whole, code, side, atlas())
    before, after = pressed_sides(whole.steps), pressed_sides(found.steps)
    assert {**before, code: None} == {**after, code: None}
    if code in before:
        assert after[code] == set(BOTH_SIDES if side is Side.BOTH else (side,))
        shown = side_in(found, code)
        assert shown is side or (side is Side.BOTH and shown in (Side.BOTH, Side.IN_TURN))
    assert over_limit(found.steps) is None
    assert found.length_s <= whole.length_s or side is Side.BOTH


@pytest.mark.parametrize(
    ("identifier", "code", "side"),
    [
        ("desk-pause", "GB21", Side.BOTH),
        ("neck-and-shoulders", "GB21", Side.BOTH),
        ("article-whole", "BL11", Side.IN_TURN),
        ("desk-pause", "LI4", None),
    ],
)
def test_the_side_a_routine_presses(identifier: str, code: str, side: Side | None) -> None:
    assert side_in(routine(identifier), code) is side
