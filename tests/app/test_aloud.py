"""Own words beside the player: each once, at its moment or not at all."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from acutimer.app.aloud import Aloud
from acutimer.core.guidance.score import Cue, CueId
from tests.fakes import FakeClock, SilentSound


class Stage:
    def __init__(self) -> None:
        self.clock = FakeClock()
        self.sound = SilentSound()
        self.said: list[str] = []
        self.aloud = Aloud(self.sound, self.clock, self.said.append, self.hush)

    def hush(self) -> None:
        self.said.append("(hush)")

    def own(self, after_ms: int, words: str) -> Cue:
        return Cue(self.clock.monotonic_ms() + after_ms, CueId.SAY, words)

    def pass_by(self, ms: int) -> None:
        self.clock.advance(ms)
        self.aloud.look()


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    made = Stage()
    made.aloud.open()
    return made


def test_everything_goes_through_to_the_player(stage: Stage) -> None:
    assert stage.sound.is_open
    cues = [stage.own(10, "mine"), Cue(5, CueId.BEGIN, "Hold")]
    stage.aloud.follow(cues)
    assert stage.sound.cues == cues
    stage.aloud.silence()
    assert stage.sound.cues == []
    stage.aloud.close()
    assert not stage.sound.is_open


def test_own_words_are_said_when_due_and_recorded_clauses_are_left_to_the_player(
    stage: Stage,
) -> None:
    now = stage.clock.monotonic_ms()
    recorded = Cue(now + 100, CueId.SAY, "left shoulder", clause="where.GB21.left")
    tone = Cue(now + 200, CueId.BEGIN, "Hold")
    stage.aloud.follow([recorded, tone, stage.own(300, "mine"), stage.own(900, "more")])
    stage.pass_by(299)
    assert stage.said == []
    stage.pass_by(1)
    assert stage.said == ["mine"]
    stage.pass_by(600)
    assert stage.said == ["mine", "more"]


def test_a_timer_waits_for_the_moment(stage: Stage, qtbot: QtBot) -> None:
    stage.aloud.follow([stage.own(30, "mine")])
    stage.clock.advance(30)
    qtbot.waitUntil(lambda: stage.said == ["mine"])


def test_a_plan_made_anew_says_nothing_twice(stage: Stage) -> None:
    first, second = stage.own(0, "mine"), stage.own(500, "more")
    stage.aloud.follow([first, second])
    stage.clock.advance(40)
    stage.aloud.follow([first, second])
    assert stage.said == ["mine"]
    stage.pass_by(460)
    stage.aloud.follow([second])
    assert stage.said == ["mine", "more"]


def test_said_again_it_is_a_new_moment(stage: Stage) -> None:
    stage.aloud.follow([stage.own(0, "mine")])
    stage.clock.advance(5000)
    stage.aloud.follow([stage.own(100, "mine")])
    stage.pass_by(100)
    assert stage.said == ["mine", "mine"]


def test_nothing_is_said_late_nor_in_a_burst(stage: Stage) -> None:
    stage.aloud.follow([stage.own(100, "one"), stage.own(200, "two"), stage.own(9000, "three")])
    stage.pass_by(8000)
    assert stage.said == []
    stage.pass_by(1000)
    assert stage.said == ["three"]


def test_silence_hushes_and_forgets(stage: Stage) -> None:
    stage.aloud.follow([stage.own(100, "one")])
    stage.aloud.silence()
    stage.pass_by(200)
    assert stage.said == ["(hush)"]
