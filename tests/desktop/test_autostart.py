"""Starting with the desktop: its file, and the portal that a sandbox has to ask."""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest

from acutimer import APP_ID
from acutimer.desktop.autostart import (
    AutostartError,
    autostart_file,
    is_on,
    switch_off,
    switch_on,
)
from acutimer.desktop.autostart_portal import ask_autostart
from acutimer.desktop.bus import Bus
from tests.desktop.bus_stage import PrivateBus, until


@pytest.mark.parametrize(
    ("named", "expected"),
    [("", "/h/.config"), ("/elsewhere", "/elsewhere"), ("not/absolute", "/h/.config")],
)
def test_the_file_lies_where_desktops_look(named: str, expected: str) -> None:
    path = autostart_file({"XDG_CONFIG_HOME": named}, Path("/h"))
    assert path == Path(expected) / "autostart" / f"{APP_ID}.desktop"


def test_switched_on_the_desktop_starts_this_program_in_the_background(tmp_path: Path) -> None:
    path = tmp_path / "new" / f"{APP_ID}.desktop"
    switch_on(path, "/opt/my programs/acutimer", ("--home", "/tmp/a b"))
    assert is_on(path)
    (line,) = [one for one in path.read_text().splitlines() if one.startswith("Exec=")]
    words = shlex.split(line.removeprefix("Exec="))
    assert words == ["/opt/my programs/acutimer", "--home", "/tmp/a b", "--background"]
    checked = subprocess.run(
        ["desktop-file-validate", path], capture_output=True, text=True, check=False
    )
    assert (checked.returncode, checked.stdout) == (0, "")
    switch_off(path)
    assert not is_on(path)
    switch_off(path)  # already off is off


@pytest.mark.parametrize(
    ("line", "on"),
    [
        ("Hidden=true", False),
        ("Hidden = True", False),
        ("X-GNOME-Autostart-enabled=false", False),
        ("Hidden=false", True),
        ("", True),
    ],
)
def test_what_the_desktops_own_tools_switched_off_is_off(
    tmp_path: Path, line: str, on: bool
) -> None:
    path = tmp_path / "a.desktop"
    path.write_text(f"[Desktop Entry]\nExec=acutimer\n{line}\n")
    assert is_on(path) == on


def test_a_folder_that_takes_no_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "autostart").write_text("")
    path = tmp_path / "autostart" / "a.desktop"
    with pytest.raises(AutostartError, match="could not be written"):
        switch_on(path, "/usr/bin/acutimer")
    with pytest.raises(AutostartError, match="could not be removed"):
        switch_off(path)
    assert not is_on(path)


@pytest.mark.parametrize(
    ("service", "wanted", "granted"),
    [("portal", True, True), ("portal", False, False), ("deaf-portal", True, False)],
)
def test_the_portal_decides_and_its_refusal_is_told(
    on_bus: PrivateBus, bus: Bus, service: str, wanted: bool, granted: bool
) -> None:
    on_bus.start_service(service)
    told: list[bool] = []
    ask_autostart(bus, wanted=wanted, then=told.append)
    until(lambda: told, "the portal")
    assert told == [granted]


def test_without_a_portal_or_a_bus_nothing_is_granted(bus: Bus, qtbot: object) -> None:
    told: list[bool] = []
    ask_autostart(bus, wanted=True, then=told.append)
    until(lambda: told, "the bus")
    ask_autostart(Bus("unix:path=/none"), wanted=True, then=told.append)
    assert told == [False, False]
