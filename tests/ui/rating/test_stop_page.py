"""The stop page says when to call for help and no key meant for something else dismisses it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from acutimer.core.safety_table import Rules
from acutimer.core.stopping import NOT_NAMED, PAIN_ROSE, UNWELL, named
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.rating.stop_page import HOLD_MS, StopPage
from acutimer.ui.rating.stop_words import stop_words
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


NUMBER = ("112", "The number of Germany.")


def begin(page: StopPage, *reasons: str, in_session: bool = True) -> None:
    page.begin(stop_words(the_rules(), reasons, in_session=in_session), *NUMBER)


@pytest.fixture
def page(qtbot: QtBot, rules: Rules, hold: HeldTimer) -> StopPage:
    made = StopPage(rules, load_theme("dim"), hold)
    shown(qtbot, made, theme_name="dim")
    begin(made, "dizzy_faint")
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
    assert "The number of Germany." in seen


def test_a_sign_of_the_first_tier_is_named_and_leaves_no_way_to_wait(
    page: StopPage, rules: Rules
) -> None:
    sign = next(one for one in rules.danger_signs if one.id == "A5")
    for reason in ("A5", NOT_NAMED):
        begin(page, reason, in_session=False)
        seen = texts(page)
        assert str(rules.stop_page["danger_sign_words"]) in seen
        assert str(rules.stop_page["title_no_session"]) in seen
        assert str(rules.stop_page["none_of_these"]) not in seen
        assert "112" in seen
        assert ("You noted" in seen) == (reason == "A5")
        assert (sign.plain[1:] in seen) == (reason == "A5")
        assert not page._see_box.isVisible()


def test_a_sign_of_the_second_tier_says_whom_to_see_and_not_to_call(
    page: StopPage, rules: Rules
) -> None:
    sign = next(one for one in rules.danger_signs if one.id == "B2")
    begin(page, "B2", in_session=False)
    seen = texts(page)
    assert sign.see in seen
    assert sign.plain[1:] in seen
    assert str(rules.stop_page["see_words"]) in seen
    assert str(rules.stop_page["until"]) in seen
    assert str(rules.stop_page["danger_sign_words"]) not in seen
    assert "112" in seen, "it may become one of the first tier"
    begin(page, "B2", "A1")
    assert sign.see not in texts(page), "the stricter tier wins"


def test_every_sign_and_box_has_words_and_none_names_an_illness(rules: Rules) -> None:
    ids = [one.id for one in (*rules.danger_signs, *rules.unwelcome)]
    for reason in (*ids, UNWELL, NOT_NAMED, PAIN_ROSE):
        words = stop_words(rules, (reason,), in_session=True)
        assert words.title
        assert words.words
        assert words.urgent == (reason.startswith("A") or reason == NOT_NAMED)
        assert bool(words.see) == reason.startswith("B")
        assert bool(words.noted) == (reason not in (UNWELL, NOT_NAMED))
        assert words.asks_which == (reason[0] not in "AB")
        told = " ".join((words.noted, words.words, *words.see)).lower()
        assert not any(one in told for one in ("you have", "stroke", "tear", "mening"))


def test_a_sign_takes_the_place_of_a_reason_that_names_none() -> None:
    assert named((UNWELL,), "A1") == ("A1",)
    assert named(("dizzy_faint", NOT_NAMED), "A1") == ("dizzy_faint", "A1")
    assert named(("A1",), "A1") == ("A1",)


def test_who_feels_unwell_can_say_which_sign_it_is_and_who_named_one_has_done(
    page: StopPage, qtbot: QtBot
) -> None:
    begin(page, UNWELL)
    assert page.which.isVisible()
    with qtbot.waitSignal(page.which_asked), qtbot.assertNotEmitted(page.read):
        page.which.setFocus()
        QTest.keyClick(page.which, Qt.Key.Key_Return)
    begin(page, "A1")
    assert not page.which.isVisible()


def test_what_was_noted_is_shown_as_written(page: StopPage, rules: Rules) -> None:
    told = replace(stop_words(rules, (UNWELL,), in_session=True), noted="<b>Odd</b> & loud")
    page.begin(told, *NUMBER)
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
    begin(page, UNWELL)
    with qtbot.assertNotEmitted(page.read):
        QTest.keyClick(page, Qt.Key.Key_Return)


def test_its_own_timer_runs_from_the_start(qtbot: QtBot, rules: Rules) -> None:
    page = StopPage(rules, load_theme("light"))
    shown(qtbot, page)
    begin(page, UNWELL)
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
    assert tabbed(page) == [page.slip, page.done, page.which]
    assert page.accessibleName() == rules.stop_page["title"]


@pytest.mark.parametrize("theme_name", ["light", "dim"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(qtbot: QtBot, rules: Rules, size: tuple[int, int], theme_name: str) -> None:
    page = StopPage(rules, load_theme(theme_name))
    shown(qtbot, page, size, theme_name)
    for reasons in (("sharp_spreading", "severe_headache"), ("A2",), ("B8",)):
        begin(page, *reasons)
        settle(page)
        assert cut(page) == []
    page.hold.stop()


def test_arrows_scroll_where_it_is_too_low(qtbot: QtBot, rules: Rules) -> None:
    page = StopPage(rules, load_theme("light"), HeldTimer())
    shown(qtbot, page, (480, 420))
    begin(page, UNWELL)
    settle(page)
    bar = page._scroll.verticalScrollBar()
    QTest.keyClick(page, Qt.Key.Key_Down)
    assert bar.value() > 0
    QTest.keyClick(page, Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
