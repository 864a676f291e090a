"""Danger signs in the real program: real keys, and what assistive technology sees."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from acutimer.core.journal import EntryKind
from acutimer.runtime.clock import SystemClock
from acutimer.ui.safety.signs_screens import NEW_TODAY
from tests.desktop_stage import Stage, desktop_stage
from tests.fakes import FakeClock
from tests.journeys.conftest import keep_answers
from tests.journeys.programs import Program, of_kind, profile

pytestmark = pytest.mark.desktop

BUTTON = "push button"
#: Codes of places: the keys of U and N, and Enter.
U, N, RETURN = 30, 57, 36


@pytest.fixture
def stage() -> Iterator[Stage]:
    with desktop_stage(tray=False) as made:
        yield made


@pytest.mark.parametrize("layout", ["us", "fr", "ru", "gr"])
def test_u_ends_a_session_on_every_keyboard(stage: Stage, layout: str) -> None:
    stage.run(["setxkbmap", layout])
    with profile() as home:
        keep_answers(home, FakeClock(SystemClock().now()))
        program = Program(stage, home, "quick", "desk-pause")
        window = program.window("Desk pause")
        program.noted(EntryKind.SESSION_BEGAN)
        program.press_key(window, str(U))
        (stop,) = program.noted(EntryKind.STOP_SHOWN)
        assert stop.body["reasons"] == ["unwell"]
        stage.wait_until(lambda: program.says("Call an ambulance now if there is"), "the page")


def test_the_daily_question_is_told_by_name_and_role_and_only_n_says_no(stage: Stage) -> None:
    with profile() as home:
        keep_answers(home, FakeClock(SystemClock().now()), signs_ago=1)
        program = Program(stage, home, "quick", "desk-pause")
        window = program.window()
        stage.wait_until(lambda: program.says(NEW_TODAY), "the question")
        named = {(one["role"], one["name"]) for one in program.look()}
        for words in ("No, nothing new", "Yes, or not sure", "Back"):
            assert (BUTTON, words) in named
        program.press_key(window, str(RETURN))
        assert program.says(NEW_TODAY)
        assert of_kind(home, EntryKind.SESSION_BEGAN) == []
        program.press_key(window, str(N))
        program.noted(EntryKind.SESSION_BEGAN)
        assert len(of_kind(home, EntryKind.SIGNS_SEEN)) == 2


def test_assistive_technology_can_name_a_sign(stage: Stage) -> None:
    with profile() as home:
        keep_answers(home, FakeClock(SystemClock().now()), signs_ago=1)
        program = Program(stage, home, "quick", "desk-pause")
        program.window()
        stage.wait_until(lambda: program.says(NEW_TODAY), "the question")
        program.press(BUTTON, "Yes, or not sure")
        stage.wait_until(lambda: program.says("Which one is it?"), "the list")
        program.press(BUTTON, "A head injury in the last 3 months")
        (stop,) = program.noted(EntryKind.STOP_SHOWN)
        assert stop.body["reasons"] == ["B3"]
        stage.wait_until(lambda: program.says("A doctor, soon."), "whom to see")
