"""Routines as they are offered: what the safety answers leave of each, and how long that lasts.

Plain values. Must never decide what is off: it asks the verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from acutimer.core.routines import Routine, Step
from acutimer.ui.kit.wording import ALL_OFF, REVIEW, rest_text, steps_text

if TYPE_CHECKING:
    from acutimer.core.safety import Allowed, Verdict


@dataclass(frozen=True, slots=True)
class Offer:
    """A routine as it is offered: whole, and without what the safety answers switch off."""

    routine: Routine
    allowed: Allowed | None = None
    #: the everyday names of points by their codes
    names: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def startable(self) -> Routine:
        """What would run: without the steps that are off, or whole when nothing else is left."""
        return self.allowed.routine if self.allowed and self.allowed.routine else self.routine

    @property
    def left_out(self) -> tuple[Step, ...]:
        """The steps that the safety answers switch off."""
        return self.allowed.left_out if self.allowed is not None else ()

    @property
    def off_note(self) -> str:
        """What the safety answers leave out, in words; empty when nothing."""
        if self.allowed is None:
            return ""
        if self.allowed.routine is None:
            return ALL_OFF
        said: list[str] = []
        if off := len(self.allowed.left_out):
            verb = "is" if off == 1 else "are"
            total = steps_text(self.allowed.total)
            said.append(f"{off} of {total} {verb} off after your safety check.")
        if self.allowed.unsaid:
            said.append("Notes of your own are off.")
        return " ".join(said)

    @property
    def why(self) -> tuple[str, ...]:
        """Why steps are off that no point decides, and words of one's own."""
        return tuple(one.text for one in self.allowed.why) if self.allowed is not None else ()

    def is_off(self, step: Step) -> bool:
        """Whether this step is left out."""
        return step in self.left_out


def offers_of(
    routines: Sequence[Routine],
    lengths: Mapping[str, int],
    verdict: Verdict | None,
    led: Callable[[Routine], Routine],
    names: Mapping[str, str],
) -> list[Offer]:
    """The routines as they may be started: with kept lengths, without what is off, as led.

    ``names`` are the everyday names of points by their codes.
    """
    if lengths:
        from acutimer.core.preparing import with_lengths

        routines = [with_lengths(routine, lengths) for routine in routines]
    if verdict is None:
        return [Offer(routine, names=names) for routine in routines]
    from acutimer.core.safety import allow

    offers: list[Offer] = []
    for routine in routines:
        allowed = allow(routine, verdict)
        if allowed.routine is not None:
            allowed = replace(allowed, routine=led(allowed.routine))
        offers.append(Offer(routine, allowed, names))
    return offers


def is_barred(verdict: Verdict | None) -> bool:
    """Whether no session may start today, whatever is chosen."""
    return verdict is not None and bool(
        verdict.barred_by or verdict.awaits_clearance or verdict.rests_until
    )


def start_words(offer: Offer | None, verdict: Verdict | None) -> str:
    """What the Start button says."""
    if verdict is not None and (until := rest_text(verdict)):
        return f"Off {until}"
    if is_barred(verdict):
        return REVIEW
    if offer is None or offer.allowed is None or not offer.allowed.left_out:
        return "Start"
    if offer.allowed.routine is None:
        return REVIEW
    return f"Start the other {len(offer.allowed.routine.steps)}"
