"""The dialog before a report tells what was chosen, and never ticks the notes by itself."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from acutimer.core.report_parts import PARTS, USUAL_PARTS, Wish
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.report.dialog import NO_PARTS, ReportDialog


@pytest.fixture
def dialog(qtbot: QtBot) -> ReportDialog:
    made = ReportDialog(load_theme("light"))
    qtbot.addWidget(made)
    made.begin()
    return made


def test_it_asks_for_what_a_report_may_have(dialog: ReportDialog) -> None:
    asked: list[tuple[str, Wish]] = []
    dialog.save_asked.connect(lambda form, wish, _: asked.append((form, wish)))
    dialog.pdf.click()
    dialog.weeks.button("13").click()
    dialog.parts["notes"].click()
    dialog.parts["windows"].click()
    dialog.who.setText("  Ada  ")
    dialog.html.click()
    assert asked == [
        ("pdf", Wish(8, USUAL_PARTS, "")),
        ("html", Wish(13, frozenset(PARTS) - {"windows"}, "Ada")),
    ]


def test_without_a_part_it_says_so_and_asks_for_nothing(dialog: ReportDialog) -> None:
    asked: list[str] = []
    dialog.save_asked.connect(lambda form, *_: asked.append(form))
    for box in dialog.parts.values():
        box.setChecked(False)
    dialog.pdf.click()
    assert (asked, dialog.outcome.text()) == ([], NO_PARTS)


def test_enter_presses_only_the_button_that_has_the_keyboard(dialog: ReportDialog) -> None:
    asked: list[str] = []
    dialog.save_asked.connect(lambda form, *_: asked.append(form))
    dialog.who.setFocus()
    QTest.keyClick(dialog.who, Qt.Key.Key_Return)
    assert asked == []
    assert dialog.isVisible()
    dialog.html.setFocus()
    QTest.keyClick(dialog.html, Qt.Key.Key_Return)
    assert asked == ["html"]


def test_every_control_has_a_name_for_who_does_not_see_it(dialog: ReportDialog) -> None:
    for control in (*dialog.parts.values(), dialog.html, dialog.pdf, dialog.cancel):
        assert control.accessibleName() or control.text()
    assert dialog.who.accessibleName()
    assert dialog.weeks.accessibleName()


def test_while_it_is_made_nothing_else_can_be_asked(dialog: ReportDialog) -> None:
    dialog.show_made_or_not(ready=False)
    assert not dialog.pdf.isEnabled()
    dialog.show_fault("It could not be written.")
    assert dialog.pdf.isEnabled()
    assert dialog.outcome.text() == "It could not be written."


def test_it_is_locked_with_what_was_typed_twice(dialog: ReportDialog) -> None:
    asked: list[str] = []
    dialog.save_asked.connect(lambda _form, _wish, said: asked.append(said))
    dialog.lock.locks.click()
    dialog.pdf.click()
    assert asked == []
    for field in (dialog.lock.first, dialog.lock.again):
        field.setText("correct horse")
    dialog.pdf.click()
    dialog.begin()
    dialog.pdf.click()
    assert asked == ["correct horse", ""]
