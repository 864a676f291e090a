"""A Wayland compositor for tests that speaks the wire itself; it shows nothing.

Debian 12's sway offers no ext-idle-notify, and none can be told to be idle. This one runs on the
test's own event loop, apart from what it answers to.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Sequence
from pathlib import Path
from struct import pack, unpack_from

from PySide6.QtCore import QObject, QSocketNotifier

EVERYTHING = (
    *("wl_compositor", "wl_seat", "zwp_idle_inhibit_manager_v1", "ext_idle_notifier_v1"),
    *("org_kde_kwin_idle", "zwlr_foreign_toplevel_manager_v1"),
)
VERSION = 3


class Compositor(QObject):
    """Listens at ``path``; remembers who holds the screen on and who watches for idleness."""

    def __init__(self, path: Path, offers: Sequence[str] = EVERYTHING) -> None:
        super().__init__()
        self.offers = offers
        #: the states of each window, as wlr-foreign-toplevel numbers them
        self.windows: list[tuple[int, ...]] = []
        #: the milliseconds after which somebody wants to be told
        self.watched_ms: list[int] = []
        self.callers: list[_Caller] = []
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(os.fspath(path))
        self._listening.listen()
        knocks = QSocketNotifier(self._listening.fileno(), QSocketNotifier.Type.Read, self)
        knocks.activated.connect(self._let_in)
        self._knocks = knocks

    @property
    def holds(self) -> int:
        """How many hold the screen on now."""
        return sum(caller.holds for caller in self.callers)

    def tell_idle(self, *, is_idle: bool) -> None:
        for caller in self.callers:
            caller.tell_idle(is_idle=is_idle)

    def say(self, content: bytes) -> None:
        """Send this to everybody, as it is."""
        for caller in self.callers:
            caller.connection.send(content)

    def close(self) -> None:
        self._knocks.setEnabled(False)
        self._listening.close()
        for caller in list(self.callers):
            caller.leave()

    def _let_in(self) -> None:
        connection, _ = self._listening.accept()
        self.callers.append(_Caller(connection, self))


class _Caller(QObject):
    def __init__(self, connection: socket.socket, of: Compositor) -> None:
        super().__init__(of)
        self.connection = connection
        self._of = of
        self._made = {1: "wl_display"}
        self._came = b""
        self.holds = 0
        self._watch = 0
        self._comes = QSocketNotifier(connection.fileno(), QSocketNotifier.Type.Read, self)
        self._comes.activated.connect(self._read)

    def tell_idle(self, *, is_idle: bool) -> None:
        if self._watch:
            self._tell(self._watch, 0 if is_idle else 1)

    def leave(self) -> None:
        self._comes.setEnabled(False)
        self.connection.close()
        self._of.callers.remove(self)

    def _read(self) -> None:
        piece = self.connection.recv(65_536)
        self._came += piece
        while len(self._came) >= 8:
            subject, word = unpack_from("=II", self._came)
            size = word >> 16
            body, self._came = self._came[8:size], self._came[size:]
            self._asked(self._made[subject], word & 0xFFFF, body)
        if not piece:
            self.leave()

    def _asked(self, subject: str, request: int, body: bytes) -> None:
        match subject, request:
            case "wl_display", 0:
                self._tell(unpack_from("=I", body)[0], 0, pack("=I", 0))
            case "wl_display", 1:
                (registry,) = unpack_from("=I", body)
                self._made[registry] = "wl_registry"
                for number, name in enumerate(self._of.offers):
                    content = pack("=I", number) + _string(name) + pack("=I", VERSION)
                    self._tell(registry, 0, content)
            case "wl_registry", 0:
                self._bind(body)
            case "zwp_idle_inhibit_manager_v1", 1:
                self.holds += 1
            case "ext_idle_notifier_v1", 1:
                self._watch, after_ms, seat = unpack_from("=III", body)
                self._begin_watch(after_ms, seat)
            case "org_kde_kwin_idle", 0:
                self._watch, seat, after_ms = unpack_from("=III", body)
                self._begin_watch(after_ms, seat)
            case "wl_compositor", 0:
                pass
            case unknown:
                raise AssertionError(unknown)

    def _begin_watch(self, after_ms: int, seat: int) -> None:
        assert self._made[seat] == "wl_seat"
        self._of.watched_ms.append(after_ms)

    def _bind(self, body: bytes) -> None:
        number, length = unpack_from("=II", body)
        name = self._of.offers[number]
        assert body[8 : 8 + length] == name.encode() + b"\0"
        version, made = unpack_from("=II", body, 8 + length + -length % 4)
        self._made[made] = name
        if name == "zwlr_foreign_toplevel_manager_v1":
            assert version >= 2, "before, nothing is told of full screen"
            for at, states in enumerate(self._of.windows):
                window = 0xFF000000 + at
                self._tell(made, 0, pack("=I", window))
                self._tell(window, 0, _string("a title"))
                self._tell(window, 4, pack(f"={len(states) + 1}I", 4 * len(states), *states))
                self._tell(window, 5)

    def _tell(self, subject: int, event: int, body: bytes = b"") -> None:
        self.connection.send(pack("=II", subject, (8 + len(body)) << 16 | event) + body)


def _string(text: str) -> bytes:
    raw = text.encode() + b"\0"
    return pack("=I", len(raw)) + raw + b"\0" * (-len(raw) % 4)
