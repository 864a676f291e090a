"""The list of routines: what can be done with the chosen one, and what stands in its row."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from acutimer.core.safety import Answer, Given, Profile, judge
from acutimer.ui.press.offers import Offer, offers_of
from acutimer.ui.press.routine_list import RoutineList
from tests.core.shipped import atlas, built, routine, rules
from tests.ui.pages_stage import NOON, TODAY, cut, settle, shown
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
    for made in routines._acts.values():
        if made.isVisible():
            made.click()
    assert told == [(what, "desk-pause") for what in ("new", "edit", "duplicate", "share", "file")]
    assert routines._acts["edit"].accessibleName() == "Edit Desk pause"
    assert routines._acts["new"].text() == "New routine"
    assert cut(routines) == []


def test_what_the_buttons_act_on_is_named_beside_them(routines: RoutineList) -> None:
    assert routines._whom.text() == "For: Desk pause"
    routines.show_offers(routines.offers, "mine")
    assert routines._whom.text() == "For: Mine"
    assert routines._acts["share"].toolTip() == "Share file Mine"
    links = [routines._acts[key] for key in ("edit", "duplicate", "share", "remove")]
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
    assert not routines._acts["remove"].isVisible()
    routines.show_offers(routines.offers, "mine")
    assert routines._acts["remove"].isVisible()
    assert routines._acts["remove"].accessibleName() == "Remove Mine"
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
