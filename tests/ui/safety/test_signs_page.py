"""Danger signs before they are needed: short, by keyboard, and no stray key answers for anybody."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from acutimer.core.about import About, read_about
from acutimer.core.safety import SignsDue
from acutimer.core.safety_table import Rules
from acutimer.core.stopping import NOT_NAMED
from acutimer.places import resource_path
from acutimer.storage.toml_files import load_content
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.safety import signs_page
from acutimer.ui.safety.sign_list import SignButton
from acutimer.ui.safety.signs_page import SignsPage
from acutimer.ui.safety.signs_screens import NEW_MEANS, NEW_TODAY
from tests.ui.pages_stage import SIZES, cut, settle, shown, tabbed
from tests.ui.pages_stage import text_size as text_size
from tests.ui.session.stage import size_text, the_rules

Key = Qt.Key
SCREENS = ("at_once", "see_first", "today", "look", "which")


@pytest.fixture(scope="module")
def rules() -> Rules:
    return the_rules()


@pytest.fixture(scope="module")
def about() -> About:
    return load_content(resource_path("about.toml"), read_about)


@pytest.fixture
def page(qtbot: QtBot, rules: Rules, about: About) -> SignsPage:
    made = SignsPage(rules, about, load_theme("light"))
    made.show_call("112", "The number of Germany.")
    shown(qtbot, made)
    return made


def show(page: SignsPage, screen: str) -> None:
    if screen == "today":
        page.ask(SignsDue.TODAY, "Desk pause", anew=True)
    elif screen in ("at_once", "see_first"):
        page.ask(SignsDue.FIRST, "Desk pause", anew=True)
        if screen == "see_first":
            press(page, Key.Key_N)
    elif screen == "look":
        page.look()
    else:
        page.choose()
    settle(page)
    assert page.screen == screen


def press(page: SignsPage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(page.window().focusWidget() or page, key)


def texts(page: SignsPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


# --- what they say ----------------------------------------------------------------------------


def test_all_signs_stand_on_the_first_two_screens_and_on_the_one_to_look_at(
    page: SignsPage, rules: Rules
) -> None:
    seen: dict[str, str] = {}
    for screen in ("at_once", "see_first", "look"):
        show(page, screen)
        seen[screen] = texts(page)
    for sign in rules.danger_signs:
        first = sign.tier == "A"
        assert (sign.plain in seen["at_once"]) == first, sign.id
        assert (sign.plain in seen["see_first"]) == (not first), sign.id
        assert sign.plain in seen["look"], sign.id
    for screen in ("at_once", "look"):
        assert "112" in seen[screen]
        assert "The number of Germany." in seen[screen]


def test_the_second_screen_tells_what_acutimer_is_and_accepts_it(
    page: SignsPage, about: About, qtbot: QtBot
) -> None:
    show(page, "see_first")
    seen = texts(page)
    assert all(one in seen for one in (*about.is_words, *about.is_not_words))
    accept = next(one for one in page.screens["see_first"].findChildren(type_of_button(page)))
    assert accept.text() == about.accept
    assert "none of these signs" in seen
    assert "Then “Desk pause” begins." in seen
    with qtbot.waitSignal(page.none_there):
        QTest.mouseClick(accept, Qt.MouseButton.LeftButton)


def type_of_button(page: SignsPage) -> type:
    return type(page._buttons.made[0])


def test_the_daily_question_is_one_small_page(page: SignsPage, rules: Rules) -> None:
    show(page, "today")
    seen = texts(page)
    assert NEW_TODAY in seen
    assert "Then “Desk pause” begins." in seen
    assert len(seen) < 250
    assert not any(sign.plain in seen for sign in rules.danger_signs)


def test_a_screen_reader_is_told_the_question_and_its_keys(
    page: SignsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(signs_page, "announce", lambda _, told, **__: heard.append(told))
    show(page, "today")
    keys = "N: no, nothing new. Y: yes, or not sure."
    assert heard == [f"{NEW_TODAY} {NEW_MEANS} {keys} Then “Desk pause” begins."]
    assert page.accessibleName() == NEW_TODAY


# --- by keyboard ------------------------------------------------------------------------------


def test_n_says_none_and_goes_from_screen_to_screen(page: SignsPage, qtbot: QtBot) -> None:
    show(page, "at_once")
    with qtbot.assertNotEmitted(page.none_there):
        press(page, Key.Key_N)
    assert page.screen == "see_first"
    with qtbot.waitSignal(page.none_there):
        press(page, Key.Key_N)
    show(page, "today")
    with qtbot.waitSignal(page.none_there):
        press(page, Key.Key_N)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("key", [Key.Key_Return, Key.Key_Enter, Key.Key_Space], ids=str)
def test_a_stray_enter_answers_nothing(
    page: SignsPage, qtbot: QtBot, screen: str, key: Qt.Key
) -> None:
    show(page, screen)
    with (
        qtbot.assertNotEmitted(page.none_there),
        qtbot.assertNotEmitted(page.named),
        qtbot.assertNotEmitted(page.left),
    ):
        press(page, key, key)
    assert page.screen == screen
    assert page.hasFocus(), "no button has the keyboard until one goes to it"


def test_a_key_that_is_held_down_answers_once(page: SignsPage, qtbot: QtBot) -> None:
    from tests.ui.keys_stage import key_event

    show(page, "at_once")
    event = key_event(Key.Key_N, "n")
    held = type(event)(
        event.type(), event.key(), event.modifiers(), event.text(), True, event.count()
    )
    with qtbot.assertNotEmitted(page.none_there):
        page.keyPressEvent(event)
        for _ in range(5):
            page.keyPressEvent(held)
    assert page.screen == "see_first"


@pytest.mark.parametrize("screen", ["at_once", "see_first", "today", "look"])
def test_y_leads_to_the_list_and_back_to_where_one_was(
    page: SignsPage, qtbot: QtBot, screen: str
) -> None:
    show(page, screen)
    press(page, Key.Key_Y)
    assert page.screen == "which"
    with qtbot.assertNotEmitted(page.left):
        press(page, Key.Key_Escape)
    assert page.screen == screen
    if screen == "see_first":
        press(page, Key.Key_Escape)
        assert page.screen == "at_once"
    with qtbot.waitSignal(page.left):
        press(page, Key.Key_Escape)


def test_a_sign_is_named_by_arrows_and_enter(page: SignsPage, qtbot: QtBot, rules: Rules) -> None:
    show(page, "which")
    ids = [sign.id for sign in rules.danger_signs if sign.tier == "A"]
    assert list(page.signs.buttons)[: len(ids) + 1] == [*ids, NOT_NAMED]
    press(page, Key.Key_Down)
    assert page.window().focusWidget() is page.signs.buttons[ids[0]]
    press(page, Key.Key_Down, Key.Key_Down, Key.Key_Up)
    assert page.window().focusWidget() is page.signs.buttons[ids[1]]
    with qtbot.waitSignal(page.named) as told:
        press(page, Key.Key_Return)
    assert told.args == [ids[1]]


@pytest.mark.parametrize("sign", ["A1", NOT_NAMED, "B10"])
def test_every_sign_can_be_named_by_mouse(page: SignsPage, qtbot: QtBot, sign: str) -> None:
    show(page, "which")
    page.screens["which"].area.ensureWidgetVisible(page.signs.buttons[sign])
    with qtbot.waitSignal(page.named) as told:
        QTest.mouseClick(page.signs.buttons[sign], Qt.MouseButton.LeftButton)
    assert told.args == [sign]


def test_asked_again_while_it_is_asked_it_stays_where_one_is(page: SignsPage) -> None:
    show(page, "see_first")
    press(page, Key.Key_Y)
    page.ask(SignsDue.FIRST, "Headache", anew=False)
    assert page.screen == "which"
    press(page, Key.Key_Escape)
    assert page.screen == "see_first"
    assert "Then “Headache” begins." in texts(page)
    page.ask(SignsDue.TODAY, "Headache", anew=False)
    assert page.screen == "today"


@pytest.mark.parametrize("screen", SCREENS)
def test_tab_reaches_every_button_and_each_has_a_name(page: SignsPage, screen: str) -> None:
    show(page, screen)
    reached = tabbed(page)
    buttons = page.screens[screen].findChildren(type_of_button(page))
    wanted = [*buttons, *page.screens[screen].findChildren(SignButton)]
    assert set(map(id, wanted)) <= set(map(id, reached))
    for one in reached:
        interface = QAccessible.queryAccessibleInterface(one)
        assert interface.text(QAccessible.Text.Name), one
    for one in wanted:
        interface = QAccessible.queryAccessibleInterface(one)
        assert interface.role() == QAccessible.Role.Button


# --- room -------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme_name", ["light", "dim"])
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(
    qtbot: QtBot, rules: Rules, about: About, size: tuple[int, int], theme_name: str
) -> None:
    page = SignsPage(rules, about, load_theme(theme_name))
    page.show_call("112", "The number of Germany, the region of this computer.")
    shown(qtbot, page, size, theme_name)
    for screen in SCREENS:
        show(page, screen)
        assert cut(page) == [], screen


@pytest.mark.parametrize("size", [(1280, 764), (900, 564)])
def test_nothing_is_cut_at_twice_the_text(
    qtbot: QtBot, rules: Rules, about: About, size: tuple[int, int]
) -> None:
    from PySide6.QtWidgets import QApplication

    qt_app = QApplication.instance()
    assert isinstance(qt_app, QApplication)
    size_text(qt_app, 21)
    page = SignsPage(rules, about, load_theme("dim"))
    page.show_call("112", "The number of Germany, the region of this computer.")
    shown(qtbot, page, size, "dim")
    for screen in SCREENS:
        show(page, screen)
        assert cut(page) == [], screen


def test_the_first_screen_needs_no_scrolling_at_the_sizes_drawn(
    page: SignsPage,
) -> None:
    for size in SIZES[:2]:
        page.resize(*size)
        show(page, "at_once")
        assert page.screens["at_once"].area.verticalScrollBar().maximum() == 0, size
    page.resize(*SIZES[0])
    show(page, "see_first")
    assert page.screens["see_first"].area.verticalScrollBar().maximum() == 0
