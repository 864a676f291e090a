"""Who tells here whether somebody is there, and how a reminder would ask; each in one plain line.

For ``acutimer check``, as desktop.surroundings. Must never import Qt, nor start or show anything.
"""

from __future__ import annotations

from collections.abc import Mapping

from acutimer.desktop.surroundings import (
    Line,
    ask_bus,
    bounded,
    bus_address,
    wayland_offers,
)
from acutimer.desktop.wayland import IDLE_NOTIFIERS, wayland_path

_MUTTER = "org.gnome.Mutter.IdleMonitor"
_SAVER = "org.freedesktop.ScreenSaver"
_SERVER = "org.freedesktop.Notifications"
#: Asked in this order, as desktop.presence does: who it is, the call, and its method.
_SOURCES = (
    ("Mutter", (_MUTTER, "/org/gnome/Mutter/IdleMonitor/Core", _MUTTER), "GetIdletime"),
    ("the screen saver", (_SAVER, "/org/freedesktop/ScreenSaver", _SAVER), "GetSessionIdleTime"),
)
_UNKNOWN = "Nobody tells whether you are there, so you count as present."


def findings(environment: Mapping[str, str]) -> list[Line]:
    """Both lines; ``environment`` is os.environ."""
    return [bounded(finding, environment) for finding in (presence, reminders)]


def presence(environment: Mapping[str, str]) -> Line:
    """Who would tell how long nobody touched anything."""
    from acutimer.desktop.x11_focus import idle_ms, x11_display

    if wayland_offers(wayland_path(environment)) & set(IDLE_NOTIFIERS):
        return Line("presence", True, "Whether you are there is told by the Wayland compositor.")
    address = bus_address(environment)
    for name, target, method in _SOURCES:
        told = _told(address, target, method)
        if told and type(told[0]) is int:
            return Line("presence", True, f"Whether you are there is told by {name}.")
    if idle_ms(x11_display(environment)) is not None:
        return Line("presence", True, "Whether you are there is told by X11.")
    return Line("presence", False, _UNKNOWN)


def reminders(environment: Mapping[str, str]) -> Line:
    """Whether notifications with buttons are shown here."""
    target = (_SERVER, "/org/freedesktop/Notifications", _SERVER)
    told = _told(bus_address(environment), target, "GetCapabilities")
    if told and isinstance(told[0], list) and "actions" in told[0]:
        return Line("reminders", True, "Reminders come as notifications with buttons.")
    return Line("reminders", False, "Reminders come in a small window of acutimer's own.")


def _told(address: str, target: tuple[str, str, str], method: str) -> tuple[object, ...] | None:
    try:
        return ask_bus(address, target, method) if address else None
    except Exception:  # noqa: BLE001 - the line about the bus says what is wrong with it
        return None
