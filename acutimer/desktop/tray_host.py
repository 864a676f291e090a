"""Whether somebody shows the icons that are kept on the bus (StatusNotifier).

A watcher keeps the list of icons, a host shows them; a panel is often both. Qt registers an icon
with the watcher and never asks for a host, so that a panel that died took the icon with it, and
nobody knew. Nothing here ticks: the bus tells. Must never start a watcher, nor make an icon.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Signal

from acutimer.desktop.bus import Bus
from acutimer.desktop.bus_dialogue import BUS_NAME, BUS_PATH, Reply

WATCHER = "org.kde.StatusNotifierWatcher"
_PATH = "/StatusNotifierWatcher"
_HOST = "org.kde.StatusNotifierHost"
_HOSTED = "IsStatusNotifierHostRegistered"
_PROPERTIES = "org.freedesktop.DBus.Properties"
#: What a watcher may say when a host comes or goes; not every watcher says all of it.
_SAID = (
    (WATCHER, "StatusNotifierHostRegistered"),
    (WATCHER, "StatusNotifierHostUnregistered"),
    (_PROPERTIES, "PropertiesChanged"),
)


class TrayHost(QObject):
    """Knows of the bus's tray from ``watch`` on; without a bus it lacks nothing, for all it knows.

    A watcher that does not say whether it has a host counts as one that has none: a window must not
    hide behind an icon that perhaps nobody shows.
    """

    #: a watcher or a host came or went, or may have
    changed = Signal()

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._is_watching = False
        #: the watcher's own name on the bus, empty without one; and whether it has a host
        self._known: tuple[str, bool] = ("", False)
        bus.lost.connect(self._lost)

    @property
    def lacks_host(self) -> bool:
        """Whether icons are kept that nobody shows."""
        watcher, is_hosted = self._known
        return bool(watcher) and not is_hosted

    def watch(self) -> None:
        """Look now, and follow what happens; does nothing where that is done or no bus is there."""
        if self._is_watching or not self._bus.open():
            return
        self._is_watching = True
        # a watcher's name and most hosts' names begin so, and few others come and go
        names = f"sender='{BUS_NAME}',member='NameOwnerChanged',arg0namespace='org.kde'"
        self._match(names)
        self._bus.hear(BUS_PATH, BUS_NAME, "NameOwnerChanged", self._owner_changed)
        for interface, member in _SAID:
            self._match(f"path='{_PATH}',interface='{interface}',member='{member}'")
            self._bus.hear(_PATH, interface, member, lambda _: self._ask())
        self._bus.call_bus("GetNameOwner", "s", (WATCHER,), self._found)

    def _match(self, rule: str) -> None:
        self._bus.call_bus("AddMatch", "s", (f"type='signal',{rule}",))

    def _owner_changed(self, values: tuple[Any, ...]) -> None:
        name, _, now = values
        if name == WATCHER:
            self._ask(now)
        elif name.startswith(_HOST):
            self._ask()

    def _found(self, reply: Reply) -> None:
        self._ask("" if reply.error else reply.body[0])

    def _ask(self, watcher: str | None = None) -> None:
        """Ask a watcher, by default the one that is known, whether it has a host.

        By its own name: one that has just left is not started again by that.
        """
        asked = self._known[0] if watcher is None else watcher
        if not asked:
            self._learn("", is_hosted=False)
            return
        if watcher is not None:
            # from now on this one counts, whatever the one before still answers
            self._known = (asked, self._known[1])

        def answered(reply: Reply) -> None:
            if self._known[0] == asked:
                is_hosted = not reply.error and reply.body == (("b", True),)
                self._learn(asked, is_hosted=is_hosted)

        self._bus.call((asked, _PATH, _PROPERTIES), "Get", "ss", (WATCHER, _HOSTED), then=answered)

    def _learn(self, watcher: str, *, is_hosted: bool) -> None:
        self._known = watcher, is_hosted
        self.changed.emit()

    def _lost(self) -> None:
        self._is_watching = False
        self._learn("", is_hosted=False)
