"""What can be pressed for the places that were tapped, and which routine reaches most of them.

Points that lie in a tapped place come first, then those that sources name for it. Must never say
that a point does anything: it repeats who uses it for what. Must never offer what the safety
answers switch off: such a point is shown with its reason and does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from acutimer.core.composing import YOUR_PLACES, compose, sides_for
from acutimer.core.pain_places import PLACES, REGIONS, checked_places, regions_of
from acutimer.core.points import BOTH_SIDES, Atlas, Point, Side, body_sides
from acutimer.core.routines import MOST_NAME, Routine, Step
from acutimer.core.word_lists import listed

if TYPE_CHECKING:
    from acutimer.core.point_uses import Lying, PointUse, PointUses
    from acutimer.core.safety import Verdict
    from acutimer.core.safety_values import Reason

MADE = "Made from your places"
_NAME = "Your places"


@dataclass(frozen=True, slots=True)
class Here:
    """One point for the tapped places, with the side on which it would be pressed.

    ``lies`` are the tapped places in which it lies and ``named`` those that sources use it for, by
    their ids; ``off`` is why the safety answers switch it off on every side asked for.
    """

    point: Point
    side: Side
    lies: tuple[str, ...]
    named: tuple[str, ...]
    lying: Lying | None
    uses: tuple[PointUse, ...]
    off: tuple[Reason, ...]

    @property
    def counts(self) -> bool:
        """Whether it can be pressed now."""
        return self.point.timed and not self.off


class Reach(NamedTuple):
    """What a routine reaches: tapped places that hold a pressed point, and points that count."""

    places: tuple[str, ...]
    points: tuple[str, ...]


class Candidate(NamedTuple):
    """A routine that could be started, how long it lasts in seconds, and what it reaches."""

    routine: Routine
    length_s: int
    reach: Reach


def points_here(
    places: Iterable[str], table: PointUses, atlas: Atlas, verdict: Verdict | None
) -> tuple[Here, ...]:
    """The points for tapped places: those that lie there, then those that sources name.

    Without a verdict nothing is switched off yet, and nothing can be started either.
    """
    tapped = checked_places(places)
    lying = {row.point: row for row in table.lying}
    codes = dict.fromkeys([*lying, *(use.point for use in table.uses)])
    found: list[Here] = []
    for code in codes:
        point = atlas.get(code)
        if point is None:
            continue
        regions = lying[code].regions if code in lying else ()
        lies = tuple(one for one in tapped if PLACES[one].region in regions)
        uses = tuple(
            use for use in table.uses
            if use.point == code and any(PLACES[one].region in use.regions for one in tapped)
        )  # fmt: skip
        named = tuple(
            one for one in tapped if any(PLACES[one].region in use.regions for use in uses)
        )
        if not lies and not uses:
            continue
        side, off = _side_and_off(point, (*lies, *named), atlas, verdict)
        row = lying[code] if lies else None
        found.append(Here(point, side, lies, named, row, uses, off))
    return tuple(sorted(found, key=lambda here: not here.lies))


def _side_and_off(
    point: Point, places: Iterable[str], atlas: Atlas, verdict: Verdict | None
) -> tuple[Side, tuple[Reason, ...]]:
    """The tapped sides that may be pressed; with none of them, all tapped and why not."""
    asked = {Side(PLACES[one].side) for one in places}
    wanted = [side for side in point.sides if side in asked] or list(point.sides)
    reasons = {side: verdict.why_off(point.code, side) if verdict else () for side in wanted}
    free = [side for side in wanted if not reasons[side]]
    sides = free or wanted
    side = sides_for(point.code, Side.BOTH, atlas) if len(sides) == len(BOTH_SIDES) else sides[0]
    off = () if free else tuple(dict.fromkeys(one for why in reasons.values() for one in why))
    return side, off


def regions_without(places: Iterable[str], here: Iterable[Here]) -> tuple[str, ...]:
    """The tapped regions for which none of the points shown is used."""
    held = {PLACES[one].region for each in here for one in (*each.lies, *each.named)}
    return tuple(region for region in regions_of(places) if region not in held)


def made(places: Iterable[str], here: Iterable[Here], atlas: Atlas) -> Routine | None:
    """A routine of every point that counts, on the tapped sides; None where none counts."""
    pairs = [(one.point.code, one.side) for one in here if one.counts]
    routine = compose(pairs, atlas)
    if routine is None:
        return None
    return replace(routine, id=YOUR_PLACES, name=name_of(places), origin=MADE)


def name_of(places: Iterable[str]) -> str:
    """What a routine of places is called: "Neck and shoulder, right"."""
    sides: dict[str, list[str]] = {}
    for one in checked_places(places):
        sides.setdefault(PLACES[one].region, []).append(PLACES[one].side)
    groups: dict[str, list[str]] = {}
    for region, its in sides.items():
        which = its[0] if len(its) == 1 else "both sides"
        groups.setdefault(which, []).append(REGIONS[region].lower())
    said = "; ".join(f"{listed(regions)}, {which}" for which, regions in groups.items())
    return said[:1].upper() + said[1:] if 0 < len(said) <= MOST_NAME else _NAME


def reach(routine: Routine, here: Iterable[Here]) -> Reach:
    """What of the tapped places and of their points a routine presses, each on its own side."""
    pressed = pressed_sides(routine.steps)
    places: list[str] = []
    points: list[str] = []
    for one in here:
        sides = pressed.get(one.point.code, frozenset())
        if not one.counts or sides.isdisjoint(wanted_sides(one)):
            continue
        points.append(one.point.code)
        places += [place for place in one.lies if Side(PLACES[place].side) in sides]
    return Reach(checked_places(places), tuple(points))


def pressed_sides(steps: Iterable[Step]) -> Mapping[str, frozenset[Side]]:
    """The sides of the body on which steps press each point, by its code."""
    pressed: dict[str, frozenset[Side]] = {}
    for step in steps:
        if step.point is not None and step.side is not None:
            sides = frozenset(body_sides(step.side))
            pressed[step.point] = pressed.get(step.point, frozenset()) | sides
    return pressed


def wanted_sides(here: Here) -> frozenset[Side]:
    """The sides of the body on which a point would be pressed."""
    return frozenset(body_sides(here.side))


def ranked(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Most tapped places first, then most points, then the shortest; else as they came.

    Of those with equally many places the one made of them leads: it presses the tapped sides alone.
    What reaches nothing is left out.
    """
    reaching = (one for one in candidates if any(one.reach))
    return tuple(sorted(reaching, key=_rank))


def _rank(one: Candidate) -> tuple[int, bool, int, int]:
    places, points = one.reach
    return -len(places), one.routine.id != YOUR_PLACES, -len(points), one.length_s


def order_of(routine: Routine, here: Iterable[Here]) -> list[int]:
    """The numbers of a routine's steps, those first that are to stay when time is short.

    First for each tapped place the shortest step that lies there, then care, then the other points
    that count in their order, then the rest.
    """
    counting = [one for one in here if one.counts]
    rank = {one.point.code: index for index, one in enumerate(counting)}
    steps = routine.steps
    first: list[int] = []
    for place in checked_places(place for one in counting for place in one.lies):
        codes = {one.point.code for one in counting if place in one.lies}
        there = [
            index
            for index, step in enumerate(steps)
            if step.point in codes and Side(PLACES[place].side) in pressed_sides([step])[step.point]
        ]
        if there and first and any(index in first for index in there):
            continue
        if there:
            first.append(min(there, key=lambda index: (steps[index].clock_s, index)))
    care = [index for index, step in enumerate(steps) if not step.kind.is_pressing]
    rest = sorted(
        (index for index in range(len(steps)) if index not in first and index not in care),
        key=lambda index: rank.get(steps[index].point or "", len(rank)),
    )
    # the shortest first, so that as many places as can be are reached
    first.sort(key=lambda index: (steps[index].clock_s, index))
    return [*first, *care, *rest]
