"""The tray icon in a real tray (trayer under Xvfb), used with a real pointer and keyboard."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.desktop_stage import Stage, desktop_stage, raise_tray

pytestmark = pytest.mark.desktop

ROOT = Path(__file__).parents[2]
PROGRAM = Path(__file__).with_name("tray_program.py")


class Program:
    """The program with the tray icon, running on a stage."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.running = stage.start(
            [sys.executable, PROGRAM],
            {"PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
        )
        self.hears("started")

    def said(self) -> list[str]:
        return self.stage.output(self.running).splitlines()

    def hears(self, line: str, times: int = 1) -> None:
        self.stage.wait_until(lambda: self.said().count(line) >= times, f"{line!r}")

    def obey(self, word: str) -> None:
        times = self.said().count("obeyed") + 1
        assert self.running.stdin is not None
        self.running.stdin.write(f"{word}\n")
        self.running.stdin.flush()
        self.hears("obeyed", times)

    def end(self) -> int:
        assert self.running.stdin is not None
        self.running.stdin.close()
        return self.running.wait(20)  # it ends by itself

    def icon(self) -> int:
        """The icon's window, once it is inside a window of the tray."""

        def embedded() -> int:
            for window in self.stage.windows("acutimer", "--class"):
                if any(self.is_the_trays(around) for around in self.around(window)):
                    return window
            return 0

        return self.stage.wait_until(embedded, "the icon in the tray")

    def is_the_trays(self, window: str) -> bool:
        return '"trayer"' in self.stage.run(["xprop", "-id", window, "WM_CLASS"])

    def around(self, window: int) -> Iterator[str]:
        """The windows that hold this one, from the inside out, without the screen."""
        inner = str(window)
        while True:
            told = self.stage.run(["xwininfo", "-id", inner, "-tree"])
            root, parent = re.findall(r"(?:Root|Parent) window id: (0x[0-9a-f]+)", told)
            if root == parent:
                return
            yield parent
            inner = parent

    def click_icon(self, button: int) -> None:
        left, top, width, height = self.stage.geometry(self.icon())
        self.stage.click(left + width // 2, top + height // 2, button)

    def open_menu(self) -> dict[str, tuple[int, int, bool, str]]:
        """Right-click the icon; the menu's rows by name: place, whether enabled, text."""
        times = self.said().count("menu open") + 1
        self.click_icon(3)
        return self.rows_after(times)

    def rows_after(self, times: int) -> dict[str, tuple[int, int, bool, str]]:
        self.hears("menu open", times)
        lines = "\n".join(self.said()).split("menu open\n")[times - 1 if times > 1 else 0 :]
        rows = {}
        for line in "\n".join(lines).splitlines():
            if line.startswith("row "):
                _, name, x, y, enabled, text = line.split(" ", 5)
                rows[name.removeprefix("tray.")] = (int(x), int(y), enabled == "True", text)
        return rows

    def choose(self, rows: dict[str, tuple[int, int, bool, str]], name: str) -> None:
        self.stage.click(*rows[name][:2])


@pytest.fixture
def stage() -> Iterator[Stage]:
    with desktop_stage(tray=False) as made:
        yield made


@pytest.fixture
def program(stage: Stage) -> Program:
    raise_tray(stage)
    made = Program(stage)
    made.hears("available True")
    return made


def test_the_menu_of_the_icon_in_the_tray_logs_pain(program: Program, tmp_path: Path) -> None:
    left, top, width, height = program.stage.geometry(program.icon())

    def is_drawn() -> bool:
        seen = QImage(str(program.stage.screenshot(tmp_path / "seen.png")))
        cut = seen.copy(left, top, width, height)
        colours = {cut.pixelColor(x, y).name() for x in range(width) for y in range(height)}
        return {"#0c5c68", "#f8f6f2"} <= colours

    program.stage.wait_until(is_drawn, "the ring and its disc in the tray")
    rows = program.open_menu()
    assert list(rows) == ["quick", "log_pain", "signs", "open", "settings", "quit"]
    assert rows["log_pain"][3] == "Log pain…"
    program.choose(rows, "log_pain")
    program.hears("asked log_pain")
    assert program.end() == 0


def test_a_routine_is_two_clicks_away(program: Program) -> None:
    rows = program.open_menu()
    times = program.said().count("menu open") + 1
    program.choose(rows, "quick")
    routines = program.rows_after(times)
    assert routines["quick.desk-pause"][3] == "Desk pause|4:00"
    assert routines["quick.neck"][3] == "Neck && shoulders|11:00"
    program.choose(routines, "quick.neck")
    program.hears("quick_chosen neck")


def test_the_menu_answers_the_keyboard(program: Program) -> None:
    program.open_menu()
    program.stage.xdotool("key", "Up", "Return")
    program.hears("asked quit")


def test_in_a_session_the_menu_and_the_clicks_lead_it(program: Program) -> None:
    program.click_icon(1)
    program.hears("clicked")
    program.click_icon(2)
    program.obey("session")
    rows = program.open_menu()
    assert list(rows)[:4] == ["status", "pause_or_go_on", "skip", "stop"]
    assert rows["status"][2:] == (False, "GB21, left · 0:38 left")
    assert rows["pause_or_go_on"][3] == "Pause|Middle click"
    program.choose(rows, "skip")
    program.hears("asked skip")
    assert "asked pause_or_go_on" not in program.said()
    program.click_icon(2)
    program.hears("asked pause_or_go_on")
    program.obey("paused")
    rows = program.open_menu()
    assert rows["pause_or_go_on"][3] == "Resume|Middle click"
    program.choose(rows, "stop")
    program.hears("asked stop")
    program.obey("idle")
    assert "stop" not in program.open_menu()


def test_a_tray_that_comes_late_gets_the_icon_and_one_that_goes_is_noticed(stage: Stage) -> None:
    program = Program(stage)
    assert "available True" not in program.said()
    tray = raise_tray(stage)
    program.hears("available True")
    program.icon()
    tray.kill()
    program.hears("available False")
    raise_tray(stage)
    program.hears("available True", 2)
    program.choose(program.open_menu(), "log_pain")
    program.hears("asked log_pain")
