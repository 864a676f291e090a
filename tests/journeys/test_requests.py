"""Asked from outside, a session begins, or one sentence says why not: whatever is in the way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QMenu

from acutimer.core.journal import EntryKind
from acutimer.ui.window.keys_panel import KeysPanel
from tests.journeys.conftest import Journey
from tests.journeys.hands import Hands, Key
from tests.journeys.test_keyboard import go_to

Start = Callable[..., Journey]


def asked(day: Journey, verb: str = "quick", routine: str = "") -> str:
    """What a terminal is told: empty when it was done."""
    told: list[str] = []
    day.app.act_on_request(verb, {"routine": routine}, told.append)
    day.settle()
    (answer,) = told
    return answer


def said(day: Journey) -> list[str]:
    return day.app.window.notices.sentences()


def sessions(day: Journey) -> int:
    return len(day.of_kind(EntryKind.SESSION_BEGAN))


@pytest.mark.parametrize("page", ["press", "history", "safety", "settings", "editor", "rating"])
def test_from_every_page_and_from_noted_it_begins(journey: Start, page: str) -> None:
    day = journey()
    go_to(day, page)
    if page == "rating":
        Hands(day).press(Key.Key_3)
        rating: Any = day.app.window.built("rating")
        assert rating.outcome_text == "Noted 3."
    before = sessions(day)
    assert asked(day) == ""
    assert day.app.runner.is_running
    assert day.app.window.page == "session"
    assert sessions(day) == before + 1
    assert "quick" not in day.app.window.notices.keys()


def test_before_the_rating_it_says_what_is_asked_first_and_the_answer_is_kept(
    journey: Start,
) -> None:
    day = journey()
    go_to(day, "rating")
    hands = Hands(day)
    hands.press(Key.Key_6, Key.Key_N)
    sentence = asked(day)
    assert sentence.startswith("The last session still asks for its rating.")
    assert said(day) == [sentence]
    page: Any = day.app.window.built("rating")
    assert (day.app.window.page, page.cells.value) == ("rating", 6)
    assert sessions(day) == 1


def test_in_a_session_it_names_the_one_that_runs_and_changes_nothing(journey: Start) -> None:
    day = journey()
    assert asked(day, routine="nape-and-forehead") == ""
    state = day.app.runner.state
    assert state is not None
    sentence = asked(day, routine="desk-pause")
    assert sentence == (
        f"A session is running: {state.routine.name}. End it first, then start the next one."
    )
    assert said(day) == [sentence]
    assert sessions(day) == 1
    assert day.app.runner.state == state


def test_the_tray_gets_its_answer_in_the_window(journey: Start) -> None:
    day = journey()
    assert asked(day) == ""
    day.app.tray.quick_asked.emit("desk-pause")
    day.settle()
    (sentence,) = said(day)
    assert sentence.startswith("A session is running: ")


def test_the_stop_page_is_not_left_for_it(journey: Start) -> None:
    day = journey()
    go_to(day, "stop")
    assert asked(day) == "Pressing rests until tomorrow; the window says why."
    assert day.app.window.page == "stop"
    assert sessions(day) == 0


def test_answers_that_allow_none_are_said(journey: Start) -> None:
    assert asked(journey(answered=False)) == (
        "Your safety answers come first; the window shows them."
    )


def test_a_routine_that_is_gone_is_said(journey: Start) -> None:
    day = journey()
    sentence = asked(day, routine="no-such-routine")
    assert "no-such-routine" in sentence
    assert said(day) == [sentence]
    # and what was said is gone with the next that begins
    assert asked(day) == ""
    assert said(day) == []


# --- what lies over the window -----------------------------------------------------------------


def test_the_list_of_keys_goes(journey: Start) -> None:
    day = journey()
    Hands(day).press(Key.Key_F1)
    (panel,) = day.app.window.findChildren(KeysPanel)
    assert panel.isVisible()
    assert asked(day) == ""
    assert not panel.isVisible()
    assert day.app.window.page == "session"


def test_an_open_menu_goes(journey: Start) -> None:
    day = journey()
    menu = QMenu(day.app.window)
    menu.addAction("Copy")
    menu.popup(day.app.window.pos())
    day.settle()
    assert menu.isVisible()
    assert asked(day) == ""
    assert not menu.isVisible()


def test_an_empty_pain_panel_goes_and_one_with_a_note_stays(journey: Start) -> None:
    day = journey()
    day.app.pain_log.begin()
    panel = day.app.pain_log.panel
    assert panel is not None
    panel.note.setText("since the ride home")
    sentence = asked(day)
    assert sentence.startswith("A pain note is being written.")
    assert panel.isVisible()
    assert panel.note.text() == "since the ride home"
    assert sessions(day) == 0
    panel.note.clear()
    assert asked(day) == ""
    assert not panel.isVisible()


@pytest.mark.parametrize("verb", ["quick", "log-pain"])
def test_a_dialog_that_waits_for_an_answer_stays_and_is_named(journey: Start, verb: str) -> None:
    day = journey()
    dialog = QDialog(day.app.window)
    dialog.setWindowTitle("Export routine")
    told: list[str] = []

    def ask() -> None:
        day.app.act_on_request(verb, {}, told.append)
        told.append("open" if dialog.isVisible() else "closed")
        dialog.reject()

    QTimer.singleShot(0, ask)
    dialog.exec()
    assert told == [
        "“Export routine” is open in the window. Answer or close it, then ask again.",
        "open",
    ]
    assert day.app.pain_log.panel is None
    assert sessions(day) == 0


def test_asked_before_the_journal_is_read_the_answer_waits_for_it(journey: Start) -> None:
    day = journey()
    profile, day.app.gate._profile = day.app.gate._profile, None
    assert profile is not None
    told: list[str] = []
    day.app.act_on_request("quick", {}, told.append)
    assert told == []
    assert not day.app.runner.is_running
    day.app.gate.take(profile)
    assert told == [""]
    assert day.app.runner.is_running
