"""No sound, no tray, no bus, no room on the disk: said in one sentence, and the app goes on."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from acutimer.audio.player import NO_SOUND
from acutimer.core.journal import EntryKind, read_rating
from acutimer.core.session import Status
from acutimer.places import places_for
from acutimer.runtime.clock import SystemClock
from tests.desktop_stage import desktop_stage
from tests.fakes import FakeClock
from tests.journeys.conftest import Journey, keep_answers
from tests.journeys.hands import Hands, Key
from tests.journeys.programs import ACUTIMER, fault_of, of_kind, profile

Start = Callable[..., Journey]


@contextmanager
def full_disk() -> Iterator[None]:
    """Nothing can be written to any file, by this whole process."""
    # a write beyond the limit fails as on a full disk once the signal that goes with it is ignored
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


def said(day: Journey) -> str:
    return "\n".join(day.app.window.notices.sentences())


def try_again(day: Journey) -> None:
    """Click Try again on the notice."""
    (button,) = [
        one
        for one in day.app.window.notices.findChildren(QPushButton)
        if one.isVisible() and one.text() == "Try again"
    ]
    day.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    day.settle()


def values(day: Journey) -> list[tuple[int, str]]:
    found = [read_rating(entry) for entry in day.of_kind(EntryKind.RATING)]
    return [(rating.value, rating.moment.value) for rating in found if rating]


# --- no sound ---------------------------------------------------------------------------------


def test_without_a_sound_device_the_session_says_so_and_goes_on(
    journey: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/nobody")
    monkeypatch.setenv("ALSA_CONFIG_PATH", os.devnull)
    day = journey(audible=True)
    app = day.app
    app.requests.quick()
    day.settle()
    page: Any = app.window.built("session")
    day.qtbot.waitUntil(page.sound_banner.isVisible)  # type: ignore[attr-defined]
    assert page.sound_banner.text == NO_SOUND
    day.let_pass(5 + 10)
    progress = app.runner.progress()
    assert progress is not None
    assert (progress.status, progress.phase.kind.value) == (Status.RUNNING, "hold")
    while app.runner.is_running:
        day.let_pass(30)
    assert app.window.page == "rating"
    assert len(day.of_kind(EntryKind.SESSION_ENDED)) == 1


# --- nothing of a desktop ---------------------------------------------------------------------


@pytest.mark.desktop
@pytest.mark.parametrize(
    "bus",
    [
        ("env", "-u", "DBUS_SESSION_BUS_ADDRESS"),
        ("env", "DBUS_SESSION_BUS_ADDRESS=unix:path=/none"),
    ],
    ids=["no bus", "dead bus"],
)
def test_without_bus_tray_sound_and_window_manager_it_opens_and_notes(bus: tuple[str, ...]) -> None:
    with desktop_stage(tray=False, windows=False) as stage, profile() as home:
        keep_answers(home, FakeClock(SystemClock().now()))
        if "-u" in bus:
            # the library would look for the bus there by itself
            (stage.folder / "run" / "bus").unlink()
        program = stage.start([*bus, ACUTIMER, "--home", home, "quick"])
        window = stage.window("Desk pause")
        stage.wait_until(lambda: of_kind(home, EntryKind.SESSION_BEGAN), "the session")
        stage.xdotool("windowfocus", "--sync", window, "key", "5")
        stage.wait_until(lambda: of_kind(home, EntryKind.RATING), "the rating")
        program.terminate()
        assert program.wait(5) == 0
        assert len(of_kind(home, EntryKind.SESSION_ENDED)) == 1
        assert fault_of(home) is None
        said = stage.output(program)
        assert "Traceback" not in said


# --- no room, no right to write ---------------------------------------------------------------


def test_on_a_full_disk_a_rating_is_kept_in_memory_and_written_once_there_is_room(
    journey: Start,
) -> None:
    day = journey()
    hands = Hands(day)
    day.app.requests.quick()
    day.let_pass(30)
    hands.press(Key.Key_Escape)
    hands.tab_to("End and rate")
    hands.press(Key.Key_Space)
    page: Any = day.app.window.built("rating")
    with full_disk():
        hands.press(Key.Key_4, Key.Key_Return)
        assert "Noted" not in page.outcome_text
        assert page.outcome_text
        assert "1 note is kept in memory" in said(day)
        # trying in vain keeps one note, not one for each try
        hands.press(Key.Key_Return)
        assert "1 note is kept in memory" in said(day)
        assert values(day) == []
    try_again(day)
    assert values(day) == [(4, "after")]
    assert "kept in memory" not in said(day)
    assert page.outcome_text == "Noted 4."
    assert not page.is_leaving
    stood = hands.name
    hands.press(Key.Key_Return)
    assert day.app.window.page == "press", f"Enter on {stood}, then on {hands.name}"
    assert values(day) == [(4, "after")]


def test_the_page_itself_can_try_again_and_notes_once(journey: Start) -> None:
    day = journey()
    hands = Hands(day)
    day.app.requests.quick()
    day.settle()
    day.app.runner.stop()
    day.settle()
    with full_disk():
        hands.press(Key.Key_4, Key.Key_Return)
    # one may think better of it meanwhile
    hands.press(Key.Key_3, Key.Key_Return)
    assert day.app.window.page == "press"
    assert "Noted 3." in said(day)
    assert values(day) == [(3, "after")]
    assert "kept in memory" not in said(day)


def test_pain_logged_on_a_full_disk_is_noted_once_there_is_room(journey: Start) -> None:
    day = journey()
    hands = Hands(day)
    with full_disk():
        hands.press(Key.Key_L, Key.Key_6)
        assert "1 note is kept in memory" in said(day)
        hands.press(Key.Key_6)
        assert "1 note is kept in memory" in said(day)
    hands.leave_panel(Key.Key_Escape)
    assert values(day) == []
    try_again(day)
    assert values(day) == [(6, "now")]


def test_an_open_history_shows_what_was_written_late(journey: Start) -> None:
    day = journey()
    day.app.show_page("history")
    page = day.app.history.page.built
    assert page is not None
    hands = Hands(day)
    with full_disk():
        hands.press(Key.Key_L, Key.Key_6)
    hands.leave_panel(Key.Key_Escape)
    assert page.shown is not None
    assert page.shown.ratings == ()
    try_again(day)
    assert [rating.value for rating in page.shown.ratings] == [6]


def test_a_folder_that_cannot_be_used_is_said_and_tried_again(
    journey: Start, tmp_path: Path
) -> None:
    places = places_for(tmp_path)
    places.data.parent.mkdir(parents=True, exist_ok=True)
    places.data.write_text("in the way")
    day = journey(answered=False)
    assert str(places.data) in said(day)
    hands = Hands(day)
    hands.press(Key.Key_L, Key.Key_7)
    hands.leave_panel(Key.Key_Escape)
    assert "1 note is kept in memory" in said(day)
    try_again(day)
    assert "1 note is kept in memory" in said(day)
    places.data.unlink()
    try_again(day)
    assert values(day) == [(7, "now")]
    assert said(day) == ""


def test_quitting_with_notes_in_memory_tries_once_more(journey: Start) -> None:
    day = journey()
    hands = Hands(day)
    with full_disk():
        hands.press(Key.Key_L, Key.Key_8)
    hands.leave_panel(Key.Key_Escape)
    day.app.close()
    assert values(day) == [(8, "now")]
