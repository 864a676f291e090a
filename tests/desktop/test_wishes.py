"""What the desktop wishes: asked once, heard whenever it changes, and never needed."""

from __future__ import annotations

from acutimer.core.wishes import Wishes
from acutimer.desktop.bus import Bus
from acutimer.desktop.wishes import DesktopWishes
from tests.desktop.bus_stage import PrivateBus, until

PORTAL = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop")


def change(on_bus: PrivateBus, namespace: str, key: str, value: str) -> None:
    """Somebody changes a setting of the desktop."""
    on_bus.tell(*PORTAL, "test.Settings.Set", namespace, key, value)


def test_what_is_wished_at_the_start_and_every_change_is_heard(
    on_bus: PrivateBus, bus: Bus
) -> None:
    on_bus.start_service("settings")
    wishes = DesktopWishes(bus)
    heard: list[Wishes] = []
    wishes.changed.connect(heard.append)
    wishes.begin()
    until(lambda: heard, "the first answer")
    assert heard == [Wishes(text=1.25)]
    change(on_bus, "org.gnome.desktop.interface", "text-scaling-factor", "<1.5>")
    change(on_bus, "org.freedesktop.appearance", "reduced-motion", "<uint32 1>")
    change(on_bus, "org.freedesktop.appearance", "contrast", "<uint32 1>")
    change(on_bus, "org.gnome.desktop.interface", "cursor-size", "<48>")
    change(on_bus, "org.freedesktop.appearance", "contrast", "<uint32 0>")
    until(lambda: len(heard) == 5, "four changes")
    assert heard[1:] == [
        Wishes(text=1.5),
        Wishes(text=1.5, still=True),
        Wishes(text=1.5, still=True, contrast=True),
        Wishes(text=1.5, still=True),
    ]
    assert wishes.now == heard[-1]


def test_without_a_portal_nothing_is_wished(on_bus: PrivateBus, bus: Bus) -> None:
    wishes = DesktopWishes(bus)
    wishes.begin()
    answers: list[object] = []
    bus.call_bus("GetId", "", (), answers.append)
    until(lambda: answers, "an answer that came after the portal's")
    assert wishes.now == Wishes()


def test_without_a_bus_nothing_is_wished() -> None:
    wishes = DesktopWishes(Bus("unix:path=/none"))
    wishes.begin()
    assert wishes.now == Wishes()
