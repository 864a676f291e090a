"""The small form of packaging/dev honesty: what History tells people on whom pressing does nothing.

The people come from packaging/honesty, from a fixed seed; all that is said of them from the core.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from datetime import timedelta
from importlib import util
from pathlib import Path
from random import Random
from typing import Any

import pytest

from acutimer.core.change import Change, Verdict
from acutimer.core.summaries import history

ROOT = Path(__file__).parents[2]
PEOPLE = ROOT / "packaging/honesty/people.py"
HALF_A_YEAR = 182


@pytest.fixture(scope="module")
def people() -> Any:
    spec = util.spec_from_file_location("honesty_people", PEOPLE)
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def changes(people: Any, count: int, habits: Any) -> list[Change]:
    """What History says of so many people at the end."""
    first = people.BEGIN.date()
    last = first + timedelta(days=habits.days - 1)
    rng = Random(f"{habits}")
    made = (people.diary(rng, habits) for _ in range(count))
    return [history(*notes, first, last, last).change for notes in made]


def verdicts(found: list[Change]) -> Counter[Verdict | None]:
    return Counter(change.verdict for change in found)


@pytest.mark.parametrize(("mornings", "late"), [(0.2, False), (0.2, True), (0.8, False)])
def test_who_is_not_helped_is_hardly_ever_told_of_a_difference(
    people: Any, mornings: float, late: bool
) -> None:
    # with the numbers before sessions in the own mean, the range of about 70 of 100 was beyond
    habits = people.Habits(HALF_A_YEAR, 0.3, mornings, late=late)
    found = changes(people, 40, habits)
    seen = verdicts(found)
    assert seen[None] == 0
    assert sum(change.interval[1] < change.by_itself[0] for change in found) <= 4
    assert seen[Verdict.LOWER] <= 2
    assert seen[Verdict.HIGHER] == 0


def test_pain_that_stays_as_it_is_is_not_higher_than_expected(people: Any) -> None:
    seen = verdicts(changes(people, 30, people.Habits(HALF_A_YEAR, 0.9, 0.2)))
    assert (seen[Verdict.HIGHER], seen[Verdict.LOWER]) == (0, 0)


def test_a_fall_by_two_points_is_told_to_nearly_all(people: Any) -> None:
    seen = verdicts(changes(people, 25, people.Habits(HALF_A_YEAR, 0.5, 0.5, lowers=2.0)))
    assert seen[Verdict.LOWER] >= 20


def test_who_notes_only_round_sessions_gets_no_verdict(people: Any) -> None:
    habits = people.Habits(HALF_A_YEAR, 0.3, 0.0, before_pressing=True)
    found = changes(people, 10, habits)
    assert verdicts(found) == {None: 10}
    assert all(change.by_itself is None and change.own.wanted == 7 for change in found)


def honesty(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "packaging/honesty", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_tables_are_printed_even_for_one_person() -> None:
    done = honesty("history", "--people", "1", "--seed", "3")
    assert (done.returncode, done.stderr) == (0, "")
    assert [line[:2] for line in done.stdout.splitlines() if line[1:2] == "."] == [
        "1.", "2.", "3.", "4.", "5.",
    ]  # fmt: skip


def test_what_cannot_be_counted_is_refused_in_a_sentence() -> None:
    for words in (("flattery",), ("history", "--people", "0")):
        done = honesty(*words)
        assert (done.returncode, len(done.stdout.splitlines()), done.stderr) == (2, 1, "")
