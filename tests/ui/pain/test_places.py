"""Map and boxes are one question, in step; the boxes alone do when there is no picture."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from acutimer.core.pain_places import PLACES
from acutimer.ui.body_map.pictures import Pictures
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.pain.places import PainPlaces
from tests.ui.pages_stage import cut, shown, tabbed
from tests.ui.pain.stage import BODY, outlines, pain_places, views


@pytest.fixture
def places(qtbot: QtBot) -> PainPlaces:
    made = pain_places(load_theme("light"))
    shown(qtbot, made, (592, 560))
    return made


def test_map_and_boxes_are_in_step(places: PainPlaces) -> None:
    assert places.map is not None
    spy = QSignalSpy(places.changed)
    at = places.map.shape("neck.left").mark.toPoint()
    QTest.mouseClick(places.map, Qt.MouseButton.LeftButton, pos=at)
    assert places.box("neck.left").isChecked()
    places.box("temple.right").click()
    assert places.map.button("temple.right").isChecked()
    assert places.places == ("neck.left", "temple.right")
    places.box("neck.left").click()
    assert not places.map.button("neck.left").isChecked()
    assert spy.count() == 3
    places.mark(("forehead.left",))
    assert places.places == ("forehead.left",)
    assert places.map.button("forehead.left").isChecked()
    assert spy.count() == 3


def test_what_a_screen_reader_ticks_is_told(places: PainPlaces) -> None:
    spy = QSignalSpy(places.changed)
    found = QAccessible.queryAccessibleInterface(places.box("neck.left"))
    found.actionInterface().doAction("Toggle")
    assert places.places == ("neck.left",)
    assert spy.count() == 1


def test_every_place_has_a_box_with_its_whole_name(places: PainPlaces) -> None:
    assert [places.box(one).accessibleName() for one in PLACES] == [
        place.name for place in PLACES.values()
    ]
    assert cut(places) == []


def test_tab_goes_from_the_views_over_the_map_once_to_the_boxes(places: PainPlaces) -> None:
    assert places.map is not None
    stops = tabbed(places)
    on_map = [stop for stop in stops if stop.parentWidget() is places.map]
    assert len(on_map) == 1
    boxes = [stop for stop in stops if stop in [places.box(one) for one in PLACES]]
    assert len(boxes) == len(PLACES)
    assert stops.index(on_map[0]) < stops.index(boxes[0])


def test_the_views_switch_the_picture(places: PainPlaces) -> None:
    assert places.map is not None
    assert places.views is not None
    places.views.button("face").click()
    assert places.map.view_id() == "face"


def test_without_pictures_or_outlines_the_boxes_do_the_job(qtbot: QtBot) -> None:
    theme = load_theme("light")
    for made in (
        PainPlaces(theme),
        PainPlaces(theme, Pictures(BODY), views(), {}),
        PainPlaces(theme, Pictures(BODY), (), outlines()),
    ):
        shown(qtbot, made, (592, 300))
        assert made.map is None
        assert not made.missing.isVisible()
        made.box("neck.right").click()
        assert made.places == ("neck.right",)
        made.set_theme(load_theme("dim"))
        made.set_look("deep", 0.5)


def spoiled_body(folder: Path, spoil: str, *, cut_short: bool) -> Path:
    body = folder / "body"
    shutil.copytree(BODY, body)
    if cut_short:
        whole = (body / spoil).read_bytes()
        (body / spoil).write_bytes(whole[: len(whole) // 2])
    else:
        (body / spoil).unlink()
    return body


def test_a_missing_picture_is_named_and_its_view_left_out(qtbot: QtBot, tmp_path: Path) -> None:
    made = pain_places(
        load_theme("light"), spoiled_body(tmp_path, "male/face.webp", cut_short=False)
    )
    shown(qtbot, made, (592, 560))
    assert made.missing.text() == (
        "The picture male/face.webp could not be loaded; the list below does the same."
    )
    assert made.map is not None
    assert made.map.view_id() == "nape"
    assert made.views is not None
    with pytest.raises(KeyError):
        made.views.button("face")


def test_a_picture_that_breaks_off_gives_way_to_the_boxes(qtbot: QtBot, tmp_path: Path) -> None:
    made = pain_places(
        load_theme("light"), spoiled_body(tmp_path, "male/nape.webp", cut_short=True)
    )
    shown(qtbot, made, (592, 560))
    assert made.map is not None
    qtbot.waitUntil(lambda: not made.map.isVisible())  # type: ignore[union-attr]
    assert "nape.webp" in made.missing.text()
    made.box("neck.left").click()
    assert made.places == ("neck.left",)
