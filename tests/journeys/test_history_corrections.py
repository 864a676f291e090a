"""Yesterday's number was wrong: found in History, changed, removed, and taken back, in the file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from acutimer.core.journal import (
    Entry,
    EntryKind,
    Moment,
    PressedPart,
    Rating,
    SessionNote,
    session_ended_body,
)
from acutimer.storage.database import open_database
from acutimer.storage.journal_store import JournalStore
from tests.journeys.conftest import Journey

Start = Callable[..., Journey]
Key = Qt.Key
CTRL, NO_KEY = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


def press(day: Journey, *keys: Qt.Key, held: Qt.KeyboardModifier = NO_KEY) -> None:
    for key in keys:
        QTest.keyClick(QApplication.focusWidget() or day.app.window, key, held)
        day.settle()


def note_yesterday(day: Journey) -> None:
    """A rating, and a session with its numbers, by another copy of the store."""
    at = day.clock.now() - timedelta(days=1)
    places = day.places
    with closing(
        open_database(places.database, now=day.clock.now, backups=places.backups)
    ) as database:
        store = JournalStore(database, day.clock.now)
        store.add_rating(Rating("", 9, Moment.NOW, at, note="in the car", places=("neck.left",)))
        began = store.append(EntryKind.SESSION_BEGAN, {"routine": "r"}, at + timedelta(hours=2))
        later = at + timedelta(hours=2)
        store.add_rating(Rating("", 7, Moment.BEFORE, later, session=began.id))
        store.add_rating(
            Rating("", 4, Moment.AFTER, later, session=began.id, unwelcome=("bruise",))
        )
        parts = (PressedPart("GB20", "left", 60),)
        note = SessionNote(began.id, "r", "Neck", later, 90, 60, parts, "finished")
        store.append(EntryKind.SESSION_ENDED, session_ended_body(note), later)


@pytest.fixture
def day(journey: Start) -> Journey:
    started = journey()
    note_yesterday(started)
    return started


def table_of(day: Journey) -> Any:
    """The table of History, opened by keys and with the keyboard on it."""
    day.app.show_page("history")
    day.settle()
    page: Any = day.app.window.built("history")
    page.forms.button("table").click()
    day.settle()
    page.table.setFocus()
    return page.table


def back_to(table: Any) -> None:
    """The desktop turns to the window behind a panel that closed; the table has the keyboard."""
    table.window().activateWindow()
    QApplication.processEvents()
    table.setFocus()


def go_to(table: Any, what: str) -> None:
    back_to(table)
    at = next(at for at, row in enumerate(table.rows) if row.what == what)
    table.selectRow(at)


def shown_rating(day: Journey) -> Entry:
    (entry,) = [e for e in day.of_kind(EntryKind.RATING) if e.body["moment"] == "now"]
    return entry


def test_yesterdays_number_is_corrected_by_keys_and_taken_back(day: Journey) -> None:
    first = shown_rating(day)
    table = table_of(day)
    go_to(table, "Rating")
    press(day, Key.Key_Return)
    panel: Any = day.app.history.panel
    assert panel.isVisible()
    (cells,) = panel.fields.numbers.values()
    assert cells.value == 9
    assert panel.fields.places.places == ("neck.left",)
    press(day, Key.Key_6)
    panel.fields.at.setDateTime(panel.fields.at.dateTime().addSecs(-1800))
    panel.fields.places.box("temple.right").click()
    (note,) = panel.fields.notes.values()
    note.setText("on the train")
    note.setFocus()
    press(day, Key.Key_Return)
    assert not panel.isVisible()

    now = shown_rating(day)
    assert now.id != first.id
    assert now.replaces == first.id
    assert (now.body["value"], now.body["note"]) == (6, "on the train")
    assert now.body["places"] == ["neck.left", "temple.right"]
    assert now.at == first.at - timedelta(minutes=30)
    assert [row.value for row in table.rows if row.what == "Rating"] == [6]
    page: Any = day.app.window.built("history")
    assert page.undo_line.words.startswith("Rating of ")
    assert page.undo_line.words.endswith(" was changed.")

    back_to(table)
    press(day, Key.Key_Z, held=CTRL)
    back = shown_rating(day)
    assert (back.body["value"], back.body["note"], back.at) == (9, "in the car", first.at)
    assert page.undo_line.words == ""


def test_a_click_opens_the_panel_and_what_did_not_change_writes_nothing(day: Journey) -> None:
    before = day.entries()
    table = table_of(day)
    at = next(at for at, row in enumerate(table.rows) if row.what == "Rating")
    place = table.visualRect(table.model().index(at, 2)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    panel: Any = day.app.history.panel
    assert panel.isVisible()
    panel.keep.click()
    day.settle()
    assert not panel.isVisible()
    assert day.entries() == before


def test_a_session_keeps_its_times_whatever_is_changed_about_it(day: Journey) -> None:
    (ended,) = day.of_kind(EntryKind.SESSION_ENDED)
    table = table_of(day)
    go_to(table, "Session")
    assert any("bruise" in row.note for row in table.rows)
    press(day, Key.Key_Return)
    panel: Any = day.app.history.panel
    before, after = panel.fields.numbers.values()
    assert (before.value, after.value) == (7, 4)
    assert not panel.fields.at.isVisible()
    after.cell(2).click()
    next(iter(panel.fields.notes.values())).setText("with a cushion")
    panel.keep.click()
    day.settle()
    (now,) = day.of_kind(EntryKind.SESSION_ENDED)
    assert now.body == {**ended.body, "note": "with a cushion"}
    assert now.at == ended.at
    ratings = [e.body["value"] for e in day.of_kind(EntryKind.RATING)]
    assert sorted(ratings) == [2, 7, 9]
    day.app.history.corrections.undo()
    day.settle()
    (back,) = day.of_kind(EntryKind.SESSION_ENDED)
    assert back.body.get("note", "") == ""
    assert sorted(e.body["value"] for e in day.of_kind(EntryKind.RATING)) == [4, 7, 9]


def test_removing_and_undoing_go_back_step_by_step(day: Journey) -> None:
    everything = {(e.kind, e.body.get("value")) for e in day.entries()}
    table = table_of(day)
    go_to(table, "Session")
    press(day, Key.Key_Delete)
    assert day.of_kind(EntryKind.SESSION_ENDED) == []
    assert [e.body["value"] for e in day.of_kind(EntryKind.RATING)] == [9]
    go_to(table, "Rating")
    press(day, Key.Key_Delete)
    assert day.of_kind(EntryKind.RATING) == []
    assert not any(row.entries for row in table.rows)
    page: Any = day.app.window.built("history")
    assert page.undo_line.words.startswith("Rating of ")
    page.undo_line.undo.click()
    day.settle()
    assert [e.body["value"] for e in day.of_kind(EntryKind.RATING)] == [9]
    assert page.undo_line.words.startswith("Session of ")
    press(day, Key.Key_Z, held=CTRL)
    assert {(e.kind, e.body.get("value")) for e in day.entries()} == everything
    press(day, Key.Key_Z, held=CTRL)
    assert {(e.kind, e.body.get("value")) for e in day.entries()} == everything


def test_a_number_that_is_cleared_is_asked_for_and_in_a_session_goes(day: Journey) -> None:
    table = table_of(day)
    go_to(table, "Rating")
    press(day, Key.Key_Return, Key.Key_Backspace, Key.Key_Return)
    panel: Any = day.app.history.panel
    assert panel.isVisible()
    assert panel.outcome.text().startswith("A rating needs a number.")
    press(day, Key.Key_Escape)
    assert not panel.isVisible()
    assert shown_rating(day).body["value"] == 9
    go_to(table, "Session")
    press(day, Key.Key_Return)
    _, after = panel.fields.numbers.values()
    after.cell(4).click()
    panel.keep.click()
    day.settle()
    assert sorted(e.body["value"] for e in day.of_kind(EntryKind.RATING)) == [7, 9]


def test_what_was_changed_elsewhere_meanwhile_is_said_and_nothing_is_half_done(
    day: Journey,
) -> None:
    table = table_of(day)
    go_to(table, "Session")
    press(day, Key.Key_Return)
    panel: Any = day.app.history.panel
    (ended,) = day.of_kind(EntryKind.SESSION_ENDED)
    places = day.places
    with closing(
        open_database(places.database, now=day.clock.now, backups=places.backups)
    ) as database:
        JournalStore(database, day.clock.now).remove(ended.id)
    before, _ = panel.fields.numbers.values()
    before.cell(1).click()
    next(iter(panel.fields.notes.values())).setText("too late")
    panel.keep.click()
    day.settle()
    assert panel.isVisible()
    assert "was corrected or removed since" in panel.outcome.text()
    assert sorted(e.body["value"] for e in day.of_kind(EntryKind.RATING)) == [4, 7, 9]


def test_what_was_noticed_without_a_number_stands_in_history_and_can_be_removed(
    journey: Start,
) -> None:
    day = journey()
    day.app.press.setFocus()
    press(day, Key.Key_Return)
    day.let_pass(day.lead_in_s + 40)
    day.app.runner.stop()
    day.settle()
    page: Any = day.app.window.built("rating")
    page.unwelcome.box("sore_spot").click()
    page.skip.click()
    day.settle()
    assert len(day.of_kind(EntryKind.UNWELCOME)) == 1
    table = table_of(day)
    (row,) = [row for row in table.rows if row.what == "Noticed"]
    assert row.note == "sore spot"
    at = table.rows.index(row)
    spoken = table.model().index(at, 7).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Note: sore spot"
    go_to(table, "Noticed")
    press(day, Key.Key_Return)
    panel: Any = day.app.history.panel
    next(iter(panel.fields.notes.values())).setText("left side")
    panel.keep.click()
    day.settle()
    (entry,) = day.of_kind(EntryKind.UNWELCOME)
    assert (entry.body["unwelcome"], entry.body["note"]) == (["sore_spot"], "left side")
    go_to(table, "Noticed")
    press(day, Key.Key_Delete)
    assert day.of_kind(EntryKind.UNWELCOME) == []
