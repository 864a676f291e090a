"""What a session keeps, forgets and never passes, one command at a time."""

from __future__ import annotations

from typing import Any

import pytest

from acutimer.core import session
from acutimer.core.events import (
    Event,
    LengthChanged,
    Paused,
    PhaseBegan,
    PressEnded,
    PressLeftOut,
    Resumed,
    SessionFinished,
    SessionStarted,
    SessionStopped,
    StepDone,
    StepSkipped,
    WaitBegan,
)
from acutimer.core.points import Side
from acutimer.core.progress import progress
from acutimer.core.routines import PhaseKind
from acutimer.core.session import State, Status
from acutimer.core.session_state import Credit, Reached, elapsed_ms
from tests.core.scripts import BEGINS_MS, COMMANDS
from tests.core.shipped import built

GB20 = {"kind": "hold", "point": "GB20", "side": "both", "seconds": 60}
PRESS_MS = BEGINS_MS + 5000


def test_a_session_that_goes_on_counts_its_pauses_on() -> None:
    state, _ = session.start(built(GB20), BEGINS_MS, Reached(pauses=2))
    assert state.pauses == 2
    state, _ = session.pause(state, BEGINS_MS + 1000)
    assert state.pauses == 3


def test_going_on_forgets_why_it_stood_still() -> None:
    state, _ = session.start(built(GB20), BEGINS_MS)
    state, _ = session.pause(state, BEGINS_MS + 1000, "sleep")
    assert state.pause_reason == "sleep"
    state, _ = session.resume(state, BEGINS_MS + 2000)
    assert state.pause_reason == ""


def test_a_phase_looked_at_too_late_has_had_its_length_and_no_more() -> None:
    state, _ = session.start(built(GB20), BEGINS_MS)
    state, _ = session.advance(state, PRESS_MS)
    late_ms = PRESS_MS + 90_000
    assert elapsed_ms(state, late_ms) == 60_000
    assert session.clock_pressed_ms(state, late_ms) == 60_000
    assert progress(state, late_ms).left_ms == 0


BL11 = {"kind": "hold", "point": "BL11", "side": "in_turn", "seconds": 60, "own": True}
CARE = {"kind": "care", "seconds": 30}
#: a step before, so that nothing here is told of step 0 by chance
ROUTINE = built(GB20, BL11, CARE)
SECOND_MS = PRESS_MS + 60_000 + 5000


def in_the_second_step() -> State:
    """A session at the first moment of its second press, the left side of two in turn."""
    state, _ = session.start(ROUTINE, BEGINS_MS)
    state, _ = session.advance(state, SECOND_MS)
    assert (state.step, state.phase.side, state.serial) == (1, Side.LEFT, 4)
    return state


def pressed(now_ms: int, ms: int, *, in_full: bool, side: Side = Side.LEFT) -> PressEnded:
    return PressEnded(now_ms, 1, PhaseKind.HOLD, "BL11", side, ms, in_full)


def test_a_beginning_tells_its_step_and_its_first_phase() -> None:
    phases = ROUTINE.phases
    state, events = session.start(ROUTINE, BEGINS_MS)
    assert events == [
        SessionStarted(BEGINS_MS, 0),
        PhaseBegan(BEGINS_MS, 0, phases[0], 5000, 1),
    ]
    assert (state.anchor_ms, state.length_ms) == (BEGINS_MS, 5000)
    state, events = session.advance(state, SECOND_MS)
    assert events == [
        PhaseBegan(PRESS_MS, 0, phases[1], 60_000, 2),
        PressEnded(PRESS_MS + 60_000, 0, PhaseKind.HOLD, "GB20", Side.BOTH, 60_000, True),
        StepDone(PRESS_MS + 60_000, 0),
        PhaseBegan(PRESS_MS + 60_000, 1, phases[2], 5000, 3),
        PhaseBegan(SECOND_MS, 1, phases[3], 60_000, 4),
    ]


def test_going_on_begins_with_the_phase_it_had_come_to() -> None:
    reached = Reached(
        phase=3,
        adjust_ms=15_000,
        pauses=1,
        skipped=frozenset({0}),
        credits=(Credit(1, "BL11", Side.LEFT, 1000),),
    )
    state, events = session.start(ROUTINE, BEGINS_MS, reached)
    assert events == [
        SessionStarted(BEGINS_MS, 1),
        PhaseBegan(BEGINS_MS, 1, ROUTINE.phases[3], 75_000, 1),
    ]
    assert (state.adjust_ms, state.skipped, state.credits) == (
        15_000,
        frozenset({0}),
        reached.credits,
    )


@pytest.mark.parametrize("reason", ["person", "sleep"])
def test_a_pause_tells_why_and_going_on_tells_how_long(reason: str) -> None:
    now_ms = SECOND_MS + 20_000
    state = in_the_second_step()
    usual = session.pause(state, now_ms)
    assert usual == session.pause(state, now_ms, "person")
    assert session.pause(state, now_ms, reason=reason) == session.pause(state, now_ms, reason)
    state, events = session.pause(state, now_ms, reason)
    assert events == [Paused(now_ms, 1, reason)]
    assert (state.status, state.paused_at_ms, state.pause_reason) == (
        Status.PAUSED,
        now_ms,
        reason,
    )
    state, events = session.resume(state, now_ms + 7000)
    assert events == [Resumed(now_ms + 7000, 1, 7000)]
    assert (state.status, state.anchor_ms) == (Status.RUNNING, SECOND_MS + 7000)
    assert (state.paused_at_ms, state.resumed_at_ms) == (None, now_ms + 7000)


def test_a_side_that_ends_is_told_in_full_and_its_step_is_not_over() -> None:
    state = in_the_second_step()
    ends_ms = SECOND_MS + 60_000
    state, events = session.advance(state, ends_ms)
    assert events == [
        pressed(ends_ms, 60_000, in_full=True),
        PhaseBegan(ends_ms, 1, ROUTINE.phases[4], 5000, 5),
    ]
    state, events = session.advance(state, ends_ms + 65_000)
    assert events[1:] == [
        pressed(ends_ms + 65_000, 60_000, in_full=True, side=Side.RIGHT),
        StepDone(ends_ms + 65_000, 1),
        PhaseBegan(ends_ms + 65_000, 2, ROUTINE.phases[6], 30_000, 7),
    ]


def test_a_skip_tells_what_was_pressed_and_which_step_was_left() -> None:
    now_ms = SECOND_MS + 20_000
    state, events = session.skip(in_the_second_step(), now_ms)
    assert events == [
        pressed(now_ms, 20_000, in_full=False),
        StepSkipped(now_ms, 1),
        PhaseBegan(now_ms, 2, ROUTINE.phases[6], 30_000, 5),
    ]
    assert state.skipped == frozenset({1})
    assert state.credits[-1] == Credit(1, "BL11", Side.LEFT, 20_000)
    state, events = session.skip(state, now_ms + 1000)
    assert events == [StepSkipped(now_ms + 1000, 2), SessionFinished(now_ms + 1000, 2)]
    assert (state.status, state.ended_ms) == (Status.FINISHED, now_ms + 1000)
    assert state.skipped == frozenset({1, 2})


def test_a_stop_tells_what_was_pressed_and_where() -> None:
    now_ms = SECOND_MS + 20_000
    state, events = session.stop(in_the_second_step(), now_ms)
    assert events == [pressed(now_ms, 20_000, in_full=False), SessionStopped(now_ms, 1)]
    assert (state.status, state.ended_ms) == (Status.STOPPED, now_ms)


def test_back_begins_the_step_again_as_long_as_it_was_at_first() -> None:
    now_ms = SECOND_MS + 20_000
    state, _ = session.lengthen(in_the_second_step(), now_ms)
    state, events = session.back(state, now_ms)
    assert events == [
        pressed(now_ms, 20_000, in_full=False),
        PhaseBegan(now_ms, 1, ROUTINE.phases[2], 5000, 5),
    ]
    assert (state.adjust_ms, state.back_at_ms) == (0, now_ms)
    state, _ = session.advance(state, now_ms + 5000)
    assert state.length_ms == 60_000


@pytest.mark.parametrize(("after_ms", "step"), [(0, 0), (2000, 0), (2001, 1)])
def test_back_twice_within_two_seconds_goes_to_the_step_before(after_ms: int, step: int) -> None:
    now_ms = SECOND_MS + 20_000
    state, _ = session.back(in_the_second_step(), now_ms)
    state, _ = session.back(state, now_ms + after_ms)
    assert state.step == step


def test_before_the_first_step_there_is_none() -> None:
    state, _ = session.start(ROUTINE, BEGINS_MS)
    for after_ms in (1000, 1100, 1200):
        state, _ = session.back(state, BEGINS_MS + after_ms)
        assert state.step == 0


def test_a_restart_stays_in_its_step_however_often() -> None:
    now_ms = SECOND_MS + 20_000
    state = in_the_second_step()
    for after_ms in (0, 100, 200):
        state, events = session.restart_step(state, now_ms + after_ms)
        assert state.step == 1
        assert isinstance(events[-1], PhaseBegan)


def test_a_step_gone_back_to_is_skipped_no_more_and_others_stay_skipped() -> None:
    state, _ = session.start(ROUTINE, BEGINS_MS)
    for after_ms in (1000, 2000):
        state, _ = session.skip(state, BEGINS_MS + after_ms)
    assert (state.step, state.skipped) == (2, frozenset({0, 1}))
    state, _ = session.back(state, BEGINS_MS + 3000)
    state, _ = session.back(state, BEGINS_MS + 3100)
    assert (state.step, state.skipped) == (1, frozenset({0}))


def test_fifteen_seconds_more_or_less_are_told_as_the_new_length() -> None:
    now_ms = SECOND_MS + 20_000
    state, events = session.lengthen(in_the_second_step(), now_ms)
    assert events == [LengthChanged(now_ms, 1, 75_000)]
    assert (state.length_ms, state.adjust_ms) == (75_000, 15_000)
    state, events = session.shorten(state, now_ms + 1)
    assert events == [LengthChanged(now_ms + 1, 1, 60_000)]
    assert (state.length_ms, state.adjust_ms) == (60_000, 0)
    state, events = session.shorten(state, now_ms + 2)
    assert (state.length_ms, state.adjust_ms) == (45_000, -15_000)


@pytest.mark.parametrize(("at_ms", "ends"), [(44_999, False), (45_000, True), (50_000, True)])
def test_a_press_made_shorter_than_it_has_lasted_ends_its_step(at_ms: int, ends: bool) -> None:
    now_ms = SECOND_MS + at_ms
    state, events = session.shorten(in_the_second_step(), now_ms)
    if ends:
        assert events[:2] == [pressed(now_ms, at_ms, in_full=False), StepDone(now_ms, 1)]
        assert (state.step, state.skipped) == (2, frozenset())
    else:
        assert events == [LengthChanged(now_ms, 1, 45_000)]


def test_a_press_made_longer_stops_at_three_minutes_a_side() -> None:
    now_ms = SECOND_MS + 1000
    state = in_the_second_step()
    lengths: list[int] = []
    for _ in range(10):
        state, events = session.lengthen(state, now_ms)
        lengths += [event.length_ms for event in events if isinstance(event, LengthChanged)]
    assert lengths == [75_000, 90_000, 105_000, 120_000, 135_000, 150_000, 165_000, 180_000]
    # the other side is made as long, and gets no more either
    state, _ = session.advance(state, SECOND_MS + 180_000 + 5000)
    assert (state.phase.side, state.length_ms) == (Side.RIGHT, 180_000)


def test_care_may_be_longer_and_a_lead_in_or_a_wait_may_not() -> None:
    state, _ = session.start(built(CARE | {"seconds": 290}, GB20 | {"wait": True}), BEGINS_MS)
    state, events = session.lengthen(state, BEGINS_MS)
    assert events == [LengthChanged(BEGINS_MS, 0, 300_000)]
    assert session.lengthen(state, BEGINS_MS)[1] == []
    waiting, _ = session.skip(state, BEGINS_MS + 1000)
    assert waiting.status is Status.WAITING
    assert session.lengthen(waiting, BEGINS_MS + 2000) == (waiting, [])
    lead_in, _ = session.ready(waiting, BEGINS_MS + 3000)
    assert session.lengthen(lead_in, BEGINS_MS + 4000) == (lead_in, [])


def test_a_step_that_waits_tells_so_and_ready_begins_it() -> None:
    led = built(GB20 | {"wait": True})
    state, events = session.start(led, BEGINS_MS)
    assert events == [SessionStarted(BEGINS_MS, 0), WaitBegan(BEGINS_MS, 0)]
    assert (state.status, session.next_due(state)) == (Status.WAITING, None)
    state, events = session.ready(state, BEGINS_MS + 9000)
    assert events == [PhaseBegan(BEGINS_MS + 9000, 0, led.phases[1], 5000, 2)]
    assert session.ready(state, BEGINS_MS + 9500) == (state, [])


def test_moving_about_while_paused_stays_paused_at_the_beginning_of_the_step() -> None:
    now_ms = SECOND_MS + 20_000
    state, _ = session.pause(in_the_second_step(), now_ms)
    state, _ = session.skip(state, now_ms + 3000)
    assert (state.status, state.step, state.paused_at_ms) == (Status.PAUSED, 2, now_ms + 3000)
    state, events = session.resume(state, now_ms + 10_000)
    assert events == [Resumed(now_ms + 10_000, 2, 7000)]
    assert session.next_due(state) == now_ms + 10_000 + 30_000


def test_a_pause_gone_on_into_a_wait_waits() -> None:
    state, _ = session.start(built(CARE, GB20 | {"wait": True}), BEGINS_MS)
    state, _ = session.pause(state, BEGINS_MS + 1000)
    state, _ = session.skip(state, BEGINS_MS + 2000)
    assert state.status is Status.PAUSED
    state, _ = session.resume(state, BEGINS_MS + 3000)
    assert state.status is Status.WAITING


def test_a_point_that_has_had_its_three_minutes_is_left_out_and_told() -> None:
    had = Reached(phase=2, credits=(Credit(0, "BL11", Side.LEFT, 180_000),))
    state, events = session.start(ROUTINE, BEGINS_MS, had)
    left_out = [event for event in events if isinstance(event, PressLeftOut)]
    assert left_out == [PressLeftOut(BEGINS_MS, 1, "BL11", Side.LEFT)]
    assert state.phase.side is Side.RIGHT


def test_a_press_gets_what_is_left_of_the_three_minutes() -> None:
    had = Reached(phase=3, credits=(Credit(0, "BL11", Side.LEFT, 150_000),))
    state, _ = session.start(ROUTINE, BEGINS_MS, had)
    assert (state.phase.side, state.length_ms) == (Side.LEFT, 30_000)


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - {"ready"}))
def test_what_was_due_happens_before_any_command(name: str) -> None:
    now_ms = SECOND_MS + 61_000
    state, events = COMMANDS[name](in_the_second_step(), now_ms)
    assert events[0] == pressed(SECOND_MS + 60_000, 60_000, in_full=True)
    assert state.credits[1] == Credit(1, "BL11", Side.LEFT, 60_000)


@pytest.mark.parametrize("name", sorted(COMMANDS))
@pytest.mark.parametrize("ends", [session.stop, lambda state, now_ms: finished(state)])
def test_nothing_happens_any_more_when_it_is_over(name: str, ends: Any) -> None:
    state, _ = ends(in_the_second_step(), SECOND_MS + 20_000)
    assert COMMANDS[name](state, SECOND_MS + 400_000) == (state, [])


def finished(state: State) -> tuple[State, list[Event]]:
    return session.advance(state, SECOND_MS + 300_000)
