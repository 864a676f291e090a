"""What the desktop wishes, from its settings portal: asked once, heard whenever it changes.

Without a bus or a portal nothing is wished. Must never ask again and again: the portal tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from acutimer.core.wishes import NAMESPACES, Wishes, read_wishes

if TYPE_CHECKING:
    from acutimer.desktop.bus import Bus
    from acutimer.desktop.bus_dialogue import Reply

_NAME = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_INTERFACE = "org.freedesktop.portal.Settings"
_SIGNAL = "SettingChanged"
_RULE = f"type='signal',sender='{_NAME}',interface='{_INTERFACE}',member='{_SIGNAL}',arg0="


class DesktopWishes(QObject):
    """Asks once and listens; ``now`` is what is wished."""

    #: the Wishes there are now
    changed = Signal(object)

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        self._told: dict[tuple[str, str], object] = {}
        self.now = Wishes()

    def begin(self) -> None:
        """Listen from now on; without a bus nothing happens."""
        if not self._bus.open():
            return
        self._bus.hear(_PATH, _INTERFACE, _SIGNAL, self._heard)
        for namespace in NAMESPACES:
            self._bus.call_bus("AddMatch", "s", (f"{_RULE}'{namespace}'",))
        target = (_NAME, _PATH, _INTERFACE)
        self._bus.call(target, "ReadAll", "as", (list(NAMESPACES),), self._answered)

    def _answered(self, reply: Reply) -> None:
        if reply.error or not reply.body or not isinstance(reply.body[0], dict):
            return
        for namespace, settings in reply.body[0].items():
            if isinstance(settings, dict):
                for key, value in settings.items():
                    # what was heard meanwhile is newer
                    self._told.setdefault((namespace, key), _bare(value))
        self._look()

    def _heard(self, body: tuple[Any, ...]) -> None:
        if len(body) == 3 and body[0] in NAMESPACES:
            self._told[body[0], body[1]] = _bare(body[2])
            self._look()

    def _look(self) -> None:
        wished = read_wishes(self._told)
        if wished != self.now:
            self.now = wished
            self.changed.emit(wished)


def _bare(value: object) -> object:
    """A value without the signature that a variant comes with; portals nest them."""
    while isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], str):
        value = value[1]
    return value
