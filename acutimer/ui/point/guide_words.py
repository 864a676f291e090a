"""What the layers of one point are called: on markers, in the legend, and read out.

Plain values from plain values. Must never promise that a place is right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from acutimer.core.spots import STANDARD, spot_words
from acutimer.ui.body_map.guide import GuideLayers, never_press_areas
from acutimer.ui.body_map.markers import MarkerLook, MarkerState
from acutimer.ui.kit.bone_names import bone_name, found_by
from acutimer.ui.kit.wording import point_name

if TYPE_CHECKING:
    from acutimer.core.points import Point, Side
    from acutimer.ui.body_map.sight import Sight

STANDARD_WORDS = "The point's place"
KEPT_OFF_WORDS = "Not there: the marked area is never pressed. Your spot stays where it was."


def spot_sentence(layers: GuideLayers | None) -> str:
    """Where the person's own spot lies: "Your spot: 4 mm up, 2 mm out"."""
    if layers is None or layers.standard is None or layers.spot == STANDARD:
        return STANDARD_WORDS
    return spot_words(layers.standard.at, layers.spot, layers.figure.cun_m, layers.side)


def marker_looks(
    point: Point, side: Side, layers: GuideLayers | None, *, off: bool
) -> list[MarkerLook]:
    """The markers of the full card: the point, the article's place, the bones it is found by."""
    own = layers is not None and layers.shows_own
    looks = [
        MarkerLook(
            point.code,
            side.value,
            MarkerState.OFF if off else MarkerState.SELECTED,
            name=point_name(point, side),
            description=spot_sentence(layers)
            if own
            else "the WHO place"
            if point.who.source == "WHO"
            else "the place that is shown",
            label=""
            if off
            else ("Your spot" if own else ("WHO" if point.who.source == "WHO" else "Place")),
            beside=found_by(point),
        )
    ]
    if layers is not None and layers.has_article and layers.look.article:
        looks.append(
            MarkerLook(
                point.code,
                side.value,
                MarkerState.ARTICLE,
                name=f"Where the article points for {point.plain}, {side.value}",
                description=point.article.difference if point.article else "",
                label="Article",
            )
        )
    looks += [
        MarkerLook(mark, where, MarkerState.LANDMARK, plain=bone_name(mark))
        for mark in point.landmarks
        for where in (side.value, "middle")
    ]
    return looks


def legend_keys(layers: GuideLayers | None, sight: Sight | None) -> list[str]:
    """The signs of ``legend.SIGNS`` that are on the picture."""
    if layers is None:
        return ["who"]
    seen = layers.signs(sight) if sight is not None else set[str]()
    shown = {
        "own": "own" in seen,
        "who": "who" in seen,
        "article": "article" in seen,
        "never": sight is not None and bool(never_press_areas(layers.figure, sight)),
        "way": "way" in seen,
        "bone": "bone" in seen,
        "soft": "soft" in seen,
        "measure": "measure" in seen,
    }
    return [key for key, is_shown in shown.items() if is_shown]
