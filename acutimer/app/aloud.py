"""The player, and beside it the person's own words, which no recording has.

Stands between the runner and the player and lets everything through; a SAY cue without a clause is
spoken here when its moment comes. Must never speak late: what is past is left to the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from acutimer.core.guidance.score import CueId

if TYPE_CHECKING:
    from acutimer.core.guidance.score import Cue
    from acutimer.runtime.clock import Clock
    from acutimer.runtime.sounding import Sounding

_LATE_MS = 1500


class Aloud(QObject):
    """A Sounding that has own words spoken (see acutimer.runtime.sounding)."""

    def __init__(
        self,
        sounding: Sounding,
        clock: Clock,
        say: Callable[[str], object],
        hush: Callable[[], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sounding = sounding
        self._clock = clock
        self._say = say
        self._hush = hush
        self._ahead: list[Cue] = []
        #: the moment of the words spoken last: plans made anew name them again
        self._said_ms: int | None = None
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.timeout.connect(self.look)

    def open(self) -> None:
        """Get ready to play."""
        self._said_ms = None
        self._sounding.open()

    def follow(self, cues: Sequence[Cue]) -> None:
        """Play and speak these from now on instead of what was planned."""
        self._sounding.follow(cues)
        self._ahead = [cue for cue in cues if cue.id is CueId.SAY and not cue.clause]
        self.look()

    def silence(self) -> None:
        """Neither play nor speak."""
        self._sounding.silence()
        self._leave()

    def close(self) -> None:
        """Give the device back once what sounds has rung out."""
        self._sounding.close()
        self._leave()

    def look(self) -> None:
        """Speak what is due and wait for the next."""
        now_ms = self._clock.monotonic_ms()
        while self._ahead and self._ahead[0].at_ms <= now_ms:
            cue = self._ahead.pop(0)
            is_new = self._said_ms is None or cue.at_ms > self._said_ms
            if is_new and now_ms - cue.at_ms <= _LATE_MS:
                self._said_ms = cue.at_ms
                self._say(cue.caption)
        if self._ahead:
            self._due.start(self._ahead[0].at_ms - now_ms)
        else:
            self._due.stop()

    def _leave(self) -> None:
        self._due.stop()
        self._ahead = []
        self._hush()
