"""Out of sight the app gives way to the waiting copy, and nothing asked meanwhile is lost."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from acutimer import APP_ID
from acutimer.core.journal import EntryKind
from acutimer.core.preferences import Preferences
from acutimer.places import places_for
from acutimer.runtime.clock import SystemClock
from acutimer.storage.preferences_file import save_preferences
from tests.desktop_stage import Stage, desktop_stage
from tests.fakes import FakeClock
from tests.journeys.conftest import keep_answers
from tests.journeys.programs import ACUTIMER, Program, fault_of, of_kind, profile
from tests.journeys.test_panel import Panel

pytestmark = pytest.mark.desktop

#: The program, which waits for less long, and at the moment of the change until it may go on.
SLEEPY = """
import os, sys, time
import acutimer.app.falling_asleep as falling_asleep
from acutimer.__main__ import main
from acutimer.app.page_again import PageAgain
folder = {folder!r}
falling_asleep.AWHILE_MS = 300
if "ACUTIMER_HANDED_ON" not in os.environ:
    look = falling_asleep.FallingAsleep.look
    def look_from_the_book(self):
        self._concerned.desk.window.show_page("handbook")
        look(self)
    falling_asleep.FallingAsleep.look = look_from_the_book
show_again = PageAgain.show_again
def show_again_and_tell(self, page):
    open(folder + "/page", "w").write(page)
    show_again(self, page)
PageAgain.show_again = show_again_and_tell
become = os.execve
def slowly(*words):
    open(folder + "/at-it", "w").close()
    while not os.path.exists(folder + "/go-on"):
        time.sleep(0.01)
    become(*words)
os.execve = slowly
sys.exit(main())
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


class Sleepy:
    """A program that was hidden behind its icon, up to the moment of the change."""

    def __init__(self, stage: Stage, home: Path) -> None:
        self.stage, self.home = stage, home
        self.panel = Panel(stage)
        code = SLEEPY.format(folder=str(stage.folder))
        self.running = stage.start([sys.executable, "-c", code, "--home", home])
        stage.wait_until(self.is_seen, "the window")
        stage.wait_until(self.owner, "the name on the bus")
        self.first_icon = self.panel.icon()
        self.before = self.owner(), self.pss_mib()
        self.panel.click("Activate")
        stage.wait_until((stage.folder / "at-it").exists, "the moment of the change")

    def goes_on(self) -> None:
        (self.stage.folder / "go-on").touch()

    def is_asleep(self) -> bool:
        """Whether the same process is the waiting copy now, and its icon is there."""
        words = Path(f"/proc/{self.running.pid}/cmdline").read_bytes().split(b"\0")
        shown = self.panel.ask("Icon").replace("()", "").split(" ")[0]
        return b"--background" in words and shown not in ("", self.first_icon[0])

    def is_seen(self, title: str = "^Acutimer$") -> int:
        stage = self.stage
        seen = (one for one in stage.windows(title) if stage.geometry(one)[2] > 400)
        return next(seen, 0)

    def owner(self) -> str:
        """Who has our name on the bus."""
        bus = ("--dest", "org.freedesktop.DBus", "--object-path", "/org/freedesktop/DBus")
        return self.panel.tell(*bus, "--method", "org.freedesktop.DBus.GetNameOwner", APP_ID)

    def pss_mib(self) -> float:
        lines = Path(f"/proc/{self.running.pid}/smaps_rollup").read_text().splitlines()
        return next(int(one.split()[1]) for one in lines if one.startswith("Pss:")) / 1024

    def begins(self, *words: str) -> subprocess.Popen[str]:
        """Another start of the same profile."""
        return self.stage.start([ACUTIMER, "--home", self.home, *words])

    def calls(self, method: str, *values: str) -> subprocess.Popen[str]:
        """A call over the bus, whose answer nobody waits for here."""
        path = "/" + APP_ID.replace(".", "/")
        words = ("--dest", APP_ID, "--object-path", path, "--method", method, *values)
        return self.stage.start(["gdbus", "call", "--session", *words])


def test_the_waiting_copy_takes_its_place_and_leads_back(stage: Stage, home: Path) -> None:
    program = Sleepy(stage, home)
    program.goes_on()
    stage.wait_until(program.is_asleep, "the waiting copy")
    owner, mib = program.before
    assert program.owner() == owner, "the name was given up"
    assert program.pss_mib() < 0.6 * mib
    # nothing of the app before is open any more
    links = [one.readlink() for one in Path(f"/proc/{program.running.pid}/fd").iterdir()]
    assert not [one for one in links if "journal" in one.name and "lock" not in one.name]
    # once more: what was handed on is handed on again
    for name in ("at-it", "go-on"):
        (stage.folder / name).unlink()
    program.first_icon = program.panel.icon()
    program.panel.click("Activate")
    stage.wait_until(program.is_seen, "the window")
    assert (stage.folder / "page").read_text() == "handbook"
    stage.wait_until(lambda: program.panel.icon() != program.first_icon, "the app's own icon")
    program.first_icon = program.panel.icon()
    program.panel.click("Activate")
    stage.wait_until((stage.folder / "at-it").exists, "the second change")
    program.goes_on()
    stage.wait_until(program.is_asleep, "the waiting copy again")
    assert program.owner() == owner
    assert program.begins("quit").wait(20) == 0
    assert program.running.wait(20) == 0
    assert fault_of(home) is None


def test_what_is_asked_amid_the_change_is_done(stage: Stage, home: Path) -> None:
    program = Sleepy(stage, home)
    again = program.begins("quick")
    noted = program.calls(
        "io.github.acutimer.acutimer.Session1.LogPain", "uint32 3", "''", "@as []"
    )
    there = program.begins("--background")
    program.goes_on()
    assert (again.wait(20), there.wait(20), noted.wait(20)) == (0, 0, 0), stage.logs()
    assert stage.wait_until(lambda: program.is_seen("Desk pause"), "the session")
    assert len(of_kind(home, EntryKind.SESSION_BEGAN)) == 1
    (rating,) = of_kind(home, EntryKind.RATING)
    assert rating.body["value"] == 3
    assert program.running.poll() is None


@pytest.mark.parametrize("way", ["signal", "verb"])
def test_who_ends_it_amid_the_change_ends_it(stage: Stage, home: Path, way: str) -> None:
    program = Sleepy(stage, home)
    if way == "signal":
        program.running.send_signal(signal.SIGTERM)
        program.goes_on()
    else:
        asked = program.begins("quit")
        program.goes_on()
        assert asked.wait(20) == 0
    assert program.running.wait(20) == 0
    assert not (home / "run" / "acutimer.sock").exists()
    assert program.begins("status").wait(20) == 0  # nobody runs, and the journal is sound
    assert fault_of(home) is None


def test_from_an_old_tray_too(home: Path) -> None:
    with desktop_stage(tray=True) as stage:
        code = SLEEPY.format(folder=str(stage.folder))
        (stage.folder / "go-on").touch()
        program = Program(stage, home, command=[sys.executable, "-c", code])
        window = program.window()
        before = program.icon()
        program.hide(window)
        words = Path(f"/proc/{program.running.pid}/cmdline")
        stage.wait_until(lambda: b"--background" in words.read_bytes(), "the waiting copy")
        stage.wait_until(lambda: before not in program.windows(), "the icon before to go")
        left, top, width, height = stage.geometry(program.icon())
        stage.click(left + width // 2, top + height // 2)
        assert program.window()
