"""The list of routines: what can be done with the chosen one, and what stands in its row."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from acutimer.core.composing import YOUR_POINTS
from acutimer.core.safety import Answer, Given, Profile, judge
from acutimer.ui.kit.heading import Heading
from acutimer.ui.press.offers import Offer, offers_of
from acutimer.ui.press.routine_list import RoutineList
from acutimer.ui.press.routine_row import RoutineRow
from acutimer.ui.press.star_button import StarButton
from tests.core.shipped import atlas, built, routine, rules
from tests.ui.pages_stage import NOON, TODAY, cut, settle, shown, tabbed
from tests.ui.pages_stage import text_size as text_size

GB21 = {"kind": "hold", "point": "GB21", "side": "both", "seconds": 180}
MINE = replace(
    built(GB21, {"kind": "care", "care": "rest"}), id="mine", name="Mine", origin="",
    author="A. Example", cautions=("Sit down for it.",),
)  # fmt: skip


@pytest.fixture
def routines(qtbot: QtBot) -> RoutineList:
    made = RoutineList()
    shown(qtbot, made, (280, 700))
    made.show_offers([Offer(routine("desk-pause")), Offer(MINE)], "desk-pause")
    made.show_own(["mine"])
    settle(made)
    return made


def asked(routines: RoutineList) -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []
    routines.asked.connect(lambda what, routine_id: told.append((what, routine_id)))
    return told


def test_each_button_names_the_routine_it_is_about(routines: RoutineList) -> None:
    told = asked(routines)
    for made in routines.acts.buttons.values():
        if made.isVisible():
            made.click()
    assert told == [(what, "desk-pause") for what in ("new", "edit", "duplicate", "share", "file")]
    assert routines.acts.buttons["edit"].accessibleName() == "Edit Desk pause"
    assert routines.acts.buttons["new"].text() == "New routine"
    assert cut(routines) == []


def test_what_the_buttons_act_on_is_named_beside_them(routines: RoutineList) -> None:
    assert routines.acts.whom.text() == "For: Desk pause"
    routines.show_offers(routines.offers, "mine")
    assert routines.acts.whom.text() == "For: Mine"
    assert routines.acts.buttons["share"].toolTip() == "Share file Mine"
    links = [routines.acts.buttons[key] for key in ("edit", "duplicate", "share", "remove")]
    settle(routines)
    assert len({one.y() for one in links}) == 1


def test_the_keyboard_stays_on_its_routine_when_others_come_and_go(routines: RoutineList) -> None:
    row = routines._rows[1]
    row.setFocus()
    other = replace(MINE, id="other", name="Other")
    routines.show_offers([Offer(other), Offer(MINE)], "mine")
    assert routines._rows[1] is row
    assert row.hasFocus()
    changed = replace(MINE, author="B. Example")
    routines.show_offers([Offer(changed)], "mine")
    assert routines._rows[0].hasFocus()


def test_a_step_that_cannot_be_light_says_why_in_its_row(qtbot: QtBot) -> None:
    balls = {"kind": "hold", "point": "BL11", "side": "both"}
    mine = replace(built(GB21, balls), id="mine", name="Mine")
    answers = {one.id: Given(Answer.NO, TODAY) for one in rules().questions}
    answers["bleeding"] = Given(Answer.YES, TODAY, cleared_on=TODAY)
    answers["neck"] = Given(Answer.NO, TODAY)
    verdict = judge(rules(), Profile(answers, TODAY), atlas(), NOON)
    (offer,) = offers_of([mine], {}, verdict, lambda one: one, {})
    assert offer.off_note == "1 of 2 steps is off after your safety check."
    (why,) = offer.why
    assert "cannot be made light" in why
    made = RoutineList()
    shown(qtbot, made, (280, 700))
    made.show_offers([offer], "mine")
    settle(made)
    row = made._rows[0]
    assert why in row.accessibleDescription()
    assert why in "\n".join(one.text() for one in row.findChildren(QLabel) if one.isVisible())
    assert cut(made) == []


def test_a_note_that_is_off_is_said_in_its_row() -> None:
    noted = {"kind": "presses", "point": "GB14", "side": "both", "note": "Nod"}
    answers = {one.id: Given(Answer.NO, TODAY) for one in rules().questions}
    answers["neck"] = Given(Answer.YES, TODAY)
    verdict = judge(rules(), Profile(answers, TODAY), atlas(), NOON)
    (offer,) = offers_of([built(noted)], {}, verdict, lambda one: one, {})
    assert offer.off_note == "Notes of your own are off."
    assert offer.startable.steps[0].note is None
    assert "own words" in offer.why[0]


def test_only_one_s_own_can_be_removed(routines: RoutineList) -> None:
    assert not routines.acts.buttons["remove"].isVisible()
    routines.show_offers(routines.offers, "mine")
    assert routines.acts.buttons["remove"].isVisible()
    assert routines.acts.buttons["remove"].accessibleName() == "Remove Mine"
    assert cut(routines) == []


@pytest.mark.parametrize(("index", "can_go"), [(0, False), (1, True)])
def test_the_menu_of_a_row_offers_the_same(routines: RoutineList, index: int, can_go: bool) -> None:
    told = asked(routines)
    row = routines._rows[index]
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(9, 9), QPoint(9, 9))
    QApplication.sendEvent(row, event)
    (menu,) = routines.findChildren(QMenu)
    words = ["Edit", "Duplicate", "Share file", *(["Remove"] if can_go else [])]
    assert [one.text() for one in menu.actions()] == words
    menu.actions()[0].trigger()
    assert told == [("edit", row.offer.routine.id)]
    menu.close()


def test_a_row_says_whose_it_is_and_what_to_mind(routines: RoutineList) -> None:
    routines.show_offers(routines.offers, "mine")
    row = routines._rows[1]
    texts = [one.text() for one in row.findChildren(QLabel)]
    assert "by A. Example" in texts
    assert "Sit down for it." in texts
    assert "Rest the hands" in texts
    assert row.accessibleDescription().endswith("Sit down for it.")


def test_a_step_stands_on_one_line(qtbot: QtBot) -> None:
    """Name, point, manner and length, in the narrower of the columns that lists stand in."""
    made = RoutineList()
    shown(qtbot, made, (324, 700))
    made.show_offers([Offer(routine("neck-and-shoulders"), names=atlas().plain_names)], "")
    (row,) = made.findChildren(RoutineRow)
    row.show_chosen(True)
    settle(made)
    texts = {one.text(): one for one in row.findChildren(QLabel)}
    told = [texts[one] for one in ("5", "Top of the shoulder", "GB21 R", "hold", "3:00")]
    places = [one.mapTo(row, one.rect().center()) for one in told]
    assert [one.x() for one in places] == sorted(one.x() for one in places)
    assert max(one.y() for one in places) - min(one.y() for one in places) <= 2
    assert {"GB20", "both", "both, circles"} <= set(texts)
    assert cut(made) == []
    assert not texts["Top of the shoulder"].toolTip()


def test_a_routine_chosen_by_a_screen_reader_is_told(routines: RoutineList) -> None:
    told: list[str] = []
    routines.chosen.connect(told.append)
    actions = QAccessible.queryAccessibleInterface(routines._rows[1]).actionInterface()
    assert actions.actionNames()[0] == "Toggle"
    actions.doAction("Toggle")
    assert told == ["mine"]


def test_the_ring_round_a_row_is_not_cut(routines: RoutineList) -> None:
    for shown_row in routines._rows:
        assert routines.rect().contains(shown_row.geometry().adjusted(-4, -4, 4, 4))


# --- favourites and order -----------------------------------------------------------------------


@pytest.fixture
def four(qtbot: QtBot) -> RoutineList:
    """Two favourites and two others."""
    made = RoutineList()
    shown(qtbot, made, (320, 900))
    listed = [replace(MINE, id=one, name=f"Routine {one}") for one in "abcd"]
    made.show_offers([Offer(one) for one in listed], "a")
    made.show_favourites("ab")
    settle(made)
    return made


def told_of(routines: RoutineList) -> list[tuple[str, ...]]:
    told: list[tuple[str, ...]] = []
    routines.starred.connect(lambda one: told.append(("starred", one)))
    routines.moved.connect(lambda one, before: told.append(("moved", one, before)))
    routines.chosen.connect(lambda one: told.append(("chosen", one)))
    return told


def drag(routines: RoutineList, index: int, to: QPoint, *, lets_go: bool = True) -> RoutineRow:
    """Hold a row by its name and take it to a place in the list."""
    held = routines._rows[index]
    start = QPoint(40, 20)
    QTest.mousePress(held, Qt.MouseButton.LeftButton, pos=start)
    for at in (start + QPoint(0, 30), held.mapFrom(routines, to)):
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(at),
            QPointF(held.mapToGlobal(at)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(held, event)
    if lets_go:
        QTest.mouseRelease(held, Qt.MouseButton.LeftButton, pos=held.mapFrom(routines, to))
    return held


def headings(routines: RoutineList) -> list[str]:
    return [one.text() for one in routines.findChildren(Heading) if one.isVisible()]


def test_headings_stand_over_favourites_and_the_others(four: RoutineList) -> None:
    assert headings(four) == ["Favourites", "More"]
    tops = [four._stars, *four._rows[:2], four._more, *four._rows[2:]]
    assert [one.y() for one in tops] == sorted(one.y() for one in tops)
    four.show_favourites("")
    assert headings(four) == []
    four.show_favourites("abcd")
    assert headings(four) == ["Favourites"]
    assert cut(four) == []


def test_the_star_in_each_row_is_a_button_with_a_name(four: RoutineList) -> None:
    told = told_of(four)
    star = four._rows[2].star
    assert star.isVisible()
    assert star.accessibleName() == "Keep Routine c in favourites"
    assert not star.isChecked()
    assert four._rows[0].star.isChecked()
    QTest.mouseClick(star, Qt.MouseButton.LeftButton)
    QTest.mouseClick(four._rows[0].star, Qt.MouseButton.LeftButton)
    assert told == [("starred", "c"), ("starred", "a")], "and it does not choose the routine"
    QAccessible.queryAccessibleInterface(four._rows[3].star).actionInterface().doAction("Toggle")
    assert told[2:] == [("starred", "d")]
    stops = [one for one in tabbed(four) if isinstance(one, StarButton)]
    assert stops == [four._rows[0].star], "Tab comes to that of the chosen routine"


def test_what_was_put_together_by_hand_has_no_star_and_stands_first(four: RoutineList) -> None:
    own = Offer(replace(MINE, id=YOUR_POINTS))
    four.show_offers([own, *four.offers], YOUR_POINTS)
    settle(four)
    row = four._rows[0]
    assert not row.star.isVisible()
    assert row.y() < four._stars.y()
    told = told_of(four)
    four.star()
    assert told == []


def test_a_favourite_is_dragged_before_another(four: RoutineList) -> None:
    told = told_of(four)
    drag(four, 1, four._rows[0].geometry().center() - QPoint(0, 30))
    assert told == [("moved", "b", "a")], "and it is not chosen by that"
    drag(four, 0, QPoint(40, four._rows[1].geometry().bottom()))
    assert told[1:] == [("moved", "a", "")]


def test_dropped_on_favourites_it_becomes_one_and_outside_it_is_none(four: RoutineList) -> None:
    told = told_of(four)
    drag(four, 3, four._rows[1].geometry().center() - QPoint(0, 20))
    assert told == [("moved", "d", "b")]
    drag(four, 0, four._rows[2].geometry().center())
    assert told[1:] == [("starred", "a")]
    drag(four, 2, four._rows[3].geometry().center())
    assert told[2:] == [], "the others have no order of one's own"


def test_the_first_favourite_has_a_place_to_be_dropped(four: RoutineList) -> None:
    four.show_favourites("")
    told = told_of(four)
    held = drag(four, 2, QPoint(40, 2), lets_go=False)
    settle(four)
    assert headings(four) == ["Favourites", "More"]
    top = held.mapFrom(four, four._stars.geometry().center())
    QTest.mouseRelease(held, Qt.MouseButton.LeftButton, pos=top)
    assert told == [("moved", "c", "")]
    assert headings(four) == []


def test_esc_lets_a_dragged_row_go_where_it_was(four: RoutineList) -> None:
    told = told_of(four)
    held = drag(four, 1, four._rows[0].geometry().center(), lets_go=False)
    QTest.keyClick(four, Qt.Key.Key_Escape)
    QTest.mouseRelease(held, Qt.MouseButton.LeftButton)
    assert told == []
    pictures = [one for one in four.findChildren(QLabel) if not one.pixmap().isNull()]
    assert [one for one in pictures if one.isVisible()] == []


def test_alt_and_arrows_go_as_far_as_there_are_favourites(four: RoutineList) -> None:
    told = told_of(four)
    four.move(-1)
    four.move(1)
    assert told == [("moved", "a", "")]
    four.show_offers(four.offers, "b")
    four.move(1)
    four.move(-1)
    assert told[1:] == [("moved", "b", "a")]
    four.show_offers(four.offers, "c")
    four.move(-1)
    assert told[2:] == []


def test_a_row_says_when_it_was_used_last(four: RoutineList) -> None:
    texts = [one.text() for one in four._rows[1].findChildren(QLabel)]
    assert "not used yet" not in texts, "before the journal is read nobody knows"
    four.show_used({"a": "yesterday"})
    settle(four)
    said = [[one.text() for one in row.findChildren(QLabel)] for row in four._rows[:2]]
    assert "yesterday" in said[0]
    assert "not used yet" in said[1]
    assert cut(four) == []


def test_a_long_name_ends_in_dots_and_the_length_stays(four: RoutineList) -> None:
    name = "A name that is much longer than any row of a narrow list could ever show"
    four.show_offers([Offer(replace(MINE, id="a", name=name))], "a")
    settle(four)
    (row,) = four._rows
    assert row._name.is_cut
    assert row._name.width() > 100
    assert row.toolTip() == name
    assert row.rect().contains(row._length.geometry())
    assert row._length.width() >= row._length.sizeHint().width()
    assert row.star.geometry().right() < row._length.x()
    assert row.accessibleName().startswith(name)
    four.show_offers([Offer(replace(MINE, id="a", name="Short"))], "a")
    settle(four)
    assert four._rows[0].toolTip() == ""
