"""The strip of a first start and the look round: short, for the keyboard too, nothing cut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from acutimer.ui.kit.pieces import column, scrolling
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.window.tour import Stop, Tour
from acutimer.ui.window.welcome_strip import WelcomeStrip
from tests.ui.pages_stage import cut, settle, shown, tabbed
from tests.ui.pages_stage import text_size as text_size

Key = Qt.Key
SIZES = [(1280, 764), (900, 564), (640, 800), (480, 420)]


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    return QWidget()


@pytest.fixture
def strip(window: QWidget, qtbot: QtBot) -> WelcomeStrip:
    made = WelcomeStrip(window)
    window.setLayout(column(made, None))
    shown(qtbot, window)
    return made


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_of_the_strip_is_cut_and_both_buttons_stay(
    window: QWidget, strip: WelcomeStrip, size: tuple[int, int]
) -> None:
    window.resize(*size)
    settle(window)
    assert cut(window) == []
    assert strip.start.isVisible()
    assert strip.tour.isVisible()
    assert strip.height() <= size[1] / 3
    lines = {one.text() for one in strip.findChildren(QLabel) if one.isVisible()}
    told = {"Choose", "Note", "Press by ear"}
    assert told <= lines or all(one in strip.accessibleDescription() for one in told)


def test_the_strip_says_what_was_asked_and_esc_closes_it(
    window: QWidget, strip: WelcomeStrip
) -> None:
    started, toured, closed = map(QSignalSpy, (strip.start_asked, strip.tour_asked, strip.closed))
    assert [one.text() for one in tabbed(window) if isinstance(one, QPushButton)] == [
        "Start", "Show me around",
    ]  # fmt: skip
    QTest.keyClick(strip.start, Key.Key_Return)
    QTest.keyClick(strip.tour, Key.Key_Return)
    assert (started.count(), toured.count(), closed.count()) == (1, 1, 0)
    QTest.keyClick(strip.tour, Key.Key_Escape)
    assert closed.count() == 1
    strip.hide()
    QTest.keyClick(window, Key.Key_Escape)
    assert closed.count() == 1, "hidden, it wants no key"


@pytest.fixture
def tour(window: QWidget, qtbot: QtBot) -> Tour:
    parts = [QPushButton("near"), QPushButton("far"), QPushButton("hidden")]
    window.setLayout(column(parts[0], None, parts[1]))
    parts[2].setParent(window)
    parts[2].hide()
    shown(qtbot, window)
    stops = [
        Stop(f"The {part.text()} one", "What it is for, in a sentence.", lambda part=part: part)
        for part in parts
    ]
    made = Tour(window, load_theme("light"), stops)
    made.begin()
    settle(window)
    return made


def press(window: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(window.focusWidget() or window, key)


def test_arrows_move_through_the_stops_and_the_last_one_ends(window: QWidget, tour: Tour) -> None:
    ended = QSignalSpy(tour.ended)
    assert tour.accessibleName() == "Tour, 1 of 3: The near one"
    press(window, Key.Key_Left)
    assert tour.at == 0, "before the first there is none"
    press(window, Key.Key_Right)
    press(window, Key.Key_Right)
    assert (tour.at, tour.onward.text(), ended.count()) == (2, "Done", 0)
    press(window, Key.Key_Left)
    assert tour.at == 1
    press(window, Key.Key_Return)
    press(window, Key.Key_Return)
    assert ended.count() == 1


def test_esc_ends_it_and_other_keys_and_clicks_reach_nothing_below(
    window: QWidget, tour: Tour
) -> None:
    ended = QSignalSpy(tour.ended)
    pressed = [QSignalSpy(one.clicked) for one in window.findChildren(QPushButton)[:2]]
    for key in (Key.Key_5, Key.Key_N, Key.Key_Down, Key.Key_PageDown):
        QTest.keyClick(tour, key)
    below = next(one for one in window.findChildren(QPushButton) if one.text() == "near")
    QTest.mouseClick(tour, Qt.MouseButton.LeftButton, pos=below.geometry().center())
    assert [one.count() for one in pressed] == [0, 0]
    assert (tour.at, ended.count()) == (0, 0)
    press(window, Key.Key_Escape)
    assert ended.count() == 1


def test_tab_stays_in_the_card_and_says_every_button(window: QWidget, tour: Tour) -> None:
    names: list[str] = []
    for _ in range(4):
        press(window, Key.Key_Tab)
        focused = window.focusWidget()
        assert isinstance(focused, QPushButton)
        names.append(focused.accessibleName() or focused.text())
    assert names == ["End the tour", "Next", "End the tour", "Next"]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_card_keeps_in_the_window_beside_what_it_tells_of(
    window: QWidget, tour: Tour, size: tuple[int, int]
) -> None:
    window.resize(*size)
    for stop in range(3):
        tour.show_stop(stop)
        settle(window)
        assert cut(window) == []
        assert tour.rect().contains(tour.card.geometry())
        assert tour.size() == window.size()
        lit = tour._lit()
        if stop < 2:
            assert lit.isValid()
            assert not (lit & tour.card.geometry()).isValid()
        else:
            assert not lit.isValid(), "what is out of sight gets no ring"
    QApplication.processEvents()


def test_the_ring_keeps_to_what_is_seen_of_a_part(window: QWidget, qtbot: QtBot) -> None:
    tall, below = QWidget(), QPushButton("below")
    tall.setFixedHeight(3000)
    area = scrolling(tall)
    window.setLayout(column(area, below))
    shown(qtbot, window)
    made = Tour(window, load_theme("light"), [Stop("A long list", "In a sentence.", lambda: tall)])
    made.begin()
    settle(window)
    lit = made._lit()
    assert lit.isValid()
    assert lit.bottom() < below.geometry().center().y()
