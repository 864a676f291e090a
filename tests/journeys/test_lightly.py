"""Somebody with a fever may press lightly only: whatever leads them says so before each press."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from acutimer.core.guidance.score import CueId
from acutimer.core.routines import Phase, PhaseKind
from acutimer.core.safety import Answer
from acutimer.core.session import State, Status
from tests.journeys.conftest import Journey, keep_answers
from tests.journeys.hands import Hands, Key
from tests.journeys.test_cut_off import Again, click
from tests.journeys.test_cut_off import again as again
from tests.journeys.test_cut_off import begin as begin_own
from tests.journeys.test_eyes_closed import begin, dark

Start = Callable[..., Journey]


def state_of(day: Journey) -> State:
    assert day.app.runner.state is not None
    return day.app.runner.state


def light_phases(day: Journey) -> list[int]:
    """The presses of the session in hand; each of them must be light."""
    routine = state_of(day).routine
    presses = [i for i, phase in enumerate(routine.phases) if phase.kind.is_pressing]
    assert all(routine.steps[routine.phases[index].step].light for index in presses)
    assert len(presses) > 3
    return presses


def opening(day: Journey, index: int) -> int:
    """The phase in which a press is announced: its lead-in, or itself where the fingers stay."""
    before = index - 1
    leads_in = state_of(day).routine.phases[before].kind is PhaseKind.LEAD_IN
    return before if leads_in else index


def through(day: Journey, look: Callable[[Phase], dict[str, str]]) -> dict[int, dict[str, str]]:
    """What is to be read by phase, looked at each second of a session, waits answered."""
    read: dict[int, dict[str, str]] = {}
    while day.app.runner.is_running:
        state = state_of(day)
        if state.status is Status.WAITING:
            day.app.runner.ready()
        texts = look(state.phase)
        seen = read.setdefault(state.index, dict.fromkeys(texts, ""))
        for where, words in texts.items():
            seen[where] += f" {words}"
        day.clock.advance(1000)
        day.app.runner.look()
    day.settle()
    return read


def says_so(words: str) -> bool:
    return "lightly" in words.lower()


def test_the_voice_says_it_before_each_press(journey: Start) -> None:
    day = journey(fever=Answer.YES)
    begin(day)
    presses = light_phases(day)
    routine = state_of(day).routine
    plan = next(plan for plan in reversed(day.sound.plans) if plan)
    begins = [day.clock.monotonic_ms()]
    for phase in routine.phases:
        begins.append(begins[-1] + phase.length_ms)
    for index in presses:
        opens = opening(day, index)
        until_ms = begins[index] if opens < index else begins[index] + 2000
        told = [
            cue.clause
            for cue in plan
            if cue.id is CueId.SAY and begins[opens] <= cue.at_ms and cue.ends_ms <= until_ms
        ]
        assert "lightly" in told, told


@pytest.mark.parametrize("level", ["all", "tones"])
def test_the_page_says_it_before_each_press_and_in_it(journey: Start, level: str) -> None:
    day = journey(fever=Answer.YES)
    day.app.choices.choose(day.app.choices.now._replace(guidance=level))
    begin(day)
    page: Any = day.app.window.built("session")
    announced = ["lightly, before this page could be listened to"]
    page.announced.connect(announced.append)

    def look(_: Phase) -> dict[str, str]:
        page.caption_wanted.emit()
        page.progress_wanted.emit()
        words, announced[:] = " ".join(announced), []
        return {
            "caption": page.column.caption.words,
            "page": page.column.instruction.text(),
            "ring, read out": page.column.ring.accessibleName(),
            **({"announced": words} if level == "tones" else {}),
        }

    presses = light_phases(day)
    phases = state_of(day).routine.phases
    read = through(day, look)
    for index in presses:
        opens = read[opening(day, index)]
        assert [where for where, words in opens.items() if not says_so(words)] == []
        assert says_so(read[index]["page"])
        assert says_so(read[index]["ring, read out"])
    others = [i for i, phase in enumerate(phases) if phase.kind is PhaseKind.CARE]
    assert others
    assert not any(says_so(read[index]["page"]) for index in others)


def test_in_the_dark_it_stands_there(journey: Start) -> None:
    day = journey(fever=Answer.YES)
    hands: Hands = begin(day)
    hands.press(Key.Key_E)
    eyes = dark(day)
    page: Any = day.app.window.built("session")

    def look(_: Phase) -> dict[str, str]:
        page.progress_wanted.emit()
        return {"head": eyes.look.words.head, "read out": eyes.accessibleName()}

    presses = light_phases(day)
    read = through(day, look)
    for index in presses:
        for one in (opening(day, index), index):
            assert [where for where, words in read[one].items() if not says_so(words)] == []


def test_going_on_after_a_pause_says_it_once_more(journey: Start) -> None:
    day = journey(fever=Answer.YES)
    begin(day)
    day.let_pass(20)
    day.app.runner.pause()
    day.app.runner.pause_or_go_on()
    plan = next(plan for plan in reversed(day.sound.plans) if plan)
    told = [cue.clause for cue in plan if cue.id is CueId.SAY][:2]
    assert told == ["going_on", "lightly"]


def test_a_session_that_was_cut_off_goes_on_lightly_once_the_answers_ask_it(
    journey: Start, again: Again
) -> None:
    day = journey()
    begin_own(day)
    day.let_pass(day.lead_in_s + 70)
    assert not any(step.light for step in state_of(day).routine.steps)
    keep_answers(day.places.data.parent, day.clock, fever=Answer.YES)
    later = again(day, 10)
    click(later, "Continue at step 2")
    assert all(step.light for step in state_of(later).routine.steps)
    page: Any = later.app.window.built("session")
    assert says_so(page.column.instruction.text())
    plan = next(plan for plan in reversed(later.sound.plans) if plan)
    assert "lightly" in [cue.clause for cue in plan]


def test_whoever_need_not_press_lightly_hears_none_of_it(journey: Start) -> None:
    day = journey()
    begin(day)
    cues = [cue for plan in day.sound.plans for cue in plan]
    assert cues
    assert not any(says_so(cue.caption) for cue in cues)
    page: Any = day.app.window.built("session")
    assert not says_so(page.column.instruction.text() + page.column.ring.accessibleName())
