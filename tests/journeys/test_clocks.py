"""A clock, a zone or a night that is not as one thinks: a sentence, and nothing out of reach."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from acutimer.core.journal import EntryKind, Moment, Rating
from acutimer.core.session import Status
from acutimer.places import places_for
from acutimer.runtime.clock import SystemClock
from acutimer.storage.database import open_database
from acutimer.storage.journal_store import JournalStore
from tests.desktop.bus_stage import until
from tests.fakes import FakeClock
from tests.journeys.conftest import Journey, keep_answers
from tests.journeys.test_bad_surroundings import said, values
from tests.journeys.test_nothing_lost import keep_ratings, note, shown_values

Start = Callable[..., Journey]
DAY_MS = 24 * 60 * 60 * 1000


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Sets this process's zone; afterwards it is what it was."""

    def choose(name: str) -> None:
        monkeypatch.setenv("TZ", name)

    yield choose
    monkeypatch.undo()
    time.tzset()


def opened(home: Path, qtbot: object, now: datetime) -> Journey:
    day = Journey(home, qtbot)
    day.clock.set_wall(now)
    day.open()
    return day


# --- wrong clocks -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "now", [datetime(1970, 1, 1, 0, 5, tzinfo=UTC), datetime(2106, 2, 7, 6, 0, tzinfo=UTC)]
)
def test_a_clock_that_cannot_be_right_is_asked_about_and_history_is_filled(
    tmp_path: Path, qtbot: object, now: datetime
) -> None:
    keep_ratings(tmp_path, FakeClock(), 4, 7)
    day = opened(tmp_path, qtbot, now)
    assert f"This computer's clock shows {now:%Y-%m-%d %H:%M}, which cannot be right." in said(day)
    day.app.show_page("press")
    note(day, 5)
    assert shown_values(day) == [5]
    day.leave()


@pytest.mark.parametrize(
    "wrong", [datetime(1970, 1, 1, 0, 5, tzinfo=UTC), datetime(2106, 2, 7, 6, 0, tzinfo=UTC)]
)
def test_a_note_that_a_wrong_clock_made_is_reached_from_history(
    journey: Start, tmp_path: Path, wrong: datetime
) -> None:
    places, clock = places_for(tmp_path), FakeClock()
    keep_ratings(tmp_path, clock, 4)
    with closing(open_database(places.database, now=clock.now, backups=places.backups)) as made:
        JournalStore(made, clock.now).add_rating(Rating("", 9, Moment.NOW, wrong))
    day = journey()
    assert shown_values(day) == [4]
    page: Any = day.app.history.page.built
    assert page.besides.isVisible()
    there, today = page.besides.days
    assert str(wrong.year) in there.text()
    there.click()
    day.settle()
    assert [rating.value for rating in page.shown.ratings] == [9]
    assert today.text() == "Today"
    page.besides.days[-1].click()
    day.settle()
    assert [rating.value for rating in page.shown.ratings] == [4]
    page.find()
    page.table_part.field.setText("rating")
    until(lambda: page.table_part.count.text() == "2 entries", "all days searched")
    assert sorted(row.value for row in page.table.rows if not row.is_heading) == [4, 9]


def test_a_stop_of_a_clock_far_ahead_locks_nobody_out_and_is_asked_about(
    journey: Start, tmp_path: Path
) -> None:
    places, clock = places_for(tmp_path), FakeClock(datetime(2106, 2, 7, 6, 0, tzinfo=UTC))
    keep_answers(tmp_path, FakeClock())
    with closing(open_database(places.database, now=clock.now, backups=places.backups)) as made:
        JournalStore(made, clock.now).append(EntryKind.STOP_SHOWN, {"reasons": []})
    day = journey(answered=False)
    verdict = day.app.gate.verdict()
    assert verdict is not None
    assert verdict.rests_until is None
    assert verdict.ask, "pressing was stopped after these answers"
    keep_answers(tmp_path, day.clock)
    day.app.diary.open()
    day.settle()
    verdict = day.app.gate.verdict()
    assert verdict is not None
    assert verdict.may_start


def test_a_stop_of_a_clock_far_behind_is_not_passed_over(journey: Start, tmp_path: Path) -> None:
    places, clock = places_for(tmp_path), FakeClock(datetime(1970, 1, 1, 0, 5, tzinfo=UTC))
    keep_answers(tmp_path, FakeClock())
    with closing(open_database(places.database, now=clock.now, backups=places.backups)) as made:
        JournalStore(made, clock.now).append(EntryKind.STOP_SHOWN, {"reasons": []})
    day = journey(answered=False)
    verdict = day.app.gate.verdict()
    assert verdict is not None
    assert verdict.ask


def test_a_note_no_journal_can_hold_keeps_no_other_waiting(journey: Start) -> None:
    day = journey()
    day.clock.set_wall(datetime(2250, 1, 1, tzinfo=UTC))
    note(day, 9)
    assert "does not lie between 1900 and 2200" in said(day)
    assert "kept in memory" not in said(day)
    day.clock.set_wall(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
    note(day, 3)
    assert values(day) == [(3, "now")]


# --- zones --------------------------------------------------------------------------------------


def test_in_a_zone_that_is_none_it_is_said_and_history_is_filled(
    tmp_path: Path, qtbot: object, zone: Callable[[str], None]
) -> None:
    keep_ratings(tmp_path, FakeClock(), 4, 7)
    zone("UTC+25")
    day = opened(tmp_path, qtbot, FakeClock().now())
    assert "The time zone of this computer, 'UTC+25', is none" in said(day)
    assert shown_values(day) == [4, 7]
    day.leave()


def test_a_clock_in_the_tray_sees_a_new_zone_at_once(zone: Callable[[str], None]) -> None:
    clock = SystemClock()
    seen = []
    for name in ("Europe/Berlin", "America/Lima", "Asia/Kolkata"):
        zone(name)
        now = clock.now()
        seen.append((getattr(now.tzinfo, "key", ""), now.utcoffset()))
    assert [key for key, _ in seen] == ["Europe/Berlin", "America/Lima", "Asia/Kolkata"]
    assert [offset for _, offset in seen][1:] == [
        timedelta(hours=-5),
        timedelta(hours=5, minutes=30),
    ]


# --- a session that stood for long --------------------------------------------------------------


def begun(day: Journey) -> Any:
    day.app.requests.quick()
    day.let_pass(day.lead_in_s + 10)
    return day.app.runner


def let_stand(day: Journey, ms: int) -> None:
    """The machine sleeps."""
    day.clock.sleep(ms)
    day.app.runner.look()
    day.settle()


def test_a_night_later_the_answers_are_judged_again_and_what_was_pressed_is_noted(
    journey: Start,
) -> None:
    day = journey()
    runner = begun(day)
    let_stand(day, 40 * DAY_MS)
    assert runner.state.status is Status.PAUSED
    runner.pause_or_go_on()
    day.settle()
    assert not runner.is_running
    assert day.app.window.page == "safety"
    assert "it may not go on as your answers are today" in said(day)
    (ended,) = day.of_kind(EntryKind.SESSION_ENDED)
    assert ended.body["pressed_s"] == 10


@pytest.mark.parametrize("asleep", [True, False])
def test_after_a_long_pause_a_stop_page_of_meanwhile_holds(journey: Start, asleep: bool) -> None:
    day = journey()
    runner = begun(day)
    if not asleep:
        runner.pause()
    let_stand(day, 31 * 60_000)
    day.app.gate.stopped(("numb",))
    runner.resume()
    day.settle()
    assert not runner.is_running
    assert day.app.window.page == "safety"


@pytest.mark.parametrize(("minutes", "judged"), [(29, 0), (31, 1)])
def test_only_a_long_pause_is_judged_and_where_it_may_it_goes_on(
    journey: Start, minutes: int, judged: int
) -> None:
    day = journey()
    runner = begun(day)
    asked: list[bool] = []
    may = runner.may_go_on
    runner.may_go_on = lambda: asked.append(True) or may()
    runner.pause()
    let_stand(day, minutes * 60_000)
    runner.pause_or_go_on()
    assert len(asked) == judged
    assert runner.state.status is Status.RUNNING
    runner.pause()
    runner.resume()
    assert len(asked) == judged, "only once for each standstill"


def test_past_midnight_a_short_pause_is_judged_too(journey: Start) -> None:
    day = journey()
    day.clock.set_wall(datetime(2026, 3, 2, 23, 55, tzinfo=UTC))
    runner = begun(day)
    asked: list[bool] = []
    runner.may_go_on = lambda: asked.append(True) or True
    let_stand(day, 6 * 60_000)
    runner.resume()
    assert asked == [True]
    assert day.clock.now().date() == date(2026, 3, 3)


def test_thirty_five_days_of_sleep_are_told(journey: Start) -> None:
    day = journey()
    runner = begun(day)
    let_stand(day, 35 * DAY_MS)
    page: Any = day.app.window.built("session")
    assert page.banner.text.startswith("The computer slept for 840 hours.")
    assert runner.state.status is Status.PAUSED
