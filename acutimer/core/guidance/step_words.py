"""What a step is called and what one does in it, in words.

Must never say when: that is the score's.
"""

from __future__ import annotations

from acutimer.core.points import Atlas, Side, StepKind
from acutimer.core.routines import HEAD_TURNS, REST, Step

ON_THE_MAT = "On the mat"
GET_READY = "Get ready."
SWITCH_SIDES = "Switch sides."
WHEN_READY = "When you are ready:"
HALF_WAY = "Half way."
GOING_ON = "Going on."
EASE_OFF = "Ease off slowly."
LIGHTLY = "Lightly."
ALL_DONE = f"All done. {EASE_OFF}"
SIDE_WORDS = {
    Side.LEFT: "left",
    Side.RIGHT: "right",
    Side.BOTH: "both sides",
    Side.MIDDLE: "middle",
}
_DOING = {
    StepKind.HOLD: "press and hold",
    StepKind.CIRCLES: "slow circles",
    StepKind.PRESSES: "press on the tone, let go on the tick",
    StepKind.STROKES: "long, slow strokes",
}
_DOING_LIGHTLY = {StepKind.PRESSES: "press lightly on the tone, let go on the tick"}
_CARE_HEADINGS = {HEAD_TURNS: "Slow head turns", REST: "Rest"}
_CARE_WORDS = {
    HEAD_TURNS: "Turn your head slowly, one way, then the other. Only as far as is easy.",
    REST: "Let your hands down and rest.",
}


def heading(atlas: Atlas, step: Step, side: Side | None) -> str:
    """What a step is called while it runs: "Left shoulder"."""
    if step.point is None or side is None:
        if step.kind is StepKind.MAT:
            return step.place or ON_THE_MAT
        care = step.care or "Care"
        return _CARE_HEADINGS.get(care, care)
    point = atlas.get(step.point)
    return point.heading[side.value] if point else f"{step.point}, {SIDE_WORDS[side]}"


def doing(step: Step) -> str:
    """How a step is pressed: "press and hold", or "press and hold, lightly"."""
    words = _DOING.get(step.kind, "lie or lean, and let the weight rest")
    return _DOING_LIGHTLY.get(step.kind, f"{words}, lightly") if step.light else words


def care_words(step: Step) -> str:
    """What one does in a care step."""
    return _CARE_WORDS.get(step.care or "", step.care or "")
