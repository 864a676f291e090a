"""What a session's events mean for the page: what is read out, and what is shown until the next.

Plain values in, words out. Must never hold a widget or count time by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from acutimer.core import session
from acutimer.core.guidance.sentences import HALF_WAY_FROM_MS, TEN_LEFT_FROM_MS, TEN_LEFT_MS
from acutimer.core.guidance.step_words import ALL_DONE, GOING_ON, HALF_WAY
from acutimer.core.points import Atlas
from acutimer.core.progress import Progress
from acutimer.core.routines import PhaseKind
from acutimer.core.session import Event, Status
from acutimer.ui.kit.wording import ON_HOLD
from acutimer.ui.session.words import NO_LONGER, duration_text


@dataclass(slots=True)
class SessionTeller:
    """Follows one session. ``begun`` says that the beginning of a phase waits to be read out."""

    atlas: Atlas
    eases_off: bool = False
    begun: bool = False
    #: a line shown in place of the feel until the next phase
    note: str = ""

    def take_events(self, events: Sequence[Event]) -> list[tuple[str, bool]]:
        """Follow what happened; returns what is to be read out, and whether the voice says it."""
        told = [(self._take_event(event), event) for event in events]
        return [
            (words, not isinstance(event, session.PressLeftOut)) for words, event in told if words
        ]

    def _take_event(self, event: Event) -> str:
        match event:
            case session.PhaseBegan():
                self.begun = True
                self.note = ""
                self.eases_off = self.eases_off and not event.phase.kind.is_pressing
            case session.WaitBegan():
                self.begun = True
                self.note = ""
            case session.PressEnded():
                self.eases_off = event.in_full
            case session.Paused():
                return ON_HOLD
            case session.Resumed():
                return GOING_ON
            case session.PressLeftOut():
                return f"{self.atlas.named(event.point)} is left out. {NO_LONGER}"
            case session.SessionFinished():
                self.begun = False
                return ALL_DONE
            case _:
                pass
        return ""

    def time_words(self, before: Progress | None, progress: Progress) -> str:
        """What is read out between two moments: half time, ten seconds, else nothing."""
        if before is None or before.phase != progress.phase:
            return ""
        if progress.phase.kind is PhaseKind.LEAD_IN or progress.status is not Status.RUNNING:
            return ""
        left = f"{duration_text(progress.left_ms)} left."
        for mark_ms, least_ms, words in (
            (TEN_LEFT_MS, TEN_LEFT_FROM_MS, left),
            (progress.length_ms // 2, HALF_WAY_FROM_MS, f"{HALF_WAY} {left}"),
        ):
            if progress.length_ms >= least_ms and before.left_ms > mark_ms >= progress.left_ms > 0:
                return words
        return ""
