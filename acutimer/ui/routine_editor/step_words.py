"""How steps are called on the editor's page, in its lists and for a screen reader.

Must never hold a widget.
"""

from __future__ import annotations

from collections.abc import Mapping

from acutimer.core.drafting import is_wordless
from acutimer.core.points import Atlas, Side, StepKind
from acutimer.core.routines import Step
from acutimer.core.step_limits import Limits
from acutimer.ui.kit.wording import clock_text, step_name

_SIDES = {
    Side.LEFT: "left",
    Side.RIGHT: "right",
    Side.BOTH: "both sides",
    Side.IN_TURN: "left then right",
}
#: The same where there is little room.
_SHORT_SIDES = {**_SIDES, Side.BOTH: "both", Side.IN_TURN: "in turn"}
MAT = "On the mat"
OWN_WORDS = "In your own words"


def called(step: Step, names: Mapping[str, str]) -> str:
    """What a step is called: its point, its movement, the place of its mat.

    ``names`` are the everyday names of points by their codes.
    """
    if step.kind is StepKind.MAT:
        return f"Mat: {step.place}" if step.place else MAT
    return OWN_WORDS if is_wordless(step) else step_name(step, names)


def manner(step: Step) -> str:
    """How a point is pressed: "left then right, hold"; empty for the others."""
    return f"{_SIDES[step.side]}, {step.kind.value}" if step.side else ""


def short_manner(step: Step) -> str:
    """The same in fewer words: "in turn, hold"."""
    return f"{_SHORT_SIDES[step.side]}, {step.kind.value}" if step.side else ""


def side_words(step: Step) -> str:
    """Which side: "left then right"; empty where there is none."""
    return _SIDES[step.side] if step.side else ""


def spoken(step: Step, number: int, of: int, names: Mapping[str, str]) -> str:
    """ "Step 2 of 4, Top of the shoulder, left then right, hold, 3:00"."""
    parts = [f"Step {number} of {of}", called(step, names), manner(step), clock_text(step.clock_s)]
    if step.wait:
        parts.append("waits until you are ready")
    return ", ".join(part for part in parts if part)


def titled(step: Step, number: int, names: Mapping[str, str]) -> str:
    """ "Step 2: Top of the shoulder, left then right"."""
    side = side_words(step)
    return f"Step {number}: {called(step, names)}{', ' + side if side else ''}"


def most_words(most_s: int) -> str:
    """ "The longest allowed is 3:00."."""
    return f"The longest allowed is {clock_text(most_s)}."


def time_words(step: Step, atlas: Atlas, limits: Limits) -> str:
    """ "The article says 3:00. The longest allowed is 3:00."."""
    allowed = most_words(limits.most_s)
    point = atlas.get(step.point) if step.point else None
    if point is None:
        return allowed
    says = "The article" if point.protocol_origin == "article" else "Its source"
    if step.kind is StepKind.STROKES:
        says = "acutimer"
    protocol = point.protocol(step.kind)
    if protocol is None:
        return f"{says} names no time for this. {allowed}"
    span = dict.fromkeys(clock_text(s) for s in (protocol.least_s, protocol.most_s))
    return f"{says} says {' to '.join(span)}. {allowed}"
