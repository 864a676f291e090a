"""What can be told of a session for one moment, and how long a point may still be pressed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from acutimer.core import session
from acutimer.core.events import SessionFinished, SessionStarted
from acutimer.core.points import Side, body_sides
from acutimer.core.preparing import with_waits
from acutimer.core.session_state import (
    Credit,
    Reached,
    State,
    Status,
    clock_pressed_ms,
    elapsed_ms,
    has_room,
    most_ms,
    pressed_ms,
    room_ms,
)
from tests.core.scripts import BEGINS_MS
from tests.core.shipped import built

GB20 = {"kind": "hold", "point": "GB20", "side": "both", "seconds": 60}
LEFT = {"kind": "hold", "point": "GB20", "side": "left", "seconds": 60, "own": True}
IN_TURN = {"kind": "hold", "point": "BL11", "side": "in_turn", "seconds": 60, "own": True}
MAT = {"kind": "mat", "seconds": 60}
CARE = {"kind": "care", "seconds": 30}
#: the lead-in before a press
LEAD_IN_MS = 5000
PRESS_MS = BEGINS_MS + LEAD_IN_MS


def in_the_press(*steps: dict[str, object]) -> State:
    """A session at the first moment of its first press."""
    state, _ = session.start(built(*steps), BEGINS_MS)
    state, _ = session.advance(state, PRESS_MS)
    return state


@pytest.mark.parametrize(
    ("status", "is_over"),
    [
        (Status.RUNNING, False),
        (Status.PAUSED, False),
        (Status.WAITING, False),
        (Status.FINISHED, True),
        (Status.STOPPED, True),
    ],
)
def test_a_session_is_over_when_it_is_finished_or_stopped(status: Status, is_over: bool) -> None:
    assert status.is_over is is_over


def test_a_session_that_begins_has_nothing_behind_it() -> None:
    state, _ = session.start(built(GB20), BEGINS_MS)
    assert Reached() == Reached(0, 0, 0, frozenset(), ())
    assert (state.status, state.index, state.anchor_ms) == (Status.RUNNING, 0, BEGINS_MS)
    assert (state.paused_at_ms, state.resumed_at_ms, state.pause_reason) == (None, None, "")
    assert (state.adjust_ms, state.back_at_ms, state.pauses) == (0, None, 0)
    assert (state.skipped, state.credits, state.ended_ms) == (frozenset(), (), None)


@pytest.mark.parametrize(
    ("after_ms", "told_ms"), [(-1000, 0), (0, 0), (1, 1), (59_999, 59_999), (70_000, 60_000)]
)
def test_time_in_a_phase_is_never_below_zero_nor_above_its_length(
    after_ms: int, told_ms: int
) -> None:
    assert elapsed_ms(in_the_press(GB20), PRESS_MS + after_ms) == told_ms


def test_a_pause_holds_the_time() -> None:
    state, _ = session.pause(in_the_press(GB20), PRESS_MS + 20_000)
    assert elapsed_ms(state, PRESS_MS + 50_000) == 20_000


def test_nothing_passes_while_it_waits_or_is_over() -> None:
    waiting, _ = session.start(built(GB20 | {"wait": True}), BEGINS_MS)
    assert waiting.status is Status.WAITING
    assert elapsed_ms(waiting, BEGINS_MS + 9000) == 0
    stopped, _ = session.stop(in_the_press(GB20), PRESS_MS + 9000)
    assert elapsed_ms(stopped, PRESS_MS + 20_000) == 0


def test_a_session_that_is_over_still_has_its_last_phase() -> None:
    state = in_the_press(GB20)
    state, _ = session.advance(state, PRESS_MS + 60_000)
    assert state.status is Status.FINISHED
    assert state.phase == state.routine.phases[-1]
    assert state.step == 0


def test_a_press_on_both_sides_counts_for_each_and_once_on_the_clock() -> None:
    state = in_the_press(GB20, LEFT)
    now_ms = PRESS_MS + 20_000
    assert pressed_ms(state, now_ms) == {("GB20", Side.LEFT): 20_000, ("GB20", Side.RIGHT): 20_000}
    assert clock_pressed_ms(state, now_ms) == 20_000
    # the second press begins after the first and its lead-in
    now_ms = PRESS_MS + 60_000 + LEAD_IN_MS + 7000
    state, _ = session.advance(state, now_ms)
    assert pressed_ms(state, now_ms) == {("GB20", Side.LEFT): 67_000, ("GB20", Side.RIGHT): 60_000}
    assert clock_pressed_ms(state, now_ms) == 67_000


def test_the_mat_counts_on_the_clock_and_for_no_point() -> None:
    state, _ = session.start(built(MAT, GB20), BEGINS_MS)
    lead_in_ms = state.length_ms if not state.phase.kind.is_pressing else 0
    now_ms = BEGINS_MS + lead_in_ms + 10_000
    state, _ = session.advance(state, now_ms)
    assert state.phase.kind.is_pressing
    assert pressed_ms(state, now_ms) == {}
    assert clock_pressed_ms(state, now_ms) == 10_000


def test_a_point_pressed_after_the_mat_counts_all_the_same() -> None:
    state = replace(
        in_the_press(GB20),
        credits=(Credit(0, None, None, 5000), Credit(0, "GB20", Side.LEFT, 3000)),
    )
    assert pressed_ms(state, PRESS_MS)[("GB20", Side.LEFT)] == 3000


def test_nothing_is_pressed_in_a_lead_in_or_once_it_is_over() -> None:
    state, _ = session.start(built(GB20), BEGINS_MS)
    assert pressed_ms(state, BEGINS_MS + 3000) == {}
    stopped, _ = session.stop(in_the_press(GB20), PRESS_MS + 9000)
    assert clock_pressed_ms(stopped, PRESS_MS + 20_000) == 9000


@pytest.mark.parametrize(
    ("side", "sides"),
    [
        (Side.BOTH, (Side.LEFT, Side.RIGHT)),
        (Side.LEFT, (Side.LEFT,)),
        (Side.RIGHT, (Side.RIGHT,)),
        (Side.MIDDLE, (Side.MIDDLE,)),
        (None, ()),
    ],
)
def test_a_press_is_on_the_sides_of_the_body_it_names(
    side: Side | None, sides: tuple[Side, ...]
) -> None:
    assert body_sides(side) == sides


@pytest.mark.parametrize(
    ("credits_", "left_ms"),
    [
        ((), 180_000),
        ((Credit(0, "GB20", Side.LEFT, 50_000),), 130_000),
        # the side that has had more decides for both
        (
            (Credit(0, "GB20", Side.LEFT, 50_000), Credit(0, "GB20", Side.RIGHT, 60_000)),
            120_000,
        ),
        ((Credit(0, "GB20", Side.BOTH, 50_000), Credit(0, "GB20", Side.RIGHT, 10_000)), 120_000),
        ((Credit(0, "BL11", Side.LEFT, 50_000), Credit(0, None, None, 9000)), 180_000),
        ((Credit(0, "GB20", Side.BOTH, 180_000),), 0),
    ],
)
def test_what_was_pressed_is_taken_off_the_three_minutes(
    credits_: tuple[Credit, ...], left_ms: int
) -> None:
    state = replace(in_the_press(GB20), credits=credits_)
    assert room_ms(state, state.phase) == left_ms
    assert most_ms(state) == left_ms
    assert has_room(state, state.index) is (left_ms > 0)


def test_a_press_of_one_side_has_the_room_of_that_side() -> None:
    state = replace(in_the_press(LEFT), credits=(Credit(0, "GB20", Side.RIGHT, 170_000),))
    assert room_ms(state, state.phase) == 180_000


def test_the_mat_and_care_have_no_point_to_spare_and_limits_of_their_own() -> None:
    mat, _ = session.start(built(MAT), BEGINS_MS)
    while not mat.phase.kind.is_pressing:
        mat, _ = session.advance(mat, session.next_due(mat) or 0)
    assert room_ms(mat, mat.phase) is None
    assert has_room(mat, mat.index)
    assert most_ms(mat) == 180_000
    care, _ = session.start(built(CARE), BEGINS_MS)
    assert most_ms(care) == 300_000


def test_a_wait_has_room_while_anything_it_stands_for_may_be_pressed() -> None:
    led = with_waits(built(IN_TURN, GB20), "always")
    # a wait before the right side of the first step, and one before the second step
    right, second = (index for index, phase in enumerate(led.phases) if phase.waits)
    assert (led.phases[right].side, led.phases[second].step) == (Side.RIGHT, 1)
    state, _ = session.start(led, BEGINS_MS)

    def had(*credits_: Credit) -> list[bool]:
        after = replace(state, credits=credits_)
        return [has_room(after, right), has_room(after, second)]

    assert had() == [True, True]
    assert had(Credit(0, "BL11", Side.RIGHT, 180_000)) == [False, True]
    assert had(Credit(0, "BL11", Side.LEFT, 180_000)) == [True, True]
    assert had(Credit(1, "GB20", Side.BOTH, 180_000)) == [True, False]
    assert had(Credit(1, "GB20", Side.LEFT, 180_000)) == [True, False]


def test_a_wait_does_not_stand_for_the_step_behind_its_own() -> None:
    led = built(CARE, GB20 | {"wait": True}, CARE)
    wait = next(index for index, phase in enumerate(led.phases) if phase.waits)
    state, _ = session.start(led, BEGINS_MS)
    assert has_room(state, wait)
    full = replace(state, credits=(Credit(1, "GB20", Side.BOTH, 180_000),))
    assert not has_room(full, wait)


def test_a_millisecond_of_the_three_minutes_is_still_room() -> None:
    state = replace(in_the_press(GB20), credits=(Credit(0, "GB20", Side.BOTH, 179_999),))
    assert has_room(state, state.index)


def test_a_session_that_goes_on_behind_its_end_is_finished() -> None:
    led = built(GB20, CARE)
    state, events = session.start(led, BEGINS_MS, Reached(phase=len(led.phases)))
    assert [type(event) for event in events] == [SessionStarted, SessionFinished]
    assert state.status is Status.FINISHED
    assert (state.step, state.phase) == (1, led.phases[-1])


def test_a_status_is_written_as_scripts_read_it() -> None:
    assert [status.value for status in Status] == [
        "running",
        "paused",
        "waiting",
        "finished",
        "stopped",
    ]


def test_a_state_has_nothing_behind_it_unless_it_is_told() -> None:
    state = State(built(GB20), Status.RUNNING, 0, BEGINS_MS, 5000)
    assert (state.paused_at_ms, state.resumed_at_ms, state.back_at_ms) == (None, None, None)
    assert (state.pause_reason, state.adjust_ms, state.serial, state.pauses) == ("", 0, 0, 0)
    assert (state.skipped, state.credits, state.ended_ms) == (frozenset(), (), None)


def test_a_wait_for_care_has_room_always() -> None:
    led = built(GB20, CARE | {"wait": True})
    state, _ = session.start(led, BEGINS_MS)
    wait = next(index for index, phase in enumerate(led.phases) if phase.waits)
    full = replace(state, credits=(Credit(0, "GB20", Side.BOTH, 180_000),))
    assert has_room(full, wait)
