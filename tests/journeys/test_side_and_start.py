"""The side on the card and Start agree, whoever leads the page and however either is asked for."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from acutimer.core.points import BOTH_SIDES, Side, body_sides
from tests.journeys.conftest import Journey
from tests.journeys.hands import Hands, Key

Start = Callable[..., Journey]
SIDES = {
    "left": frozenset({Side.LEFT}),
    "right": frozenset({Side.RIGHT}),
    "both": frozenset(BOTH_SIDES),
}
KEYS = {"left": Key.Key_BracketLeft, "right": Key.Key_BracketRight, "both": Key.Key_Backslash}
HOSTS = ("list", "own points", "where")
CODE = "GB21"


def settle_on(day: Journey, host: str) -> None:
    """The page led by a routine of the list, by one's own points, or by tapped places."""
    chooser = day.app.press.chooser
    if host == "where":
        day.app.bodies.dress(day.app.press.map.atlas)
        day.app.press.ask_where()
        day.settle()
        assert day.app.press.where is not None
        day.app.press.where.tap(("neck.right", "shoulder.right"))
    elif host == "own points":
        chooser.choose_point("GB20", Side.LEFT)
        chooser.add_point()
        chooser.choose_point(CODE, Side.LEFT)
        chooser.add_point()
    else:
        chooser.choose_routine("desk-pause")
    chooser.choose_point(CODE, Side.RIGHT)
    day.settle()


def choose(day: Journey, side: str, way: str) -> None:
    """Choose a side on the card by the mouse, by Space there, or by the key of the page."""
    made = day.app.press.card.side_button(side)
    if way == "mouse":
        QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    elif way == "space":
        made.setFocus()
        QTest.keyClick(made, Key.Key_Space)
    else:
        day.app.press.setFocus()
        QTest.keyClick(day.app.press, KEYS[side])
    day.settle()


def start(day: Journey, way: str) -> None:
    """Begin by the mouse, by Space on Start, or by Enter on the page."""
    made = day.app.press.bar.start
    if way == "mouse":
        QTest.mouseClick(made, Qt.MouseButton.LeftButton)
    elif way == "space":
        made.setFocus()
        QTest.keyClick(made, Key.Key_Space)
    else:
        day.app.press.setFocus()
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return)
    day.settle()


def on_card(day: Journey) -> str:
    return next(side for side in SIDES if day.app.press.card.side_button(side).isChecked())


def begun(day: Journey) -> frozenset[Side]:
    """The sides of the point in the session that runs."""
    state = day.app.runner.state
    assert state is not None
    steps = [one for one in state.routine.steps if one.point == CODE and one.side is not None]
    assert steps, "the point is pressed at all"
    return frozenset(side for one in steps for side in body_sides(one.side))


def leave(day: Journey) -> None:
    day.app.runner.stop()
    day.settle()
    day.app.show_page("press")
    day.settle()


@pytest.mark.parametrize(("host", "begins"), [*product(HOSTS, ("mouse", "space", "enter"))])
def test_what_is_chosen_on_the_card_is_what_starts(journey: Start, host: str, begins: str) -> None:
    day = journey()
    for side, pressed in SIDES.items():
        for way in ("mouse", "space", "key"):
            settle_on(day, host)
            choose(day, side, way)
            assert on_card(day) == side, (side, way)
            start(day, begins)
            assert begun(day) == pressed, (side, way)
            leave(day)


@pytest.mark.parametrize(("host", "side"), [*product(HOSTS, SIDES)])
def test_the_side_stays_over_the_question_of_the_day(journey: Start, host: str, side: str) -> None:
    day = journey(signs_ago=1)
    settle_on(day, host)
    choose(day, side, "mouse")
    start(day, "enter")
    assert not day.app.runner.is_running
    Hands(day).press(Key.Key_N)
    assert begun(day) == SIDES[side]


def test_the_card_follows_whatever_would_start(journey: Start) -> None:
    day = journey()
    chooser = day.app.press.chooser
    settle_on(day, "list")
    choose(day, "right", "mouse")
    chooser.choose_routine("neck-and-shoulders")
    assert on_card(day) == "both", "another routine presses its points on its own sides"
    chooser.choose_routine("desk-pause")
    choose(day, "left", "key")
    settle_on(day, "where")
    assert on_card(day) == "right", "the tapped side leads"
    where = day.app.press.where
    assert where is not None
    choose(day, "both", "mouse")
    where.tap(("neck.left", "shoulder.left"))
    day.settle()
    assert on_card(day) == "left", "and what is tapped anew"
    where.clear()
    day.settle()
    start(day, "mouse")
    assert begun(day) == SIDES[on_card(day)]


def test_what_is_listed_under_places_is_what_starts(journey: Start) -> None:
    day = journey()
    settle_on(day, "where")
    where = day.app.press.where
    assert where is not None
    before = where.choice
    assert before is not None
    choose(day, "both", "mouse")
    after = where.choice
    assert after is not None
    assert after.length_s > before.length_s
    minutes, seconds = divmod(after.length_s, 60)
    assert day.app.press.bar.start.text().strip().endswith(f"{minutes}:{seconds:02d}")
