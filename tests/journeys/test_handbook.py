"""The ways to the handbook and back, by hand and by key, and the only way out to the web."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from acutimer.app.handbook import NOT_OPENED
from acutimer.core.points import Side
from acutimer.ui.handbook.page import HandbookPage
from acutimer.ui.handbook.sources import OpenButton
from tests.journeys.conftest import Journey

Start = Callable[..., Journey]
Key = Qt.Key


class Browser(QObject):
    """Takes the place of the browser and remembers where it was sent."""

    def __init__(self) -> None:
        super().__init__()
        self.visited: list[str] = []

    @Slot(QUrl)
    def visit(self, address: QUrl) -> None:
        self.visited.append(address.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    made = Browser()
    for scheme in ("https", "http"):
        QDesktopServices.setUrlHandler(scheme, made, "visit")
    yield made
    for scheme in ("https", "http"):
        QDesktopServices.unsetUrlHandler(scheme)


def handbook(day: Journey) -> HandbookPage:
    day.settle()
    page = day.app.handbook.page.built
    assert page is not None
    assert day.app.handbook.page.is_shown
    return page


def press(day: Journey, key: Qt.Key) -> None:
    QTest.keyClick(QApplication.focusWidget() or day.app.window, key)
    day.settle()


def test_settings_lead_to_every_chapter_and_esc_leads_back_to_the_button(
    journey: Start, browser: Browser
) -> None:
    day = journey()
    day.app.show_page("settings")
    settings = day.app.settings.page.built
    assert settings is not None
    settings.show_section("about")
    day.settle()
    for key, way in settings.about.chapters.items():
        way.setFocus(Qt.FocusReason.TabFocusReason)
        press(day, Key.Key_Return)
        assert handbook(day).chapter == key
        press(day, Key.Key_Escape)
        assert day.app.window.page == "settings"
        assert QApplication.focusWidget() is way
    assert browser.visited == []


def test_a_card_leads_to_its_point_among_the_sources_and_back(journey: Start) -> None:
    day = journey()
    day.app.press.chooser.choose_point("GB21", Side.LEFT)
    day.app.card.open()
    day.settle()
    card = day.app.card.page.built
    assert card is not None
    card.side.sources_button.click()
    page = handbook(day)
    assert page.chapter == "sources"
    shown = page._parts["GB21"]
    assert 0 <= shown.mapTo(page.area.viewport(), shown.rect().topLeft()).y() < 20
    page.back_button.click()
    day.settle()
    assert day.app.window.page == "point"


def test_an_address_goes_to_the_browser_only_when_it_is_asked_for(
    journey: Start, browser: Browser
) -> None:
    day = journey()
    day.app.handbook.open("sources", "addresses")
    page = handbook(day)
    assert browser.visited == []
    (nice,) = [one for one in page.findChildren(OpenButton) if " NICE: " in one.accessibleName()]
    nice.click()
    assert browser.visited == ["https://www.nice.org.uk/guidance/cg150"]
    assert NOT_OPENED not in day.app.window.notices.sentences()


def test_where_no_program_opens_addresses_that_is_said(journey: Start) -> None:
    if QApplication.platformName() != "offscreen":
        pytest.skip("a real desktop would open its browser")
    day = journey()
    day.app.handbook.open("sources", "addresses")
    handbook(day).findChildren(OpenButton)[0].click()
    assert NOT_OPENED in day.app.window.notices.sentences()


def test_when_it_was_accepted_shows_before_and_after_the_page_is_made(journey: Start) -> None:
    day = journey()
    day.app.handbook.show_accepted(1, date(2026, 5, 28))
    day.app.handbook.open("about")
    page = handbook(day)
    said = [one.text() for one in page.findChildren(QLabel) if "accepted" in one.text()]
    assert any("28" in text for text in said)
    day.app.handbook.show_accepted(1, date(2026, 6, 9))
    day.settle()
    said = [one.text() for one in page.findChildren(QLabel) if "accepted it" in one.text()]
    assert any("9" in text for text in said)


def test_the_handbook_stays_away_while_a_session_runs(journey: Start) -> None:
    day = journey()
    day.app.press.chooser.choose_routine("desk-pause")
    day.app.press.chooser.ask_start()
    day.settle()
    assert day.app.runner.is_running
    day.app.handbook.open("about")
    assert day.app.window.page == "session"
