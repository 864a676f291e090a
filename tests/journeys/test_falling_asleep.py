"""What keeps the app awake though its window is hidden, and what does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit

from acutimer.app import _carried
from acutimer.app.carried import read_carried
from acutimer.app.falling_asleep import Concerned, FallingAsleep
from acutimer.app.giving_way import GIVES_WAY
from acutimer.core.reminders import At, Every, Reminder, Rule
from acutimer.storage.reminder_file import change_reminders
from acutimer.ui.settings.reminder_form import ReminderForm
from tests.journeys.conftest import Journey
from tests.journeys.hands import Hands, Key
from tests.journeys.test_keyboard import go_to

Start = Callable[..., Journey]


class Copy(SimpleNamespace):
    """What later starts ask; nobody does here."""

    is_answering = False
    rests = False

    def rest(self) -> None:
        self.rests = True


def asleep_soon(day: Journey) -> tuple[FallingAsleep, Any, Copy]:
    """Watches the window of a desktop with a tray, which a test's screen has not."""
    app, copy = day.app, Copy()
    tray: Any = SimpleNamespace(is_there=True)
    asked_later, drafts, times = app.pain_log.follow_up, app.editing.drafts, app.reminding.times
    parts: Any = (tray, app.after, asked_later, drafts, times, app.outside, copy)
    return FallingAsleep(Concerned(app.leaving.desk, *parts), app), tray, copy


def test_hidden_and_not_needed_it_gives_way_once_all_is_written(
    journey: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    day, codes = journey(), list[int]()
    monkeypatch.setattr(QCoreApplication, "exit", codes.append)
    watch, _, copy = asleep_soon(day)
    assert not watch.awhile.isActive()
    day.hide()
    assert watch.awhile.isActive()
    day.app.window.show()
    assert not watch.awhile.isActive()
    assert watch.needed_for() == "the window"
    day.hide()
    for page in ("history", "settings", "handbook"):
        day.app.show_page(page)
        assert (page, watch.needed_for()) == (page, "")
    watch.awhile.timeout.emit()
    assert codes == []
    day.settle()
    assert (codes, copy.rests) == ([GIVES_WAY], True)


def test_with_presence_counted_it_gives_way_and_tells_what_it_knows(journey: Start) -> None:
    day = journey()
    remind(day, Every(50))
    times = day.app.reminding.times
    day.clock.advance(7 * 60_000)
    times.look()
    counted = times.counted
    assert counted is not None
    assert counted.present_ms == 7 * 60_000
    day.app.show_page("settings")
    day.hide()
    watch, _, _ = asleep_soon(day)
    assert watch.needed_for() == ""
    told = read_carried(_carried(day.app))
    assert (told.page, told.counted) == ("settings", counted)
    assert told.reminded == times.told()
    assert told.reminded is not None
    # close by it stays, but not where it is held back
    day.clock.advance(39 * 60_000)
    times.look()
    assert watch.needed_for() == "a reminder"
    times.is_held = True
    assert watch.needed_for() == ""
    # and whoever comes after it counts on, and finds the page again when it is looked at
    after = journey()
    after.hide()
    after.app.page_again.show_again(told.page)
    after.app.reminding.times.go_on(told.counted)
    after.app.reminding.times.read()
    after.settle()
    going_on = after.app.reminding.times.counted
    assert going_on is not None
    assert going_on.present_ms == counted.present_ms
    assert (after.app.window.page, after.app.page_again.page) == ("press", "settings")
    after.app.window.show()
    assert after.app.window.page == "settings"


def remind(day: Journey, rule: Rule) -> None:
    now = day.clock.now()
    one = Reminder("one", "Neck pause", rule, now)
    change_reminders(day.places.reminders, now, lambda kept: kept.having(one))
    day.app.reminding.times.read()
    day.settle()


def at_in(day: Journey, minutes: int) -> At:
    return At(((day.clock.now() + timedelta(minutes=minutes)).astimezone().time(),))


def in_session(day: Journey) -> None:
    go_to(day, "session")


def before_the_rating(day: Journey) -> None:
    go_to(day, "rating")


def with_a_draft(day: Journey) -> None:
    go_to(day, "editor")
    page: Any = day.app.window.built("editor")
    page.form.note.setPlainText("Let the shoulder drop first.")
    day.app.show_page("press")
    day.settle()
    day.app.window.notices.drop("draft")


def with_a_notice(day: Journey) -> None:
    day.app.window.notices.say("anything", "Read this when you are back.")


def with_a_dialog(day: Journey) -> None:
    dialog = QDialog(day.app.window)
    dialog.show()


def with_a_form_begun(day: Journey) -> None:
    go_to(day, "settings")
    page: Any = day.app.window.built("settings")
    page.reminders.form_asked.emit("")
    form = day.app.window.findChild(ReminderForm)
    assert form is not None
    name = form.findChild(QLineEdit)
    assert name is not None
    QTest.keyClicks(name, "My pause")


@pytest.mark.parametrize(
    ("way", "reason"),
    [
        (in_session, "a session"),
        (before_the_rating, "a page that asks"),
        (with_a_draft, "a draft"),
        (with_a_notice, "a notice"),
        (with_a_dialog, "another window"),
        (with_a_form_begun, "text in a field"),
        (lambda day: go_to(day, "safety"), "a page that asks"),
        (lambda day: remind(day, at_in(day, 4)), "a reminder"),
    ],
)
def test_it_stays_awake(journey: Start, way: Callable[[Journey], None], reason: str) -> None:
    day = journey()
    way(day)
    day.hide()
    watch, _, copy = asleep_soon(day)
    assert watch.awhile.isActive(), "it was hidden before"
    assert watch.needed_for() == reason
    watch.look()
    day.settle()
    assert not copy.rests
    assert watch.awhile.isActive(), "it looks again later"


def test_who_rated_or_waits_for_a_far_reminder_does_not_keep_it_awake(journey: Start) -> None:
    day = journey()
    go_to(day, "rating")
    Hands(day).press(Key.Key_3)
    day.settle()
    remind(day, at_in(day, 60))
    day.app.window.notices.drop_passing()
    day.hide()
    watch, tray, copy = asleep_soon(day)
    assert watch.needed_for() == ""
    tray.is_there = False
    assert watch.needed_for() == "no tray leads back"
    tray.is_there, copy.is_answering = True, True
    assert watch.needed_for() == "an answer to another copy"
