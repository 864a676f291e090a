"""Gives the session engine time: one timer armed for what is due next, one look a second.

Sleep is noticed three ways: the system says so just before (``pause_for_sleep``), or two looks lie
too far apart on the clock that counts sleep or on the one that does not. Whichever it was, the
session stands paused where it was last known to run, and nothing is played late.

Must never decide what happens (the engine does) and never let sound decide time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from acutimer.core import session
from acutimer.core.events import LengthChanged
from acutimer.core.guidance.captions import Caption, caption_at
from acutimer.core.guidance.cues import Cue
from acutimer.core.guidance.score import cues_again, cues_ahead, instruction_cues
from acutimer.core.guidance.speech import Guidance
from acutimer.core.guidance.telling import Telling
from acutimer.core.points import Atlas
from acutimer.core.progress import Progress, ends_ms, progress
from acutimer.core.routines import Routine
from acutimer.core.session import Outcome, State
from acutimer.core.session_state import Reached, Status
from acutimer.runtime.clock import Clock
from acutimer.runtime.rest import Rest
from acutimer.runtime.sounding import Sounding

#: A gap between two looks longer than this, on either clock, was sleep or a stall.
SLEEP_GAP_MS = 5000
_LOOK_EVERY_MS = 1000
#: What the engine calls a pause that nobody asked for.
_SLEEP = "sleep"


class SessionRunner(QObject):
    """Runs at most one session at a time."""

    #: list of core.session events, in order
    happened = Signal(list)
    #: the machine is awake again and the session is paused by sleep: how long it slept, in ms
    #: (an object, because a month of ms is more than Qt's int holds)
    slept = Signal(object)

    def __init__(
        self, clock: Clock, sounding: Sounding, atlas: Atlas, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._sounding = sounding
        self._atlas = atlas
        self._state: State | None = None
        #: a state, and when it ends if nobody touches it
        self._foreseen: tuple[State | None, int | None] = (None, None)
        self._guidance = Guidance()
        #: the sentences that are being said again
        self._again: tuple[Cue, ...] = ()
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setTimerType(Qt.TimerType.PreciseTimer)
        self._due.timeout.connect(self.look)
        self._watch = QTimer(self)
        self._watch.setInterval(_LOOK_EVERY_MS)
        self._watch.timeout.connect(self.look)
        self._looked_ms = (0, 0)
        self._rest = Rest(clock)
        #: asked before a session goes on that has stood for long; whoever refuses ends it
        self.may_go_on: Callable[[], bool] = lambda: True
        #: how long the machine slept since sleep paused the session
        self.slept_ms = 0
        self._slept_untold = False

    @property
    def state(self) -> State | None:
        """The session in hand, or the last one; None before the first."""
        return self._state

    @property
    def is_running(self) -> bool:
        """Whether a session is under way, paused and waiting included."""
        return self._state is not None and not self._state.status.is_over

    @property
    def guidance(self) -> Guidance:
        """How sessions are guided."""
        return self._guidance

    @guidance.setter
    def guidance(self, guidance: Guidance) -> None:
        """Guide otherwise from now on, in the midst of a session too."""
        if guidance == self._guidance:
            return
        self._guidance = guidance
        if self.is_running:
            self._plan(self._clock.monotonic_ms(), cuts=True)

    def caption(self) -> Caption | None:
        """What is to be read now of what sounds."""
        if self._state is None:
            return None
        return caption_at(
            self._telling(self._state), self._state, self._clock.monotonic_ms(), self._again
        )

    def progress(self) -> Progress | None:
        """What is to be shown now."""
        state = self._state
        if state is None:
            return None
        foreseen, ends = self._foreseen
        if foreseen is not state:
            self._foreseen = (state, ends := ends_ms(state))
        return progress(state, self._clock.monotonic_ms(), ends)

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

    def start(self, routine: Routine, reached: Reached | None = None) -> None:
        """Begin a routine, or let one go on; does nothing while a session is under way."""
        if self.is_running:
            return
        self._sounding.open()
        now_ms = self._clock.monotonic_ms()
        self._looked_ms = (now_ms, self._clock.awake_and_asleep_ms())
        self._rest.look()
        self._watch.start()
        self._state, events = session.start(routine, now_ms, reached)
        self._plan(now_ms, cuts=False)
        self._settle((self._state, events))

    def pause(self) -> None:
        """Stop the clock."""
        self._command(session.pause)

    def resume(self) -> None:
        """Let the clock go on."""
        self._command(session.resume)

    def pause_or_go_on(self) -> None:
        """What the one big key does: pause, resume, or say "I am ready"."""
        state = self._state
        if state is None:
            return
        doing = {Status.PAUSED: session.resume, Status.WAITING: session.ready}
        self._command(doing.get(state.status, session.pause))
        if state.status is Status.PAUSED and state.phase.waits:
            self._command(session.ready)  # the clock stood anyway: one press goes on

    def ready(self) -> None:
        """Answer a step that waits; nothing else."""
        self._command(session.ready)

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

    def say_again(self) -> None:
        """Tell once more what is to be done; what was to come comes all the same."""
        self.look()
        if self._state is None or not self.is_running:
            return
        if not self._guidance.speaks:
            return
        telling, now_ms = self._telling(self._state), self._clock.monotonic_ms()
        self._sounding.silence()
        self._again = tuple(instruction_cues(telling, self._state, now_ms))
        self._sounding.follow(cues_again(telling, self._state, now_ms))

    def pause_for_sleep(self) -> None:
        """Pause while there is still time: the machine is about to sleep."""
        if not self.is_running:
            return
        self.look()
        self._pause_by_sleep(self._clock.monotonic_ms())

    def woke(self) -> None:
        """Look at once how long the machine slept, and tell; it may not have slept after all."""
        if not self.is_running:
            return
        self.look()
        if self._slept_untold:
            self._tell_slept()

    def look(self) -> None:
        """Let everything happen that is due; after a gap, pause at the last look instead."""
        if not self.is_running or self._state is None:
            return
        looked_ms, looked_boot_ms = self._looked_ms
        now_ms, boot_ms = self._clock.monotonic_ms(), self._clock.awake_and_asleep_ms()
        self._looked_ms = (now_ms, boot_ms)
        stood_ms = now_ms - looked_ms
        gap_ms = max(stood_ms, boot_ms - looked_boot_ms)
        if gap_ms > SLEEP_GAP_MS:
            self._overslept(looked_ms, gap_ms, stalled=stood_ms > SLEEP_GAP_MS)
            self._rest.look()
            return
        self._rest.look()
        # what happens by itself is in the plan that sounds already
        self._settle(session.advance(self._state, now_ms))

    def _overslept(self, looked_ms: int, gap_ms: int, *, stalled: bool) -> None:
        """Pause where the session was last known to run; a pause or a wait stays what it is."""
        paused_now = self._pause_by_sleep(looked_ms)
        assert self._state is not None
        if self._state.pause_reason != _SLEEP:
            return
        self.slept_ms += gap_ms
        if paused_now and stalled:
            self._say_paused(looked_ms)
        self._tell_slept()

    def _pause_by_sleep(self, at_ms: int) -> bool:
        """Pause unless the session stands still already; True when it was running."""
        assert self._state is not None
        state, events = session.pause(self._state, at_ms, _SLEEP)
        if state is self._state:
            return False
        paused_now = state.pause_reason == _SLEEP
        if paused_now:
            self.slept_ms, self._slept_untold = 0, True
            self._again = ()
            self._sounding.silence()
        self._settle((state, events))
        return paused_now

    def _tell_slept(self) -> None:
        self._slept_untold = False
        self.slept.emit(self.slept_ms)

    def _say_paused(self, paused_ms: int) -> None:
        """Say so to who was awake all the time: the machine stood still and did not sleep.

        Who comes back from sleep hears nothing, for the room may be another by then.
        """
        assert self._state is not None
        now_ms = self._clock.monotonic_ms()
        cues = cues_ahead(self._telling(self._state), self._state, paused_ms)
        if cues:
            self._sounding.follow([replace(cue, at_ms=now_ms) for cue in cues])

    def _command(self, command: Callable[[State, int], Outcome]) -> None:
        self.look()
        if self._state is None:
            return
        before, now_ms = self._state, self._clock.monotonic_ms()
        after, events = command(before, now_ms)
        if after.status is Status.RUNNING and self._rest.is_long and not self.may_go_on():
            return
        self._state = after
        if self._state is not before:
            # a sentence of the step that is left must not go on; one of a step made longer may
            cuts = not all(isinstance(event, LengthChanged) for event in events)
            self._plan(now_ms, cuts=cuts)
        self._settle((self._state, events))

    def _settle(self, outcome: Outcome) -> None:
        """Take over a state: let go of what a session needs, arm the timer, tell what happened."""
        self._state, events = outcome
        self._rest.follow(stands=self._state.status in (Status.PAUSED, Status.WAITING))
        if self._state.status.is_over and self._watch.isActive():
            self._watch.stop()
            self._sounding.close()
        due_ms = session.next_due(self._state)
        if due_ms is None:
            self._due.stop()
        else:
            self._due.start(max(0, due_ms - self._clock.monotonic_ms()))
        if events:
            self.happened.emit(events)

    def _telling(self, state: State) -> Telling:
        return Telling(state.routine, self._atlas, self._guidance)

    def _plan(self, since_ms: int, *, cuts: bool) -> None:
        """Hand out all that is to sound from a moment on; ``cuts`` ends what sounds now."""
        assert self._state is not None
        # only a sentence that sounds already is still said
        self._again = () if cuts else tuple(cue for cue in self._again if cue.at_ms <= since_ms)
        cues = cues_ahead(self._telling(self._state), self._state, since_ms)
        if cuts or not cues:
            self._sounding.silence()
        if cues:
            self._sounding.follow(cues)
