"""Names on the picture: of what is under the pointer or has the keyboard, and of the limb."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from acutimer.core.points import Atlas
from acutimer.places import resource_path
from acutimer.storage.resource_files import load_atlas
from acutimer.ui.body_map.atlas_view import AtlasView
from acutimer.ui.body_map.held_views import ALWAYS, held_views
from acutimer.ui.body_map.markers import MarkerLook, MarkerState
from acutimer.ui.body_map.view_names import limb_name
from acutimer.ui.body_map.views import TURN, TURNED, BodyViews
from acutimer.ui.kit.bone_names import BONE_NAMES, bone_name
from acutimer.ui.kit.wording import MORE_VIEW_NAMES, VIEW_NAMES
from tests.ui.body_map.stage import make_body, shown_map

RING = MarkerLook(
    "GB21", "left", MarkerState.REFERENCE, name="Top of the shoulder, left", plain="Top"
)
CHOSEN = MarkerLook(
    "GB20", "left", MarkerState.SELECTED, plain="Skull edge", beside="marked beside it: Bump"
)
BONE = MarkerLook("C7", "middle", MarkerState.LANDMARK, plain="Bump at the foot of the neck")


@pytest.fixture
def atlas(qtbot: QtBot, tmp_path: Path) -> AtlasView:
    folder = make_body(tmp_path / "body")
    file = folder / "views.json"
    content = json.loads(file.read_bytes())
    content["views"]["male/nape"]["landmarks"] = {"C7": [0.5, 0.55, 1.0]}
    file.write_text(json.dumps(content))
    return shown_map(qtbot, folder, [CHOSEN, RING, BONE])


def hover(atlas: AtlasView, at: QPointF) -> None:
    none = Qt.MouseButton.NoButton
    plain = Qt.KeyboardModifier.NoModifier
    where = atlas.mapToGlobal(at)
    QApplication.sendEvent(atlas, QMouseEvent(QEvent.Type.MouseMove, at, where, none, none, plain))


def centre(atlas: AtlasView, code: str) -> QPointF:
    assert atlas._layout is not None
    return next(spot.centre for spot in atlas._layout.spots if spot.look.code == code)


def named(atlas: AtlasView) -> list[tuple[str, str]]:
    return [(tag.text, tag.sub) for tag in atlas.tags()]


def test_a_ring_says_its_name_under_the_pointer_and_only_there(atlas: AtlasView) -> None:
    before = atlas.grab().toImage()
    hover(atlas, centre(atlas, "GB21"))
    assert named(atlas) == [("Top", "GB21 L")]
    (tag,) = atlas.tags()
    assert QRectF(atlas.rect()).contains(tag.box)
    assert not tag.box.contains(centre(atlas, "GB21"))
    assert (tag.box.center() - centre(atlas, "GB21")).manhattanLength() < 120
    assert atlas.grab().toImage() != before
    hover(atlas, QPointF(390, 390))
    assert named(atlas) == []
    assert atlas.grab().toImage() == before


def test_a_bone_says_its_name_and_is_no_button(atlas: AtlasView, qtbot: QtBot) -> None:
    at = centre(atlas, "C7")
    hover(atlas, at)
    assert named(atlas) == [("Bump at the foot of the neck", "")]
    tip = QHelpEvent(QEvent.Type.ToolTip, at.toPoint(), atlas.mapToGlobal(at.toPoint()))
    QApplication.sendEvent(atlas, tip)
    assert QToolTip.text() == "Bump at the foot of the neck"
    with qtbot.assertNotEmitted(atlas.point_chosen):
        QTest.mouseClick(atlas, Qt.MouseButton.LeftButton, pos=at.toPoint())
    hover(atlas, QPointF(390, 390))
    assert named(atlas) == []


def test_the_keyboard_names_rings_and_the_bones_of_the_chosen_point(atlas: AtlasView) -> None:
    assert atlas.focus_point("GB21", "left")
    assert atlas._layout is not None
    shown = {pill.wish.text for pill in atlas._layout.pills} | {text for text, _ in named(atlas)}
    assert "Top" in shown
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert ("Bump at the foot of the neck", "") in named(atlas)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert "marked beside it: Bump" in focused.accessibleDescription()


def test_a_name_that_a_pill_says_is_not_said_twice(atlas: AtlasView) -> None:
    hover(atlas, centre(atlas, "GB20"))
    assert named(atlas) == []


@pytest.mark.parametrize("size", [(160, 160), (240, 400), (560, 604)], ids=str)
def test_a_name_stays_inside_the_map(atlas: AtlasView, size: tuple[int, int]) -> None:
    atlas.set_pills(False)
    atlas.resize(*size)
    QApplication.processEvents()
    for code in ("GB20", "GB21", "C7"):
        hover(atlas, centre(atlas, code))
        (tag,) = atlas.tags()
        assert tag.box.left() >= 0
        assert 0 <= tag.box.top() <= size[1] - tag.box.height()
        if tag.box.width() <= size[0]:
            assert tag.box.right() <= size[0]


# The words.


@pytest.fixture(scope="module")
def points() -> Atlas:
    files = (resource_path("points.toml"), resource_path("points-more.toml"))
    loaded = [load_atlas(file)[0] for file in files]
    return Atlas([point for one in loaded for point in one.points], {})


def test_every_bone_that_is_marked_has_an_everyday_name(points: Atlas) -> None:
    marks = {mark for point in points.points for mark in point.landmarks}
    assert marks <= set(BONE_NAMES)
    for mark in marks:
        name = bone_name(mark)
        assert name[:1].isupper()
        assert not any(sign in name for sign in "_0123456789"), name


def test_every_view_of_one_side_names_the_side_or_limb() -> None:
    for left, right in TURNED.items():
        if left == "back34":  # its corners say left and right
            assert limb_name(left) == ""
            continue
        assert limb_name(left).startswith("Your left")
        assert limb_name(right) == limb_name(left).replace("left", "right")
    assert limb_name("hand_right") == "Your right hand, back of it"
    assert limb_name("nape") == limb_name(TURN) == ""


def test_the_limb_is_the_maps_name_too(atlas: AtlasView) -> None:
    before = atlas.grab(atlas.rect().adjusted(0, 0, 0, -360)).toImage()
    atlas.show_view("hand_right")
    assert atlas.accessibleName() == "Body map, Your right hand, back of it"
    assert atlas.grab(atlas.rect().adjusted(0, 0, 0, -360)).toImage() != before


# Which views are offered.

IDS = frozenset({*VIEW_NAMES, *MORE_VIEW_NAMES})


@pytest.fixture(scope="module")
def views() -> BodyViews:
    return BodyViews.load(resource_path("body"), "male")


def looks(points: Atlas, off: frozenset[str] = frozenset()) -> list[MarkerLook]:
    return [
        MarkerLook(
            point.code, side.value, MarkerState.OFF if point.code in off else MarkerState.NORMAL
        )
        for point in points.points
        for side in point.sides
    ]


def test_with_every_point_every_view_is_offered(views: BodyViews, points: Atlas) -> None:
    assert held_views(views, IDS, looks(points)) == IDS


def test_views_without_a_point_that_can_be_chosen_are_not(views: BodyViews, points: Atlas) -> None:
    article, _ = load_atlas(resource_path("points.toml"))
    held = held_views(views, IDS, looks(article))
    assert "leg" not in held
    assert "hand_edge" not in held
    assert {"nape", "hand", "hand_right", TURN} <= held
    without = held_views(views, IDS, looks(article, frozenset({"LI4"})))
    assert not {"hand", "hand_right", "arm"} & without, "off is not there to be chosen"
    assert held_views(views, IDS, ()) == ALWAYS & IDS
    bones = [MarkerLook("C7", "middle", MarkerState.LANDMARK)]
    assert held_views(views, IDS, bones) == ALWAYS & IDS
    assert held_views(None, IDS, ()) == IDS, "a list that cannot be read hides nothing"


def test_a_point_of_one_side_keeps_the_pictures_of_both(views: BodyViews) -> None:
    held = held_views(views, IDS, [MarkerLook("LI4", "right")])
    assert {"hand", "hand_right", "front"} <= held
    assert "nape" not in held
    assert TURN not in held
