"""THE ENGINE: leads through a routine's phases.

Its rules, which every function here keeps:

1. No clock. Every function takes ``now_ms``, an integer of a monotonic clock.
2. State is one frozen value; commands and ``advance`` return ``(state, events)``.
3. Every event carries ``due``, the moment it belonged to, so that after a stall the shell sees
   ``now - due`` and decides whether a late bell still makes sense.
4. Elapsed and remaining are computed, never stored, never decremented. A pause only moves the
   moment the phase counts from.
5. ``advance`` loops until nothing is due: looking once or a thousand times gives the same events.
6. A command that makes no sense changes nothing and yields no event (buttons race); a malformed
   routine cannot be built at all.
7. ``next_due`` arms the runner's timer; the engine has no tick.
8. A step may wait for the person: then nothing is due until ``ready`` comes.

Beyond the rules, one limit: no point is pressed over 3:00 a side in one session, whatever is
repeated or lengthened, because what was already pressed is taken off the length.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from itertools import takewhile
from typing import Concatenate, ParamSpec

from acutimer.core.events import (
    Event,
    LengthChanged,
    Paused,
    PhaseBegan,
    PressEnded,
    PressLeftOut,
    Resumed,
    SessionFinished,
    SessionStarted,
    SessionStopped,
    StepDone,
    StepSkipped,
    WaitBegan,
)
from acutimer.core.routines import PhaseKind, Routine
from acutimer.core.session_state import (
    Credit,
    Reached,
    State,
    Status,
    clock_pressed_ms,
    elapsed_ms,
    has_room,
    most_ms,
    pressed_ms,
    room_ms,
)

#: What is asked about a session is asked of the engine, wherever it is computed.
__all__ = ["Event", "State", "Status", "clock_pressed_ms", "elapsed_ms", "pressed_ms", "room_ms"]

#: Two ``back`` commands within this time go to the step before.
TWICE_MS = 2000
ADJUST_MS = 15_000

Outcome = tuple[State, list[Event]]
_Also = ParamSpec("_Also")
_Command = Callable[Concatenate[State, int, _Also], Outcome]


def _up_to_now(command: _Command[_Also]) -> _Command[_Also]:
    """A command that sees the state as it truly is at ``now_ms``, not as it was last looked at."""

    @wraps(command)
    def commanded(state: State, now_ms: int, *args: _Also.args, **kwargs: _Also.kwargs) -> Outcome:
        state, due = advance(state, now_ms)
        state, events = command(state, now_ms, *args, **kwargs)
        return state, [*due, *events]

    return commanded


def start(routine: Routine, now_ms: int, reached: Reached | None = None) -> Outcome:
    """Begin a routine at ``now_ms``, or let one go on from where it had come."""
    reached = reached or Reached()
    state = replace(
        State(routine, Status.RUNNING, reached.phase, now_ms, 0),
        adjust_ms=reached.adjust_ms,
        pauses=reached.pauses,
        skipped=reached.skipped,
        credits=reached.credits,
    )
    started = SessionStarted(now_ms, state.step)
    state, events = _entered(state, reached.phase, now_ms)
    return state, [started, *events]


def advance(state: State, now_ms: int) -> Outcome:
    """Let everything happen that is due by ``now_ms``."""
    events: list[Event] = []
    while (due := next_due(state)) is not None and due <= now_ms:
        state, ended = _phase_ended(state, due)
        events += ended
    return state, events


def next_due(state: State) -> int | None:
    """When something will happen by itself next, in ms; None while paused, waiting or over."""
    if state.status is not Status.RUNNING:
        return None
    return state.anchor_ms + state.length_ms


def _pause(state: State, now_ms: int, reason: str = "person") -> Outcome:
    """Stop the clock."""
    if state.status is not Status.RUNNING:
        return state, []
    paused = replace(
        state,
        status=Status.PAUSED,
        paused_at_ms=now_ms,
        pause_reason=reason,
        pauses=state.pauses + 1,
    )
    return paused, [Paused(now_ms, state.step, reason)]


def _resume(state: State, now_ms: int) -> Outcome:
    """Let the clock go on where it stood."""
    if state.status is not Status.PAUSED or state.paused_at_ms is None:
        return state, []
    paused_ms = now_ms - state.paused_at_ms
    resumed = replace(
        state,
        status=Status.WAITING if state.phase.waits else Status.RUNNING,
        anchor_ms=state.anchor_ms + paused_ms,
        paused_at_ms=None,
        resumed_at_ms=now_ms,
        pause_reason="",
    )
    return resumed, [Resumed(now_ms, state.step, paused_ms)]


def _ready(state: State, now_ms: int) -> Outcome:
    """Go on from a step that waits for the person."""
    if state.status is not Status.WAITING:
        return state, []
    return _entered(state, state.index + 1, now_ms)


def _skip(state: State, now_ms: int) -> Outcome:
    """Leave this step and begin the next; after the last one the session is finished."""
    if state.status.is_over:
        return state, []
    skipping = replace(state, skipped=state.skipped | {state.step})
    return _step_left(skipping, now_ms, StepSkipped(now_ms, state.step))


def _back(state: State, now_ms: int) -> Outcome:
    """Begin this step again; a second time within two seconds, the step before."""
    if state.status.is_over:
        return state, []
    twice = state.back_at_ms is not None and now_ms - state.back_at_ms <= TWICE_MS
    target = max(0, state.step - 1) if twice else state.step
    state, ended = _credited(state, now_ms, in_full=False)
    state = replace(state, back_at_ms=now_ms, adjust_ms=0, skipped=state.skipped - {target})
    phases = state.routine.phases
    index = next(i for i, phase in enumerate(phases) if phase.step == target)
    state, events = _entered(state, index, now_ms)
    return state, [*ended, *events]


def _restart_step(state: State, now_ms: int) -> Outcome:
    """Begin this step again, however often it is asked."""
    if state.status.is_over:
        return state, []
    return _back(replace(state, back_at_ms=None), now_ms)


def _lengthen(state: State, now_ms: int) -> Outcome:
    """Fifteen seconds more in this press, never past 3:00 a side."""
    return _adjusted(state, now_ms, ADJUST_MS)


def _shorten(state: State, now_ms: int) -> Outcome:
    """Fifteen seconds less in this press; below zero the step ends."""
    return _adjusted(state, now_ms, -ADJUST_MS)


def _stop(state: State, now_ms: int) -> Outcome:
    """End the session here."""
    if state.status.is_over:
        return state, []
    state, ended = _credited(state, now_ms, in_full=False)
    stopped = replace(state, status=Status.STOPPED, ended_ms=now_ms)
    return stopped, [*ended, SessionStopped(now_ms, state.step)]


# Wrapped here and not by @, so that the bodies are plain functions: tools that try a test suite on
# spoiled code pass over what is decorated.
pause = _up_to_now(_pause)
resume = _up_to_now(_resume)
ready = _up_to_now(_ready)
skip = _up_to_now(_skip)
back = _up_to_now(_back)
restart_step = _up_to_now(_restart_step)
lengthen = _up_to_now(_lengthen)
shorten = _up_to_now(_shorten)
stop = _up_to_now(_stop)


def _entered(state: State, index: int, now_ms: int) -> Outcome:
    """Stand at the beginning of a phase; leaves out presses whose point has had its 3:00."""
    phases = state.routine.phases
    events: list[Event] = []
    while index < len(phases) and not has_room(state, index):
        phase = phases[index]
        if phase.point is not None and phase.side is not None and phase.kind.is_pressing:
            events.append(PressLeftOut(now_ms, phase.step, phase.point, phase.side))
        index += 1
    if index >= len(phases):
        finished = replace(state, status=Status.FINISHED, ended_ms=now_ms)
        return finished, [*events, SessionFinished(now_ms, state.step)]
    phase = phases[index]
    # the second of two sides in turn is as long as the first was made
    adjust_ms = state.adjust_ms if phase.step == state.step else 0
    length_ms = phase.length_ms + (adjust_ms if phase.kind.is_pressing else 0)
    if phase.kind.is_pressing and (left_ms := room_ms(state, phase)) is not None:
        length_ms = min(length_ms, left_ms)
    was_paused = state.status is Status.PAUSED
    status = Status.WAITING if phase.waits else Status.RUNNING
    state = replace(
        state,
        status=Status.PAUSED if was_paused else status,
        index=index,
        anchor_ms=now_ms,
        length_ms=length_ms,
        adjust_ms=adjust_ms,
        serial=state.serial + 1,
        paused_at_ms=now_ms if was_paused else None,
    )
    if phase.waits:
        events.append(WaitBegan(now_ms, phase.step))
    else:
        events.append(PhaseBegan(now_ms, phase.step, phase, length_ms, state.serial))
    return state, events


def _phase_ended(state: State, due: int) -> Outcome:
    state, events = _credited(state, due, in_full=True)
    phases, step, following = state.routine.phases, state.step, state.index + 1
    rest = takewhile(lambda index: phases[index].step == step, range(following, len(phases)))
    if not any(has_room(state, index) for index in rest):
        events.append(StepDone(due, step))
    state, begun = _entered(state, following, due)
    return state, [*events, *begun]


def _step_left(state: State, now_ms: int, why: StepDone | StepSkipped) -> Outcome:
    """Close the step in hand, which ``why`` tells, and begin the next."""
    state, ended = _credited(state, now_ms, in_full=False)
    phases = state.routine.phases
    index = next((i for i, phase in enumerate(phases) if phase.step > state.step), len(phases))
    state, begun = _entered(state, index, now_ms)
    return state, [*ended, why, *begun]


def _credited(state: State, now_ms: int, *, in_full: bool) -> Outcome:
    """Close the press in hand, if there is one, and note what it was worth."""
    phase = state.phase
    if not phase.kind.is_pressing:
        return state, []
    pressed = elapsed_ms(state, now_ms)
    credit = Credit(phase.step, phase.point, phase.side, pressed)
    ended = PressEnded(now_ms, phase.step, phase.kind, phase.point, phase.side, pressed, in_full)
    return replace(state, credits=(*state.credits, credit)), [ended]


def _adjusted(state: State, now_ms: int, by_ms: int) -> Outcome:
    phase = state.phase
    adjustable = phase.kind.is_pressing or phase.kind is PhaseKind.CARE
    if state.status.is_over or not adjustable:
        return state, []
    length_ms = state.length_ms + by_ms
    if by_ms > 0:
        length_ms = max(state.length_ms, min(length_ms, most_ms(state)))
    if length_ms <= elapsed_ms(state, now_ms):
        return _step_left(state, now_ms, StepDone(now_ms, state.step))
    if length_ms == state.length_ms:
        return state, []
    adjust_ms = state.adjust_ms + length_ms - state.length_ms
    longer = replace(state, length_ms=length_ms, adjust_ms=adjust_ms)
    return longer, [LengthChanged(now_ms, state.step, length_ms)]
