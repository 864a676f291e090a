"""The small window in the place of the whole one: from the tray, from the session, and back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint

from acutimer.core.journal import EntryKind, read_rating
from acutimer.core.safety import Answer
from acutimer.core.session import Status
from acutimer.core.window_place import Rectangle
from acutimer.storage.window_file import load_window
from acutimer.ui.session.mini import MiniWindow
from acutimer.ui.session.words import NO_LONGER
from tests.journeys.conftest import Journey


def small_of(day: Journey) -> MiniWindow:
    """The small window, which is the one that is there."""
    mini = day.app.mini.window
    assert mini is not None
    assert mini.isVisible()
    assert not day.app.window.isVisible()
    return mini


def is_whole(day: Journey) -> bool:
    """Whether the whole window is the one that is there."""
    return day.app.window.isVisible() and not day.app.mini.is_shown


def test_a_session_from_the_tray_is_led_and_rated_in_the_small_window(
    journey: Callable[..., Journey],
) -> None:
    day = journey()
    day.hide()
    day.app.tray.quick_asked.emit("desk-pause")
    day.settle()
    mini = small_of(day)
    mini.strip.cells.choose(6)
    day.settle()
    (entry,) = day.of_kind(EntryKind.RATING)
    rating = read_rating(entry)
    assert rating is not None
    assert (rating.value, rating.moment.value) == (6, "before")

    state = day.app.runner.state
    assert state is not None
    mini.foot.main.click()
    assert day.app.runner.state is not None
    assert day.app.runner.state.status is Status.PAUSED
    mini.foot.main.click()
    day.let_pass(day.lead_in_s + 2)
    before = day.app.runner.progress()
    mini.foot.lengthen.click()
    after = day.app.runner.progress()
    assert before is not None
    assert after is not None
    assert after.session_left_ms - before.session_left_ms == 15_000
    mini.foot.skip.click()
    assert day.app.runner.state.step == 1
    day.let_pass(day.lead_in_s + 2)
    mini.foot.lengthen.click()  # it has its three minutes already, and the window says so
    assert mini.middle.note.text() == NO_LONGER

    # the end asks for the rating in the window; where nobody typed here, without the keyboard
    day.app.runner.stop()
    day.settle()
    assert is_whole(day)
    assert day.app.window.page == "rating"


def test_closing_it_goes_back_to_the_session_in_the_window(
    journey: Callable[..., Journey],
) -> None:
    day = journey()
    day.app.requests.quick("desk-pause")
    page = day.app.sessions.page.built
    assert page is not None
    page.top.mini.click()
    mini = small_of(day)
    assert not mini.strip.isHidden()  # the question went along
    mini.move(QPoint(40, 30))
    mini.close()
    day.settle()
    assert is_whole(day)
    assert (day.app.window.page, day.app.runner.is_running) == ("session", True)

    # where it was, it is again
    kept = load_window(day.places.mini_state)
    assert kept is not None
    assert kept.place == Rectangle(40, 30, mini.width(), mini.height())
    assert day.places.mini_state.stat().st_mode & 0o777 == 0o600
    page.mini_asked.emit()
    assert small_of(day).pos() == QPoint(40, 30)

    # what needs the room opens it there
    mini.head.on_top.click()
    assert not day.app.choices.now.mini_on_top
    mini.asked.emit("end")
    day.settle()
    assert is_whole(day)
    assert page.foot.is_choosing


def test_what_must_be_read_is_in_the_window(journey: Callable[..., Journey]) -> None:
    day = journey(carotid=Answer.YES)
    day.hide()
    day.app.mini.quick("desk-pause")
    day.settle()
    assert is_whole(day)
    assert not day.app.runner.is_running

    # and who feels unwell sees the stop page at once
    day.app.mini.quick("acupressure-mat")
    day.settle()
    if day.app.runner.is_running:
        small_of(day).asked.emit("unwell")
        day.settle()
    assert is_whole(day)
