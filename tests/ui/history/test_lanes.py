"""The lanes below the plot: seen, hidden, told in the table; and the span of all days."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QLocale, QPointF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acutimer.core.headaches import Headache, HeadacheState, NotedHeadacheDay
from acutimer.core.history_content import DayNote
from acutimer.core.medicine import Medicine
from acutimer.core.summaries import history, spoken_summary
from acutimer.ui.history.page import HistoryPage
from acutimer.ui.history.table_rows import table_rows
from acutimer.ui.history.words import Words
from acutimer.ui.kit.stylesheet import stylesheet
from acutimer.ui.kit.theme import load_theme
from tests.ui.history.notes import TODAY, at, day, now

LIGHT = load_theme("light")
WORDS = Words(QLocale("en_GB"))
NOTES: list[DayNote] = [
    Headache(at(12, 9), HeadacheState.ENDED, at(10, 18), worst=7, id="long"),
    NotedHeadacheDay(at(5, 20), day(5), had=False, id="none"),
    Medicine(at(12, 10), "triptan", day(12), id="t"),
]
Open = Callable[[int], HistoryPage]


@pytest.fixture
def open_page(qtbot: QtBot) -> Open:
    def open_it(began_ago: int) -> HistoryPage:
        page = HistoryPage(LIGHT, lambda: TODAY, QLocale("en_GB"))
        page.setStyleSheet(stylesheet(LIGHT))
        ratings = [now(4, at(began_ago)), now(5, at(30))]

        def answer(first: date, last: date) -> None:
            content = history(ratings, [], first, last, TODAY, day_notes=NOTES)
            page.show_content(replace(content, began=day(began_ago)))

        page.span_wanted.connect(answer)
        qtbot.addWidget(page)
        page.resize(1192, 764)
        page.show()
        QApplication.processEvents()
        return page

    return open_it


def has_ink(page: HistoryPage, ago: int, lane: str, token: str) -> bool:
    """Whether a day's mark in a lane has a pixel of about this colour."""
    QApplication.processEvents()
    assert page.plot is not None
    image, frame, wanted = page.plot.grab().toImage(), page.plot.frame, LIGHT.colour(token)
    middle = QPointF(frame.x(day(ago).toordinal() + 0.5), frame.lane_y(lane))
    for dx in range(-9, 10):
        for dy in range(-9, 10):
            found = image.pixelColor(round(middle.x()) + dx, round(middle.y()) + dy)
            off = (found.red() - wanted.red(), found.green() - wanted.green())
            if max(map(abs, (*off, found.blue() - wanted.blue()))) < 12:
                return True
    return False


def test_lanes_hold_what_was_noted_can_be_hidden_and_a_blank_day_holds_nothing(
    open_page: Open,
) -> None:
    page = open_page(40)
    assert all(has_ink(page, ago, "headache", "nowSoft") for ago in (12, 11, 10))
    assert not any(has_ink(page, ago, "headache", "nowSoft") for ago in (14, 8, 5))
    assert has_ink(page, 5, "headache", "text3")
    assert not has_ink(page, 8, "headache", "text3")
    assert has_ink(page, 12, "medicine", "lineStrong")
    assert not has_ink(page, 11, "medicine", "lineStrong")
    legend, plot = page.plot_card.legend, page.plot
    assert plot is not None
    assert legend.letters.text() == "T Migraine medicine (triptan)"
    bottom = plot.frame.bottom
    legend.layers["headache"].click()
    assert plot.frame.lanes == ("session", "medicine")
    assert plot.frame.bottom > bottom
    assert has_ink(page, 12, "medicine", "lineStrong")
    legend.layers["headache"].click()
    assert has_ink(page, 12, "headache", "nowSoft")


def test_all_shows_every_day_from_the_first_note_on(open_page: Open) -> None:
    page = open_page(900)
    page.spans.button("all").click()
    assert page.span == (day(900), TODAY)
    page.settle()
    assert page.plot_card.legend.layers["raw"].text() == "Lowest to highest that week"
    assert page.plot is not None
    assert not page.plot.grab().isNull()
    page.spans.button("14").click()
    assert page.span == (day(13), TODAY)
    # the card of 28 days has all of them
    page.settle()
    assert page.cards.month.counts["Headache"].text().startswith("<b>3</b> of ")


def test_the_table_has_a_headache_on_each_of_its_days() -> None:
    content = history([], [], day(11), TODAY, TODAY, day_notes=NOTES)
    rows = [row for row in table_rows(content, WORDS) if row.day_note is not None]
    assert [(row.day, row.what) for row in rows] == [
        (day(5), "No headache"),
        (day(10), "Headache, day 3"),
        (day(11), "Headache, day 2"),
    ]
    assert rows[1].entries == rows[2].entries == ("long",)


def test_the_sentence_counts_only_days_that_are_shown() -> None:
    content = history([], [], day(11), TODAY, TODAY, day_notes=NOTES)
    said = spoken_summary(content, WORDS.full_day)
    assert "headache on 2 days" in said
    assert "medicine" not in said
