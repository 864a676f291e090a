"""Hears from logind that the computer goes to sleep, a moment before it does, and that it woke.

While it watches, sleep waits for us a moment (a "delay" inhibitor, which logind itself ends after
some seconds), so that the pause is noted before the lid's darkness. Must never keep the computer
from sleeping.
"""

from __future__ import annotations

from typing import Any

from jeepney.fds import FileDescriptor
from PySide6.QtCore import QObject, Signal

from acutimer.desktop.bus import Bus
from acutimer.desktop.bus_dialogue import Reply

_NAME = "org.freedesktop.login1"
_PATH = "/org/freedesktop/login1"
_INTERFACE = "org.freedesktop.login1.Manager"
_SIGNAL = "PrepareForSleep"
_RULE = f"type='signal',sender='{_NAME}',path='{_PATH}',interface='{_INTERFACE}',member='{_SIGNAL}'"
_WHY = "The running session is paused first"


class SleepWatch(QObject):
    """Watches from ``begin`` to ``end``; ``let_sleep`` after ``going_to_sleep`` lets sleep come."""

    going_to_sleep = Signal()
    woke = Signal()

    def __init__(self, bus: Bus, parent: QObject | None = None, *, delays: bool = True) -> None:
        """``delays``: sleep is to wait for ``let_sleep``; else it is only heard of."""
        super().__init__(parent)
        self._bus = bus
        self._may_delay = delays
        self._watches = False
        self._wants_delay = False
        #: logind's descriptor: sleep waits while it is open
        self._delay: Any = None
        bus.lost.connect(self._lost)

    @property
    def delays(self) -> bool:
        """Whether sleep would wait for us now."""
        return self._delay is not None

    def begin_watch(self) -> None:
        """Watch; without logind nothing happens."""
        if self._watches or not self._bus.is_open:
            return
        self._watches = True
        self._bus.hear(_PATH, _INTERFACE, _SIGNAL, self._heard)
        self._bus.call_bus("AddMatch", "s", (_RULE,))
        self._take_delay()

    def let_sleep(self) -> None:
        """Everything is noted: sleep need not wait for us."""
        self._wants_delay = False
        delay, self._delay = self._delay, None
        if delay is not None:
            delay.close()

    def end(self) -> None:
        """Watch no more."""
        self.let_sleep()
        if self._watches:
            self._watches = False
            self._bus.hear(_PATH, _INTERFACE, _SIGNAL, None)
            self._bus.call_bus("RemoveMatch", "s", (_RULE,))

    def _heard(self, body: tuple[Any, ...]) -> None:
        if not body or not self._watches:
            return
        if body[0]:
            self.going_to_sleep.emit()
        else:
            self._take_delay()
            self.woke.emit()

    def _take_delay(self) -> None:
        if self._wants_delay or not self._may_delay:
            return
        self._wants_delay = True

        def taken(reply: Reply) -> None:
            if reply.error or not reply.body or not isinstance(reply.body[0], FileDescriptor):
                return
            if self._wants_delay and self._delay is None:
                self._delay = reply.body[0]
            else:
                reply.body[0].close()

        body = ("sleep", "Acutimer", _WHY, "delay")
        self._bus.call((_NAME, _PATH, _INTERFACE), "Inhibit", "ssss", body, taken)

    def _lost(self) -> None:
        self._watches = False
        self.let_sleep()
