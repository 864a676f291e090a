"""Why pressing stops for today, by id: what the journal keeps with each stop.

A reason is the id of a danger sign, that of something unwelcome, or one of those here. There is
always one. Must never hold a number that was rated, nor words of the person's own.
"""

from __future__ import annotations

#: "I feel unwell", and nothing named
UNWELL = "unwell"
#: a danger sign of tier A is there or may be, and nobody said which
NOT_NAMED = "danger_sign"
#: pain higher than before, by as much as the rules name
PAIN_ROSE = "pain_rose"


def named(reasons: tuple[str, ...], sign: str) -> tuple[str, ...]:
    """The reasons once a sign is named: it takes the place of those that name none."""
    kept = (one for one in reasons if one not in (UNWELL, NOT_NAMED, sign))
    return (*kept, sign)
