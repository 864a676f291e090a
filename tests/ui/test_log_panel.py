"""The small panel: one key notes pain, and it says so only when it is true."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from acutimer.ui.log_panel import SIDES, SITES, UNDO_MS, LogPanel
from acutimer.ui.theme import load_theme
from tests.ui.session_stage import dress, running

Key = Qt.Key


@pytest.fixture
def panel(qtbot: QtBot) -> LogPanel:
    made = LogPanel(load_theme("light"))
    qtbot.addWidget(made)
    dress(made)
    with qtbot.waitActive(made):
        made.begin()
    return made


def press(panel: LogPanel, key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    QTest.keyClick(focused if focused and panel.isAncestorOf(focused) else panel, key)


def given(spy: QSignalSpy) -> list[tuple[object, ...]]:
    return [tuple(spy.at(index)) for index in range(spy.count())]


def button(panel: LogPanel, name: str) -> QAbstractButton:
    return next(b for b in panel.findChildren(QAbstractButton) if b.accessibleName() == name)


@pytest.mark.parametrize(
    ("key", "value"), [*((Key(Key.Key_0 + n), n) for n in range(10)), (Key.Key_T, 10)]
)
def test_one_key_notes_at_once(panel: LogPanel, key: Qt.Key, value: int) -> None:
    spy = QSignalSpy(panel.rating_given)
    press(panel, key)
    assert given(spy) == [(value, None, None, "")]


def test_a_click_on_a_cell_notes_at_once(panel: LogPanel) -> None:
    spy = QSignalSpy(panel.rating_given)
    QTest.mouseClick(panel.cells.cell(6), Qt.MouseButton.LeftButton)
    assert given(spy) == [(6, None, None, "")]


def test_a_second_key_notes_nothing_more(panel: LogPanel) -> None:
    spy = QSignalSpy(panel.rating_given)
    press(panel, Key.Key_5)
    press(panel, Key.Key_6)
    panel.show_noted(5)
    press(panel, Key.Key_7)
    assert given(spy) == [(5, None, None, "")]


def test_where_side_and_note_go_along_when_chosen_first(panel: LogPanel) -> None:
    spy = QSignalSpy(panel.rating_given)
    button(panel, "Where: Neck").click()
    button(panel, "Where: Temple").click()
    button(panel, "Side: Left").click()
    panel.note.setFocus()
    QTest.keyClicks(panel.note, "since 3, T")
    assert spy.count() == 0
    panel.setFocus()
    press(panel, Key.Key_4)
    assert given(spy) == [(4, "temple", "left", "since 3, T")]


def test_a_chip_clicked_twice_is_off(panel: LogPanel) -> None:
    spy = QSignalSpy(panel.rating_given)
    button(panel, "Where: Neck").click()
    button(panel, "Where: Neck").click()
    press(panel, Key.Key_1)
    assert given(spy) == [(1, None, None, "")]


def test_noted_is_said_when_it_is_true_with_undo_for_eight_seconds(panel: LogPanel) -> None:
    press(panel, Key.Key_5)
    assert panel.outcome.text() == ""
    assert not panel.undo.isVisible()
    assert running(panel) == []
    panel.show_noted(5)
    assert panel.outcome.text() == "Noted: 5"
    assert panel.undo.isVisible()
    ticking = running(panel)
    assert len(ticking) == 1
    assert isinstance(ticking[0], QTimer)
    assert ticking[0].interval() == UNDO_MS == 8000
    ticking[0].timeout.emit()
    assert not panel.isVisible()
    assert running(panel) == []


def test_undo_asks_and_then_another_number_can_be_noted(panel: LogPanel) -> None:
    ratings, undone = QSignalSpy(panel.rating_given), QSignalSpy(panel.undo_asked)
    press(panel, Key.Key_5)
    panel.show_noted(5)
    QTest.mouseClick(panel.undo, Qt.MouseButton.LeftButton)
    assert undone.count() == 1
    assert running(panel) == []
    panel.show_undone()
    assert panel.cells.value is None
    press(panel, Key.Key_6)
    assert [row[0] for row in given(ratings)] == [5, 6]


def test_what_was_not_saved_can_be_tried_again(panel: LogPanel) -> None:
    spy = QSignalSpy(panel.rating_given)
    press(panel, Key.Key_5)
    panel.show_not_saved("Not saved: the disk is full.")
    assert panel.outcome.text() == "Not saved: the disk is full."
    assert not panel.undo.isVisible()
    press(panel, Key.Key_5)
    assert [row[0] for row in given(spy)] == [5, 5]


def test_escape_closes_and_the_next_time_it_is_empty(panel: LogPanel) -> None:
    button(panel, "Where: Neck").click()
    press(panel, Key.Key_5)
    panel.show_noted(5)
    press(panel, Key.Key_Escape)
    assert not panel.isVisible()
    assert running(panel) == []
    panel.begin()
    assert panel.isVisible()
    assert panel.cells.value is None
    assert panel.outcome.text() == ""
    spy = QSignalSpy(panel.rating_given)
    press(panel, Key.Key_2)
    assert given(spy) == [(2, None, None, "")]


def test_enter_presses_nothing_by_itself(panel: LogPanel) -> None:
    spy = QSignalSpy(panel.rating_given)
    press(panel, Key.Key_Return)
    assert panel.isVisible()
    assert spy.count() == 0


def test_it_blocks_no_other_window_and_every_button_has_a_name(panel: LogPanel) -> None:
    assert not panel.isModal()
    buttons = panel.findChildren(QAbstractButton)
    assert len(buttons) == 11 + len(SITES) + len(SIDES) + 2
    assert [b for b in buttons if not (b.accessibleName() or b.text())] == []
