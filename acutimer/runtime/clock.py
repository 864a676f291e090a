"""The only reader of time. No Qt, because headless verbs need the time too."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol

from acutimer.runtime.local_time import local_time


class Clock(Protocol):
    """What tells the time; a fake one in tests."""

    def monotonic_ms(self) -> int:
        """Milliseconds that never run back; on Linux they stand still while asleep."""
        ...

    def awake_and_asleep_ms(self) -> int:
        """Milliseconds that never run back and also count sleep, where the system has such."""
        ...

    def now(self) -> datetime:
        """The local wall-clock time with its offset."""
        ...


class SystemClock:
    """The machine's own clocks."""

    def monotonic_ms(self) -> int:
        """Milliseconds of time.monotonic."""
        return time.monotonic_ns() // 1_000_000

    def awake_and_asleep_ms(self) -> int:
        """Milliseconds since boot with sleep where there is CLOCK_BOOTTIME, else monotonic."""
        boot_clock = getattr(time, "CLOCK_BOOTTIME", None)
        if boot_clock is None:
            return self.monotonic_ms()
        return time.clock_gettime_ns(boot_clock) // 1_000_000

    def now(self) -> datetime:
        """The local time with its offset from UTC and, where it is known, its zone's name."""
        return local_time(datetime.now(UTC))
