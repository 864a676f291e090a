"""What can be said about one step, each a whole clause.

Must never say when: sentences places them.
"""

from __future__ import annotations

from acutimer.core.guidance.speech import Guidance, Sentence, slug
from acutimer.core.guidance.step_words import care_words, doing, heading
from acutimer.core.points import Atlas, Side, StepKind
from acutimer.core.routines import HEAD_TURNS, Step

_ABOUT_S = (20, 30, 40, 50, 60, 90, 120, 150, 180)
_LEAST_LEFT_MS, _MOST_LEFT_MS = 15_000, 195_000


def where_clause(
    step: Step, side: Side | None, atlas: Atlas, guidance: Guidance
) -> Sentence | None:
    """Where it is pressed, or lain on; care has no place."""
    words = f"{heading(atlas, step, side)}."
    if step.kind is StepKind.CARE:
        return None
    if step.kind is StepKind.MAT:
        return guidance.sentence(f"place.{slug(step.place or 'On the mat')}", words)
    return guidance.sentence(f"where.{step.point}.{side}", words)


def with_clause(step: Step, side: Side | None, atlas: Atlas, guidance: Guidance) -> Sentence | None:
    """With what it is pressed; the short form leaves it out."""
    point = atlas.get(step.point) if step.point else None
    if point is None or side is None or not guidance.says_all:
        return None
    return guidance.sentence(f"with.{step.point}.{side}", point.hand[side.value])


def own_clause(step: Step) -> Sentence | None:
    """The person's own words."""
    return Guidance().sentence("", step.note) if step.note else None


def how_clause(step: Step, guidance: Guidance) -> Sentence | None:
    """How it is pressed."""
    words = doing(step)
    return guidance.sentence(f"how.{step.kind}", f"{words[:1].upper()}{words[1:]}.")


def care_clause(step: Step, guidance: Guidance) -> Sentence | None:
    """What one does in a care step."""
    return guidance.sentence(f"care.{slug(step.care or '')}", care_words(step))


def turn_clauses(guidance: Guidance) -> list[Sentence]:
    """To the left, to the right."""
    sides = (guidance.sentence(f"care.{HEAD_TURNS}.{side}") for side in (Side.LEFT, Side.RIGHT))
    return [one for one in sides if one is not None]


def about_left(left_ms: int, guidance: Guidance) -> Sentence | None:
    """About how long it still lasts, to the nearest that is recorded.

    None when it is soon over, and when that is far beyond what is recorded.
    """
    if not _LEAST_LEFT_MS <= left_ms <= _MOST_LEFT_MS:
        return None
    nearest = min(_ABOUT_S, key=lambda seconds: abs(seconds * 1000 - left_ms))
    return guidance.sentence(f"about.{nearest}")
