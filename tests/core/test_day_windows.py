"""28-day windows: what is counted, of which days, and which classes count towards which limit."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acutimer.core.day_windows import (
    WINDOW_DAYS,
    DayWindow,
    day_window,
    day_windows,
    windows_of_span,
)
from acutimer.core.headaches import Headache, HeadacheState, NotedHeadacheDay
from acutimer.core.history_content import DayNote
from acutimer.core.medicine import MEDICINE_CLASSES, NO_MEDICINE, Medicine
from tests.core.notes import TODAY, at

STRONG = ("triptan", "ergot", "opioid", "combination")
PLAIN = ("plain", "anti-inflammatory")


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def took(days: int, *classes: str) -> list[DayNote]:
    return [Medicine(at(ago(days), 14), one, ago(days)) for one in classes]


def had(days: int, had: bool = True) -> NotedHeadacheDay:
    return NotedHeadacheDay(at(ago(days), 20), ago(days), had)


def last(notes: list[DayNote], noted: list[date] | None = None) -> DayWindow:
    return day_windows(noted or [], notes, TODAY)[-1]


def test_a_window_is_of_28_days_both_ends_included() -> None:
    window = last([])
    assert (window.last - window.first).days + 1 == WINDOW_DAYS == 28
    assert window.last == TODAY


@pytest.mark.parametrize(("days", "counts"), [(-1, 0), (0, 1), (27, 1), (28, 0), (55, 0)])
def test_the_edges_of_a_window(days: int, counts: int) -> None:
    window = last([had(days), *took(days, "triptan")], [ago(days)])
    assert (window.noted, window.headache, window.medicine) == (counts,) * 3


def test_windows_tile_the_days_without_a_gap_or_an_overlap() -> None:
    found = day_windows([], [], TODAY, 4)
    assert [one.last for one in found] == [ago(84), ago(56), ago(28), ago(0)]
    for earlier, later in pairwise(found):
        assert later.first - earlier.last == timedelta(days=1)


def test_counts_are_of_noted_days_and_a_blank_day_is_none() -> None:
    window = last([had(n) for n in range(9)], [ago(n) for n in range(24)])
    assert (window.headache, window.noted) == (9, 24)


def test_a_day_noted_only_by_headache_or_medicine_is_a_noted_day() -> None:
    window = last([had(3), had(4, had=False), *took(5, "plain"), *took(6, NO_MEDICINE)])
    assert (window.noted, window.headache, window.medicine) == (4, 1, 1)


def test_a_day_is_counted_once_however_much_is_noted_of_it() -> None:
    notes = [had(3), had(3), *took(3, "plain", "plain"), *took(3, "triptan")]
    window = last(notes, [ago(3), ago(3)])
    assert (window.noted, window.headache, window.medicine) == (1, 1, 1)
    assert window.of_class == (("plain", 1), ("triptan", 1))


def test_a_headache_that_reaches_into_a_window_counts_with_its_days_in_it() -> None:
    notes: list[DayNote] = [Headache(at(ago(30)), HeadacheState.ENDED, at(ago(26)))]
    earlier, later = day_windows([], notes, TODAY, 2)
    assert (earlier.headache, later.headache) == (3, 2)


@pytest.mark.parametrize("of_class", STRONG)
def test_each_of_these_counts_towards_10(of_class: str) -> None:
    nine = [note for n in range(9) for note in took(n, of_class)]
    assert (last(nine).strong, last(nine).plain, last(nine).reaches_strong) == (9, 0, False)
    assert last([*nine, *took(9, of_class)]).reaches_strong


@pytest.mark.parametrize("of_class", PLAIN)
def test_each_of_these_counts_towards_15_and_not_towards_10(of_class: str) -> None:
    fourteen = [note for n in range(14) for note in took(n, of_class)]
    window = last(fourteen)
    assert (window.plain, window.strong) == (14, 0)
    assert not window.reaches_plain
    assert last([*fourteen, *took(14, of_class)]).reaches_plain


@pytest.mark.parametrize("classes", list(combinations(MEDICINE_CLASSES, 2)))
def test_several_classes_on_one_day_count_towards_the_10(classes: tuple[str, str]) -> None:
    window = last([note for n in range(10) for note in took(n, *classes)])
    assert (window.strong, window.medicine) == (10, 10)
    assert window.reaches_strong


def test_different_strong_classes_on_different_days_add_up() -> None:
    notes = [note for n in range(10) for note in took(n, STRONG[n % 4])]
    assert last(notes).reaches_strong


def test_the_same_class_twice_on_a_day_is_not_several() -> None:
    assert last(took(1, "plain", "plain")).strong == 0


def test_a_class_of_a_later_acutimer_is_counted_as_medicine_and_towards_no_limit() -> None:
    window = last(took(1, "of-later"))
    assert (window.medicine, window.strong, window.plain) == (1, 0, 0)
    assert window.of_class == (("of-later", 1),)


def test_a_day_without_medicine_is_said_and_counts_as_noted_only() -> None:
    window = last(took(1, NO_MEDICINE))
    assert (window.noted, window.medicine, window.of_class) == (1, 0, ())


@pytest.mark.parametrize(("days", "enough"), [(0, False), (13, False), (14, True), (28, True)])
def test_enough_is_14_noted_days(days: int, enough: bool) -> None:
    assert last([], [ago(n) for n in range(days)]).is_enough is enough


@pytest.mark.parametrize("end", [date(2026, 4, 10), date(2026, 11, 5), date(2024, 3, 10)])
def test_a_window_over_a_change_of_clocks_or_a_leap_day_has_28_days(end: date) -> None:
    notes = [NotedHeadacheDay(at(end - timedelta(days=n)), end - timedelta(days=n))
             for n in range(60)]  # fmt: skip
    assert [one.headache for one in day_windows([], notes, end, 2)] == [28, 28]


@given(
    st.lists(
        st.tuples(st.integers(0, 90), st.sampled_from([*MEDICINE_CLASSES, NO_MEDICINE])),
        max_size=40,
    )
)
def test_no_count_is_more_than_the_days_noted(taken: list[tuple[int, str]]) -> None:
    notes = [note for days, of_class in taken for note in took(days, of_class)]
    for window in day_windows([], notes, TODAY, 3):
        assert 0 <= max(window.strong, window.plain) <= window.medicine <= window.noted <= 28


@pytest.mark.parametrize(
    ("days", "lengths"),
    [(28, [28]), (56, [28, 28]), (42, [14, 28]), (29, [1, 28]), (1, [1]), (0, [])],
)
def test_a_span_is_tiled_by_windows_that_end_with_its_last_day(
    days: int, lengths: list[int]
) -> None:
    first = TODAY - timedelta(days=days - 1)
    found = windows_of_span([], [], first, TODAY)
    assert [one.days for one in found] == lengths
    if found:
        assert (found[0].first, found[-1].last) == (first, TODAY)


def test_days_noted_as_without_are_told_apart_from_those_of_which_nothing_is_said() -> None:
    notes = [
        NotedHeadacheDay(at(TODAY), TODAY, had=False),
        Medicine(at(TODAY), "none", TODAY),
    ]
    one = day_window([TODAY - timedelta(days=1)], notes, TODAY - timedelta(days=6), TODAY)
    assert (one.noted, one.headache_free, one.medicine_free) == (2, 1, 1)
    assert (one.headache, one.medicine) == (0, 0)
