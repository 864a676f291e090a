"""A view with what the figure knows beyond points: the article's places and own spots.

Plain values from plain values; every view and every frame of the turn is treated alike. Must never
move a standard place: only a person's own spot stands elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from acutimer.core.spots import spot_place
from acutimer.ui.body_map.guide import article_places
from acutimer.ui.body_map.views import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from acutimer.core.spots import Spot
    from acutimer.ui.body_map.figure import Figure
    from acutimer.ui.body_map.views import BodyView


def with_figure(view: BodyView, figure: Figure, spots: Mapping[str, Spot]) -> BodyView:
    """The view with the article's places and the person's own spots.

    ``spots`` are keyed "GB20.left"; a spot that would leave the picture is kept at its edge.
    """
    points = dict(view.points)
    for key, spot in spots.items():
        code, _, side = key.rpartition(".")
        skin = figure.point(code, side)
        standard = view.place(code, side)
        if skin is not None and standard is not None and not spot.is_standard:
            moved = spot_place(skin.at, spot, figure.cun_m, side)
            x, y = view.camera.project(moved[:3])
            name = next(name for name, place in view.points.items() if place is standard)
            points[name] = Place(_within(x), _within(y), standard.visibility)
    return view._replace(
        points=points, article=article_places(figure, view.camera)
    )  # fmt: skip


def _within(share: float) -> float:
    return min(1.0, max(0.0, share))
