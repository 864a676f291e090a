"""Hands behind the neck, eyes shut: from the light into the dark, and back to the rating."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from acutimer.core.journal import EntryKind
from acutimer.core.session import Status
from acutimer.ui.session.eyes_closed import TO_LIGHT_MS
from tests.journeys.conftest import Journey
from tests.journeys.hands import CTRL, Hands, Key

Start = Callable[..., Journey]


def dark(day: Journey) -> Any:
    page: Any = day.app.window.built("session")
    fade = page.eyes.fade
    fade.setCurrentTime(fade.duration())
    day.settle()
    return page.eyes


def status(day: Journey) -> Status:
    assert day.app.runner.state is not None
    return day.app.runner.state.status


def begin(day: Journey) -> Hands:
    day.app.window.resize(1280, 800)
    hands = Hands(day)
    hands.tab_to("Start")
    hands.press(Key.Key_Return)
    assert day.app.window.page == "session"
    return hands


def test_a_whole_session_in_the_dark(journey: Start) -> None:
    day = journey()
    hands = begin(day)
    hands.press(Key.Key_E)
    eyes = dark(day)
    assert eyes.is_dark
    assert eyes.geometry() == day.app.window.rect(), "rail, notices and page lie below it"
    assert hands.focus is eyes

    day.let_pass(20)
    assert eyes.look.words.head == "Skull edge, both sides. Hold."
    hands.press(Key.Key_L)
    assert status(day) is Status.PAUSED
    active = QApplication.activeWindow()
    assert active is day.app.window, "L is no panel now, only a key"
    day.let_pass(60)
    hands.press(Key.Key_Space)
    assert status(day) is Status.RUNNING

    hands.press(Key.Key_Escape)
    eyes = dark(day)
    assert not eyes.isVisible()
    assert status(day) is Status.RUNNING
    hands.press(Key.Key_E)
    eyes = dark(day)

    day.let_pass(700)
    assert day.app.window.page == "rating"
    assert not eyes.is_dark
    coming = (eyes.fade.endValue(), eyes.fade.duration())
    assert coming == (0.0, TO_LIGHT_MS), "the light comes slowly over the rating"
    hands.press(Key.Key_3)
    page: Any = day.app.window.built("rating")
    assert page.cells.value == 3, "and its keys are there at once"
    eyes = dark(day)
    assert not eyes.isVisible()
    assert len(day.of_kind(EntryKind.SESSION_ENDED)) == 1


@pytest.mark.parametrize(
    ("before", "back"),
    [
        (Qt.WindowState.WindowNoState, Key.Key_E),
        (Qt.WindowState.WindowMaximized, Key.Key_Escape),
        (Qt.WindowState.WindowFullScreen, Key.Key_E),
    ],
    ids=lambda one: one.name,
)
def test_the_dark_fills_the_screen_and_the_window_comes_back_as_it_was(
    journey: Start, before: Qt.WindowState, back: Qt.Key
) -> None:
    day = journey()
    hands = begin(day)
    window = day.app.window
    window.setWindowState(before)
    day.settle()
    size = window.size()
    hands.press(Key.Key_E)
    eyes = dark(day)
    assert window.isFullScreen()
    assert eyes.geometry() == window.rect()
    assert eyes.size() == window.screen().size()
    hands.press(back)
    assert window.windowState() & ~Qt.WindowState.WindowActive == before
    assert window.size() == size


def test_quitting_from_the_dark_shows_what_it_asks(journey: Start) -> None:
    day = journey()
    hands = begin(day)
    hands.press(Key.Key_E)
    eyes = dark(day)
    hands.press(Key.Key_Q, held=CTRL)
    eyes = dark(day)
    assert not eyes.isVisible()
    assert status(day) is Status.PAUSED
    assert "quit" in day.app.window.notices.keys()


def test_the_button_darkens_as_the_key_does(journey: Start) -> None:
    day = journey()
    begin(day)
    page: Any = day.app.window.built("session")
    day.qtbot.mouseClick(page.top.eyes, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    assert page.eyes.is_dark
    assert dark(day).hasFocus()


def test_a_length_is_kept_for_next_time_and_taken_back(journey: Start) -> None:
    day = journey()
    hands = begin(day)
    day.let_pass(10)
    hands.press(Key.Key_Up, Key.Key_K)
    assert list(day.app.choices.now.step_lengths.values()) == [75]
    hands.press(Key.Key_K)
    assert day.app.choices.now.step_lengths == {}
    hands.press(Key.Key_Up, Key.Key_K)
    assert list(day.app.choices.now.step_lengths.values()) == [90]
    day.app.runner.stop()
    day.settle()
    day.app.show_page("settings")
    settings: Any = day.app.window.built("settings")
    assert settings.sessions.forget.isEnabled()
    settings.sessions.forget.click()
    assert day.app.choices.now.step_lengths == {}


def test_what_is_kept_in_a_session_survives_a_choice_in_settings(journey: Start) -> None:
    day = journey()
    day.app.show_page("settings")
    settings: Any = day.app.window.built("settings")
    day.app.show_page("press")
    hands = begin(day)
    day.let_pass(10)
    hands.press(Key.Key_Up, Key.Key_K)
    day.app.runner.stop()
    settings.sound.stereo.click()
    assert list(day.app.choices.now.step_lengths.values()) == [75]


def test_the_voice_is_shown_and_captioned(journey: Start) -> None:
    day = journey()
    begin(day)
    page: Any = day.app.window.built("session")
    assert page.top.sound.text() == "Voice, tones"
    day.let_pass(3)
    page.caption_wanted.emit()
    caption = day.app.runner.caption()
    assert caption is not None
    assert page.column.caption.words == caption.words != ""
    day.app.choices.choose(day.app.choices.now._replace(guidance="silent"))
    assert page.top.sound.text() == "Silent"
