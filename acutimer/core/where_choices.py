"""The routines one may begin for tapped places in the time one has, in the order they are offered.

Must never offer a step that the safety answers leave out: what is fitted is what they allow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from acutimer.core.fitting import Length, fit
from acutimer.core.safety import allow
from acutimer.core.where import Candidate, Here, Reach, order_of, ranked, reach

if TYPE_CHECKING:
    from acutimer.core.points import Atlas
    from acutimer.core.routines import Routine, Step
    from acutimer.core.safety import Verdict


@dataclass(frozen=True, slots=True)
class Choice:
    """One routine as it would begin: ``routine`` is led, ``whole`` is what it is made from.

    Lengths are seconds as led; ``whole_s`` is without what the answers leave out. ``left_out`` is
    what fell out for want of time, ``is_shorter`` whether a step was made shorter.
    """

    routine: Routine
    whole: Routine
    length_s: int
    whole_s: int
    left_out: tuple[Step, ...]
    is_shorter: bool
    reach: Reach


@dataclass(frozen=True, slots=True)
class Choices:
    """What is offered, best first; ``shortest_s`` is what it would take where nothing fits."""

    offered: tuple[Choice, ...] = ()
    shortest_s: int = 0


def choices(
    routines: Iterable[Routine],
    here: Sequence[Here] | None,
    minutes: int | None,
    atlas: Atlas,
    verdict: Verdict | None,
    length_s: Length,
) -> Choices:
    """Routines fitted to the minutes, None for any; ranked where places were tapped.

    ``here`` are the points of the tapped places. None where nothing was tapped: then those that fit
    with all their steps come first, and else routines stay in their order.
    """
    made: dict[str, Choice] = {}
    shortest: list[int] = []
    for whole in routines:
        allowed = allow(whole, verdict).routine if verdict is not None else whole
        if allowed is None or (here is not None and not any(reach(allowed, here))):
            continue
        order = order_of(allowed, here) if here is not None else None
        fitted = fit(allowed, minutes and minutes * 60, atlas, length_s, order)
        if fitted.routine is None:
            shortest += [fitted.shortest_s] if fitted.shortest_s else []
            continue
        steps = (replace(step, light=False) for step in fitted.routine.steps)
        made[whole.id] = Choice(
            fitted.routine.with_steps(steps),
            whole,
            length_s(fitted.routine),
            length_s(allowed),
            fitted.left_out,
            fitted.is_shorter,
            reach(fitted.routine, here or ()),
        )
    found = [Candidate(one.routine, one.length_s, one.reach) for one in made.values()]
    if here is not None:
        offered = tuple(made[one.routine.id] for one in ranked(found))
    else:
        offered = tuple(sorted(made.values(), key=lambda one: bool(one.left_out)))
    return Choices(offered, 0 if offered else min(shortest, default=0))
