"""The gate does what the table of answers says, in every case of a small part of the whole."""

from __future__ import annotations

import itertools
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.amounts import examples
from tests.core.shipped import rules
from tests.core.truth_table import (
    any_case,
    any_routine,
    every_case,
    some_cases,
    violations,
)
from tests.second_reading import QUESTIONS


def test_the_gate_does_what_the_table_says() -> None:
    assert list(itertools.islice(violations(some_cases()), 5)) == []


@settings(deadline=None, max_examples=examples(200))
@given(st.integers(0, 2**32))
def test_it_does_so_with_any_routine_and_any_answers(seed: int) -> None:
    chance = random.Random(seed)
    routine = any_routine(chance)
    assert list(violations([any_case(chance) for _ in range(3)], routine)) == []


def test_the_table_read_here_is_of_the_same_questions() -> None:
    assert tuple(question.id for question in rules().questions) == QUESTIONS


def test_the_whole_table_is_there_to_be_gone_through() -> None:
    """packaging/dev doors goes through all of it; here a few, from all over."""
    cases = list(every_case())
    assert len(cases) == len(set(cases))
    assert len(cases) > 40_000
    assert list(itertools.islice(violations(cases[:: len(cases) // 100]), 5)) == []
