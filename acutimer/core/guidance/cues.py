"""The distinct things one can hear, and one of them at its moment.

Must never say when anything sounds: that is the score's.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from acutimer.core.points import Side


class CueId(StrEnum):
    """The distinct things one can hear."""

    LEAD_IN_3 = "lead_in_3"
    LEAD_IN_2 = "lead_in_2"
    LEAD_IN_1 = "lead_in_1"
    BEGIN = "begin"
    SWITCH_SIDES = "switch_sides"
    CHANGE = "change"
    PRESS = "press"
    LET_GO = "let_go"
    CIRCLE = "circle"
    STROKE = "stroke"
    LIFT = "lift"
    STEP_DONE = "step_done"
    CARE = "care"
    READY = "ready"
    ALL_DONE = "all_done"
    SAY = "say"
    BREATHE_IN = "breathe_in"
    BREATHE_OUT = "breathe_out"


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing to hear or read at ``at_ms``; ``side`` is where it belongs, None for neither.

    ``clause`` is what SAY says of the recorded ones; a SAY without one is the person's own words.
    ``length_ms`` is how long it is said, 0 for tones.
    """

    at_ms: int
    id: CueId
    caption: str
    side: Side | None = None
    clause: str = ""
    length_ms: int = 0

    @property
    def ends_ms(self) -> int:
        """When it has been said."""
        return self.at_ms + self.length_ms

    def later(self, by_ms: int) -> Cue:
        """The same so much later; a plan has hundreds, and ``replace`` takes four times as long."""
        return Cue(
            self.at_ms + by_ms, self.id, self.caption, self.side, self.clause, self.length_ms
        )


#: The care cue follows the end of a press by this, so that the two do not sound as one.
CARE_AFTER_MS = 800

#: How long a tone is left alone before anything is said, in ms: until its last note has been
#: heard for a while.
ALONE_MS = {
    CueId.SWITCH_SIDES: 600,
    CueId.STEP_DONE: 500,
    CueId.READY: 800,
    CueId.BEGIN: 700,
    CueId.CHANGE: 600,
    CueId.PRESS: 450,
    CueId.STROKE: 1000,
    CueId.CARE: 1400,
}
