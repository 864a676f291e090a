"""Danger signs come before a session by every door, and help is one key away in each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from acutimer.core.journal import EntryKind, read_session
from acutimer.core.safety import Answer
from acutimer.core.session import Status
from acutimer.core.stopping import NOT_NAMED, UNWELL
from tests.journeys.conftest import Journey
from tests.journeys.test_cut_off import OWN, Again, again, click, ended, offered, write_own
from tests.journeys.test_cut_off import begin as begin_own
from tests.ui.keys_stage import key_event, type_key

__all__ = ["again"]

Start = Callable[..., Journey]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ROUTINE = "desk-pause"


def press(day: Journey, *keys: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    for key in keys:
        focused = QApplication.focusWidget() or day.app.window
        QTest.keyClick(focused, key, held or Qt.KeyboardModifier.NoModifier)
        day.settle()


def signs(day: Journey) -> Any:
    assert day.app.window.page == "signs"
    return day.app.window.built("signs")


def begun(day: Journey) -> list[str]:
    day.settle()
    return [str(one.body["routine"]) for one in day.of_kind(EntryKind.SESSION_BEGAN)]


def reasons(day: Journey) -> list[list[str]]:
    return [list(one.body["reasons"]) for one in day.of_kind(EntryKind.STOP_SHOWN)]  # type: ignore[call-overload]


def may_start(day: Journey) -> bool:
    verdict = day.app.gate.verdict()
    assert verdict is not None
    return verdict.may_start


# --- the doors ----------------------------------------------------------------------------------


def by_start(day: Journey) -> str:
    day.app.press.chooser.choose_routine(ROUTINE)
    day.app.press.bar.start.click()
    return ROUTINE


def by_quick(day: Journey) -> str:
    day.app.requests.quick()
    return ROUTINE


def by_tray(day: Journey) -> str:
    day.app.tray.quick_asked.emit("nape-and-forehead")
    return "nape-and-forehead"


def handed_over(day: Journey) -> str:
    told: list[str] = []
    day.app.act_on_request("quick", {"routine": ROUTINE}, told.append)
    day.settle()
    assert told == (
        [""] if day.app.runner.is_running else
        ["Danger signs are asked about first; the window shows them."]
    )  # fmt: skip
    return ROUTINE


def by_a_file(day: Journey) -> str:
    path = day.places.data.parent / "evening.toml"
    path.write_text(OWN, encoding="utf-8")
    day.app.act_on_request("quick", {"routine": str(path)})
    return "evening"


def by_the_editor(day: Journey) -> str:
    day.app.editing.edit("neck-and-shoulders")
    page: Any = day.app.window.built("editor")
    day.settle()
    page.try_asked.emit()
    return str(page.draft.routine.id)


DOORS = [by_start, by_quick, by_tray, handed_over, by_a_file, by_the_editor]


@pytest.mark.parametrize("door", DOORS)
def test_by_every_door_today_is_asked_about_once_and_then_what_was_asked_for_begins(
    journey: Start, door: Callable[[Journey], str]
) -> None:
    day = journey(signs_ago=1)
    seen_before = len(day.of_kind(EntryKind.SIGNS_SEEN))
    routine = door(day)
    day.settle()
    assert signs(day).screen == "today"
    assert not day.app.runner.is_running
    press(day, Key.Key_Return, Key.Key_Space, Key.Key_Enter)
    assert signs(day).screen == "today", "a stray Enter says nothing"
    assert begun(day) == []
    press(day, Key.Key_N)
    assert day.app.window.page == "session"
    assert begun(day) == [routine]
    *_, seen = day.of_kind(EntryKind.SIGNS_SEEN)
    assert len(day.of_kind(EntryKind.SIGNS_SEEN)) == seen_before + 1
    assert seen.body == {"version": 1}, "it was accepted before, and nobody noted when"
    assert may_start(day)
    day.app.runner.stop()
    day.settle()
    press(day, Key.Key_3, Key.Key_Return)
    door(day)
    day.settle()
    assert day.app.window.page == "session", "the second session of the day asks nothing"


@pytest.mark.parametrize("door", DOORS)
def test_by_every_door_the_first_session_shows_both_screens_and_is_accepted_once(
    journey: Start, door: Callable[[Journey], str]
) -> None:
    day = journey(signs_ago=None)
    routine = door(day)
    day.settle()
    assert signs(day).screen == "at_once"
    press(day, Key.Key_N)
    assert signs(day).screen == "see_first"
    assert begun(day) == []
    assert day.of_kind(EntryKind.SIGNS_SEEN) == []
    press(day, Key.Key_N)
    assert begun(day) == [routine]
    (seen,) = day.of_kind(EntryKind.SIGNS_SEEN)
    today = day.clock.now().date()
    assert seen.body == {"version": 1, "accepted_on": today.isoformat()}
    assert seen.at == day.clock.now()


def test_the_day_of_accepting_is_kept_over_later_days_and_told(
    journey: Start, again: Again
) -> None:
    day = journey(signs_ago=None)
    told: list[tuple[int, object]] = []
    day.app.gate.accepted.connect(lambda version, on: told.append((version, on)))
    by_start(day)
    press(day, Key.Key_N, Key.Key_N)
    first = day.clock.now().date()
    day.app.runner.stop()
    day.settle()
    assert told == [(1, first)]
    later = again(day, 24 * 60)
    by_start(later)
    press(later, Key.Key_N)
    bodies = [one.body for one in later.of_kind(EntryKind.SIGNS_SEEN)]
    assert bodies == [{"version": 1, "accepted_on": first.isoformat()}] * 2
    later.app.gate.accepted.connect(lambda version, on: told.append((version, on)))
    later.app.diary.open()
    later.settle()
    assert told[-1] == (1, first)


def test_the_number_before_goes_with_the_session_that_was_asked_for(journey: Start) -> None:
    day = journey(signs_ago=1)
    day.app.press.setFocus()
    press(day, Key.Key_6, Key.Key_Return)
    press(day, Key.Key_N)
    (rating,) = day.of_kind(EntryKind.RATING)
    assert (rating.body["value"], rating.body["moment"]) == (6, "before")
    assert day.app.press.bar.rating.value is None


def test_from_the_questions_over_the_signs_to_the_session_that_was_asked_for(
    journey: Start,
) -> None:
    day = journey(answered=False)
    routine = by_tray(day)
    assert day.app.window.page == "safety"
    page: Any = day.app.window.built("safety")
    for row in page.rows.values():
        row.answers[Answer.NO].click()
    page.finish.click()
    day.settle()
    assert signs(day).screen == "at_once"
    press(day, Key.Key_N, Key.Key_N)
    assert begun(day) == [routine]
    assert day.app.window.page == "session"


@pytest.mark.parametrize("steps", [0, 1], ids=["first screen", "second screen"])
def test_back_leaves_it_and_nothing_that_comes_later_begins_it(journey: Start, steps: int) -> None:
    day = journey(signs_ago=None)
    by_start(day)
    for _ in range(steps):
        press(day, Key.Key_N)
    press(day, *[Key.Key_Escape] * (steps + 1))
    assert day.app.window.page == "press"
    assert day.of_kind(EntryKind.SIGNS_SEEN) == []
    day.app.gate.go_on()
    assert begun(day) == []
    assert not day.app.runner.is_running


def test_back_from_the_questions_leaves_it_too(journey: Start) -> None:
    day = journey(answered=False)
    by_start(day)
    page: Any = day.app.window.built("safety")
    page.back.click()
    assert day.app.window.page == "press"
    day.app.show_page("safety")
    for row in page.rows.values():
        row.answers[Answer.NO].click()
    page.finish.click()
    day.settle()
    assert day.app.window.page == "press"
    assert begun(day) == []


def test_answers_that_bar_pressing_are_not_followed_by_the_signs(journey: Start) -> None:
    day = journey(signs_ago=None, minor=Answer.YES)
    by_start(day)
    day.settle()
    assert day.app.window.page == "safety"
    assert begun(day) == []


def test_the_latest_wish_begins_and_nothing_leads_away_from_naming_a_sign(
    journey: Start,
) -> None:
    day = journey(signs_ago=1)
    by_start(day)
    other = by_tray(day)
    press(day, Key.Key_Y)
    told: list[str] = []
    day.app.act_on_request("quick", {"routine": ROUTINE}, told.append)
    assert signs(day).screen == "which"
    assert told == [
        "The danger signs are open in the window. Answer or close them, then start again."
    ]
    press(day, Key.Key_Escape, Key.Key_N)
    assert begun(day) == [other]


def test_who_paused_over_midnight_is_asked_before_it_goes_on(journey: Start) -> None:
    day = journey()
    by_quick(day)
    day.let_pass(day.lead_in_s + 10)
    press(day, Key.Key_Space)
    night = day.clock.now() + timedelta(days=1)
    day.clock.set_wall(night)
    day.let_pass(60)
    press(day, Key.Key_Space)
    assert signs(day).screen == "today"
    state = day.app.runner.state
    assert state is not None
    assert state.status is Status.PAUSED
    press(day, Key.Key_Escape)
    assert day.app.window.page == "session"
    assert day.app.runner.state.status is Status.PAUSED  # type: ignore[union-attr]
    press(day, Key.Key_Space, Key.Key_N)
    assert day.app.window.page == "session"
    assert day.app.runner.state.status is Status.RUNNING  # type: ignore[union-attr]
    assert day.of_kind(EntryKind.SIGNS_SEEN)[-1].at.date() == night.date()


def test_a_sign_named_at_midnight_ends_the_session_that_stood(journey: Start) -> None:
    day = journey()
    by_quick(day)
    day.let_pass(day.lead_in_s + 10)
    press(day, Key.Key_Space)
    day.clock.set_wall(day.clock.now() + timedelta(days=1))
    press(day, Key.Key_Space, Key.Key_Y)
    signs(day).signs.buttons["B3"].click()
    day.settle()
    assert day.app.window.page == "stop"
    assert not day.app.runner.is_running
    assert reasons(day) == [["B3"]]
    assert len(day.of_kind(EntryKind.SESSION_ENDED)) == 1


def killed_before_midnight(journey: Start) -> Journey:
    day = journey()
    late = datetime.combine(day.clock.now().date(), datetime.min.time(), day.clock.now().tzinfo)
    day.clock.set_wall(late + timedelta(hours=23, minutes=50))
    day.app.gate.refresh()
    write_own(day)
    begin_own(day)
    day.let_pass(day.lead_in_s + 10)
    return day


def test_a_session_cut_off_yesterday_goes_on_after_the_question(
    journey: Start, again: Again
) -> None:
    after = again(killed_before_midnight(journey), 15)
    click(after, "Continue at step 1")
    after.settle()
    assert signs(after).screen == "today"
    press(after, Key.Key_Escape)
    assert "Continue at step 1" in offered(after)[1], "left alone, it is offered again"
    click(after, "Continue at step 1")
    press(after, Key.Key_N)
    assert after.app.window.page == "session"
    assert after.app.runner.is_running
    assert len(begun(after)) == 1, "it is the same session"
    assert ended(after) == []


# --- naming a sign --------------------------------------------------------------------------------


@pytest.mark.parametrize(("ago", "back"), [(None, "at_once"), (1, "today")], ids=["first", "daily"])
@pytest.mark.parametrize("sign", ["A1", "B2", NOT_NAMED])
def test_a_sign_named_before_a_session_stops_it_and_a_slip_asks_again(
    journey: Start, ago: int | None, back: str, sign: str
) -> None:
    day = journey(signs_ago=ago)
    routine = by_start(day)
    press(day, Key.Key_Y)
    signs(day).signs.buttons[sign].click()
    day.settle()
    assert day.app.window.page == "stop"
    assert reasons(day) == [[sign]]
    assert begun(day) == []
    assert not may_start(day)
    stop: Any = day.app.window.built("stop")
    stop.slip.click()
    day.settle()
    assert signs(day).screen == back
    assert reasons(day) == [], "its stop is taken back"
    press(day, *[Key.Key_N] * (2 if ago is None else 1))
    assert begun(day) == [routine], "and what was asked for goes on"


def test_a_sign_that_was_read_rests_for_the_day(journey: Start) -> None:
    day = journey(signs_ago=1)
    by_start(day)
    press(day, Key.Key_Y)
    signs(day).signs.buttons["B2"].click()
    day.settle()
    stop: Any = day.app.window.built("stop")
    stop.done.click()
    day.settle()
    assert day.app.window.page == "press"
    by_start(day)
    day.settle()
    assert day.app.window.page == "safety"
    assert begun(day) == []
    assert reasons(day) == [["B2"]]


def test_a_sign_among_the_questions_is_named_and_a_slip_leads_back_to_them(
    journey: Start,
) -> None:
    day = journey(answered=False)
    day.app.show_page("safety")
    page: Any = day.app.window.built("safety")
    page.rows["injury"].answers[Answer.YES].click()
    page.rows["injury"].danger.signs.buttons["A4"].click()
    day.settle()
    assert day.app.window.page == "stop"
    assert reasons(day) == [["A4"]]
    stop: Any = day.app.window.built("stop")
    stop.slip.click()
    day.settle()
    assert day.app.window.page == "safety"
    assert reasons(day) == []


# --- always one step away -------------------------------------------------------------------------


def running(day: Journey, how: str) -> None:
    """A session in the state of that name."""
    if how == "strip":
        day.app.requests.quick()
        day.settle()
        return
    if how == "waiting":
        day.app.choices.choose(day.app.choices.now._replace(wait="always"))
    by_start(day)
    day.settle()
    if how not in ("lead-in", "waiting"):
        day.let_pass(day.lead_in_s + 10)
    keys = {"paused": Key.Key_Space, "choice": Key.Key_Escape, "dark": Key.Key_E}
    if how in ("dark and paused",):
        press(day, Key.Key_E, Key.Key_Space)
    elif how in keys:
        press(day, keys[how])


@pytest.mark.parametrize(
    "how",
    ["lead-in", "press", "paused", "waiting", "strip", "choice", "dark", "dark and paused"],
)
def test_u_ends_the_session_at_once_whatever_it_is_doing(journey: Start, how: str) -> None:
    day = journey()
    running(day, how)
    press(day, Key.Key_U)
    assert day.app.window.page == "stop"
    assert not day.app.runner.is_running
    page: Any = day.app.window.built("session")
    assert not page.eyes.is_dark
    assert reasons(day) == [[UNWELL]]
    (end,) = day.of_kind(EntryKind.SESSION_ENDED)
    note = read_session(end)
    assert note is not None
    assert note.ended == "stopped"
    assert not may_start(day)


def test_u_is_known_by_its_place_on_a_keyboard_without_latin_letters(journey: Start) -> None:
    day = journey()
    running(day, "press")
    page: Any = day.app.window.built("session")
    page.setFocus()
    type_key(key_event(0x413, "г", scan_code=30))
    day.settle()
    assert day.app.window.page == "stop"


def test_u_means_nothing_outside_of_a_session(journey: Start) -> None:
    day = journey()
    day.app.press.setFocus()
    press(day, Key.Key_U)
    assert day.app.window.page == "press"
    assert reasons(day) == []


@pytest.mark.parametrize("sign", ["A2", "B8"])
def test_who_feels_unwell_can_name_the_sign_and_one_stop_keeps_it(
    journey: Start, sign: str
) -> None:
    day = journey()
    running(day, "press")
    press(day, Key.Key_U)
    stop: Any = day.app.window.built("stop")
    stop.which.click()
    day.settle()
    press(day, Key.Key_Escape)
    assert day.app.window.page == "stop", "who names none is back where help is"
    stop.which.click()
    signs(day).signs.buttons[sign].click()
    day.settle()
    assert day.app.window.page == "stop"
    assert reasons(day) == [[sign]]
    assert not stop.which.isVisible()
    stop.slip.click()
    day.settle()
    assert day.app.window.page == "rating"
    press(day, Key.Key_2, Key.Key_Return)
    assert reasons(day) == []
    assert may_start(day)


def test_the_signs_are_one_key_away_and_one_comes_back_to_where_one_was(journey: Start) -> None:
    day = journey()
    for page in ("press", "history", "settings"):
        day.app.show_page(page)
        press(day, Key.Key_U, held=CTRL)
        assert signs(day).screen == "look"
        press(day, Key.Key_Escape)
        assert day.app.window.page == page
    assert day.of_kind(EntryKind.STOP_SHOWN) == []


def test_the_list_of_keys_begins_with_the_signs_and_leads_there(journey: Start) -> None:
    from acutimer.ui.window.keys_panel import KeysPanel

    day = journey()
    day.app.window.keys_asked.emit()
    (panel,) = day.app.window.findChildren(KeysPanel)
    panel.signs.click()
    day.settle()
    assert signs(day).screen == "look"
    assert panel.isHidden()


def test_a_session_pauses_for_the_signs_and_one_that_is_there_ends_it(journey: Start) -> None:
    day = journey()
    running(day, "press")
    press(day, Key.Key_U, held=CTRL)
    assert signs(day).screen == "look"
    state = day.app.runner.state
    assert state is not None
    assert state.status is Status.PAUSED
    press(day, Key.Key_Escape)
    assert day.app.window.page == "session"
    press(day, Key.Key_Space)
    press(day, Key.Key_U, held=CTRL)
    press(day, Key.Key_Y)
    signs(day).signs.buttons["A3"].click()
    day.settle()
    assert day.app.window.page == "stop"
    assert reasons(day) == [["A3"]]
    assert len(day.of_kind(EntryKind.SESSION_ENDED)) == 1
    stop: Any = day.app.window.built("stop")
    stop.slip.click()
    assert day.app.window.page == "rating"


def test_a_sign_told_while_looking_is_a_slip_back_to_looking(journey: Start) -> None:
    day = journey()
    press(day, Key.Key_U, held=CTRL)
    press(day, Key.Key_Y)
    signs(day).signs.buttons["B1"].click()
    day.settle()
    assert reasons(day) == [["B1"]]
    stop: Any = day.app.window.built("stop")
    stop.slip.click()
    day.settle()
    assert signs(day).screen == "look"
    assert reasons(day) == []
    assert may_start(day)


def test_the_tray_has_both_and_the_light_comes_back(journey: Start) -> None:
    day = journey()
    day.app.tray.asked.emit("signs")
    assert signs(day).screen == "look"
    press(day, Key.Key_Escape)
    day.app.tray.asked.emit("unwell")
    assert reasons(day) == [], "without a session there is none to end"
    running(day, "dark")
    day.app.tray.asked.emit("signs")
    day.settle()
    page: Any = day.app.window.built("session")
    assert not page.eyes.is_dark
    assert signs(day).screen == "look"
    day.app.tray.asked.emit("unwell")
    day.settle()
    assert day.app.window.page == "stop"
    assert reasons(day) == [[UNWELL]]


def test_a_session_that_is_let_go_on_from_outside_is_seen_again(journey: Start) -> None:
    day = journey()
    running(day, "press")
    press(day, Key.Key_U, held=CTRL)
    day.app.runner.resume()
    day.settle()
    assert day.app.window.page == "session"


def test_the_number_of_the_country_stands_on_the_signs_and_on_the_stop_page(
    journey: Start,
) -> None:
    day = journey()
    press(day, Key.Key_U, held=CTRL)
    standard = day.app.signs.call()[0]
    page = signs(day)
    assert {one.number.text() for one in page._calls} == {standard}
    choices = day.app.choices
    choices.choose(choices.now._replace(emergency_number="144"))
    press(day, Key.Key_Y)
    page.signs.buttons["A1"].click()
    day.settle()
    stop: Any = day.app.window.built("stop")
    assert stop._call.number.text() == "144"
    assert "Settings" in stop._call.note.text()
