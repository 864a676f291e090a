"""The field that finds a point: what is not found is said there, and its letters stay letters."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from acutimer.core.commands import keys_at
from acutimer.ui.body_map.markers import MarkerState
from acutimer.ui.kit.point_search import PointSearch
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
    assert field.text() == ""
    assert field.matches.isHidden()
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


@pytest.mark.parametrize("sought", ["hand, th", "LI4", "hegu", "合谷"])
def test_what_is_typed_lists_plain_names_and_enter_goes_there_as_a_click_would(
    journey: Start, sought: str
) -> None:
    day = journey()
    hands = Hands(day)
    press = day.app.press
    field = field_of(day)
    assert field.isVisible()
    hands.tab_to("Find a point by name or code")
    field.insert(sought)
    field.textEdited.emit(field.text())
    assert not field.matches.isHidden()
    assert field.matches.item(0).text() == "Hand, thumb web, LI4"
    hands.press(Key.Key_Return)
    assert press.map.view_id == "hand"
    assert hands.name.startswith("Hand, thumb web, left")
    chosen = press.chooser.chosen
    assert chosen is not None
    assert chosen[0].code == "LI4"
    assert field.matches.isHidden()
    assert not day.app.runner.is_running


def test_arrows_and_the_mouse_choose_in_the_list(journey: Start) -> None:
    day = journey()
    hands = Hands(day)
    field = field_of(day)
    hands.press(Key.Key_Slash, Key.Key_Down)
    names = [field.matches.item(row).text() for row in range(field.matches.count())]
    assert len(names) == len(day.app.content.atlas.points), "with nothing typed all are listed"
    hands.press(Key.Key_Down, Key.Key_Down, Key.Key_Up)
    assert field.matches.currentItem().text() == names[1]
    box = field.matches.visualItemRect(field.matches.item(2))
    QTest.mouseClick(field.matches.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    day.settle()
    chosen = day.app.press.chooser.chosen
    assert chosen is not None
    assert chosen[0].plain == names[2].rpartition(", ")[0]


def test_a_point_found_beside_the_tapped_places_is_marked_too(journey: Start) -> None:
    day = journey()
    press = day.app.press
    press.ask_where()
    assert press.where is not None
    press.where.tap(["neck.right"])
    day.settle()
    assert all(look.code != "TE17" for look in press.map.atlas.looks())
    press.chooser.find_point("TE17")
    day.settle()
    states = {look.code: look.state for look in press.map.atlas.looks() if look.side == "left"}
    assert states["TE17"] in (MarkerState.SELECTED, MarkerState.SELECTED_IN_ROUTINE)
    press.where.clear()
    day.settle()
    press.where.tap(["neck.right"])
    assert all(look.code != "TE17" for look in press.map.atlas.looks())


def test_the_editor_finds_points_and_takes_them_as_a_click_does(journey: Start) -> None:
    day = journey()
    day.app.editing.write_new()
    day.settle()
    editor = day.app.window.built("editor")
    field = editor.map.search
    assert field.isVisible()
    field.setFocus()
    QTest.keyClicks(field, "thumb web")
    QTest.keyClick(field, Qt.Key.Key_Return)
    day.settle()
    assert editor.draft.step.point == "LI4"
    assert editor.map.body.view_id() == "hand"


def test_escape_empties_the_field_and_takes_its_sentence_away(journey: Start) -> None:
    day = journey()
    hands = Hands(day)
    hands.press(Key.Key_Slash)
    field = field_of(day)
    QTest.keyClicks(field, "x")
    hands.press(Key.Key_Return, Key.Key_Escape)
    assert field.isVisible(), "it is always there"
    assert field.text() == ""
    assert not field.outcome.isVisible()
    assert hands.name == "Nape", "the keyboard is with the views"
    hands.press(Key.Key_Slash)
    assert field.text() == ""
    assert not field.outcome.isVisible()
