"""What a person hears of the sound itself: trying each layer, and sound that goes and comes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from acutimer.app import session_sound
from acutimer.audio.player import BACK, LOST, NO_CLAUSE, SOUND
from tests.journeys.conftest import Journey


class Later:
    """Keeps what the app puts off until the test lets it happen."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._acts: list[tuple[int, Callable[[], object]]] = []
        monkeypatch.setattr(session_sound, "QTimer", self)

    def singleShot(self, after_ms: int, _: object, act: Callable[[], object]) -> None:  # noqa: N802
        """Keep what a timer would do."""
        self._acts.append((after_ms, act))

    def happen(self) -> int:
        """Let all of it happen; how long the last would have taken."""
        acts, self._acts = self._acts, []
        for _, act in acts:
            act()
        return max(ms for ms, _ in acts)


def test_lost_sound_is_told_until_it_is_back_and_that_for_a_while(
    journey: Callable[..., Journey], monkeypatch: pytest.MonkeyPatch
) -> None:
    day = journey()
    app = day.app
    later = Later(monkeypatch)
    app.press.bar.start.click()
    day.settle()
    page: Any = app.window.built("session")
    app.sound_changed.emit(True, SOUND)
    assert page.sound_banner.text == ""
    app.sound_changed.emit(False, LOST)
    assert page.sound_banner.text == LOST
    focused = app.window.focusWidget()
    app.sound_changed.emit(True, BACK)
    assert page.sound_banner.text == BACK
    assert app.window.focusWidget() is focused
    later.happen()
    assert page.sound_banner.text == ""
    app.sound_changed.emit(True, NO_CLAUSE)
    app.sound_changed.emit(False, LOST)
    later.happen()
    assert page.sound_banner.text == LOST


@pytest.mark.parametrize(
    ("layer", "heard"),
    [
        ("voice", ["say", "say"]),
        ("tones", ["begin", "step_done"]),
        ("metronome", ["press", "let_go", "press", "let_go"]),
        ("breath", ["breathe_in", "breathe_out"]),
    ],
)
def test_each_layer_can_be_tried_with_one_button_though_it_is_off(
    journey: Callable[..., Journey], monkeypatch: pytest.MonkeyPatch, layer: str, heard: list[str]
) -> None:
    day = journey()
    app = day.app
    later = Later(monkeypatch)
    tuned: list[Any] = []
    monkeypatch.setattr(day.sound, "set_loudness", tuned.append, raising=False)
    app.choices.choose(app.choices.now._replace(guidance="silent", breath=False))
    app.sound.try_out(layer)
    (plan,) = [one for one in day.sound.plans if one]
    assert [cue.id.value for cue in plan] == heard
    assert getattr(tuned[-1], layer) > 0
    assert day.sound.is_open
    app.sound.try_out(layer)
    assert day.sound.plans[-2:] == [(), plan], "the trial before is cut"
    assert later.happen() > plan[-1].at_ms - day.clock.monotonic_ms()
    assert not day.sound.is_open
    assert getattr(tuned[-1], layer) == 0
