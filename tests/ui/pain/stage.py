"""The places one can mark, round the points of the figure, and the pictures they lie on."""

from __future__ import annotations

from pathlib import Path

from acutimer.places import resource_path
from acutimer.ui.body_map.figure import load_figure
from acutimer.ui.body_map.pictures import Pictures
from acutimer.ui.body_map.regions import V
from acutimer.ui.body_map.views import BodyView, BodyViews
from acutimer.ui.kit.theme import Theme
from acutimer.ui.pain.places import PainPlaces

BODY = resource_path("body")


def outlines() -> dict[str, tuple[tuple[V, ...], ...]]:
    """The regions of the figure as they are shipped."""
    return dict(load_figure(BODY, "male").regions)


def views(folder: Path = BODY) -> list[BodyView]:
    """Nape, face and both sides as they lie in resources/body."""
    body = BodyViews.load(folder, "male")
    return [body.view(view_id) for view_id in ("nape", "face", "side", "side_right")]


def pain_places(theme: Theme, folder: Path = BODY) -> PainPlaces:
    """Map and boxes on the real pictures."""
    return PainPlaces(theme, Pictures(folder), views(folder), outlines())
