"""Places on the pictures, and the lists they are read from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from acutimer.core.settings import FIGURE
from acutimer.places import resource_path
from acutimer.storage.resource_files import load_atlas
from acutimer.ui.body_map.views import (
    TURN_FILE,
    TURN_YAWS,
    TURNED,
    VIEWS_FILE,
    BodyViews,
    ViewsUnreadable,
    frame_id,
    side_view,
)
from tests.ui.body_map.stage import camera, view_of

BODY = resource_path("body")
SEVEN = ("GB20", "GB21", "GB14", "BL10", "BL11", "TE17", "LI4")
IDS = (
    "nape", "back34", "back34_right", "side", "side_right", "face", "shoulder", "hand",
    "hand_right", "hand_edge", "hand_edge_right", "arm", "arm_right", "leg", "leg_right",
    "whole_back", "front",
)  # fmt: skip

RAW: dict[str, Any] = json.loads((BODY / VIEWS_FILE).read_bytes())["views"]


@pytest.fixture(scope="module", params=FIGURE.keys)
def views(request: pytest.FixtureRequest) -> BodyViews:
    return BodyViews.load(BODY, request.param)


def test_every_view_of_both_figures_is_there(views: BodyViews) -> None:
    assert set(IDS) <= set(views.ids())
    assert all(f"press.{code}" in views for code in SEVEN)
    for view_id in views.ids():
        assert views.view(view_id).view_id == view_id


@pytest.mark.parametrize("figure", FIGURE.keys)
def test_a_turn_has_72_frames_seen_from_where_they_say(figure: str) -> None:
    frames = BodyViews.load(BODY, figure, TURN_FILE)
    assert [frame_id(yaw) for yaw in range(0, 360, 5)] == sorted(frames.ids())
    for yaw in (0, 90, 180, 270):
        viewer = frames.view(frame_id(yaw)).camera.viewer
        wanted = {0: (0, 1), 90: (1, 0), 180: (0, -1), 270: (-1, 0)}[yaw]
        assert (viewer[0], viewer[2]) == pytest.approx(wanted, abs=0.01)


def test_left_and_right_are_mirrors_and_lie_on_their_own_side(views: BodyViews) -> None:
    for view_id in ("nape", "face", "whole_back", "front"):
        view = views.view(view_id)
        left_is_low = view.left_edge == "left"
        for name, place in view.points.items():
            if name.endswith(".L"):
                other = view.points[name[:-2] + ".R"]
                assert other.x == pytest.approx(1 - place.x, abs=0.004)
                assert other.y == pytest.approx(place.y, abs=0.004)
                assert (place.x < 0.5) == left_is_low


def test_a_side_view_shows_its_own_side_only(views: BodyViews) -> None:
    assert views.view("side").shows("GB20", "left")
    assert not views.view("side").shows("GB20", "right")
    assert views.view("side_right").shows("GB20", "right")
    assert views.view("hand_right").shows("LI4", "right")
    assert not views.view("nape").shows("TE17", "left")
    assert not views.view("nape").shows("GB14", "left")


def test_every_view_of_one_side_knows_its_twin(views: BodyViews) -> None:
    for left, right in TURNED.items():
        assert (views.view(left).turned, views.view(right).turned) == (right, left)
        assert (side_view(left, "left"), side_view(left, "right")) == (left, right)
    assert views.view("nape").turned == ""
    assert side_view("nape", "right") == "nape"


def test_a_view_that_can_turn_is_seen_from_its_yaw(views: BodyViews) -> None:
    for view_id, yaw in TURN_YAWS.items():
        assert RAW[f"male/{view_id}"]["camera"]["yaw"] == yaw


@pytest.mark.parametrize("side", ["left", "right"])
def test_every_point_is_shown_in_the_first_view_it_names(views: BodyViews, side: str) -> None:
    atlas, faults = load_atlas(resource_path("points.toml"))
    assert not faults
    for point in atlas.points:
        best = side_view(point.views[0], side)
        assert views.view(best).shows(point.code, side), (point.code, best)


def test_every_shown_place_lies_on_the_figure(views: BodyViews) -> None:
    """A marker off the silhouette would mean a wrong camera or a wrong picture."""
    for view_id in IDS:
        view = views.view(view_id)
        picture = QImage(str(BODY / view.file))
        for name, place in view.points.items():
            if place.visibility >= view.shown_from and view.inside(place):
                x, y = round(place.x * view.width), round(place.y * view.height)
                around = [
                    picture.pixelColor(min(max(x + dx, 0), view.width - 1), y).alpha()
                    for dx in (-6, 0, 6)
                ]
                assert max(around) > 100, (view_id, name)


# Lists that are broken.


@pytest.mark.parametrize("name", [VIEWS_FILE, TURN_FILE])
@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "{}", '{"shown_from": 1}', '{"shown_from": 0.3, "views": []}',
     '{"shown_from": 0.3, "views": {"nape": {}}}', '{"shown_from": "x", "views": {"male/a": {}}}',
     '{"shown_from": 0.3, "views": {"female/nape": {}}}',
     pytest.param("[" * 200_000, id="deep")],
)  # fmt: skip
def test_a_broken_list_is_one_sentence(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ViewsUnreadable) as told:
        BodyViews.load(tmp_path, "male", name)
    assert str(tmp_path / name) in str(told.value)
    assert told.value.file == name
    assert "\n" not in str(told.value)


def test_a_missing_list_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ViewsUnreadable):
        BodyViews.load(tmp_path, "male")


@pytest.mark.parametrize(
    "harm",
    [{"crop": [0, 0]}, {"camera": {}}, {"points": {"A": ["x"]}}, 7, {"width": float("inf")},
     {"crop": [0, 0.5, 1, 0.5]}, {"height": 0}, {"camera": {**camera(0), "height": 0}}],
)  # fmt: skip
def test_one_broken_view_leaves_the_others(tmp_path: Path, harm: object) -> None:
    good = view_of("male/face", 0)
    bad = {**good, **harm} if isinstance(harm, dict) else harm
    content = {"shown_from": 0.3, "views": {"male/face": good, "male/nape": bad}}
    (tmp_path / "views.json").write_text(json.dumps(content), encoding="utf-8")
    views = BodyViews.load(tmp_path, "male")
    assert views.view("face").shows("GB20", "left")
    for broken in ("nape", "not there"):
        with pytest.raises(ViewsUnreadable, match=broken):
            views.view(broken)
    assert list(views.whole(["nape", "face", "not there"])) == [views.view("face")]
