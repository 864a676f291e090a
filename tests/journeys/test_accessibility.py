"""What a screen reader finds: points are buttons to press, and a press shows the card."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from acutimer.core.journal import EntryKind
from acutimer.runtime.clock import SystemClock
from tests.desktop_stage import desktop_stage
from tests.fakes import FakeClock
from tests.journeys.conftest import keep_answers
from tests.journeys.programs import Program, profile

pytestmark = pytest.mark.desktop

BUTTON = "push button"
GB20_LEFT = "GB20 Fengchi, left, under the skull edge"
BL11_LEFT = "BL11 Dazhu, left, beside the spine, one bone below the neck knob"
#: Roles that a person operates; each needs a name.
OPERATED = {BUTTON, "check box", "radio button", "toggle button", "slider", "combo box", "text"}


@pytest.fixture
def program() -> Iterator[Program]:
    with desktop_stage(tray=False) as stage, profile() as home:
        keep_answers(home, FakeClock(SystemClock().now()))
        made = Program(stage, home)
        made.window()
        yield made


def part(program: Program, role: str, name: str) -> dict[str, Any]:
    """The part of that role and name, once it is in sight."""

    def found() -> dict[str, Any]:
        return next((p for p in program.look() if (p["role"], p["name"]) == (role, name)), {})

    return program.stage.wait_until(found, f"{role} {name!r}")


def test_a_point_is_a_button_and_its_press_shows_the_card(program: Program) -> None:
    marker = part(program, BUTTON, GB20_LEFT)
    assert "Press" in marker["actions"]
    assert {"enabled", "focusable", "showing"} <= set(marker["states"])
    assert "Body map, Nape" in marker["around"]
    other = part(program, BUTTON, BL11_LEFT)
    assert other["description"] == ""
    left, top, width, height = other["box"]
    assert width >= 44
    assert height >= 44

    assert not program.says("Dàzhù")
    program.press(BUTTON, BL11_LEFT)
    program.stage.wait_until(lambda: program.says("Dàzhù"), "the card of BL11")
    assert part(program, BUTTON, BL11_LEFT)["description"] == "chosen"
    # the same place that a mouse would hit
    program.stage.click(left + width // 2, top + height // 2)
    program.press(BUTTON, GB20_LEFT)
    program.stage.wait_until(lambda: program.says("Fēngchí"), "the card of GB20")
    assert part(program, BUTTON, GB20_LEFT)["description"] == "chosen, step 1, in routine"


def test_the_turning_body_is_a_slider_with_words_and_keeps_its_points(program: Program) -> None:
    part(program, BUTTON, GB20_LEFT)
    program.press("check box", "Turn")
    slider = part(program, "slider", "Turn the body")
    assert slider["description"] == "Back, 180°"
    marker = part(program, BUTTON, GB20_LEFT)
    assert "Body map, turned: Back, 180°" in marker["around"]
    program.press(BUTTON, GB20_LEFT)
    program.stage.wait_until(
        lambda: "Body map, Nape" in part(program, BUTTON, GB20_LEFT)["around"],
        "the view in which the chosen point is seen best",
    )


def test_the_full_card_is_reached_read_and_left_by_actions_alone(program: Program) -> None:
    program.press(BUTTON, part(program, BUTTON, "Full card")["name"])
    part(program, BUTTON, "All points")
    for words in ("Find it", "This place", "What we derived ourselves", "What is known"):
        program.stage.wait_until(lambda words=words: program.says(words), words)
    operated = [one for one in program.look() if one["role"] in OPERATED]
    assert [one for one in operated if not one["name"]] == []
    program.press("check box", part(program, "check box", "Under the skin")["name"])
    program.stage.wait_until(lambda: program.says("Under the skin: approximate"), "the legend")
    program.press(BUTTON, "My spot")
    part(program, BUTTON, "Move the spot up in the picture")
    program.press(BUTTON, "Leave")
    program.press(BUTTON, "All points")
    part(program, BUTTON, "Full card")


def test_a_session_can_be_begun_and_ended_by_actions_alone(program: Program) -> None:
    program.press("check box", "Desk pause, 4:15")
    program.press(BUTTON, "Start")
    (began,) = program.noted(EntryKind.SESSION_BEGAN)
    assert began.body["routine"] == "desk-pause"
    part(program, BUTTON, "15 seconds more")
    program.press(BUTTON, "End")
    program.press(BUTTON, part(program, BUTTON, "End and rate")["name"])
    program.noted(EntryKind.SESSION_ENDED)
    program.press("check box", part(program, "check box", "Pain right now: 2")["name"])
    program.press(BUTTON, "Done")
    program.noted(EntryKind.RATING)


@pytest.mark.parametrize("page", ["Press", "History", "Safety", "Settings"])
def test_everything_that_is_operated_has_a_name(program: Program, page: str) -> None:
    program.press("check box", part(program, "check box", page)["name"])
    program.stage.wait_until(
        lambda: "checked" in part(program, "check box", page)["states"], f"the page {page}"
    )
    operated = [one for one in program.look() if one["role"] in OPERATED]
    assert len(operated) > 8
    assert [one for one in operated if not one["name"]] == []
