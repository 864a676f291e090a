"""What can happen in a session, as values in the past tense.

Must never carry anything but what happened, where in the routine, and the moment it was due.
"""

from __future__ import annotations

from dataclasses import dataclass

from acutimer.core.points import Side
from acutimer.core.routines import Phase, PhaseKind


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at ``due`` (ms of the monotonic clock) in a step of the routine.

    What carries no more than that is no dataclass of its own: made once, they cost the start less.
    """

    due: int
    step: int


class SessionStarted(Event):
    """The session began."""

    __slots__ = ()


class WaitBegan(Event):
    """The step waits until the person is ready."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class PhaseBegan(Event):
    """A lead-in, a press or care began; ``serial`` counts beginnings."""

    phase: Phase
    length_ms: int
    serial: int


@dataclass(frozen=True, slots=True)
class PressEnded(Event):
    """A press ended, in full or not; ``pressed_ms`` is without pauses."""

    kind: PhaseKind
    point: str | None
    side: Side | None
    pressed_ms: int
    in_full: bool


@dataclass(frozen=True, slots=True)
class PressLeftOut(Event):
    """A press was left out because the point already had its 3:00 on a side."""

    point: str
    side: Side


class StepDone(Event):
    """A step ran to its end."""

    __slots__ = ()


class StepSkipped(Event):
    """A step was left before its end."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class LengthChanged(Event):
    """The phase in hand is now ``length_ms`` long."""

    length_ms: int


@dataclass(frozen=True, slots=True)
class Paused(Event):
    """The clock stands still; ``reason`` is ``person`` or ``sleep``."""

    reason: str


@dataclass(frozen=True, slots=True)
class Resumed(Event):
    """The clock goes on after ``paused_ms``."""

    paused_ms: int


class SessionFinished(Event):
    """The last step ended."""

    __slots__ = ()


class SessionStopped(Event):
    """The person ended the session before its end."""

    __slots__ = ()
