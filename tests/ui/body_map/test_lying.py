"""Where pain-places.toml says that a point lies, there it lies on the figure."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, QRectF

from acutimer.core.point_uses import read_point_uses
from acutimer.places import resource_path
from acutimer.ui.body_map.figure import load_figure
from acutimer.ui.body_map.regions import region_shapes
from acutimer.ui.body_map.views import BodyViews
from tests.core.shipped import content, sources

BODY = resource_path("body")
_BOX = QRectF(0, 0, 1000, 1000)


@pytest.mark.parametrize("figure", ["male", "female"])
def test_the_rows_are_what_the_outlines_hold_but_for_the_temple(figure: str) -> None:
    """The article says to keep off the temples, so Taiyang stays out on purpose."""
    table, _ = read_point_uses(content("pain-places.toml"), sources().names)
    said = {
        (f"{row.point}.{side}", f"{region}.{side}")
        for row in table.lying
        for region in row.regions
        for side in "LR"
    }
    held: set[tuple[str, str]] = set()
    body, views = load_figure(BODY, figure), BodyViews.load(BODY, figure)
    for name in ("nape", "face"):  # from the side a point shows through to another place
        seen = views.view(name)
        left, top, right, bottom = seen.crop
        shapes = region_shapes(seen, body.regions, _BOX)
        for point, place in body.points.items():
            if seen.camera.facing(place.at[3:]) <= 0:
                continue
            x, y = seen.camera.project(place.at[:3])
            at = QPointF((x - left) / (right - left) * 1000, (y - top) / (bottom - top) * 1000)
            held |= {(point, key) for key, shape in shapes.items() if shape.path.contains(at)}
    assert held - said == {("EX-HN5.L", "temple.L"), ("EX-HN5.R", "temple.R")}
    assert said <= held
