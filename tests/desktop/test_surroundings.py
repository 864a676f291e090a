"""What is said about the desktop is true, on a real one and on none."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from acutimer.desktop import surroundings
from acutimer.desktop.surroundings import Line, bus, display, findings, speech, tray
from tests.desktop_stage import Stage, desktop_stage, raise_tray

pytestmark = pytest.mark.desktop


def test_with_nothing_set_each_line_says_so() -> None:
    lines = findings({})
    assert [line.name for line in lines] == ["display", "bus", "tray", "speech"]
    assert not any(line.works for line in lines)
    assert lines[0].sentence.startswith("No display is set")


def test_a_whole_desktop_is_found_and_a_tray_that_ends_is_missed() -> None:
    with desktop_stage(tray=False) as stage:
        assert display(stage.environment) == Line(
            "display", True, f"X11 display {stage.environment['DISPLAY']} answers."
        )
        assert bus(stage.environment).works
        assert not tray(stage.environment).works
        tray_host = raise_tray(stage)
        assert tray(stage.environment) == Line("tray", True, "A tray is there (X11).")
        stage.end(tray_host)
        stage.wait_until(lambda: not tray(stage.environment).works, "the tray's end")


def test_a_bus_at_systemds_place_is_found_without_an_address() -> None:
    with desktop_stage(tray=False, windows=False) as stage:
        only_folder = {"XDG_RUNTIME_DIR": stage.environment["XDG_RUNTIME_DIR"]}
        assert bus(only_folder).works


def test_a_tray_on_the_bus_counts_only_with_a_host() -> None:
    with desktop_stage(tray=False, windows=False) as stage:
        on_bus = {name: text for name, text in stage.environment.items() if name != "DISPLAY"}
        watcher = watch(stage, has_host=False)
        assert not tray(on_bus).works
        stage.end(watcher)
        watch(stage, has_host=True)
        assert tray(on_bus) == Line("tray", True, "A tray is there (StatusNotifier).")


def watch(stage: Stage, *, has_host: bool) -> object:
    """Be a StatusNotifierWatcher, with or without somebody who shows the icons."""
    ready = stage.folder / f"watching-{has_host}"
    started = stage.start([sys.executable, "-c", WATCHER, str(int(has_host)), ready])
    stage.wait_until(ready.exists, "the watcher")
    return started


WATCHER = """
import pathlib, sys
from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
bus = open_dbus_connection()
bus.send_and_get_reply(message_bus.RequestName("org.kde.StatusNotifierWatcher"))
pathlib.Path(sys.argv[2]).touch()
while True:
    asked = bus.receive()
    if asked.header.fields.get(HeaderFields.member) == "Get":
        bus.send(new_method_return(asked, "v", (("b", sys.argv[1] == "1"),)))
"""


@pytest.mark.parametrize(
    "address", ["nonsense", "unix:path=/nonexistent", "tcp:host=x,port=1", "unix:"]
)
def test_a_broken_bus_address_is_one_line(address: str) -> None:
    line = bus({"DBUS_SESSION_BUS_ADDRESS": address})
    assert not line.works
    assert line.sentence.startswith("The session bus does not answer (")


@pytest.mark.parametrize("name", [":99999", "nonsense", ":", "a:b:c", "[::1]:70000", "unix:65000"])
def test_a_broken_display_is_one_line(name: str) -> None:
    assert display({"DISPLAY": name}) == Line(
        "display", False, f"The display {name} is set but does not answer."
    )


def test_wayland_is_asked_at_its_socket(tmp_path: Path) -> None:
    environment = {"WAYLAND_DISPLAY": "w-0", "XDG_RUNTIME_DIR": "."}
    assert not display(environment).works
    path = tmp_path / "w"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()
        assert display({"WAYLAND_DISPLAY": str(path)}).works


def test_a_bus_that_never_answers_does_not_hold_us_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surroundings, "_PATIENCE_S", 0.1)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "bus"))
        server.listen()
        lines = findings({"DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path}/bus"})
    assert not lines[1].works


def test_speech_is_what_the_path_offers(tmp_path: Path) -> None:
    assert not speech({"PATH": str(tmp_path)}).works
    program = tmp_path / "speech-dispatcher"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert speech({"PATH": str(tmp_path)}).works
