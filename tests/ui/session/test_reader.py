"""One speaks at a time: the voice, or the page's own sentences, and none of a cue is lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from acutimer.core.guidance.score import CueId, score_of
from acutimer.core.guidance.speech import Guidance, Level
from acutimer.core.guidance.telling import Telling
from acutimer.core.routines import PhaseKind
from acutimer.ui.session.words import spoken_of
from tests.ui.pages_stage import text_size as text_size
from tests.ui.session.stage import Stage

NECK, FOREHEAD, STROKES = "neck-and-shoulders", "nape-and-forehead", "slow-strokes"
#: Beats and counts are heard or seen, never announced.
_BEATS = {
    CueId.LEAD_IN_3, CueId.LEAD_IN_2, CueId.LEAD_IN_1, CueId.PRESS, CueId.LET_GO, CueId.CIRCLE,
    CueId.STROKE, CueId.LIFT,
    CueId.BREATHE_IN, CueId.BREATHE_OUT,
}  # fmt: skip
_SLACK_MS = 1100


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(qtbot)
    yield made
    made.close()


def told(spy: QSignalSpy) -> list[str]:
    return [spy.at(index)[0] for index in range(spy.count())]


def test_strokes_are_told_with_the_way_they_go(stage: Stage) -> None:
    said: list[str] = []
    stage.page.announced.connect(said.append)
    stage.start(STROKES)
    stage.go_to(1, PhaseKind.STROKES)
    assert said[0] == (
        "Step 1 of 4. Get ready. Skull edge, both sides. Use three fingertips of each hand. "
        "Down the muscle of the nape, never towards the throat."
    )
    assert said[1] == "Skull edge, both sides, long, slow strokes, 1 minute."
    progress = stage.runner.progress()
    assert progress is not None
    routine = stage.routines[STROKES]
    stage.go(10)
    spoken = spoken_of(stage.runner.progress() or progress, routine, stage.atlas)
    assert spoken == "1 minute left, slow strokes, glide, nape, both sides"


@pytest.mark.parametrize("routine_id", [NECK, FOREHEAD, STROKES])
def test_each_cue_but_beats_and_counts_has_its_sentence(stage: Stage, routine_id: str) -> None:
    routine = stage.routines[routine_id]
    score = score_of(Telling(routine, stage.atlas, Guidance(level=Level.TONES)))
    cues = [cue for cue in score.cues if cue.id not in _BEATS]
    said: list[tuple[int, str]] = []
    began_ms = stage.clock.monotonic_ms()
    stage.page.announced.connect(
        lambda text: said.append((stage.clock.monotonic_ms() - began_ms, text))
    )
    stage.start(routine_id)
    stage.go(score.length_ms + 1000)
    assert cues
    for cue in cues:
        near = [text for at_ms, text in said if abs(at_ms - cue.at_ms) <= _SLACK_MS]
        assert near, (cue, said)
        if cue.id is CueId.STEP_DONE:
            assert any("Ease off slowly." in text for text in near), (cue, near)
    for (early_ms, one), (late_ms, other) in pairwise(said):
        assert one != other or late_ms - early_ms > 2000, "nothing is said twice"


def test_while_the_voice_is_heard_it_is_left_to_it(stage: Stage) -> None:
    stage.page.show_voice("Voice, tones", on=True)
    spy = QSignalSpy(stage.page.announced)
    stage.start(NECK)
    stage.go(40_000)
    stage.runner.pause()
    stage.runner.pause_or_go_on()
    stage.page.say_again()
    assert told(spy) == []
    stage.page.show_banner("The computer slept.", ())
    assert told(spy) == ["The computer slept."], "what the voice never says is announced always"


@pytest.mark.parametrize("how", ["muted", "no sound", "tones only"])
def test_when_the_voice_is_not_heard_the_page_says_the_same(stage: Stage, how: str) -> None:
    page = stage.page
    page.show_voice("Voice, tones", on=True)
    spy = QSignalSpy(page.announced)
    stage.start(NECK)
    if how == "muted":
        page.show_muted(muted=True)
    elif how == "no sound":
        page.show_sound_banner("No sound output. The screen shows every cue.")
    else:
        page.show_voice("Tones", on=False)
    stage.go(6000)
    assert told(spy)[-1] == "Skull edge, both sides, hold, 1 minute."
    page.show_muted(muted=False)
    page.show_sound_banner("Sound is back.", sounds=True)
    page.show_voice("Voice, tones", on=True)
    count = spy.count()
    stage.go(30_000)
    assert spy.count() == count, "and hands over as soon as the voice is heard again"


def test_another_length_is_told_whether_or_not_the_voice_is_heard(stage: Stage) -> None:
    stage.page.show_voice("Voice, tones", on=True)
    spy = QSignalSpy(stage.page.announced)
    stage.start(NECK)
    stage.go(10_000)
    stage.page.lengthen()
    stage.runner.shorten()
    assert told(spy) == ["1 minute 15 in all.", "1 minute in all."]


def test_why_it_gets_no_longer_is_told_where_earlier_presses_took_the_time(stage: Stage) -> None:
    stage.page.show_voice("Voice, tones", on=True)
    step = stage.routines[NECK].steps[0]
    twice = replace(stage.routines[NECK], steps=(replace(step, seconds=120, own=True), step))
    spy = QSignalSpy(stage.page.announced)
    stage.page.begin(twice)
    stage.runner.start(twice)
    stage.page.lengthen()
    assert told(spy) == [], "a lead-in has one length"
    stage.go_to(1, PhaseKind.HOLD)
    count = spy.count()
    stage.page.lengthen()
    assert told(spy)[count:] == ["No longer than 3:00 a side in one session."]


def test_own_words_are_told_and_shown_while_getting_ready(stage: Stage) -> None:
    routine = stage.routines[NECK]
    first = replace(routine.steps[0], note="Let the jaw hang.")
    noted = replace(routine, steps=(first, *routine.steps[1:]))
    spy = QSignalSpy(stage.page.announced)
    stage.page.begin(noted)
    stage.runner.start(noted)
    assert told(spy)[0].endswith("Let the jaw hang.")
    assert stage.page.column.feel.text() == "Let the jaw hang."
    stage.go(6000)
    assert stage.page.column.feel.text() != "Let the jaw hang."
