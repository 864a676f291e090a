"""A player for where there is nothing to play on: it takes every order and makes no sound.

Must never do anything else; the screen shows every cue.
"""

from __future__ import annotations

from collections.abc import Sequence

from acutimer.audio.tones import Loudness
from acutimer.core.guidance.score import Cue


class SilentPlayer:
    """Has the methods of ``Player``."""

    def open(self) -> None:
        """Begin a session without sound."""

    def follow(self, cues: Sequence[Cue]) -> None:
        """Take a plan and leave it unplayed."""

    def silence(self) -> None:
        """Stay silent."""

    def close(self, *, at_once: bool = False) -> None:
        """End a session without sound."""

    def join(self, timeout_s: float) -> bool:
        """There is nothing to wait for."""
        assert timeout_s >= 0
        return True

    def set_loudness(self, loudness: Loudness) -> None:
        """There is nothing to set."""

    @property
    def slips(self) -> int:
        """Nothing plays, so nothing slips."""
        return 0
