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
from itertools import takewhile

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


def start(routine: Routine, now_ms: int, reached: Reached | None = None) -> Outcome:
    """Begin a routine at ``now_ms``, or let one go on from where it had come."""
    reached = reached or Reached()
    state = replace(
        State(routine, Status.RUNNING, reached.phase, now_ms, 0, now_ms),
        adjust_ms=reached.adjust_ms,
        pauses=reached.pauses,
        skipped=reached.skipped,
        credits=reached.credits,
    )
    return _entered(state, reached.phase, now_ms, [SessionStarted(now_ms, state.step)])


def advance(state: State, now_ms: int) -> Outcome:
    """Let everything happen that is due by ``now_ms``."""
    events: list[Event] = []
    while (due := next_due(state)) is not None and due <= now_ms:
        state, events = _phase_ended(state, due, events)
    return state, events


def next_due(state: State) -> int | None:
    """When something will happen by itself next, in ms; None while paused, waiting or over."""
    if state.status is not Status.RUNNING:
        return None
    return state.anchor_ms + state.length_ms


def pause(state: State, now_ms: int, reason: str = "person") -> Outcome:
    """Stop the clock."""

    def paused(state: State, events: list[Event]) -> Outcome:
        if state.status is not Status.RUNNING:
            return state, events
        events.append(Paused(now_ms, state.step, reason))
        state = replace(
            state,
            status=Status.PAUSED,
            paused_at_ms=now_ms,
            pause_reason=reason,
            pauses=state.pauses + 1,
        )
        return state, events

    return _after_advancing(state, now_ms, paused)


def resume(state: State, now_ms: int) -> Outcome:
    """Let the clock go on where it stood."""

    def resumed(state: State, events: list[Event]) -> Outcome:
        if state.status is not Status.PAUSED or state.paused_at_ms is None:
            return state, events
        paused_ms = max(0, now_ms - state.paused_at_ms)
        events.append(Resumed(now_ms, state.step, paused_ms))
        state = replace(
            state,
            status=Status.WAITING if state.phase.waits else Status.RUNNING,
            anchor_ms=state.anchor_ms + paused_ms,
            paused_at_ms=None,
            resumed_at_ms=now_ms,
            pause_reason="",
        )
        return state, events

    return _after_advancing(state, now_ms, resumed)


def ready(state: State, now_ms: int) -> Outcome:
    """Go on from a step that waits for the person."""

    def went_on(state: State, events: list[Event]) -> Outcome:
        if state.status is not Status.WAITING:
            return state, events
        return _entered(state, state.index + 1, now_ms, events)

    return _after_advancing(state, now_ms, went_on)


def skip(state: State, now_ms: int) -> Outcome:
    """Leave this step and begin the next; after the last one the session is finished."""

    def skipped(state: State, events: list[Event]) -> Outcome:
        if state.status.is_over:
            return state, events
        return _step_left(state, now_ms, events, skipped=True)

    return _after_advancing(state, now_ms, skipped)


def back(state: State, now_ms: int) -> Outcome:
    """Begin this step again; a second time within two seconds, the step before."""

    def went_back(state: State, events: list[Event]) -> Outcome:
        if state.status.is_over:
            return state, events
        twice = state.back_at_ms is not None and now_ms - state.back_at_ms <= TWICE_MS
        target = max(0, state.step - 1) if twice else state.step
        state = _credited(state, now_ms, events, in_full=False)
        state = replace(state, back_at_ms=now_ms, adjust_ms=0, skipped=state.skipped - {target})
        phases = state.routine.phases
        index = next(i for i, phase in enumerate(phases) if phase.step == target)
        return _entered(state, index, now_ms, events)

    return _after_advancing(state, now_ms, went_back)


def restart_step(state: State, now_ms: int) -> Outcome:
    """Begin this step again, however often it is asked."""
    if state.status.is_over:
        return state, []
    return back(replace(state, back_at_ms=None), now_ms)


def lengthen(state: State, now_ms: int) -> Outcome:
    """Fifteen seconds more in this press, never past 3:00 a side."""
    return _after_advancing(state, now_ms, lambda s, e: _adjusted(s, now_ms, ADJUST_MS, e))


def shorten(state: State, now_ms: int) -> Outcome:
    """Fifteen seconds less in this press; below zero the step ends."""
    return _after_advancing(state, now_ms, lambda s, e: _adjusted(s, now_ms, -ADJUST_MS, e))


def stop(state: State, now_ms: int) -> Outcome:
    """End the session here."""

    def stopped(state: State, events: list[Event]) -> Outcome:
        if state.status.is_over:
            return state, events
        state = _credited(state, now_ms, events, in_full=False)
        events.append(SessionStopped(now_ms, state.step))
        return replace(state, status=Status.STOPPED, paused_at_ms=None, ended_ms=now_ms), events

    return _after_advancing(state, now_ms, stopped)


def _after_advancing(
    state: State, now_ms: int, command: Callable[[State, list[Event]], Outcome]
) -> Outcome:
    """Commands see the state as it truly is at ``now_ms``, not as it was last looked at."""
    state, events = advance(state, now_ms)
    return command(state, events)


def _entered(state: State, index: int, now_ms: int, events: list[Event]) -> Outcome:
    """Stand at the beginning of a phase; leaves out presses whose point has had its 3:00."""
    phases = state.routine.phases
    while index < len(phases):
        phase = phases[index]
        if has_room(state, index):
            break
        if phase.point is not None and phase.side is not None and phase.kind.is_pressing:
            events.append(PressLeftOut(now_ms, phase.step, phase.point, phase.side))
        index += 1
    if index >= len(phases):
        events.append(SessionFinished(now_ms, state.step))
        state = replace(state, status=Status.FINISHED, paused_at_ms=None, ended_ms=now_ms)
        return state, events
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


def _phase_ended(state: State, due: int, events: list[Event]) -> Outcome:
    state = _credited(state, due, events, in_full=True)
    phases, step, following = state.routine.phases, state.step, state.index + 1
    rest = takewhile(lambda index: phases[index].step == step, range(following, len(phases)))
    if not any(has_room(state, index) for index in rest):
        events.append(StepDone(due, step))
    return _entered(state, following, due, events)


def _step_left(state: State, now_ms: int, events: list[Event], *, skipped: bool) -> Outcome:
    state = _credited(state, now_ms, events, in_full=False)
    step = state.step
    events.append(StepSkipped(now_ms, step) if skipped else StepDone(now_ms, step))
    if skipped:
        state = replace(state, skipped=state.skipped | {step})
    phases = state.routine.phases
    index = next((i for i, p in enumerate(phases) if p.step > step), len(phases))
    return _entered(state, index, now_ms, events)


def _credited(state: State, now_ms: int, events: list[Event], *, in_full: bool) -> State:
    """Close the press in hand, if there is one, and note what it was worth."""
    phase = state.phase
    if not phase.kind.is_pressing or state.status.is_over:
        return state
    pressed = elapsed_ms(state, now_ms)
    events.append(
        PressEnded(now_ms, phase.step, phase.kind, phase.point, phase.side, pressed, in_full)
    )
    credit = Credit(phase.step, phase.point, phase.side, pressed)
    return replace(state, credits=(*state.credits, credit))


def _adjusted(state: State, now_ms: int, by_ms: int, events: list[Event]) -> Outcome:
    phase = state.phase
    adjustable = phase.kind.is_pressing or phase.kind is PhaseKind.CARE
    if state.status not in (Status.RUNNING, Status.PAUSED) or not adjustable:
        return state, events
    length_ms = state.length_ms + by_ms
    if by_ms > 0:
        length_ms = max(state.length_ms, min(length_ms, most_ms(state)))
    if length_ms <= elapsed_ms(state, now_ms):
        return _step_left(state, now_ms, events, skipped=False)
    if length_ms == state.length_ms:
        return state, events
    adjust_ms = state.adjust_ms + length_ms - state.length_ms
    events.append(LengthChanged(now_ms, state.step, length_ms))
    return replace(state, length_ms=length_ms, adjust_ms=adjust_ms), events
