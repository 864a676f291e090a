"""Started and asked by the desktop's launcher, over a real bus: cold, running, and by many."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from acutimer import APP_ID
from acutimer.core.journal import EntryKind
from acutimer.runtime.clock import SystemClock
from tests.desktop.test_launcher import tree
from tests.desktop_stage import Stage, desktop_stage
from tests.fakes import FakeClock
from tests.journeys.conftest import keep_answers
from tests.journeys.programs import ACUTIMER, fault_of, of_kind, profile

pytestmark = pytest.mark.desktop

#: The program as a launcher of an account whose profile is elsewhere would start it.
WRAPPER = """#!/bin/sh
echo "$$" >> {home}/started
export QT_LINUX_ACCESSIBILITY_ALWAYS_ON=0
exec {acutimer} --home {home} "$@"
"""


@pytest.fixture
def home() -> Iterator[Path]:
    with profile() as made:
        keep_answers(made, FakeClock(SystemClock().now()))
        yield made


@pytest.fixture
def stage(home: Path) -> Iterator[Stage]:
    """A desktop whose launcher knows the program; nothing of it runs yet."""
    with desktop_stage(tray=False) as made:
        program = made.folder / "acutimer"
        program.write_text(WRAPPER.format(home=home, acutimer=ACUTIMER))
        program.chmod(0o755)
        install(made, program)
        yield made
        for pid in started(home):
            end(pid)


def install(stage: Stage, program: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from acutimer.desktop.launcher import install;"
        "install(Path(sys.argv[1]), sys.argv[2])"
    )
    python = ACUTIMER.with_name("python")
    stage.run([python, "-c", code, stage.environment["XDG_DATA_HOME"], program])


def started(home: Path) -> list[int]:
    """Every process that was started by the launcher."""
    path = home / "started"
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def runs(pid: int) -> bool:
    """Whether a process is there; the bus gathers those it started."""
    try:
        return "(zombie)" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def end(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)


def ask(stage: Stage, *words: str) -> None:
    """Ask as launchers do."""
    stage.run(["gapplication", *words])


def test_cold_start_by_the_bus_brings_the_action(stage: Stage, home: Path) -> None:
    ask(stage, "action", APP_ID, "quick-session")
    (began,) = stage.wait_until(lambda: of_kind(home, EntryKind.SESSION_BEGAN), "the session")
    assert began.body["routine"] == "desk-pause"
    assert stage.window("Desk pause")
    # the running copy hears what follows, and nobody else is started
    ask(stage, "action", APP_ID, "pause-resume")
    ask(stage, "action", APP_ID, "quit")
    (pid,) = started(home)
    stage.wait_until(lambda: not runs(pid), "the end")
    (ended,) = of_kind(home, EntryKind.SESSION_ENDED)
    assert ended.body["ended"] == "stopped"
    assert fault_of(home) is None


def test_cold_start_by_the_bus_shows_the_window_when_that_is_asked(
    stage: Stage, home: Path
) -> None:
    ask(stage, "launch", APP_ID)
    assert stage.window("^Acutimer$")
    ask(stage, "action", APP_ID, "log-pain")
    assert stage.window("Pain right now")
    assert len(started(home)) == 1


@pytest.mark.parametrize("action", ["pause-resume", "stop-session", "quit"])
def test_what_only_a_session_can_do_starts_no_window(stage: Stage, home: Path, action: str) -> None:
    ask(stage, "action", APP_ID, action)
    (pid,) = started(home)
    stage.wait_until(lambda: not runs(pid), "the end")
    assert stage.windows("acutimer", "--class") == []


def test_a_start_by_hand_and_one_by_the_bus_are_one_copy(stage: Stage, home: Path) -> None:
    by_hand = stage.start([ACUTIMER, "--home", home])
    ask(stage, "action", APP_ID, "log-pain")
    assert stage.window("Pain right now")

    def running() -> int:
        return (by_hand.poll() is None) + sum(map(runs, started(home)))

    # whichever came first stays, and did what was asked
    stage.wait_until(lambda: running() == 1, "one of both to leave")
    assert stage.windows("Pain right now")


def test_of_twenty_starts_at_once_one_stays_and_every_command_arrives(
    stage: Stage, home: Path
) -> None:
    words = ([], ["quick"], ["--log-pain"], [])
    hands = [stage.start([ACUTIMER, "--home", home, *words[n % 4]]) for n in range(15)]
    buses = [stage.start(["gapplication", "launch", APP_ID]) for _ in range(5)]
    stage.wait_until(lambda: all(one.poll() is not None for one in buses), "the launchers", 60)
    assert [one.returncode for one in buses] == [0] * 5

    def staying() -> int:
        return sum(one.poll() is None for one in hands) + sum(map(runs, started(home)))

    stage.wait_until(lambda: staying() == 1, "one to stay", 60)
    # of the sessions the first begins, and each other start is told what runs: 2 and a sentence
    assert len(of_kind(home, EntryKind.SESSION_BEGAN)) == 1
    assert {one.returncode for one in hands} <= {None, 0, 2}
    assert {one.returncode for one in hands[2::4]} <= {None, 0}, "each panel was opened"
    # a panel makes way for a session that begins after it
    assert stage.start([ACUTIMER, "--home", home, "--log-pain"]).wait(20) == 0
    assert stage.window("Pain right now")


def test_a_second_start_hands_its_token_on(stage: Stage, home: Path) -> None:
    """Read back where the desktop would: what the window asks to come forward with."""
    python = ACUTIMER.with_name("python")
    running = stage.start([python, "-c", SPY, "--home", home])
    stage.window("^Acutimer$")
    token = {"XDG_ACTIVATION_TOKEN": "token-1"}
    again = stage.start([ACUTIMER, "--home", home], token)
    assert again.wait(20) == 0
    stage.wait_until(lambda: "token token-1" in stage.output(running), "the token")
    told = ("gdbus", "call", "--session", "--dest", APP_ID)
    path = "/" + APP_ID.replace(".", "/")
    method = ("--object-path", path, "--method", "org.freedesktop.Application.Activate")
    stage.run([*told, *method, "{'activation-token': <'token-2'>}"])
    stage.wait_until(lambda: "token token-2" in stage.output(running), "the other token")


#: The program, which tells what stands in its environment when the window asks for the keyboard.
SPY = """
import os, sys
from acutimer.__main__ import main
from acutimer.ui.window.main_window import MainWindow
come_forward = MainWindow.come_forward
def spy(self, token=""):
    come_forward(self, token)
    print("token", os.environ.get("XDG_ACTIVATION_TOKEN", ""), flush=True)
MainWindow.come_forward = spy
sys.exit(main())
"""


def test_what_a_launcher_asks_of_a_copy_that_leaves_is_done_by_the_next(
    stage: Stage, home: Path
) -> None:
    python = ACUTIMER.with_name("python")
    leaving = stage.start([python, "-c", SLOWLY.format(folder=str(stage.folder)), "--home", home])
    stage.window("^Acutimer$")
    stage.wait_until(lambda: APP_ID in stage.run(["busctl", "--user", "list"]), "the name")
    assert stage.start([ACUTIMER, "--home", home, "quit"]).wait(20) == 0
    stage.wait_until((stage.folder / "leaves").exists, "the last moments")
    asked = stage.start(["gapplication", "action", APP_ID, "log-pain"])
    stage.wait_until(lambda: started(home), "the next copy")
    assert leaving.poll() is None
    (stage.folder / "ends").touch()
    assert (leaving.wait(20), asked.wait(20)) == (0, 0)
    assert stage.window("Pain right now")
    assert len(started(home)) == 1


#: The program, which takes its time to keep all notes before it ends.
SLOWLY = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from acutimer.__main__ import main
from acutimer.app.diary import Diary
folder = Path({folder!r})
keep_all = Diary.keep_all
def slowly(self, then):
    (folder / "leaves").touch()
    def look():
        keep_all(self, then) if (folder / "ends").exists() else QTimer.singleShot(20, self, look)
    look()
Diary.keep_all = slowly
sys.exit(main())
"""


def test_install_and_uninstall_leave_the_account_as_it_was(stage: Stage, home: Path) -> None:
    share = Path(stage.environment["XDG_DATA_HOME"])
    uninstall = [ACUTIMER, "--install-desktop", "--uninstall"]
    stage.run([str(word) for word in uninstall])
    before = tree(share)
    stage.run([ACUTIMER, "--install-desktop"])
    entry = share / "applications" / f"{APP_ID}.desktop"
    assert "DBusActivatable=true" in entry.read_text()
    assert (share / "dbus-1" / "services" / f"{APP_ID}.service").exists()
    stage.run([str(word) for word in uninstall])
    assert tree(share) == before == {}
    told = subprocess.run(
        ["gapplication", "launch", APP_ID], env=stage.environment, capture_output=True, check=False
    )
    assert told.returncode != 0, "the bus still knows how to start it"
