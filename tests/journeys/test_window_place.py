"""The window comes back as it was left: in the program, and on a real screen."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from acutimer.core.window_place import FRAME_PX
from acutimer.places import places_for
from tests.desktop_stage import desktop_stage
from tests.journeys.conftest import Journey
from tests.journeys.programs import Program, profile

Open = Callable[[], Journey]


@pytest.fixture
def opened(tmp_path: Path, qtbot: object) -> Iterator[Open]:
    """Opens the app on one profile, each time after leaving the one before."""
    days: list[Journey] = []

    def leave() -> None:
        while days:
            days.pop().leave()

    def start() -> Journey:
        leave()
        days.append(Journey(tmp_path, qtbot))
        days[-1].open()
        return days[-1]

    yield start
    leave()


def test_it_comes_back_where_and_as_large_as_it_was(opened: Open) -> None:
    day = opened()
    day.app.window.resize(600, 500)
    day.app.window.move(90, 70)
    day.settle()
    window = opened().app.window
    assert (window.x(), window.y(), window.width(), window.height()) == (90, 70, 600, 500)
    assert not window.isMaximized()


def test_maximised_it_comes_back_maximised_and_knows_its_size(opened: Open) -> None:
    day = opened()
    day.app.window.resize(600, 500)
    day.settle()
    day.app.window.showMaximized()
    day.settle()
    day = opened()
    assert day.app.window.isMaximized()
    day.app.window.showNormal()
    day.settle()
    assert (day.app.window.width(), day.app.window.height()) == (600, 500)


@pytest.mark.parametrize(
    "content",
    [
        "{broken",
        json.dumps({"left": 50_000, "top": 0, "width": 600, "height": 500}),
        json.dumps({"left": 0, "top": 0, "width": -3, "height": 500}),
    ],
)
def test_a_file_that_leads_nowhere_leaves_the_first_size(
    opened: Open, tmp_path: Path, content: str
) -> None:
    path = places_for(tmp_path).window_state
    path.parent.mkdir(mode=0o700, parents=True)
    path.write_text(content)
    day = opened()
    room = day.app.window.screen().availableSize()
    expected = (min(1280, room.width() - FRAME_PX), min(800, room.height() - FRAME_PX))
    assert (day.app.window.width(), day.app.window.height()) == expected
    assert day.app.window.notices.sentences() == []


def test_a_window_that_was_never_shown_keeps_nothing(
    tmp_path: Path, qtbot: object, request: pytest.FixtureRequest
) -> None:
    day = Journey(tmp_path, qtbot)
    request.addfinalizer(day.leave)
    day.app.close()
    assert not places_for(tmp_path).window_state.exists()


@pytest.fixture
def home() -> Iterator[Path]:
    with profile() as made:
        yield made


def settled(program: Program) -> int:
    """The window once it has its icon, which is the last of the start."""
    window, stage = program.window(), program.stage

    def has_icon() -> bool:
        # 48 pixels alone are the window manager's own, for windows without an icon
        return "Icon (128 x 128)" in stage.run(["xprop", "-id", str(window), "_NET_WM_ICON"])

    stage.wait_until(has_icon, "the icon")
    return window


@pytest.mark.desktop
def test_on_a_real_screen_it_does_not_drift_and_has_its_icon(home: Path) -> None:
    with desktop_stage(tray=False) as stage:
        program = Program(stage, home)
        window = settled(program)
        stage.xdotool("windowsize", "--sync", window, 700, 520)
        stage.xdotool("windowmove", "--sync", window, 200, 120)
        left = stage.geometry(window)
        assert left[2:] == (700, 520)
        for _ in range(2):
            program.running.terminate()
            assert program.running.wait(10) == 0
            program = Program(stage, home)
            window = settled(program)
            stage.wait_until(
                lambda window=window: stage.geometry(window) == left, f"the window at {left}"
            )
