"""What the notes of some days say, and what the gates hold back."""

from __future__ import annotations

import random
import re
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from statistics import fmean, median, pstdev
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acutimer.core.history_content import day_fraction
from acutimer.core.journal import Moment, Rating, SessionNote
from acutimer.core.resampling import interval_of_mean
from acutimer.core.summaries import history, narrowed, pairs_of, spoken_summary

TODAY = date(2026, 5, 31)
FIRST = TODAY - timedelta(days=41)
CEST = timezone(timedelta(hours=2))


def at(day: date, hour: int = 12, minute: int = 0, zone: timezone = CEST) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)


def rating(value: int, when: datetime, moment: str = "now", session: str | None = None) -> Rating:
    name = f"{when.isoformat()} {moment} {session} {value}"
    return Rating(name, value, Moment(moment), when, session=session)


def session(
    name: str, when: datetime, pressed_s: float = 300, planned_s: float = 360
) -> SessionNote:
    return SessionNote(name, "r", "Routine", when, planned_s, pressed_s, (), "finished")


def pair(name: str, day: date, before: int, after: int) -> list[Rating]:
    return [
        rating(before, at(day, 10), "before", name),
        rating(after, at(day, 10, 20), "after", name),
    ]


def pairs(changes: list[int], before: int = 7, first: date = FIRST) -> list[Rating]:
    made: list[Rating] = []
    for nth, change in enumerate(changes):
        made += pair(f"s{nth}", first + timedelta(days=nth), before, before + change)
    return made


def days_of_notes(count: int, value: int = 4) -> list[Rating]:
    return [rating(value, at(TODAY - timedelta(days=nth), 8)) for nth in range(count)]


def test_a_day_median_leaves_after_ratings_out_but_its_bounds_do_not() -> None:
    notes = [rating(2, at(TODAY, 8)), rating(7, at(TODAY, 9)), *pair("s", TODAY, 6, 0)]
    day = history(notes, [], FIRST, TODAY, TODAY).day(TODAY)
    assert day is not None
    assert (day.median, day.counted, day.ratings) == (6, 3, 4)
    assert (day.least, day.most) == (0, 7)


def test_a_day_with_only_an_after_rating_has_no_median_and_no_zero() -> None:
    content = history([rating(3, at(TODAY), "after", "s")], [], FIRST, TODAY, TODAY)
    assert content.days[0].median is None
    assert content.gates.noted_days == 0


def test_the_median_of_two_lies_between_them() -> None:
    content = history([rating(4, at(TODAY, 8)), rating(5, at(TODAY, 9))], [], FIRST, TODAY, TODAY)
    assert content.days[0].median == 4.5


def test_a_rating_belongs_to_the_day_of_its_own_offset() -> None:
    # One moment: late on the 30th in New York, already the 31st in Berlin.
    moment = datetime(2026, 5, 31, 2, 30, tzinfo=UTC)
    there = moment.astimezone(timezone(timedelta(hours=-4)))
    here = moment.astimezone(CEST)
    content = history([rating(1, there), rating(9, here)], [], FIRST, TODAY, TODAY)
    assert [(d.day.day, d.median) for d in content.days] == [(30, 1), (31, 9)]


@pytest.mark.parametrize(
    ("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)], ids=["spring", "autumn"]
)
def test_a_day_of_23_or_25_hours_is_one_day(day: date, hours: int) -> None:
    zone = ZoneInfo("Europe/Berlin")
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
    every_hour = [(midnight + timedelta(hours=n)).astimezone(zone) for n in range(-1, hours + 1)]
    content = history(
        [rating(5, when) for when in every_hour],
        [],
        day - timedelta(days=3),
        day + timedelta(days=3),
        day + timedelta(days=3),
    )
    found = {d.day: d.ratings for d in content.days}
    assert found == {day - timedelta(days=1): 1, day: hours, day + timedelta(days=1): 1}
    assert all(0 <= day_fraction(r.at) < 1 for r in content.ratings)


def test_days_without_a_note_are_gaps_and_today_is_not_over() -> None:
    notes = [rating(5, at(TODAY - timedelta(days=ago))) for ago in (20, 19, 15, 3)]
    content = history(notes, [], FIRST, TODAY, TODAY)
    found = [((TODAY - g.first_day).days, (TODAY - g.last_day).days) for g in content.gaps]
    assert found == [(18, 16), (14, 4), (2, 1)]
    assert [g.days for g in content.gaps] == [3, 11, 2]
    assert 0 not in [d.median for d in content.days]


def test_days_before_the_first_note_ever_are_no_gap_but_days_after_earlier_notes_are() -> None:
    notes = [rating(5, at(TODAY - timedelta(days=1)))]
    assert history(notes, [], FIRST, TODAY, TODAY).gaps == ()
    content = history(notes, [], FIRST, TODAY, TODAY, noted_before=True)
    assert [(g.first_day, g.last_day) for g in content.gaps] == [(FIRST, TODAY - timedelta(days=2))]


def test_a_session_without_a_rating_is_a_note() -> None:
    notes = [rating(5, at(TODAY - timedelta(days=4))), rating(5, at(TODAY - timedelta(days=2)))]
    held = [session("s", at(TODAY - timedelta(days=3)))]
    content = history(notes, held, FIRST, TODAY, TODAY)
    assert [(TODAY - g.first_day).days for g in content.gaps] == [1]
    assert content.gates.noted_days == 2


def test_pairs_are_by_session_and_their_ratings_are_not_single() -> None:
    other = rating(4, at(TODAY, 15), "after", "begun elsewhere")
    single = rating(6, at(TODAY, 16), "before", "broken off")
    content = history([*pair("s", TODAY, 6, 4), other, single], [], FIRST, TODAY, TODAY)
    assert [(p.session, p.change) for p in content.pairs] == [("s", -2)]
    assert set(content.single_ratings) == {other, single}


def test_of_two_after_ratings_of_a_session_the_later_counts() -> None:
    notes = [*pair("s", TODAY, 6, 4), rating(3, at(TODAY, 11), "after", "s")]
    assert [p.change for p in pairs_of(notes)] == [-3]


def test_a_session_across_midnight_is_a_pair_of_the_day_it_began() -> None:
    notes = [
        rating(6, at(TODAY - timedelta(days=1), 23, 55), "before", "s"),
        rating(4, at(TODAY, 0, 10), "after", "s"),
    ]
    day_before = TODAY - timedelta(days=1)
    content = history(notes, [], FIRST, day_before, TODAY)
    assert [p.change for p in content.pairs] == [-2]
    assert [d.day for d in content.days] == [day_before]


@pytest.mark.parametrize(("count", "mean"), [(4, None), (5, -1.0)])
def test_no_mean_below_five_pairs(count: int, mean: float | None) -> None:
    content = history(pairs([-1] * count), [], FIRST, TODAY, TODAY)
    assert content.change.mean == mean


@pytest.mark.parametrize(("count", "there"), [(11, False), (12, True)])
def test_no_interval_below_twelve_pairs(count: int, there: bool) -> None:
    changes = [-2, 0, 1][:3] * 4
    content = history(pairs(changes[:count]), [], FIRST, TODAY, TODAY)
    assert (content.change.interval is not None) is there


@pytest.mark.parametrize(("count", "there"), [(13, False), (14, True)])
def test_no_weeks_side_by_side_below_fourteen_noted_days(count: int, there: bool) -> None:
    content = history(days_of_notes(count), [], FIRST, TODAY, TODAY)
    assert (content.week_comparison is not None) is there


def test_weeks_compare_means_of_day_medians_with_their_days() -> None:
    notes = days_of_notes(10, value=2) + [
        rating(8, at(TODAY - timedelta(days=ago))) for ago in range(20, 10, -1)
    ]
    found = history(notes, [], FIRST, TODAY, TODAY).week_comparison
    assert found is not None
    assert (found.last_mean, found.last_days) == (2, 7)
    assert (found.earlier_mean, found.earlier_days) == (fmean([2, 2, 2, 8, 8, 8]), 6)


def test_what_is_expected_with_no_effect_is_the_formula_for_r_from_03_to_07() -> None:
    # Ten plain days at 3, five session days with one rating before at 8: own mean of day medians.
    notes = [rating(3, at(TODAY - timedelta(days=nth))) for nth in range(10)]
    notes += pairs([-2] * 5, before=8)
    own = fmean([3] * 10 + [8] * 5)
    low, high = history(notes, [], FIRST, TODAY, TODAY).change.by_itself or (0, 0)
    assert low == pytest.approx(-(1 - 0.3) * (8 - own))
    assert high == pytest.approx(-(1 - 0.7) * (8 - own))


def test_ratings_around_sessions_alone_say_nothing_of_the_own_mean() -> None:
    notes = pairs([-2] * 8)
    assert history(notes, [], FIRST, TODAY, TODAY).change.by_itself is None
    notes += days_of_notes(4)
    assert history(notes, [], FIRST, TODAY, TODAY).change.by_itself is None


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


def test_weeks_hold_pressed_and_planned_and_leave_out_a_first_part_of_a_week() -> None:
    held = [
        session("a", at(date(2026, 5, 31), 9), 100, 200),
        session("b", at(date(2026, 5, 25), 9), 50, 60),
        session("c", at(date(2026, 5, 24), 23), 30, 30),
    ]
    content = history([], held, date(2026, 5, 13), TODAY, TODAY)
    assert [(w.first_day, w.pressed_s, w.planned_s, w.is_current) for w in content.weeks] == [
        (date(2026, 5, 18), 30, 30, False),
        (date(2026, 5, 25), 150, 260, True),
    ]
    sundays = history([], held, date(2026, 5, 13), TODAY, TODAY, week_begins=6)
    assert [w.first_day for w in sundays.weeks] == [
        date(2026, 5, 17),
        date(2026, 5, 24),
        date(2026, 5, 31),
    ]


def test_a_week_cut_off_by_the_end_of_the_span_is_left_out() -> None:
    content = history([], [], date(2026, 5, 4), date(2026, 5, 20), TODAY)
    assert [w.first_day for w in content.weeks] == [date(2026, 5, 4), date(2026, 5, 11)]


def test_the_spoken_summary_is_one_sentence_without_a_percentage() -> None:
    notes = [*pairs([-1, 0, 2]), *days_of_notes(3)]
    content = history(notes, [session("s1", at(FIRST))], FIRST, TODAY, TODAY)
    said = spoken_summary(content, lambda day: f"{day.day}/{day.month}")
    assert said.count(".") == 1
    assert said.endswith(".")
    assert "%" not in said
    assert "lower 1, the same 1, higher 1 of 3 times" in said
    assert "1 session;" in said
    assert "from 20/4 to 31/5" in said
    assert re.search(r"lowest 4, highest 9\b", said)
    empty = history([], [], FIRST, TODAY, TODAY)
    assert spoken_summary(empty, str).endswith("nothing noted.")


notes_strategy = st.lists(
    st.builds(
        lambda value, moment, day, minute, offset, name: rating(
            value,
            datetime.combine(FIRST + timedelta(days=day), datetime.min.time()).replace(
                tzinfo=timezone(timedelta(minutes=offset))
            )
            + timedelta(minutes=minute),
            moment,
            None if moment == "now" else f"s{name}",
        ),
        st.integers(0, 10),
        st.sampled_from(["now", "before", "after"]),
        st.integers(0, 41),
        st.integers(0, 1439),
        st.sampled_from([-660, -210, 0, 60, 120, 345, 840]),
        st.integers(0, 8),
    ),
    max_size=60,
    unique_by=lambda r: r.id,
)


@given(notes_strategy, st.randoms())
def test_days_and_gaps_cover_every_day_once_and_order_does_not_matter(
    notes: list[Rating], rng: random.Random
) -> None:
    content = history(notes, [], FIRST, TODAY, TODAY, noted_before=True)
    noted = {d.day for d in content.days}
    blank = [g.first_day + timedelta(days=n) for g in content.gaps for n in range(g.days)]
    assert len(blank) == len(set(blank))
    assert noted.isdisjoint(blank)
    whole_days = {FIRST + timedelta(days=n) for n in range(42)}
    assert noted | set(blank) | {TODAY} == whole_days
    for one, following in pairwise(content.gaps):
        assert (following.first_day - one.last_day).days > 1
    for day in content.days:
        mine = [r.value for r in notes if r.at.date() == day.day and r.moment != "after"]
        assert day.median == (median(mine) if mine else None)
    shuffled = list(notes)
    rng.shuffle(shuffled)
    assert history(shuffled, [], FIRST, TODAY, TODAY, noted_before=True).days == content.days


@given(notes_strategy, st.integers(0, 41), st.integers(0, 41))
def test_narrowing_says_the_same_as_asking_for_fewer_days(
    notes: list[Rating], one: int, other: int
) -> None:
    first, last = (FIRST + timedelta(days=n) for n in sorted((one, other)))
    wide = history(notes, [], FIRST, TODAY, TODAY)
    narrow = narrowed(wide, first, last)
    before = any(r.at.date() < first for r in notes)
    inside = [r for r in notes if FIRST <= r.at.date() <= TODAY]
    asked = history(inside, [], first, last, TODAY, noted_before=before)
    assert narrow == asked
