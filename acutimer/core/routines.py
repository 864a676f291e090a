"""Steps and routines: what is pressed, on which side, for how long, and the phases that makes.

A malformed routine cannot be built at all. Must never read a file and never decide what is safe
for one person (safety does); the limits here hold for everybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from acutimer.core.points import MOST_PRESSED_S, Atlas, Point, Side, StepKind
from acutimer.core.reading import ContentError, Reader

LEAD_IN_S = 5
#: One circle of the fingers.
CIRCLE_MS = 2000
MAT_DEFAULT_S, MAT_LEAST_S, MAT_MOST_S = 90, 60, 120
CARE_DEFAULT_S, CARE_LEAST_S, CARE_MOST_S = 30, 5, 300
MOST_STEPS = 60
HEAD_TURNS = "head_turns"
_MOST_LINES = 20
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
#: A care step in which one lets the hands down and does nothing.
REST = "rest"
LEAD_IN_LEAST_S, LEAD_IN_MOST_S = 3, 30
MOST_NOTE = 200
#: Quicker or slower presses than these cannot be followed by hand.
FASTEST_PRESS_MS, SLOWEST_PRESS_MS = 1000, 12000


class PhaseKind(StrEnum):
    """What the engine is doing; ``rest`` waits for the person and counts no time."""

    LEAD_IN = "lead_in"
    HOLD = "hold"
    CIRCLES = "circles"
    PRESSES = "presses"
    MAT = "mat"
    CARE = "care"
    REST = "rest"

    @property
    def is_pressing(self) -> bool:
        """Whether time in this phase is time pressed."""
        return self in (PhaseKind.HOLD, PhaseKind.CIRCLES, PhaseKind.PRESSES, PhaseKind.MAT)


#: What a step can press; no point of the midline has a timer.
STEP_SIDES = (Side.LEFT, Side.RIGHT, Side.BOTH, Side.IN_TURN)


class UnknownPoint(ContentError):
    """A step names a point that the atlas does not have; ``name`` is what it calls it."""

    def __init__(self, name: str, fault: ContentError) -> None:
        super().__init__(fault.reason, fault.path)
        self.name = name


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
    #: waits before the second of two sides too; a person's preference, so it stands in no file
    wait_again: bool = False

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
        """Milliseconds from one press or circle to the next; None where nothing beats."""
        if self.kind is StepKind.CIRCLES:
            return CIRCLE_MS
        if self.kind is StepKind.PRESSES and self.presses:
            # rounded up: rounded down, one press too many would begin in the last moment
            return -(-self.seconds * 1000 // self.presses)
        return None


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


def read_routine(content: Mapping[str, object], atlas: Atlas) -> Routine:
    """Build a routine from the mapping of its file; raises ContentError naming the bad key."""
    top = Reader(content)
    top.only("schema", "id", "name", "origin", "author", "date", "cautions", "sources", "steps")
    top.whole("schema", 1, 1)
    identifier = top.text("id", most=80)
    if not all(letter.isalnum() or letter in "-_" for letter in identifier):
        raise top.error("id may only hold letters, digits, - and _", "id")
    rows = top.rows("steps")
    if not rows:
        raise top.error("a routine needs at least one step", "steps")
    if len(rows) > MOST_STEPS:
        raise top.error(f"a routine has at most {MOST_STEPS} steps, not {len(rows)}", "steps")
    steps: list[Step] = []
    pressed_s: dict[tuple[str, Side], int] = {}
    for row in rows:
        step = read_step(row, atlas)
        for side, seconds in credited_s(step):
            key = (step.point or "", side)
            pressed_s[key] = pressed_s.get(key, 0) + seconds
            if step.point and pressed_s[key] > MOST_PRESSED_S:
                raise row.error(
                    f"{step.point} {side} adds up to {pressed_s[key]} s; "
                    f"at most {MOST_PRESSED_S} s a side in one session",
                    "seconds",
                )
        steps.append(step)
    return Routine(
        identifier,
        top.text("name", most=80),
        top.text("origin", "", most=200),
        tuple(steps),
        author=top.text("author", "", most=80),
        date=_read_date(top),
        cautions=_read_lines(top, "cautions"),
        sources=_read_lines(top, "sources"),
    )


def _read_date(top: Reader) -> str:
    date = top.text("date", "", most=10)
    if date and not _DATE.fullmatch(date):
        raise top.error("date is a day like 2026-05-28", "date")
    return date


def _read_lines(top: Reader, key: str) -> tuple[str, ...]:
    lines = top.texts(key) if top.has(key) else ()
    if len(lines) > _MOST_LINES or any(len(line) > MOST_NOTE for line in lines):
        raise top.error(f"{key} holds at most {_MOST_LINES} texts of {MOST_NOTE} characters", key)
    return lines


def credited_s(step: Step) -> tuple[tuple[Side, int], ...]:
    """What each body side gets from a step: both sides get the whole length of ``both``."""
    if step.side is None:
        return ()
    if step.side in (Side.BOTH, Side.IN_TURN):
        return ((Side.LEFT, step.seconds), (Side.RIGHT, step.seconds))
    return ((step.side, step.seconds),)


#: Keys that would say nothing in a step of that kind.
_NOT_FOR = {
    StepKind.HOLD: ("presses", "care", "place"),
    StepKind.CIRCLES: ("presses", "care", "place"),
    StepKind.PRESSES: ("care", "place"),
    StepKind.MAT: ("point", "side", "presses", "care"),
    StepKind.CARE: ("point", "side", "presses", "place"),
}


def read_step(row: Reader, atlas: Atlas) -> Step:
    """Build one step; raises ContentError naming the bad key."""
    step = _read_doing(row, atlas)
    lead_in = None
    if row.has("lead_in"):
        if step.kind is StepKind.CARE:
            raise row.error("a care step has no lead_in", "lead_in")
        lead_in = row.whole("lead_in", LEAD_IN_LEAST_S, LEAD_IN_MOST_S)
    note = row.text("note", "", most=MOST_NOTE).strip() or None
    return replace(step, note=note, lead_in=lead_in)


def _read_doing(row: Reader, atlas: Atlas) -> Step:
    row.only(
        "kind",
        "point",
        "side",
        "seconds",
        "presses",
        "wait",
        "own",
        "care",
        "place",
        "note",
        "lead_in",
    )  # a misspelt key would otherwise silently change the step
    kind = row.choice("kind", tuple(StepKind))
    wait, own = row.flag("wait", False), row.flag("own", False)
    for key in _NOT_FOR[kind]:
        if row.has(key):
            raise row.error(f"a {kind} step has no {key}", key)
    if kind is StepKind.CARE:
        seconds = row.whole("seconds", CARE_LEAST_S, CARE_MOST_S) if row.has("seconds") else None
        care = row.text("care", HEAD_TURNS, most=80)
        return Step(kind, None, None, seconds or CARE_DEFAULT_S, wait=wait, own=own, care=care)
    if kind is StepKind.MAT:
        least, most = (1, CARE_MOST_S) if own else (MAT_LEAST_S, MAT_MOST_S)
        seconds = row.whole("seconds", least, most) if row.has("seconds") else MAT_DEFAULT_S
        place = row.text("place", "", most=120) or None
        return Step(kind, None, None, seconds, wait=wait, own=own, place=place)
    return _read_press(row, atlas, kind, wait=wait, own=own)


def _read_press(row: Reader, atlas: Atlas, kind: StepKind, *, wait: bool, own: bool) -> Step:
    name = row.text("point", most=80)
    point = atlas.get(name)
    if point is None:
        raise UnknownPoint(name, row.error(f"there is no point {name!r}", "point"))
    if not point.timed:
        raise row.error(f"{point.code} is for reference only and has no timer", "point")
    side = _read_side(row, point)
    protocol = point.protocol(kind)
    if protocol is None and not own:
        raise row.error(f"{point.code} has no {kind} of its own; set own = true to use it", "kind")
    if protocol is None and not row.has("seconds"):
        raise row.error("seconds is missing", "kind")
    seconds = (
        row.whole("seconds", 1, MOST_PRESSED_S)
        if row.has("seconds")
        else (protocol.default_s if protocol else 0)
    )
    if protocol and not own and not protocol.least_s <= seconds <= protocol.most_s:
        raise row.error(
            f"{point.code} {kind} lasts {protocol.least_s} to {protocol.most_s} s, "
            f"not {seconds}; set own = true to keep it",
            "seconds",
        )
    presses = _read_presses(row, kind, protocol.presses if protocol else None, seconds, own=own)
    return Step(kind, point.code, side, seconds, presses, wait, own)


def _read_side(row: Reader, point: Point) -> Side:
    side = row.choice("side", STEP_SIDES)
    needed = ("left", "right") if side in (Side.BOTH, Side.IN_TURN) else (side.value,)
    if not set(needed) <= set(point.sides):
        raise row.error(f"{point.code} cannot be pressed on {side}", "side")
    if side is Side.BOTH and point.one_at_a_time:
        raise row.error(
            f"{point.code} cannot be pressed on both sides at once; use in_turn", "side"
        )
    return side


def _read_presses(
    row: Reader, kind: StepKind, usual: int | None, seconds: int, *, own: bool
) -> int | None:
    if kind is not StepKind.PRESSES:
        return None
    presses = row.whole("presses", 1, 240) if row.has("presses") else usual
    if presses is None:
        raise row.error("presses is missing")
    if usual is not None and presses != usual and not own:
        raise row.error(f"presses is {usual} here, not {presses}; set own = true", "presses")
    if not FASTEST_PRESS_MS <= seconds * 1000 / presses <= SLOWEST_PRESS_MS:
        raise row.error(f"{presses} presses in {seconds} s cannot be followed by hand", "presses")
    return presses
