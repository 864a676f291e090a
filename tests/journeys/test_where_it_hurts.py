"""Where it hurts, from the key L to the file: by keyboard, on the body, on to a point's card."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from acutimer.core.journal import EntryKind, Rating, read_rating
from acutimer.core.safety import Answer
from acutimer.ui.history.page import HistoryPage
from acutimer.ui.pain.log_panel import LogPanel
from acutimer.ui.pain.uses_list import AWAITS_SAFETY
from tests.journeys.conftest import Journey
from tests.journeys.hands import Hands

Key = Qt.Key
Start = Callable[..., Journey]


def ratings(day: Journey) -> list[Rating]:
    """What the file holds."""
    read = (read_rating(entry) for entry in day.of_kind(EntryKind.RATING))
    return [rating for rating in read if rating is not None]


def on_the_body(day: Journey) -> LogPanel:
    """The panel with the body to mark on, opened."""
    day.app.pain_log.begin()
    panel = day.app.pain_log.panel
    assert panel is not None
    panel.where.click()
    day.settle()
    return panel


#: The points that are used for the neck while a fever bars the one beside the spine.
NECK = ["Skull edge", "Top of the shoulder", "Nape", "Above the brow", "Hand, thumb web"]


def suggested(panel: LogPanel) -> list[str]:
    """The points whose card can be asked for."""
    QApplication.processEvents()
    buttons = panel.uses.findChildren(QAbstractButton)
    return [one.text() for one in buttons if one.isVisible()]


def test_places_are_ticked_and_noted_with_the_keyboard_alone(journey: Start) -> None:
    day = journey()
    hands = Hands(day)
    hands.press(Key.Key_L)
    hands.tab_to("Where it hurts")
    hands.press(Key.Key_Space)
    for name in ("Neck, right", "Temple, left"):
        hands.tab_to(name)
        hands.press(Key.Key_Space)
    hands.press(Key.Key_5)
    (rating,) = ratings(day)
    assert (rating.value, rating.places) == (5, ("neck.right", "temple.left"))
    assert (rating.site, rating.side) == (None, None)
    hands.leave_panel(Key.Key_Escape)
    day.app.show_page("history")
    day.settle()
    page = day.app.window.built("history")
    assert isinstance(page, HistoryPage)
    page.forms.button("table").click()
    assert "Neck, right · Temple, left" in [row.where for row in page.table.rows]


def test_a_place_marked_on_the_body_leads_to_the_card_of_a_point(journey: Start) -> None:
    day = journey()
    panel = on_the_body(day)
    body = panel.places.map
    assert body is not None
    at = body.shape("shoulder.right").mark.toPoint()
    QTest.mouseClick(body, Qt.MouseButton.LeftButton, pos=at)
    assert suggested(panel) == ["Skull edge", "Above the brow"]
    day.app.show_page("history")
    link = panel.uses.findChildren(QAbstractButton)[0]
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    day.settle()
    assert day.app.window.page == "press"
    assert "Skull edge" in [label.text() for label in day.app.press.card.findChildren(QLabel)]
    assert panel.isVisible()
    QTest.keyClick(panel, Key.Key_3)
    day.settle()
    assert [rating.places for rating in ratings(day)] == [("shoulder.right",)]
    QTest.mouseClick(panel.undo, Qt.MouseButton.LeftButton)
    day.settle()
    assert ratings(day) == []


def test_a_point_that_safety_switches_off_is_not_suggested(journey: Start) -> None:
    day = journey()
    panel = on_the_body(day)
    panel.places.box("neck.left").click()
    assert suggested(panel) == [*NECK[:3], "Beside the spine", *NECK[3:]]
    profile = day.app.gate._profile
    assert profile is not None
    given = {**profile.given, "fever": replace(profile.given["fever"], answer=Answer.YES)}
    day.app.gate.take(replace(profile, given=given))
    day.app.pain_log.begin()
    panel.places.box("neck.left").click()
    assert suggested(panel) == NECK


def test_nothing_is_suggested_while_no_session_may_begin(journey: Start) -> None:
    day = journey(answered=False)
    panel = on_the_body(day)
    panel.places.box("neck.left").click()
    assert suggested(panel) == []
    said = [label.text() for label in panel.uses.findChildren(QLabel)]
    assert AWAITS_SAFETY in said


def test_during_a_session_places_are_noted_and_no_card_takes_its_page(journey: Start) -> None:
    day = journey()
    day.app.press.chooser.ask_start()
    day.settle()
    assert day.app.runner.is_running
    panel = on_the_body(day)
    panel.places.box("shoulder.left").click()
    links = panel.uses.findChildren(QAbstractButton)
    assert links
    assert not any(link.isEnabled() for link in links)
    panel.point_asked.emit("GB20")
    assert day.app.window.page == "session"


def test_what_the_keyboard_comes_to_is_scrolled_into_sight_and_ringed(journey: Start) -> None:
    day = journey()
    hands = Hands(day)
    hands.press(Key.Key_L)
    hands.tab_to("Where it hurts")
    hands.press(Key.Key_Space)
    for stop in hands.stops():  # each is asserted to be in sight
        assert stop.window() is QApplication.activeWindow()


@pytest.mark.parametrize("theme", ["dim", "light"])
def test_an_open_panel_takes_another_theme(journey: Start, theme: str) -> None:
    day = journey()
    day.app.pain_log.begin()
    day.app.choices.choose(day.app.choices.now._replace(theme=theme))
    panel = day.app.pain_log.panel
    assert panel is not None
    assert panel._theme.name == theme


def gone() -> None:
    """What was asked to be deleted later is deleted."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]
    QApplication.processEvents()


def test_only_the_panel_with_the_figure_shown_is_there(journey: Start) -> None:
    day = journey()
    app = day.app
    for figure in ("female", "male"):
        app.pain_log.begin()
        app.choices.choose(app.choices.now._replace(figure=figure))
        gone()
        assert app.window.findChildren(LogPanel) == []
    panel = on_the_body(day)
    gone()
    assert app.window.findChildren(LogPanel) == [panel]
    app.press.setFocus()  # nothing of the panels before follows the keyboard
    day.settle()


def test_a_note_on_its_way_outlives_its_panel(journey: Start) -> None:
    day = journey()
    app = day.app
    app.pain_log.begin()
    panel = app.pain_log.panel
    assert panel is not None
    QTest.keyClick(panel, Key.Key_4)
    app.choices.choose(app.choices.now._replace(figure="female"))
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[arg-type]
    day.settle()
    assert [rating.value for rating in ratings(day)] == [4]
