"""Whether somebody is there, and whether this is a moment to speak: presence and what holds back.

Time away does not count as presence. Unknown is present. Must never wait for an answer.
"""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from acutimer.desktop.hold_back import HoldBack
from acutimer.desktop.presence import Presence
from acutimer.desktop.surroundings import wayland_path
from acutimer.desktop.x11_focus import x11_display

if TYPE_CHECKING:
    from collections.abc import Callable

    from acutimer.desktop.bus import Bus
    from acutimer.runtime.clock import Clock

#: Who has touched nothing for so long is away.
AWAY_MS = 2 * 60_000
#: A pause of typing, and how long one is waited for.
STILL_MS, WAIT_MS = 3000, 5 * 60_000
#: Looked at so often while a reminder waits for a pause; where nobody knows, it waits this long.
_LOOK_MS, UNKNOWN_MS = 1000, 5000


class Stillness(QObject):
    """Counts presence with ``count``; ``when_still`` waits for a moment to speak."""

    def __init__(self, bus: Bus, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        display = x11_display(os.environ)
        wayland = wayland_path(os.environ)
        self.presence = Presence(bus, display, clock.monotonic_ms, self, wayland)
        self.hold_back = HoldBack(bus, self)
        self._present_ms = 0
        self._counted_at_ms = clock.monotonic_ms()
        #: how much had been counted when each reminder last came, by id; "" for all of them
        self._began_ms: dict[str, int] = {"": 0}
        #: where nobody knows of typing, the hint stands alone so long
        self.unknown_ms = UNKNOWN_MS
        self._waits = 0
        self._waited_ms = 0

    # --- presence ---------------------------------------------------------------------------

    def count(self, then: Callable[[], None]) -> None:
        """Count what went by since the last look, less what nobody was there."""

        def told(idle_ms: int | None) -> None:
            now_ms = self._clock.monotonic_ms()
            passed_ms, self._counted_at_ms = now_ms - self._counted_at_ms, now_ms
            away_ms = idle_ms if idle_ms is not None and idle_ms >= AWAY_MS else 0
            self._present_ms += max(0, passed_ms - away_ms)
            then()

        self.presence.ask(told)

    def present_since(self, reminder: str) -> timedelta:
        """How long somebody was there since that reminder last came, or all began anew."""
        began_ms = max(self._began_ms[""], self._began_ms.get(reminder, 0))
        return timedelta(milliseconds=self._present_ms - began_ms)

    def begin_anew(self, reminder: str = "") -> None:
        """Count anew from now, for one reminder or for all."""
        self._began_ms[reminder] = self._present_ms

    # --- a moment to speak ------------------------------------------------------------------

    def when_still(self, speak: Callable[[], object], hold: Callable[[], object]) -> None:
        """``speak`` in the next pause of typing, or ``hold`` where this is no time for it."""
        self._waits += 1
        turn, self._waited_ms = self._waits, 0

        def decided(reasons: frozenset[str]) -> None:
            if turn != self._waits:
                return
            if reasons:
                hold()
            else:
                self.presence.ask(lambda idle_ms: looked(idle_ms))

        def looked(idle_ms: int | None) -> None:
            if turn != self._waits:
                return
            if idle_ms is not None and idle_ms >= AWAY_MS:
                hold()
                return
            wait_ms = self.unknown_ms if idle_ms is None else WAIT_MS
            is_still = idle_ms is not None and idle_ms >= STILL_MS
            if is_still or self._waited_ms >= wait_ms:
                speak()
                return
            self._waited_ms += _LOOK_MS
            QTimer.singleShot(_LOOK_MS, self, lambda: self.presence.ask(looked))

        self.hold_back.ask(decided)

    def let_be(self) -> None:
        """Nobody waits for a moment any more."""
        self._waits += 1
