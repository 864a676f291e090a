"""The stop page says when to call for help and no key meant for something else dismisses it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from acutimer.core.safety_table import Rules
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.rating.stop_page import HOLD_MS, StopPage
from tests.ui.pages_stage import SIZES, cut, settle, shown, tabbed
from tests.ui.pages_stage import text_size as text_size
from tests.ui.session.stage import the_rules


class HeldTimer(QTimer):
    """A timer that only a test ends."""

    def __init__(self) -> None:
        super().__init__()
        self.held = False

    def start(self, *_: object) -> None:
        self.held = True

    def isActive(self) -> bool:  # noqa: N802 - Qt's name
        return self.held


@pytest.fixture(scope="module")
def rules() -> Rules:
    return the_rules()


@pytest.fixture
def hold() -> HeldTimer:
    return HeldTimer()


@pytest.fixture
def page(qtbot: QtBot, rules: Rules, hold: HeldTimer) -> StopPage:
    made = StopPage(rules, load_theme("dim"), hold)
    shown(qtbot, made, theme_name="dim")
    made.begin(["Dizzy or faint"], "session", "112")
    settle(made)
    return made


def texts(page: StopPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_it_says_what_was_noted_and_when_to_call(page: StopPage, rules: Rules) -> None:
    seen = texts(page)
    stop = rules.stop_page
    assert str(stop["title"]) in seen
    assert "dizzy or faint" in seen
    assert str(stop["rest"]) in seen
    assert all(sign in seen for sign in stop["ambulance"])
    assert str(stop["none_of_these"]) in seen
    assert "112" in seen
    assert str(stop["emergency_note"]) in seen


def test_a_danger_sign_leaves_no_way_to_wait(page: StopPage, rules: Rules) -> None:
    page.begin([], "danger_sign", "112")
    seen = texts(page)
    assert str(rules.stop_page["danger_sign_words"]) in seen
    assert str(rules.stop_page["title_no_session"]) in seen
    assert str(rules.stop_page["none_of_these"]) not in seen
    assert "You noted" not in seen
    page.begin(["Numb or weak"], "no_session", "112")
    assert str(rules.stop_page["none_of_these"]) in texts(page)
    assert str(rules.stop_page["title_no_session"]) in texts(page)


def test_a_number_of_ones_own_is_not_called_european(page: StopPage) -> None:
    page.begin([], "session", "911")
    assert "911" in texts(page)
    assert "European" not in texts(page)


def test_what_was_noted_is_shown_as_written(page: StopPage) -> None:
    page.begin(["<b>Odd</b> & loud"], "session", "112")
    assert "&lt;b&gt;" in page._said.text()
    assert "&amp; loud" in page._said.text()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_no_key_dismisses_it_at_first(
    page: StopPage, hold: HeldTimer, qtbot: QtBot, key: Qt.Key
) -> None:
    assert hold.isSingleShot()
    assert hold.interval() == HOLD_MS == 3000
    for target in (page, page.done):
        with qtbot.assertNotEmitted(page.read):
            QTest.keyClick(target, key)
    hold.held = False
    for target in (page, page.done):
        with qtbot.waitSignal(page.read):
            QTest.keyClick(target, key)


def test_each_time_it_comes_keys_wait_again(page: StopPage, hold: HeldTimer, qtbot: QtBot) -> None:
    hold.held = False
    page.begin([], "session", "112")
    with qtbot.assertNotEmitted(page.read):
        QTest.keyClick(page, Qt.Key.Key_Return)


def test_its_own_timer_runs_from_the_start(qtbot: QtBot, rules: Rules) -> None:
    page = StopPage(rules, load_theme("light"))
    shown(qtbot, page)
    page.begin([], "session", "112")
    assert page.hold.isActive()
    assert page.hold.isSingleShot()
    page.hold.stop()


def test_the_mouse_reads_at_once_and_esc_never(page: StopPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.read):
        QTest.mouseClick(page.done, Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(page.read):
        QTest.keyClick(page, Qt.Key.Key_Escape)


def test_a_slip_can_be_told_for_as_long_as_it_is_open(
    page: StopPage, hold: HeldTimer, qtbot: QtBot
) -> None:
    assert page.slip.text() == "That was a slip: change my answer"
    for over in (False, True):
        hold.held = not over
        with qtbot.waitSignal(page.slip_told), qtbot.assertNotEmitted(page.read):
            page.slip.setFocus()
            QTest.keyClick(page.slip, Qt.Key.Key_Return)


def test_the_button_is_reached_by_tab_and_the_page_has_a_name(page: StopPage, rules: Rules) -> None:
    assert tabbed(page) == [page.slip, page.done]
    assert page.accessibleName() == rules.stop_page["title"]


@pytest.mark.parametrize("theme_name", ["light", "dim"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(qtbot: QtBot, rules: Rules, size: tuple[int, int], theme_name: str) -> None:
    page = StopPage(rules, load_theme(theme_name))
    shown(qtbot, page, size, theme_name)
    page.begin(["Sharp or spreading pain", "New severe headache"], "session", "112")
    settle(page)
    assert cut(page) == []
    page.hold.stop()


def test_arrows_scroll_where_it_is_too_low(qtbot: QtBot, rules: Rules) -> None:
    page = StopPage(rules, load_theme("light"), HeldTimer())
    shown(qtbot, page, (480, 420))
    page.begin([], "session", "112")
    settle(page)
    bar = page._scroll.verticalScrollBar()
    QTest.keyClick(page, Qt.Key.Key_Down)
    assert bar.value() > 0
    QTest.keyClick(page, Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
