"""Headaches and days with or without one: what they say, and never make up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from acutimer.core.change import free_medians
from acutimer.core.corrections import EntryChange, corrected_body
from acutimer.core.day_end import evening_day
from acutimer.core.headaches import (
    Headache,
    HeadacheError,
    HeadacheState,
    NotedHeadacheDay,
    ended,
    headache_body,
    headache_day_body,
    open_headache,
    read_headache,
    read_headache_day,
    still_there,
)
from acutimer.core.history_content import DayNote
from acutimer.core.journal import Entry, Moment, Rating, RatingError
from acutimer.core.log_watch_diary import headache_days, medicine_days, watched_diary
from acutimer.core.medicine import Medicine, medicine_body, read_medicine
from acutimer.core.said import TagError, checked_tags, tags_of
from acutimer.core.summaries import history, narrowed
from tests.core.notes import at, pair, rating, session

HERE = timezone(timedelta(hours=2))
BEGAN = datetime(2026, 5, 1, 18, tzinfo=HERE)
MONDAY = date(2026, 5, 4)


def entry(kind: str, body: dict[str, object], moment: datetime = BEGAN) -> Entry:
    return Entry("e", "d", 1, 1, kind, moment, "", None, body)


def told_back(headache: Headache) -> Headache | None:
    return read_headache(entry("headache", headache_body(headache), headache.at))


def test_a_headache_comes_back_as_it_was_written() -> None:
    begun = Headache(BEGAN, worst=6, places=("temple.left",), note="n", tags=("aura",), id="e")
    there = still_there(begun, BEGAN + timedelta(hours=14))
    over = ended(there, BEGAN + timedelta(hours=20), worst=8)
    unknown = ended(there, None)
    for one in (begun, there, over, unknown):
        assert told_back(one) == one
    assert (over.minutes, unknown.minutes, begun.minutes) == (1200, None, None)
    assert (over.worst, unknown.worst) == (8, 6)


def test_its_days_are_those_of_which_it_was_said() -> None:
    """One that is open, or whose end nobody knows, has no day beyond what was noted."""
    begun = Headache(BEGAN)
    assert begun.days == (date(2026, 5, 1),)
    there = still_there(begun, BEGAN + timedelta(days=1))
    assert there.days == (date(2026, 5, 1), date(2026, 5, 2))
    assert ended(there, None).days == there.days
    over = ended(begun, BEGAN + timedelta(hours=6))
    assert over.days == (date(2026, 5, 1), date(2026, 5, 2)), "midnight is the next day"


def test_a_shorter_end_than_was_said_takes_that_back() -> None:
    there = still_there(Headache(BEGAN), BEGAN + timedelta(days=1))
    over = ended(there, BEGAN + timedelta(hours=1))
    assert (over.still_at, over.days) == (None, (date(2026, 5, 1),))


@pytest.mark.parametrize("after", [timedelta(minutes=-1), timedelta(days=93)])
def test_an_end_that_cannot_be_is_refused(after: timedelta) -> None:
    with pytest.raises(HeadacheError):
        ended(Headache(BEGAN), BEGAN + after)
    with pytest.raises(HeadacheError):
        still_there(Headache(BEGAN), BEGAN + after)


def test_what_is_over_has_no_second_end() -> None:
    with pytest.raises(HeadacheError, match="over already"):
        ended(ended(Headache(BEGAN), None), BEGAN)


def test_the_open_one_is_the_last_begun() -> None:
    older, newer = Headache(BEGAN, id="a"), Headache(BEGAN + timedelta(days=1), id="b")
    assert open_headache([newer, older]) == newer
    assert open_headache([ended(newer, None), older]) == older
    assert open_headache([]) is None


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"state": "gone"},
        {"state": "ended"},
        {"state": "open", "ended_at": "2026-05-01T19:00:00+02:00"},
        {"state": "ended", "ended_at": "2026-05-01T19:00:00"},
        {"state": "ended", "ended_at": "soon"},
    ],
)
def test_what_is_no_headache_cannot_be_read(body: dict[str, object]) -> None:
    assert read_headache(entry("headache", body)) is None


def test_days_and_medicine_come_back_as_they_were_written() -> None:
    noted = NotedHeadacheDay(BEGAN, MONDAY, had=True, worst=4, note="n", tags=("a",), id="e")
    assert read_headache_day(entry("headache_day", headache_day_body(noted))) == noted
    none = NotedHeadacheDay(BEGAN, MONDAY, had=False, id="e")
    assert read_headache_day(entry("headache_day", headache_day_body(none))) == none
    taken = Medicine(BEGAN, "triptan", MONDAY, "Suma", "n", ("a",), "e")
    assert read_medicine(entry("medicine", medicine_body(taken))) == taken
    assert read_medicine(entry("medicine", {"class": "gepant", "day": "2026-05-04"})) is not None
    assert read_medicine(entry("medicine", {"day": "2026-05-04"})) is None
    with pytest.raises(RatingError):
        medicine_body(replace(taken, of_class="gepant"))
    with pytest.raises(RatingError):
        headache_day_body(replace(none, worst=3))


def test_another_beginning_stays_before_the_end() -> None:
    over = ended(Headache(BEGAN), BEGAN + timedelta(hours=2))
    noted = entry("headache", headache_body(over))
    earlier = corrected_body(noted, EntryChange("e", value=9, at=BEGAN - timedelta(hours=1)))
    assert earlier == {**headache_body(over), "worst": 9}
    with pytest.raises(HeadacheError, match="after its end"):
        corrected_body(noted, EntryChange("e", at=BEGAN + timedelta(hours=3)))
    with pytest.raises(RatingError, match="no number"):
        corrected_body(
            entry("medicine", medicine_body(Medicine(BEGAN, "plain", MONDAY))),
            EntryChange("e", value=3),
        )


@pytest.mark.parametrize(
    ("moment", "ends", "day"),
    [
        ("2026-05-02T03:59", "04:00", 1),
        ("2026-05-02T04:00", "04:00", 2),
        ("2026-05-02T00:00", "00:00", 2),
        ("2026-05-02T23:59", "06:00", 2),
    ],
)
def test_an_evening_goes_on_after_midnight(moment: str, ends: str, day: int) -> None:
    assert evening_day(datetime.fromisoformat(moment), ends) == date(2026, 5, day)


def test_tags_are_short_words_each_once() -> None:
    assert checked_tags([" a  b ", "A B", "", "c"]) == ("a b", "c")
    assert tags_of("storm, bad night; ,storm") == ("storm", "bad night")
    for words in (["x" * 41], ["a\x07"], ["a,b"], [str(n) for n in range(13)]):
        with pytest.raises(TagError):
            checked_tags(words)


# --- what they add up to ------------------------------------------------------------------------


def day_note_days(*notes: DayNote) -> dict[date, int]:
    content = history([], [], MONDAY, MONDAY + timedelta(days=6), MONDAY, day_notes=notes)
    return {one.day: one.ratings for one in content.days}


def test_a_day_with_any_note_is_no_gap_and_has_no_number() -> None:
    over = ended(Headache(at(MONDAY, 18)), at(MONDAY + timedelta(days=2), 9))
    taken = Medicine(at(MONDAY + timedelta(days=4)), "plain", MONDAY + timedelta(days=4))
    assert day_note_days(over, taken) == {MONDAY + timedelta(days=n): 0 for n in (0, 1, 2, 4)}
    content = history([], [], MONDAY, MONDAY + timedelta(days=6), MONDAY, day_notes=[over, taken])
    assert [one.median for one in content.days] == [None] * 4
    assert narrowed(content, MONDAY, MONDAY).day_notes == (over,)


def test_the_evening_is_of_its_day_and_the_worst_is_not_typical() -> None:
    night = at(MONDAY + timedelta(days=1), 1)
    worst = replace(rating(9, night, "evening-worst"), of_day=MONDAY)
    average = replace(rating(4, night, "evening-average"), of_day=MONDAY)
    follow_up = rating(1, at(MONDAY, 12), "follow-up", "s")
    content = history([worst, average, follow_up], [], MONDAY, MONDAY, MONDAY)
    (day,) = content.days
    assert (day.day, day.median, day.counted, day.least, day.most) == (MONDAY, 4, 1, 1, 9)


def test_a_follow_up_is_no_end_of_a_pair() -> None:
    notes = [*pair("s", MONDAY, 6, 4), rating(1, at(MONDAY, 11), "follow-up", "s")]
    content = history(notes, [], MONDAY, MONDAY, MONDAY)
    assert [one.change for one in content.pairs] == [-2]
    assert [one.moment for one in content.single_ratings] == [Moment.FOLLOW_UP]


def test_neither_evenings_nor_follow_ups_make_a_session_longer() -> None:
    """What is noted two hours after a session is away from it, whatever else was noted."""
    held = session("s", at(MONDAY, 10))
    around = [
        rating(5, at(MONDAY, 10, 30), "follow-up", "s"),
        rating(8, at(MONDAY, 13), "evening-worst"),
    ]
    free = free_medians([*around, rating(3, at(MONDAY, 12, 15))], [held])
    assert free == {MONDAY: 3}


def test_the_watch_looks_at_evenings_where_they_are_the_habit() -> None:
    def evening(ago: int, value: int) -> Rating:
        return rating(value, at(MONDAY - timedelta(days=ago), 22), "evening-average")

    mostly = watched_diary([evening(0, 5), evening(1, 6), rating(2, at(MONDAY, 9))])
    assert [value for _, value in mostly.pain.between(0, 10**7)] == [6, 5]
    seldom = watched_diary([evening(1, 6), rating(2, at(MONDAY, 9))])
    assert [value for _, value in seldom.pain.between(0, 10**7)] == [2]


def test_the_watch_gets_days_with_and_without() -> None:
    tuesday = MONDAY + timedelta(days=1)
    notes = (
        ended(Headache(at(MONDAY, 20), worst=7), at(tuesday, 2)),
        NotedHeadacheDay(at(tuesday), tuesday, had=False),
        NotedHeadacheDay(at(tuesday), tuesday + timedelta(days=1), had=False),
        NotedHeadacheDay(at(tuesday), tuesday + timedelta(days=2), had=True),
        Medicine(at(MONDAY), "plain", MONDAY),
        Medicine(at(MONDAY), "triptan", MONDAY),
        Medicine(at(tuesday), "none", tuesday),
    )
    diary = watched_diary((), headaches=headache_days(notes), medicines=medicine_days(notes))
    first = MONDAY.toordinal()
    assert diary.headaches.between(0, 10**7) == [
        (first, True), (first + 1, True), (first + 2, False), (first + 3, True),
    ]  # fmt: skip
    assert diary.worst.between(0, 10**7) == [(first, 7), (first + 1, 7)]
    assert diary.medicines.between(0, 10**7) == [
        (first, frozenset({"plain", "triptan"})), (first + 1, frozenset()),
    ]  # fmt: skip


def test_the_state_of_a_headache_is_a_word_that_later_versions_read() -> None:
    assert [one.value for one in HeadacheState] == ["open", "ended", "end_unknown"]
    assert headache_body(Headache(datetime(2026, 5, 1, tzinfo=UTC))) == {"state": "open"}
