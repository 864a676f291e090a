"""The routines for tapped places, where there is much room and where there is little."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from acutimer.core.composing import YOUR_PLACES
from acutimer.core.where import Reach
from acutimer.core.where_choices import Choice
from acutimer.ui.press.where_list import ChoiceRow, ReachDots, WhereList
from acutimer.ui.press.where_words import HOW_LONG, HOW_LONG_SHORT, length_text
from tests.core.shipped import atlas, routine
from tests.ui.pages_stage import cut, settle, shown
from tests.ui.pages_stage import text_size as text_size


def choice(key: str, *, length_s: int = 255, whole_s: int = 255) -> Choice:
    made = replace(routine("desk-pause"), id=key, name=f"Routine {key}")
    reach = Reach(("neck.right",), ("GB20", "GB21"))
    return Choice(made, made, length_s, whole_s, (), is_shorter=False, reach=reach)


def rows(count: int) -> list[ChoiceRow]:
    names = atlas().plain_names
    return [
        ChoiceRow(choice(key), "4:15", "In the place · 2 of the 6 points", "", names, 6)
        for key in "abcdef"[:count]
    ]


@pytest.fixture
def listed(qtbot: QtBot) -> WhereList:
    made = WhereList()
    shown(qtbot, made, (330, 700))
    made.show_columns(wide=False)
    made.show_rows(rows(3), "a")
    settle(made)
    return made


def in_sight(listed: WhereList) -> list[str]:
    return [one.offer.routine.id for one in listed.rows if one.isVisible()]


def words_of(row: ChoiceRow) -> list[str]:
    return [one.text() for one in row.findChildren(QLabel) if one.isVisible()]


def test_with_little_room_the_third_is_folded_until_it_is_asked_for(listed: WhereList) -> None:
    assert in_sight(listed) == ["a", "b"]
    assert listed.more.text() == "One more routine"
    listed.more.click()
    settle(listed)
    assert in_sight(listed) == ["a", "b", "c"]
    assert not listed.more.isVisible()
    assert listed.rows[2].hasFocus()
    assert cut(listed) == []


def test_what_is_chosen_is_never_folded_and_a_wide_column_folds_nothing(listed: WhereList) -> None:
    listed.show_rows(rows(4), "b")
    assert listed.more.text() == "2 more routines"
    listed.show_rows(rows(4), "c")
    assert in_sight(listed) == ["a", "b", "c", "d"]
    listed.show_columns(wide=True)
    listed.show_rows(rows(4), "a")
    assert in_sight(listed) == ["a", "b", "c", "d"]
    assert not listed.more.isVisible()


def test_the_time_is_asked_in_few_words_where_there_is_little_room(listed: WhereList) -> None:
    assert listed._asks.text() == HOW_LONG_SHORT
    listed.show_columns(wide=True)
    settle(listed)
    assert listed._asks.text() == HOW_LONG
    assert listed.times.width() == listed.width() - 8
    assert cut(listed) == []


def test_what_can_be_done_stands_right_below_the_chosen_one(listed: WhereList) -> None:
    listed.show_rows(rows(3), "b")
    settle(listed)
    tops = [listed.rows[1].y(), listed._below_chosen.y(), listed.more.y()]
    assert tops == sorted(tops)
    listed.keep.click()
    asked: list[str] = []
    listed.keep_asked.connect(asked.append)
    QTest.keyClicks(listed.name, "Mine")
    listed.name.returnPressed.emit()
    assert asked == ["Mine"]


def test_a_row_says_and_shows_what_it_reaches_and_no_points(listed: WhereList) -> None:
    closed = listed.rows[1]
    assert words_of(closed) == ["Routine b", "4:15", "In the place · 2 of the 6 points"]
    (dots,) = closed.findChildren(ReachDots)
    assert (dots._pressed, dots._points) == (2, 6)
    picture = dots.grab().toImage()
    middles = [picture.pixelColor(4 + 9 * nth, 4) for nth in range(6)]
    assert len(set(map(str, middles[:2]))) == 1
    assert len(set(map(str, middles))) == 2
    assert "In the place · 2 of the 6 points" in closed.accessibleDescription()


def test_only_a_routine_one_knows_is_measured_against_its_whole() -> None:
    fitted = choice("desk-pause", length_s=120)
    assert length_text(fitted) == "2:00 of 4:15"
    assert length_text(choice("desk-pause")) == "4:15"
    made = replace(fitted, whole=replace(fitted.whole, id=YOUR_PLACES))
    assert length_text(made) == "2:00"
