"""*Press only this* means one thing wherever it stands: this point, once, and back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from acutimer.core.composing import ONLY_THIS
from acutimer.core.durations import clock_text
from acutimer.core.journal import EntryKind, read_rating, read_session
from acutimer.core.points import Side
from tests.journeys.conftest import Journey
from tests.journeys.test_main_job import Start, click, press_key


def button_of(day: Journey, place: str) -> QPushButton:
    """The button in its place, with the point chosen on the right side."""
    chooser = day.app.press.chooser
    chooser.choose_point("BL10", Side.RIGHT)
    chooser.choose_side(Side.RIGHT)
    if place == "card":
        return day.app.press.card.only_button
    day.app.card.open()
    day.settle()
    page = day.app.card.page.built
    assert page is not None
    return page.side.only_button


@pytest.mark.parametrize("place", ["card", "full card"])
def test_it_presses_one_point_once_on_the_chosen_side_and_comes_back(
    journey: Start, place: str
) -> None:
    day = journey()
    chooser, runner = day.app.press.chooser, day.app.runner
    chooser.choose_point("GB21", Side.LEFT)
    chooser.add_point()
    own, chosen = day.app.choices.now.your_points, chooser.chosen_id
    press_key(day, Qt.Key.Key_5)

    only = button_of(day, place)
    said = only.text()
    click(day, only)
    day.settle()
    # the point's first listed time, and the lead-in
    assert said == f"Press only this, {clock_text(60 + day.lead_in_s)}"
    assert day.app.window.page == "session"
    assert runner.state is not None
    assert runner.state.routine.id == ONLY_THIS
    assert runner.state.routine.name == "Nape"
    (step,) = runner.state.routine.steps
    assert (step.point, step.side, step.seconds) == ("BL10", Side.RIGHT, 60)
    day.let_pass(day.lead_in_s + 61)
    assert day.app.window.page == "rating"
    press_key(day, Qt.Key.Key_4)
    press_key(day, Qt.Key.Key_Return)

    assert day.app.window.page == "press"
    assert chooser.chosen == (chooser.basis.atlas["BL10"], Side.RIGHT)
    assert chooser.chosen_id == chosen, "what was chosen before is chosen still"
    assert day.app.choices.now.your_points == own
    (ended,) = day.of_kind(EntryKind.SESSION_ENDED)
    session = read_session(ended)
    assert session is not None
    assert [(part.point, part.side) for part in session.parts] == [("BL10", "right")]
    ratings = [read_rating(one) for one in day.of_kind(EntryKind.RATING)]
    assert [(one.value, one.moment.value) for one in ratings if one] == [
        (5, "before"),
        (4, "after"),
    ]


def test_it_can_be_pressed_again_by_one_key(journey: Start) -> None:
    day = journey()
    click(day, button_of(day, "card"))
    day.let_pass(day.lead_in_s + 61)
    press_key(day, Qt.Key.Key_Return)
    assert day.app.window.page == "press"
    day.settle()
    press_key(day, Qt.Key.Key_A)
    day.settle()
    assert day.app.window.page == "session"
    assert day.app.runner.state is not None
    assert [step.point for step in day.app.runner.state.routine.steps] == ["BL10"]
