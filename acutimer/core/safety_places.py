"""Which points and places an answer puts out: those named, those of a group, those that are marked.

Must never decide whether a session may begin: safety.py does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set

from acutimer.core.points import BOTH_SIDES, Atlas, Point, Side
from acutimer.core.safety_values import Effect, Question, Reason, Rules, StepRule

#: Regions and sides as a person marked them.
Marks = tuple[tuple[str, Side], ...]


def points_out(
    rules: Rules, question: Question, marks: Marks, atlas: Atlas, *, cleared: bool
) -> Iterator[tuple[Point, tuple[Side, ...]]]:
    """The points and body sides that a yes to the question puts out."""
    groups: set[str] = set()
    if question.effect is Effect.GROUPS_OUT_UNTIL_CLEARED and not cleared:
        groups = set(question.groups_out)
    for point in atlas.points:
        if point.code in question.points_out or _is_in(rules, groups, point):
            yield point, point.sides
    if question.effect is Effect.REGION_OUT:
        yield from _where_out(rules, marks, atlas)


def places_of(rules: Rules, marks: Marks) -> Marks:
    """The marked regions: all of them when nobody said where, or named one that is not known."""
    known = {region.id for region in rules.regions}
    if marks and all(region in known for region, _ in marks):
        return marks
    return (*marks, *((region.id, Side.BOTH) for region in rules.regions))


def _where_out(rules: Rules, marks: Marks, atlas: Atlas) -> list[tuple[Point, tuple[Side, ...]]]:
    """The points of the marked regions, and every point for a region that is not known."""
    out: list[tuple[Point, tuple[Side, ...]]] = []
    for region_id, side in places_of(rules, marks):
        region = next((r for r in rules.regions if r.id == region_id), None)
        for code in region.points if region else [p.code for p in atlas.points]:
            if point := atlas.get(code):
                # the midline belongs to either side, so it is out with one of them
                one_side = side in BOTH_SIDES and not point.is_midline
                out.append((point, (side,) if one_side else point.sides))
    return out


def _is_in(rules: Rules, groups: Iterable[str], point: Point) -> bool:
    """Whether a point belongs to one of the groups, by the rules or by its own word."""
    return any(one in point.groups or point.code in rules.groups.get(one, ()) for one in groups)


def is_touched(
    rules: Rules,
    rule: StepRule,
    atlas: Atlas,
    marked: Set[str],
    out: Mapping[tuple[str, Side], tuple[Reason, ...]],
) -> bool:
    """Whether a step lies on, or moves, a place that is marked or a point that is out."""
    if not marked.isdisjoint(rule.regions):
        return True
    touched = {
        point.code
        for point in atlas.points
        if point.region in rule.regions or _is_in(rules, rule.groups, point)
    }
    return any(code in touched for code, _ in out)
