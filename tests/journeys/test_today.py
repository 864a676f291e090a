"""Who comes back is greeted with the last time, and needs one key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QPushButton

from acutimer.core.composing import YOUR_POINTS
from acutimer.core.day import DayMark
from acutimer.core.journal import EntryKind, Moment, Rating, SessionNote, session_ended_body
from acutimer.core.safety import Answer
from acutimer.places import places_for
from acutimer.runtime.clock import SystemClock
from acutimer.storage.database import open_database
from acutimer.storage.journal_store import JournalStore
from acutimer.ui.press.day_pane import DayPane
from tests.desktop_stage import desktop_stage
from tests.fakes import FakeClock
from tests.journeys.conftest import Journey, keep_answers
from tests.journeys.hands import Hands, Key
from tests.journeys.programs import Program, profile
from tests.journeys.test_main_job import click

Start = Callable[..., Journey]
ALT = Qt.KeyboardModifier.AltModifier
NOTE = SessionNote("", "desk-pause", "Desk pause", FakeClock().now(), 255, 250, (), "finished")


def note(
    home: Path,
    days_ago: int,
    *,
    before: int | None = 6,
    after: int | None = 4,
    clock: FakeClock | None = None,
    **how: Any,
) -> None:
    """Put a session of an earlier day into a profile, with its numbers."""
    clock = clock or FakeClock()
    at = clock.now() - timedelta(days=days_ago)
    places = places_for(home)
    database = open_database(places.database, now=clock.now, backups=places.backups)
    store = JournalStore(database, clock.now)
    session = f"session {days_ago}"
    for value, moment in ((before, Moment.BEFORE), (after, Moment.AFTER)):
        if value is not None:
            store.add_rating(Rating("", value, moment, at, session=session))
    ended = replace(NOTE, id=session, at=at, **how)
    store.append(EntryKind.SESSION_ENDED, session_ended_body(ended), at)
    database.close()


@pytest.fixture
def returning(journey: Start, tmp_path: Path) -> Start:
    """Opens the app on a profile of somebody who pressed yesterday."""

    def start(days_ago: int = 1, **how: Any) -> Journey:
        keep_answers(tmp_path, FakeClock(), signs_ago=how.pop("signs_ago", 0))
        note(tmp_path, days_ago, **how)
        day = journey(answered=False)
        greeted(day)
        return day

    return start


def greeted(day: Journey) -> DayPane:
    """The greeting, which comes a little after the start."""
    day.qtbot.waitUntil(lambda: day.app.press.day is not None)  # type: ignore[attr-defined]
    day.settle()
    pane = day.app.press.day
    assert pane is not None
    return pane


def test_the_first_start_of_a_day_is_one_key_and_n(returning: Start) -> None:
    day = returning(signs_ago=1)
    assert greeted(day).line.text() == "Yesterday: Desk pause, 6\u00a0→\u00a04\nToday: not yet"
    hands = Hands(day)
    hands.press(Key.Key_A)
    assert day.app.window.page == "signs"
    hands.press(Key.Key_N)
    assert day.app.runner.is_running
    assert day.app.runner.state is not None
    assert day.app.runner.state.routine.name == "Desk pause"


def test_the_first_start_of_a_day_is_one_click_and_the_question_that_is_due(
    returning: Start,
) -> None:
    day = returning(signs_ago=1)
    click(day, greeted(day).again)
    assert day.app.window.page == "signs"
    signs = day.app.window.built("signs")
    assert signs is not None
    (none,) = [
        one
        for one in signs.findChildren(QPushButton)
        if one.isVisible() and one.property("kind") == "primary"
    ]
    click(day, none)
    assert day.app.runner.is_running


@pytest.mark.desktop
def test_by_actions_of_a_screen_reader_a_return_is_one_and_the_question_that_is_due() -> None:
    clock = FakeClock(SystemClock().now())
    with desktop_stage(tray=False) as stage, profile() as home:
        keep_answers(home, clock, signs_ago=1)
        note(home, 1, clock=clock)
        program = Program(stage, home)
        program.window()
        stage.wait_until(lambda: program.says("Again: Desk pause, key A"), "the greeting")
        program.press("push button", "Again: Desk pause, key A")
        stage.wait_until(lambda: program.says("No, nothing new"), "the question of the day")
        names = [p["name"] for p in program.look() if p["role"] == "push button"]
        program.press("push button", next(n for n in names if n.startswith("No, nothing new")))
        (began,) = program.noted(EntryKind.SESSION_BEGAN)
        assert began.body["routine"] == "desk-pause"


def test_a_later_start_of_a_day_is_one_key_or_one_click(returning: Start) -> None:
    day = returning()
    day.app.press.chooser.choose_routine("nape-and-forehead")
    click(day, greeted(day).again)
    assert day.app.runner.is_running
    assert day.app.press.chooser.chosen_id == "desk-pause"
    day.app.runner.stop()
    day.settle()
    assert greeted(day).again.accessibleName() == "Again: Desk pause, key A"


def test_the_number_given_before_goes_with_it(returning: Start) -> None:
    day = returning()
    hands = Hands(day)
    hands.press(Key.Key_5, Key.Key_A)
    assert day.app.runner.is_running
    ratings = [entry.body for entry in day.of_kind(EntryKind.RATING)]
    assert [(one["value"], one["moment"]) for one in ratings][-1] == (5, "before")


def test_who_may_not_press_today_is_led_to_the_answers(journey: Start, tmp_path: Path) -> None:
    note(tmp_path, 1)
    day = journey(carotid=Answer.YES)
    greeted(day)
    Hands(day).press(Key.Key_A)
    assert day.app.window.page == "safety"
    assert not day.of_kind(EntryKind.SESSION_BEGAN)


def test_points_clicked_together_are_led_again_as_they_were(journey: Start) -> None:
    day = journey()
    press = day.app.press
    press.chooser.take_your_points({"GB20": "left", "BL10": "both"})
    press.chooser.choose_routine(YOUR_POINTS)
    press.chooser.ask_start()
    day.settle()
    assert day.app.runner.state is not None
    first = [(step.point, step.side) for step in day.app.runner.state.routine.steps]
    day.let_pass(day.lead_in_s + 40)
    day.app.runner.stop()
    day.settle()
    day.app.show_page("press")
    press.chooser.take_your_points({"GB21": "right"})
    day.settle()
    greeted(day)
    press.again_asked.emit()
    day.settle()
    again = day.app.runner.state
    assert day.app.runner.is_running
    assert [(step.point, step.side) for step in again.routine.steps] == first


def test_a_routine_that_is_gone_cannot_be_pressed_again(returning: Start) -> None:
    day = returning(routine="was-mine", routine_name="Was mine")
    pane = greeted(day)
    assert pane.line.text().startswith("Yesterday: Was mine")
    assert pane.again.isHidden()
    Hands(day).press(Key.Key_A)
    assert not day.app.runner.is_running


def test_long_ago_is_greeted_with_its_date_and_nothing_at_all_with_nothing(
    returning: Start,
) -> None:
    day = returning(100, before=None, after=None)
    text = greeted(day).line.text()
    assert "2025: Desk pause, not rated" in text


def test_a_bare_profile_is_not_greeted(journey: Start) -> None:
    day = journey()
    day.app.day.look()
    day.settle()
    assert day.app.press.day is None
    day.app.diary.note_rating(Rating("", 5, Moment.NOW, day.clock.now()))
    day.settle()
    pane = greeted(day)
    assert pane.line.text() == "Today: 5 noted"
    assert pane.again.isHidden(), "nothing was pressed yet"


def test_what_is_taken_back_greets_no_more(returning: Start) -> None:
    day = returning()
    pane = greeted(day)
    (ended,) = day.of_kind(EntryKind.SESSION_ENDED)
    day.app.diary.take_back(ended.id, lambda _: None)
    day.settle()
    assert "Desk pause" not in pane.line.text()
    assert pane.dots.spoken(day.clock.now().date()).endswith("Today: not yet.")


def test_a_session_that_just_ended_and_a_new_day_change_the_greeting(returning: Start) -> None:
    day = returning()
    Hands(day).press(Key.Key_A)
    day.let_pass(day.lead_in_s + 40)
    day.app.runner.stop()
    day.settle()
    day.app.show_page("press")
    day.settle()
    pane = greeted(day)
    assert pane.line.text().splitlines()[1] == "Today: Desk pause, not rated"
    day.clock.sleep(24 * 3600 * 1000)
    day.app.show_page("history")
    day.app.show_page("press")
    day.settle()
    assert pane.line.text() == "Yesterday: Desk pause, not rated\nToday: not yet"


def test_a_dot_leads_to_its_day_in_history(returning: Start) -> None:
    day = returning(3)
    day.app.window.resize(1280, 800)
    day.settle()
    dots = greeted(day).dots
    wanted = day.clock.now().date() - timedelta(days=3)
    at = dots.place(wanted).toPoint()
    day.qtbot.mouseClick(dots, Qt.MouseButton.LeftButton, pos=at)  # type: ignore[attr-defined]
    day.settle()
    assert day.app.window.page == "history"
    page: Any = day.app.window.built("history")
    assert page._walking.focused == wanted
    day.app.show_page("press")
    dots.setFocus()
    hands = Hands(day)
    hands.press(Key.Key_Home)
    assert dots.day == dots._content.days[0][0]
    hands.press(Key.Key_Left, Key.Key_Down, Key.Key_Right)
    assert dots.day == dots._content.days[8][0]
    hands.press(Key.Key_Return)
    assert day.app.window.page == "history"
    assert page._walking.focused == dots.day
    assert not day.app.runner.is_running


def test_the_calendar_folds_where_there_is_little_room(returning: Start) -> None:
    day = returning()
    pane = greeted(day)
    day.app.window.resize(1280, 800)
    day.settle()
    assert pane.dots.isVisible()
    assert not pane.unfold.isVisible()
    day.app.window.resize(900, 600)
    day.settle()
    assert not pane.dots.isVisible()
    click(day, pane.unfold)
    assert pane.dots.isVisible()
    assert pane.dots.day_at(QPoint(2, 2).toPointF()) is None, "the weekdays are no days"
    assert pane.dots._content.mark(day.clock.now().date()) is DayMark.BLANK


def names(day: Journey) -> list[str]:
    return [offer.routine.id for offer in day.app.press.routines.offers]


def test_favourites_stand_first_in_their_own_order_and_stay(returning: Start) -> None:
    day = returning(routine="slow-strokes", routine_name="Slow strokes")
    greeted(day)
    assert names(day)[:2] == ["slow-strokes", "neck-and-shoulders"], "what was used comes first"
    used, unused = day.app.press.routines._rows[:2]
    assert "yesterday" in [one.text() for one in used.findChildren(QLabel)]
    assert "not used yet" in [one.text() for one in unused.findChildren(QLabel)]
    hands = Hands(day)
    for routine in ("desk-pause", "nape-and-forehead"):
        day.app.press.chooser.choose_routine(routine)
        hands.press(Key.Key_F)
    assert names(day)[:3] == ["desk-pause", "nape-and-forehead", "slow-strokes"]
    hands.press(Key.Key_Up, held=ALT)
    assert names(day)[:2] == ["nape-and-forehead", "desk-pause"]
    hands.press(Key.Key_Up, held=ALT)
    hands.press(Key.Key_Down, held=ALT)
    assert names(day)[:2] == ["desk-pause", "nape-and-forehead"]
    row = day.app.press.routines._rows[1]
    assert row.accessibleName().endswith(", favourite")
    day.app.choices.flush()
    later = Journey(day.places.data.parent, day.qtbot)
    later.open()
    assert names(later)[:3] == ["desk-pause", "nape-and-forehead", "slow-strokes"]
    later.leave()
    click(day, row.star)
    assert names(day)[:3] == ["desk-pause", "slow-strokes", "neck-and-shoulders"]
    assert not row.accessibleName().endswith(", favourite")


def test_again_pressed_before_the_greeting_came_is_not_lost(
    journey: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("acutimer.app.day._AFTER_START_MS", 1_000_000)  # it is asked for below
    keep_answers(tmp_path, FakeClock())
    note(tmp_path, 1)
    day = journey(answered=False)
    assert day.app.press.day is None, "nothing is known yet of yesterday"
    Hands(day).press(Key.Key_A)
    assert not day.app.runner.is_running
    day.app.day.look()
    greeted(day)
    day.settle()
    state = day.app.runner.state
    assert state is not None
    assert state.routine.id == "desk-pause"


def test_no_row_moves_when_the_greeting_comes(
    returning: Start, journey: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = returning()
    first.settle()
    height = greeted(first).height()
    assert first.app.choices.now.greeting_px == height > 100
    first.app.choices.flush()
    monkeypatch.setattr("acutimer.app.day._AFTER_START_MS", 3_600_000)
    again = journey(answered=False)
    assert again.app.press.day is None
    before = [one.mapToGlobal(QPoint()).y() for one in again.app.press.routines._rows]
    again.app.day.look()
    again.settle()
    assert greeted(again).isVisible()
    assert [one.mapToGlobal(QPoint()).y() for one in again.app.press.routines._rows] == before


def test_no_room_is_kept_for_a_greeting_that_does_not_come(journey: Start, tmp_path: Path) -> None:
    keep_answers(tmp_path, FakeClock())
    place = places_for(tmp_path).preferences
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("greeting_px = 300.0\n")
    day = journey(answered=False)
    day.qtbot.waitUntil(lambda: day.app.choices.now.greeting_px == 0)  # type: ignore[attr-defined]
    day.settle()
    rows = day.app.press.routines
    assert rows._rows[0].mapTo(rows, QPoint()).y() < 60
