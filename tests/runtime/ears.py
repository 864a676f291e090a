"""A loudspeaker in a test's own time: what is heard when, of the plans it is told to follow."""

from __future__ import annotations

from collections.abc import Sequence

from acutimer.core.guidance.score import Cue
from tests.fakes import FakeClock

#: acutimer.audio.mixer drops what comes later than this with a new plan.
LATE_MS = 150


class Ears:
    """Hears each cue of its plan at its moment, whatever anybody else is busy with."""

    def __init__(self, clock: FakeClock) -> None:
        self._clock = clock
        self._plan: list[Cue] = []
        self._heard: dict[tuple[int, str], int] = {}
        self.is_open = False
        #: the device has left: what is told is taken, and nothing is heard
        self.is_deaf = False
        #: by how much cues were late, and which: of those that were late at all
        self.late: list[tuple[int, str]] = []
        #: "open", "follow", "silence", "close", in order
        self.told: list[str] = []

    def open(self) -> None:
        self.is_open = True
        self.told.append("open")

    def follow(self, cues: Sequence[Cue]) -> None:
        self.told.append("follow")
        self._listen()
        now_ms = self._clock.monotonic_ms()
        for cue in cues:
            if now_ms - LATE_MS <= cue.at_ms < now_ms:
                self._hear(cue, now_ms)
        self._plan = [cue for cue in cues if cue.at_ms >= now_ms]

    def silence(self) -> None:
        self.told.append("silence")
        self._listen()
        self._plan = []

    def close(self) -> None:
        self.told.append("close")
        self._listen()
        self._plan = []
        self.is_open = False

    def heard(self) -> list[tuple[int, str]]:
        """Moments and names of everything heard so far, in order; of what is said, the clause."""
        self._listen()
        return sorted((at_ms, name) for (_, name), at_ms in self._heard.items())

    def _listen(self) -> None:
        now_ms = self._clock.monotonic_ms()
        while self._plan and self._plan[0].at_ms <= now_ms:
            cue = self._plan.pop(0)
            self._hear(cue, cue.at_ms)

    def _hear(self, cue: Cue, at_ms: int) -> None:
        if not self.is_deaf:
            self._heard.setdefault((cue.at_ms, cue.clause or cue.id.value), at_ms)
            if at_ms > cue.at_ms:
                self.late.append((at_ms - cue.at_ms, cue.id.value))
