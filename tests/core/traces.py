"""Random routines and random things done to them, the same ones for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from typing import Any

from acutimer.core.preparing import with_lengths, with_waits
from acutimer.core.reading import ContentError
from acutimer.core.routines import Routine
from acutimer.core.step_lengths import key_of
from tests.core.shipped import built, routines

#: What is done how often: resume and ready often, so that sessions get somewhere.
COMMANDS = {
    "pause": 3,
    "fall asleep": 1,
    "resume": 5,
    "ready": 5,
    "skip": 2,
    "back": 4,
    "restart": 1,
    "+15": 4,
    "-15": 3,
    "stop": 0.15,
}
Trace = list[tuple[int, str]]


def random_step(chance: random.Random) -> dict[str, Any]:
    """The mapping of a step that may or may not be allowed."""
    kind = chance.choice(("hold", "hold", "circles", "presses", "strokes", "mat", "care"))
    step: dict[str, Any] = {"kind": kind, "wait": chance.random() < 0.15, "own": True}
    if kind in {"mat", "care"}:
        return step | {"seconds": chance.choice((5, 30, 60, 90, 200, 300))}
    side = chance.choice(("left", "right", "both", "in_turn"))
    point = chance.choice(("GB20", "BL10", "BL10", "GB14", "LI4", "GB21"))
    seconds = chance.choice((1, 3, 10, 20, 45, 60, 90, 180))
    step |= {"point": point, "side": side, "seconds": seconds}
    if kind == "presses":
        step["presses"] = max(1, seconds // chance.choice((1, 2, 3)))
    if kind == "strokes":
        step["stroke"] = chance.choice((4, 5, 7, 12))
    return step


@cache
def pool() -> tuple[Routine, ...]:
    """The routines we ship and sixty that nobody would write."""
    chance = random.Random(20260302)
    found = list(routines().values())
    while len(found) < 60 + len(routines()):
        steps = [random_step(chance) for _ in range(chance.randint(1, 7))]
        try:
            found.append(built(*steps))
        except ContentError:
            continue
    return tuple(found)


def random_gap_ms(chance: random.Random) -> int:
    """Time until the next command: often none, often little, sometimes to the very millisecond."""
    return chance.choice(
        (
            0,
            chance.randint(0, 2100),
            chance.randint(0, 20_000),
            chance.randint(0, 20_000),
            chance.randint(0, 200_000),
            chance.choice((1000, 2000, 2001, 5000, 15_000, 30_000, 60_000, 180_000)),
        )
    )


def random_traces(seed: int, number: int) -> Iterator[tuple[Routine, Trace]]:
    """Routines and what is done with them: gaps in ms and commands."""
    chance = random.Random(seed)
    names, weights = list(COMMANDS), list(COMMANDS.values())
    for _ in range(number):
        commands = chance.choices(names, weights, k=chance.randint(3, 30))
        yield random_led(chance), [(random_gap_ms(chance), name) for name in commands]


def random_led(chance: random.Random) -> Routine:
    """A routine as it is led: with the waits of any preference and a length kept here and there."""
    chosen = chance.choice(pool())
    numbers = [at for at in range(len(chosen.steps)) if chance.random() < 0.2]
    lengths = {
        key_of(chosen.id, at, step.point, step.kind.value): chance.randint(1, 300)
        for at in numbers
        for step in [chosen.steps[at]]
    }
    return with_waits(
        with_lengths(chosen, lengths), chance.choice(("never", "never", "change", "always"))
    )
