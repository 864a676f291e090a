"""What launchers find on the bus, and what they can make of it."""

from __future__ import annotations

import pytest

from acutimer import APP_ID
from acutimer.core.commands import launches_in_order
from acutimer.desktop.bus import Bus
from acutimer.desktop.launcher_door import PATH, LauncherDoor
from tests.desktop.bus_stage import PrivateBus, until

ACTION = f"{APP_ID} {PATH} org.freedesktop.Application.ActivateAction"


class Heard:
    """A door, and what was asked at it."""

    def __init__(self, bus: Bus, *, is_own: bool = True) -> None:
        self.asked: list[tuple[str, str, str]] = []
        self.given: list[tuple[list[str], str]] = []
        self.has_name: list[bool] = []
        self.door = LauncherDoor(bus)
        self.door.asked.connect(lambda *words: self.asked.append(words))
        self.door.given.connect(lambda *words: self.given.append(words))
        self.door.open(is_own=is_own, then=self.has_name.append)
        until(lambda: self.has_name, "the name")


@pytest.fixture
def heard(bus: Bus) -> Heard:
    made = Heard(bus)
    assert made.has_name == [True]
    return made


def call(on_bus: PrivateBus, method: str, *words: str) -> str:
    return on_bus.tell(APP_ID, PATH, f"org.freedesktop.Application.{method}", *words)


def test_it_is_an_application_as_the_desktop_knows_them(on_bus: PrivateBus, heard: Heard) -> None:
    told = on_bus.run("busctl", "--user", "introspect", APP_ID, PATH, "org.freedesktop.Application")
    rows = {line.split()[0]: line.split()[2] for line in told.splitlines() if line[:1] == "."}
    assert rows == {".Activate": "a{sv}", ".ActivateAction": "sava{sv}", ".Open": "asa{sv}"}


def test_every_action_of_the_launcher_arrives_with_the_leave_to_come_forward(
    on_bus: PrivateBus, heard: Heard
) -> None:
    actions = [launch.action for launch in launches_in_order()]
    for action in actions:
        assert on_bus.run("gapplication", "action", APP_ID, action) == ""
    assert [action for action, _, _ in heard.asked] == actions
    call(on_bus, "Activate", "{'activation-token': <'t1'>, 'desktop-startup-id': <'t2'>}")
    call(on_bus, "ActivateAction", "quick-session", "[<'neck'>]", "{'desktop-startup-id': <'t2'>}")
    assert heard.asked[-2:] == [("", "", "t1"), ("quick-session", "neck", "t2")]
    call(on_bus, "Open", "['file:///a.toml', 'file:///b.toml']", "{}")
    assert heard.given == [(["file:///a.toml", "file:///b.toml"], "")]


@pytest.mark.parametrize(
    ("method", "words"),
    [
        ("ActivateAction", ("explode", "[]", "{}")),
        ("ActivateAction", ("", "[]", "{}")),
        ("Activate", ("5",)),
        ("Open", ("'/a'", "{}")),
        ("Nothing", ()),
    ],
)
def test_rubbish_is_an_error_and_asks_for_nothing(
    on_bus: PrivateBus, heard: Heard, method: str, words: tuple[str, ...]
) -> None:
    assert "Error" in call(on_bus, method, *words)
    assert heard.asked == heard.given == []
    assert call(on_bus, "Activate", "{}") == "()"


@pytest.mark.parametrize("token", ["<5>", "<'a\\nb'>", "<['t']>"])
def test_a_token_that_is_none_is_left_out(on_bus: PrivateBus, heard: Heard, token: str) -> None:
    call(on_bus, "ActivateAction", "log-pain", "[<5>]", f"{{'activation-token': {token}}}")
    assert heard.asked == [("log-pain", "", "")]


def test_the_accounts_own_copy_takes_the_name_from_another_profiles(on_bus: PrivateBus) -> None:
    trial, own, later = (Bus(on_bus.address) for _ in range(3))
    first = Heard(trial, is_own=False)
    second = Heard(own)
    third = Heard(later, is_own=False)
    assert [one.has_name for one in (first, second, third)] == [[True], [True], [False]]
    call(on_bus, "Activate", "{}")
    assert (len(first.asked), len(second.asked), len(third.asked)) == (0, 1, 0)
    for bus in (trial, own, later):
        bus.close()


def test_a_door_that_rests_gives_the_name_up_and_takes_it_again(
    on_bus: PrivateBus, heard: Heard
) -> None:
    the_bus = ("org.freedesktop.DBus", "/", "org.freedesktop.DBus.GetNameOwner", APP_ID)
    own = on_bus.tell(*the_bus).strip("()',")
    heard.door.rest()
    until(lambda: "NameHasNoOwner" in on_bus.tell(*the_bus), "the name to go")
    # as what was on its way to us by then
    late = on_bus.tell(own, PATH, "org.freedesktop.Application.Activate", "{}")
    assert "UnknownObject" in late
    assert heard.asked == []
    heard.door.open(is_own=True, then=heard.has_name.append)
    until(lambda: len(heard.has_name) == 2, "the name again")
    call(on_bus, "Activate", "{}")
    assert heard.asked == [("", "", "")]


def test_without_a_bus_nobody_is_heard_and_it_is_told(qtbot: object) -> None:
    assert Heard(Bus("unix:path=/none")).has_name == [False]
