"""A session with the real runner, in a test's own time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QTimer

from acutimer.core.events import Event
from acutimer.core.routines import Routine
from acutimer.core.session import State
from acutimer.runtime.session_runner import SessionRunner
from tests.core.shipped import atlas
from tests.fakes import FakeClock
from tests.runtime.ears import Ears


class Led:
    """A session under way and everything it told, in order."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.begins_ms = self.clock.monotonic_ms()
        self.ears = Ears(self.clock)
        self.runner = SessionRunner(self.clock, self.ears, atlas())
        self.events: list[Event] = []
        self.slept: list[int] = []
        #: names of events, and "slept", as they were told
        self.told: list[str] = []
        self.runner.happened.connect(self._happened)
        self.runner.slept.connect(self._has_slept)

    def _happened(self, events: list[Event]) -> None:
        self.events += events
        self.told += [type(event).__name__ for event in events]

    def _has_slept(self, slept_ms: int) -> None:
        self.slept.append(slept_ms)
        self.told.append("slept")

    @property
    def state(self) -> State:
        assert self.runner.state is not None
        return self.runner.state

    @property
    def at_s(self) -> float:
        """Seconds of the monotonic clock since the session could begin."""
        return (self.clock.monotonic_ms() - self.begins_ms) / 1000

    def start(self, routine: Routine) -> Led:
        self.runner.start(routine)
        return self

    def go(self, seconds: float, every_ms: int = 1000) -> None:
        """Time goes by, awake, looked at every so many milliseconds."""
        left_ms = round(seconds * 1000)
        while left_ms > 0:
            step_ms = min(every_ms, left_ms)
            self.clock.advance(step_ms)
            self.runner.look()
            left_ms -= step_ms

    def ticking(self) -> list[QTimer]:
        """The timers of the runner that would wake the program up."""
        return [timer for timer in self.runner.findChildren(QTimer) if timer.isActive()]


@pytest.fixture
def led(qapp: QCoreApplication) -> Callable[[], Led]:
    """Makes a runner; Qt's timers need an application."""
    return Led
