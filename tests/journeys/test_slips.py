"""A slip of the finger: a number, a box, "I feel unwell"; each can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from acutimer.core.journal import EntryKind
from tests.journeys.conftest import Journey

Start = Callable[..., Journey]
Key = Qt.Key


def press(day: Journey, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or day.app.window, key)
        day.settle()


def begin(day: Journey, *, before: Qt.Key | None = None) -> None:
    """Begin the chosen routine on the Press page and press for a while."""
    day.app.press.setFocus()
    if before is not None:
        press(day, before)
    press(day, Key.Key_Return)
    assert day.app.window.page == "session"
    day.let_pass(day.lead_in_s + 40)


def to_rating(day: Journey, *, before: Qt.Key | None = None) -> Any:
    begin(day, before=before)
    day.app.runner.stop()
    day.settle()
    assert day.app.window.page == "rating"
    return day.app.window.built("rating")


def may_start(day: Journey) -> bool:
    verdict = day.app.gate.verdict()
    assert verdict is not None
    return verdict.may_start


def test_a_number_chosen_before_a_session_is_used_once(journey: Start) -> None:
    day = journey()
    begin(day, before=Key.Key_2)
    assert day.app.press.bar.rating.value is None
    day.app.runner.stop()
    day.settle()
    press(day, Key.Key_1, Key.Key_Return)
    page = to_rating(day)
    press(day, Key.Key_6, Key.Key_Return)
    assert day.app.window.page == "press", "no second-hand 2 calls for the stop page"
    assert page.reasons == []
    ratings = [(e.body["value"], e.body["moment"]) for e in day.of_kind(EntryKind.RATING)]
    assert ratings == [(2, "before"), (1, "after"), (6, "after")]


def after_numbers(day: Journey) -> list[tuple[int, object]]:
    bodies = [e.body for e in day.of_kind(EntryKind.RATING) if e.body["moment"] == "after"]
    return [(body["value"], body.get("unwelcome")) for body in bodies]


def said(day: Journey) -> list[str]:
    return day.app.window.notices.sentences()


def undo(day: Journey) -> None:
    buttons = day.app.window.notices.findChildren(QPushButton)
    next(one for one in buttons if one.text() == "Undo").click()
    day.settle()


def test_a_number_is_on_the_disk_at_once_and_enter_returns_with_a_passing_line(
    journey: Start,
) -> None:
    day = journey()
    to_rating(day, before=Key.Key_6)
    press(day, Key.Key_4)
    assert after_numbers(day) == [(4, None)], "silence is kept as unanswered"
    assert day.app.window.page == "rating"
    press(day, Key.Key_Return)
    assert day.app.window.page == "press", "and there is no second page"
    assert said(day) == ["Noted 4 (before 6)."]
    assert after_numbers(day) == [(4, None)]
    day.app.show_page("history")
    assert said(day) == [], "it passes"


def test_undo_takes_the_number_off_the_disk_and_asks_again(journey: Start) -> None:
    day = journey()
    page = to_rating(day, before=Key.Key_6)
    press(day, Key.Key_N, Key.Key_4, Key.Key_Return)
    undo(day)
    assert after_numbers(day) == []
    assert day.app.window.page == "rating"
    assert (page.cells.value, page.unwelcome.chosen) == (None, ("nothing",))
    press(day, Key.Key_5, Key.Key_Return)
    assert after_numbers(day) == [(5, ["nothing"])]
    assert said(day) == ["Noted 5 (before 6)."]


def test_advice_about_what_was_ticked_stays_until_it_is_closed(journey: Start) -> None:
    day = journey()
    page = to_rating(day)
    page.unwelcome.box("bruise").click()
    press(day, Key.Key_4, Key.Key_Return)
    (sentence,) = said(day)
    assert sentence.startswith("Noted 4. Bruise noted. If it spreads")
    day.app.show_page("history")
    assert said(day) == [sentence]
    undo(day)
    assert after_numbers(day) == []
    assert day.app.window.page == "history", "nobody is led away from where they are"
    assert said(day) == ["Taken back."]


def test_what_led_to_the_stop_page_is_noted_before_it_opens(journey: Start) -> None:
    day = journey()
    page = to_rating(day, before=Key.Key_4)
    page.unwelcome.box("numb_weak").click()
    press(day, Key.Key_8)
    page.stop_link.click()
    day.settle()
    assert day.app.window.page == "stop"
    after = day.of_kind(EntryKind.RATING)[-1].body
    assert (after["value"], after["unwelcome"]) == (8, ["numb_weak"])
    assert not may_start(day)


def test_a_corrected_answer_replaces_the_first_and_takes_the_stop_back(journey: Start) -> None:
    day = journey()
    page = to_rating(day, before=Key.Key_4)
    page.unwelcome.box("numb_weak").click()
    press(day, Key.Key_8, Key.Key_Return)
    stop: Any = day.app.window.built("stop")
    assert day.app.window.page == "stop"
    day.let_pass(600)
    stop.slip.click()
    assert day.app.window.page == "rating"
    assert (page.cells.value, page.unwelcome.chosen) == (8, ("numb_weak",))
    assert not may_start(day), "nothing is taken back before another answer is noted"
    page.unwelcome.box("numb_weak").click()
    press(day, Key.Key_3, Key.Key_Return)
    assert said(day) == ["Noted 3 (before 4). The stop for today is taken back."]
    assert may_start(day)
    after = [e.body for e in day.of_kind(EntryKind.RATING) if e.body["moment"] == "after"]
    assert [body["value"] for body in after] == [3]
    assert "unwelcome" not in after[0]
    assert day.of_kind(EntryKind.STOP_SHOWN) == []
    assert day.app.window.page == "press"
    again = Journey(day.places.data.parent, day.qtbot)
    again.open()
    try:
        assert may_start(again), "the file says so too"
    finally:
        again.leave()


def test_a_corrected_answer_that_still_calls_for_the_stop_keeps_it(journey: Start) -> None:
    day = journey()
    page = to_rating(day, before=Key.Key_4)
    press(day, Key.Key_9, Key.Key_Return)
    stop: Any = day.app.window.built("stop")
    stop.slip.click()
    page.unwelcome.box("dizzy_faint").click()
    press(day, Key.Key_5, Key.Key_Return)
    assert day.app.window.page == "stop"
    (noted,) = day.of_kind(EntryKind.STOP_SHOWN)
    assert noted.body["reasons"] == ["dizzy_faint"]
    assert not may_start(day)
    stop.done.click()
    assert day.app.window.page == "press"


@pytest.mark.parametrize("key", [Key.Key_3, None], ids=["rated", "left out"])
def test_feeling_unwell_can_be_a_slip(journey: Start, key: Qt.Key | None) -> None:
    day = journey()
    begin(day, before=Key.Key_4)
    session: Any = day.app.window.built("session")
    press(day, Key.Key_Escape)
    session.foot.unwell.click()
    day.settle()
    assert day.app.window.page == "stop"
    stop: Any = day.app.window.built("stop")
    stop.slip.click()
    day.settle()
    page: Any = day.app.window.built("rating")
    assert day.app.window.page == "rating"
    assert page.cells.value is None
    assert not may_start(day)
    if key is None:
        page.skip.click()
        day.settle()
    else:
        press(day, key, Key.Key_Return)
    assert may_start(day)
    assert day.of_kind(EntryKind.STOP_SHOWN) == []


def test_a_danger_sign_told_by_a_slip_asks_the_question_again(journey: Start) -> None:
    day = journey(answered=False)
    day.app.show_page("safety")
    day.app.after.show_danger("A1", day.app.gate.ask_again)
    day.settle()
    assert day.app.window.page == "stop"
    stop: Any = day.app.window.built("stop")
    stop.slip.click()
    day.settle()
    assert day.app.window.page == "safety"
    assert day.of_kind(EntryKind.STOP_SHOWN) == []
    assert not may_start(day), "without answers nothing may begin"


def test_an_earlier_stop_of_the_day_outlives_a_later_slip(journey: Start) -> None:
    day = journey()
    day.app.gate.stopped(("numb",))
    day.app.after.show_danger("A1", day.app.gate.ask_again)
    stop: Any = day.app.window.built("stop")
    stop.slip.click()
    day.settle()
    assert not may_start(day)
    (noted,) = day.of_kind(EntryKind.STOP_SHOWN)
    assert noted.body["reasons"] == ["numb"]


def test_enter_held_down_on_the_rating_begins_no_other_session(journey: Start) -> None:
    day = journey()
    to_rating(day)
    press(day, Key.Key_4, Key.Key_Return)
    assert day.app.window.page == "press"
    none = Qt.KeyboardModifier.NoModifier
    held = QKeyEvent(QEvent.Type.KeyPress, Key.Key_Return, none, "\r", autorep=True)
    QApplication.sendEvent(QApplication.focusWidget() or day.app.window, held)
    day.settle()
    assert not day.app.runner.is_running
    assert day.app.window.page == "press"
