"""What the notes of some days say, and what the gates hold back."""

from __future__ import annotations

import random
import re
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from statistics import fmean, median
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acutimer.core.history_content import DaySummary, Gap, day_fraction
from acutimer.core.journal import Rating, SessionNote, Unwelcome
from acutimer.core.summaries import gaps_of, history, narrowed, pairs_of, spoken_summary
from tests.core.notes import (
    CEST,
    FIRST,
    TODAY,
    at,
    days_of_notes,
    pair,
    pairs,
    rating,
    session,
)


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


def test_ratings_around_sessions_alone_say_nothing_of_the_own_mean() -> None:
    notes = pairs([-2] * 8)
    assert history(notes, [], FIRST, TODAY, TODAY).change.by_itself is None
    notes += days_of_notes(6)
    assert history(notes, [], FIRST, TODAY, TODAY).change.own.wanted == 1
    notes += [rating(4, at(TODAY - timedelta(days=6)))]
    assert history(notes, [], FIRST, TODAY, TODAY).change.by_itself is not None


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


SIX_WEEKS = [TODAY - timedelta(days=nth) for nth in range(42)]


@pytest.mark.parametrize(
    ("last_day", "weeks"),
    [
        (date(2026, 5, 24), [(11, 7), (18, 7)]),  # the Sunday before the week of today
        (date(2026, 5, 25), [(11, 7), (18, 7)]),  # the first day of the week of today
        (date(2026, 5, 27), [(11, 7), (18, 7)]),  # today's week, but before today
        (date(2026, 5, 23), [(11, 7)]),
        (TODAY, [(11, 7), (18, 7), (25, 7)]),
        (date(2026, 6, 14), [(11, 7), (18, 7), (25, 7)]),  # what is to come has no week yet
    ],
)
def test_only_whole_weeks_and_the_week_of_today_are_counted(
    last_day: date, weeks: list[tuple[int, int]]
) -> None:
    held = [session(f"{day}", at(day)) for day in SIX_WEEKS]
    content = history([], held, date(2026, 5, 11), last_day, TODAY)
    assert [(week.first_day.day, week.sessions) for week in content.weeks] == weeks
    assert [week.is_current for week in content.weeks] == [begins == 25 for begins, _ in weeks]


@pytest.mark.parametrize("ago", range(7))
def test_the_week_of_today_is_counted_on_each_of_its_days(ago: int) -> None:
    today = TODAY - timedelta(days=ago)
    held = [session(f"{day}", at(day)) for day in SIX_WEEKS if day <= today]
    content = history([], held, date(2026, 5, 11), today, today)
    assert [(week.first_day.day, week.sessions, week.is_current) for week in content.weeks] == [
        (11, 7, False),
        (18, 7, False),
        (25, 7 - ago, True),
    ]


@pytest.mark.parametrize("week_begins", range(7))
def test_a_week_begins_on_the_day_that_was_chosen_and_holds_seven(week_begins: int) -> None:
    held = [session(f"{day}", at(day), 10, 20) for day in SIX_WEEKS]
    content = history([], held, FIRST, TODAY, TODAY, week_begins=week_begins)
    for week in content.weeks:
        days = 7 if not week.is_current else (TODAY - week.first_day).days + 1
        assert week.first_day.weekday() == week_begins
        assert (week.sessions, week.pressed_s, week.planned_s) == (days, days * 10, days * 20)
    gaps = [(b.first_day - a.first_day).days for a, b in pairwise(content.weeks)]
    assert set(gaps) == {7}
    assert (content.weeks[0].first_day - FIRST).days < 7
    assert content.weeks[-1].is_current


def test_a_day_adds_up_its_sessions_and_keeps_its_ratings_apart() -> None:
    held = [session("a", at(TODAY, 9), 100, 200), session("b", at(TODAY, 20), 30, 40)]
    notes = [rating(7, at(TODAY, 8)), rating(2, at(TODAY, 10), "after", "a")]
    assert history(notes, held, FIRST, TODAY, TODAY).days == (
        DaySummary(
            day=TODAY,
            median=7,
            counted=1,
            ratings=2,
            least=2,
            most=7,
            sessions=2,
            planned_s=240,
            pressed_s=130,
        ),
    )


def test_a_day_with_only_a_session_has_no_number() -> None:
    assert history([], [session("a", at(TODAY), 100, 200)], FIRST, TODAY, TODAY).days == (
        DaySummary(
            day=TODAY,
            median=None,
            counted=0,
            ratings=0,
            least=None,
            most=None,
            sessions=1,
            planned_s=200,
            pressed_s=100,
        ),
    )


def test_days_ratings_and_sessions_come_in_the_order_of_time_whatever_their_offset() -> None:
    # by the clock on the wall the evening in Auckland is later; by time it comes first
    auckland = timezone(timedelta(hours=12))
    early, late = at(TODAY, 18, zone=auckland), at(TODAY, 12)
    content = history(
        [rating(1, late), rating(2, early)],
        [session("late", late), session("early", early)],
        FIRST,
        TODAY,
        TODAY,
    )
    assert [r.value for r in content.ratings] == [2, 1]
    assert [s.id for s in content.sessions] == ["early", "late"]


def test_notes_on_the_first_and_last_day_are_in_the_span_and_others_are_not() -> None:
    first, last = TODAY - timedelta(days=9), TODAY - timedelta(days=3)
    notes = [rating(5, at(day)) for day in SIX_WEEKS]
    held = [session(f"{day}", at(day)) for day in SIX_WEEKS]
    content = history(notes, held, first, last, TODAY)
    inside = [first + timedelta(days=nth) for nth in range(7)]
    assert [r.at.date() for r in content.ratings] == inside
    assert [s.at.date() for s in content.sessions] == inside
    assert [day.day for day in content.days] == inside
    assert (content.first_day, content.last_day, content.today) == (first, last, TODAY)
    assert (content.week_begins, content.noted_before) == (0, False)
    narrow = narrowed(content, first + timedelta(days=1), last - timedelta(days=1))
    assert [s.at.date() for s in narrow.sessions] == inside[1:-1]
    assert [r.at.date() for r in narrow.ratings] == inside[1:-1]
    assert narrow.noted_before


def test_pairs_are_counted_on_the_day_of_the_rating_before() -> None:
    days = [TODAY - timedelta(days=nth) for nth in (12, 10, 5, 3, 1)]
    notes = [r for nth, day in enumerate(days) for r in pair(f"s{nth}", day, 6, 4)]
    content = history(notes, [], days[1], days[3], TODAY)
    assert [p.session for p in content.pairs] == ["s1", "s2", "s3"]
    assert content.gates.pairs == 3
    assert [p.at for p in content.pairs] == [at(day, 10) for day in days[1:4]]


def test_pairs_come_in_the_order_of_time() -> None:
    notes = [*pair("later", TODAY, 6, 4), *pair("earlier", TODAY - timedelta(days=2), 5, 5)]
    assert [p.session for p in pairs_of(notes)] == ["earlier", "later"]


def test_a_number_noted_away_from_a_session_is_no_end_of_a_pair() -> None:
    odd = [rating(6, at(TODAY, 9), "now", "s"), rating(4, at(TODAY, 10), "after", "s")]
    assert pairs_of(odd) == []


@pytest.mark.parametrize(
    ("noted", "noted_before", "gaps"),
    [
        ([], False, []),
        ([], True, [(1, 9)]),
        ([1], True, [(2, 9)]),
        ([9], True, [(1, 8)]),
        ([10], True, [(1, 9)]),
        ([5], True, [(1, 4), (6, 9)]),
        ([5], False, [(6, 9)]),
        ([3, 4, 8], False, [(5, 7), (9, 9)]),
        ([-3, 5], False, [(1, 4), (6, 9)]),
        ([5, 20], False, [(6, 9)]),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9], True, []),
    ],
)
def test_gaps_are_the_days_between_notes_and_today_is_not_over(
    noted: list[int], noted_before: bool, gaps: list[tuple[int, int]]
) -> None:
    def day(number: int) -> date:
        return date(2026, 5, 10) + timedelta(days=number)

    found = gaps_of(
        [day(number) for number in noted], day(1), day(10), day(10), noted_before=noted_before
    )
    assert found == tuple(Gap(day(first), day(last)) for first, last in gaps)


def test_a_span_that_ended_before_today_has_a_gap_up_to_its_end() -> None:
    first, last = date(2026, 5, 1), date(2026, 5, 10)
    noted = [date(2026, 5, 8)]
    assert gaps_of(noted, first, last, TODAY, noted_before=False) == (Gap(date(2026, 5, 9), last),)
    assert gaps_of(noted, first, last, last, noted_before=False) == (
        Gap(date(2026, 5, 9), date(2026, 5, 9)),
    )


def told(notes: list[Rating], held: list[SessionNote], *, noted_before: bool = False) -> str:
    content = history(notes, held, FIRST, TODAY, TODAY, noted_before=noted_before)
    return spoken_summary(content, lambda day: f"{day.day}/{day.month}")


def test_the_spoken_summary_says_what_there_is_and_no_more() -> None:
    yesterday = TODAY - timedelta(days=1)
    assert told([], []) == "Pain from 0 to 10, from 20/4 to 31/5: nothing noted."
    assert told([], [session("a", at(TODAY))]) == (
        "Pain from 0 to 10, from 20/4 to 31/5: 1 session; "
        "noticed after sessions: left blank (1 session)."
    )
    assert told([rating(3, at(yesterday, 8)), rating(5, at(yesterday, 9))], []) == (
        "Pain from 0 to 10, from 20/4 to 31/5: 2 ratings on 1 day, lowest 3, highest 5; 0 sessions."
    )
    # a session is a note, and a day with one has no rating to count
    assert told(
        [*pair("a", yesterday - timedelta(days=2), 6, 4), *pair("b", TODAY, 5, 5)],
        [session("a", at(yesterday)), session("b", at(TODAY))],
    ) == (
        "Pain from 0 to 10, from 20/4 to 31/5: 4 ratings on 2 days, lowest 4, highest 6; "
        "2 sessions; after a session lower 1, the same 1, higher 0 of 2 times; "
        "noticed after sessions: left blank (2 sessions); 1 day without a note."
    )
    assert told(pair("a", TODAY, 3, 6), [session("a", at(TODAY))], noted_before=True) == (
        "Pain from 0 to 10, from 20/4 to 31/5: 2 ratings on 1 day, lowest 3, highest 6; "
        "1 session; after a session lower 0, the same 0, higher 1 of 1 time; "
        "noticed after sessions: left blank (1 session); 41 days without a note."
    )


def test_numbers_that_name_no_session_are_no_pair() -> None:
    assert pairs_of([rating(6, at(TODAY, 9), "before"), rating(4, at(TODAY, 10), "after")]) == []


def test_a_note_on_the_first_day_is_not_before_it() -> None:
    content = history([rating(5, at(TODAY - timedelta(days=9)))], [], FIRST, TODAY, TODAY)
    assert not narrowed(content, TODAY - timedelta(days=9), TODAY).noted_before
    assert narrowed(content, TODAY - timedelta(days=8), TODAY).noted_before


def test_one_point_more_is_told_as_higher() -> None:
    assert "lower 1, the same 1, higher 1 of 3 times" in told(pairs([-1, 0, 1]), [])


@pytest.mark.parametrize(("pressed_s", "counted"), [(0, 0), (29.9, 0), (30, 1), (300, 1)])
def test_ratings_round_hardly_any_pressing_are_no_pair(pressed_s: float, counted: int) -> None:
    notes, held = pair("s", TODAY, 6, 3), session("s", at(TODAY, 10, 20), pressed_s)
    content = history(notes, [held], FIRST, TODAY, TODAY)
    assert (len(content.pairs), content.gates.pairs) == (counted, counted)
    assert len(content.single_ratings) == 2 - 2 * counted, "both numbers are shown all the same"
    assert content.hardly_pressed == (frozenset() if counted else {"s"})
    assert narrowed(content, TODAY, TODAY).gates.pairs == counted


def test_what_was_noticed_without_a_rating_is_a_note_of_its_day() -> None:
    noticed = Unwelcome("u", at(TODAY - timedelta(days=2)), ("bruise",), session="s")
    content = history([], [], FIRST, TODAY, TODAY, unwelcome=[noticed])
    assert content.unwelcome == (noticed,)
    assert [day.day for day in content.days] == [TODAY - timedelta(days=2)]
    assert not content.is_empty
    assert all(not gap.first_day <= noticed.at.date() <= gap.last_day for gap in content.gaps)
    assert "noticed after sessions: bruise 1 (of 1 session)" in spoken_summary(content, str)
    assert narrowed(content, TODAY, TODAY).unwelcome == ()
