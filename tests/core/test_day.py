"""What the Press page greets with: whose day it is, which session is last, what the dots hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from acutimer.core.day import DayContent, DayMark, day_content, first_day
from acutimer.core.journal import Rating, SessionNote
from tests.core.notes import TODAY, at, pair, rating, session

YESTERDAY = TODAY - timedelta(days=1)
EVENING = at(TODAY, 20)


def pressed(name: str, when: datetime, routine: str = "Desk pause", s: float = 250) -> SessionNote:
    return replace(session(name, when, s), routine="desk-pause", routine_name=routine)


def greeting(
    ratings: Sequence[Rating] = (), sessions: Sequence[SessionNote] = (), now: datetime = EVENING
) -> DayContent:
    return day_content(ratings, sessions, now)


def spoken(content: DayContent) -> str:
    return content.spoken_line(lambda day: f"{day:%A}")


def lines(content: DayContent) -> tuple[str, ...]:
    return content.lines(lambda day: f"{day:%A}", lambda one: one.written)


def test_yesterday_with_its_pair_and_today_not_yet() -> None:
    content = greeting(pair("s", YESTERDAY, 6, 4), [pressed("s", at(YESTERDAY, 10, 15))])
    assert lines(content) == ("Yesterday: Desk pause, 6\u00a0→\u00a04", "Today: not yet")
    assert spoken(content) == "Yesterday: Desk pause, 6 before, 4 after. Today: not yet."
    assert content.last is content.earlier


@pytest.mark.parametrize(
    ("ratings", "seconds", "said"),
    [
        ([], 250, "Desk pause, not rated"),
        (pair("s", YESTERDAY, 6, 4)[:1], 250, "Desk pause, 6 before"),
        (pair("s", YESTERDAY, 6, 4)[1:], 250, "Desk pause, 4 after"),
        ([*pair("s", YESTERDAY, 6, 4), rating(3, at(YESTERDAY, 11), "after", "s")], 250,
         "Desk pause, 6\u00a0→\u00a03"),
        (pair("s", YESTERDAY, 6, 4), 20, "Desk pause, pressed under 30 s"),
        (pair("other", YESTERDAY, 6, 4), 250, "Desk pause, not rated"),
    ],
)  # fmt: skip
def test_the_numbers_of_the_session_and_no_others(
    ratings: list[Rating], seconds: float, said: str
) -> None:
    content = greeting(ratings, [pressed("s", at(YESTERDAY, 10, 15), s=seconds)])
    assert lines(content)[0] == f"Yesterday: {said}"


def test_an_older_day_is_named_and_only_its_last_real_session_counts() -> None:
    old = TODAY - timedelta(days=4)
    sessions = [
        pressed("a", at(old, 9), "Nape and forehead"),
        pressed("b", at(old, 12), "Neck and shoulders"),
        pressed("c", at(old, 18), s=5),
        pressed("d", at(YESTERDAY, 9), s=0),
    ]
    content = greeting([], list(reversed(sessions)))
    assert lines(content) == (f"{old:%A}: Neck and shoulders, not rated", "Today: not yet")
    assert content.mark(YESTERDAY) is DayMark.NOTED, "nothing was pressed, but there is a note"


def test_today_says_what_was_pressed_or_noted() -> None:
    before = [pressed("s", at(YESTERDAY, 10, 15))]
    number = [rating(7, at(TODAY, 8)), rating(5, at(TODAY, 9))]
    assert lines(greeting(number, before))[1] == "Today: 5 noted"
    again = [*before, pressed("t", at(TODAY, 10), "Nape and forehead")]
    content = greeting([*number, *pair("t", TODAY, 5, 5)], again)
    assert lines(content)[1] == "Today: Nape and forehead, 5\u00a0→\u00a05"
    assert content.last is content.now
    assert content.noted is None
    assert lines(greeting(number)) == ("Today: 5 noted",)


def test_nothing_noted_greets_with_nothing() -> None:
    assert greeting().is_empty
    assert not greeting([rating(5, at(YESTERDAY))]).is_empty
    long_ago = greeting([], [pressed("s", at(date(2025, 1, 7)))])
    assert not long_ago.is_empty, "what was pressed can be pressed again, however long ago"
    assert long_ago.count(DayMark.BLANK) == len(long_ago.days)


def test_a_night_belongs_to_the_day_on_the_wall() -> None:
    late, early = at(TODAY, 23, 59), at(TODAY, 0, 1)
    content = greeting([], [pressed("s", early)], now=late)
    assert content.mark(TODAY) is DayMark.PRESSED
    after_midnight = greeting([], [pressed("s", late)], now=late + timedelta(minutes=2))
    assert lines(after_midnight)[0] == "Yesterday: Desk pause, not rated"
    assert after_midnight.today == TODAY + timedelta(days=1)


@pytest.mark.parametrize("change", [date(2026, 3, 29), date(2026, 10, 25)])
def test_days_of_23_and_25_hours_are_days(change: date) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(change.year, change.month, change.day, tzinfo=berlin) - timedelta(minutes=10)
    on_it = datetime(change.year, change.month, change.day, 23, 50, tzinfo=berlin)
    content = greeting([], [pressed("a", before)], now=on_it)
    assert lines(content)[0] == "Yesterday: Desk pause, not rated"
    next_day = greeting([], [pressed("a", on_it)], now=on_it + timedelta(minutes=15))
    assert lines(next_day)[0] == "Yesterday: Desk pause, not rated"
    days = [day for day, _ in next_day.days]
    assert days == [days[0] + timedelta(days=nth) for nth in range(len(days))]


def test_who_flew_west_has_pressed_today_and_a_wrong_clock_has_not() -> None:
    tokyo, berlin = timezone(timedelta(hours=9)), timezone(timedelta(hours=2))
    landed = datetime(2026, 5, 31, 22, tzinfo=berlin)
    flown = pressed("s", datetime(2026, 6, 1, 4, tzinfo=tokyo))
    content = greeting([], [flown], now=landed)
    assert content.now is not None
    assert content.now.day == TODAY
    astray = greeting([], [pressed("s", landed + timedelta(days=3))], now=landed)
    assert astray.is_empty
    home = greeting([], [pressed("s", datetime(2026, 5, 30, 23, tzinfo=UTC))], now=landed)
    assert lines(home)[0].startswith("Yesterday"), "its own wall said the 30th"


@pytest.mark.parametrize("week_begins", range(7))
@pytest.mark.parametrize("back", range(7))
def test_the_five_weeks_end_with_the_week_of_today(week_begins: int, back: int) -> None:
    today = TODAY - timedelta(days=back)
    content = day_content([], [], at(today), week_begins)
    first, last = content.days[0][0], content.days[-1][0]
    assert first == first_day(today, week_begins)
    assert first.weekday() == week_begins
    assert last == today
    assert 28 < len(content.days) <= 35


def test_the_calendar_in_one_sentence_without_reproach() -> None:
    sessions = [pressed(str(ago), at(TODAY - timedelta(days=ago), 9)) for ago in (1, 2, 3)]
    content = greeting([rating(4, at(TODAY - timedelta(days=9)))], sessions)
    assert content.spoken_days() == (
        "Last five weeks: pressed on 3 days, only a number noted on 1 day. Today: not yet."
    )
    assert content.mark_words(YESTERDAY) == "pressed."
    assert content.mark_words(TODAY - timedelta(days=8)) == "nothing noted."
    assert greeting(pair("t", TODAY, 3, 3), [pressed("t", at(TODAY, 10))]).mark_words(TODAY) == (
        "Today: pressed."
    )
