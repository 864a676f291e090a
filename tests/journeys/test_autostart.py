"""The switch that starts acutimer with the desktop, and such a start."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from acutimer.desktop.autostart import autostart_file, is_on
from acutimer.desktop.launcher import own_command
from tests.desktop_stage import desktop_stage
from tests.journeys.conftest import Journey
from tests.journeys.programs import ACUTIMER, profile
from tests.window_doors import called


def test_the_switch_writes_the_file_and_says_what_is_so(
    tmp_path: Path, journey: Callable[..., Journey], monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "desktop"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(config))
    path = autostart_file({"XDG_CONFIG_HOME": str(config)}, tmp_path)
    day = journey()
    day.app.show_page("settings")
    page = day.app.settings.page.built
    assert page is not None
    switch = page.sessions.autostart
    assert not switch.isChecked()
    switch.click()
    assert is_on(path)
    assert f'Exec="{own_command()}" "--home" "{tmp_path}" --background\n' in path.read_text()
    switch.click()
    assert not path.exists()

    path.parent.rmdir()
    path.parent.write_text("")  # no folder can be made there now
    switch.click()
    day.settle()
    assert not switch.isChecked()
    assert not day.app.choices.now.autostart
    assert "autostart" in day.app.window.notices.keys()

    # a start of the desktop's while a copy is there: that one stays as it is
    day.hide()
    told: list[str] = []
    called(day).act("background", {}, told.append)
    assert told == [""]
    assert not day.app.window.isVisible()


@pytest.mark.desktop
def test_in_the_background_it_waits_in_the_tray_and_without_one_minimised() -> None:
    with profile() as home, desktop_stage(tray=True) as stage:
        stage.start([ACUTIMER, "--home", home, "--background"])
        stage.wait_until(lambda: stage.windows("acutimer", "--class"), "the icon")
        large = [one for one in stage.windows("^Acutimer$") if stage.geometry(one)[2] > 200]
        assert large == []
        stage.run([ACUTIMER, "--home", home])
        assert stage.window("^Acutimer$")
    with profile() as home, desktop_stage(tray=False) as stage:
        stage.start([ACUTIMER, "--home", home, "--background"])

        def minimised() -> bool:
            listed = stage.run(["xdotool", "search", "--class", "acutimer"]).split()
            return any("Iconic" in stage.run(["xprop", "-id", one, "WM_STATE"]) for one in listed)

        stage.wait_until(minimised, "the minimised window")
