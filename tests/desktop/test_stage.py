"""The stage itself: it stands alone, shows what is on it, and leaves nothing behind."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.desktop_stage import StageError, desktop_stage

pytestmark = pytest.mark.desktop


def test_nothing_is_left_of_a_stage() -> None:
    with desktop_stage() as stage:
        program = stage.start(["sleep", "600"])
        started = list(stage._started)
        assert len(started) == 5
    assert not stage.folder.exists()
    assert program.returncode is not None
    assert all(one.returncode is not None for one in started)


def test_nothing_of_the_callers_desktop_is_on_it() -> None:
    with desktop_stage(tray=False, windows=False) as stage:
        for name in (
            "HOME",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_STATE_HOME",
            "XDG_RUNTIME_DIR",
        ):
            assert Path(stage.environment[name]).is_relative_to(stage.folder)
        assert stage.environment.get("DISPLAY") != os.environ.get("DISPLAY")


def test_a_picture_shows_what_is_on_the_screen(tmp_path: Path) -> None:
    with desktop_stage(tray=False, windows=False, size=(640, 480)) as stage:
        stage.run(["xsetroot", "-solid", "#0c5c68"])
        image = QImage(str(stage.screenshot(tmp_path / "screen.png")))
        assert (image.width(), image.height()) == (640, 480)
        assert {image.pixelColor(x, y).name() for x in (0, 300, 639) for y in (0, 479)} == {
            "#0c5c68"
        }


def test_the_sound_server_has_an_output_that_can_be_recorded() -> None:
    with desktop_stage(tray=False, windows=False, sound=True) as stage:
        assert "null.monitor" in stage.run(["pactl", "list", "short", "sources"])


def test_what_does_not_come_is_told_with_the_logs() -> None:
    with desktop_stage(tray=False, windows=False) as stage:
        stage.end(stage.start([sys.executable, "-c", "print('last words')"]))
        with pytest.raises(StageError, match=r"in vain for rain(.|\n)*") as told:
            stage.wait_until(lambda: False, "rain", within_s=0.1)
        assert "--- " in str(told.value)
