"""Turning the body by mouse, keys and slider; markers go with the frame that is really shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acutimer.core.points import Side
from acutimer.places import resource_path
from acutimer.storage.resource_files import load_atlas
from acutimer.ui.body_map.atlas_view import AtlasView
from acutimer.ui.body_map.layout import place_of
from acutimer.ui.body_map.markers import MarkerLook
from acutimer.ui.body_map.turning import DEG_PER_PX, Turning, apart, facing_words, frames_round
from acutimer.ui.body_map.views import TURN, TURN_FILE, TURN_YAWS, frame_id
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.press.map_pane import MapPane
from acutimer.ui.press.turn_slider import TurnSlider
from tests.ui.body_map.stage import harm_view, make_body, shown_map
from tests.ui.pages_stage import cut, shown
from tests.ui.pages_stage import text_size as text_size

BOTH = [MarkerLook("GB20", "left"), MarkerLook("GB20", "right")]
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.MouseButton.NoButton
LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton
PRESS, MOVE = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove
RELEASE = QEvent.Type.MouseButtonRelease


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_body(tmp_path / "body")


@pytest.fixture
def atlas(qtbot: QtBot, folder: Path) -> AtlasView:
    return shown_map(qtbot, folder, BOTH)


def drag(atlas: AtlasView, start: QPoint, way: QPoint, button: Qt.MouseButton = LEFT) -> None:
    QTest.mousePress(atlas, button, Qt.KeyboardModifier.NoModifier, start)
    for share in range(1, 11):
        QTest.mouseMove(atlas, start + way * share / 10)
        QApplication.processEvents()
    QTest.mouseRelease(atlas, button, Qt.KeyboardModifier.NoModifier, start + way)


def send(
    atlas: AtlasView, kind: QEvent.Type, x: int, button: Qt.MouseButton, held: Qt.MouseButton
) -> None:
    """A mouse event as the desktop sends it: ``button`` changed, ``held`` is down from now on."""
    at = QPointF(x, 350)
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(atlas, QMouseEvent(kind, at, atlas.mapToGlobal(at), button, held, none))


def turn_by_hand(atlas: AtlasView, yaw: int) -> None:
    """Takes hold of the body, turns it from where it stands and lets it go at a yaw."""
    atlas.begin_turn()
    atlas.turn_by_px((atlas._shown.turning.yaw - yaw) / DEG_PER_PX)
    atlas.end_turn()


def shown_frame(atlas: AtlasView) -> str:
    view = atlas.view()
    assert view is not None
    return view.view_id


def wait_for(qtbot: QtBot, atlas: AtlasView, yaw: int) -> None:
    qtbot.waitUntil(lambda: shown_frame(atlas) == frame_id(yaw), timeout=5000)


def timers(atlas: AtlasView) -> list[QTimer]:
    return [timer for timer in atlas.findChildren(QTimer) if timer.isActive()]


# The numbers.


@pytest.mark.parametrize(
    ("one", "other", "way"), [(350, 10, 20), (10, 350, -20), (0, 180, -180), (90, 90, 0)]
)
def test_the_short_way_round(one: float, other: float, way: float) -> None:
    assert apart(one, other) == way


@pytest.mark.parametrize("frame", [0, 5, 180, 355])
def test_frames_outwards_are_all_72_once_and_never_nearer_again(frame: int) -> None:
    found = list(frames_round(frame))
    assert sorted(found) == list(range(0, 360, 5))
    ways = [abs(apart(frame, yaw)) for yaw in found]
    assert ways == sorted(ways)


def test_a_yaw_in_words() -> None:
    assert facing_words(180) == "Back, 180°"
    assert facing_words(0) == facing_words(360) == "Face, 0°"
    assert facing_words(90) == "Left side, 90°"
    assert facing_words(220) == "Back, right side, 220°"
    assert facing_words(355) == "Face, 355°"


@pytest.mark.parametrize("home", sorted(set(TURN_YAWS.values())))
@pytest.mark.parametrize("off", [-12, -7, 4, 12])
def test_let_go_near_a_standard_view_the_body_settles_there_picture_by_picture(
    qtbot: QtBot, home: int, off: int
) -> None:
    parent = AtlasView(load_theme("light"))
    qtbot.addWidget(parent)
    turning = Turning(parent)
    turning.turn_to(home + off)
    seen: list[float] = []
    turning.moved.connect(lambda: seen.append(abs(apart(turning.yaw, home))))
    with qtbot.waitSignal(turning.settled, timeout=2000):
        turning.let_go(calm=True)
    assert turning.yaw == home
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == max(1, round(abs(off) / 5))
    assert not timers(parent)


@pytest.mark.parametrize(("yaw", "calm"), [(197, True), (45, True), (185, False)])
def test_far_from_one_or_with_still_movement_it_stays(qtbot: QtBot, yaw: float, calm: bool) -> None:
    turning = Turning(AtlasView(load_theme("light")))
    turning.turn_to(yaw)
    with qtbot.assertNotEmitted(turning.moved, wait=30):
        turning.let_go(calm=calm)
    assert turning.yaw == yaw


# The mouse.


def test_a_drag_from_a_fixed_view_begins_the_turn_at_its_yaw(
    atlas: AtlasView, qtbot: QtBot
) -> None:
    atlas.set_motion(False)
    with qtbot.waitSignal(atlas.view_changed) as told:
        drag(atlas, QPoint(200, 350), QPoint(60, 0))
    assert told.args == [TURN]
    # to the right by 60 px is 30 degrees, and the front follows the pointer
    assert atlas.yaw() == 150
    wait_for(qtbot, atlas, 150)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right, SHIFT)  # and on by keys
    assert atlas.yaw() == 145


@pytest.mark.parametrize("way", [QPoint(7, 0), QPoint(0, 60)])
def test_a_short_or_upright_drag_turns_nothing(atlas: AtlasView, way: QPoint) -> None:
    drag(atlas, QPoint(200, 350), way)
    assert atlas.view_id() == "nape"


def test_a_view_without_a_yaw_of_the_turn_is_not_dragged(atlas: AtlasView) -> None:
    atlas.show_view("hand")
    drag(atlas, QPoint(200, 350), QPoint(60, 0))
    assert atlas.view_id() == "hand"


def test_a_drag_that_begins_on_a_marker_turns_and_chooses_nothing(
    atlas: AtlasView, qtbot: QtBot
) -> None:
    at = atlas.buttons()[0].geometry().center()
    with qtbot.assertNotEmitted(atlas.point_chosen, wait=0):
        drag(atlas, at, QPoint(40, 0))
    assert atlas.view_id() == TURN


def test_let_go_it_settles_and_then_nothing_runs(atlas: AtlasView, qtbot: QtBot) -> None:
    atlas.show_view(TURN)
    drag(atlas, QPoint(200, 350), QPoint(-16, 0))
    qtbot.waitUntil(lambda: atlas.yaw() == 180 and not timers(atlas), timeout=3000)
    qtbot.waitUntil(lambda: not atlas._shown.pictures.at_work, timeout=5000)
    assert atlas.view_id() == "nape"


def test_a_drag_ends_when_the_map_is_hidden(atlas: AtlasView) -> None:
    atlas.set_motion(False)
    send(atlas, PRESS, 200, LEFT, LEFT)
    send(atlas, MOVE, 260, NONE, LEFT)
    atlas.hide()
    atlas.show()
    send(atlas, MOVE, 300, NONE, NONE)
    send(atlas, MOVE, 330, NONE, LEFT)
    assert (atlas.view_id(), atlas.yaw()) == (TURN, 150)
    assert atlas.cursor().shape() is not Qt.CursorShape.ClosedHandCursor


def test_a_drag_ends_when_its_button_is_no_longer_down(atlas: AtlasView) -> None:
    atlas.set_motion(False)
    send(atlas, PRESS, 200, LEFT, LEFT)
    send(atlas, MOVE, 260, NONE, LEFT)
    send(atlas, MOVE, 300, NONE, NONE)
    assert atlas.yaw() == 150
    send(atlas, MOVE, 330, NONE, LEFT)
    assert atlas.yaw() == 150


def test_another_button_ends_no_drag(atlas: AtlasView) -> None:
    atlas.set_motion(False)
    send(atlas, PRESS, 200, LEFT, LEFT)
    send(atlas, MOVE, 260, NONE, LEFT)
    send(atlas, RELEASE, 260, MIDDLE, LEFT)
    send(atlas, MOVE, 280, NONE, LEFT)
    assert atlas.yaw() == 140


def test_while_it_settles_the_body_still_moves(atlas: AtlasView, qtbot: QtBot) -> None:
    def moving() -> bool:
        seen = atlas.sight()
        assert seen is not None
        return seen.moving

    atlas.show_view(TURN)
    assert not moving()
    turn_by_hand(atlas, 188)
    assert moving()
    qtbot.waitUntil(lambda: not timers(atlas), timeout=3000)
    assert not moving()
    atlas.show_view(TURN)
    atlas.settle_on("face")
    assert moving()
    turn_by_hand(atlas, 45)
    assert not moving()


def test_hidden_it_stands_still(atlas: AtlasView) -> None:
    atlas.show_view(TURN)
    atlas.turn_to(190)
    atlas.end_turn()
    assert timers(atlas)
    atlas.hide()
    assert not timers(atlas)
    assert atlas.yaw() == 180


# Frames and their markers.


def test_markers_are_always_those_of_the_frame_shown(atlas: AtlasView, qtbot: QtBot) -> None:
    atlas.show_view(TURN)
    atlas.grab()
    late = 0
    for yaw in (180, 200, 250, 120, 95, 265):
        atlas.turn_to(yaw)
        view = atlas.view()
        late += shown_frame(atlas) != frame_id(yaw)
        for _ in range(2):
            assert view is not None
            for button in atlas.buttons():
                place = place_of(view, button.look)
                assert place is not None
                centre = button.geometry().center()
                assert centre.x() == pytest.approx(place.x * 400, abs=1.5)
            wait_for(qtbot, atlas, yaw)
            view = atlas.view()
    assert late > 0  # a frame that is not there yet is not waited for


def test_markers_vanish_behind_and_the_keyboard_stays_with_the_map(
    atlas: AtlasView, qtbot: QtBot
) -> None:
    atlas.show_view(TURN)
    atlas.setFocus()
    atlas.focus_point("GB20", "left")
    atlas.turn_to(0)
    wait_for(qtbot, atlas, 0)
    assert atlas.buttons() == []
    assert QApplication.focusWidget() is atlas
    ring = atlas.grab().toImage().pixelColor(200, 3)
    assert ring == load_theme("light").colour("focus")
    QTest.keyClick(atlas, Qt.Key.Key_Left, SHIFT)
    assert atlas.yaw() == 5
    atlas.turn_to(180)
    wait_for(qtbot, atlas, 180)
    assert QApplication.focusWidget() is atlas.buttons()[0]


def test_shift_and_arrows_turn_one_frame_and_enter_from_a_fixed_view(
    atlas: AtlasView, qtbot: QtBot
) -> None:
    atlas.focus_point("GB20", "left")
    with qtbot.waitSignal(atlas.view_changed):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right, SHIFT)
    assert (atlas.view_id(), atlas.yaw()) == (TURN, 175)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left, SHIFT)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left, SHIFT)
    assert atlas.yaw() == 185
    assert atlas.accessibleName() == "Body map, turned: Back, 185°"


def test_a_far_leap_shows_the_frame_before_until_the_new_one_is_ready(
    atlas: AtlasView, qtbot: QtBot
) -> None:
    atlas.show_view(TURN)
    atlas.grab()
    atlas.turn_to(90)
    assert shown_frame(atlas) != frame_id(90)
    wait_for(qtbot, atlas, 90)


def test_frames_ahead_of_the_turn_are_made(atlas: AtlasView, qtbot: QtBot) -> None:
    atlas.show_view(TURN)
    atlas.turn_to(200)
    shown = atlas._shown
    frames = shown.pictures.views(shown.figure, TURN_FILE)

    def is_made(yaw: int) -> bool:
        view = frames.view(frame_id(yaw))
        return shown.pictures.ready(view, shown.tint, shown._size(view))

    near = (205, 210, 215, 195)
    qtbot.waitUntil(lambda: all(map(is_made, near)), timeout=5000)
    for yaw in near:
        atlas.turn_to(yaw)
        assert shown_frame(atlas) == frame_id(yaw)


def test_choosing_settles_on_the_fixed_view(atlas: AtlasView, qtbot: QtBot) -> None:
    atlas.show_view(TURN)
    atlas.turn_to(200)
    seen: list[int] = []
    atlas.yaw_changed.connect(seen.append)
    atlas.settle_on("side_right")
    atlas.set_markers([MarkerLook("GB20", "left")])  # what is chosen changes the markers meanwhile
    qtbot.waitUntil(lambda: atlas.view_id() == "side_right", timeout=3000)
    assert len(set(seen)) > 3
    assert not timers(atlas)


def test_with_still_movement_the_view_is_there_at_once(atlas: AtlasView) -> None:
    atlas.show_view(TURN)
    atlas.set_motion(False)
    atlas.settle_on("side")
    assert atlas.view_id() == "side"


# What is missing.


def test_one_broken_frame_in_the_list_is_passed_over(
    atlas: AtlasView, folder: Path, qtbot: QtBot
) -> None:
    harm_view(folder, TURN_FILE, "male/turn.100")
    with qtbot.assertNotEmitted(atlas.picture_missed, wait=0):
        atlas.show_view(TURN)
        atlas.turn_to(100)
        assert shown_frame(atlas) != frame_id(100)
        atlas.resize(390, 390)  # no frame is there in this size
    qtbot.waitUntil(lambda: shown_frame(atlas) in (frame_id(95), frame_id(105)), timeout=5000)
    atlas.turn_to(90)
    wait_for(qtbot, atlas, 90)


@pytest.mark.parametrize("harm", ["gone", "text"])
def test_a_broken_turn_list_is_named_and_other_views_stay(
    qtbot: QtBot, atlas: AtlasView, folder: Path, harm: str
) -> None:
    file = folder / "turn.json"
    file.unlink() if harm == "gone" else file.write_text("not this")
    with qtbot.waitSignal(atlas.picture_missed) as told:
        atlas.show_view(TURN)
    assert told.args == ["turn.json"]
    assert atlas.buttons() == []
    atlas.grab()
    atlas.turn_to(90)
    atlas.show_view("face")
    assert len(atlas.buttons()) == 2


def test_a_broken_frame_is_named_and_its_neighbour_shown(
    qtbot: QtBot, atlas: AtlasView, folder: Path
) -> None:
    (folder / "male/turn/100-mask.webp").write_text("not this")
    atlas.show_view(TURN)
    atlas.grab()
    with qtbot.waitSignal(atlas.picture_missed) as told:
        atlas.turn_to(100)
    assert told.args == ["male/turn/100-mask.webp"]
    qtbot.waitUntil(lambda: shown_frame(atlas) in (frame_id(95), frame_id(105)), timeout=5000)
    assert atlas.buttons()


# The pane.


@pytest.fixture
def pane(qtbot: QtBot) -> MapPane:
    made = MapPane(load_theme("light"))
    qtbot.addWidget(made)
    made.furnish()
    made.resize(468, 520)
    made.atlas.set_motion(False)
    with qtbot.waitActive(made):
        made.show()
    return made


def test_the_slider_is_there_while_the_body_turns(pane: MapPane) -> None:
    assert pane.findChildren(TurnSlider) == []
    pane.show_view(TURN)
    (slider,) = pane.findChildren(TurnSlider)
    assert slider.isVisible()
    assert slider.slider.accessibleName() == "Turn the body"
    assert slider.slider.accessibleDescription() == "Back, 180°"
    slider.slider.setFocus()
    QTest.keyClick(slider.slider, Qt.Key.Key_Right)
    assert pane.atlas.yaw() == 175
    assert slider.slider.accessibleDescription() == "Back, 175°"
    pane.atlas.turn_to(90)
    assert slider.words.text() == "Left side, 90°"
    assert slider.slider.value() == 18
    pane.show_view("face")
    assert not slider.isVisible()


@pytest.mark.parametrize(
    ("yaw", "lands", "segment"),
    [(188, "nape", "nape"), (134, "back34", ""), (226, "back34_right", ""),
     (84, TURN, TURN), (264, TURN, TURN), (5, TURN, TURN), (45, TURN, TURN)],
)  # fmt: skip
def test_let_go_near_a_view_of_the_same_framing_it_is_that_view(
    pane: MapPane, qtbot: QtBot, yaw: int, lands: str, segment: str
) -> None:
    pane.atlas.set_motion(True)
    pane.show_view(TURN)
    turn_by_hand(pane.atlas, yaw)
    qtbot.waitUntil(lambda: not timers(pane.atlas), timeout=3000)
    assert pane.view_id == pane.atlas.view_id() == lands
    assert pane._segments is not None
    assert pane._segments.key == segment
    (slider,) = pane.findChildren(TurnSlider)
    assert slider.isVisible() is (lands == TURN)


def test_with_still_movement_the_turn_is_not_left(pane: MapPane) -> None:
    pane.show_view(TURN)
    turn_by_hand(pane.atlas, 185)
    assert (pane.view_id, pane.atlas.yaw()) == (TURN, 185)


def test_without_the_picture_of_the_view_the_turn_is_not_left(
    atlas: AtlasView, folder: Path, qtbot: QtBot
) -> None:
    atlas.show_view(TURN)
    (folder / "male/nape-mask.webp").unlink()
    turn_by_hand(atlas, 188)
    qtbot.waitUntil(lambda: not timers(atlas), timeout=3000)
    assert (atlas.view_id(), atlas.yaw()) == (TURN, 180)


@pytest.mark.parametrize(
    ("act", "yaw"),
    [(lambda atlas: turn_by_hand(atlas, 5), 0), (lambda atlas: turn_by_hand(atlas, 45), 45),
     (lambda atlas: QTest.keyClick(atlas, Qt.Key.Key_Left, SHIFT), 65),
     (lambda atlas: atlas.turn_to(100), 100)],
    ids=["settles at the face", "far from a view", "key", "slider"],
)  # fmt: skip
def test_a_hand_gives_up_the_view_the_body_was_turning_to(
    pane: MapPane, qtbot: QtBot, act: Callable[[AtlasView], object], yaw: int
) -> None:
    points, _ = load_atlas(resource_path("points.toml"))
    pane.atlas.set_motion(True)
    pane.show_view(TURN)
    pane.atlas.turn_to(60)
    pane.show_best_view(points["GB20"], Side.LEFT)
    assert pane.view_id == "nape"
    act(pane.atlas)
    qtbot.waitUntil(lambda: not timers(pane.atlas), timeout=3000)
    assert pane.view_id == pane.atlas.view_id() == TURN
    assert pane.atlas.yaw() == yaw
    assert pane._segments is not None
    assert pane._segments.key == TURN
    assert pane.findChildren(TurnSlider)[0].isVisible()


def test_the_slider_keeps_its_end_at_the_face(pane: MapPane) -> None:
    slider = TurnSlider()
    told: list[float] = []
    slider.yaw_chosen.connect(told.append)
    for value in (-36, 36):
        slider.slider.setValue(value)
        slider.show_yaw(0)
        assert slider.slider.value() == value
    assert told == [0.0, 0.0]


def test_views_are_switched_by_segments_and_more(pane: MapPane, qtbot: QtBot) -> None:
    segments, more = pane._segments, pane._more
    assert segments is not None
    assert more is not None
    for key in ("side", "face", "hand", TURN, "nape"):
        segments.button(key).click()
        assert pane.view_id == pane.atlas.view_id() == key
        assert not more.isChecked()
    segments.button("side").click()
    segments.button("side").click()
    assert pane.view_id == "side_right"
    more._fill()
    more._actions["side_right"].trigger()  # shown already
    assert pane.view_id == pane.atlas.view_id() == "side_right"
    for key, action in more._actions.items():
        action.trigger()
        assert pane.atlas.view_id() == key
        belongs = key in ("side_right", "hand_right")
        assert more.isChecked() is not belongs
        assert (segments.key == "") is not belongs
        if not belongs:
            assert "shown" in more.accessibleName()
    pane.show_view("arm")
    more._actions["arm"].trigger()
    assert pane.atlas.view_id() == "arm_right"
    assert more.accessibleName() == "More views, Arm shown"


def test_a_side_turns_only_a_picture_of_one_side(pane: MapPane) -> None:
    pane.show_view("side")
    pane.turn_to_side("right")
    assert pane.view_id == pane.atlas.view_id() == "side_right"
    pane.turn_to_side("right")
    assert pane.view_id == "side_right"
    pane.turn_to_side("left")
    assert pane.view_id == pane.atlas.view_id() == "side"
    pane.show_view("nape")
    pane.turn_to_side("right")
    assert pane.view_id == "nape"


def test_arrows_walk_the_segments(pane: MapPane) -> None:
    pane.focus_views()
    seen = []
    for _ in range(4):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
        seen.append(pane.view_id)
    assert seen == ["side", "face", "hand", TURN]
    pane.show_view("whole_back")
    pane.focus_views()
    assert QApplication.focusWidget() is pane._more


@pytest.mark.usefixtures("text_size")
def test_the_views_fit_a_window_of_900_px(qtbot: QtBot) -> None:
    pane = MapPane(load_theme("light"))
    pane.furnish()
    shown(qtbot, pane, (468, 520))
    assert pane.above.sizeHint().width() <= 468
    assert cut(pane) == []
