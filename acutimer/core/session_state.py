"""What the engine knows of a session, and what can be computed from that for one moment.

Must never change anything: session.py makes the next state out of the last.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, takewhile

from acutimer.core.points import MOST_PRESSED_S, Side, body_sides
from acutimer.core.routines import CARE_MOST_S, Phase, PhaseKind, Routine


class Status(StrEnum):
    """Where a session stands."""

    RUNNING = "running"
    PAUSED = "paused"
    WAITING = "waiting"
    FINISHED = "finished"
    STOPPED = "stopped"

    @property
    def is_over(self) -> bool:
        """Nothing more can happen."""
        return self in (Status.FINISHED, Status.STOPPED)


@dataclass(frozen=True, slots=True)
class Credit:
    """Time pressed on one stretch that is over: point and side as the phase had them."""

    step: int
    point: str | None
    side: Side | None
    pressed_ms: int


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a session had come when it was cut off; ``phase`` is the one to begin with."""

    phase: int = 0
    adjust_ms: int = 0
    pauses: int = 0
    skipped: frozenset[int] = frozenset()
    credits: tuple[Credit, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """Everything the engine knows; ``anchor_ms`` is when the phase would have begun unpaused."""

    routine: Routine
    status: Status
    index: int
    anchor_ms: int
    length_ms: int
    paused_at_ms: int | None = None
    #: when it last went on after a pause
    resumed_at_ms: int | None = None
    pause_reason: str = ""
    adjust_ms: int = 0
    back_at_ms: int | None = None
    serial: int = 0
    pauses: int = 0
    skipped: frozenset[int] = frozenset()
    credits: tuple[Credit, ...] = ()
    ended_ms: int | None = None

    @property
    def phase(self) -> Phase:
        """The stretch in hand (the last one once the session is over)."""
        phases = self.routine.phases
        return phases[min(self.index, len(phases) - 1)]

    @property
    def step(self) -> int:
        """The index of the step in hand."""
        return self.phase.step


def elapsed_ms(state: State, now_ms: int) -> int:
    """Time in the phase in hand, without pauses."""
    if state.status.is_over or state.status is Status.WAITING:
        return 0
    upto = state.paused_at_ms if state.paused_at_ms is not None else now_ms
    return min(max(0, upto - state.anchor_ms), state.length_ms)


def pressed_ms(state: State, now_ms: int) -> dict[tuple[str, Side], int]:
    """Time pressed so far by point and body side; a point pressed on both counts for each."""
    pressed: dict[tuple[str, Side], int] = {}
    for credit in _credits(state, now_ms):
        if credit.point is None:
            continue
        for side in body_sides(credit.side):
            key = (credit.point, side)
            pressed[key] = pressed.get(key, 0) + credit.pressed_ms
    return pressed


def clock_pressed_ms(state: State, now_ms: int) -> int:
    """Time pressed so far on the clock: both sides at once count once."""
    return sum(credit.pressed_ms for credit in _credits(state, now_ms))


def _credits(state: State, now_ms: int) -> tuple[Credit, ...]:
    phase = state.phase
    if state.status.is_over or not phase.kind.is_pressing:
        return state.credits
    held = Credit(phase.step, phase.point, phase.side, elapsed_ms(state, now_ms))
    return (*state.credits, held)


def room_ms(state: State, phase: Phase) -> int | None:
    """How long the phase's point may be pressed at most, by what earlier presses of it took.

    None where no limit holds (mat, care).
    """
    if phase.point is None:
        return None
    had_ms = [
        sum(
            credit.pressed_ms
            for credit in state.credits
            if credit.point == phase.point and side in body_sides(credit.side)
        )
        for side in body_sides(phase.side)
    ]
    return MOST_PRESSED_S * 1000 - max(had_ms, default=0)


def has_room(state: State, index: int) -> bool:
    """Whether anything of a phase may still be pressed.

    A wait stands for what follows it: its whole step, or the one side up to the next wait.
    """
    phases = state.routine.phases
    phase = phases[index]
    if not phase.waits:
        return _is_open(state, phase)
    after = islice(phases, index + 1, None)
    waited_for = takewhile(lambda one: one.step == phase.step and not one.waits, after)
    return any(_is_open(state, one) for one in waited_for)


def _is_open(state: State, phase: Phase) -> bool:
    left_ms = room_ms(state, phase)
    return left_ms is None or left_ms > 0


def most_ms(state: State) -> int:
    """How long the person may make the phase in hand.

    A mat names no point, so only its own time counts.
    """
    if state.phase.kind is PhaseKind.CARE:
        return CARE_MOST_S * 1000
    left_ms = room_ms(state, state.phase)
    return MOST_PRESSED_S * 1000 if left_ms is None else left_ms
