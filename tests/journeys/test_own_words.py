"""A routine with the person's own words, spoken while it runs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from acutimer.core.guidance.speech import Clause, Guidance, Level
from tests.desktop.bus_stage import until
from tests.desktop.dispatcher import Dispatcher
from tests.journeys.conftest import Journey

ROUTINE = """
schema = 1
id = "mine"
name = "Mine"

[[steps]]
kind = "hold"
point = "GB20"
side = "both"
seconds = 30
note = "-die wunde Stelle; nicht der Knochen"
lead_in = 20

[[steps]]
kind = "care"
care = "head_turns"
seconds = 30
"""


@pytest.mark.parametrize("guidance", ["all", "short", "tones", "silent"])
def test_own_words_are_spoken_in_the_lead_in_where_a_voice_is_wanted(
    journey: Callable[..., Journey], monkeypatch: pytest.MonkeyPatch, guidance: str
) -> None:
    with TemporaryDirectory(prefix="say-") as folder:
        address = f"{folder}/speechd.sock"
        monkeypatch.setenv("SPEECHD_ADDRESS", f"unix_socket:{address}")
        dispatcher = Dispatcher(address)
        day = journey()
        app = day.app
        app.choices.choose(app.choices.now._replace(guidance=guidance, voice="de"))
        file = Path(folder, "mine.toml")
        file.write_text(ROUTINE)
        app.requests.quick(str(file))
        day.settle()
        if not app.runner.guidance.clauses:
            clauses = {"done": Clause("done", "Done.", 600)}
            app.runner.guidance = Guidance(clauses, Level(guidance))
        for _ in range(20):
            day.let_pass(1)
            app.runner._sounding.look()  # type: ignore[attr-defined]
            for _ in range(10):  # line by line, as the protocol has it
                dispatcher.hears("")
                QApplication.processEvents()
        if guidance in ("all", "short"):
            until(lambda: dispatcher.hears("-die wunde Stelle; nicht der Knochen"), "the words")
            assert "SET self LANGUAGE de" in dispatcher.heard
            app.runner.pause()
            until(lambda: dispatcher.hears("STOP self"), "the stop")
        else:
            app.runner.stop()
            day.settle()
            assert not dispatcher.hears("SPEAK")
        dispatcher.close()


def test_a_muted_session_speaks_no_own_words_and_the_next_one_does(
    journey: Callable[..., Journey], monkeypatch: pytest.MonkeyPatch
) -> None:
    day = journey()
    outside = day.app.outside
    said: list[str] = []

    class Voice:
        def say(self, words: str, language: str, volume: float) -> None:
            said.append(words)

        def hush(self) -> None:
            said.append("(hush)")

        def close(self) -> None:
            said.append("(closed)")

    own_words = day.app.own_words
    monkeypatch.setattr(own_words, "_speech", Voice())
    day.app.requests.quick()
    day.settle()
    until(lambda: outside._is_told, "the desktop to be told")
    own_words.say("one")
    page: Any = day.app.window.built("session")
    page.toggle_sound()
    own_words.say("two")
    assert "two" not in said
    assert said[:2] == ["one", "(hush)"]
    day.app.runner.stop()
    day.settle()
    day.app.sessions.start(day.app.content.routines[0], None)
    own_words.say("three")
    assert "three" in said
    assert "(closed)" in said
