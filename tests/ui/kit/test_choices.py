"""One of several: what a screen reader is told, and that what it does is told like a click."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from acutimer.ui.kit.rating_row import RatingRow
from acutimer.ui.kit.segments import Segments
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.window.rail import PAGES, Rail, RailButton


def do_toggle(button: QAbstractButton) -> None:
    """What assistive technology does with a radio button: Qt offers it nothing but this."""
    actions = QAccessible.queryAccessibleInterface(button).actionInterface()
    assert actions.actionNames() == ["Toggle", "SetFocus"]
    actions.doAction("Toggle")


def role(button: QAbstractButton) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(button).role()


@pytest.fixture
def segments(qtbot: QtBot) -> Segments:
    made = Segments((("day", "Day"), ("week", "Week"), ("month", "Month")), "Time shown")
    qtbot.addWidget(made)
    return made


@pytest.fixture
def rating(qtbot: QtBot) -> RatingRow:
    made = RatingRow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def rail(qtbot: QtBot) -> Rail:
    made = Rail(load_theme("light"))
    qtbot.addWidget(made)
    return made


def test_all_three_are_radio_buttons_with_a_state(
    segments: Segments, rating: RatingRow, rail: Rail
) -> None:
    rating.choose(3)
    ours = [segments.button("day"), segments.button("week"), rating.cell(3), rating.cell(4)]
    ours += rail.findChildren(RailButton)[:2]
    assert {role(button) for button in ours} == {QAccessible.Role.RadioButton}
    told = [QAccessible.queryAccessibleInterface(button).state().checked for button in ours]
    assert told == [1, 0, 1, 0, 1, 0]


def test_a_segment_chosen_by_a_screen_reader_is_told_once(segments: Segments) -> None:
    told: list[str] = []
    segments.chosen.connect(told.append)
    do_toggle(segments.button("week"))
    assert (segments.key, told) == ("week", ["week"])
    do_toggle(segments.button("week"))  # one of them is always on
    assert (segments.key, told) == ("week", ["week"])


def test_a_click_is_told_once_and_so_is_a_click_on_what_is_on(
    qtbot: QtBot, segments: Segments
) -> None:
    told: list[str] = []
    segments.chosen.connect(told.append)
    for key in ("month", "month", "day"):
        qtbot.mouseClick(segments.button(key), Qt.MouseButton.LeftButton)
    assert told == ["month", "month", "day"]


@pytest.mark.parametrize("do", [lambda s: s.choose("week"), lambda s: s.choose_none()])
def test_what_the_program_chooses_is_not_told(
    segments: Segments, do: Callable[[Segments], None]
) -> None:
    told: list[str] = []
    segments.chosen.connect(told.append)
    do(segments)
    assert told == []


def test_a_number_is_given_and_taken_back_by_a_screen_reader(rating: RatingRow) -> None:
    told: list[int] = []
    rating.rated.connect(told.append)
    for value in (2, 7, 7):
        do_toggle(rating.cell(value))
    assert told == [2, 7, -1]
    assert rating.value is None


def test_a_number_is_given_changed_and_taken_back_by_clicks(
    qtbot: QtBot, rating: RatingRow
) -> None:
    told: list[int] = []
    rating.rated.connect(told.append)
    for value in (2, 7, 7):
        qtbot.mouseClick(rating.cell(value), Qt.MouseButton.LeftButton)
    assert told == [2, 7, -1]


def test_a_page_is_chosen_by_a_screen_reader(rail: Rail) -> None:
    told: list[str] = []
    rail.chosen.connect(told.append)
    for button in rail.findChildren(RailButton)[1:3]:
        do_toggle(button)
    assert told == [key for key, _, _ in PAGES[1:3]]
