"""The icon in a panel's tray on the bus: a window that is never lost, and a panel left in peace."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from time import monotonic

import pytest

from acutimer.core.journal import EntryKind
from acutimer.core.preferences import Preferences
from acutimer.places import places_for
from acutimer.runtime.clock import SystemClock
from acutimer.storage.preferences_file import save_preferences
from acutimer.ui.kit.wording import NO_TRAY
from tests.desktop_stage import Stage, StageError, desktop_stage
from tests.fakes import FakeClock
from tests.journeys.conftest import keep_answers
from tests.journeys.programs import ACUTIMER, Program, profile

pytestmark = pytest.mark.desktop

PANEL = Path(__file__).parents[1] / "desktop" / "panel.py"
WATCHER = ("--dest", "org.kde.StatusNotifierWatcher", "--object-path", "/StatusNotifierWatcher")
#: As long as the window may be gone without a tray.
BACK_WITHIN_S = 2.0

OTHER = """
from PySide6.QtWidgets import QApplication, QLineEdit
app = QApplication(["other"])
field = QLineEdit()
field.setWindowTitle("Somebody's letter")
field.show()
app.exec()
"""


@pytest.fixture
def stage() -> Iterator[Stage]:
    with desktop_stage(tray=False) as made:
        yield made


@pytest.fixture
def home() -> Iterator[Path]:
    with profile() as made:
        keep_answers(made, FakeClock(SystemClock().now()))
        save_preferences(places_for(made).preferences, Preferences(tray_told=True))
        yield made


class Panel:
    """The panel of tests/desktop/panel.py."""

    def __init__(self, stage: Stage, *words: str) -> None:
        self.stage = stage
        self.running = stage.start(["/usr/bin/python3", PANEL, *words])
        stage.wait_until(lambda: "ready" in stage.output(self.running), "the panel")

    def tell(self, *call: str) -> str:
        return self.stage.run(["gdbus", "call", "--session", *call]).strip()

    def ask(self, method: str, *values: str) -> str:
        told = self.tell(*WATCHER, "--method", f"test.Panel.{method}", *values)
        return told.removeprefix("('").removesuffix("',)")

    def icon(self) -> tuple[str, str]:
        """Name and path of the icon, waited for."""
        name, _, path = self.stage.wait_until(
            lambda: self.ask("Icon").replace("()", ""), "the icon in the panel"
        ).partition(" ")
        return name, path if path.startswith("/") else "/StatusNotifierItem"

    def click(self, how: str) -> None:
        """Click the icon: "Activate" is the left button, "SecondaryActivate" the middle one."""
        name, path = self.icon()
        method = f"org.kde.StatusNotifierItem.{how}"
        self.tell("--dest", name, "--object-path", path, "--method", method, "1", "1")

    def heard(self, signal: str) -> list[float]:
        """When the icon said something, in seconds."""
        said = (line.split() for line in self.ask("Heard").split(";") if line)
        return [float(when) for when, member in said if member == signal]

    def menu(self) -> str:
        """All rows of the menu, as the bus has them."""
        name, _ = self.icon()
        layout = ("--method", "com.canonical.dbusmenu.GetLayout", "--", "0", "-1", "[]")
        return self.tell("--dest", name, "--object-path", "/MenuBar", *layout)


def hide(program: Program, panel: Panel, window: int) -> None:
    """Click the window away; the icon is then all there is of it."""
    program.stage.wait_until(lambda: window in program.windows(), "the window")
    panel.click("Activate")
    program.stage.wait_until(lambda: window not in program.windows(), "the window to go")


def is_back(program: Program, window: int) -> None:
    """The window is in sight again, soon enough."""
    began = monotonic()
    program.stage.wait_until(lambda: window in program.windows(), "the window")
    assert monotonic() - began < BACK_WITHIN_S


def says_no_tray(program: Program) -> None:
    program.stage.wait_until(lambda: program.says(NO_TRAY), "that there is no tray")


def says_it_no_more(program: Program) -> None:
    program.stage.wait_until(lambda: not program.says(NO_TRAY), "the notice to leave")


def test_a_host_that_dies_gives_the_window_back_and_a_later_one_gets_the_icon(
    stage: Stage, home: Path
) -> None:
    """The list of icons stays, as with KDE: only who shows it is gone."""
    panel = Panel(stage)
    program = Program(stage, home)
    window = program.window()
    hide(program, panel, window)
    other = stage.start([sys.executable, "-c", OTHER])
    theirs = stage.window("Somebody's letter")
    stage.wait_until(
        lambda: stage.xdotool("getactivewindow").strip() == str(theirs), "the letter's keyboard"
    )
    panel.ask("Host", "false")
    is_back(program, window)
    assert stage.xdotool("getactivewindow").strip() == str(theirs), "the keyboard was taken"
    says_no_tray(program)
    panel.ask("Host", "true")
    says_it_no_more(program)
    stage.end(other)
    hide(program, panel, window)
    assert program.running.poll() is None


def test_a_panel_that_dies_gives_the_window_back_and_a_new_one_gets_the_icon(
    stage: Stage, home: Path
) -> None:
    """List and host are one program, as with Xfce, LXQt and waybar."""
    panel = Panel(stage)
    program = Program(stage, home)
    window = program.window()
    hide(program, panel, window)
    panel.running.kill()
    is_back(program, window)
    says_no_tray(program)
    later = Panel(stage)
    later.icon()
    says_it_no_more(program)
    hide(program, later, window)
    later.click("Activate")
    is_back(program, window)


def test_a_panel_that_is_started_again_brings_up_no_window(stage: Stage, home: Path) -> None:
    panel = Panel(stage)
    program = Program(stage, home)
    window = program.window()
    hide(program, panel, window)
    panel.running.kill()
    Panel(stage).icon()
    with pytest.raises(StageError):
        stage.wait_until(lambda: window in program.windows(), "no window", within_s=2.5)


def test_a_list_that_nobody_shows_is_no_tray(stage: Stage, home: Path) -> None:
    panel = Panel(stage, "hostless")
    program = Program(stage, home)
    window = program.window()

    def has_ended() -> bool:
        # closed before it is known, it comes back; closed then, it ends
        if window in program.windows():
            program.close(window)
        return program.running.poll() == 0

    stage.wait_until(has_ended, "the end")
    assert panel.running.poll() is None


def test_left_click_shows_and_hides_and_middle_click_pauses(stage: Stage, home: Path) -> None:
    panel = Panel(stage)
    program = Program(stage, home, "quick", "desk-pause")
    window = program.window("Desk pause")
    program.noted(EntryKind.SESSION_BEGAN)

    def status() -> str:
        ended = subprocess.run(
            [ACUTIMER, "--home", home, "status"], capture_output=True, text=True, check=True
        )
        return ended.stdout

    panel.click("SecondaryActivate")
    stage.wait_until(lambda: status().startswith("Paused"), "the pause")
    for _ in range(2):
        panel.click("Activate")
        stage.wait_until(lambda: window not in program.windows(), "the window to go")
        panel.click("Activate")
        is_back(program, window)
    rows = panel.menu()
    assert rows.count("'Resume") == 1
    for row in ("Skip to next point", "Stop", "Log pain", "Open Acutimer", "Settings", "Quit"):
        assert f"'{row}" in rows, row
    assert rows.count("<'Desk pause") == 1


def test_the_icon_tells_all_that_a_panel_asks(stage: Stage, home: Path) -> None:
    panel = Panel(stage)
    Program(stage, home)
    name, path = panel.icon()

    def told(member: str) -> str:
        get = ("--method", "org.freedesktop.DBus.Properties.Get", "org.kde.StatusNotifierItem")
        return panel.tell("--dest", name, "--object-path", path, *get, member)

    assert told("Id") == "(<'acutimer'>,)"
    assert told("Title") == "(<'acutimer'>,)"
    assert told("Category") == "(<'ApplicationStatus'>,)"
    assert told("Status") == "(<'Active'>,)"
    assert told("Menu") == "(<objectpath '/MenuBar'>,)"
    assert told("ItemIsMenu") == "(<false>,)"
    assert "'Acutimer'" in told("ToolTip")


def test_a_window_behind_another_comes_to_the_front(stage: Stage, home: Path) -> None:
    panel = Panel(stage)
    program = Program(stage, home)
    window = program.window()
    panel.icon()
    stage.start([sys.executable, "-c", OTHER])
    theirs = stage.window("Somebody's letter")

    def active() -> str:
        return stage.xdotool("getactivewindow").strip()

    stage.wait_until(lambda: active() == str(theirs), "the letter's keyboard")
    # for longer than a panel has the keyboard that clicks
    since = monotonic()
    stage.wait_until(lambda: monotonic() - since > 0.5)
    panel.click("Activate")
    stage.wait_until(lambda: active() == str(window), "our window at the front")


def test_a_session_says_little_to_the_panel(stage: Stage, home: Path) -> None:
    panel = Panel(stage)
    program = Program(stage, home, "quick", "desk-pause")
    program.noted(EntryKind.SESSION_BEGAN)
    panel.icon()
    # somebody plays with the pause, and all the same
    for _ in range(4):
        panel.click("SecondaryActivate")
    stage.wait_until(lambda: len(panel.heard("NewIcon")) >= 5, "five icons")
    for signal, apart_s in (("NewIcon", 2.5), ("NewToolTip", 1.0)):
        said = panel.heard(signal)
        assert min(after - before for before, after in pairwise(said)) >= apart_s, (signal, said)
    assert len(panel.heard("NewToolTip")) >= 5
