"""From the icon of a real tray: two clicks to a session, and a window that is never lost."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from acutimer.app.quick_rows import QUICK_ROWS
from acutimer.core.journal import EntryKind, read_rating, read_session
from acutimer.core.preferences import Preferences
from acutimer.places import places_for
from acutimer.runtime.clock import SystemClock
from acutimer.storage.preferences_file import load_preferences, save_preferences
from acutimer.ui.kit.wording import NO_TRAY
from tests.desktop_stage import Stage, desktop_stage, raise_tray
from tests.fakes import FakeClock
from tests.journeys.conftest import keep_answers
from tests.journeys.programs import ACUTIMER, Program, fault_of, of_kind, profile

pytestmark = pytest.mark.desktop


@pytest.fixture
def stage() -> Iterator[Stage]:
    with desktop_stage(tray=False) as made:
        yield made


@pytest.fixture
def home() -> Iterator[Path]:
    with profile() as made:
        keep_answers(made, FakeClock(SystemClock().now()))
        yield made


def offered(home: Path) -> list[str]:
    """The routines in the order of the menu, by id."""
    told = subprocess.run(
        [ACUTIMER, "--home", home, "routines"], capture_output=True, text=True, check=True
    )
    return [line.split()[0] for line in told.stdout.splitlines()][:QUICK_ROWS]


def new_window(program: Program, before: list[int]) -> tuple[int, int, int, int]:
    """Where a menu opened."""

    def found() -> int:
        return next((w for w in program.windows() if w not in before), 0)

    return program.stage.geometry(program.stage.wait_until(found, "a menu"))


def choose_quick(program: Program, routine: str) -> None:
    """Right click on the icon, Quick session, the routine."""
    stage, routines = program.stage, offered(program.home)
    left, top, width, height = stage.geometry(program.icon())
    before = program.windows()
    stage.click(left + width // 2, top + height // 2, 3)
    menu_left, menu_top, _, _ = new_window(program, before)
    before = program.windows()
    # the first of its rows
    stage.click(menu_left + 40, menu_top + 16)
    left, top, _, height = new_window(program, before)
    middle = (routines.index(routine) + 0.5) / len(routines)
    stage.click(left + 40, top + round(height * middle))


def tell_of_tray(home: Path) -> None:
    """This person has closed the window before, and was told where it goes."""
    save_preferences(places_for(home).preferences, Preferences(tray_told=True))


def test_closing_for_the_first_time_says_where_the_window_went(stage: Stage, home: Path) -> None:
    raise_tray(stage)
    program = Program(stage, home)
    window = program.window()
    icon = program.icon()
    program.hide(window)
    stage.wait_until(lambda: program.says("acutimer stays in the tray"), "where it went")
    assert program.says("choose Quit in its menu")
    assert icon in program.windows()

    def kept() -> bool:
        return load_preferences(places_for(home).preferences)[0].tray_told

    stage.wait_until(kept, "that it was said")


def test_two_clicks_in_the_tray_begin_a_session_and_one_key_rates(stage: Stage, home: Path) -> None:
    raise_tray(stage)
    tell_of_tray(home)
    program = Program(stage, home)
    window = program.window()
    icon = program.icon()
    program.hide(window)
    assert program.windows() == [icon]
    assert program.running.poll() is None

    choose_quick(program, "desk-pause")
    (began,) = program.noted(EntryKind.SESSION_BEGAN)
    assert began.body["routine"] == "desk-pause"
    small = program.window("Desk pause")
    assert small != window
    assert program.stage.geometry(small)[2:] == (460, 268)
    assert window not in program.windows()
    assert of_kind(home, EntryKind.RATING) == []
    program.press_key(small, "4")
    (entry,) = program.noted(EntryKind.RATING)
    rating = read_rating(entry)
    assert rating is not None
    assert (rating.value, rating.moment.value, rating.session) == (4, "before", began.id)
    named = {part["name"] for part in program.look() if part["role"] == "push button"}
    assert {"Pause", "Skip this step", "15 seconds more", "Open the whole window"} <= named

    # closing it never ends the session
    program.close(small)
    stage.wait_until(lambda: small not in program.windows(), "the small window to go")
    assert program.window("Desk pause") == window
    assert of_kind(home, EntryKind.SESSION_ENDED) == []
    program.running.terminate()
    assert program.running.wait(5) == 0
    (ended,) = of_kind(home, EntryKind.SESSION_ENDED)
    note = read_session(ended)
    assert note is not None
    assert (note.id, note.ended) == (began.id, "stopped")
    assert fault_of(home) is None
    assert not (home / "run" / "acutimer.sock").exists()


def test_a_tray_that_dies_gives_the_hidden_window_back(stage: Stage, home: Path) -> None:
    tray = raise_tray(stage)
    program = Program(stage, home)
    window = program.window()
    program.icon()
    program.hide(window)
    tray.kill()
    assert program.window() == window
    stage.wait_until(lambda: program.says(NO_TRAY), "the sentence that there is no tray")
    # without a tray, closing is quitting
    program.close(window)
    assert program.running.wait(5) == 0


def test_without_a_tray_closing_amid_a_session_asks_and_loses_nothing(
    stage: Stage, home: Path
) -> None:
    program = Program(stage, home, "quick", "desk-pause")
    window = program.window("Desk pause")
    program.noted(EntryKind.SESSION_BEGAN)
    program.close(window)
    stage.wait_until(lambda: program.says("A session is running"), "the question before the end")
    assert program.running.poll() is None
    assert program.window("Desk pause") == window
    program.press("push button", "Quit")
    assert program.running.wait(5) == 0
    (ended,) = of_kind(home, EntryKind.SESSION_ENDED)
    note = read_session(ended)
    assert note is not None
    assert note.ended == "stopped"
