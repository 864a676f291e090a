"""A word of the layer and its structure belong together: for mouse, keyboard and screen reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from acutimer.ui.body_map.atlas_view import AtlasView
from acutimer.ui.body_map.guide import ARTICLE_NAME, GuideLayers, GuideLook
from acutimer.ui.body_map.markers import MarkerLook, MarkerState
from acutimer.ui.body_map.seen_structures import seen_places, structure_at
from tests.ui.body_map.made_up_figure import made_up_figure
from tests.ui.body_map.stage import make_body, shown_map

LOOK = GuideLook(under_skin=True, finger_path=False, scale=False)


@pytest.fixture
def body(tmp_path: Path, qtbot: QtBot) -> AtlasView:
    looks = [MarkerLook("GB20", "left", MarkerState.SELECTED, label="WHO")]
    made = shown_map(qtbot, make_body(tmp_path), looks)
    figure = made_up_figure(tmp_path)
    made.set_places(figure, {})
    made.set_layers(GuideLayers(figure, "GB20", "left", LOOK))
    return made


def test_a_tap_on_a_word_and_one_on_its_structure_mean_the_same(body: AtlasView) -> None:
    guide = body._guide()
    assert guide is not None
    layers, sight = guide
    told: list[str] = []
    body.structure_tapped.connect(told.append)
    words = [word for word in layers.plan(sight, body.font()).words if word.kind]
    assert len(words) > 2
    for word in words:
        QTest.mouseClick(body, Qt.MouseButton.LeftButton, pos=word.placed.box.center().toPoint())
    assert told == [word.kind for word in words]
    told.clear()
    # where nothing else lies over it
    muscle = next(one for one in layers.structures if one.kind == "trapezius")
    places = [one.at for one in seen_places(muscle, sight) if body.hit(one.at) is None]
    bare = [at for at in places if structure_at(layers.structures, sight, at) == "trapezius"]
    QTest.mouseClick(body, Qt.MouseButton.LeftButton, pos=bare[-1].toPoint())
    assert told == ["trapezius"]
    QTest.mouseClick(body, Qt.MouseButton.LeftButton, pos=QPoint(3, 200))
    assert told[-1] == ""


def test_the_words_are_buttons_after_the_markers(body: AtlasView) -> None:
    words = body.word_buttons()
    assert words is not None
    stops = words.stops()
    told: list[str] = []
    body.structure_tapped.connect(told.append)
    assert body.focus_point("GB20", "left")
    QTest.keyClick(body.focusWidget(), Qt.Key.Key_Tab)
    assert stops[0].hasFocus()
    QTest.keyClick(stops[0], Qt.Key.Key_Space)
    assert told == [stops[0].told()]
    assert stops[0].accessibleName()
    QTest.keyClick(stops[0], Qt.Key.Key_Backtab)
    assert body.buttons()[0].hasFocus()


def test_lit_a_structure_and_its_word_look_different_and_are_checked(body: AtlasView) -> None:
    before, layers = body.grab().toImage(), body._layers
    assert layers is not None
    body.set_layers(layers.shown(LOOK._replace(lit="trapezius")))
    assert body.grab().toImage() != before
    words = body.word_buttons()
    assert words is not None
    assert [one.told() for one in words.stops() if one.isChecked()] == ["trapezius"]
    body.set_layers(layers.shown(LOOK._replace(under_skin=False)))
    assert words.stops() == []


def test_a_ring_that_is_no_marker_is_named_under_the_pointer(body: AtlasView) -> None:
    guide = body._guide()
    assert guide is not None
    rings = [ring for ring in guide[0].rings(guide[1]) if ring[2]]
    for at, _, name in rings:
        body.hover(at)
        assert name in [tag.text for tag in body.tags()]
    body.hover(None)
    assert body.tags() == ()
    assert all(name == ARTICLE_NAME for _, _, name in rings)
