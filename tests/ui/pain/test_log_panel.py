"""The small panel: one key notes pain, and it says so only when it is true."""

from __future__ import annotations

from datetime import datetime

import pytest
from PySide6.QtCore import QDate, QLocale, Qt, QTimer
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from acutimer.core.pain_places import PLACES
from acutimer.core.point_uses import NO_SOURCE
from acutimer.storage.resource_files import SourceNames, load_point_uses
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.pain.log_panel import UNDO_MS, LogPanel
from acutimer.ui.pain.uses_list import ALL_OFF, AWAITS_SAFETY, NO_PROMISE, TITLE
from tests.ui.pages_stage import settle
from tests.ui.session.stage import RESOURCES, dress, running, the_atlas

Key = Qt.Key
NOW = datetime(2026, 5, 31, 20, 15)
NAMES = SourceNames(RESOURCES / "sources.toml")


@pytest.fixture
def panel(qtbot: QtBot) -> LogPanel:
    uses, faults = load_point_uses(RESOURCES / "pain-places.toml", NAMES)
    assert faults == []
    made = LogPanel(load_theme("light"), uses=uses)
    qtbot.addWidget(made)
    dress(made)
    with qtbot.waitActive(made):
        made.begin(NOW)
    return made


def press(panel: LogPanel, key: Qt.Key) -> None:
    focused = QApplication.focusWidget()
    QTest.keyClick(focused if focused and panel.isAncestorOf(focused) else panel, key)


def given(spy: QSignalSpy) -> list[tuple[object, ...]]:
    return [tuple(spy.at(index)) for index in range(spy.count())]


def texts(panel: LogPanel) -> list[str]:
    settle(panel)
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]


def button(panel: LogPanel, name: str) -> QAbstractButton:
    return next(b for b in panel.findChildren(QAbstractButton) if b.accessibleName() == name)


@pytest.mark.parametrize(
    ("key", "value"), [*((Key(Key.Key_0 + n), n) for n in range(10)), (Key.Key_T, 10)]
)
def test_one_key_notes_at_once(panel: LogPanel, key: Qt.Key, value: int) -> None:
    spy = QSignalSpy(panel.rating_given)
    press(panel, key)
    assert given(spy) == [(value, (), "")]


def test_a_click_on_a_cell_notes_at_once(panel: LogPanel) -> None:
    spy = QSignalSpy(panel.rating_given)
    QTest.mouseClick(panel.cells.cell(6), Qt.MouseButton.LeftButton)
    assert given(spy) == [(6, (), "")]


def test_a_second_key_notes_nothing_more(panel: LogPanel) -> None:
    spy = QSignalSpy(panel.rating_given)
    press(panel, Key.Key_5)
    press(panel, Key.Key_6)
    panel.show_noted(5)
    press(panel, Key.Key_7)
    assert given(spy) == [(5, (), "")]


def test_places_and_note_go_along_when_said_first(panel: LogPanel) -> None:
    spy = QSignalSpy(panel.rating_given)
    panel.where.click()
    button(panel, "Temple, left").click()
    button(panel, "Neck, right").click()
    panel.note.setFocus()
    QTest.keyClicks(panel.note, "since 3, T")
    assert spy.count() == 0
    panel.setFocus()
    press(panel, Key.Key_4)
    assert given(spy) == [(4, ("neck.right", "temple.left"), "since 3, T")]


def test_a_place_ticked_twice_is_off(panel: LogPanel) -> None:
    spy = QSignalSpy(panel.rating_given)
    panel.where.click()
    button(panel, "Neck, left").click()
    button(panel, "Neck, left").click()
    press(panel, Key.Key_1)
    assert given(spy) == [(1, (), "")]


def test_where_it_hurts_opens_in_place_and_its_places_stay_in_words(panel: LogPanel) -> None:
    assert not panel.places.isVisible()
    closed = panel.height()
    panel.where.setFocus()
    press(panel, Key.Key_Space)
    assert panel.places.isVisible()
    assert panel.height() > closed
    panel.places.box("shoulder.left").click()
    panel.places.box("shoulder.right").click()
    panel.where.click()
    assert not panel.places.isVisible()
    assert "Shoulder, both sides" in texts(panel)


def test_ticking_never_makes_the_panel_lower_under_the_mouse(panel: LogPanel) -> None:
    panel.where.click()
    panel.resize(panel.width(), 700)
    for _ in range(2):
        panel.places.box("neck.left").click()
        settle(panel)
        assert panel.height() == 700
    panel.where.click()
    assert panel.height() < 500


def test_a_number_is_one_key_even_from_a_box(panel: LogPanel) -> None:
    spy = QSignalSpy(panel.rating_given)
    panel.where.click()
    panel.places.box("neck.left").setFocus()
    press(panel, Key.Key_Space)
    press(panel, Key.Key_3)
    assert given(spy) == [(3, ("neck.left",), "")]
    assert QApplication.focusWidget() is panel


def test_points_are_suggested_with_words_and_source_and_their_card_can_be_asked(
    panel: LogPanel,
) -> None:
    spy = QSignalSpy(panel.point_asked)
    panel.where.click()
    panel.places.box("shoulder.left").click()
    assert AWAITS_SAFETY in texts(panel)
    panel.offer_points({"GB20": "Skull edge", "GB21": "Top of the shoulder"})
    assert TITLE in texts(panel)
    assert "Used for: tension in the neck, back and shoulders (the article)" in texts(panel)
    assert any(text.startswith(NO_PROMISE) for text in texts(panel))
    link = button(panel, "Skull edge, GB20, show its card")
    assert link.accessibleDescription().startswith("Used for: tension")
    link.click()
    assert given(spy) == [("GB20",)]
    panel.show_noted(4)
    assert link.isEnabled()


def test_a_point_that_is_off_is_not_suggested(panel: LogPanel) -> None:
    panel.offer_points({"BL10": "Tianzhu"})
    panel.places.box("shoulder.left").click()
    assert ALL_OFF in texts(panel)
    assert [b for b in panel.findChildren(QAbstractButton) if "card" in b.accessibleName()] == []


def test_where_no_source_names_a_point_that_is_said(qtbot: QtBot) -> None:
    panel = LogPanel(load_theme("light"))
    qtbot.addWidget(panel)
    panel.offer_points({"GB20": "Skull edge"})
    panel.places.box("temple.left").click()
    assert NO_SOURCE in [label.text() for label in panel.findChildren(QLabel)]


def test_during_a_session_no_card_can_be_asked(panel: LogPanel) -> None:
    panel.offer_points({"GB20": "Skull edge"}, cards=False)
    panel.places.box("neck.left").click()
    assert not button(panel, "Skull edge, GB20, show its card").isEnabled()


def test_the_panel_never_grows_beyond_the_screen_and_scrolls_to_the_keyboard(
    panel: LogPanel,
) -> None:
    panel.offer_points({point.code: point.plain_pinyin for point in the_atlas().points})
    panel.where.click()
    for place in PLACES:
        panel.places.box(place).click()
    settle(panel)
    assert panel.height() < panel.screen().availableSize().height()
    last = panel.places.box("upper_back.right")
    last.setFocus(Qt.FocusReason.TabFocusReason)
    panel.follow_focus(None, last)
    assert last.visibleRegion().boundingRect() == last.rect()
    panel.begin(NOW)
    assert panel.places.places == ()
    assert not panel.places.isVisible()


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
    panel.where.click()
    panel.places.box("neck.left").click()
    press(panel, Key.Key_5)
    panel.show_noted(5)
    press(panel, Key.Key_Escape)
    assert not panel.isVisible()
    assert running(panel) == []
    panel.begin(NOW)
    assert panel.isVisible()
    assert panel.cells.value is None
    assert panel.outcome.text() == ""
    spy = QSignalSpy(panel.rating_given)
    press(panel, Key.Key_2)
    assert given(spy) == [(2, (), "")]


def test_enter_presses_nothing_by_itself(panel: LogPanel) -> None:
    spy = QSignalSpy(panel.rating_given)
    press(panel, Key.Key_Return)
    assert panel.isVisible()
    assert spy.count() == 0


def test_it_blocks_no_other_window_and_every_button_has_a_name(panel: LogPanel) -> None:
    assert not panel.isModal()
    buttons = panel.findChildren(QAbstractButton)
    # cells, three folds, another time, places, headache, medicine, undo and close
    assert len(buttons) == 11 + 3 + 1 + len(PLACES) + 6 + 2 + 2
    assert [b for b in buttons if not (b.accessibleName() or b.text())] == []


def test_another_time_is_for_one_note_besides(panel: LogPanel) -> None:
    panel.details.another.setChecked(True)
    assert panel.details.at.isVisible()
    panel.show_noted_besides("Noted: headache since 08:00")
    assert panel.details.wall is None
    assert not panel.details.at.isVisible()


def test_a_note_can_be_begun_for_another_day_at_noon_until_one_says_when(
    panel: LogPanel,
) -> None:
    assert panel.windowTitle() == panel.heading.text() == "Pain right now"
    panel.details.choose_day(datetime(2026, 5, 24).date())
    assert panel.details.at.isVisible()
    assert panel.details.wall == datetime(2026, 5, 24, 12)
    day = QLocale().toString(QDate(2026, 5, 24), QLocale.FormatType.LongFormat)
    assert panel.windowTitle() == panel.heading.text() == f"Pain on {day}"
    assert panel.cells.cell(4).accessibleName() == f"Pain on {day}: 4"
    panel.details.at.setDate(QDate(2026, 5, 31))
    assert panel.heading.text() == "Pain today"
    panel.begin(NOW)
    assert panel.details.wall is None
    assert panel.heading.text() == "Pain right now"
