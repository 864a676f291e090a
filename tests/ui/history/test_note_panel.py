"""The panel that changes a note: named parts, nothing cut, only what differs is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from acutimer.core.corrections import EntryChange
from acutimer.core.headaches import Headache, HeadacheState
from acutimer.core.imported import Imported
from acutimer.core.medicine import Medicine
from acutimer.core.summaries import history
from acutimer.ui.history.note_panel import NotePanel
from acutimer.ui.history.table_rows import TableRow, table_rows
from acutimer.ui.history.words import HARDLY_PRESSED, Words
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.pain.places import PainPlaces
from tests.ui.history.notes import TODAY, at, day, now, pair, session
from tests.ui.pages_stage import cut, settle, shown
from tests.ui.pages_stage import text_size as text_size

WORDS = Words(QLocale("en_GB"), {"bruise": "Bruise", "numb_weak": "Numb or weak"})
Key = Qt.Key
Open = Callable[..., NotePanel]


def row_of(what: str, notes: list[Any], sessions: list[Any] = []) -> TableRow:  # noqa: B006 - read
    rows = table_rows(history(notes, sessions, day(41), TODAY, TODAY), WORDS)
    return next(row for row in rows if row.what == what)


def rating_row() -> TableRow:
    return row_of("Rating", [replace(now(4, at(1, 9, 5)), note="in bed", places=("neck.left",))])


def session_row() -> TableRow:
    held = replace(session("s", at(3, 10, 11)), entry="ended")
    return row_of("Session", pair("s", at(3, 10), 7, 4), [held])


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    def start(row: TableRow, theme_name: str = "light") -> NotePanel:
        theme = load_theme(theme_name)
        panel = NotePanel(theme, WORDS, PainPlaces(theme), lambda: at(0, 12))
        shown(qtbot, panel, (600, 400), theme_name)
        panel.begin(row)
        settle(panel)
        return panel

    return start


@pytest.mark.parametrize("theme_name", ["light", "dim", "hcDim"])
@pytest.mark.parametrize("row", [rating_row(), session_row()], ids=["rating", "session"])
def test_nothing_is_cut_and_everything_has_a_name(
    opened: Open, row: TableRow, theme_name: str
) -> None:
    panel = opened(row, theme_name)
    for cells in panel.fields.numbers.values():
        # a chosen cell has a stronger line and takes its room from inside
        cells.choose(None)
        for value in range(11):
            cells.cell(value).style().polish(cells.cell(value))
    settle(panel)
    assert cut(panel) == []
    named = [one for one in panel.findChildren(QWidget) if one.isVisible()]
    stops = [one for one in named if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(stops) > 10
    nameless = [
        one for one in stops
        if not one.accessibleName() and not (hasattr(one, "text") and one.text())
    ]  # fmt: skip
    assert nameless == []


def test_only_what_differs_is_told(opened: Open) -> None:
    row = rating_row()
    panel = opened(row)
    told = QSignalSpy(panel.change_asked)
    panel.keep.click()
    assert told.count() == 0
    assert not panel.isVisible()
    panel.begin(row)
    assert panel.fields.at.dateTime().toString("yyyy-MM-dd hh:mm") == "2026-05-30 09:05"
    panel.fields.at.setDateTime(panel.fields.at.dateTime().addDays(-1))
    panel.keep.click()
    (entry,) = row.entries
    assert told.at(0)[1] == [EntryChange(entry, at=row.ratings[0].at - timedelta(days=1))]


def day_row(note: Headache | Medicine) -> TableRow:
    rows = table_rows(history([], [], day(41), TODAY, TODAY, day_notes=[note]), WORDS)
    return next(row for row in rows if row.day_note is not None)


def test_the_end_of_a_headache_is_changed_with_its_other_parts(opened: Open) -> None:
    noted = Headache(at(2, 9), HeadacheState.ENDED, at(2, 12), worst=5, id="h")
    panel = opened(day_row(noted))
    told = QSignalSpy(panel.change_asked)
    assert panel.fields.medicine.isHidden()
    panel.fields.end.at.setDateTime(panel.fields.end.at.dateTime().addSecs(3600))
    panel.keep.click()
    ended_at = at(2, 13)
    assert told.at(0)[1] == [EntryChange("h", state=HeadacheState.ENDED, ended_at=ended_at)]
    panel.begin(day_row(noted))
    panel.fields.end.state.setCurrentIndex(panel.fields.end.state.findData("end_unknown"))
    assert panel.fields.end.at.isHidden()
    panel.keep.click()
    assert told.at(1)[1] == [EntryChange("h", state=HeadacheState.END_UNKNOWN)]


def test_the_class_of_a_medicine_is_changed_and_one_of_a_later_acutimer_stays(opened: Open) -> None:
    panel = opened(day_row(Medicine(at(2, 9), "plain", day(2), "A", id="m")))
    told = QSignalSpy(panel.change_asked)
    assert panel.fields.end.isHidden()
    panel.fields.medicine.of_class.setCurrentIndex(
        panel.fields.medicine.of_class.findData("triptan")
    )
    panel.fields.medicine.name.setText("B ")
    panel.keep.click()
    assert told.at(0)[1] == [EntryChange("m", of_class="triptan", name="B")]
    panel.begin(day_row(Medicine(at(2, 9), "of-later", day(2), id="m")))
    assert panel.fields.medicine.of_class.currentText() == "of-later"
    panel.keep.click()
    assert told.count() == 1


def test_what_lies_ahead_cannot_be_chosen(opened: Open) -> None:
    panel = opened(rating_row())
    panel.fields.at.setDateTime(QDateTime.currentDateTime().addYears(50))
    assert panel.fields.at.dateTime().toString("yyyy-MM-dd hh:mm") == "2026-05-31 12:00"


def test_digits_go_to_the_number_that_has_the_keyboard(opened: Open) -> None:
    panel = opened(session_row())
    before, after = panel.fields.numbers.values()
    QTest.keyClick(panel, Key.Key_9)
    assert (before.value, after.value) == (9, 4)
    after.cell(4).setFocus()
    QTest.keyClick(QApplication.focusWidget() or panel, Key.Key_T)
    assert (before.value, after.value) == (9, 10)


def test_a_digit_in_the_note_is_a_letter_of_it(opened: Open) -> None:
    panel = opened(rating_row())
    (note,) = panel.fields.notes.values()
    note.setFocus()
    note.setCursorPosition(len(note.text()))
    QTest.keyClicks(note, " 7")
    (cells,) = panel.fields.numbers.values()
    assert (note.text(), cells.value) == ("in bed 7", 4)


def test_what_was_not_changed_stays_typed_and_can_be_tried_again(opened: Open) -> None:
    panel = opened(rating_row())
    told = QSignalSpy(panel.change_asked)
    QTest.keyClick(panel, Key.Key_2)
    panel.keep.click()
    assert not panel.keep.isEnabled()
    panel.show_not_changed("Not saved: the disk is full.")
    assert panel.outcome.isVisible()
    panel.keep.click()
    assert [told.at(nth)[1][0].value for nth in range(told.count())] == [2, 2]


def test_a_session_hardly_pressed_says_so_and_its_numbers_stand_alone() -> None:
    held = replace(session("s", at(3, 10, 11), 12), entry="ended", note="phone rang")
    rows = table_rows(history(pair("s", at(3, 10), 7, 4), [held], day(41), TODAY, TODAY), WORDS)
    noted = {row.what: row for row in rows if row.entries}
    assert {what: row.value for what, row in noted.items()} == {
        "Session": None, "Before": 7, "After": 4,
    }  # fmt: skip
    assert noted["Session"].note == f"Neck and shoulders · {HARDLY_PRESSED} · phone rang"


def test_what_was_noticed_stands_before_what_was_written() -> None:
    noted = replace(now(4, at(1)), unwelcome=("numb_weak", "bruise"), note="left arm")
    assert row_of("Rating", [noted]).note == "numb or weak, bruise · left arm"
    assert WORDS.unwelcome(("nothing",)) == ""
    assert WORDS.unwelcome(("of_a_later_version",)) == "of_a_later_version"


def test_an_import_can_only_be_removed_and_says_what_that_takes(opened: Open) -> None:
    imported = Imported("entry", at(2, 9), "batch", "loop", 1, 1)
    content = replace(history([], [], day(41), TODAY, TODAY), imports=(imported,))
    (row,) = [one for one in table_rows(content, WORDS) if one.imported is not None]
    panel = opened(row)
    removed = QSignalSpy(panel.remove_asked)
    assert not panel.fields.numbers
    assert not panel.fields.notes
    assert not panel.fields.at.isVisible()
    said = [one.text() for one in panel.findChildren(QLabel) if one.isVisible()]
    assert any("1 row from Loop Habit Tracker. Remove takes all of them" in one for one in said)
    panel.remove.click()
    assert removed.at(0)[0] is row
