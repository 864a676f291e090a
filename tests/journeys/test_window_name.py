"""The window as desktops know it: by the name of its launcher entry."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from select import select
from tempfile import TemporaryDirectory

import pytest

from acutimer import APP_ID
from tests.desktop_stage import desktop_stage
from tests.journeys.programs import ACUTIMER, profile

COMPOSITOR = Path(__file__).parents[1] / "desktop" / "window_compositor.py"


def test_under_wayland_it_has_the_launchers_name() -> None:
    with profile() as home, TemporaryDirectory(prefix="wl-") as folder, ExitStack() as ends:

        def start(*command: str | Path, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
            words = [str(word) for word in command]
            started = subprocess.Popen(words, text=True, stdout=subprocess.PIPE, env=env)
            ends.callback(started.communicate)
            ends.callback(started.kill)
            return started

        def line(started: subprocess.Popen[str]) -> str:
            assert started.stdout is not None
            assert select([started.stdout], [], [], 20)[0], "nothing was said"
            return started.stdout.readline().strip()

        compositor = start(sys.executable, COMPOSITOR, Path(folder, "wayland-0"))
        assert line(compositor) == "ready"
        there = {
            "QT_QPA_PLATFORM": "wayland",
            "WAYLAND_DISPLAY": "wayland-0",
            "XDG_RUNTIME_DIR": folder,
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/none",
        }
        bare = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
        start(ACUTIMER, "--home", home, env={**bare, **there})
        assert line(compositor) == APP_ID


@pytest.mark.desktop
def test_under_x11_it_has_the_launchers_name() -> None:
    with profile() as home, desktop_stage(tray=False) as stage:
        stage.start([ACUTIMER, "--home", home])
        window = str(stage.window("^Acutimer$"))
        told = stage.run(["xprop", "-id", window, "WM_CLASS", "_KDE_NET_WM_DESKTOP_FILE"])
        assert 'WM_CLASS(STRING) = "acutimer", "acutimer"' in told
        assert f'_KDE_NET_WM_DESKTOP_FILE(UTF8_STRING) = "{APP_ID}"' in told
