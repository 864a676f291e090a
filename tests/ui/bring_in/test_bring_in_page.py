"""The page that brings notes in: questions unanswered at first, counts, rows, and one button."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from acutimer.core.importing.plan import Plan, make_plan
from acutimer.core.importing.questions import Answers, Ask, Order, Question
from acutimer.storage.imports.opening import read_file
from acutimer.ui.bring_in.page import BringInPage
from acutimer.ui.bring_in.words import ONE_STEP
from acutimer.ui.kit.choices import Choice
from acutimer.ui.kit.segments import Segments
from tests.ui.pages_stage import settle, shown

NOW = datetime(2026, 11, 29, 12, tzinfo=UTC)
TABLE = (
    b"when,pain,where,words\n"
    b"03/01/2026 21:14,6,neck,long drive\n"
    b"04/01/2026 08:00,12,neck,\n"
    b"05/01/2026 08:00,3,temple,\n"
)
ZONES = ["Europe/Berlin", "Africa/Abidjan", "America/Lima", "Asia/Tokyo"]
COLUMNS = {"when": "time", "pain": "pain", "where": "place", "words": "note"}


@pytest.fixture
def plan(tmp_path: Path) -> Callable[[Answers], Plan]:
    path = tmp_path / "table.csv"
    path.write_bytes(TABLE)
    reading: Any = read_file(path)
    return lambda answers: make_plan(reading, answers, NOW)


@pytest.fixture
def page(qtbot: QtBot) -> BringInPage:
    made = BringInPage(lambda: ZONES)
    shown(qtbot, made)
    made.begin("table.csv")
    return made


def counts(page: BringInPage) -> list[str]:
    return [one.text() for one in page.counts.values()]


def words(page: BringInPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_nothing_can_be_brought_in_before_every_question_is_answered(
    page: BringInPage, plan: Callable[[Answers], Plan], qtbot: QtBot
) -> None:
    assert page.progress.isVisible()
    told: list[tuple[Question, str]] = []
    page.answered.connect(lambda question, answer: told.append((question, answer)))
    page.show_plan(plan(Answers()))
    settle(page)
    assert not page.progress.isVisible()
    assert counts(page) == ["–", "–", "–"]
    assert not page.take.isEnabled()
    when = page.questions[Ask.COLUMN, "when"].control
    assert isinstance(when, Choice)
    assert when.currentText() == "Choose…"
    when.setCurrentIndex(when.findText("Date and time"))
    when.activated.emit(when.currentIndex())
    when.setCurrentIndex(0)
    when.activated.emit(0)  # no answer is none
    assert [(one.name, answer) for one, answer in told] == [("when", "time")]
    page.show_plan(plan(Answers(columns=COLUMNS)))
    settle(page)
    dates = page.questions[Ask.DATES, ""].control
    assert isinstance(dates, Segments)
    assert dates.key == ""
    dates.button("day-first").click()
    zone = page.questions[Ask.ZONE, ""].control
    assert isinstance(zone, Choice)
    assert [zone.itemText(row) for row in range(5)] == ["Choose…", *ZONES]
    assert told[-1][1] == Order.DAY_FIRST.value
    assert isinstance(page.questions[Ask.COLUMN, "when"].control, Choice)  # it can be changed
    with qtbot.assertNotEmitted(page.take_asked):
        page.take.click()


def test_the_plan_is_shown_with_its_rows_and_reasons(
    page: BringInPage, plan: Callable[[Answers], Plan], qtbot: QtBot
) -> None:
    answers = Answers(zone=ZoneInfo("Europe/Berlin"), dates=Order.DAY_FIRST, columns=COLUMNS)
    page.show_plan(plan(answers))
    assert counts(page) == ["2", "0", "1"]
    assert page.about.text() == "Looks like a table · 3 rows · 2026-01-03 to 2026-01-05"
    assert ONE_STEP in words(page)
    first = [page.table.item(0, place) for place in range(2)]
    assert [one.text() for one in first if one] == [
        "2", "2026-01-03 21:14, pain 6, neck, long drive",
    ]  # fmt: skip
    page.lists.button("out").click()
    assert page.table.rowCount() == 1
    why = page.table.item(0, 1)
    assert why is not None
    assert "12" in why.text()
    assert page.take.text() == "Bring in 2 rows"
    with qtbot.waitSignal(page.take_asked):
        QTest.keyClick(page.take, Qt.Key.Key_Space)
    page.show_noting()
    assert not page.take.isEnabled()
    assert not page.cancel.isEnabled()


def test_another_file_begins_anew_and_a_fault_says_why(
    page: BringInPage, plan: Callable[[Answers], Plan], qtbot: QtBot
) -> None:
    page.show_plan(plan(Answers()))
    page.show_fault("f.bin is no table that can be read; nothing was changed.")
    assert "nothing was changed" in words(page)
    assert not page.take.isEnabled()
    assert page.cancel.isEnabled()
    page.begin("other.csv")
    settle(page)
    assert page.questions == {}
    assert "nothing was changed" not in words(page)
    with qtbot.waitSignals([page.cancel_asked, page.other_file_asked]):
        page.cancel.click()
        page.other_file.click()


def test_columns_stand_with_their_first_entry_and_each_can_be_changed(
    page: BringInPage, plan: Callable[[Answers], Plan], qtbot: QtBot
) -> None:
    page.show_plan(plan(Answers()))
    settle(page)
    said = words(page)
    for text in ("Column", "First entry", "Becomes", "when", "03/01/2026 21:14", "long drive"):
        assert text in said
    where = page.questions[Ask.COLUMN, "where"].control
    assert isinstance(where, Choice)
    page.show_plan(plan(Answers(columns=COLUMNS)))
    with qtbot.waitSignal(page.answered) as told:
        where.setCurrentIndex(where.findText("Leave out"))
        where.activated.emit(where.currentIndex())
    assert told.args is not None
    assert (told.args[0].name, told.args[1]) == ("where", "ignore")


def test_the_lists_tell_line_column_and_reason_with_their_counts(
    page: BringInPage, tmp_path: Path
) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(TABLE + b"05/01/2026 08:00,3,temple,\n")
    answers = Answers(zone=ZoneInfo("Europe/Berlin"), dates=Order.DAY_FIRST, columns=COLUMNS)
    reading: Any = read_file(path)
    page.show_plan(make_plan(reading, answers, NOW))
    texts = [page.lists.button(key).text() for key in ("taken", "here", "out")]
    assert texts == ["Brought in, 2", "Here already, 1", "Stay out, 1"]
    page.lists.button("here").click()
    assert page.table.isColumnHidden(2)
    row = [page.table.item(0, place) for place in (0, 1)]
    assert [one.text() for one in row if one] == ["5", "2026-01-05 08:00, pain 3, temple"]
    page.lists.button("out").click()
    row = [page.table.item(0, place) for place in (0, 2, 1)]
    line, column, reason = (one.text() for one in row if one)
    assert (line, column) == ("3", "pain")
    assert "12" in reason
    header = page.table.horizontalHeader()
    assert [header.visualIndex(place) for place in (0, 2, 1)] == [0, 1, 2]


def test_escape_goes_back_but_not_while_notes_are_written(
    page: BringInPage, plan: Callable[[Answers], Plan], qtbot: QtBot
) -> None:
    page.show_plan(plan(Answers()))
    with qtbot.waitSignal(page.cancel_asked):
        QTest.keyClick(page.table, Qt.Key.Key_Escape)
    page.show_noting()
    with qtbot.assertNotEmitted(page.cancel_asked):
        QTest.keyClick(page, Qt.Key.Key_Escape)
