"""Steps and routines: what is pressed, on which side, for how long, and the phases that makes.

Must never read a file (routine_reading builds routines from mappings) and never decide what is
safe for one person (safety does); the limits here hold for everybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from acutimer.core.points import FASTEST_STROKE_S, STROKE_S, Side, StepKind, body_sides

LEAD_IN_S = 5
#: One circle of the fingers.
CIRCLE_MS = 2000
MAT_DEFAULT_S, MAT_LEAST_S, MAT_MOST_S = 90, 60, 120
CARE_DEFAULT_S, CARE_LEAST_S, CARE_MOST_S = 30, 5, 300
MOST_STEPS = 60
HEAD_TURNS = "head_turns"
#: Characters of a name, an id and an author; lines of cautions and of sources.
MOST_NAME, MOST_LINES = 80, 20
#: A care step in which one lets the hands down and does nothing.
REST = "rest"
LEAD_IN_LEAST_S, LEAD_IN_MOST_S = 3, 30
MOST_NOTE = 200
MOST_TIMES_A_WEEK, MOST_WEEKS = 21, 52
#: Quicker or slower presses than these cannot be followed by hand.
FASTEST_PRESS_MS, SLOWEST_PRESS_MS = 1000, 12000


class PhaseKind(StrEnum):
    """What the engine is doing; ``rest`` waits for the person and counts no time."""

    LEAD_IN = "lead_in"
    HOLD = "hold"
    CIRCLES = "circles"
    PRESSES = "presses"
    STROKES = "strokes"
    MAT = "mat"
    CARE = "care"
    REST = "rest"

    @property
    def is_pressing(self) -> bool:
        """Whether time in this phase is time pressed."""
        return self not in (PhaseKind.LEAD_IN, PhaseKind.CARE, PhaseKind.REST)


#: What a step can press; no point of the midline has a timer.
STEP_SIDES = (Side.LEFT, Side.RIGHT, Side.BOTH, Side.IN_TURN)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do; ``seconds`` is per side, ``presses`` is the count in those seconds."""

    kind: StepKind
    point: str | None
    side: Side | None
    seconds: int
    presses: int | None = None
    wait: bool = False
    own: bool = False
    care: str | None = None
    place: str | None = None
    #: words of the person's own, spoken or shown while getting ready
    note: str | None = None
    #: seconds to get ready, None for the usual
    lead_in: int | None = None
    #: seconds from one stroke to the next, None for every other kind
    stroke: int | None = None
    #: waits before the second of two sides too; a person's preference, so it stands in no file
    wait_again: bool = False
    #: pressed lightly; follows from a person's safety answers, so it stands in no file
    light: bool = False

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides as they are pressed one after the other; empty for mat and care."""
        if self.side is None:
            return ()
        return (Side.LEFT, Side.RIGHT) if self.side is Side.IN_TURN else (self.side,)

    @property
    def clock_s(self) -> int:
        """Seconds on the clock without lead-ins: a side in turn counts each time."""
        return self.seconds * max(1, len(self.sides))

    @property
    def beat_ms(self) -> int | None:
        """Milliseconds from one press, circle or stroke to the next; None where nothing beats."""
        if self.kind is StepKind.CIRCLES:
            return CIRCLE_MS
        if self.kind is StepKind.STROKES:
            return (self.stroke or STROKE_S) * 1000
        if self.kind is StepKind.PRESSES and self.presses:
            # rounded up: rounded down, one press too many would begin in the last moment
            return -(-self.seconds * 1000 // self.presses)
        return None

    def presses_in(self, seconds: int) -> int | None:
        """How many presses fit into other seconds at this beat, as fast and slow as any may be."""
        if self.presses is None:
            return None
        least, most = -(-seconds * 1000 // SLOWEST_PRESS_MS), seconds * 1000 // FASTEST_PRESS_MS
        return max(least, min(round(seconds * self.presses / self.seconds), most))

    def beats(self, length_ms: int) -> range:
        """When each press, circle or stroke begins in a phase of that length, in ms of it.

        The last stroke goes on to the end rather than that a hurried one begins.
        """
        if (beat_ms := self.beat_ms) is None:
            return range(0)
        if self.kind is StepKind.STROKES:
            last_ms = max(0, length_ms - FASTEST_STROKE_S * 1000)
            return range(0, min(length_ms, last_ms + 1), beat_ms)
        return range(0, length_ms, beat_ms)


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch of a session: of which step, on which side, how long when nobody changes it."""

    kind: PhaseKind
    step: int
    point: str | None
    side: Side | None
    length_ms: int
    waits: bool = False
    switches: bool = False


@dataclass(frozen=True, slots=True)
class Schedule:
    """How often a week, and for how many weeks, a routine is to be pressed."""

    times_a_week: int
    weeks: int


@dataclass(frozen=True, slots=True)
class Routine:
    """An ordered list of steps with a name; ``origin`` says whose it is."""

    id: str
    name: str
    origin: str
    steps: tuple[Step, ...]
    author: str = ""
    #: the day it was written or last changed, as in 2026-05-28
    date: str = ""
    cautions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    #: how often it is meant to be pressed, where its file says so; nobody is held to it
    plan: Schedule | None = None
    #: All stretches of the session in order; made once, because the engine looks often.
    phases: tuple[Phase, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Lay out the phases."""
        object.__setattr__(self, "phases", phases_of(self))

    @property
    def length_s(self) -> int:
        """Seconds from start to end with lead-ins and care, without waits."""
        return sum(phase.length_ms for phase in self.phases) // 1000

    @property
    def planned_s(self) -> int:
        """Seconds of pressing on the clock: no lead-ins, no care."""
        return sum(step.clock_s for step in self.steps if step.kind.is_pressing)

    @property
    def points(self) -> tuple[str, ...]:
        """The codes in the order first pressed."""
        return tuple(dict.fromkeys(step.point for step in self.steps if step.point))

    def lead_in_s(self, index: int) -> int:
        """Seconds of lead-in before the step of that index (per side for ``in_turn``)."""
        step = self.steps[index]
        if step.kind is StepKind.CARE:
            return 0
        before = self.steps[index - 1] if index else None
        if before is not None and _goes_on(before, step):
            return 0
        return LEAD_IN_S if step.lead_in is None else step.lead_in

    def with_steps(self, steps: Iterable[Step]) -> Routine:
        """The same routine with other steps."""
        return replace(self, steps=tuple(steps))


def _goes_on(before: Step, step: Step) -> bool:
    """Whether the fingers stay where they are from one step to the next."""
    return (
        {before.kind, step.kind} == {StepKind.HOLD, StepKind.CIRCLES}
        and before.point == step.point
        and before.side is step.side
        and step.side is not Side.IN_TURN
        and not step.wait
    )


def phases_of(routine: Routine) -> tuple[Phase, ...]:
    """The stretches of a routine: waits, lead-ins, presses, care."""
    phases: list[Phase] = []
    for index, step in enumerate(routine.steps):
        first = (step.sides or (None,))[0]
        if step.wait:
            phases.append(Phase(PhaseKind.REST, index, step.point, first, 0, waits=True))
        lead_in_ms = routine.lead_in_s(index) * 1000
        kind = PhaseKind(step.kind.value)
        for nth, side in enumerate(step.sides or (None,)):
            if nth and step.wait_again:
                phases.append(Phase(PhaseKind.REST, index, step.point, side, 0, waits=True))
            if lead_in_ms:
                phases.append(
                    Phase(PhaseKind.LEAD_IN, index, step.point, side, lead_in_ms, switches=nth > 0)
                )
            phases.append(Phase(kind, index, step.point, side, step.seconds * 1000))
    return tuple(phases)


def credited_s(step: Step) -> tuple[tuple[Side, int], ...]:
    """What each body side gets from a step: both sides get the whole length of ``both``."""
    return tuple((side, step.seconds) for side in body_sides(step.side))
