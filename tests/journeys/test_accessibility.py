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
from tests.journeys.offers import offered
from tests.journeys.programs import Program, profile

pytestmark = pytest.mark.desktop

BUTTON = "push button"
GB20_LEFT = "Skull edge, left, GB20 Fengchi, under the skull edge"
BL11_LEFT = "Beside the spine, left, BL11 Dazhu, beside the spine, one bone below the neck knob"
PAGES = ("Press", "History", "Safety", "Settings")
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
    assert part(program, BUTTON, BL11_LEFT)["description"].startswith("chosen; marked beside it: ")
    # the same place that a mouse would hit
    program.stage.click(left + width // 2, top + height // 2)
    program.press(BUTTON, GB20_LEFT)
    program.stage.wait_until(lambda: program.says("Fēngchí"), "the card of GB20")
    said = part(program, BUTTON, GB20_LEFT)["description"]
    assert said.startswith("chosen, step 1, in routine; marked beside it: ")


def test_the_turning_body_is_a_slider_with_words_and_keeps_its_points(program: Program) -> None:
    part(program, BUTTON, GB20_LEFT)
    program.press("radio button", "Turn")
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
    program.press("check box", part(program, "check box", "More about this point")["name"])
    program.press(BUTTON, part(program, BUTTON, "Full card")["name"])
    part(program, BUTTON, "All points")
    for words in ("Find it", "This place", "What we worked out ourselves", "What is known"):
        program.stage.wait_until(lambda words=words: program.says(words), words)
    operated = [one for one in program.look() if one["role"] in OPERATED]
    assert [one for one in operated if not one["name"]] == []
    program.press("check box", part(program, "check box", "Under the skin")["name"])
    program.stage.wait_until(lambda: program.says("Under the skin: approximate"), "the legend")
    program.press(BUTTON, "My spot")
    part(program, BUTTON, "Move the spot up in the picture")
    program.press(BUTTON, "Cancel")
    program.press(BUTTON, "All points")
    part(program, BUTTON, "Full card")


def test_a_session_can_be_begun_and_ended_by_actions_alone(program: Program) -> None:
    program.press("check box", offered("desk-pause"))
    program.press(BUTTON, "Start")
    (began,) = program.noted(EntryKind.SESSION_BEGAN)
    assert began.body["routine"] == "desk-pause"
    part(program, BUTTON, "15 seconds more")
    program.press(BUTTON, "End")
    program.press(BUTTON, part(program, BUTTON, "End and rate")["name"])
    program.noted(EntryKind.SESSION_ENDED)
    program.press("radio button", part(program, "radio button", "Pain right now: 2")["name"])
    assert "checked" in part(program, "radio button", "Pain right now: 2")["states"]
    program.press(BUTTON, "Done")
    program.noted(EntryKind.RATING)


def show(program: Program, page: str) -> None:
    """Go to a page of the rail, and wait until it is there by its name."""
    program.press("radio button", part(program, "radio button", page)["name"])
    program.stage.wait_until(
        lambda: "checked" in part(program, "radio button", page)["states"], f"the page {page}"
    )
    program.stage.wait_until(
        lambda: any(page in one["around"] for one in program.look()), f"the name of {page}"
    )


def test_the_handbook_has_headings_and_is_reached_and_left_by_actions_alone(
    program: Program,
) -> None:
    show(program, "Settings")
    program.press("radio button", part(program, "radio button", "About")["name"])
    program.press(BUTTON, part(program, BUTTON, "Technique")["name"])
    program.stage.wait_until(lambda: program.says("Stroke slowly"), "the line on strokes")
    headings = [one["name"] for one in program.look() if one["role"] == "heading"]
    assert headings[:2] == ["Technique", "Settle down"]
    program.press("radio button", part(program, "radio button", "Sources")["name"])
    program.stage.wait_until(lambda: program.says("nineteen"), "the contradictions")
    operated = [one for one in program.look() if one["role"] in OPERATED]
    assert [one for one in operated if not one["name"]] == []
    program.press(BUTTON, "Back")
    part(program, BUTTON, "Technique")


@pytest.mark.parametrize("page", PAGES)
def test_everything_that_is_operated_has_a_name(program: Program, page: str) -> None:
    show(program, page)
    operated = [one for one in program.look() if one["role"] in OPERATED]
    assert len(operated) > 8
    assert [one for one in operated if not one["name"]] == []


def test_the_rail_comes_before_the_page(program: Program) -> None:
    part(program, "radio button", "History")
    ways = [one["around"] for one in program.look()]
    rail = [index for index, around in enumerate(ways) if "Pages" in around]
    page = [index for index, around in enumerate(ways) if "Press" in around]
    assert len(rail) == len(PAGES)
    assert max(rail) < min(page)


@pytest.mark.parametrize("by", ["key", "signal"])
def test_it_ends_well_after_a_screen_reader_has_seen_all_of_it(program: Program, by: str) -> None:
    window = program.window()
    for page in PAGES:
        show(program, page)
        assert program.walk() > 100
    if by == "key":
        program.press_key(window, "ctrl+q")
    else:
        program.running.terminate()
    assert program.running.wait(20) == 0, program.stage.logs()
