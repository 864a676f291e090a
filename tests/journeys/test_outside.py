"""A running session as the desktop round it sees it: real programs on a real bus."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from acutimer import APP_ID
from acutimer.core.journal import EntryKind
from acutimer.desktop.mpris import HIDDEN_TITLE
from acutimer.places import places_for
from acutimer.runtime.clock import SystemClock
from tests.desktop.bus_stage import SERVICES
from tests.desktop_stage import Stage, desktop_stage
from tests.fakes import FakeClock
from tests.journeys.conftest import keep_answers
from tests.journeys.programs import ACUTIMER, fault_of, of_kind, profile

pytestmark = pytest.mark.desktop

_LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1")


class Session:
    """The program with a session, told from a terminal."""

    def __init__(self, stage: Stage, home: Path, routine: str = "desk-pause") -> None:
        self.stage = stage
        self.home = home
        self.running = stage.start([ACUTIMER, "--home", home, "quick", routine])
        stage.wait_until(lambda: self.status(), "the session")

    def tell(self, *words: str) -> str:
        return self.stage.run([ACUTIMER, "--home", self.home, *words])

    def status(self) -> dict[str, Any]:
        return json.loads(self.tell("status", "--json"))["session"]

    def playerctl(self, *words: str) -> str:
        return self.stage.run(["playerctl", "-p", APP_ID, *words]).strip()

    def stands(self, **wanted: object) -> None:
        """Wait until the status has these fields."""

        def so() -> bool:
            status = self.status() or {}
            return {name: status.get(name) for name in wanted} == wanted

        self.stage.wait_until(so, f"{wanted}")


def players(stage: Stage) -> str:
    listed = subprocess.run(
        ["playerctl", "-l"], env=stage.environment, capture_output=True, text=True, check=False
    )
    return listed.stdout


@pytest.fixture
def stage() -> Iterator[Stage]:
    with desktop_stage(tray=False, windows=False) as made:
        yield made


@pytest.fixture
def home() -> Iterator[Path]:
    with profile() as made:
        keep_answers(made, FakeClock(SystemClock().now()))
        yield made


def test_playerctl_drives_the_session_and_finds_nobody_before_and_after(
    stage: Stage, home: Path
) -> None:
    window = stage.start([ACUTIMER, "--home", home])
    stage.window("Acutimer")
    assert APP_ID not in players(stage)
    stage.end(window)
    session = Session(stage, home)
    stage.wait_until(lambda: APP_ID in players(stage), "the player")
    follow = stage.start(["playerctl", "-p", APP_ID, "--follow", "status"])
    stage.wait_until(lambda: "Playing" in stage.output(follow), "the first line")
    assert session.playerctl("status") == "Playing"
    assert session.playerctl("metadata", "xesam:title") == HIDDEN_TITLE
    length = session.playerctl("metadata", "--format", "{{duration(mpris:length)}}")
    assert length == "0:30"

    session.playerctl("play-pause")
    stage.wait_until(lambda: "Paused" in stage.output(follow), "the pause", within_s=1)
    session.stands(status="paused")
    session.playerctl("play")
    session.stands(status="running", step=1)
    session.playerctl("next")
    session.stands(step=2)
    session.playerctl("previous")
    session.playerctl("previous")
    session.stands(step=1)
    session.playerctl("pause")
    session.stands(status="paused")
    session.playerctl("stop")
    assert APP_ID not in players(stage)
    stage.wait_until(lambda: "Stopped" in stage.output(follow), "the end")
    stage.wait_until(lambda: of_kind(home, EntryKind.SESSION_ENDED), "the note")
    assert "GLib" not in stage.output(follow)
    assert session.tell("status") == "No session is running.\n"


WAITING = """
schema = 1
id = "waiting"
name = "Waiting"
steps = [
    { kind = "hold", point = "GB20", side = "both", seconds = 30, wait = true },
    { kind = "hold", point = "GB20", side = "left", seconds = 30, wait = true },
]
"""


def test_a_step_that_waits_is_answered_by_a_media_key_or_a_pedal(stage: Stage, home: Path) -> None:
    routine = home / "waiting.toml"
    routine.write_text(WAITING)
    session = Session(stage, home, str(routine))
    stage.wait_until(lambda: APP_ID in players(stage), "the player")
    session.stands(status="waiting", phase="wait", step=1)
    assert session.playerctl("status") == "Paused"
    session.playerctl("play-pause")
    session.stands(status="running", phase="lead_in", step=1)
    # nothing waits now, so the pedal changes nothing
    assert session.tell("ready").startswith("Getting ready")
    session.tell("skip")
    session.stands(status="waiting", step=2)
    assert session.tell("ready").startswith("Getting ready: Skull edge, left")


def test_names_are_shown_outside_only_when_that_is_chosen(stage: Stage, home: Path) -> None:
    preferences = places_for(home).preferences
    preferences.parent.mkdir(parents=True, exist_ok=True)
    preferences.write_text("hide_point_names = false\n")
    session = Session(stage, home)
    stage.wait_until(lambda: APP_ID in players(stage), "the player")
    told = session.playerctl("metadata", "--format", "{{title}}|{{artist}}")
    assert told == "Skull edge (GB20), both sides|Desk pause"


def test_a_terminal_drives_the_session_without_raising_the_window(
    home: Path,
) -> None:
    with desktop_stage(tray=False) as stage:
        session = Session(stage, home)
        ours = stage.window("Desk pause")
        other = stage.start(["xmessage", "-name", "other", "in front"])
        front = stage.window("other", "--name")
        stage.xdotool("windowactivate", "--sync", front)
        for verb in ("pause", "resume", "toggle", "toggle", "skip", "back", "ready", "stop"):
            session.tell(verb)
        stage.wait_until(lambda: of_kind(home, EntryKind.SESSION_ENDED), "the end")
        assert stage.xdotool("getactivewindow").strip() == str(front) != str(ours)
        stage.end(other)


def held(stage: Stage) -> str:
    call = ["gdbus", "call", "--session", "--dest", "test.Held", "--object-path", "/"]
    return stage.run([*call, "--method", "test.Held.List"]).strip("()\n,'")


def test_the_screen_stays_awake_until_the_end_and_not_after_a_kill(
    stage: Stage, home: Path
) -> None:
    services = stage.start(["/usr/bin/python3", SERVICES, "saver"])
    stage.wait_until(lambda: "ready" in stage.output(services), "the screen saver")
    session = Session(stage, home)
    stage.wait_until(lambda: held(stage).startswith("saver"), "the screen held awake")
    session.tell("pause")
    assert held(stage).startswith("saver")
    session.tell("stop")
    stage.wait_until(lambda: held(stage) == "", "the screen to be let")
    stage.end(session.running)
    second = Session(stage, home)
    stage.wait_until(lambda: held(stage).startswith("saver"), "the screen held awake again")
    second.running.kill()
    stage.wait_until(lambda: held(stage) == "", "the screen to be let after a kill")


@contextmanager
def system_bus(stage: Stage) -> Iterator[subprocess.Popen[str]]:
    """A bus where the system's should be, with a logind that does as it is told."""
    address = stage.environment["DBUS_SYSTEM_BUS_ADDRESS"]
    words = ["dbus-daemon", "--session", "--nofork", "--nosyslog", f"--address={address}"]
    daemon = stage.start(words)
    place = Path(address.removeprefix("unix:path="))
    stage.wait_until(place.exists, "the system bus")
    logind = stage.start(["/usr/bin/python3", "-m", "dbusmock", "--system", "-t", "logind"])
    stage.wait_until(lambda: "delay" not in inhibitors(stage), "logind")
    yield daemon
    stage.end(logind)
    stage.end(daemon)


def on_system_bus(stage: Stage, method: str, *words: str) -> str:
    call = ["gdbus", "call", "--system", "--dest", _LOGIND[0], "--object-path", _LOGIND[1]]
    return stage.run([*call, "--method", method, *words])


def inhibitors(stage: Stage) -> str:
    return on_system_bus(stage, "org.freedesktop.login1.Manager.ListInhibitors")


def test_sleep_pauses_the_session_and_is_not_held_up(stage: Stage, home: Path) -> None:
    with system_bus(stage):
        session = Session(stage, home)
        stage.wait_until(lambda: "'delay'" in inhibitors(stage), "the delay")
        emit = ("org.freedesktop.DBus.Mock.EmitSignal", "org.freedesktop.login1.Manager")
        on_system_bus(stage, *emit, "PrepareForSleep", "b", "[<true>]")
        session.stands(status="paused")
        stage.wait_until(lambda: "'delay'" not in inhibitors(stage), "sleep to be let")
        before = session.status()
        on_system_bus(stage, *emit, "PrepareForSleep", "b", "[<false>]")
        stage.wait_until(lambda: "'delay'" in inhibitors(stage), "the delay again")
        assert session.status() == before
        session.tell("resume")
        session.stands(status="running")
        session.tell("stop")
        stage.wait_until(lambda: "'delay'" not in inhibitors(stage), "the end")


def processor_ms(running: subprocess.Popen[str]) -> int:
    """What the whole program has taken of the processor so far."""
    fields = Path(f"/proc/{running.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 10


def test_a_bus_that_dies_amid_a_session_stops_nothing_and_costs_nothing(
    stage: Stage, home: Path
) -> None:
    with system_bus(stage) as system:
        session = Session(stage, home)
        stage.wait_until(lambda: APP_ID in players(stage), "the player")
        stage.wait_until(lambda: "'delay'" in inhibitors(stage), "the delay")
        session.tell("pause")
        system.kill()
        stage.bus.kill()
        session.tell("resume")
        session.tell("pause")
        before = processor_ms(session.running)
        stage.xdotool("sleep", "2")
        assert processor_ms(session.running) - before < 500
        session.tell("resume")
        session.stands(status="running")
        session.tell("stop")
        stage.wait_until(lambda: of_kind(home, EntryKind.SESSION_ENDED), "the end")
        session.running.terminate()
        assert session.running.wait(5) == 0
        assert "Traceback" not in stage.output(session.running)
        assert fault_of(home) is None
