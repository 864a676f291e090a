"""What may be said of the changes: an own mean from free numbers, and a verdict against it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from statistics import fmean

import pytest

from acutimer.core.change import (
    Change,
    OwnMean,
    Verdict,
    change_of,
    expected_by_itself,
    free_medians,
    own_mean,
)
from acutimer.core.journal import Rating, SessionNote
from tests.core.notes import TODAY, at, pair, rating, session

OWN = OwnMean(4.0, days=10, wanted=0, of_rest=False)
UNKNOWN = OwnMean(None, days=6, wanted=1, of_rest=False)
NOON = at(TODAY, 12)


# --- numbers away from sessions -----------------------------------------------------------------


def free_at(when: datetime, ratings: list[Rating], sessions: list[SessionNote]) -> bool:
    return TODAY in free_medians([*ratings, rating(3, when)], sessions)


def test_numbers_round_a_session_are_never_free() -> None:
    assert free_medians([*pair("s", TODAY, 8, 4), rating(5, NOON, "now", "t")], []) == {}


@pytest.mark.parametrize(("away_s", "free"), [(0, False), (7200, False), (7201, True)])
@pytest.mark.parametrize("after", [False, True])
def test_a_number_within_two_hours_of_a_session_is_not_free(
    away_s: int, free: bool, after: bool
) -> None:
    # pressed for five minutes up to noon; it is known by its note alone
    begin, end = NOON - timedelta(minutes=5), NOON
    away = timedelta(seconds=away_s)
    when = end + away if after else begin - away
    assert free_at(when, [], [session("s", NOON, 300)]) is free


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("name", ["s", None])
def test_a_session_is_known_by_its_ratings_too(moment: str, name: str | None) -> None:
    ratings = [rating(8, NOON, moment, name)]
    assert not free_at(at(TODAY, 14), ratings, [])
    assert free_at(at(TODAY, 14, 1), ratings, [])
    assert not free_at(at(TODAY, 10), ratings, [])
    assert free_at(at(TODAY, 9, 59), ratings, [])


def test_a_session_lasts_from_the_number_before_it_to_the_one_after() -> None:
    ratings = [rating(8, at(TODAY, 6), "before", "s"), rating(5, at(TODAY, 16), "after", "s")]
    short = [session("s", at(TODAY, 15)), session("in between", at(TODAY, 8))]
    for hour in (4, 11, 18):
        assert not free_at(at(TODAY, hour), ratings, short)
    assert free_at(at(TODAY, 3, 59), ratings, short)
    assert free_at(at(TODAY, 18, 1), ratings, short)


def test_a_day_counts_once_by_the_middle_of_its_free_numbers() -> None:
    yesterday = TODAY - timedelta(days=1)
    ratings = [
        *(rating(value, at(TODAY, hour)) for value, hour in ((2, 7), (3, 8), (9, 9), (8, 16))),
        rating(6, at(yesterday)),
    ]
    held = [session("s", at(TODAY, 17))]
    assert free_medians(ratings, held) == {TODAY: 3, yesterday: 6}


# --- the own mean -------------------------------------------------------------------------------


def days(count: int, first: int = 0) -> list[date]:
    return [TODAY - timedelta(days=first + nth) for nth in range(count)]


def test_a_week_of_days_makes_an_own_mean_and_fewer_say_how_many_are_missing() -> None:
    free = dict.fromkeys(days(6), 5.0)
    assert own_mean(free, [], 30) == OwnMean(None, 6, 1, of_rest=False)
    assert own_mean({}, [], 30) == OwnMean(None, 0, 7, of_rest=False)
    assert own_mean({}, [], 0) == OwnMean(None, 0, 7, of_rest=False)
    assert own_mean(dict.fromkeys(days(7), 5.0), [], 30) == OwnMean(5, 7, 0, of_rest=False)


def test_days_with_and_without_a_session_weigh_as_much_as_there_are_of_them() -> None:
    pressed, rest = days(10), days(4, first=10)
    free = {**dict.fromkeys(pressed, 7.0), **dict.fromkeys(rest, 3.0)}
    # noted on all days with a session, but only on 4 of 30 without
    assert own_mean(free, pressed, 40).mean == pytest.approx(0.25 * 7 + 0.75 * 3)
    assert own_mean(free, pressed, 14).mean == pytest.approx(fmean(free.values()))


@pytest.mark.parametrize(("at_rest", "wanted"), [(0, 3), (1, 2), (2, 1), (3, 0)])
def test_numbers_on_days_with_a_session_alone_do_not_make_an_own_mean(
    at_rest: int, wanted: int
) -> None:
    free = dict.fromkeys([*days(20), *days(at_rest, first=20)], 6.0)
    found = own_mean(free, days(20), 42)
    assert (found.wanted, found.of_rest) == (wanted, wanted > 0)
    assert (found.mean is None) is (wanted > 0)


def test_who_presses_on_nearly_every_day_needs_no_day_without_a_session() -> None:
    free = dict.fromkeys(days(20), 6.0)
    assert own_mean(free, days(40), 42).mean == 6
    assert own_mean(free, days(38), 42).wanted == 1


def test_numbers_on_days_without_a_session_alone_count_as_they_are() -> None:
    assert own_mean(dict.fromkeys(days(8), 2.0), days(8, first=8), 16).mean == 2


# --- the change ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "before", "ends"), [(4, 7, (-2.1, 0)), (5, 4, (0, 0.7)), (4, 4, (0, 0))]
)
def test_with_no_effect_pain_goes_back_by_up_to_seven_tenths_of_the_way(
    own: float, before: float, ends: tuple[float, float]
) -> None:
    assert expected_by_itself(own, before) == (pytest.approx(ends[0]), pytest.approx(ends[1]))


def verdict(changes: list[int], before: float, own: OwnMean = OWN) -> Verdict | None:
    return change_of(changes, before, own).verdict


# their mean is 2.5 lower, the plausible range 0.33 and that for every look 0.57 to either side
LOWER, RISE = [-3, -2] * 6, [1, 2] * 6


@pytest.mark.parametrize(
    ("changes", "before", "expected"),
    [
        (LOWER, 4.0, Verdict.LOWER),
        (LOWER, 6.7, Verdict.LOWER),
        (LOWER, 7.0, Verdict.BY_LOOKING),
        (LOWER, 7.2, Verdict.TOO_CLOSE),
        (LOWER, 9.0, Verdict.TOO_CLOSE),
        (RISE, 8.0, Verdict.HIGHER),
        (RISE, 4.0, Verdict.HIGHER),
        (RISE, 2.6, Verdict.BY_LOOKING),
        (RISE, 2.0, Verdict.TOO_CLOSE),
        ([-1, 0] * 6, 7.0, Verdict.TOO_CLOSE),
    ],
)
def test_the_verdict_compares_with_what_is_expected_and_not_with_zero(
    changes: list[int], before: float, expected: Verdict
) -> None:
    assert verdict(changes, before) is expected


def mirrored(change: Change) -> tuple[float, float] | None:
    return change.interval and (-change.interval[1], -change.interval[0])


def test_falls_and_rises_are_judged_alike() -> None:
    fall, rise = change_of(LOWER, 5.5, OWN), change_of([-c for c in LOWER], 2.5, OWN)
    assert (fall.verdict, rise.verdict) == (Verdict.LOWER, Verdict.HIGHER)
    assert mirrored(fall) == pytest.approx(rise.interval)


def test_without_an_own_mean_there_is_a_range_but_no_verdict() -> None:
    change = change_of(LOWER, 7, UNKNOWN)
    assert change.interval is not None
    assert (change.by_itself, change.verdict, change.own) == (None, None, UNKNOWN)


@pytest.mark.parametrize(
    ("pairs", "holds"),
    [
        (4, lambda c: (c.mean, c.by_itself, c.interval, c.verdict) == (None,) * 4),
        (5, lambda c: c.mean == -2 and c.by_itself is not None and c.interval is None),
        (11, lambda c: c.interval is None and c.verdict is None),
        (12, lambda c: c.interval is not None and c.verdict is Verdict.LOWER),
    ],
)
def test_gates_hold_back_mean_range_and_verdict(
    pairs: int, holds: Callable[[Change], bool]
) -> None:
    assert holds(change_of([-2] * pairs, 5, OWN))
