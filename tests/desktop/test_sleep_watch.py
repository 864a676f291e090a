"""Sleep as logind tells it: heard in time, never held up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from acutimer.desktop.bus import Bus
from acutimer.desktop.sleep_watch import SleepWatch
from tests.desktop.bus_stage import PrivateBus, until

LOGIND = ("org.freedesktop.login1", "/org/freedesktop/login1")


@pytest.fixture
def bus(on_bus: PrivateBus) -> Iterator[Bus]:
    made = Bus(on_bus.address, descriptors=True)
    assert made.open()
    yield made
    made.close()


def delays(on_bus: PrivateBus) -> int:
    """How many hold sleep up; what they are is looked at as well."""
    told = on_bus.tell(*LOGIND, f"{LOGIND[0]}.Manager.ListInhibitors")
    assert "'block'" not in told
    assert told.count("'sleep', 'Acutimer'") == told.count("'delay'")
    return told.count("'delay'")


def open_descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def prepare(on_bus: PrivateBus, start: str) -> None:
    emit = "org.freedesktop.DBus.Mock.EmitSignal"
    body = (f"{LOGIND[0]}.Manager", "PrepareForSleep", "b", f"[<{start}>]")
    on_bus.tell(*LOGIND, emit, *body)


def test_sleep_waits_until_the_pause_is_noted_and_the_delay_is_taken_again_on_waking(
    on_bus: PrivateBus, bus: Bus
) -> None:
    on_bus.start_logind()
    watch = SleepWatch(bus)
    heard: list[str] = []
    watch.going_to_sleep.connect(lambda: heard.append(f"sleep, delayed {watch.delays}"))
    watch.woke.connect(lambda: heard.append("woke"))
    watch.begin_watch()
    watch.begin_watch()
    until(lambda: delays(on_bus) == 1, "the delay")
    until(lambda: watch.delays, "its descriptor")
    prepare(on_bus, "true")
    until(lambda: heard, "the signal")
    assert delays(on_bus) == 1
    watch.let_sleep()
    watch.let_sleep()
    until(lambda: delays(on_bus) == 0, "sleep to be let")
    prepare(on_bus, "false")
    until(lambda: len(heard) == 2, "waking")
    assert heard == ["sleep, delayed True", "woke"]
    until(lambda: delays(on_bus) == 1, "the delay again")
    watch.end()
    until(lambda: delays(on_bus) == 0, "the end")
    prepare(on_bus, "true")
    assert len(heard) == 2


def test_an_end_before_logind_has_answered_leaves_no_descriptor(
    on_bus: PrivateBus, bus: Bus
) -> None:
    on_bus.start_logind()
    watch = SleepWatch(bus)
    before = open_descriptors()
    for _ in range(5):
        watch.begin_watch()
        watch.end()
    replies: list[object] = []
    bus.call_bus("GetId", "", (), replies.append)
    until(lambda: replies and delays(on_bus) == 0, "the delays to go")
    assert open_descriptors() <= before + 4


def test_without_logind_nothing_is_watched_and_nothing_fails(bus: Bus) -> None:
    watch = SleepWatch(bus)
    watch.begin_watch()
    watch.let_sleep()
    watch.end()
    assert not watch.delays
