"""Where the answers allow light pressing only, the page says so wherever it says how to press."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from acutimer.core.routines import PhaseKind
from acutimer.core.session import Status
from acutimer.ui.kit.wording import LIGHT_ONLY
from acutimer.ui.session.words import words_of
from tests.ui.session.stage import Stage

NECK, FOREHEAD = "neck-and-shoulders", "nape-and-forehead"
LED = [NECK, FOREHEAD, "article-whole", "desk-pause"]


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    made = Stage(qtbot)
    yield made
    made.close()


@pytest.mark.parametrize("routine_id", LED)
def test_the_page_says_so_at_every_moment_of_a_light_step(stage: Stage, routine_id: str) -> None:
    """Also while a press eases off, a step waits or the session is paused."""
    stage.start(routine_id, light_only=True)
    column, pressed = stage.page.column, set[str]()
    while (progress := stage.runner.progress()) is not None and not progress.status.is_over:
        step = stage.runner.state.routine.steps[progress.step]  # type: ignore[union-attr]
        assert step.light == step.kind.has_point
        assert ("Lightly." in column.instruction.text()) == step.light, column.title.text()
        assert ("lightly" in column.ring.state().spoken) == step.light
        if step.light:
            assert "Firm" not in column.feel.text()
            assert column.instruction.text().count("Lightly.") == 1, "and not twice"
            pressed.add(column.title.text())
        if progress.phase.kind is PhaseKind.REST:
            stage.runner.pause_or_go_on()
        stage.go(2000)
    assert len(pressed) > 1


def test_while_it_presses_the_page_says_why(stage: Stage) -> None:
    stage.start(NECK, light_only=True)
    stage.go_to(0, PhaseKind.HOLD)
    assert stage.page.column.feel.text() == LIGHT_ONLY
    stage.runner.pause()
    assert stage.page.column.feel.text() == "Paused. Your place is kept."
    assert stage.page.column.instruction.text() == "Use three fingertips of each hand. Lightly."


@pytest.mark.parametrize("routine_id", LED)
def test_in_the_dark_it_stands_under_every_light_step(stage: Stage, routine_id: str) -> None:
    stage.start(routine_id, light_only=True)
    stage.page.close_eyes()
    seen: set[PhaseKind] = set()
    while (progress := stage.runner.progress()) is not None and not progress.status.is_over:
        step = stage.runner.state.routine.steps[progress.step]  # type: ignore[union-attr]
        assert ("Lightly." in stage.page.eyes.look.words.head) == step.light
        seen.add(progress.phase.kind)
        if progress.phase.kind is PhaseKind.REST:
            stage.runner.pause_or_go_on()
        stage.go(2000)
    assert {PhaseKind.LEAD_IN, PhaseKind.HOLD} <= seen


def test_the_dark_says_it_beside_what_is_done(stage: Stage) -> None:
    stage.start(NECK, light_only=True)
    stage.page.close_eyes()
    heads = [stage.page.eyes.look.words.head]
    stage.go(8000)
    heads.append(stage.page.eyes.look.words.head)
    stage.runner.pause()
    heads.append(stage.page.eyes.look.words.head)
    assert heads == [
        "Get ready. Skull edge, both sides. Lightly.",
        "Skull edge, both sides. Lightly. Hold.",
        "Skull edge, both sides. Lightly. Paused.",
    ]


@pytest.mark.parametrize("routine_id", LED)
def test_a_screen_reader_is_told_before_each_press_and_in_it(stage: Stage, routine_id: str) -> None:
    said: list[tuple[PhaseKind, bool, str]] = []

    def note(words: str) -> None:
        state = stage.runner.state
        assert state is not None
        said.append((state.phase.kind, state.routine.steps[state.step].light, words))

    stage.page.announced.connect(note)
    stage.start(routine_id, light_only=True)
    while stage.runner.is_running:
        assert stage.runner.state is not None
        if stage.runner.state.status is Status.WAITING:
            stage.runner.pause_or_go_on()
        stage.go(1000)
    spoken = [one for one in said if not one[2].endswith("left.") and "All done" not in one[2]]
    begun = [(kind, words) for kind, light, words in spoken if light]
    assert len(begun) >= 4
    assert [words for _, words in begun if "lightly" not in words.lower()] == []
    plain = [words for _, light, words in said if not light]
    assert [words for words in plain if "lightly" in words.lower()] == []


def test_say_again_tells_a_screen_reader_too(stage: Stage) -> None:
    stage.start(NECK, light_only=True)
    stage.go_to(0, PhaseKind.HOLD)
    said: list[str] = []
    stage.page.announced.connect(said.append)
    stage.page.say_again()
    assert said[0].startswith("Skull edge, both sides. Use three fingertips of each hand. Lightly.")


def test_what_need_not_be_light_is_worded_as_before(stage: Stage) -> None:
    for routine_id in (NECK, "desk-pause"):
        stage.start(routine_id)
        while stage.runner.is_running:
            progress = stage.runner.progress()
            assert progress is not None
            routine = stage.routines[routine_id]
            words = words_of(progress, routine, stage.atlas)
            assert LIGHT_ONLY not in words.feel
            assert "ightly" not in f"{words.instruction} {stage.page.column.ring.state().spoken}"
            if progress.phase.kind is PhaseKind.REST:
                stage.runner.pause_or_go_on()
            stage.go(5000)
