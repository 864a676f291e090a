"""Starting with the desktop from inside a sandbox: its portal is asked, and may refuse.

Must never take silence for a yes: ``then`` is told what was decided, and nothing before that.
"""

from __future__ import annotations

from collections.abc import Callable

from acutimer.desktop.autostart import BACKGROUND
from acutimer.desktop.bus import Bus
from acutimer.desktop.bus_dialogue import Reply

_NAME, _PATH = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
_BACKGROUND = (_NAME, _PATH, "org.freedesktop.portal.Background")
_REQUEST = "org.freedesktop.portal.Request"
_RULE = f"type='signal',sender='{_NAME}',interface='{_REQUEST}',member='Response'"
_REASON = "Reminders and quick sessions from the tray."


def ask_autostart(bus: Bus, *, wanted: bool, then: Callable[[bool], object]) -> None:
    """Ask for it or give it back; ``then`` is told whether the desktop starts us from now on."""

    def answered(reply: Reply) -> None:
        if reply.error or not reply.body:
            decided("", (1, {}))
            return
        path = str(reply.body[0])
        bus.hear(path, _REQUEST, "Response", lambda body: decided(path, body))

    def decided(path: str, body: tuple[object, ...]) -> None:
        bus.hear(path, _REQUEST, "Response", None)
        bus.call_bus("RemoveMatch", "s", (_RULE,))
        match body:
            case (0, {"autostart": (_, bool(granted))}):
                then(granted)
            case _:
                then(False)

    bus.open()
    bus.call_bus("AddMatch", "s", (_RULE,))
    options = {
        "reason": ("s", _REASON),
        "autostart": ("b", wanted),
        "commandline": ("as", ["acutimer", BACKGROUND]),
    }
    bus.call(_BACKGROUND, "RequestBackground", "sa{sv}", ("", options), answered)
