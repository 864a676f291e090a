"""Time pressed equals the truth in ten thousand random sessions, and never passes 3:00 a side."""

from __future__ import annotations

import pytest

from acutimer.core import session
from acutimer.core.points import Side
from acutimer.core.routines import Routine
from acutimer.core.session import State
from tests.amounts import examples
from tests.core.scripts import BEGINS_MS, COMMANDS
from tests.core.simulation import MOST_MS, Simulation
from tests.core.traces import Trace, random_traces

TRACES = examples(10_000)
PARTS = 4
CLOSE_MS = 50


@pytest.mark.parametrize("part", range(PARTS))
def test_pressed_time_equals_the_truth(part: int) -> None:
    pressed_at_all = left_to_the_end = 0
    for routine, trace in random_traces(part, TRACES // PARTS):
        simulation = follow(routine, trace)
        pressed_at_all += bool(simulation.pressed)
        left_to_the_end += simulation.is_over
    # traces that get nowhere would prove nothing
    assert pressed_at_all > TRACES // PARTS * 0.7
    assert left_to_the_end > TRACES // PARTS * 0.2


def follow(routine: Routine, trace: Trace) -> Simulation:
    """Lead both engines through a trace and compare them after every command."""
    simulation = Simulation(routine)
    state, _ = session.start(routine, BEGINS_MS)
    now_ms = BEGINS_MS
    for number, (gap_ms, command) in enumerate([*trace, (400_000, "resume"), (700_000, "skip")]):
        now_ms += gap_ms
        simulation.pass_time(gap_ms)
        simulation.command(command)
        state, _ = COMMANDS[command](state, now_ms)
        if fault := difference(state, simulation, now_ms):
            pytest.fail(f"{fault}, in {routine.steps} after {trace[: number + 1]}")
    return simulation


def difference(state: State, simulation: Simulation, now_ms: int) -> str | None:
    """What is wrong with the engine's state at a moment, None when nothing is."""
    due = session.next_due(state)
    if due is not None and due <= now_ms:
        return f"due since {now_ms - due} ms"
    if state.status.is_over != simulation.is_over:
        return f"{state.status} instead"
    pressed = session.pressed_ms(state, now_ms)
    for key in pressed.keys() | simulation.pressed.keys():
        told_ms, truth_ms = pressed.get((key[0], Side(key[1])), 0), simulation.pressed[key]
        if abs(told_ms - truth_ms) > CLOSE_MS:
            return f"{key} {told_ms} ms instead of {truth_ms} ms"
        if max(told_ms, truth_ms) > MOST_MS:
            return f"{key} pressed for {told_ms} ms"
    told_ms = session.clock_pressed_ms(state, now_ms)
    if abs(told_ms - simulation.clock_ms) > CLOSE_MS:
        return f"clock {told_ms} ms instead of {simulation.clock_ms} ms"
    return None
