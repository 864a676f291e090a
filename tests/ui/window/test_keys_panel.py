"""The list of keys shows every line of the table, and leaves the page as it found it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from acutimer.core.commands import SECTIONS
from acutimer.ui.kit.key_table import cap_text, spoken
from acutimer.ui.window.keys_panel import KeysPanel
from tests.ui.pages_stage import SIZES, cut, settle, shown
from tests.ui.pages_stage import text_size as text_size


@pytest.fixture
def stage(qtbot: QtBot) -> tuple[QWidget, QLineEdit, KeysPanel]:
    window = QWidget()
    edit = QLineEdit(window)
    panel = KeysPanel(window)
    shown(qtbot, window)
    edit.setFocus()
    return window, edit, panel


def test_every_key_is_a_key_that_qt_knows() -> None:
    for section in SECTIONS:
        for line in section.lines:
            assert all(not QKeySequence(key).isEmpty() for key in line.keys), line
            assert all(cap_text(key) for key in line.keys)
            assert line.words in spoken(line)


@pytest.mark.parametrize(
    ("key", "cap"), [("+", "+"), ("-", "-"), ("Ctrl++", "Ctrl +"), ("Ctrl+Left", "Ctrl ←")]
)
def test_a_cap_says_its_key(key: str, cap: str) -> None:
    assert cap_text(key) == cap


def test_no_cap_is_empty() -> None:
    keys = [key for section in SECTIONS for line in section.lines for key in line.keys]
    assert all(cap_text(key).strip() for key in keys)


def test_every_line_is_shown_with_its_caps(stage: tuple[QWidget, QLineEdit, KeysPanel]) -> None:
    _, _, panel = stage
    panel.open_panel()
    seen = [one.text() for one in panel.findChildren(QLabel)]
    for section in SECTIONS:
        assert section.title in seen
        for line in section.lines:
            assert line.words[:1].upper() + line.words[1:] in seen
            assert all(cap_text(key) in seen for key in line.keys)


def test_esc_closes_and_gives_the_keyboard_back(
    stage: tuple[QWidget, QLineEdit, KeysPanel], qtbot: QtBot
) -> None:
    window, edit, panel = stage
    panel.open_panel()
    assert panel.hasFocus()
    assert panel.geometry() == window.rect()
    with qtbot.waitSignal(panel.closed):
        QTest.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert edit.hasFocus()


def test_the_same_key_comes_and_goes(stage: tuple[QWidget, QLineEdit, KeysPanel]) -> None:
    _, _, panel = stage
    panel.toggle()
    assert panel.isVisible()
    panel.toggle()
    assert not panel.isVisible()


def test_a_click_beside_the_card_closes_and_one_on_it_does_not(
    stage: tuple[QWidget, QLineEdit, KeysPanel],
) -> None:
    _, _, panel = stage
    panel.open_panel()
    settle(panel)
    inside = panel.card.geometry().center()
    QTest.mouseClick(panel, Qt.MouseButton.LeftButton, pos=inside)
    assert panel.isVisible()
    QTest.mouseClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert not panel.isVisible()


def test_keys_do_not_reach_what_lies_below(stage: tuple[QWidget, QLineEdit, KeysPanel]) -> None:
    window, edit, panel = stage
    panel.open_panel()
    for _ in range(2):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert panel.signs.hasFocus()
        QTest.keyClick(panel.signs, Qt.Key.Key_Tab)
        assert panel.close_button.hasFocus()
    QTest.keyClicks(window.focusWidget(), "7")
    assert edit.text() == ""


def test_its_head_leads_to_the_danger_signs(
    stage: tuple[QWidget, QLineEdit, KeysPanel], qtbot: QtBot
) -> None:
    _, edit, panel = stage
    panel.open_panel()
    with qtbot.waitSignal(panel.signs_asked):
        QTest.mouseClick(panel.signs, Qt.MouseButton.LeftButton)
    assert panel.isHidden()
    assert edit.hasFocus()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_and_it_follows_the_window(qtbot: QtBot, size: tuple[int, int]) -> None:
    window = QWidget()
    panel = KeysPanel(window)
    shown(qtbot, window, SIZES[0], "dim")
    panel.open_panel()
    window.resize(*size)
    settle(panel)
    assert panel.geometry() == window.rect()
    assert window.rect().contains(panel.card.geometry())
    assert cut(panel) == []
    QTest.keyClick(panel, Qt.Key.Key_End)
    bar = panel._scroll.verticalScrollBar()
    assert bar.value() == bar.maximum()
