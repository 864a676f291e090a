"""Waiting in the background: what wakes the app, and what leaves it asleep."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication

from acutimer.app.reminded_awake import seconds_asleep
from acutimer.app.waiting import ENDED, WOKEN, Waiting
from acutimer.core.reminders import At, Every, Reminder, Rule
from acutimer.desktop.single_copy import claim
from acutimer.places import Places, places_for
from acutimer.storage.reminder_file import change_reminders
from tests.fakes import FakeClock

CLOCK = FakeClock()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return places_for(tmp_path)


@pytest.fixture
def wait(qapp: QApplication, places: Places) -> Iterator[Callable[[], Waiting]]:
    made: list[Waiting] = []

    def begin() -> Waiting:
        held = claim(str(places.meeting), str(places.data))
        assert held is not None
        made.append(Waiting(places, held, CLOCK.now, is_own=False))
        return made[-1]

    yield begin
    for one in made:
        one.tray.leave()
        one.copy.close()
        one.deleteLater()


def remind(places: Places, rule: Rule, *, enabled: bool = True) -> None:
    """Put one reminder into the file."""
    now = CLOCK.now()
    one = Reminder("one", "Neck pause", rule, now, enabled=enabled)
    change_reminders(places.reminders, now, lambda kept: kept.having(one))


def at_in(seconds: int) -> At:
    """A time of the wall, so far from now."""
    return At(((CLOCK.now() + timedelta(seconds=seconds)).astimezone().time(),))


def test_what_is_asked_wakes_the_app_once_and_what_is_not_leaves_it_asleep(
    wait: Callable[[], Waiting],
) -> None:
    waiting = wait()
    done, told = QSignalSpy(waiting.done), []
    waiting.copy.asked.emit("background", {}, told.append)
    waiting.copy.asked.emit("reload", {}, told.append)
    assert (told, done.count()) == (["", ""], 0)
    assert waiting.status("toggle") == {"schema": 1, "session": None, "heard": False}
    assert done.count() == 0
    waiting.copy.asked.emit("show", {}, told.append)
    waiting.tray.quick_chosen.emit("desk-pause")
    assert [done.at(nth)[0] for nth in range(done.count())] == [WOKEN]


@pytest.mark.parametrize("way", ["tray", "terminal"])
def test_quit_ends_it_and_wakes_nobody(wait: Callable[[], Waiting], way: str) -> None:
    waiting = wait()
    done = QSignalSpy(waiting.done)
    if way == "tray":
        waiting.tray.asked.emit("quit")
    else:
        waiting.copy.asked.emit("quit", {}, lambda _: None)
    assert [done.at(nth)[0] for nth in range(done.count())] == [ENDED]


def test_the_menu_offers_the_routines_when_it_is_opened(wait: Callable[[], Waiting]) -> None:
    waiting = wait()
    assert not waiting.tray._quick.menuAction().isEnabled()
    waiting.tray.menu.aboutToShow.emit()
    rows = [one.objectName() for one in waiting.tray._quick.actions()]
    assert len(rows) == 5
    assert "tray.quick.desk-pause" in rows


def test_a_reminder_wakes_it_before_it_comes(wait: Callable[[], Waiting], places: Places) -> None:
    waiting = wait()
    done = QSignalSpy(waiting.done)
    remind(places, at_in(3600))
    waiting.look()
    assert done.count() == 0
    assert 0 < waiting._look.remainingTime() <= 60_000
    late = CLOCK.now() + timedelta(seconds=3595)
    waiting._now = lambda: late
    waiting._look.timeout.emit()
    assert done.count() == 1
    assert done.at(0) == [WOKEN]


def test_how_long_nobody_need_be_awake(places: Places) -> None:
    file, now = places.reminders, CLOCK.now()
    assert seconds_asleep(file, now) is None
    remind(places, Every(50), enabled=False)
    assert seconds_asleep(file, now) is None
    remind(places, at_in(7200))
    told = seconds_asleep(file, now)
    assert told is not None
    assert 7190 <= told <= 7200
    remind(places, Every(50))  # only the app knows who is there
    assert seconds_asleep(file, now) == 0
    file.write_text("nonsense")  # and says what is wrong with it
    assert seconds_asleep(file, datetime(2026, 3, 2, tzinfo=UTC)) == 0
