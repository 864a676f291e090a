"""Ten thousand sessions in all with the real runner: commands, sleeps, stalls, clocks that jump,
devices that leave.

Each is led twice, looked at now and then by different chances: what happens must be the same, and
time pressed must be what tests/core/simulation.py counts. A failure names its seed; begin there
with ``TRACES_SEED=n``.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest

from acutimer.core.routines import Routine
from acutimer.core.session import Status
from acutimer.runtime.session_runner import SLEEP_GAP_MS
from tests.amounts import examples
from tests.core.simulation import Simulation
from tests.core.test_session_truth import difference
from tests.core.traces import COMMANDS, random_gap_ms, random_led
from tests.runtime.conftest import Led

PARTS, TRACES = 4, examples(10_000)
#: What befalls a session between commands, and how often.
BEFALLS = {"nothing": 6, "stall": 1, "sleep": 1, "told sleep": 1, "nap": 1, "wall": 1, "device": 1}
#: how the runner is told what the person does; falling asleep comes as a gap here
BY_HAND = [name for name in COMMANDS if name != "fall asleep"]
WEIGHTS = [COMMANDS[name] for name in BY_HAND]


@dataclass(frozen=True)
class Happening:
    """Time that goes by, then something that befalls the machine, then a command."""

    awake_ms: int
    befalls: str
    for_ms: int
    command: str


def happenings(chance: random.Random) -> list[Happening]:
    """What a session goes through."""
    befalls = chance.choices(list(BEFALLS), list(BEFALLS.values()), k=chance.randint(2, 7))
    return [
        Happening(
            random_gap_ms(chance),
            one,
            chance.choice((SLEEP_GAP_MS + 1, chance.randint(SLEEP_GAP_MS + 1, 4_000_000))),
            chance.choices(BY_HAND, WEIGHTS)[0],
        )
        for one in befalls
    ]


@pytest.fixture
def seeds() -> Callable[[int], Iterator[int]]:
    begin = int(os.environ.get("TRACES_SEED", "0"))
    return lambda part: iter(range(begin + part, begin + TRACES, PARTS))


@pytest.mark.parametrize("part", range(PARTS))
def test_time_is_true_whatever_befalls_the_machine(
    led: Callable[[], Led], seeds: Callable[[int], Iterator[int]], part: int
) -> None:
    count = pressed = slept = over = 0
    for seed in seeds(part):
        chance = random.Random(seed)
        chosen, story = random_led(chance), happenings(chance)
        day, truth = go_through(led(), chosen, story, seed, looks=random.Random(-seed))
        again, _ = go_through(led(), chosen, story, seed, looks=random.Random(seed + TRACES))
        if day.told != again.told or day.events != again.events or day.slept != again.slept:
            pytest.fail(f"seed {seed}: what happened depends on when one looked")
        if [event.due for event in day.events] != sorted(event.due for event in day.events):
            pytest.fail(f"seed {seed}: events out of order")
        count += 1
        pressed += bool(truth.pressed)
        slept += bool(day.slept)
        over += day.state.status.is_over
    # traces that get nowhere would prove nothing
    assert pressed > 0.5 * count
    assert slept > 0.25 * count
    assert over > 0.1 * count


def go_through(
    day: Led, chosen: Routine, story: list[Happening], seed: int, looks: random.Random
) -> tuple[Led, Simulation]:
    """Lead a session through all of it beside the simulation, compared after each command."""
    truth = Simulation(chosen)
    day.start(chosen)
    for number, one in enumerate(story):
        go_awake(day, one.awake_ms, looks)
        truth.pass_time(one.awake_ms)
        befall(day, truth, one)
        obey(day, one.command)
        truth.command(one.command)
        now_ms = day.clock.monotonic_ms()
        if fault := difference(day.state, truth, now_ms):
            pytest.fail(f"seed {seed}: {fault}, in {chosen.steps} after {story[: number + 1]}")
        if day.ears.late:
            pytest.fail(f"seed {seed}: {day.ears.late} came late after {story[: number + 1]}")
        if not truth.is_over and len(day.ticking()) != 1 + (day.state.status is Status.RUNNING):
            pytest.fail(f"seed {seed}: {day.ticking()} tick while {day.state.status}")
    return day, truth


def go_awake(day: Led, ms: int, looks: random.Random) -> None:
    """Time goes by in strides of any length that is no gap; the last one ends with a look."""
    most_ms = looks.choice((2000, SLEEP_GAP_MS))
    while ms > 0:
        stride_ms = min(ms, looks.randint(max(1, most_ms // 2), most_ms))
        day.clock.advance(stride_ms)
        day.runner.look()
        ms -= stride_ms
    day.runner.look()


def befall(day: Led, truth: Simulation, one: Happening) -> None:
    """Something the person did not ask for; the simulation only knows what it means."""
    match one.befalls:
        case "stall":
            day.clock.advance(one.for_ms)
            truth.command("fall asleep")
            truth.pass_time(one.for_ms)
        case "sleep":
            day.clock.sleep(one.for_ms)
            truth.command("fall asleep")
        case "told sleep":
            day.runner.pause_for_sleep()
            day.clock.sleep(one.for_ms)
            day.runner.woke()
            truth.command("fall asleep")
        case "nap":  # too short to be noticed; no clock of the session's went on meanwhile
            day.clock.sleep(one.for_ms % SLEEP_GAP_MS)
        case "wall":
            day.clock.set_wall(day.clock.now() + timedelta(hours=2 if one.for_ms % 2 else -2))
        case "device":
            day.ears.is_deaf = not day.ears.is_deaf
        case _:
            pass
    day.runner.look()


def obey(day: Led, command: str) -> None:
    """What the person does, as the page and the keys ask it of the runner."""
    runner = day.runner
    asked = {
        "pause": runner.pause,
        "resume": runner.resume,
        "ready": runner.ready,
        "skip": runner.skip,
        "back": runner.back,
        "restart": runner.restart_step,
        "+15": runner.lengthen,
        "-15": runner.shorten,
        "stop": runner.stop,
    }
    asked[command]()
