"""One notification at a time with answers to press, by the desktop's own server.

It is never urgent, so that do-not-disturb holds; a server that is gone, deaf, or has no buttons is
told as such, and somebody else asks. Must never answer to the id of another program's notification,
as a server that was started again may give out the same number.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from acutimer import APP_ID

if TYPE_CHECKING:
    from acutimer.desktop.bus import Bus
    from acutimer.desktop.bus_dialogue import Reply

_NAME = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_TARGET = (_NAME, _PATH, _NAME)
_SIGNALS = ("ActionInvoked", "NotificationClosed", "ActivationToken")
_RULE = f"type='signal',sender='%s',path='{_PATH}',interface='{_NAME}',member='%s'"
#: Who has not answered by then is taken for deaf.
ANSWER_MS = 2000
_NORMAL = 1


class Notifications(QObject):
    """Shows one with ``show``, takes it back with ``withdraw``."""

    #: the action that was pressed, and the desktop's leave to come forward
    pressed = Signal(str, str)
    #: it left, by itself or because somebody closed it
    closed = Signal()
    #: no server shows it, or none with buttons
    refused = Signal()

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = bus
        #: counts what was shown, so that a late answer finds nobody
        self._turn = 0
        self._id = 0
        self._token = ""
        #: the server that shows it, by its own name; empty while none is heard
        self._server = ""
        self._patience = QTimer(self, singleShot=True, interval=ANSWER_MS)
        self._patience.timeout.connect(self._refuse)
        bus.lost.connect(self._lost)

    def show(
        self, title: str, words: str, actions: Sequence[tuple[str, str]], stays_ms: int
    ) -> None:
        """Ask the server to show this with these buttons (id, text)."""
        self.withdraw()
        if not self._bus.open():
            self.refused.emit()
            return
        self._turn += 1
        turn = self._turn
        self._patience.start()

        def able(reply: Reply) -> None:
            if turn != self._turn:
                return
            able_to = reply.body[0] if reply.body and not reply.error else ()
            if not isinstance(able_to, list) or "actions" not in able_to:
                self._refuse()
                return
            said = escape(words, quote=False) if "body-markup" in able_to else words
            self._bus.call_bus(
                "GetNameOwner",
                "s",
                (_NAME,),
                lambda reply: self._notify(reply, turn, title, said, actions, stays_ms),
            )

        self._bus.call(_TARGET, "GetCapabilities", then=able)

    def withdraw(self) -> None:
        """Take it back; nothing is told of it any more."""
        self._turn += 1
        self._patience.stop()
        shown, self._id, self._token = self._id, 0, ""
        if shown:
            self._bus.call((self._server, _PATH, _NAME), "CloseNotification", "u", (shown,))
        self._hear("")

    def _notify(
        self,
        owner: Reply,
        turn: int,
        title: str,
        words: str,
        actions: Sequence[tuple[str, str]],
        stays_ms: int,
    ) -> None:
        if turn != self._turn:
            return
        if owner.error:
            self._refuse()
            return
        self._hear(server := owner.body[0])

        def shown(reply: Reply) -> None:
            number = reply.body[0] if reply.body and not reply.error else 0
            is_number = type(number) is int and number > 0
            if turn != self._turn:
                if is_number:  # nobody waits for it any more
                    self._bus.call((server, _PATH, _NAME), "CloseNotification", "u", (number,))
            elif is_number:
                self._patience.stop()
                self._id = number
            else:
                self._refuse()

        hints = {
            "desktop-entry": ("s", APP_ID),
            "urgency": ("y", _NORMAL),
            "category": ("s", "x-acutimer.reminder"),
            "suppress-sound": ("b", True),
        }
        buttons = [part for action in actions for part in action]
        body = ("Acutimer", 0, APP_ID, title, words, buttons, hints, stays_ms)
        self._bus.call((server, _PATH, _NAME), "Notify", "susssasa{sv}i", body, shown)

    def _refuse(self) -> None:
        self.withdraw()
        self.refused.emit()

    def _lost(self) -> None:
        was_shown = self._id or self._patience.isActive()
        self.withdraw()
        if was_shown:
            self.closed.emit()

    # --- what the server says ---------------------------------------------------------------

    def _hear(self, server: str) -> None:
        """Hear that server alone, or none."""
        before, self._server = self._server, server
        acts = (self._invoked, self._closed, self._tokened)
        for signal, act in zip(_SIGNALS, acts, strict=True):
            self._bus.hear(_PATH, _NAME, signal, act if server else None)
            for verb, name in (("RemoveMatch", before), ("AddMatch", server)):
                if name:
                    self._bus.call_bus(verb, "s", (_RULE % (name, signal),))

    def _is_ours(self, body: tuple[Any, ...]) -> bool:
        return len(body) == 2 and bool(self._id) and body[0] == self._id

    def _tokened(self, body: tuple[Any, ...]) -> None:
        if self._is_ours(body) and isinstance(body[1], str):
            self._token = body[1]

    def _invoked(self, body: tuple[Any, ...]) -> None:
        if self._is_ours(body) and isinstance(body[1], str):
            token = self._token
            self.withdraw()
            self.pressed.emit(body[1], token)

    def _closed(self, body: tuple[Any, ...]) -> None:
        if self._is_ours(body):
            self._id = 0
            self.withdraw()
            self.closed.emit()
