"""The calendar of History: real keys, real painting, and what a screen reader is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acutimer.core.journal import Rating, SessionNote
from acutimer.core.summaries import history
from acutimer.ui.history.calendar_card import CalendarCard
from acutimer.ui.history.day_cell import tone_depth
from acutimer.ui.history.month_grid import READING
from acutimer.ui.history.page import HistoryPage
from acutimer.ui.kit.stylesheet import stylesheet
from acutimer.ui.kit.theme import Theme, load_theme
from tests.ui.history.notes import TODAY, at, day, now, pair, session, weeks_of_notes
from tests.ui.kit.test_theme import contrast

Notes = tuple[list[Rating], list[SessionNote]]
Open = Callable[..., HistoryPage]
KEY = Qt.Key
THEMES = [load_theme(name) for name in ("light", "dim", "hcLight", "hcDim")]


@pytest.fixture
def open_page(qtbot: QtBot) -> Iterator[Open]:
    def open_it(
        notes: Notes, width: int = 1192, locale: str = "en_GB", *, answers: bool = True
    ) -> HistoryPage:
        page = HistoryPage(THEMES[0], lambda: TODAY, QLocale(locale))
        page.setStyleSheet(stylesheet(THEMES[0]))
        ratings, sessions = notes
        waiting: list[tuple[date, date]] = []
        page.asked = waiting  # type: ignore[attr-defined]

        def answer(first: date, last: date) -> None:
            waiting.append((first, last))
            if answers or len(waiting) == 1:
                page.show_content(history(ratings, sessions, first, last, TODAY))

        page.span_wanted.connect(answer)
        qtbot.addWidget(page)
        page.resize(width, 764)
        with qtbot.waitActive(page):
            page.show()
        page.forms.button("calendar").click()
        QApplication.processEvents()
        return page

    return open_it


def calendar(page: HistoryPage) -> CalendarCard:
    card = page.day_forms.calendar
    assert card is not None
    assert card.isVisible()
    return card


def press(page: HistoryPage, key: Qt.Key) -> date:
    grid = calendar(page).grid
    QTest.keyClick(grid, key)
    QApplication.processEvents()
    here = grid.current_day
    assert here is not None
    return here


def ground(page: HistoryPage, of: date) -> QColor:
    """The ground of a day's cell, where no mark lies."""
    grid = calendar(page).grid
    cell = grid.visualRect(grid.days.index_of(of))
    spot = QPoint(cell.center().x(), cell.top() + 6)
    return grid.viewport().grab().toImage().pixelColor(spot)


def test_it_is_made_late_and_shows_whole_months(open_page: Open, qtbot: QtBot) -> None:
    page = HistoryPage(THEMES[0], lambda: TODAY, QLocale("en_GB"))
    qtbot.addWidget(page)
    assert page.day_forms.calendar is None
    page = open_page(weeks_of_notes(90))
    assert page.span == (date(2026, 5, 1), TODAY)
    assert page.spans.isHidden()
    assert calendar(page).month.text() == "May 2026"


def test_keys_walk_days_weeks_and_months_and_never_beyond_today(open_page: Open) -> None:
    page = open_page(weeks_of_notes(90))
    assert calendar(page).grid.current_day == TODAY
    assert press(page, KEY.Key_Right) == TODAY
    assert press(page, KEY.Key_Left) == day(1)
    assert press(page, KEY.Key_Up) == day(8)
    assert press(page, KEY.Key_Down) == day(1)
    assert press(page, KEY.Key_PageUp) == date(2026, 4, 30)
    assert page.span == (date(2026, 4, 1), date(2026, 4, 30))
    assert press(page, KEY.Key_Home) == date(2026, 4, 1)
    assert press(page, KEY.Key_Left) == date(2026, 3, 31)
    assert calendar(page).month.text() == "March 2026"
    assert press(page, KEY.Key_End) == date(2026, 3, 31)
    assert press(page, KEY.Key_PageDown) == date(2026, 4, 30)
    assert press(page, KEY.Key_T) == TODAY
    assert page.span == (date(2026, 5, 1), TODAY)


def test_leaving_it_shows_what_was_shown_or_as_many_days(open_page: Open) -> None:
    page = open_page(weeks_of_notes(90))
    press(page, KEY.Key_PageUp)
    page.forms.button("plot").click()
    assert page.span == (TODAY - timedelta(days=41), TODAY)
    page.forms.button("calendar").click()
    assert page.span == (date(2026, 4, 1), date(2026, 4, 30))
    press(page, KEY.Key_PageUp)
    page.forms.button("plot").click()
    assert page.span == (date(2026, 3, 31) - timedelta(days=41), date(2026, 3, 31))
    assert not page.spans.isHidden()
    assert page.plot is not None
    assert page.plot.isVisible()


def test_enter_opens_the_day_card_and_escape_closes_it(open_page: Open, qtbot: QtBot) -> None:
    page = open_page(([now(2, at(2, 9)), now(5, at(2, 18))], []))
    card = calendar(page)
    page.focus_day(day(2))
    assert not card.readout.isVisible()
    card.grid.setFocus()
    press(page, KEY.Key_Return)
    assert card.readout.isVisible()
    assert card.readout.edit.hasFocus()
    assert "Rated 2, 5" in card.readout.text
    cell = card.grid.visualRect(card.grid.days.index_of(day(2)))
    cell.translate(card.grid.viewport().pos())
    assert not card.readout.geometry().intersects(cell)
    card.readout.ways[1].setFocus()
    with qtbot.waitSignal(page.change_asked) as told:
        QTest.keyClick(card.readout.ways[1], KEY.Key_E)
    assert told.args is not None
    assert told.args[0].value == 2
    with qtbot.waitSignal(page.add_wanted) as added:
        QTest.keyClick(card.readout.edit, KEY.Key_Insert)
    assert added.args == [day(2)]
    QTest.keyClick(card.readout.edit, KEY.Key_Escape)
    assert not card.readout.isVisible()
    assert card.grid.hasFocus()
    with qtbot.waitSignal(page.add_wanted):
        QTest.keyClick(card.grid, KEY.Key_Plus)


def test_nothing_can_be_added_to_a_day_ahead(open_page: Open, qtbot: QtBot) -> None:
    page = open_page(([now(2, at(2))], []))
    card = calendar(page)
    card.grid.day_opened.emit(day(-1))
    assert card.readout.add.isHidden()
    with qtbot.assertNotEmitted(page.add_wanted):
        QTest.keyClick(card.grid, KEY.Key_Insert)


@pytest.mark.parametrize(
    ("locale", "first"), [("en_GB", "Monday"), ("en_US", "Sunday"), ("ar_EG", "السبت")]
)
def test_weeks_begin_as_where_the_person_lives(open_page: Open, locale: str, first: str) -> None:
    grid = calendar(open_page(weeks_of_notes(40), locale=locale)).grid
    told = grid.days.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert told == first


def test_a_screen_reader_hears_the_day_and_what_is_noted_of_it(open_page: Open) -> None:
    page = open_page(([*pair("s", at(3), 6, 4), now(3, at(2))], [session("s", at(3, 12, 11))]))
    grid = calendar(page).grid
    table = QAccessible.queryAccessibleInterface(grid)
    assert table.text(QAccessible.Text.Name) == "Days of May 2026"
    names = (table.child(nth).text(QAccessible.Text.Name) for nth in range(table.childCount()))
    said = {name.split(".")[0]: name for name in names if ". " in name}
    assert len(said) == 31
    assert said["Thursday, 28 May 2026"] == (
        "Thursday, 28 May 2026. Before 6 → after 4. "
        "Typical that day 6 · pressed 9:40 of 10:30 planned"
    )
    assert said["Sunday, 3 May 2026"] == "Sunday, 3 May 2026. Nothing noted"


def test_days_that_are_still_read_are_not_called_blank(open_page: Open) -> None:
    page = open_page(weeks_of_notes(90), answers=False)
    for _ in range(4):
        press(page, KEY.Key_PageUp)
    grid = calendar(page).grid
    assert grid.days.spoken(page.span[0]).endswith(READING)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_blank_day_has_no_tone_and_a_higher_number_a_deeper_one(
    open_page: Open, theme: Theme
) -> None:
    page = open_page(([now(1, at(3)), now(9, at(4)), now(0, at(5))], []))
    page.set_theme(theme)
    page.setStyleSheet(stylesheet(theme))
    QApplication.processEvents()
    blank, surface = ground(page, day(6)), theme.colour("surface")
    assert blank.rgb() == surface.rgb()
    away = [
        sum(abs(a - b) for a, b in zip(ground(page, one).getRgb(), blank.getRgb(), strict=True))
        for one in (day(5), day(3), day(4))
    ]
    assert 0 < away[0] < away[1] < away[2]


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_date_and_number_can_be_read_on_the_deepest_tone(theme: Theme) -> None:
    part, accent, under = tone_depth(10), theme.colour("accent"), theme.colour("surface")
    mixed = QColor(
        *(
            round(part * over + (1 - part) * below)
            for over, below in zip(accent.getRgb()[:3], under.getRgb()[:3], strict=True)
        )
    )
    assert contrast(theme.colour("text"), mixed) >= 4.5
    assert contrast(theme.colour("now"), mixed) >= 3


@pytest.mark.parametrize("width", [828, 1192])
def test_the_head_takes_one_line_and_all_files_can_be_reached(
    open_page: Open, width: int, qtbot: QtBot
) -> None:
    page = open_page(weeks_of_notes(20), width)
    page.forms.button("plot").click()
    QApplication.processEvents()
    header = page.header
    pieces = [header.spans, header.forms, header.files_button, header.log_pain]
    middles = {piece.geometry().center().y() for piece in pieces}
    assert max(middles) - min(middles) <= 1
    assert header.report.isVisible() != header.report_action.isVisible()
    for action, told in (
        (header.report_action, page.report_asked),
        (header.exporting, page.export_asked),
        (header.importing, page.import_asked),
    ):
        with qtbot.waitSignal(told):
            action.trigger()
    assert {header.forms.button(key).accessibleName() for key in ("plot", "table", "calendar")} == {
        "Plot",
        "Table",
        "Calendar",
    }


def test_e_changes_the_note_that_has_the_keyboard_in_plot_and_table(
    open_page: Open, qtbot: QtBot
) -> None:
    page = open_page(([now(2, at(2, 9)), now(5, at(2, 18)), now(7, at(4))], []))
    page.forms.button("plot").click()
    assert page.plot is not None
    page.focus_day(day(2))
    page.plot.setFocus()
    with qtbot.waitSignal(page.change_asked) as first:
        QTest.keyClick(page.plot, KEY.Key_E)
    way = page.plot.readout.ways[1]
    way.setFocus()
    with qtbot.waitSignal(page.change_asked) as second:
        QTest.keyClick(way, KEY.Key_E)
    with qtbot.waitSignal(page.add_wanted) as added:
        page.plot.readout.add.click()
    page.forms.button("table").click()
    at_row = next(nth for nth, row in enumerate(page.table.rows) if row.value == 7 and row.at)
    page.table.selectRow(at_row)
    with qtbot.waitSignal(page.change_asked) as third:
        QTest.keyClick(page.table, KEY.Key_E)
    told = [one.args[0].value for one in (first, second, third) if one.args]
    assert told == [5, 2, 7]
    assert added.args == [day(2)]
