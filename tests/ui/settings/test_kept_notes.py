"""Settings, Data: what is shown of backups, what each button asks, and the word that sets free."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from acutimer.ui.kit.lock_box import NOT_THE_SAME
from acutimer.ui.settings.kept_notes import NONE_YET, KeptNotesSection, ShownBackup
from tests.ui.pages_stage import settle, shown

BACKUPS = [
    ShownBackup("b5", "Today, 09:12", 1284),
    ShownBackup("b4", "Thu 21 May, 09:03", 1, "made before an update"),
    ShownBackup("b3", "Wed 20 May, 09:03", -1),
    ShownBackup("b2", "Tue 19 May, 09:03", 3),
]


@pytest.fixture
def section(qtbot: QtBot) -> KeptNotesSection:
    made = KeptNotesSection("Data", "NOTICE")
    made.show_backups(BACKUPS, 1290)
    shown(qtbot, made)
    return made


def words(section: KeptNotesSection) -> str:
    return "\n".join(one.text() for one in section.findChildren(QLabel) if one.isVisible())


def restores(section: KeptNotesSection) -> list[QAbstractButton]:
    """The buttons that begin to restore, those of rows that are gone left out."""
    held = section.findChildren(QAbstractButton)
    return [one for one in held if one.text() == "Restore…" and one.isVisible()]


def test_backups_are_listed_the_newest_first_and_unfold(section: KeptNotesSection) -> None:
    said = words(section)
    assert "1,284 entries · checked when it was made" in said
    assert "1 entry · made before an update" in said
    assert "It cannot be opened." in said
    assert "Tue 19 May" not in said
    assert [one.accessibleName() for one in restores(section)] == [
        "Restore the backup of Today, 09:12…", "Restore the backup of Thu 21 May, 09:03…",
    ]  # fmt: skip
    section.more.click()
    settle(section)
    assert "Tue 19 May" in words(section)
    assert section.more.text() == "Fewer"
    section.show_backups([], 0)
    settle(section)
    assert NONE_YET in words(section)
    assert not section.more.isVisible()
    assert not section.drill.isEnabled()


def test_a_backup_is_restored_only_after_one_question(
    section: KeptNotesSection, qtbot: QtBot
) -> None:
    asked: list[str] = []
    section.restore_asked.connect(asked.append)
    restores(section)[0].click()
    said = words(section)
    assert "Go back to the backup of Today, 09:12? It holds 1,284 entries" in said
    assert "the file of now 1,290" in said
    assert "The safety questions are asked again." in said
    assert section.restore.hasFocus()
    section.leave.click()
    assert asked == []
    restores(section)[1].click()
    section.restore.click()
    assert asked == ["b4"]
    assert "Go back" not in words(section)


def test_the_format_that_is_chosen_goes_out(section: KeptNotesSection) -> None:
    asked: list[str] = []
    section.export_asked.connect(lambda key, _: asked.append(key))
    section.save.click()
    for key in ("csv", "fhir", "sqlite"):
        section.formats.button(key).click()
        section.save.click()
        assert ("NOTICE" in words(section)) == (key == "fhir")
    assert asked == ["json", "csv", "fhir", "sqlite"]


@pytest.mark.parametrize(
    ("press", "signal"),
    [
        (lambda it: it.back_up, "backup_asked"),
        (lambda it: it.drill, "drill_asked"),
        (lambda it: it.open_folder, "folder_asked"),
        (lambda it: it.report, "report_asked"),
    ],
)
def test_each_button_asks_for_one_thing(
    section: KeptNotesSection,
    qtbot: QtBot,
    press: Callable[[KeptNotesSection], QAbstractButton],
    signal: str,
) -> None:
    with qtbot.waitSignal(getattr(section, signal)):
        press(section).click()


def test_only_the_word_deletes(section: KeptNotesSection, qtbot: QtBot) -> None:
    asked: list[str] = []
    section.export_asked.connect(lambda key, _: asked.append(key))
    form = section.erase_form
    assert not form.isVisible()
    section.erase.click()
    assert form.typed.hasFocus()
    assert "go for good" in words(section)
    form.save.click()
    assert asked == ["json"]
    with qtbot.assertNotEmitted(section.erase_asked):
        for typed in ("", "yes", "delet", "delete it"):
            form.typed.setText(typed)
            assert not form.erase.isEnabled()
            form.erase.click()
        form.typed.setText("delete")
        form.cancel.click()
    assert not form.isVisible()
    section.erase.click()
    assert form.typed.text() == ""
    QTest.keyClicks(form.typed, "Delete ")
    with qtbot.waitSignal(section.erase_asked):
        form.erase.click()


def test_what_came_of_it_is_said_where_it_was_asked(section: KeptNotesSection) -> None:
    section.say("A backup was made.")
    assert section.notice.isVisible()
    section.say_out("3 entries went.")
    assert not section.notice.isVisible()
    assert section.notice_out.text == "3 entries went."


def test_a_file_goes_out_locked_only_with_the_same_passphrase_twice(
    section: KeptNotesSection, qtbot: QtBot
) -> None:
    asked: list[tuple[str, str]] = []
    section.export_asked.connect(lambda key, said: asked.append((key, said)))
    section.lock.locks.click()
    section.lock.first.setText("correct horse")
    section.lock.again.setText("correct mule")
    section.save.click()
    assert asked == []
    assert NOT_THE_SAME in words(section)
    section.lock.again.setText("correct horse")
    section.save.click()
    assert asked == [("json", "correct horse")]


def test_the_last_trial_and_what_was_brought_in_last_are_told(
    section: KeptNotesSection, qtbot: QtBot
) -> None:
    assert not section.tried.isVisible()
    assert not section.brought.isVisible()
    section.show_tried("Last restore tried: Sat 2 May, 09:00. All 1,190 entries came back.")
    section.show_brought_in("412 rows from Track & Graph, Thu 28 May, 20:10.")
    settle(section)
    said = words(section)
    assert "All 1,190 entries came back." in said
    assert "412 rows from Track & Graph" in said
    with qtbot.waitSignal(section.import_undo_asked):
        section.undo_import.click()
    section.show_brought_in("")
    assert not section.brought.isVisible()
