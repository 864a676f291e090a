"""What the tab "Where does it hurt?" says of places, points and routines.

Plain values and text. Must never promise anything: it says who uses a point for what, and what of
the tapped places a routine presses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from acutimer.core.composing import YOUR_PLACES as MADE_OF_PLACES
from acutimer.core.durations import clock_text
from acutimer.core.pain_places import PLACES, REGIONS
from acutimer.core.points import Side
from acutimer.core.where import pressed_sides
from acutimer.core.word_lists import listed
from acutimer.ui.kit.wording import CARE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from acutimer.core.points import Atlas
    from acutimer.core.routines import Step
    from acutimer.core.where import Here
    from acutimer.core.where_choices import Choice

TAP = "Tap where it hurts"
TAP_MORE = "On the body, or here. More than one is fine, and none is fine too."
YOUR_PLACES = "Your places"
POINTS = "Points for them"
STAYS_HERE = "Notes stay on this computer."
NO_PROMISE = "Where they lie, and who uses them for what. No promise."
#: How the routines are ranked, short and in full.
RANKED = "by places, points, length"
RANKED_HOW = "What reaches most of your places comes first, then most points, then the shortest."
NOTHING_TAPPED = "Nothing tapped yet: start with one of these"
OF_YOUR_PLACES = "made from your places"
NONE_USED = "None of the points shown is used here."
NO_TIMER = "None of the points here has a timer."
ALL_OFF = "Your answers switch off every point here."
PAIN_THERE = "Pain in these places"
HOW_LONG = "How long have you got?"
HOW_LONG_SHORT = "How long?"
WHO_NAMES = "Who names these points"
HOW_TO_TAP = "Tap where it hurts; tap again to take it off. Dashed areas can be chosen."


def places_text(count: int) -> str:
    """ "For your two places"."""
    return "For your place" if count == 1 else f"For your {count} places"


def length_text(choice: Choice) -> str:
    """ "4:15", or "3:47 of 5:22" where something was left out or made shorter.

    Nobody knows a routine that was made for the places as anything longer.
    """
    length, whole = clock_text(choice.length_s), clock_text(choice.whole_s)
    is_known = choice.whole.id != MADE_OF_PLACES
    return f"{length} of {whole}" if is_known and length != whole else length


def reach_text(choice: Choice, tapped: Sequence[str], here: Iterable[Here]) -> str:
    """ "In both places · 2 of the 6 points"."""
    reached, all_points = choice.reach, sum(1 for one in here if one.counts)
    points = "point" if all_points == 1 else "points"
    parts = [
        _places_reached(reached.places, tapped),
        f"{len(reached.points)} of the {all_points} {points}",
    ]
    sides = {Side(PLACES[one].side) for one in tapped}
    pressed = pressed_sides(choice.routine.steps).values()
    if len(sides) == 1 and any(not one <= sides for one in pressed):
        parts.append("presses both sides")
    return " · ".join(parts)


def _places_reached(reached: Sequence[str], tapped: Sequence[str]) -> str:
    if not reached:
        return "Beside the places"
    if len(reached) == len(tapped):
        return {1: "In the place", 2: "In both places"}.get(len(tapped), f"In all {len(tapped)}")
    if len(reached) == 1:
        return f"In the {REGIONS[PLACES[reached[0]].region].lower()} only"
    return f"In {len(reached)} of {len(tapped)} places"


def left_out_text(choice: Choice, minutes: int | None, atlas: Atlas) -> str:
    """ "Left out to fit 5 min: Nape, Hand, thumb web."; empty where all of it fits."""
    if minutes is None or not (choice.left_out or choice.is_shorter):
        return ""
    if not choice.left_out:
        return f"Fitted to {minutes} min: shorter presses."
    kept = {step.point for step in choice.routine.steps}
    names = dict.fromkeys(_name(step, kept, atlas) for step in choice.left_out)
    return f"Left out to fit {minutes} min: {'; '.join(names)}."


def _name(step: Step, kept: Iterable[str | None], atlas: Atlas) -> str:
    """The everyday name; with the kind where another step of the same point stays."""
    point = atlas.get(step.point) if step.point else None
    if point is None:
        return CARE_NAMES.get(step.care or "", step.care or step.place or "mat").lower()
    return f"{point.plain}, {step.kind.value}" if step.point in kept else point.plain


def too_short_text(minutes: int, shortest_s: int) -> str:
    """Nothing fits, and what would."""
    return f"Nothing here fits {minutes} min. The shortest takes {clock_text(shortest_s)}."


def use_text(here: Here) -> str:
    """Where a point lies and what it is used for, each with its source."""
    said: list[str] = []
    if here.lying is not None:
        regions = listed(REGIONS[region].lower() for region in here.lying.regions)
        said.append(f"Lies in the {regions}: {here.lying.source.name}.")
    said += [f"{use.words[:1].upper()}{use.words[1:]}: {use.source.name}." for use in here.uses]
    return " ".join(said)
