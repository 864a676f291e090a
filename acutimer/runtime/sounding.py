"""What a session's runner asks of sound, whoever plays it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from acutimer.core.guidance.score import Cue


class Sounding(Protocol):
    """What plays cues at moments of the monotonic clock."""

    def open(self) -> None:
        """Get ready to play."""
        ...

    def follow(self, cues: Sequence[Cue]) -> None:
        """Play these from now on instead of what was planned."""
        ...

    def silence(self) -> None:
        """Play nothing that was planned."""
        ...

    def close(self) -> None:
        """Give the device back once what sounds has rung out."""
        ...
