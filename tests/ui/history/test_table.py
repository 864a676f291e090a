"""The table says what the plot shows, no more and no less."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acutimer.core.imported import Imported
from acutimer.core.pain_places import PLACES
from acutimer.core.summaries import history
from acutimer.ui.history.page import HistoryPage
from acutimer.ui.history.table import HEADINGS, HistoryTable
from acutimer.ui.history.table_rows import DAY, IMPORTED, NOTHING, heading_text, table_rows
from acutimer.ui.history.words import Words
from acutimer.ui.kit.theme import load_theme
from tests.ui.history.notes import TODAY, at, day, now, pair, session, weeks_of_notes

WORDS = Words(QLocale("en_GB"))


@pytest.mark.parametrize("seed", range(4))
def test_the_rows_are_the_marks_of_the_plot(seed: int) -> None:
    ratings, sessions = weeks_of_notes(60, seed)
    ratings += [*pair("no session noted", at(2, 20), 5, 4)]
    content = history(ratings, sessions, day(41), TODAY, TODAY, noted_before=True)
    rows = table_rows(content, WORDS)
    heads = [r for r in rows if r.what == DAY]
    assert {(r.day, r.value) for r in heads} == {(d.day, d.median) for d in content.days}
    assert Counter((r.before, r.after) for r in rows if r.before is not None) == Counter(
        (p.before.value, p.after.value) for p in content.pairs
    )
    assert Counter((r.at, r.value) for r in rows if r.what == "Rating") == Counter(
        (r.at, r.value) for r in content.single_ratings
    )
    assert [r.pressed_s for r in rows if r.what == "Session"] == [
        s.pressed_s for s in reversed(content.sessions)
    ]
    blank = [r for r in rows if r.what == NOTHING]
    assert [(r.day, r.last_day) for r in reversed(blank)] == [
        (g.first_day, g.last_day) for g in content.gaps
    ]
    marks = len(heads) + len(content.pairs) + len(content.single_ratings) + len(content.gaps)
    lone = [s for s in content.sessions if s.id not in {p.session for p in content.pairs}]
    assert len(rows) == marks + len(lone)
    # every note stands below the heading of its own day
    heading = None
    for row in rows:
        if row.is_heading:
            assert heading is None or row.day < heading
            heading = row.day
        assert row.day == heading


def test_an_import_is_one_line_and_notes_no_day() -> None:
    imported = Imported("entry", at(2, 9), "batch", "loop", 12, 15)
    notes = [now(5, at(7)), now(5, at(0))]
    content = history(notes, [], day(41), TODAY, TODAY)
    rows = table_rows(replace(content, imports=(imported,)), WORDS)
    (row,) = [one for one in rows if one.imported is not None]
    assert (row.day, row.what, row.note) == (day(2), IMPORTED, "12 rows from Loop Habit Tracker")
    assert row.entries == ("entry",)
    assert row.timed is None
    gaps = [one for one in rows if one.what == NOTHING]
    assert [(one.day, one.last_day) for one in gaps] == [(day(6), day(1))]


def test_cells_say_what_is_noted_and_are_read_with_their_heading(qtbot: QtBot) -> None:
    notes = [*pair("s", at(3, 10), 7, 4), now(2, at(3, 9, 5)), now(5, at(7))]
    table = HistoryTable(WORDS)
    qtbot.addWidget(table)
    table.show_content(history(notes, [session("s", at(3, 10, 11), 65)], day(41), TODAY, TODAY))
    model = table.model()

    def cells(row: int) -> list[str]:
        return [str(model.index(row, at).data()) for at in range(len(HEADINGS))]

    def heading(row: int) -> str:
        assert table.columnSpan(row, 0) == len(HEADINGS)
        first, *others = cells(row)
        assert not any(others)
        return first

    assert heading(0) == "Today, Sun 31 May · nothing noted yet"
    assert heading(1) == "29 May – 30 May · nothing noted"
    assert heading(2) == "Thu 28 May · typical that day 4.5"
    assert cells(3)[:6] == ["10:00", "Session", "", "7", "4", "1:05 of 10:30"]
    assert cells(3)[7] == "Neck and shoulders · warm"
    assert cells(4)[:3] == ["09:05", "Rating", "2"]
    assert table.columnSpan(3, 0) == 1
    said = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(2, 0).data(said) == "Thu 28 May · typical that day 4.5"
    assert model.index(3, 0).data(said) == "Thu 28 May, 10:00"
    assert model.index(3, 4).data(said) == "After: 4"
    assert model.index(3, 5).data(said) == "Pressed: 1:05 of 10:30 planned"
    assert model.headerData(5, Qt.Orientation.Horizontal) == "Pressed"


def test_a_day_with_a_session_alone_has_a_heading_without_a_number() -> None:
    content = history([], [session("s", at(0))], day(6), TODAY, TODAY)
    heading, _ = table_rows(content, WORDS)
    assert heading_text(heading, WORDS, TODAY) == "Today, Sun 31 May"


def test_where_it_hurt_is_said_in_words_and_leaves_room_for_the_note(qtbot: QtBot) -> None:
    before, after = pair("s", at(3, 10), 7, 4)
    notes = [
        replace(before, places=("neck.left", "neck.right")),
        replace(after, places=("temple.right",)),
        replace(now(2, at(4)), site="neck", side="left"),
        replace(now(2, at(4, 9)), site="at the desk"),
        replace(now(2, at(5)), places=tuple(PLACES), note="all over"),
    ]
    table = HistoryTable(WORDS)
    qtbot.addWidget(table)
    table.resize(900, 400)
    table.show()
    table.show_content(history(notes, [], day(41), TODAY, TODAY))
    said = [row.where for row in table.rows if row.at is not None]
    assert said[:3] == ["Neck, both sides · Temple, right", "Neck, left", "at the desk"]
    assert said[3].count("both sides") == 6
    assert HEADINGS[6:] == ("Where", "Note")
    assert table.columnWidth(7) > 150


def test_the_table_is_reached_and_left_with_tab_and_walked_with_arrows(qtbot: QtBot) -> None:
    page = HistoryPage(load_theme("light"), lambda: TODAY, QLocale("en_GB"))
    qtbot.addWidget(page)
    ratings, sessions = weeks_of_notes()
    page.span_wanted.connect(
        lambda first, last: page.show_content(history(ratings, sessions, first, last, TODAY))
    )
    page.resize(1192, 764)
    page.show()
    page.activateWindow()
    page.focus_day(TODAY - timedelta(days=6))
    button = page.forms.button("table")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert page.table.isVisible()
    assert page.plot is not None
    assert not page.plot.isVisible()
    chosen = page.table.currentIndex()
    assert page.table.rows[chosen.row()].day == TODAY - timedelta(days=6)
    page.log_pain.setFocus()
    for stop in (page.opening.why, page.table_part.field, page.table):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert stop.hasFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert page.table.currentIndex().row() == chosen.row() + 1
    qtbot.keyClick(page.table, Qt.Key.Key_Tab)
    assert not page.table.hasFocus()
    # The row is one piece of the days shown, and follows when they change.
    page.spans.button("14").click()
    assert {row.day for row in page.table.rows} <= {day(ago) for ago in range(14)}
