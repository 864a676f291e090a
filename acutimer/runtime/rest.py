"""How long a session has stood still: asleep, paused or waiting for the person.

Must never count on one clock alone: a night is long by the clock that counts sleep, or by its date.
"""

from __future__ import annotations

from acutimer.runtime.clock import Clock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date

#: Later than this, in ms, hands, place and pain are no longer what they were.
LONG_MS = 30 * 60_000


class Rest:
    """Since when a session stands, if it does."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._looked = self._now()
        self._since: tuple[int, date] | None = None

    def look(self) -> None:
        """The session is awake now; from its next standstill on, time counts from here."""
        self._looked = self._now()

    def follow(self, *, stands: bool) -> None:
        """The session stands, or runs."""
        if not stands:
            self._since = None
        elif self._since is None:
            self._since = self._looked

    @property
    def is_long(self) -> bool:
        """Whether it stands for more than half an hour, or since another day."""
        if self._since is None:
            return False
        (since_ms, day), (now_ms, today) = self._since, self._now()
        return now_ms - since_ms > LONG_MS or today != day

    def _now(self) -> tuple[int, date]:
        return self._clock.awake_and_asleep_ms(), self._clock.now().date()
