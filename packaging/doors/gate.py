"""The whole table at the one gate: answers, routines, steps and points."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from datetime import UTC, datetime

from acutimer.core.safety import allow, judge
from tests.core.shipped import routines, rules, whole_atlas
from tests.core.truth_table import every_case, violations
from tests.doors import every_kind, profile_of
from tests.second_reading import (
    CLEARABLE,
    PLACES,
    QUESTIONS,
    Told,
    led,
    may_begin,
    points_out,
    read,
    sides_of,
)

_NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
_SPOTS = [
    (),
    *(((place, side),) for place in PLACES for side in ("left", "right", "both")),
    (("nape", "left"), ("shoulder", "right")),
]


def _choices(question: str) -> list[Told]:
    """What may be answered; a yes stands for not sure too."""
    if question == "skin":
        return [Told(), *(Told("yes", where=where) for where in _SPOTS)]
    cleared = [Told("yes", cleared=True)] if question in CLEARABLE else []
    return [Told(), Told("yes"), *cleared]


def tried(share: float, seed: int) -> Iterator[tuple[str, int, list[str]]]:
    """Lay every combination, or a share of them drawn by chance, beside the second reading."""
    chance, table, atlas = random.Random(seed), rules(), whole_atlas()
    everything = [*routines().values(), every_kind()]
    sides = [(one.code, side) for one in atlas.points for side in sides_of(one.code, "both")]
    steps = points = 0
    wrong_steps, wrong_points = list[str](), list[str]()
    for combination in itertools.product(*map(_choices, QUESTIONS)):
        if share < 1 and chance.random() >= share:
            continue
        answers = {
            question: Told(chance.choice(("yes", "not_sure")), told.cleared, told.where)
            if told.answer == "yes"
            else told
            for question, told in zip(QUESTIONS, combination, strict=True)
        }
        verdict = judge(table, profile_of(answers, _NOW), atlas, _NOW)
        if verdict.answers_allow != may_begin(answers):
            wrong_steps.append(f"may_start {verdict.answers_allow}: {answers}")
        out = {(code, side.value) for code, side in verdict.out}
        points += len(sides)
        wrong_points += [f"{one}: {answers}" for one in out ^ points_out(answers)]
        for routine in everything:
            steps += len(routine.steps)
            allowed = allow(routine, verdict).routine if verdict.answers_allow else None
            if (read(allowed) if allowed is not None else None) != led(routine, answers):
                wrong_steps.append(f"{routine.id}: {answers}")
    cases = [one for one in every_case() if share >= 1 or chance.random() < share]
    yield "gate: truth table", len(cases), [str(one) for one in violations(cases)]
    yield "gate: steps led", steps, wrong_steps
    yield "gate: points out", points, wrong_points
