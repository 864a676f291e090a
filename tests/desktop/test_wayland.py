"""What is asked of a Wayland compositor: the screen kept on, idleness, a window that fills it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from struct import pack
from tempfile import TemporaryDirectory
from threading import Thread

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from acutimer.desktop.bus import Bus
from acutimer.desktop.hold_back import FULL_SCREEN, HoldBack
from acutimer.desktop.presence import TOUCHED_AFTER_MS, Presence
from acutimer.desktop.reminding_check import presence
from acutimer.desktop.stay_awake import StayAwake
from acutimer.desktop.surroundings import wayland_offers
from acutimer.desktop.wayland import IDLE_NOTIFIERS, WaylandError, WaylandTalk
from tests.desktop.bus_stage import until
from tests.desktop.compositor import EVERYTHING, Compositor
from tests.fakes import FakeClock

NO_BUS = "unix:path=/none"


@pytest.fixture
def compositor(qtbot: QtBot) -> Iterator[Callable[..., tuple[Compositor, str]]]:
    made: list[Compositor] = []
    with TemporaryDirectory(prefix="wl-") as folder:

        def make(*without: str) -> tuple[Compositor, str]:
            path = Path(folder, f"wayland-{len(made)}")
            made.append(Compositor(path, [name for name in EVERYTHING if name not in without]))
            return made[-1], str(path)

        yield make
        for one in made:
            one.close()


def test_without_a_bus_the_compositor_keeps_the_screen_on_and_gets_it_back(
    compositor: Callable[..., tuple[Compositor, str]],
) -> None:
    there, path = compositor()
    awake, unheld = StayAwake(Bus(NO_BUS), FakeClock().monotonic_ms, None, path), list[bool]()
    awake.unheld.connect(lambda: unheld.append(True))
    for _ in range(2):
        awake.hold()
        awake.hold()
        until(lambda: there.holds == 1, "the screen held on")
        awake.release()
        until(lambda: there.holds == 0, "the screen given back")
    assert not unheld
    awake.hold()
    until(lambda: there.holds == 1, "the screen held on")
    there.close()
    until(lambda: unheld, "word that it is held no more")


def test_where_nobody_keeps_the_screen_on_that_is_told(
    compositor: Callable[..., tuple[Compositor, str]],
) -> None:
    _, path = compositor("zwp_idle_inhibit_manager_v1")
    for at in (path, "", "/none"):
        awake, unheld = StayAwake(Bus(NO_BUS), FakeClock().monotonic_ms, None, at), list[bool]()
        awake.unheld.connect(lambda unheld=unheld: unheld.append(True))
        awake.hold()
        until(lambda unheld=unheld: unheld, "word that nobody holds it")
        awake.release()


@pytest.mark.parametrize("without", [(), IDLE_NOTIFIERS[:1]])
def test_the_compositor_tells_how_long_nobody_touched_anything(
    compositor: Callable[..., tuple[Compositor, str]], without: tuple[str, ...]
) -> None:
    there, path = compositor(*without)
    clock = FakeClock()
    asked = Presence(Bus(NO_BUS), "", clock.monotonic_ms, None, path)

    def idle_ms() -> int | None:
        told: list[int | None] = []
        asked.ask(told.append)
        until(lambda: told, "an answer")
        return told[0]

    assert (idle_ms(), asked.source) == (0, "wayland")
    until(lambda: there.watched_ms == [TOUCHED_AFTER_MS], "the watch")
    there.tell_idle(is_idle=True)
    until(lambda: idle_ms() == TOUCHED_AFTER_MS, "idleness")
    clock.advance(60_000)
    assert idle_ms() == TOUCHED_AFTER_MS + 60_000
    there.tell_idle(is_idle=False)
    until(lambda: idle_ms() == 0, "a touch")
    there.say(bytes(8))
    until(lambda: idle_ms() is None, "nobody who knows")
    assert asked.source == ""


def test_a_window_in_hand_that_fills_the_screen_holds_back(
    compositor: Callable[..., tuple[Compositor, str]],
) -> None:
    there, path = compositor()
    other, second = compositor("zwlr_foreign_toplevel_manager_v1")
    activated, full = 2, 3

    def reasons(at: str) -> frozenset[str]:
        told: list[frozenset[str]] = []
        parent = QObject()
        HoldBack(Bus(NO_BUS), parent, {"WAYLAND_DISPLAY": at}).ask(told.append)
        until(lambda: told, "an answer")
        return told[0]

    assert reasons(path) == frozenset()
    there.windows = [(activated,), (full,)]
    assert reasons(path) == frozenset()
    there.windows = [(), (0, activated, full)]
    assert reasons(path) == {FULL_SCREEN}
    assert reasons(second) == reasons("/none") == frozenset()
    assert not there.callers
    assert not other.callers


def test_check_says_that_the_compositor_tells(
    compositor: Callable[..., tuple[Compositor, str]],
) -> None:
    _, path = compositor()
    told: list[str] = []
    asking = Thread(target=lambda: told.append(presence({"WAYLAND_DISPLAY": path}).sentence))
    asking.start()
    until(lambda: told, "an answer")
    asking.join()
    assert told == ["Whether you are there is told by the Wayland compositor."]
    assert wayland_offers("/none") == wayland_offers("") == frozenset()


@pytest.mark.parametrize(
    "came",
    [
        pack("=II", 1, 4 << 16),
        pack("=II", 2, 8 << 16),
        pack("=III", 2, 12 << 16, 1),
        pack("=II", 1, 20 << 16) + pack("=III", 7, 1, 0),
    ],
)
def test_what_is_no_wayland_is_an_error_and_no_more(came: bytes) -> None:
    talk = WaylandTalk()
    for at in range(len(came) - 1):
        talk.receive(came[at : at + 1])
    with pytest.raises(WaylandError):
        talk.receive(came[-1:])
