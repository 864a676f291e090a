"""Media keys, headset buttons and lock screens: a session is a media player while it lasts.

The bus name is ours from a session's start to its end and not a moment longer, because desktops
send media keys to whoever has such a name. Must never decide what a key does: it only says which.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from acutimer.core.commands import media_words
from acutimer.desktop.bus import Bus
from acutimer.desktop.bus_dialogue import (
    INVALID_ARGS,
    READ_ONLY,
    UNKNOWN_INTERFACE,
    UNKNOWN_METHOD,
    UNKNOWN_PROPERTY,
    Answer,
    Call,
    Reply,
)
from acutimer.desktop.mpris import (
    BUS_NAME,
    INTROSPECTABLE,
    METHODS,
    PATH,
    PLAYER,
    PROPERTIES,
    ROOT,
    Shown,
    changes,
    introspection,
    properties,
)

_UNQUEUED = 4
_TAKEN_BY_ANOTHER = 3


class MediaControls(QObject):
    """The player on the bus; ``begin_player`` takes the name, ``end`` gives it back."""

    #: the id of a command of core.commands
    asked = Signal(str)

    def __init__(
        self, bus: Bus, position_us: Callable[[], int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bus = bus
        self._position_us = position_us
        self._shown = Shown()
        self._name = ""
        bus.lost.connect(self._lost)

    def begin_player(self, shown: Shown) -> None:
        """Be a player from now on; without a bus nothing happens."""
        self._shown = shown
        if not self._bus.is_open or self._name:
            return
        self._bus.serve(PATH, self._answer)
        self._request(BUS_NAME)

    def show(self, shown: Shown, *, jumped: bool) -> None:
        """Show this now; ``jumped`` says that the position is not what the clock alone makes."""
        before, self._shown = self._shown, shown
        if not self._name:
            return
        changed = changes(before, shown)
        if changed:
            self._bus.emit(PATH, PROPERTIES, "PropertiesChanged", "sa{sv}as", (PLAYER, changed, []))
        if jumped:
            self._bus.emit(PATH, PLAYER, "Seeked", "x", (self._position_us(),))

    def end(self) -> None:
        """Be no player any more: media keys belong to others again."""
        if not self._name:
            return
        self.show(Shown(), jumped=False)
        self._bus.call_bus("ReleaseName", "s", (self._name,))
        self._name = ""

    def _request(self, name: str) -> None:
        self._name = name

        def answered(reply: Reply) -> None:
            # another profile's copy is a player just now
            if self._name == BUS_NAME and reply.body == (_TAKEN_BY_ANOTHER,):
                self._request(f"{BUS_NAME}.instance{os.getpid()}")

        self._bus.call_bus("RequestName", "su", (name, _UNQUEUED), answered)

    def _lost(self) -> None:
        self._name = ""

    # --- answering --------------------------------------------------------------------------

    def _answer(self, call: Call) -> Answer:
        interface = call.interface or next(
            (name for name, methods in METHODS.items() if call.member in methods), ""
        )
        if interface not in METHODS:
            return Answer(error=UNKNOWN_INTERFACE)
        if call.member not in METHODS[interface]:
            return Answer(error=UNKNOWN_METHOD)
        if call.signature != METHODS[interface][call.member][0]:
            return Answer(error=INVALID_ARGS)
        if interface == INTROSPECTABLE:
            return Answer("s", (introspection(),))
        if interface == PROPERTIES:
            return self._property(call)
        if (command := media_words().get(call.member)) is not None:
            self.asked.emit(command.id)
        return Answer()

    def _property(self, call: Call) -> Answer:
        interface = call.body[0]
        if interface not in (ROOT, PLAYER):
            return Answer(error=UNKNOWN_INTERFACE)
        known = properties(interface, self._shown, self._position_us())
        if call.member == "GetAll":
            return Answer("a{sv}", (known,))
        if call.body[1] not in known:
            return Answer(error=UNKNOWN_PROPERTY)
        if call.member == "Set":
            return Answer(error=READ_ONLY)
        return Answer("v", (known[call.body[1]],))
