"""The field that finds a point: what is not found is said there, and its letters stay letters."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from acutimer.core.commands import keys_at
from acutimer.ui.press.search import PointSearch
from tests.journeys.conftest import Journey
from tests.journeys.conftest import journey as journey
from tests.journeys.hands import Hands, Key
from tests.ui.keys_stage import EVERY_KEY, takes
from tests.ui.pages_stage import cut

Start = Callable[..., Journey]


def field_of(day: Journey) -> PointSearch:
    field = day.app.press.findChild(PointSearch)
    assert isinstance(field, PointSearch)
    return field


@pytest.mark.parametrize("size", [(1280, 800), (900, 600), (480, 420)], ids=str)
def test_a_word_that_finds_nothing_is_told_and_can_be_mended(
    journey: Start, size: tuple[int, int]
) -> None:
    day = journey()
    day.app.window.resize(*size)
    hands = Hands(day)
    hands.press(Key.Key_Slash)
    field = field_of(day)
    QTest.keyClicks(field, "LI99")
    hands.press(Key.Key_Return)
    assert hands.focus is field
    assert field.isVisible()
    assert field.selectedText() == "LI99"
    assert field.outcome.isVisible()
    assert field.outcome.text().startswith("No point here is called “LI99”.")
    assert cut(day.app.press.map) == []
    # somebody who types on without looking rates nothing, logs nothing and starts nothing
    focused: list[QWidget | None] = []
    for letter in "l5t?vi":
        QTest.keyClicks(QApplication.focusWidget(), letter)
        focused.append(QApplication.focusWidget())
    assert focused == [field] * 6
    assert field.text() == "l5t?vi"
    assert not field.outcome.isVisible(), "it was about another word"
    assert day.app.pain_log.panel is None
    assert day.app.press.bar.rating.value is None

    field.selectAll()
    QTest.keyClicks(field, "Jianjing")
    hands.press(Key.Key_Return)
    assert hands.name.startswith("Top of the shoulder, left")
    assert field.isHidden()
    assert not day.app.runner.is_running


def test_no_key_of_the_page_goes_through_the_field(journey: Start) -> None:
    day = journey()
    field = field_of(day)
    for name in (key for key in EVERY_KEY if key in keys_at("press")):
        field.ask()
        assert takes(field, name), name
    assert day.app.press.bar.rating.value is None
    assert not day.app.press.chooser.is_in_your_points("GB20"), "Insert adds no point"
    assert not day.app.runner.is_running


def test_escape_takes_the_field_and_its_sentence_away(journey: Start) -> None:
    day = journey()
    hands = Hands(day)
    hands.press(Key.Key_Slash)
    field = field_of(day)
    QTest.keyClicks(field, "x")
    hands.press(Key.Key_Return, Key.Key_Escape)
    assert field.isHidden()
    assert not field.outcome.isVisible()
    assert hands.name == "Nape", "the keyboard is with the views"
    hands.press(Key.Key_Slash)
    assert field.text() == ""
    assert not field.outcome.isVisible()
