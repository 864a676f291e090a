"""A plan is made, paused, gone on with and ended beside the calendar; each can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from acutimer.core.journal import EntryKind
from acutimer.places import places_for
from acutimer.storage.backups import back_up
from acutimer.storage.database import open_database
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.rescue import restore
from acutimer.ui.press.day_pane import DayPane
from tests.fakes import FakeClock
from tests.journeys.conftest import Journey, keep_answers
from tests.journeys.hands import Hands, Key
from tests.journeys.test_today import NOTE, greeted, note

Start = Callable[..., Journey]
EXAMPLE = Path(__file__).parents[2] / "resources" / "routine-example.toml"


@pytest.fixture
def day(journey: Start, tmp_path: Path) -> Journey:
    """Somebody who pressed Desk pause today, with a routine that proposes a plan."""
    routines = places_for(tmp_path).routines
    routines.mkdir(parents=True)
    text = EXAMPLE.read_text(encoding="utf-8").replace("times_a_week = 5", "times_a_week = 4")
    (routines / "example.toml").write_text(text, encoding="utf-8")
    keep_answers(tmp_path, FakeClock())
    note(tmp_path, 0)
    started = journey(answered=False)
    started.app.window.resize(1280, 800)
    started.app.press.chooser.choose_routine("desk-pause")
    greeted(started)
    return started


def pane_of(day: Journey) -> DayPane:
    pane = day.app.press.day
    assert pane is not None
    return pane


def click(day: Journey, widget: QWidget) -> None:
    """Click and let the journal answer."""
    day.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    day.settle()


def make(day: Journey, times: int = 5, weeks: int = 6) -> None:
    row = pane_of(day).plan
    click(day, row.change)
    assert row.form is not None
    row.form.times.field.setValue(times)
    row.form.weeks.field.setValue(weeks)
    click(day, row.form.keep)


def act(day: Journey, key: str) -> None:
    row = pane_of(day).plan
    click(day, row.change)
    click(day, row.acts[key])


def undo(day: Journey) -> None:
    buttons = day.app.window.notices.findChildren(QPushButton)
    (one,) = [found for found in buttons if found.text() == "Undo" and found.isVisible()]
    click(day, one)


def plans(day: Journey) -> list[Any]:
    """Of each plan that shows in the file: routine, numbers and state."""
    keys = ("routine", "times_a_week", "weeks", "state")
    return [tuple(entry.body[key] for key in keys) for entry in day.of_kind(EntryKind.PLAN)]


def shown(day: Journey) -> str:
    row = pane_of(day).plan
    assert row.headline.isVisible()
    return row.headline.text()


def test_a_plan_is_made_changed_and_taken_back_by_keyboard_alone(day: Journey) -> None:
    hands, row = Hands(day), pane_of(day).plan
    assert not row.headline.isVisible()
    hands.tab_to("Make a plan")
    hands.press(Key.Key_Return)
    assert hands.name == "Times a week"
    hands.press(Key.Key_3)
    hands.tab_to("Weeks")
    hands.press(Key.Key_8, Key.Key_Return)
    assert plans(day) == [("desk-pause", 3, 8, "running")]
    assert not day.app.runner.is_running
    assert day.app.window.notices.sentences() == [
        "Planned: Desk pause, 3 times a week for 8 weeks."
    ]
    assert shown(day) == "1 of 3 this week"
    assert row.detail.text() == "Desk pause, week 1 of 8"
    assert row.headline.accessibleName() == "1 of 3 this week. Desk pause, week 1 of 8."
    assert hands.name == "Change the plan"
    for name, state, words in (
        ("Pause the plan", "paused", "Plan paused"),
        ("Go on with the plan", "running", "1 of 3 this week"),
        ("End the plan", "ended", "Plan ended"),
    ):
        hands.press(Key.Key_Return)
        hands.tab_to(name)
        hands.press(Key.Key_Return)
        assert plans(day) == [("desk-pause", 3, 8, state)]
        assert shown(day) == words
    hands.tab_to("Undo")
    hands.press(Key.Key_Return)
    assert plans(day) == [("desk-pause", 3, 8, "running")]
    assert shown(day) == "1 of 3 this week"


@pytest.mark.parametrize("before", [(), ("pause",), ("pause", "go_on"), ("end",)])
def test_each_change_is_taken_back_to_what_was_before(
    day: Journey, before: tuple[str, ...]
) -> None:
    make(day)
    had, was = plans(day), shown(day)
    for key in before:
        had, was = plans(day), shown(day)
        act(day, key)
        assert plans(day) != had
    undo(day)
    if before:
        assert (plans(day), shown(day)) == (had, was)
    else:
        assert plans(day) == []
        assert not pane_of(day).plan.headline.isVisible()
        assert pane_of(day).plan.change.text() == "Make a plan"


def test_a_plan_can_have_other_numbers(day: Journey) -> None:
    make(day)
    row = pane_of(day).plan
    act(day, "numbers")
    assert row.form is not None
    assert (row.form.times.field.value(), row.form.weeks.field.value()) == (5, 6)
    click(day, row.form.times.less)
    click(day, row.form.keep)
    assert plans(day) == [("desk-pause", 4, 6, "running")]
    undo(day)
    assert plans(day) == [("desk-pause", 5, 6, "running")]


def test_after_an_end_another_plan_can_be_made(day: Journey) -> None:
    make(day)
    act(day, "end")
    assert pane_of(day).plan.detail.text() == "Desk pause, 5 times a week for 6 weeks"
    day.app.press.chooser.choose_routine("nape-and-forehead")
    make(day, 2, 4)
    assert plans(day) == [("desk-pause", 5, 6, "ended"), ("nape-and-forehead", 2, 4, "running")]
    assert shown(day) == "0 of 2 this week"
    undo(day)
    assert shown(day) == "Plan ended"


def test_what_a_file_proposes_is_offered_filled_in(day: Journey) -> None:
    row = pane_of(day).plan
    day.app.press.chooser.choose_routine("example")
    assert row.detail.text() == "An example. Suggested: 4 times a week for 6 weeks."
    click(day, row.change)
    assert row.form is not None
    assert row.form.times.field.value() == 4
    assert row.form.keep.accessibleName() == "Make this plan: An example"
    click(day, row.form.keep)
    assert plans(day) == [("example", 4, 6, "running")]


def test_points_put_together_by_hand_are_not_planned(day: Journey) -> None:
    row = pane_of(day).plan
    day.app.press.chooser.add_point()
    click(day, row.change)
    assert row.form is not None
    assert not row.form.keep.isEnabled()
    Hands(day).press(Key.Key_Return)
    assert plans(day) == []
    day.app.press.chooser.choose_routine("desk-pause")
    assert row.form.keep.isEnabled()


def test_keys_in_the_form_start_and_rate_nothing(day: Journey) -> None:
    hands, row = Hands(day), pane_of(day).plan
    click(day, row.change)
    assert row.form is not None
    hands.press(Key.Key_A, Key.Key_7)
    assert day.app.press.bar.rating.value is None
    assert row.form.times.field.value() == 7
    hands.press(Key.Key_Escape)
    assert not row.has_form
    assert hands.name == "Make a plan"
    assert plans(day) == []
    assert not day.app.runner.is_running


def test_more_than_planned_stays_and_fewer_is_not_commented(day: Journey) -> None:
    make(day, 2)
    assert shown(day) == "1 of 2 this week"
    for nth in range(3):
        ended = replace(NOTE, id=f"more {nth}", at=day.clock.now())
        day.app.diary.session_ended(ended)
        day.settle()
    assert shown(day) == "2 of 2 this week"
    day.clock.sleep(7 * 24 * 3600 * 1000)
    day.app.day.look()
    day.settle()
    assert shown(day) == "0 of 2 this week"
    assert pane_of(day).plan.headline.accessibleName() == (
        "0 of 2 this week. Desk pause, week 2 of 6."
    )


def test_in_a_small_window_the_plan_is_one_click_away(day: Journey) -> None:
    pane = pane_of(day)
    day.app.window.resize(900, 600)
    day.settle()
    assert not pane.plan.isVisible()
    assert pane.unfold_plan.text() == "Make a plan"
    click(day, pane.unfold_plan)
    assert pane.plan.form is not None
    assert pane.plan.form.isVisible()
    assert not pane.dots.isVisible()
    click(day, pane.plan.form.keep)
    assert pane.unfold_plan.text() == "1 of 5 this week"
    assert pane.unfold_plan.accessibleName() == "Your plan: 1 of 5 this week"
    click(day, pane.unfold_plan)
    assert not pane.plan.isVisible()


def test_wide_the_plan_stands_beside_the_calendar(day: Journey) -> None:
    make(day)
    pane = pane_of(day)
    left = pane.dots.mapTo(pane, QPoint(pane.dots.width(), 0)).x()
    assert pane.plan.mapTo(pane, QPoint()).x() > left
    click(day, pane.plan.change)
    click(day, pane.plan.acts["numbers"])
    below = pane.dots.mapTo(pane, QPoint(0, pane.dots.height())).y()
    assert pane.plan.mapTo(pane, QPoint()).y() >= below, "the form needs the width"


def test_a_plan_without_any_session_is_shown_all_the_same(day: Journey) -> None:
    make(day)
    (ended,) = day.of_kind(EntryKind.SESSION_ENDED)
    day.app.diary.take_back(ended.id, lambda _: None)
    day.settle()
    pane = pane_of(day)
    for one in day.of_kind(EntryKind.RATING):
        day.app.diary.take_back(one.id, lambda _: None)
    day.settle()
    assert pane.isVisible()
    assert shown(day) == "0 of 5 this week"


def test_a_backup_keeps_the_plan_and_a_restore_brings_it_back(day: Journey, tmp_path: Path) -> None:
    make(day)
    act(day, "pause")
    copy = back_up(day.places.database, day.places.backups, day.clock.now())
    act(day, "end")
    other = tmp_path / "another machine"
    database = places_for(other).database
    database.parent.mkdir(parents=True)
    restore(copy, database)
    there = Journey(other, day.qtbot)
    there.open()
    greeted(there)
    there.app.window.resize(1280, 800)
    there.settle()
    # the answers do not come along, so it asks where it hurts as on a first start
    tabs = there.app.press.findChildren(QPushButton)
    click(there, next(one for one in tabs if one.text() == "Routines" and one.isVisible()))
    assert plans(there) == [("desk-pause", 5, 6, "paused")]
    assert shown(there) == "Plan paused"
    act(there, "go_on")
    assert plans(there) == [("desk-pause", 5, 6, "running")]
    there.leave()
    # in the window one goes on from a backup with all that can still be read
    day.app.diary.restore(copy)
    day.settle()
    assert plans(day) == [("desk-pause", 5, 6, "ended")]
    assert "plan" not in day.app.window.notices.keys(), "it knows the journal of before"


def test_a_plan_is_there_at_the_next_start(day: Journey, journey: Start) -> None:
    make(day)
    later = journey(answered=False)
    assert greeted(later).unfold_plan.text() == "1 of 5 this week"


def test_a_plan_that_changed_elsewhere_is_not_changed_again(day: Journey) -> None:
    make(day)
    database = open_database(day.places.database, now=day.clock.now, backups=day.places.backups)
    store = JournalStore(database, day.clock.now)
    (entry,) = store.entries([EntryKind.PLAN])
    store.remove(entry.id)
    database.close()
    act(day, "pause")
    said = day.app.window.notices.sentences()
    assert sum("corrected or removed since" in one for one in said) == 1
    assert pane_of(day).plan.change.text() == "Make a plan"
    assert plans(day) == []
