"""Whoever is quicker than the start: nothing is lost that is done before everything is built."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from acutimer.core.journal import EntryKind
from tests.fakes import FakeClock
from tests.journeys.conftest import Journey, keep_answers

Early = Callable[..., Journey]
Key = Qt.Key


@pytest.fixture
def early(tmp_path: Path, qtbot: object) -> Iterator[Early]:
    """The window is shown, and nothing else has begun."""
    made: list[Journey] = []

    def show(*, answered: bool = True, signs_ago: int | None = 0) -> Journey:
        if answered:
            keep_answers(tmp_path, FakeClock(), signs_ago=signs_ago)
        day = Journey(tmp_path, qtbot)
        made.append(day)
        day.app.open()
        return day

    yield show
    for day in made:
        day.leave()


def press(day: Journey, key: Key, held: Qt.KeyboardModifier | None = None) -> None:
    """As the desktop tells the window of a key."""
    handle = day.app.window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, key, held or Qt.KeyboardModifier.NoModifier)


def test_a_number_and_enter_before_the_page_is_filled(early: Early) -> None:
    day = early()
    assert not day.app.press.is_furnished
    press(day, Key.Key_7)
    press(day, Key.Key_Return)
    day.settle()
    assert day.app.runner.is_running
    (before,) = day.of_kind(EntryKind.RATING)
    assert before.body["value"] == 7


def test_a_page_asked_for_before_anything_else_is_shown(early: Early) -> None:
    day = early()
    press(day, Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert day.app.window.page == "settings"


def test_start_works_the_moment_it_is_told(early: Early) -> None:
    """By a click that no hand made, as a screen reader's: then no event comes before it."""
    day, told = early(), list[bool]()

    def start() -> None:
        told.append(hasattr(day.app, "requests"))
        day.app.press.bar.start.click()
        assert day.app.runner.is_running

    day.app.ready.connect(start)
    day.app.make_ready()
    day.settle()
    assert told == [False], "the rest came first"
    assert day.app.runner.is_running
    # the rest has come, and the end of the session is followed by its rating
    day.let_pass(60)
    day.app.runner.stop()
    day.settle()
    assert day.app.window.page == "rating"


def test_start_before_the_journal_is_read_waits_for_it(early: Early) -> None:
    day = early()
    day.app.make_ready()
    day.app.press.bar.start.click()
    assert not day.app.runner.is_running
    day.settle()
    assert day.app.runner.is_running


@pytest.mark.parametrize(
    ("given", "page"),
    [({"signs_ago": 1}, "signs"), ({"signs_ago": None}, "signs"), ({"answered": False}, "safety")],
)
def test_the_safety_answers_hold_for_the_quickest(
    early: Early, given: dict[str, int | None], page: str
) -> None:
    day = early(**given)
    day.app.ready.connect(lambda: day.app.press.bar.start.click())
    day.app.make_ready()
    day.settle()
    assert not day.app.runner.is_running
    assert day.app.window.page == page
    assert day.of_kind(EntryKind.SESSION_BEGAN) == []


def test_what_another_start_asks_amid_the_start_is_done(early: Early) -> None:
    day, told = early(), list[str]()
    day.app.make_ready()
    day.app.act_on_request("quick", {}, told.append)
    assert told == []
    day.settle()
    assert told == [""]
    assert day.app.runner.is_running


def test_the_rest_comes_by_itself(early: Early) -> None:
    day = early()
    day.qtbot.waitUntil(lambda: hasattr(day.app, "reminding"), timeout=10_000)  # type: ignore[attr-defined]
    day.settle()
    press(day, Key.Key_4)
    assert day.app.press.bar.rating.value == 4
    assert QApplication.focusWidget() is not None
