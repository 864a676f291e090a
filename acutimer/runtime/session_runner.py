"""Gives the session engine time: one timer armed for what is due next, one look a second.

Must never decide what happens (the engine does) and never let sound decide time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from acutimer.core import session
from acutimer.core.points import Atlas
from acutimer.core.progress import Progress, progress
from acutimer.core.routines import Routine
from acutimer.core.score import Cue, cues_ahead
from acutimer.core.session import Outcome, State
from acutimer.core.session_state import Credit
from acutimer.runtime.clock import Clock

#: A gap between two looks longer than this, on either clock, was sleep or a stall.
SLEEP_GAP_MS = 5000
_LOOK_EVERY_MS = 1000


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


class SessionRunner(QObject):
    """Runs at most one session at a time."""

    #: list of core.session events, in order
    happened = Signal(list)

    def __init__(
        self, clock: Clock, sounding: Sounding, atlas: Atlas, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._sounding = sounding
        self._atlas = atlas
        self._state: State | None = None
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setTimerType(Qt.TimerType.PreciseTimer)
        self._due.timeout.connect(self.look)
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_EVERY_MS)
        self._watch.timeout.connect(self.look)
        self._looked_ms = (0, 0)
        #: how long the last gap was that paused a session
        self.slept_ms = 0

    @property
    def state(self) -> State | None:
        """The session in hand, or the last one; None before the first."""
        return self._state

    @property
    def is_running(self) -> bool:
        """Whether a session is under way, paused and waiting included."""
        return self._state is not None and not self._state.status.is_over

    def progress(self) -> Progress | None:
        """What is to be shown now."""
        return progress(self._state, self._clock.monotonic_ms()) if self._state else None

    def pressed_ms(self) -> dict[tuple[str, str], int]:
        """Time pressed so far by point code and body side."""
        if self._state is None:
            return {}
        pressed = session.pressed_ms(self._state, self._clock.monotonic_ms())
        return {(code, side.value): value for (code, side), value in pressed.items()}

    def clock_pressed_ms(self) -> int:
        """Time pressed so far on the clock."""
        if self._state is None:
            return 0
        return session.clock_pressed_ms(self._state, self._clock.monotonic_ms())

    def start(
        self, routine: Routine, first_step: int = 0, earlier: tuple[Credit, ...] = ()
    ) -> None:
        """Begin a routine, or let one go on; does nothing while a session is under way."""
        if self.is_running:
            return
        self._sounding.open()
        now_ms = self._clock.monotonic_ms()
        self._looked_ms = (now_ms, self._clock.awake_and_asleep_ms())
        self._watch.start()
        self._settle(session.start(routine, now_ms, first_step, earlier))

    def pause(self) -> None:
        """Stop the clock."""
        self._command(session.pause)

    def resume(self) -> None:
        """Let the clock go on."""
        self._command(session.resume)

    def pause_or_go_on(self) -> None:
        """What the one big key does: pause, resume, or say "I am ready"."""
        if self._state is None:
            return
        doing = {session.Status.PAUSED: session.resume, session.Status.WAITING: session.ready}
        self._command(doing.get(self._state.status, session.pause))

    def skip(self) -> None:
        """Begin the next step."""
        self._command(session.skip)

    def back(self) -> None:
        """Begin this step again, or the one before."""
        self._command(session.back)

    def restart_step(self) -> None:
        """Begin this step again."""
        self._command(session.restart_step)

    def lengthen(self) -> None:
        """Fifteen seconds more."""
        self._command(session.lengthen)

    def shorten(self) -> None:
        """Fifteen seconds less."""
        self._command(session.shorten)

    def stop(self) -> None:
        """End the session here."""
        self._command(session.stop)

    def look(self) -> None:
        """Let everything happen that is due; after a gap, pause at the last look instead."""
        if not self.is_running or self._state is None:
            return
        looked_ms, looked_boot_ms = self._looked_ms
        now_ms, boot_ms = self._clock.monotonic_ms(), self._clock.awake_and_asleep_ms()
        self._looked_ms = (now_ms, boot_ms)
        gap_ms = max(now_ms - looked_ms, boot_ms - looked_boot_ms)
        if gap_ms > SLEEP_GAP_MS:
            self.slept_ms = gap_ms
            self._settle(session.pause(self._state, looked_ms, "sleep"))
            return
        state, events = session.advance(self._state, now_ms)
        if events:
            self._settle((state, events))
        else:
            self._arm(now_ms)

    def _command(self, command: Callable[[State, int], Outcome]) -> None:
        self.look()
        if self._state is not None:
            self._settle(command(self._state, self._clock.monotonic_ms()))

    def _settle(self, outcome: Outcome) -> None:
        """Take over a new state: plan its sound, arm the timer, tell what happened."""
        state, events = outcome
        changed = state is not self._state
        self._state = state
        now_ms = self._clock.monotonic_ms()
        if changed:
            # cues of this very moment belong to it though some ms have gone by since it was due
            since_ms = min((event.due for event in events), default=now_ms)
            cues = cues_ahead(state, max(since_ms, now_ms - SLEEP_GAP_MS), self._atlas)
            if cues:
                self._sounding.follow(cues)
            else:
                self._sounding.silence()
        if state.status.is_over and self._watch.isActive():
            self._watch.stop()
            self._sounding.close()
        self._arm(now_ms)
        if events:
            self.happened.emit(events)

    def _arm(self, now_ms: int) -> None:
        due = session.next_due(self._state) if self._state is not None else None
        if due is None:
            self._due.stop()
        else:
            self._due.start(max(0, due - now_ms))
