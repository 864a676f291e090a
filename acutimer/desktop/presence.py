"""How long nobody has touched keyboard or pointer, by the first that knows it.

Asked in order: the Wayland compositor, GNOME's Mutter, the screen saver, X11. Where none
knows, somebody counts as present. Must never wait: each answer is a callback, and one that does not
come is None.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from acutimer.desktop.bus import Bus
    from acutimer.desktop.bus_dialogue import Reply
    from acutimer.desktop.wayland_idle import WaylandIdle

MUTTER = (
    *("org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core"),
    "org.gnome.Mutter.IdleMonitor",
)
_SAVER = "org.freedesktop.ScreenSaver"
SAVER = (_SAVER, "/org/freedesktop/ScreenSaver", _SAVER)
ANSWER_MS = 1000
#: Of no pause shorter than that need Wayland tell: the pause of typing that is waited for.
TOUCHED_AFTER_MS = 3000
#: Two looks must lie so far apart to tell seconds from milliseconds.
_APART_MS = 900

Then = Callable[[int | None], object]


class Presence(QObject):
    """Asks; ``source`` is who answered last, empty where nobody does."""

    def __init__(
        self,
        bus: Bus,
        display: str,
        now_ms: Callable[[], int],
        parent: QObject | None = None,
        wayland: str = "",
        after_ms: int = TOUCHED_AFTER_MS,
    ) -> None:
        """``display`` is the X11 display, ``wayland`` the compositor's socket; empty for none.

        Wayland tells of no pause shorter than ``after_ms``: of each other it wakes us.
        """
        super().__init__(parent)
        self._wayland: WaylandIdle | None = None
        if wayland:
            from acutimer.desktop.wayland_idle import WaylandIdle

            self._wayland = WaylandIdle(wayland, now_ms, self, after_ms)
        self._bus = bus
        self._display = display
        self._now_ms = now_ms
        self._saver = SaverUnit()
        self.source = ""

    def ask(self, then: Then) -> None:
        """``then`` gets the milliseconds without a touch, None where nobody knows."""
        sources = [
            *([("wayland", self._wayland.ask)] if self._wayland is not None else []),
            ("mutter", self._ask_mutter),
            ("saver", self._ask_saver),
            ("x11", self._ask_x11),
        ]
        if self.source == "x11":  # nobody else knew it, and each call wakes the bus
            sources.insert(0, sources.pop())
        is_open = True

        def give(idle_ms: int | None, source: str = "") -> None:
            nonlocal is_open
            if is_open:
                is_open = False
                self.source = source
                then(idle_ms)

        def ask_next() -> None:
            if not sources or not is_open:
                give(None)
                return
            name, ask = sources.pop(0)
            ask(lambda idle_ms: give(idle_ms, name) if idle_ms is not None else ask_next())

        self._bus.open()
        ask_next()
        if is_open:
            QTimer.singleShot(ANSWER_MS, self, lambda: give(None))

    def leave(self) -> None:
        """Nobody asks any more, nor need the compositor tell."""
        if self._wayland is not None:
            self._wayland.leave()

    def _ask_mutter(self, then: Then) -> None:
        self._bus.call(MUTTER, "GetIdletime", then=lambda reply: then(_number_in(reply)))

    def _ask_saver(self, then: Then) -> None:
        def answered(reply: Reply) -> None:
            told = _number_in(reply)
            then(None if told is None else self._saver.read_ms(told, self._now_ms()))

        self._bus.call(SAVER, "GetSessionIdleTime", then=answered)

    def _ask_x11(self, then: Then) -> None:
        from acutimer.desktop.x11_focus import idle_ms

        then(idle_ms(self._display))


class SaverUnit:
    """Some screen savers tell seconds, some milliseconds: how it grows tells which.

    Until that is known nothing is.
    """

    def __init__(self) -> None:
        self._unit_ms = 0
        self._before: tuple[int, int] | None = None

    def read_ms(self, told: int, now_ms: int) -> int | None:
        """What was told as milliseconds, once it is known how it counts."""
        if not self._unit_ms and self._before is not None:
            passed, grown = now_ms - self._before[0], told - self._before[1]
            if passed >= _APART_MS and grown > 0:
                self._unit_ms = 1 if grown > passed // 2 else 1000
        if self._before is None or now_ms - self._before[0] >= _APART_MS:
            self._before = now_ms, told
        return told * self._unit_ms if self._unit_ms else None


def _number_in(reply: Reply) -> int | None:
    told = reply.body[0] if reply.body and not reply.error else None
    return told if type(told) is int and told >= 0 else None
