"""A D-Bus connection on the Qt loop, opened when it is first needed.

No bus, a bus that dies and a service that never answers are all the same to who calls: the reply
is an error, or does not come, and nothing waits for it. Must never block, and never raise for what
the bus does.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from jeepney.bus import get_connectable_addresses
from PySide6.QtCore import QObject, Signal

from acutimer.desktop.bus_dialogue import (
    BUS_NAME,
    BUS_PATH,
    DISCONNECTED,
    Answer,
    Call,
    Dialogue,
    DialogueBroken,
    Hearing,
    Later,
    Reply,
    Then,
)
from acutimer.desktop.stream import Stream

_SYSTEM = "unix:path=/run/dbus/system_bus_socket"


def session_address(environment: Mapping[str, str]) -> str:
    """Where the session bus should be, empty when nobody says."""
    named = environment.get("DBUS_SESSION_BUS_ADDRESS", "")
    folder = environment.get("XDG_RUNTIME_DIR", "")
    return named or (f"unix:path={folder}/bus" if folder else "")


def system_address(environment: Mapping[str, str]) -> str:
    """Where the system bus should be."""
    return environment.get("DBUS_SYSTEM_BUS_ADDRESS", "") or _SYSTEM


def sockets_of(address: str) -> list[str]:
    """The local sockets a bus address names; an address that cannot be read names none."""
    try:
        return list(get_connectable_addresses(address))
    except (ValueError, RuntimeError):
        return []


class Left(NamedTuple):
    """A connection that somebody else goes on with, and the number of its last message."""

    descriptor: int
    said: int


class Bus(QObject):
    """The session bus or the system bus; every call before ``open`` and after a loss fails."""

    #: the bus went away; whatever was held there is held no more
    lost = Signal()

    def __init__(
        self, address: str, parent: QObject | None = None, *, descriptors: bool = False
    ) -> None:
        super().__init__(parent)
        self._address = address
        self._descriptors = descriptors
        self._stream = Stream(self, descriptors=descriptors)
        self._stream.arrived.connect(self._arrived)
        self._stream.lost.connect(self._gone)
        self._dialogue: Dialogue | None = None
        #: what was given away
        self.left: Left | None = None
        #: what the bus was asked to pass on to us
        self._matches: list[str] = []

    @property
    def is_open(self) -> bool:
        """Whether there is a connection to speak on."""
        return self._dialogue is not None

    def open(self) -> bool:
        """Connect unless that is done; False without a bus."""
        if self._dialogue is None and self._stream.reach(sockets_of(self._address)):
            self._dialogue = Dialogue(descriptors=self._descriptors)
            self._flush()
        return self._dialogue is not None

    def go_on(self, left: Left) -> None:
        """Go on with a connection that was let go of; what came meanwhile is heard now."""
        self._stream.go_on(left.descriptor)
        self._dialogue = Dialogue(descriptors=self._descriptors, said=left.said)

    def let_go(self) -> bool:
        """Give the connection away as ``left``, with our names and what is asked meanwhile.

        False, and nothing done, amid a message or a call, or where there is no connection.
        """
        if self._dialogue is None or self._dialogue.pause is None:
            return False
        rules = tuple(self._matches)
        for rule in rules:  # whoever goes on asks for what they need
            self.call_bus("RemoveMatch", "s", (rule,))
        said, descriptor = self._dialogue.pause, self._stream.let_go()
        if said is None or descriptor is None:  # the bus takes nothing just now
            for rule in rules:
                self.call_bus("AddMatch", "s", (rule,))
            return False
        self._dialogue = None
        self.left = Left(descriptor, said)
        return True

    def close(self) -> None:
        """Leave the bus, which takes back our names and all that it holds for us."""
        self._stream.close()
        self._matches.clear()
        if self._dialogue is not None:
            dialogue, self._dialogue = self._dialogue, None
            dialogue.end()

    def call(
        self,
        target: tuple[str, str, str],
        member: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
        then: Then | None = None,
    ) -> None:
        """Call a method of ``target`` (name, path, interface); ``then`` gets the reply."""
        if self._dialogue is not None:
            self._dialogue.call(target, member, signature, body, then)
            self._flush()
        elif then is not None:
            then(Reply((), DISCONNECTED))

    def call_bus(
        self, member: str, signature: str, body: tuple[Any, ...], then: Then | None = None
    ) -> None:
        """Call a method of the bus itself."""
        if member == "AddMatch" and self.is_open:
            self._matches += body
        elif member == "RemoveMatch" and body[0] in self._matches:
            self._matches.remove(body[0])
        self.call((BUS_NAME, BUS_PATH, BUS_NAME), member, signature, body, then)

    def emit(
        self, path: str, interface: str, member: str, signature: str, body: tuple[Any, ...]
    ) -> None:
        """Tell everybody who listens."""
        if self._dialogue is not None:
            self._dialogue.emit(path, interface, member, signature, body)
            self._flush()

    def hear(self, path: str, interface: str, member: str, then: Hearing | None) -> None:
        """Pass a signal's values on while this connection lasts; None: no longer."""
        if self._dialogue is not None:
            self._dialogue.hear(path, interface, member, then)

    def serve(self, path: str, answer: Callable[[Call], Answer | Later]) -> None:
        """Answer the calls to an object of ours while this connection lasts."""
        if self._dialogue is not None:
            self._dialogue.serve(path, lambda call: self._sent_when_there(answer(call)))

    def _sent_when_there(self, given: Answer | Later) -> Answer | Later:
        """An answer that comes later has nobody else who would send it."""
        if isinstance(given, Answer):
            return given

        def begin(reply: Callable[[Answer], object]) -> None:
            given.begin(lambda answer: (reply(answer), self._flush()))

        return Later(begin)

    def _arrived(self, content: bytes, came: list[Any]) -> None:
        if self._dialogue is None:
            return
        try:
            self._dialogue.feed(content, came)
        except DialogueBroken:
            self._gone()
            return
        self._flush()

    def _gone(self) -> None:
        self.close()
        self.lost.emit()

    def _flush(self) -> None:
        if self._dialogue is not None:
            self._stream.send(self._dialogue.take_unsent())


def session_bus(parent: QObject | None = None) -> Bus:
    """The person's own bus, not yet opened."""
    return Bus(session_address(os.environ), parent)


def system_bus(parent: QObject | None = None) -> Bus:
    """The machine's bus, not yet opened; descriptors may come with replies."""
    return Bus(system_address(os.environ), parent, descriptors=True)
