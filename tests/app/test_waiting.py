"""Waiting in the background: what wakes the app, and what leaves it asleep."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from acutimer.app.carried import Carried, Reminded
from acutimer.app.reminded_asleep import RemindedAsleep
from acutimer.app.waiting import ENDED, WOKEN, Waiting
from acutimer.core.reminders import After, At, Every, FromPlan, Reminder, Rule
from acutimer.desktop.bus import Bus
from acutimer.desktop.single_copy import claim
from acutimer.places import Places, places_for
from acutimer.storage.reminder_file import change_reminders
from tests.fakes import FakeClock

CLOCK = FakeClock()
NOTHING = Carried()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return places_for(tmp_path)


@pytest.fixture
def wait(qapp: QApplication, places: Places) -> Iterator[Callable[[], Waiting]]:
    made: list[Waiting] = []

    def begin() -> Waiting:
        held = claim(str(places.meeting), str(places.data))
        assert held is not None
        made.append(Waiting(places, held, CLOCK, is_own=False))
        return made[-1]

    yield begin
    for one in made:
        one.tray.leave()
        one.copy.close()
        one.deleteLater()


def remind(places: Places, rule: Rule, clock: FakeClock = CLOCK, *, enabled: bool = True) -> None:
    """Put one reminder into the file."""
    now = clock.now()
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
    waiting.copy.asked.emit("reload", {}, lambda _: None)
    assert done.count() == 0
    assert waiting.reminded is not None
    assert 0 < waiting.reminded.timer.remainingTime() <= 60_000
    CLOCK.advance(3_595_000)
    waiting.reminded.timer.timeout.emit()
    QTest.qWait(0)
    assert [done.at(nth)[0] for nth in range(done.count())] == [WOKEN]


class Asleep:
    """Looks for the reminders of a profile; nobody on this desktop knows who is there."""

    def __init__(self, places: Places, clock: FakeClock, carried: Carried = NOTHING) -> None:
        self.parent = QObject()
        bus = Bus("")
        self.looks = RemindedAsleep(places.reminders, clock, lambda: bus, carried, self.parent)
        self.woken = QSignalSpy(self.looks.due)

    def wakes(self) -> bool:
        self.looks.look()
        return self.woken.count() > 0


def test_presence_is_counted_asleep_and_goes_on_in_who_comes_after(places: Places) -> None:
    clock = FakeClock()
    remind(places, Every(50), clock)
    first = Asleep(places, clock)
    assert not first.wakes()
    clock.advance(30 * 60_000)
    assert not first.wakes()
    clock.advance(60_000)  # while another one comes
    second = Asleep(places, clock, Carried(counted=first.looks.counted))
    assert not second.wakes()
    clock.advance(18 * 60_000)
    assert not second.wakes()
    assert second.looks.timer.remainingTime() <= 50_000
    clock.advance(50_000)
    assert second.wakes()
    counted = second.looks.counted
    assert counted is not None
    assert counted.present_ms == (49 * 60 + 50) * 1000


def test_nobody_is_woken_for_one_that_is_held_back(
    places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = FakeClock()
    remind(places, Every(50), clock)
    asleep = Asleep(places, clock)
    asleep.wakes()
    still = asleep.looks._stillness()
    touched_ms = clock.monotonic_ms() + 50 * 60_000
    monkeypatch.setattr(still.presence, "ask", lambda then: then(clock.monotonic_ms() - touched_ms))
    clock.advance(53 * 60_000)  # for the last three nobody was there
    assert not asleep.wakes()
    assert asleep.looks.timer.isActive()
    touched_ms = clock.monotonic_ms()
    assert asleep.wakes()


@pytest.mark.parametrize("rule", [After(4), FromPlan(time(20))])
def test_what_stands_in_the_journal_is_told_by_the_app_before(places: Places, rule: Rule) -> None:
    clock = FakeClock()
    remind(places, rule, clock)
    assert Asleep(places, clock).wakes()  # only the app can know
    now = clock.now()
    at, offset = now + timedelta(hours=1), round((now.utcoffset() or timedelta()).total_seconds())
    told = Reminded(now - timedelta(hours=3), {"one": at}, offset)
    asleep = Asleep(places, clock, Carried(reminded=told))
    assert not asleep.wakes()
    clock.advance(3_580_000)
    assert not asleep.wakes()
    elsewhere = told._replace(offset_s=offset + 3600)
    assert Asleep(places, clock, Carried(reminded=elsewhere)).wakes() is (
        rule == FromPlan(time(20))
    )
    clock.advance(15_000)
    assert asleep.wakes()


def test_a_file_with_a_fault_wakes_the_app_and_none_nobody(places: Places) -> None:
    clock = FakeClock()
    assert not Asleep(places, clock).wakes()
    remind(places, Every(50), clock, enabled=False)
    asleep = Asleep(places, clock)
    assert not asleep.wakes()
    assert not asleep.looks.timer.isActive()
    places.reminders.write_text("nonsense")  # the app says what is wrong with it
    asleep.looks.reload()
    assert asleep.woken.count() == 1
