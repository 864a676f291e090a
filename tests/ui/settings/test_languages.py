"""The language of the voice: few are buttons, many a list, and a gone one stays chosen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from acutimer.core.preferences import Preferences
from acutimer.core.settings import VOICE
from acutimer.ui.kit.segments import Segments
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.settings.page import SettingsPage
from tests.ui.pages_stage import SIZES, cut, settle, shown
from tests.ui.pages_stage import text_size as text_size
from tests.ui.session.stage import size_text

SIX = {
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "it": "Italiano",
    "pt": "Português",
}


def few(count: int) -> dict[str, str]:
    return dict(list(SIX.items())[:count])


def page_of(qtbot: QtBot, voices: dict[str, str]) -> SettingsPage:
    page = SettingsPage(load_theme("light"), voices)
    shown(qtbot, page)
    page.show_section("sound")
    settle(page)
    return page


@pytest.mark.parametrize("count", [1, 2, 3])
def test_up_to_three_stand_side_by_side(qtbot: QtBot, count: int) -> None:
    page = page_of(qtbot, few(count))
    control = page.sound.language.control
    assert isinstance(control, Segments)
    last = list(SIX)[count - 1]
    with qtbot.waitSignal(page.preferences_changed) as told:
        control.button(last).click()
    assert told.args[0].voice == last
    assert page.sound.language.code == last


def test_more_are_a_list_that_the_keyboard_reaches(qtbot: QtBot) -> None:
    page = page_of(qtbot, SIX)
    control = page.sound.language.control
    assert isinstance(control, QComboBox)
    seen = QAccessible.queryAccessibleInterface(control)
    assert seen.role() == QAccessible.Role.ComboBox
    labels = seen.relations(QAccessible.RelationFlag.Label)
    assert [one.text(QAccessible.Text.Name) for one, _ in labels] == [VOICE.title]
    assert [control.itemText(at) for at in range(control.count())] == list(SIX.values())
    control.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(page.preferences_changed) as told:
        QTest.keyClick(control, Qt.Key.Key_Down)
    assert told.args[0].voice == "de"
    with qtbot.assertNotEmitted(page.preferences_changed):
        page.show_preferences(Preferences(voice="pt"))
    assert page.sound.language.code == "pt"
    assert control.currentText() == "Português"


@pytest.mark.parametrize("count", [2, 6])
def test_one_that_is_not_among_them_is_shown_as_none(qtbot: QtBot, count: int) -> None:
    page = page_of(qtbot, few(count))
    page.show_preferences(Preferences(voice="xx"))
    assert page.sound.language.code == ""
    page.show_preferences(Preferences(voice="de"))
    assert page.sound.language.code == "de"


@pytest.mark.parametrize("points", [10.5, 15.75])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("count", [3, 6])
def test_none_is_cut(
    qapp: QApplication, qtbot: QtBot, count: int, size: tuple[int, int], points: float
) -> None:
    size_text(qapp, points)
    page = SettingsPage(load_theme("dim"), few(count))
    shown(qtbot, page, size, "dim")
    page.show_section("sound")
    settle(page)
    control = page.sound.language.control
    assert cut(page) == []
    assert control.width() >= control.minimumSizeHint().width()
    right = control.mapTo(page, control.rect().topRight()).x()
    assert right <= page.width()
