"""The plausible range of a mean agrees with what can be counted out and with plain drawing."""

from __future__ import annotations

import random
from statistics import fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acutimer.core.resampling import interval_of_mean


def exact_bounds(changes: list[int]) -> tuple[list[float], list[float]]:
    """All means and their exact chances when drawing with replacement, by adding draw to draw."""
    chances = {0: 1.0}
    for _ in changes:
        following: dict[int, float] = {}
        for total, chance in chances.items():
            for change in changes:
                key = total + change
                following[key] = following.get(key, 0.0) + chance / len(changes)
        chances = following
    totals = sorted(chances)
    return [t / len(changes) for t in totals], [chances[t] for t in totals]


@pytest.mark.parametrize(
    "changes",
    [
        [-3, -3, -2, -2, -2, -1, -1, -1, -1, 0, 0, 0, 1, 1, 1],
        [-5, -4, 0, 0, 0, 0, 0, 0, 1, 2, 3, 3],
        [-1] * 11 + [10],
        [0, 1] * 12,
    ],
)
def test_the_interval_agrees_with_the_exact_distribution_of_the_draws(changes: list[int]) -> None:
    means, chances = exact_bounds(changes)
    low, high = interval_of_mean(tuple(changes))
    # 4,000 draws know a tail of 2.5 % to within about a quarter of a percent (one deviation).
    below = sum(c for m, c in zip(means, chances, strict=True) if m < low - 1e-9)
    up_to = sum(c for m, c in zip(means, chances, strict=True) if m <= low + 1e-9)
    assert below < 0.035
    assert up_to > 0.015
    above = sum(c for m, c in zip(means, chances, strict=True) if m > high + 1e-9)
    from_there = sum(c for m, c in zip(means, chances, strict=True) if m >= high - 1e-9)
    assert above < 0.035
    assert from_there > 0.015


@pytest.mark.parametrize("count", [257, 364, 700])
def test_many_pairs_are_drawn_in_parts_with_the_same_answer(count: int) -> None:
    rng = random.Random(count)
    # The first 256 lie low, the others high: a wrong share of either would shift the range.
    changes = [rng.choice((-3, -2, -1)) if n < 256 else rng.choice((1, 2)) for n in range(count)]
    plain = sorted(fmean(rng.choices(changes, k=count)) for _ in range(4000))
    low, high = interval_of_mean(tuple(changes))
    deviation = pstdev(changes) / count**0.5
    assert low == pytest.approx(plain[99], abs=0.2 * deviation)
    assert high == pytest.approx(plain[3900], abs=0.2 * deviation)


@given(st.lists(st.integers(-10, 10), min_size=12, max_size=60))
def test_the_interval_holds_the_mean_and_never_changes(changes: list[int]) -> None:
    low, high = interval_of_mean(tuple(changes))
    interval_of_mean.cache_clear()
    assert interval_of_mean(tuple(changes)) == (low, high)
    assert min(changes) <= low <= fmean(changes) + 1e-9
    assert fmean(changes) - 1e-9 <= high <= max(changes)


@pytest.mark.parametrize(
    ("changes", "low_sum", "high_sum"),
    [
        ([-3, -3, -2, -2, -2, -1, -1, -1, -1, 0, 0, 0, 1, 1, 1], -23, -3),
        ([-5, -4, 0, 0, 0, 0, 0, 0, 1, 2, 3, 3], -16, 15),
        ([-2, -1, 0, 1] * 25, -72, -28),
        ([nth * nth * 7 % 21 - 10 for nth in range(118)], -704, -564),
        ([nth * 7 % 21 - 10 for nth in range(256)], -957, -600),
        ([nth * 7 % 21 - 10 for nth in range(257)], -960, -603),
        ([nth * 7 % 21 - 10 for nth in range(700)], -2408, -1806),
    ],
)
def test_the_same_notes_give_the_same_range_on_every_machine(
    changes: list[int], low_sum: int, high_sum: int
) -> None:
    low, high = interval_of_mean(tuple(changes))
    assert (low, high) == (low_sum / len(changes), high_sum / len(changes))


@pytest.mark.parametrize(("change", "count"), [(-10, 12), (10, 300), (0, 12), (-10, 600)])
def test_when_all_changes_are_equal_the_range_is_that_change(change: int, count: int) -> None:
    assert interval_of_mean((change,) * count) == (change, change)
