"""Stand-ins for the few things a test cannot use for real: above all, time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from acutimer.core.guidance.score import Cue


class FakeClock:
    """Time that stands still until a test moves it (see acutimer.runtime.clock.Clock)."""

    def __init__(
        self, now: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC), monotonic_ms: int = 1_000_000
    ) -> None:
        self._now = now
        self._monotonic_ms = monotonic_ms
        self._boot_ms = monotonic_ms

    def monotonic_ms(self) -> int:
        return self._monotonic_ms

    def awake_and_asleep_ms(self) -> int:
        return self._boot_ms

    def now(self) -> datetime:
        return self._now

    def advance(self, ms: int) -> None:
        """Time goes by, awake."""
        self._monotonic_ms += ms
        self.sleep(ms)

    def sleep(self, ms: int) -> None:
        """Time goes by asleep: only the clock since boot and the one on the wall notice."""
        self._boot_ms += ms
        self._now += timedelta(milliseconds=ms)

    def count_without_sleep(self, ms: int) -> None:
        """The first clock alone goes on, as where no clock counts sleep by itself."""
        self._monotonic_ms += ms

    def set_wall(self, now: datetime) -> None:
        """Somebody puts the clock on the wall right, or wrong."""
        self._now = now


class SilentSound:
    """Plays nothing; ``cues`` are those it would play (see acutimer.runtime Sounding)."""

    def __init__(self) -> None:
        self.is_open = False
        self.cues: list[Cue] = []

    def open(self) -> None:
        self.is_open = True

    def follow(self, cues: Sequence[Cue]) -> None:
        self.cues = list(cues)

    def silence(self) -> None:
        self.cues = []

    def close(self) -> None:
        self.is_open = False
