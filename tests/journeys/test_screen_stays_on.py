"""On a Wayland compositor that keeps no screen on, the session page says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.desktop.bus_stage import until
from tests.journeys.conftest import Journey
from tests.journeys.test_session_seams import press_start


def test_where_nobody_keeps_the_screen_on_the_session_page_says_so(
    journey: Callable[..., Journey], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "/none")
    day = journey()
    notices = day.app.window.notices
    press_start(day, "desk-pause")
    until(lambda: "screen" in notices.keys(), "word that the screen may go dark")
    assert day.app.window.page == "session"
    day.app.runner.stop()
    day.settle()
    assert "screen" not in notices.keys()
