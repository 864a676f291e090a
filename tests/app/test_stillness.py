"""Presence is counted without the time away, and a reminder waits for a pause of typing."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QObject

from acutimer.app.stillness import Stillness
from acutimer.desktop.bus import Bus
from tests.desktop.bus_stage import private_bus, until
from tests.desktop.test_holding_back import say, start
from tests.fakes import FakeClock


def test_time_away_does_not_count_and_a_pause_is_waited_for(qtbot: object) -> None:
    clock, parent = FakeClock(), QObject()
    with private_bus() as on_bus:
        start(on_bus, "mutter", "saver")
        bus = Bus(on_bus.address)
        still = Stillness(bus, clock, parent)
        counted: list[bool] = []

        def count() -> timedelta:
            counted.clear()
            still.count(lambda: counted.append(True))
            until(lambda: counted, "the count")
            return still.present.since("one")

        clock.advance(10 * 60_000)
        say(on_bus, "idle", "uint64 360000")
        assert count() == timedelta(minutes=4)
        clock.advance(60_000)
        clock.sleep(3_600_000)
        say(on_bus, "idle", "uint64 30000")
        assert count() == timedelta(minutes=5)
        still.present.begin_anew("one")
        assert (count(), still.present.since("two")) == (timedelta(0), timedelta(minutes=5))
        still.present.begin_anew()
        assert still.present.since("two") == timedelta(0)

        said: list[str] = []

        def wait() -> None:
            said.clear()
            still.when_still(lambda: said.append("speak"), lambda: said.append("hold"))

        say(on_bus, "idle", "uint64 4000")
        wait()
        until(lambda: said == ["speak"], "a pause of typing")
        say(on_bus, "idle", "uint64 130000")
        wait()
        until(lambda: said == ["hold"], "that nobody is there")
        say(on_bus, "idle", "uint64 100")
        wait()
        say(on_bus, "idle", "uint64 5000")
        until(lambda: said == ["speak"], "the pause after the typing")
        say(on_bus, "on", "true")
        wait()
        until(lambda: said == ["hold"], "that the screen is locked")
        wait()
        still.let_be()
        count()
        assert said == []
        bus.close()
