"""What the real window binds is what the table says, on every page, and on keyboards of others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from acutimer.core.commands import PLACES, keys_at
from acutimer.core.journal import EntryKind, Moment, Rating, read_rating
from acutimer.core.safety import Answer
from acutimer.core.session_state import Status
from acutimer.ui.body_map.marker_button import MarkerButton
from acutimer.ui.kit.point_search import PointSearch
from acutimer.ui.window.keys_panel import KeysPanel
from tests.journeys.conftest import Journey
from tests.journeys.test_keyboard import go_to
from tests.ui.keys_stage import EVERY_KEY, SIGNS, key_event, takes, type_key

Start = Callable[..., Journey]
Key, Held = Qt.Key, Qt.KeyboardModifier
#: What goes elsewhere comes last.
IN_ORDER = sorted(EVERY_KEY, key=lambda name: (name in ("Return", "Esc"), EVERY_KEY.index(name)))
SCROLLING = {"Up", "Down", "PgUp", "PgDown", "Home", "End"}


def own_shortcuts(widget: QWidget) -> set[str]:
    """The keys of the shortcuts that a widget itself owns."""
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    portable = QKeySequence.SequenceFormat.PortableText
    return {one.key().toString(portable) for one in widget.findChildren(QShortcut, options=direct)}


def taken(widget: QWidget, before_each: Callable[[], object] = lambda: None) -> set[str]:
    """Every key that a widget does not leave to those around it."""
    found: set[str] = set()
    for name in IN_ORDER:
        before_each()
        if takes(widget, name):
            found.add(name)
    return found


def whatever_is_held(keys: set[str]) -> set[str]:
    """Keys that Qt's own way of scrolling and pressing takes do not ask what is held beside."""
    return {key.rpartition("+")[2] for key in keys}


def page_of(day: Journey, page: str) -> Any:
    go_to(day, page)
    return day.app.window.built(page)


def test_the_window_binds_what_is_listed_for_everywhere(journey: Start) -> None:
    assert own_shortcuts(journey().app.window) == set(keys_at("everywhere"))


@pytest.mark.parametrize("place", ["session", "editor"])
def test_a_page_binds_what_is_listed_for_it(journey: Start, place: str) -> None:
    day = journey()
    assert own_shortcuts(page_of(day, place)) == set(keys_at(place))
    pages = {name: day.app.window.built(name) for name in ("press", "session", "editor")}
    below = [one for page in pages.values() if page for one in page.findChildren(QShortcut)]
    assert {one.parent() for one in below} == {pages[place]}, "and nothing else binds any"


def test_the_press_page_takes_what_is_listed_for_it(journey: Start) -> None:
    press = journey().app.press
    # Esc is nobody's while nothing is enlarged
    whole = press.map.atlas.show_whole
    assert taken(press, whole) == set(keys_at("press")) - {"Esc"}
    assert taken(press, lambda: takes(press.map.atlas, "+")) == set(keys_at("press"))


def test_the_body_takes_what_is_listed_for_it(journey: Start) -> None:
    atlas = journey().app.press.map.atlas
    assert not takes(atlas, "0"), "0 is the page's while nothing is enlarged"
    assert not takes(atlas, "Esc"), "nor is there a way back to go"
    # Enter is a marker's, which hands on what is not its own
    assert taken(atlas, lambda: takes(atlas, "+")) == set(keys_at("map")) - {"Return"}
    marker = atlas.findChildren(MarkerButton)[0]
    assert whatever_is_held(taken(marker)) == {"Return", "Space"}


def test_the_field_that_finds_points_takes_what_is_listed_for_it(journey: Start) -> None:
    day = journey()
    field = day.app.press.findChild(PointSearch)
    assert isinstance(field, PointSearch)
    for name, told in (("Return", field.left), ("Esc", field.left)):
        assert name in keys_at("search")
        heard: list[str] = []
        told.connect(lambda heard=heard: heard.append("left"))
        field.ask()
        assert takes(field, name)
        assert heard == ["left"]
        assert field.text() == ""


def test_the_full_card_and_its_spot_take_what_is_listed_for_them(journey: Start) -> None:
    day = journey()
    day.app.card.open()
    day.settle()
    page: Any = day.app.window.built("point")
    assert taken(page.spot_bar) == set(keys_at("spot"))
    assert taken(page) == set(keys_at("point"))


def test_the_steps_of_the_editor_take_what_is_listed_for_them(journey: Start) -> None:
    page = page_of(journey(), "editor")
    steps = page.column.steps
    steps.setCurrentRow(1)
    found = taken(steps)
    assert set(keys_at("steps")) <= found
    # the rest is how one walks in any list; letters and commands are the page's and the window's
    assert not found & (set(SIGNS) | set(keys_at("editor")) | set(keys_at("everywhere")))


def test_the_question_of_a_quick_session_takes_what_is_listed_for_it(journey: Start) -> None:
    day = journey()
    page = page_of(day, "session")
    strip = page.foot.strip
    assert not strip.isHidden()
    asked = {name for name in EVERY_KEY if (strip.ask(), strip.obey(name))[1]}
    assert asked == set(keys_at("question"))
    strip.hide()
    assert not any(strip.obey(name) for name in EVERY_KEY)


def test_in_the_dark_every_key_is_taken_but_those_that_close(journey: Start) -> None:
    day = journey()
    page = page_of(day, "session")
    assert PLACES["eyes"].takes_all
    for name in (key for key, command in keys_at("eyes").items() if command == "light"):
        page.close_eyes()
        assert page.eyes.is_dark
        takes(page.eyes, name)
        assert not page.eyes.is_dark
    # U ends the session, so this comes last
    left = set(EVERY_KEY) - taken(page.eyes, page.close_eyes)
    assert left == {"Ctrl+Q", "Ctrl+W"}
    assert not day.app.runner.is_running


def test_the_rating_page_takes_what_is_listed_for_it(journey: Start) -> None:
    assert taken(page_of(journey(), "rating")) == set(keys_at("rating"))


def test_the_stop_page_takes_what_is_listed_for_it_and_scrolls(journey: Start) -> None:
    found = whatever_is_held(taken(page_of(journey(), "stop")))
    assert found == set(keys_at("stop")) | SCROLLING


def test_the_danger_signs_take_what_is_listed_for_them_and_scroll(journey: Start) -> None:
    page = page_of(journey(), "signs")
    for screen in ("today", "look", "which"):
        found = whatever_is_held(taken(page, lambda screen=screen: page.show_screen(screen)))
        assert found == set(keys_at("signs")) | SCROLLING


def test_the_safety_questions_take_what_is_listed_for_them_and_scroll(journey: Start) -> None:
    day = journey()
    page = page_of(day, "safety")
    found = whatever_is_held(taken(page))
    assert found == set(keys_at("questions")) | SCROLLING
    page.setFocus()
    page.show_step(0)
    QTest.keyClick(day.app.window.windowHandle(), Key.Key_Question)
    assert not day.app.window.findChildren(KeysPanel), "it is an answer there"
    assert page.rows["fever"].answer is Answer.NOT_SURE
    QTest.keyClick(day.app.window.windowHandle(), Key.Key_F1)
    (panel,) = day.app.window.findChildren(KeysPanel)
    assert panel.isVisible()


def test_the_history_takes_what_is_listed_for_it(journey: Start) -> None:
    page = page_of(journey(), "history")
    # Tab is Qt's own way on; what finds a note turns to the table, which walks its rows
    assert taken(page, page.forms.button("plot").click) == set(keys_at("history")) - {"Tab"}


def test_the_table_of_history_takes_what_is_listed_for_it(journey: Start) -> None:
    page = page_of(journey(), "history")
    page.forms.button("table").click()
    found = taken(page.table)
    assert set(keys_at("notes")) <= found
    # the rest is how one walks in any table; undo is the page's
    assert "Ctrl+Z" not in found


def test_the_panel_of_a_note_takes_what_is_listed_for_it(journey: Start) -> None:
    day = journey()
    day.app.diary.note_rating(Rating("", 4, Moment.NOW, day.clock.now()))
    page = page_of(day, "history")
    day.settle()
    page.forms.button("table").click()
    row = next(row for row in page.table.rows if row.is_rating)
    page.table.change_asked.emit(row)
    panel = day.app.history.panel
    assert panel is not None
    assert taken(panel, lambda: panel.begin(row)) == set(keys_at("note"))


def test_the_pain_panel_takes_what_is_listed_for_it(journey: Start) -> None:
    day = journey()
    day.app.pain_log.begin()
    pain_log = day.app.pain_log
    assert pain_log.panel is not None
    found = taken(pain_log.panel, pain_log.begin)
    # Enter presses the button that has the keyboard, as in any dialog
    assert found - {"Return"} == set(keys_at("pain"))


def test_the_list_of_keys_takes_every_key_and_goes_by_esc(journey: Start) -> None:
    day = journey()
    day.app.window.keys_asked.emit()
    (panel,) = day.app.window.findChildren(KeysPanel)
    assert PLACES["keys"].takes_all
    assert taken(panel) == set(EVERY_KEY)
    assert panel.isHidden()


# --- other keyboards -------------------------------------------------------------------------


def numbers(day: Journey) -> list[int]:
    day.settle()
    ratings = [read_rating(entry) for entry in day.of_kind(EntryKind.RATING)]
    return [rating.value for rating in ratings if rating is not None]


def test_a_russian_keyboard_logs_pain_by_the_places_of_the_letters(journey: Start) -> None:
    day = journey()
    day.app.press.setFocus()
    type_key(key_event(0x414, "д", scan_code=46))
    pain_log = day.app.pain_log
    assert pain_log.panel is not None
    assert pain_log.panel.isVisible()
    day.settle()
    type_key(key_event(0x415, "е", scan_code=28))
    assert numbers(day) == [10]


@pytest.mark.parametrize(
    ("key", "text", "scan_code"), [(Key.Key_7, "7", 16), (Key.Key_3, "3", 12)], ids=["fr", "cz"]
)
def test_digits_by_shift_rate_on_every_page(
    journey: Start, key: Qt.Key, text: str, scan_code: int
) -> None:
    day = journey()
    event = lambda: key_event(key, text, Held.ShiftModifier, scan_code)  # noqa: E731
    day.app.press.setFocus()
    type_key(event())
    assert day.app.press.bar.rating.value == int(text)
    page = page_of(day, "session")
    page.setFocus()
    type_key(event())
    assert numbers(day) == [int(text)]
    day.app.runner.stop()
    day.settle()
    rating: Any = day.app.window.built("rating")
    rating.setFocus()
    type_key(event())
    assert rating.cells.value == int(text)
    type_key(key_event(Key.Key_Return, "\r"))
    assert numbers(day) == [int(text)] * 2
    day.app.pain_log.begin()
    day.settle()
    type_key(event())
    assert numbers(day) == [int(text)] * 3


def test_a_german_slash_finds_a_point_and_what_is_typed_there_stays_typing(journey: Start) -> None:
    day = journey()
    day.app.press.setFocus()
    type_key(key_event(Key.Key_Slash, "/", Held.ShiftModifier, 16))
    field = QApplication.focusWidget()
    assert isinstance(field, PointSearch)
    type_key(key_event(0x414, "д", scan_code=46))
    type_key(key_event(Key.Key_7, "7", Held.ShiftModifier, 16))
    assert field.text() == "д7"
    assert day.app.pain_log.panel is None
    assert day.app.press.bar.rating.value is None


@pytest.mark.parametrize(
    ("m", "e", "q"),
    [((0x42C, "ь"), (0x423, "у"), (0x419, "")), ((0x39C, "μ"), (0x395, "ε"), (0x398, ""))],
    ids=["ru", "gr"],
)
def test_letters_by_place_lead_a_session_and_the_dark(
    journey: Start, m: tuple[int, str], e: tuple[int, str], q: tuple[int, str]
) -> None:
    day = journey()
    page = page_of(day, "session")
    page.setFocus()
    heard: list[bool] = []
    page.mute_toggled.connect(heard.append)
    type_key(key_event(*m, scan_code=58))
    assert heard == [True]
    type_key(key_event(*e, scan_code=26))
    assert page.eyes.is_dark
    state = day.app.runner.state
    assert state is not None
    assert state.status is Status.RUNNING
    type_key(key_event(*e, scan_code=26))
    assert not page.eyes.is_dark
    # held with Ctrl, on the key of Q: the question before the end, not a pause in the dark
    page.close_eyes()
    type_key(key_event(*q, Held.ControlModifier, 24))
    assert "quit" in day.app.window.notices.keys()
