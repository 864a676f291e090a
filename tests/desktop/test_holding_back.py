"""Who is away or busy, from each of those who know it; and the notification that asks."""

from __future__ import annotations

import re
from pathlib import Path
from subprocess import Popen

import pytest

from acutimer.desktop.bus import Bus
from acutimer.desktop.hold_back import FULL_SCREEN, INHIBITED, LOCKED, QUIET_ASKED, HoldBack
from acutimer.desktop.notifications import Notifications
from acutimer.desktop.presence import Presence, SaverUnit
from acutimer.desktop.reminding_check import findings
from acutimer.desktop.x11_focus import active_window, idle_ms, is_full_screen, x11_display
from tests.desktop.bus_stage import PrivateBus, until
from tests.desktop_stage import desktop_stage
from tests.fakes import FakeClock

SERVICES = Path(__file__).with_name("quiet_services.py")


def start(on_bus: PrivateBus, *names: str) -> None:
    started = on_bus.start("/usr/bin/python3", SERVICES, *names)
    assert started.stdout is not None
    assert started.stdout.readline() == "ready\n"


def say(on_bus: PrivateBus, key: str, value: str) -> None:
    on_bus.tell("test.Quiet", "/", "test.Quiet.Set", key, f"<{value}>")


def asked(holder: HoldBack) -> frozenset[str]:
    told: list[frozenset[str]] = []
    holder.ask(told.append)
    until(lambda: told, "an answer")
    return told[0]


def idle(presence: Presence) -> int | None:
    told: list[int | None] = []
    presence.ask(told.append)
    until(lambda: told, "an answer")
    return told[0]


def test_each_of_those_who_know_holds_back_by_itself(on_bus: PrivateBus, bus: Bus) -> None:
    names = ("saver", "gnome-saver", "server", "xfconf", "gnome-session", "power", "kde-power")
    reasons = (LOCKED, LOCKED, QUIET_ASKED, QUIET_ASKED, INHIBITED, INHIBITED, INHIBITED)
    holder = HoldBack(bus, environment={})
    assert asked(holder) == frozenset()
    for name, reason in zip(names, reasons, strict=True):
        started = on_bus.start("/usr/bin/python3", SERVICES, name)
        assert started.stdout is not None
        assert started.stdout.readline() == "ready\n"
        assert asked(holder) == frozenset(), name
        say(on_bus, "on", "true")
        assert asked(holder) == {reason}, name
        started.kill()
        started.wait()


def test_gnome_tells_its_do_not_disturb_by_its_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: object
) -> None:
    program = tmp_path / "gsettings"
    program.write_text('#!/bin/sh\n[ "$*" = "get org.gnome.desktop.notifications show-banners" ] '
                       f"&& cat {tmp_path}/said\n", encoding="utf-8")  # fmt: skip
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    holder = HoldBack(Bus("unix:path=/none"), environment={"XDG_CURRENT_DESKTOP": "ubuntu:GNOME"})
    (tmp_path / "said").write_text("false\n", encoding="utf-8")
    assert asked(holder) == {QUIET_ASKED}
    (tmp_path / "said").write_text("true\n", encoding="utf-8")
    assert asked(holder) == frozenset()
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    assert asked(holder) == frozenset()


def test_presence_is_told_by_the_first_that_knows(on_bus: PrivateBus, bus: Bus) -> None:
    clock = FakeClock()
    presence = Presence(bus, "", clock.monotonic_ms)
    assert (idle(presence), presence.source) == (None, "")
    start(on_bus, "saver")
    say(on_bus, "idle", "uint32 5")
    assert idle(presence) is None  # seconds, or milliseconds?
    clock.advance(2000)
    say(on_bus, "idle", "uint32 7")
    assert (idle(presence), presence.source) == (7000, "saver")
    start(on_bus, "mutter")
    on_bus.tell("org.gnome.Mutter.IdleMonitor", "/", "test.Quiet.Set", "idle", "<uint64 90000>")
    assert (idle(presence), presence.source) == (90_000, "mutter")
    assert idle(Presence(Bus("unix:path=/none"), ":none", clock.monotonic_ms)) is None


def test_check_says_who_tells_of_presence_and_how_reminders_come(on_bus: PrivateBus) -> None:
    environment = {"DBUS_SESSION_BUS_ADDRESS": on_bus.address}
    assert [line.works for line in findings(environment)] == [False, False]
    start(on_bus, "saver", "server")
    says = [line.sentence for line in findings(environment)]
    assert says[0] == "Whether you are there is told by the screen saver."
    assert says[1] == "Reminders come as notifications with buttons."
    start(on_bus, "mutter")
    assert "Mutter" in findings(environment)[0].sentence
    assert not any(line.works for line in findings({"DBUS_SESSION_BUS_ADDRESS": "rubbish"}))


def test_how_a_saver_counts_is_learnt_from_how_it_grows() -> None:
    seconds, milliseconds = SaverUnit(), SaverUnit()
    assert (seconds.read_ms(3, 0), milliseconds.read_ms(3000, 0)) == (None, None)
    assert seconds.read_ms(3, 400) is None
    assert (seconds.read_ms(4, 1000), milliseconds.read_ms(4000, 1000)) == (4000, 4000)
    touched = SaverUnit()
    touched.read_ms(9, 0)
    assert touched.read_ms(1, 1000) is None
    assert touched.read_ms(2, 2000) == 2000


def test_a_notification_has_its_buttons_and_hears_only_its_own(
    on_bus: PrivateBus, bus: Bus
) -> None:
    start(on_bus, "server")
    shown = Notifications(bus)
    heard: list[object] = []
    shown.pressed.connect(lambda action, token: heard.append((action, token)))
    shown.closed.connect(lambda: heard.append("closed"))
    shown.refused.connect(lambda: heard.append("refused"))

    def log() -> str:
        return on_bus.tell("test.Quiet", "/", "test.Quiet.Log")

    def press(number: int, action: str) -> None:
        where = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications")
        on_bus.tell(*where, "test.Quiet.Press", str(number), action)

    shown.show("Time?", "Neck & <b>", (("start", "Start"), ("skip", "Not today")), 60_000)
    until(lambda: "Time?" in log(), "the notification")
    assert "Time?|Neck &amp; &lt;b&gt;|start,Start,skip,Not today|60000" in log()
    press(7, "start")
    assert heard == []
    press(42, "skip")
    until(lambda: heard, "the answer")
    assert heard == [("skip", "a-token")]
    until(lambda: "closed 42" in log(), "that it was taken back")
    shown.show("Again?", "", (("start", "Start"),), 60_000)
    until(lambda: "Again?" in log(), "the second one")
    where = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications")
    on_bus.tell(*where, "org.freedesktop.Notifications.CloseNotification", "43")
    until(lambda: len(heard) == 2, "that it left")
    assert heard[1] == "closed"


def test_a_server_that_is_started_again_shows_the_next_and_is_not_heard_of_the_last(
    on_bus: PrivateBus, bus: Bus
) -> None:
    shown, heard = Notifications(bus), list[object]()
    shown.pressed.connect(lambda action, _: heard.append(action))
    shown.refused.connect(lambda: heard.append("refused"))
    where = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications")

    def begin() -> Popen[str]:
        server = on_bus.start("/usr/bin/python3", SERVICES, "server")
        assert server.stdout is not None
        assert server.stdout.readline() == "ready\n"
        return server

    def log() -> str:
        return on_bus.tell("test.Quiet", "/", "test.Quiet.Log")

    first = begin()
    shown.show("Time?", "", (("start", "Start"),), 60_000)
    until(lambda: "Time?" in log(), "the notification")
    first.kill()
    first.wait()
    begin()
    # by now another program has the number that was ours
    on_bus.tell(*where, "test.Quiet.Press", "42", "start")
    on_bus.tell("org.freedesktop.DBus", "/", "org.freedesktop.DBus.GetId")
    assert heard == []
    shown.show("Again?", "", (("start", "Start"),), 60_000)
    until(lambda: "Again?" in log(), "the second one")
    assert "closed" not in log(), "somebody else's was closed"
    on_bus.tell(*where, "test.Quiet.Press", "42", "start")
    until(lambda: heard, "the answer")
    assert heard == ["start"]


def test_a_server_without_buttons_and_no_server_are_told_as_such(
    on_bus: PrivateBus, bus: Bus
) -> None:
    shown = Notifications(bus)
    refused: list[bool] = []
    shown.refused.connect(lambda: refused.append(True))
    shown.show("Time?", "", (("start", "Start"),), 60_000)
    until(lambda: len(refused) == 1, "that there is no server")
    start(on_bus, "plain-server")
    shown.show("Time?", "", (("start", "Start"),), 60_000)
    until(lambda: len(refused) == 2, "that it has no buttons")
    nowhere = Notifications(Bus("unix:path=/none"))
    nowhere.refused.connect(lambda: refused.append(True))
    nowhere.show("Time?", "", (("start", "Start"),), 60_000)
    assert len(refused) == 3


@pytest.mark.desktop
def test_x11_tells_of_touches_and_of_a_window_that_fills_the_screen(qtbot: object) -> None:
    with desktop_stage(tray=False, windows=False) as stage:
        display = stage.environment["DISPLAY"]
        root = re.findall(r"Window id: (0x\w+)", stage.run(["xwininfo", "-root"]))[0]

        def set_on_root(name: str, form: str, value: str) -> None:
            stage.run(["xprop", "-root", "-f", name, form, "-set", name, value])

        assert idle_ms(display) is not None
        set_on_root("_NET_ACTIVE_WINDOW", "32x", root)
        assert (active_window(display), is_full_screen(display)) == (int(root, 16), False)
        set_on_root("_NET_WM_STATE", "32a", "_NET_WM_STATE_FULLSCREEN")
        holder = HoldBack(Bus("unix:path=/none"), environment={"DISPLAY": display})
        assert asked(holder) == {FULL_SCREEN}
        set_on_root("_NET_ACTIVE_WINDOW", "32x", "0x7654321")  # it has just gone
        assert asked(holder) == frozenset()
        on_wayland = {"DISPLAY": display, "WAYLAND_DISPLAY": "wayland-0"}
        assert not x11_display(on_wayland)
        assert not findings(on_wayland)[0].works
    assert idle_ms(display) is None
    assert not is_full_screen(display)
