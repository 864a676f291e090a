"""The plausible range of a mean: right at small numbers, and the wide one however often one looks.

Each rate is counted over samples from a fixed seed; packaging/dev honesty counts many more.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from math import atan, cos, pi, sin, sqrt
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acutimer.core.mean_interval import interval_for_every_look, interval_of_mean, t_quantile

FIFTEEN = [-3, -3, -2, -2, -2, -1, -1, -1, -1, 0, 0, 0, 1, 1, 1]


def beyond(t: float, freedom: int) -> float:
    """The part of Student's curve beyond -t and t: Abramowitz and Stegun, 26.7.3 and 26.7.4."""
    angle = atan(t / sqrt(freedom))
    term = inside = cos(angle) if freedom % 2 else 1.0
    for nth in range(3 if freedom % 2 else 2, freedom, 2):
        term *= cos(angle) ** 2 * (nth - 1) / nth
        inside += term
    inside *= sin(angle)
    return 1 - (2 / pi * (angle + inside) if freedom % 2 else inside)


@pytest.mark.parametrize(
    ("freedom", "printed"), [(11, 2.201), (14, 2.145), (19, 2.093), (29, 2.045), (120, 1.980)]
)
def test_students_quantile_is_that_of_printed_tables(freedom: int, printed: float) -> None:
    assert t_quantile(freedom) == pytest.approx(printed, abs=0.0006)


@pytest.mark.parametrize("freedom", [*range(11, 60), 99, 364, 4999])
def test_five_percent_of_students_curve_lie_beyond_its_quantile(freedom: int) -> None:
    assert beyond(t_quantile(freedom), freedom) == pytest.approx(0.05, abs=1.2e-5)


def test_the_range_is_the_one_that_a_textbook_gives() -> None:
    # mean -0.8667, deviation 1.3558, t 2.1448
    low, high = interval_of_mean(FIFTEEN)
    assert (low, high) == (pytest.approx(-1.6175, abs=1e-3), pytest.approx(-0.1159, abs=1e-3))


def test_at_either_end_of_the_wide_range_the_likelihood_ratio_is_twenty() -> None:
    # the mixture over effects of N(0, 1/2) spreads, against the mean at the end
    size, mean = len(FIFTEEN), fmean(FIFTEEN)
    low, high = interval_for_every_look(FIFTEEN)
    assert (low + high) / 2 == pytest.approx(mean)
    deviation = sqrt(sum((value - mean) ** 2 for value in FIFTEEN) / (size - 1))
    t2, grown = ((high - mean) / deviation) ** 2 * size, 1 + size / 2
    ratio = (1 + t2 / (size - 1)) / (1 + t2 / (size - 1) / grown)
    assert ratio ** (size / 2) / sqrt(grown) == pytest.approx(20)


@given(st.lists(st.integers(-10, 10), min_size=12, max_size=60))
def test_both_ranges_hold_the_mean_and_stay_on_the_scale(changes: list[int]) -> None:
    low, high = interval_of_mean(changes)
    lower, higher = interval_for_every_look(changes)
    assert -10 <= lower <= low <= fmean(changes) + 1e-9
    assert fmean(changes) - 1e-9 <= high <= higher <= 10


@pytest.mark.parametrize("size", [12, 30, 300])
@pytest.mark.parametrize("change", [-1, 0, 4])
def test_equal_changes_are_known_no_better_than_their_rounding(change: int, size: int) -> None:
    low, high = interval_of_mean([change] * size)
    half = t_quantile(size - 1) * sqrt(1 / 6 / size)
    assert (low, high) == (pytest.approx(change - half), pytest.approx(change + half))
    assert interval_of_mean([10] * size)[1] == 10
    assert interval_of_mean([-10] * size)[0] == -10


def rounded(rng: random.Random) -> int:
    return min(10, max(-10, round(rng.gauss(0, 1.7))))


def two_ratings(rng: random.Random) -> int:
    before = rng.gauss(5, 1.2)
    return min(10, max(0, round(before + rng.gauss(0, 1.2)))) - round(before)


@pytest.mark.parametrize("size", [12, 15, 20, 30])
@pytest.mark.parametrize("draw", [rounded, two_ratings])
def test_one_look_leaves_out_a_mean_of_zero_in_five_of_a_hundred(
    draw: Callable[[random.Random], int], size: int
) -> None:
    rng, times, missed = random.Random(11), 2500, 0
    for _ in range(times):
        low, high = interval_of_mean([draw(rng) for _ in range(size)])
        missed += low > 0 or high < 0
    assert 4 <= 100 * missed / times <= 6


def test_the_wide_range_leaves_it_out_for_hardly_anybody_who_looks_after_every_session() -> None:
    rng, people = random.Random(5), 150
    once = {interval_of_mean: 0, interval_for_every_look: 0}
    for _ in range(people):
        changes = [rounded(rng) for _ in range(60)]
        for interval in once:
            ranges = (interval(changes[:size]) for size in range(12, 61))
            once[interval] += any(low > 0 or high < 0 for low, high in ranges)
    assert once[interval_for_every_look] <= 0.05 * people
    assert once[interval_of_mean] >= 0.12 * people, "or this test could not fail"
