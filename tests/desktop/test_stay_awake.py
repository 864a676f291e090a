"""Who is asked to keep the screen awake, for how long, and that everything is given back."""

from __future__ import annotations

from signal import SIGCONT, SIGSTOP

import pytest

from acutimer.desktop.bus import Bus
from acutimer.desktop.stay_awake import PAUSE_MOST_MS, StayAwake
from tests.desktop.bus_stage import PrivateBus, until
from tests.fakes import FakeClock


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def awake(bus: Bus, clock: FakeClock) -> StayAwake:
    return StayAwake(bus, clock.monotonic_ms)


def kinds(on_bus: PrivateBus) -> list[str]:
    return [line.split()[0] for line in on_bus.held()]


def begins(on_bus: PrivateBus, kind: str) -> None:
    until(lambda: kinds(on_bus) == [kind], f"{kind} to be held")


@pytest.mark.parametrize(
    ("services", "kind"),
    [
        (("portal", "saver", "gnome"), "portal"),
        (("saver", "gnome"), "saver"),
        (("gnome",), "gnome"),
        (("deaf-portal", "saver"), "saver"),
        (("odd-saver", "gnome"), "gnome"),
    ],
)
def test_the_first_that_is_there_is_asked_and_gets_it_back(
    on_bus: PrivateBus, awake: StayAwake, services: tuple[str, ...], kind: str
) -> None:
    on_bus.start_service(*services)
    for _ in range(2):
        awake.hold()
        awake.hold()
        begins(on_bus, kind)
        awake.release()
        assert kinds(on_bus) == []


def test_where_nobody_answers_nothing_is_held_and_nothing_fails(
    on_bus: PrivateBus, awake: StayAwake
) -> None:
    on_bus.start_service()
    awake.hold()
    assert kinds(on_bus) == []
    awake.release()


def test_a_long_pause_lets_the_screen_be_and_going_on_holds_it_again(
    on_bus: PrivateBus, awake: StayAwake, clock: FakeClock
) -> None:
    on_bus.start_service("saver")
    awake.hold()
    begins(on_bus, "saver")
    awake.pause()
    clock.advance(PAUSE_MOST_MS - 1)
    awake.pause()
    awake.look()
    assert kinds(on_bus) == ["saver"]
    clock.advance(1)
    awake.look()
    assert kinds(on_bus) == []
    # it is not taken again before the session runs
    awake.pause()
    awake.look()
    assert kinds(on_bus) == []
    awake.hold()
    begins(on_bus, "saver")


def test_short_pauses_do_not_add_up(on_bus: PrivateBus, awake: StayAwake, clock: FakeClock) -> None:
    on_bus.start_service("saver")
    awake.hold()
    begins(on_bus, "saver")
    for _ in range(3):
        awake.pause()
        clock.advance(PAUSE_MOST_MS - 1)
        awake.look()
        awake.hold()
    awake.look()
    assert kinds(on_bus) == ["saver"]


def test_an_answer_that_comes_after_the_end_is_given_back_at_once(
    on_bus: PrivateBus, awake: StayAwake
) -> None:
    on_bus.start_service("portal")
    awake.hold()
    # the request is on its way, its answer is not here
    awake.release()
    until(lambda: on_bus.held() == [], "the late answer given back")
    awake.hold()
    begins(on_bus, "portal")


def test_a_lost_connection_gives_everything_back(
    on_bus: PrivateBus, bus: Bus, awake: StayAwake
) -> None:
    on_bus.start_service("saver")
    awake.hold()
    begins(on_bus, "saver")
    bus.close()
    assert kinds(on_bus) == []


def test_who_never_answers_is_given_up_for_the_next(
    on_bus: PrivateBus, awake: StayAwake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("acutimer.desktop.stay_awake.ANSWER_MS", 20)
    on_bus.start_service("gnome")  # the first service is the one that tells what is held
    stopped = on_bus.start_service("saver")
    stopped.send_signal(SIGSTOP)
    awake.hold()
    begins(on_bus, "gnome")
    awake.release()
    assert kinds(on_bus) == []


def test_a_grant_that_comes_too_late_is_given_back(
    on_bus: PrivateBus, awake: StayAwake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("acutimer.desktop.stay_awake.ANSWER_MS", 20)
    slow = on_bus.start_service("saver")
    slow.send_signal(SIGSTOP)
    awake.hold()
    before = awake._hold
    until(lambda: awake._hold > before + 1, "the last to be asked")  # and nobody holds it
    slow.send_signal(SIGCONT)
    # what it is asked here comes to it after our request
    until(lambda: kinds(on_bus) == [], "the grant to be given back")
