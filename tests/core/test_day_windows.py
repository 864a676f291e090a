"""Headache and medicine days in windows of 28 days, against days noted."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from acutimer.core.day_windows import (
    LIMIT_SOURCE,
    LIMITS,
    DayWindow,
    NotedDays,
    day_window,
    day_windows,
    days_towards,
    limits_in_words,
    noted_days,
    short_class,
)
from acutimer.core.headaches import Headache, HeadacheState, NotedHeadacheDay
from acutimer.core.log_watch_rules import Counting, read_watch_rules
from acutimer.core.medicine import MEDICINE_CLASSES, Medicine
from tests.core.shipped import content

LAST = date(2026, 5, 29)


def ago(days: int) -> date:
    return LAST - timedelta(days=days)


def at(day: date, hour: int = 12) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def took(of_class: str, *days_ago: int) -> list[Medicine]:
    return [Medicine(at(ago(n)), of_class, ago(n)) for n in days_ago]


def had(*days_ago: int, had: bool = True, worst: int | None = None) -> list[NotedHeadacheDay]:
    return [NotedHeadacheDay(at(ago(n)), ago(n), had=had, worst=worst) for n in days_ago]


def blank() -> NotedDays:
    return noted_days(())


def window(
    *notes: Medicine | NotedHeadacheDay | Headache, noted: tuple[int, ...] = ()
) -> DayWindow:
    return day_window([ago(n) for n in noted], noted_days(notes), ago(27), LAST)


def test_a_blank_span_counts_nothing_at_all() -> None:
    (one,) = day_windows((), blank(), ago(27), LAST)
    assert (one.noted, one.headache, one.no_headache, one.medicine, one.no_medicine) == (0,) * 5
    assert one.by_class == {}
    assert not any(towards.is_reached for towards in one.towards)


@pytest.mark.parametrize(
    ("days", "lengths"),
    [(28, [28]), (56, [28, 28]), (42, [14, 28]), (29, [1, 28]), (1, [1]), (364, [28] * 13)],
)
def test_windows_tile_the_span_and_end_with_its_last_day(days: int, lengths: list[int]) -> None:
    found = day_windows((), blank(), ago(days - 1), LAST)
    assert [one.days for one in found] == lengths
    assert found[0].first_day == ago(days - 1)
    assert found[-1].last_day == LAST
    for earlier, later in pairwise(found):
        assert later.first_day - earlier.last_day == timedelta(days=1)
    assert [one.is_whole for one in found] == [n == 28 for n in lengths]


def test_a_span_that_ends_before_it_begins_has_no_window() -> None:
    assert day_windows((), blank(), LAST, ago(1)) == ()


def test_days_count_against_days_noted() -> None:
    one = window(*had(0, 3), *took("plain", 3), noted=(0, 1, 2, 3, 5))
    assert (one.noted, one.headache, one.medicine) == (5, 2, 1)


def test_days_beyond_either_end_are_left_out() -> None:
    one = window(*had(27, 28, -1), *took("plain", 27, 28, -1), noted=(27, 28, -1))
    assert (one.noted, one.headache, one.medicine) == (1, 1, 1)


def test_a_day_that_only_says_headache_is_a_noted_day() -> None:
    one = window(*had(4), *took("none", 5))
    assert (one.noted, one.headache, one.medicine, one.no_medicine) == (2, 1, 0, 1)


def test_a_day_without_headache_is_told_apart_from_one_of_which_nothing_is_said() -> None:
    one = window(*had(1, had=False), noted=(1, 2))
    assert (one.noted, one.headache, one.no_headache) == (2, 0, 1)


def test_of_a_day_noted_both_ways_the_headache_counts() -> None:
    one = window(*had(1, had=False), *had(1))
    assert (one.headache, one.no_headache) == (1, 0)


def test_a_headache_over_midnight_counts_on_both_days() -> None:
    headache = Headache(at(ago(3), 23), state=HeadacheState.ENDED, ended_at=at(ago(2), 1), worst=7)
    one = window(headache)
    assert one.headache == 2
    assert noted_days([headache]).worst == {ago(3): 7, ago(2): 7}


def test_an_open_headache_is_not_made_longer_by_waiting() -> None:
    assert window(Headache(at(ago(20)))).headache == 1


def test_two_of_one_class_on_a_day_are_one_day() -> None:
    one = window(*took("plain", 1, 1))
    assert (one.medicine, one.by_class) == (1, {"plain": 1})


def test_two_classes_on_a_day_are_one_day_of_medicine_and_one_of_each() -> None:
    one = window(*took("plain", 1), *took("triptan", 1))
    assert one.medicine == 1
    assert one.by_class == {"plain": 1, "triptan": 1}


def test_classes_stand_in_their_order_and_unknown_ones_last() -> None:
    one = window(*took("later", 1), *took("opioid", 2), *took("plain", 3), *took("a-later", 4))
    assert list(one.by_class) == ["plain", "opioid", "a-later", "later"]


def test_medicine_and_none_on_one_day_is_medicine() -> None:
    one = window(*took("none", 1), *took("plain", 1))
    assert (one.medicine, one.no_medicine) == (1, 0)


def towards_ten(*notes: Medicine) -> tuple[int, bool, bool]:
    ten = window(*notes).towards[0]
    return ten.days, ten.is_several, ten.is_reached


@pytest.mark.parametrize("of_class", ["triptan", "ergot", "opioid", "combination"])
def test_each_strong_class_counts_towards_ten_by_itself(of_class: str) -> None:
    assert towards_ten(*took(of_class, *range(9))) == (9, False, False)
    assert towards_ten(*took(of_class, *range(10))) == (10, False, True)


@pytest.mark.parametrize("of_class", ["plain", "anti-inflammatory"])
def test_plain_classes_count_towards_fifteen_only(of_class: str) -> None:
    one = window(*took(of_class, *range(14)))
    assert [(t.days, t.is_reached) for t in one.towards] == [(0, False), (14, False)]
    one = window(*took(of_class, *range(15)))
    assert [(t.days, t.is_reached) for t in one.towards] == [(0, False), (15, True)]


def test_several_classes_on_one_day_count_towards_ten() -> None:
    both = [*took("plain", *range(10)), *took("anti-inflammatory", *range(10))]
    assert towards_ten(*both) == (10, True, True)


def test_plain_classes_on_days_of_their_own_do_not_count_towards_ten() -> None:
    apart = [*took("plain", *range(6)), *took("anti-inflammatory", *range(6, 12))]
    assert towards_ten(*apart) == (0, False, False)


def test_beside_a_strong_class_every_day_with_medicine_counts_towards_ten() -> None:
    mixed = [*took("triptan", *range(4)), *took("plain", *range(4, 10))]
    assert towards_ten(*mixed) == (10, True, True)


def test_days_without_medicine_count_towards_nothing() -> None:
    mixed = [*took("triptan", 1), *took("none", *range(2, 20))]
    assert towards_ten(*mixed) == (1, False, False)


def test_towards_works_on_ordinals_as_well() -> None:
    noted = [(1, frozenset({"triptan"})), (2, frozenset[str]()), (3, frozenset({"plain"}))]
    assert days_towards(noted, ("triptan",), several=False) == ((1,), False, frozenset({"triptan"}))
    assert days_towards(noted, ("triptan",), several=True)[0] == (1, 3)


def test_limits_are_those_that_the_log_watch_has() -> None:
    rules = read_watch_rules(content("log-watch.toml")).rules
    theirs = {
        (rule.terms.days, tuple(rule.terms.classes), rule.terms.several)
        for rule in rules
        if isinstance(rule.terms, Counting) and rule.numbers_from == LIMIT_SOURCE
    }
    assert theirs == {(limit.days, limit.classes, limit.several) for limit in LIMITS}


def test_every_class_has_a_limit_and_few_words() -> None:
    assert {one for limit in LIMITS for one in limit.classes} == set(MEDICINE_CLASSES)
    assert all(short_class(one) for one in MEDICINE_CLASSES)
    assert short_class("later") == "later"


def test_limits_in_words_name_every_number_and_class() -> None:
    words = limits_in_words()
    for one in (
        "from 10 days",
        "from 15 days",
        "15 days a month",
        "3 months",
        "opinion of experts",
    ):
        assert one in words
    for one in MEDICINE_CLASSES:
        assert short_class(one) in words
