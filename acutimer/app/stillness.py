"""Whether somebody is there, and whether this is a moment to speak: presence and what holds back.

Time away does not count as presence. Unknown is present. Must never wait for an answer.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from acutimer.core.presence_count import AWAY_MS, PresenceCount
from acutimer.desktop.presence import Presence
from acutimer.desktop.x11_focus import x11_display

if TYPE_CHECKING:
    from collections.abc import Callable

    from acutimer.core.presence_count import Counted
    from acutimer.desktop.bus import Bus
    from acutimer.desktop.hold_back import HoldBack
    from acutimer.runtime.clock import Clock

#: A pause of typing, and how long one is waited for.
STILL_MS, WAIT_MS = 3000, 5 * 60_000
#: Looked at so often while a reminder waits for a pause; where nobody knows, it waits this long.
_LOOK_MS, UNKNOWN_MS = 1000, 5000


class Stillness(QObject):
    """Counts presence with ``count``; ``when_still`` waits for a moment to speak."""

    def __init__(
        self,
        bus: Bus,
        clock: Clock,
        parent: QObject,
        counted: Counted | None = None,
        *,
        touched_after_ms: int = STILL_MS,
    ) -> None:
        """``counted`` is what was counted before, on the same clock; a pause of typing shorter than
        ``touched_after_ms`` may be told as none.
        """
        super().__init__(parent)
        self._clock = clock
        display = x11_display(os.environ)
        self.presence = Presence(
            bus, display, clock.monotonic_ms, self, _wayland(), touched_after_ms
        )
        self._bus = bus
        self._hold_back: HoldBack | None = None
        self.present = PresenceCount(clock.monotonic_ms(), counted)
        #: where nobody knows of typing, the hint stands alone so long
        self.unknown_ms = UNKNOWN_MS
        self._waits = 0
        self._waited_ms = 0

    @property
    def hold_back(self) -> HoldBack:
        """Who is asked what holds back; made with the first question."""
        if self._hold_back is None:
            from acutimer.desktop.hold_back import HoldBack

            self._hold_back = HoldBack(self._bus, self)
        return self._hold_back

    # --- presence ---------------------------------------------------------------------------

    def go_on(self, counted: Counted) -> None:
        """Count on from there."""
        self.present = PresenceCount(self._clock.monotonic_ms(), counted)

    def count(self, then: Callable[[], None]) -> None:
        """Count what went by since the last look, less what nobody was there."""

        def told(idle_ms: int | None) -> None:
            self.present.look(self._clock.monotonic_ms(), idle_ms)
            then()

        self.presence.ask(told)

    # --- a moment to speak ------------------------------------------------------------------

    def ask_welcome(self, then: Callable[[bool], object]) -> None:
        """``then`` is told whether somebody is there and nothing holds back."""

        def decided(reasons: frozenset[str]) -> None:
            if reasons:
                then(False)
            else:
                self.presence.ask(lambda idle_ms: then(idle_ms is None or idle_ms < AWAY_MS))

        self.hold_back.ask(decided)

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


def _wayland() -> str:
    """The compositor's socket; what speaks with it is loaded only where there is one."""
    if not os.environ.get("WAYLAND_DISPLAY"):
        return ""
    from acutimer.desktop.wayland import wayland_path

    return wayland_path(os.environ)
