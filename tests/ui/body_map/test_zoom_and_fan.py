"""Enlarging the picture, and markers that lie on each other."""

from __future__ import annotations

import itertools
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from acutimer.ui.body_map.atlas_view import AtlasView
from acutimer.ui.body_map.fan import NEAR, group_of, holds, spread
from acutimer.ui.body_map.layout import PillWords, lay_out
from acutimer.ui.body_map.markers import MarkerLook, MarkerState
from acutimer.ui.body_map.views import TURN
from acutimer.ui.body_map.zoom import MOST, Zoom
from acutimer.ui.body_map.zoom_bar import ZoomBar
from acutimer.ui.kit.stylesheet import stylesheet
from acutimer.ui.kit.theme import load_theme
from tests.ui.body_map.stage import make_body, shown_map
from tests.ui.keys_stage import takes

PICTURE = QRectF(30, 10, 400, 500)
WORDS = PillWords("L", "R", "Next", "off", "far side", "Article", "Never press here")
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
POINTS = [
    MarkerLook(code, side) for code in ("GB20", "GB21") for side in ("left", "right")
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_body(tmp_path / "body")


@pytest.fixture
def atlas(qtbot: QtBot, folder: Path) -> AtlasView:
    return shown_map(qtbot, folder, POINTS)


def centre(atlas: AtlasView, code: str, side: str) -> QPoint:
    found = (b for b in atlas.buttons() if (b.look.code, b.look.side) == (code, side))
    return next(found).geometry().center()


def wheel(atlas: AtlasView, notches: float, at: QPoint) -> bool:
    event = QWheelEvent(
        QPointF(at), atlas.mapToGlobal(QPointF(at)), QPoint(), QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    atlas.wheelEvent(event)
    return event.isAccepted()


# Zoom.


@given(
    st.lists(st.tuples(st.floats(0.4, 2.5), st.floats(0, 1), st.floats(0, 1)), max_size=12),
    st.tuples(st.floats(-900, 900), st.floats(-900, 900)),
)
def test_the_enlarged_picture_always_covers_its_place(
    steps: list[tuple[float, float, float]], push: tuple[float, float]
) -> None:
    zoom = Zoom()
    for factor, x, y in steps:
        about = QPointF(30 + 400 * x, 10 + 500 * y)
        zoom = zoom.by(factor, about, PICTURE)
        zoom = zoom.moved(QPointF(*push), PICTURE)
        assert 1.0 <= zoom.scale <= MOST
        grown = zoom.applied(PICTURE)
        assert grown.adjusted(-0.01, -0.01, 0.01, 0.01).contains(PICTURE)
        assert grown.width() / grown.height() == pytest.approx(0.8)


def test_what_lies_under_the_pointer_stays_there() -> None:
    about = QPointF(130, 260)  # a quarter across, half down
    grown = Zoom().by(2.0, about, PICTURE).applied(PICTURE)
    assert (about.x() - grown.left()) / grown.width() == pytest.approx(0.25)
    assert (about.y() - grown.top()) / grown.height() == pytest.approx(0.5)
    assert Zoom().by(2.0, about, PICTURE).by(0.5, about, PICTURE) == Zoom()


def test_the_wheel_enlarges_about_the_pointer_and_markers_go_along(atlas: AtlasView) -> None:
    before = centre(atlas, "GB20", "left")
    assert wheel(atlas, 2, before)
    assert (centre(atlas, "GB20", "left") - before).manhattanLength() <= 2
    assert centre(atlas, "GB20", "right").x() > 300
    atlas.grab()
    wheel(atlas, 20, before)
    assert atlas._zoom.scale == MOST
    assert not wheel(atlas, 1, before)  # no larger: the page may scroll
    wheel(atlas, -20, before)
    assert atlas._zoom == Zoom()
    assert not wheel(atlas, -1, before)
    assert centre(atlas, "GB20", "left") == before


def test_keys_enlarge_about_the_focused_point_and_0_shows_all(atlas: AtlasView) -> None:
    atlas.focus_point("GB21", "right")
    before = centre(atlas, "GB21", "right")
    button = QApplication.focusWidget()
    QTest.keyClick(button, Qt.Key.Key_Plus)
    QTest.keyClick(button, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert atlas._zoom.scale == pytest.approx(1.25**2)
    assert (centre(atlas, "GB21", "right") - before).manhattanLength() <= 2
    QTest.keyClick(button, Qt.Key.Key_Minus)
    assert atlas._zoom.scale == pytest.approx(1.25)
    QTest.keyClick(button, Qt.Key.Key_0)
    assert atlas._zoom == Zoom()


def test_0_is_the_pages_while_nothing_is_enlarged(atlas: AtlasView) -> None:
    from PySide6.QtGui import QKeyEvent

    event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_0, Qt.KeyboardModifier.NoModifier, "0")
    atlas.keyPressEvent(event)
    assert not event.isAccepted()


def test_the_keyboard_brings_hidden_markers_into_sight(atlas: AtlasView) -> None:
    atlas.zoom_about(5, QPointF(0, 0))
    assert not atlas.rect().contains(centre(atlas, "GB21", "right"))
    atlas.focus_point("GB20", "left")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    assert atlas.rect().adjusted(20, 20, -20, -20).contains(centre(atlas, "GB21", "right"))


@pytest.mark.parametrize(("view", "button"), [("nape", LEFT), ("nape", MIDDLE), (TURN, MIDDLE)])
def test_a_drag_pans_what_is_enlarged(atlas: AtlasView, view: str, button: Qt.MouseButton) -> None:
    atlas.show_view(view)
    atlas.zoom_about(4, QPointF(200, 200))
    before = centre(atlas, "GB20", "right")
    QTest.mousePress(atlas, button, Qt.KeyboardModifier.NoModifier, QPoint(200, 350))
    for x in (190, 180, 170):
        QTest.mouseMove(atlas, QPoint(x, 350))
        QApplication.processEvents()
    QTest.mouseRelease(atlas, button, Qt.KeyboardModifier.NoModifier, QPoint(170, 350))
    moved = centre(atlas, "GB20", "right") - before
    assert -32 <= moved.x() <= -18
    assert atlas.view_id() == view


def test_in_the_turn_the_left_button_turns_even_enlarged(atlas: AtlasView) -> None:
    atlas.set_motion(False)
    atlas.show_view(TURN)
    atlas.zoom_about(4, QPointF(200, 200))
    QTest.mousePress(atlas, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(200, 350))
    QTest.mouseMove(atlas, QPoint(240, 350))
    QApplication.processEvents()
    QTest.mouseRelease(atlas, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(240, 350))
    assert atlas.yaw() == 160
    assert atlas._zoom.is_in


def test_choosing_and_another_view_show_all_again(atlas: AtlasView, qtbot: QtBot) -> None:
    atlas.zoom_about(3, QPointF(200, 200))
    with qtbot.waitSignal(atlas.point_chosen):
        atlas.buttons()[0].click()
    assert atlas._zoom == Zoom()
    atlas.zoom_about(3, QPointF(200, 200))
    atlas.show_view("face")
    assert atlas._zoom == Zoom()


def bar_of(atlas: AtlasView) -> ZoomBar:
    (bar,) = atlas.findChildren(ZoomBar)
    return bar


def tool(atlas: AtlasView, name: str) -> QToolButton:
    found = [one for one in bar_of(atlas).findChildren(QToolButton) if one.accessibleName() == name]
    return found[0]


def test_an_enlarged_picture_shows_its_way_back(atlas: AtlasView) -> None:
    assert atlas.findChildren(ZoomBar) == [], "nothing is made before it is of use"
    wheel(atlas, 1, QPoint(200, 200))
    bar = bar_of(atlas)
    assert bar.isVisible()
    assert atlas.rect().contains(bar.geometry())
    tools = bar.findChildren(QToolButton)
    assert [one.accessibleName() for one in tools] == [
        "Zoom out", "Zoom in", "Whole picture"
    ]  # fmt: skip
    atlas.setStyleSheet(stylesheet(load_theme("light"), 10.5))
    QApplication.processEvents()
    assert {one.size().toTuple() for one in tools} == {(36, 36)}
    once = atlas._zoom.scale
    QTest.mouseClick(tool(atlas, "Zoom in"), LEFT)
    assert atlas._zoom.scale > once
    QTest.mouseClick(tool(atlas, "Zoom out"), LEFT)
    assert atlas._zoom.scale == pytest.approx(once)
    QTest.mouseClick(tool(atlas, "Whole picture"), LEFT)
    assert not atlas.is_enlarged
    assert not bar.isVisible()
    wheel(atlas, 1, QPoint(200, 200))
    assert bar.isVisible()
    atlas.show_view("nape")
    assert not bar.isVisible(), "another picture is shown whole"


@pytest.mark.parametrize("size", [(560, 604), (400, 400), (300, 260), (200, 180)], ids=str)
@pytest.mark.parametrize("enlarged", [False, True])
def test_buttons_that_stay_cover_no_pill_and_no_marker(
    atlas: AtlasView, size: tuple[int, int], enlarged: bool
) -> None:
    atlas.set_markers([look._replace(plain="Top of the shoulder") for look in POINTS])
    atlas.keep_buttons()
    atlas.resize(*size)
    QApplication.processEvents()
    if enlarged:
        atlas.zoom_about(1, QPointF(0, size[1]))
    bar = bar_of(atlas)
    assert bar.isVisible()
    assert atlas.rect().contains(bar.geometry())
    layout = atlas._layout
    assert layout is not None
    for pill in layout.pills:
        assert not pill.box.intersects(QRectF(bar.geometry())), pill.wish.text


def test_buttons_leave_a_corner_in_which_a_point_lies(folder: Path, qtbot: QtBot) -> None:
    import json

    file = folder / "views.json"
    content = json.loads(file.read_bytes())
    content["views"]["male/nape"]["points"] = {"GB21.L": [0.1, 0.96, 1.0]}
    file.write_text(json.dumps(content))
    atlas = shown_map(qtbot, folder, [MarkerLook("GB21", "left")])
    atlas.keep_buttons()
    bar = bar_of(atlas)
    assert bar.geometry().right() == atlas.rect().right() - 8
    QTest.mouseClick(atlas, LEFT, pos=centre(atlas, "GB21", "left"))
    assert atlas.childAt(centre(atlas, "GB21", "left")) is None


def test_what_cannot_be_done_is_off_and_the_keyboard_goes_on(atlas: AtlasView) -> None:
    atlas.keep_buttons()
    able = lambda: [one.isEnabled() for one in bar_of(atlas).findChildren(QToolButton)]  # noqa: E731
    assert able() == [False, True, False]
    tool(atlas, "Zoom in").setFocus()
    for _ in range(8):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert atlas._zoom.scale >= 1.25
    while able()[1]:
        tool(atlas, "Zoom in").click()
    assert able() == [True, False, True]
    tool(atlas, "Whole picture").setFocus()
    QTest.keyClick(tool(atlas, "Whole picture"), Qt.Key.Key_Space)
    assert able() == [False, True, False]
    assert QApplication.focusWidget() is tool(atlas, "Zoom in")
    assert bar_of(atlas).isVisible()


def test_the_bar_stays_in_its_corner_and_above_the_markers(atlas: AtlasView) -> None:
    wheel(atlas, 1, QPoint(200, 200))
    atlas.resize(500, 420)
    QApplication.processEvents()
    bar = bar_of(atlas)
    assert atlas.rect().contains(bar.geometry())
    assert bar.geometry().left() == 8
    atlas.set_markers([*POINTS, MarkerLook("BL10", "left")])
    assert atlas.childAt(bar.geometry().center()) in bar.findChildren(QToolButton)


def test_escape_shows_all_and_a_second_one_is_left_to_the_page(atlas: AtlasView) -> None:
    wheel(atlas, 2, QPoint(200, 200))
    assert takes(atlas, "Esc")
    assert not atlas.is_enlarged
    assert not takes(atlas, "Esc")


def test_tab_goes_from_the_points_by_way_of_the_bar_and_back(atlas: AtlasView) -> None:
    atlas.focus_point("GB21", "left")
    press = lambda key: QTest.keyClick(QApplication.focusWidget(), key)  # noqa: E731
    press(Qt.Key.Key_Plus)
    names: list[str] = []
    for _ in range(3):
        press(Qt.Key.Key_Tab)
        names.append(QApplication.focusWidget().accessibleName())
    assert names == ["Zoom out", "Zoom in", "Whole picture"]
    for _ in range(3):
        press(Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() in atlas.buttons()
    for _ in range(3):
        press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Space)
    assert not atlas.is_enlarged
    assert atlas.hasFocus(), "the keyboard stays with the map"


# Markers on each other.


def test_a_group_is_all_that_touch_through_each_other() -> None:
    across = {"A": 0, "B": 15, "C": 30, "D": 60, "E": 61}
    places = {(name, "left", False): QPointF(x, 0) for name, x in across.items()}
    groups = ["".join(key[0] for key in group_of(one, places)) for one in places]
    assert groups == ["ABC", "ABC", "ABC", "DE", "DE"]
    assert "".join(k[0] for k in group_of(("A", "left", False), {("A", "left", False): QPointF()}))


@given(
    st.lists(
        st.tuples(st.floats(0, 40), st.floats(0, 40)), min_size=2, max_size=9
    )
)  # fmt: skip
def test_spread_markers_are_apart_and_the_pointer_is_still_with_them(
    places: list[tuple[float, float]],
) -> None:
    centres = [QPointF(x, y) for x, y in places]
    moved = spread(centres)
    for one, other in itertools.combinations(moved, 2):
        assert math.dist(one.toTuple(), other.toTuple()) >= 33.9
    middle = sum(centres, QPointF()) / len(centres)
    assert math.dist((sum(moved, QPointF()) / len(moved)).toTuple(), middle.toTuple()) < 0.01
    assert all(holds(place, moved) for place in moved)
    assert not holds(middle + QPointF(300, 0), moved)


def test_two_spread_to_their_own_sides() -> None:
    left, right = spread([QPointF(110, 50), QPointF(100, 50)])
    assert left.x() > right.x()
    assert left.y() == pytest.approx(right.y())


def crowded(folder: Path) -> list[MarkerLook]:
    import json

    file = folder / "views.json"
    content = json.loads(file.read_bytes())
    content["views"]["male/nape"]["points"] = {
        "GV16": [0.5, 0.4, 1.0], "GV15": [0.5, 0.42, 1.0], "BL10.L": [0.47, 0.41, 1.0],
        "GB21.L": [0.2, 0.8, 1.0],
    }  # fmt: skip
    file.write_text(json.dumps(content))
    return [
        MarkerLook("GV16", "middle"), MarkerLook("GV15", "middle"), MarkerLook("BL10", "left"),
        MarkerLook("GB21", "left"),
    ]  # fmt: skip


@pytest.fixture
def crowd(qtbot: QtBot, folder: Path) -> AtlasView:
    return shown_map(qtbot, folder, crowded(folder))


def hover(atlas: AtlasView, at: QPoint) -> None:
    """The pointer comes there; straight to the map, whatever window lies over it on the stage."""
    place = QPointF(at)
    none = Qt.MouseButton.NoButton
    plain = Qt.KeyboardModifier.NoModifier
    move = QMouseEvent(
        QEvent.Type.MouseMove, place, atlas.mapToGlobal(place), none, none, plain
    )  # fmt: skip
    QApplication.sendEvent(atlas, move)


def test_hovering_one_of_a_crowd_spreads_it_so_that_each_can_be_clicked(
    crowd: AtlasView, qtbot: QtBot
) -> None:
    crowd.setFocus()
    home = centre(crowd, "GV16", "middle")
    plain = crowd.grab().toImage()
    hover(crowd, home)
    assert crowd._layout is not None
    assert len(crowd._layout.fan) == 3
    assert crowd.grab().toImage() != plain  # spread, with lines to the true places
    for code, side in (("GV16", "middle"), ("GV15", "middle"), ("BL10", "left")):
        at = centre(crowd, code, side)
        hover(crowd, at)
        assert len(crowd._layout.fan) == 3  # and it stays spread on the way there
        with qtbot.waitSignal(crowd.point_chosen) as told:
            QTest.mouseClick(crowd, LEFT, Qt.KeyboardModifier.NoModifier, at)
        assert told.args == [code, side]
    hover(crowd, QPoint(330, 60))
    assert crowd._layout.fan == ()
    assert centre(crowd, "GV16", "middle") == home


def test_the_keyboard_reaches_each_and_spreads_them(crowd: AtlasView) -> None:
    crowd.setFocus()
    crowd.focus_point("GV16", "middle")
    seen = []
    for _ in range(4):
        now = QApplication.focusWidget()
        seen.append(now.look.code)  # type: ignore[union-attr]
        assert crowd._layout is not None
        assert len(crowd._layout.fan) == (0 if seen[-1] == "GB21" else 3)
        QTest.keyClick(now, Qt.Key.Key_Down)
    assert sorted(seen) == ["BL10", "GB21", "GV15", "GV16"]


def test_a_spread_marker_keeps_its_true_place(folder: Path) -> None:
    from acutimer.ui.body_map.views import BodyViews

    looks = crowded(folder)
    view = BodyViews.load(folder, "male").view("nape")
    fan = [look.key for look in looks[:3]]

    def measured(text: str, sub: str) -> tuple[float, float]:
        return 40.0 + len(text + sub), 26.0

    box = QRectF(0, 0, 400, 400)
    plain = lay_out(view, looks, box, WORDS, measured)
    spread_out = lay_out(view, looks, box, WORDS, measured, fan=fan)
    assert spread_out.fan == tuple(s.look.key for s in plain.spots if s.look.key in fan)
    for key, spot in plain.by_key.items():
        assert spread_out.by_key[key].home == (spot.centre if key in fan else None)
    assert plain.crowd(fan[0]) == spread_out.crowd(fan[0])
    assert len(plain.crowd(looks[3].key)) == 1
    assert min(
        math.dist(plain.by_key[a].centre.toTuple(), plain.by_key[b].centre.toTuple())
        for a, b in itertools.combinations(fan, 2)
    ) < NEAR  # fmt: skip


# Hair.


@pytest.mark.parametrize(
    ("code", "state", "faded"),
    [
        ("GB20", MarkerState.SELECTED, True),
        ("BL10", MarkerState.SELECTED_IN_ROUTINE, True),
        ("GV16", MarkerState.CURRENT, True),
        ("GB20", MarkerState.IN_ROUTINE, False),
        ("GB21", MarkerState.SELECTED, False),
    ],
)
def test_hair_fades_while_a_point_beneath_it_is_chosen(
    atlas: AtlasView, code: str, state: MarkerState, faded: bool
) -> None:
    atlas.set_markers([MarkerLook(code, "left", state)])
    assert atlas._shown.tint.hair_faded is faded
    atlas.set_markers([MarkerLook(code, "left")])
    assert not atlas._shown.tint.hair_faded
