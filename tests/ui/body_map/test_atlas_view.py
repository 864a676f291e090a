"""The map by mouse, by keyboard and for a screen reader, painted for real."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimeLine, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from acutimer.ui.body_map.atlas_view import AtlasView
from acutimer.ui.body_map.markers import MarkerLook, MarkerState
from acutimer.ui.body_map.views import Zone
from acutimer.ui.kit.theme import load_theme
from tests.ui.body_map.stage import make_body

State = MarkerState


def look(code: str, side: str, state: MarkerState = State.NORMAL, number: str = "") -> MarkerLook:
    return MarkerLook(code, side, state, number, f"{code} Name, {side}, a place", "in routine")


NECK = [
    look(code, side, State.IN_ROUTINE, number)
    for code, number in (("GB20", "1"), ("BL10", "2·3"), ("GB21", "4"), ("BL11", ""))
    for side in ("left", "right")
] + [look("GV16", "middle", State.REFERENCE)]


@pytest.fixture
def atlas(qtbot: QtBot) -> AtlasView:
    made = AtlasView(load_theme("light"))
    qtbot.addWidget(made)
    made.resize(560, 612)
    made.show_view("nape")
    made.set_markers(NECK)
    with qtbot.waitActive(made):
        made.show()
    return made


def centre(atlas: AtlasView, code: str, side: str) -> QPoint:
    for button in atlas.buttons():
        if (button.look.code, button.look.side) == (code, side):
            return button.geometry().center()
    raise AssertionError(f"{code} {side} is not shown")


def names(atlas: AtlasView) -> list[str]:
    return [f"{button.look.code} {button.look.side}" for button in atlas.buttons()]


def click(atlas: AtlasView, at: QPoint) -> None:
    QTest.mouseClick(atlas, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def focused(atlas: AtlasView) -> str:
    return next(f"{b.look.code} {b.look.side}" for b in atlas.buttons() if b.hasFocus())


# Pictures.


def test_the_body_is_painted(atlas: AtlasView) -> None:
    image = atlas.grab().toImage()
    ratio = image.devicePixelRatio()
    skin = image.pixelColor(QPointF(280 * ratio, 480 * ratio).toPoint())
    assert skin.red() > skin.blue() + 10


def test_markers_are_painted_in_their_places(atlas: AtlasView) -> None:
    theme = load_theme("light")
    image = atlas.grab().toImage()
    beside_number = centre(atlas, "GB20", "left") + QPoint(-8, 0)
    assert image.pixelColor(beside_number) == theme.colour("markFill")


def test_another_theme_darkens_the_body(atlas: AtlasView) -> None:
    light = atlas.grab().toImage().pixelColor(280, 480).lightnessF()
    atlas.set_theme(load_theme("dim"))
    assert atlas.grab().toImage().pixelColor(280, 480).lightnessF() < light * 0.72
    atlas.set_brightness(0.4)
    assert atlas.grab().toImage().pixelColor(280, 480).lightnessF() < light * 0.35


def test_a_never_press_zone_is_calm_until_the_pointer_comes_near(atlas: AtlasView) -> None:
    danger = load_theme("light").colour("danger")
    zone = Zone("never_press", ((0.4, 0.5), (0.6, 0.5), (0.5, 0.75)))

    def red() -> int:
        image = atlas.grab().toImage()
        seen = (image.pixelColor(x, y) for x in range(0, 560, 2) for y in range(250, 612, 3))
        return sum(
            abs(one.red() - danger.red()) + abs(one.green() - danger.green()) < 60 for one in seen
        )

    def show(*zones: Zone) -> None:
        assert atlas._shown.view is not None
        atlas._shown.view = atlas._shown.view._replace(zones=zones)
        atlas._picture_changed()

    atlas.set_markers([])  # a chosen point beside the zone is a reason for stripes too
    atlas.show_view("side")
    show()
    assert red() == 0
    assert "ever press" not in atlas.accessibleDescription()
    show(zone)
    assert "ever press" in atlas.accessibleDescription()
    assert atlas._layout is not None
    assert [pill.wish.text for pill in atlas._layout.pills if not pill.wish.key[0]] == [
        "Never press here"
    ]
    calm = red()
    assert calm > 0
    middle = atlas._layout.zones[0].boundingRect().center()
    atlas.hover(middle)
    assert red() > 3 * calm
    atlas.hover(QPointF(4, 4))
    assert red() == calm


def test_corner_words_change_over_in_the_face_view(atlas: AtlasView) -> None:
    assert atlas._corners() == ("Your left", "Your right")
    atlas.show_view("face")
    assert atlas._corners() == ("Your right", "Your left")
    atlas.show_view("side")
    assert atlas._corners() == ("", "")


def test_left_stays_left_in_languages_that_run_the_other_way(
    atlas: AtlasView, qapp: QApplication
) -> None:
    before = centre(atlas, "GB20", "left")
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        atlas.set_markers(NECK)
        assert centre(atlas, "GB20", "left") == before
        assert atlas.layoutDirection() == Qt.LayoutDirection.LeftToRight
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


# The mouse.


@pytest.mark.parametrize("point", [("GB20", "left"), ("BL10", "left"), ("GB21", "right")])
def test_a_click_chooses_the_marker(atlas: AtlasView, qtbot: QtBot, point: tuple[str, str]) -> None:
    with qtbot.waitSignal(atlas.point_chosen) as told:
        click(atlas, centre(atlas, *point))
    assert tuple(told.args) == point


def test_between_two_near_markers_the_nearer_one_is_meant(atlas: AtlasView, qtbot: QtBot) -> None:
    atlas.resize(300, 330)
    upper, lower = centre(atlas, "GB20", "left"), centre(atlas, "BL10", "left")
    gap = lower - upper
    assert 24 <= (gap.x() ** 2 + gap.y() ** 2) ** 0.5 <= 34  # their 44 px squares overlap
    for share, meant in ((0.0, "GB20"), (0.42, "GB20"), (0.58, "BL10"), (1.0, "BL10")):
        with qtbot.waitSignal(atlas.point_chosen) as told:
            click(atlas, upper + gap * share)
        assert told.args == [meant, "left"]


def test_a_click_22_px_away_counts_and_farther_does_not(atlas: AtlasView, qtbot: QtBot) -> None:
    at = centre(atlas, "GB21", "right")
    with qtbot.waitSignal(atlas.point_chosen):
        click(atlas, at + QPoint(-15, 15))
    with qtbot.assertNotEmitted(atlas.point_chosen, wait=0):
        click(atlas, at + QPoint(0, 60))


def test_a_click_on_a_pill_chooses_its_point(atlas: AtlasView, qtbot: QtBot) -> None:
    assert atlas._layout is not None
    pill = next(p for p in atlas._layout.pills if p.wish.key == ("BL11", "right", False))
    with qtbot.waitSignal(atlas.point_chosen) as told:
        click(atlas, pill.box.center().toPoint())
    assert told.args == ["BL11", "right"]


def test_a_press_that_slides_away_chooses_nothing(atlas: AtlasView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(atlas.point_chosen, wait=0):
        QTest.mousePress(atlas, Qt.MouseButton.LeftButton, pos=centre(atlas, "GB20", "left"))
        QTest.mouseRelease(atlas, Qt.MouseButton.LeftButton, pos=centre(atlas, "GB21", "left"))


def test_a_double_click_activates(atlas: AtlasView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(atlas.point_activated) as told:
        QTest.mouseDClick(atlas, Qt.MouseButton.LeftButton, pos=centre(atlas, "GB20", "right"))
    assert told.args == ["GB20", "right"]


def test_hovering_is_seen_and_points(atlas: AtlasView) -> None:
    before = atlas.grab().toImage()
    QTest.mouseMove(atlas, centre(atlas, "BL11", "left"))
    QApplication.processEvents()
    assert atlas.cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert atlas.grab().toImage() != before
    QTest.mouseMove(atlas, QPoint(280, 590))
    QApplication.processEvents()
    assert atlas.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_a_marker_on_the_far_side_asks_to_turn(atlas: AtlasView, qtbot: QtBot) -> None:
    atlas.show_view("side")
    atlas.set_markers([look("GB20", "right", State.FAR_SIDE)])
    with (
        qtbot.waitSignal(atlas.turn_requested) as told,
        qtbot.assertNotEmitted(atlas.point_chosen),
    ):
        click(atlas, centre(atlas, "GB20", "right"))
    assert told.args == ["side_right"]


# The keyboard.


def test_arrows_go_top_to_bottom_and_left_before_right(atlas: AtlasView) -> None:
    assert names(atlas) == [
        "GB20 left", "GB20 right", "GV16 middle", "BL10 left", "BL10 right", "GB21 left",
        "GB21 right", "BL11 left", "BL11 right",
    ]  # fmt: skip
    atlas.buttons()[0].setFocus()
    seen = [focused(atlas)]
    for _ in range(8):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
        seen.append(focused(atlas))
    assert seen == names(atlas)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert focused(atlas) == "BL11 right"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Left)
    assert focused(atlas) == "BL11 left"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Home)
    assert focused(atlas) == "GB20 left"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    assert focused(atlas) == "GB20 left"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    assert focused(atlas) == "BL11 right"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_choose(atlas: AtlasView, qtbot: QtBot, key: Qt.Key) -> None:
    assert atlas.focus_point("GB21", "left")
    with qtbot.waitSignal(atlas.point_chosen) as told:
        QTest.keyClick(QApplication.focusWidget(), key)
    assert told.args == ["GB21", "left"]


@pytest.mark.parametrize(("key", "side"), [("[", "left"), ("]", "right"), ("\\", "both")])
def test_side_keys_are_told(atlas: AtlasView, qtbot: QtBot, key: str, side: str) -> None:
    atlas.focus_point("GB21", "left")
    with qtbot.waitSignal(atlas.side_key_pressed) as told:
        QTest.keyClicks(QApplication.focusWidget(), key)
    assert told.args == [side]


def test_shift_and_arrow_turn_a_hand_over_to_the_other(atlas: AtlasView, qtbot: QtBot) -> None:
    atlas.show_view("hand")
    atlas.set_markers([look("LI4", "left")])
    atlas.focus_point("LI4", "left")
    with qtbot.waitSignal(atlas.turn_requested) as told:
        QTest.keyClick(
            QApplication.focusWidget(), Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier
        )
    assert told.args == ["hand_right"]


def test_tab_enters_at_the_selected_point_and_leaves_as_a_whole(qtbot: QtBot) -> None:
    page = QWidget()
    line = QVBoxLayout(page)
    before, atlas, after = QPushButton("before"), AtlasView(load_theme("light")), QPushButton("b")
    for widget in (before, atlas, after):
        line.addWidget(widget)
    qtbot.addWidget(page)
    page.resize(560, 720)
    atlas.show_view("nape")
    atlas.set_markers(
        [
            *(one for one in NECK if one.code != "GB21"),
            look("GB21", "left", State.SELECTED_IN_ROUTINE, "4"),
        ]
    )
    with qtbot.waitActive(page):
        page.show()
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert focused(atlas) == "GB21 left"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Up)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert after.hasFocus()
    QTest.keyClick(after, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert focused(atlas) == "GB21 left"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert before.hasFocus()


def test_other_keys_reach_the_page(qtbot: QtBot) -> None:
    class Page(QWidget):
        keys: list[int] = []  # noqa: RUF012

        def keyPressEvent(self, event: QKeyEvent) -> None:
            self.keys.append(event.key())

    page = Page()
    atlas = AtlasView(load_theme("light"), parent=page)
    atlas.resize(560, 612)
    qtbot.addWidget(page)
    atlas.show_view("nape")
    atlas.set_markers(NECK)
    with qtbot.waitActive(page):
        page.show()
    atlas.focus_point("GB20", "left")
    for key in (Qt.Key.Key_5, Qt.Key.Key_V, Qt.Key.Key_Escape):
        QTest.keyClick(QApplication.focusWidget(), key)
    assert page.keys == [Qt.Key.Key_5, Qt.Key.Key_V, Qt.Key.Key_Escape]


# Screen readers.


def test_every_marker_is_a_named_focusable_button_of_44_px(atlas: AtlasView) -> None:
    assert len(atlas.buttons()) == len(NECK)
    for button in atlas.buttons():
        assert button.width() == button.height() == 44
        assert button.focusPolicy() == Qt.FocusPolicy.StrongFocus
        assert button.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        assert button.accessibleName() == f"{button.look.code} Name, {button.look.side}, a place"
        assert button.accessibleDescription() == "in routine"
        assert button.accessibleIdentifier() == f"marker.{button.look.code}.{button.look.side}"


def test_assistive_tools_find_buttons_they_can_press(atlas: AtlasView, qtbot: QtBot) -> None:
    interface: QAccessibleInterface = QAccessible.queryAccessibleInterface(atlas.buttons()[3])
    assert interface.role() == QAccessible.Role.Button
    assert interface.text(QAccessible.Text.Name) == "BL10 Name, left, a place"
    assert interface.state().focusable
    actions = interface.actionInterface()
    with qtbot.waitSignal(atlas.point_chosen) as told:
        actions.doAction(actions.actionNames()[0])
    assert told.args == ["BL10", "left"]


def test_the_map_says_which_view_it_shows(atlas: AtlasView) -> None:
    atlas.show_view("side_right")
    assert atlas.accessibleName().startswith("Body map, ")
    assert "ight" in atlas.accessibleName()


def test_a_marker_keeps_its_button_and_focus_when_its_look_changes(atlas: AtlasView) -> None:
    atlas.focus_point("GB21", "left")
    kept = QApplication.focusWidget()
    atlas.set_markers(
        [
            *(one for one in NECK if (one.code, one.side) != ("GB21", "left")),
            MarkerLook("GB21", "left", State.OFF, "", "GB21, off", "switched off"),
        ]
    )
    assert QApplication.focusWidget() is kept
    assert kept.accessibleName() == "GB21, off"


def test_markers_of_another_view_are_not_in_the_way(atlas: AtlasView) -> None:
    atlas.set_markers([*NECK, look("GB14", "left"), look("LI4", "right")])
    assert "GB14 left" not in names(atlas)
    atlas.show_view("face")
    assert names(atlas) == ["GB14 left"]
    shown = [b for b in atlas.findChildren(QWidget) if b.isVisible()]
    assert len(shown) == 1
    atlas.show_view("hand_right")
    assert names(atlas) == ["LI4 right"]


# Moving.


def running_timers(atlas: AtlasView) -> list[QObject]:
    lines = atlas.findChildren(QTimeLine)
    return [line for line in lines if line.state() == QTimeLine.State.Running] + [
        timer for timer in atlas.findChildren(QTimer) if timer.isActive()
    ]


def test_an_idle_map_runs_no_timer(atlas: AtlasView) -> None:
    assert running_timers(atlas) == []


def test_the_current_marker_breathes_slowly_and_only_while_it_is_seen(
    atlas: AtlasView, qtbot: QtBot
) -> None:
    current = [look("GB21", "left", State.CURRENT, "4")]
    atlas.set_markers(current)
    (line,) = atlas.findChildren(QTimeLine)
    assert line.state() == QTimeLine.State.Running
    assert (line.duration(), line.updateInterval()) == (3000, 50)
    rise = [line.valueForTime(at) for at in range(0, 3001, 100)]
    assert rise[0] == pytest.approx(0, abs=0.01)
    assert rise[15] == pytest.approx(1, abs=0.01)
    assert max(abs(b - a) for a, b in itertools.pairwise(rise)) < 0.12
    atlas.hide()
    assert running_timers(atlas) == []
    with qtbot.waitExposed(atlas):
        atlas.show()
    assert running_timers(atlas) == [line]
    atlas.set_motion(False)
    assert running_timers(atlas) == []
    atlas.set_motion(True)
    atlas.show_view("face")  # GB21 is not seen from the front
    assert running_timers(atlas) == []


# What is missing.


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_body(tmp_path / "body")


@pytest.mark.parametrize("harm", ["gone", "empty", "text"])
@pytest.mark.parametrize("file", ["male/nape.webp", "male/nape-mask.webp", "views.json"])
def test_a_missing_file_is_named_and_nothing_breaks(
    qtbot: QtBot, folder: Path, file: str, harm: str
) -> None:
    if harm == "gone":
        (folder / file).unlink()
    else:
        (folder / file).write_text("" if harm == "empty" else "not this", encoding="utf-8")
    atlas = AtlasView(load_theme("light"), folder)
    qtbot.addWidget(atlas)
    atlas.resize(400, 400)
    with qtbot.waitSignal(atlas.picture_missed) as told:
        atlas.show_view("nape")
    assert told.args == [file]
    atlas.set_markers(NECK)
    with qtbot.waitExposed(atlas):
        atlas.show()
    assert atlas.buttons() == []
    written = atlas.grab().toImage()
    ground = written.pixelColor(2, 2)
    assert any(written.pixelColor(x, 200) != ground for x in range(400)) or any(
        written.pixelColor(x, 208) != ground for x in range(400)
    )
    if file != "views.json":
        atlas.show_view("face")
        atlas.set_markers([look("GB21", "left")])
        assert names(atlas) == ["GB21 left"]


def test_a_picture_cut_short_is_found_when_it_is_painted(qtbot: QtBot, folder: Path) -> None:
    whole = (folder / "male/nape.webp").read_bytes()
    (folder / "male/nape.webp").write_bytes(whole[:60])
    atlas = AtlasView(load_theme("light"), folder)
    qtbot.addWidget(atlas)
    atlas.resize(400, 400)
    with qtbot.waitSignal(atlas.picture_missed) as told:
        atlas.show_view("nape")
        atlas.show()
    assert told.args == ["male/nape.webp"]
    atlas.grab()
    assert atlas.buttons() == []


def test_a_map_is_taken_apart_quietly(qtbot: QtBot) -> None:
    """Qt takes the focus from children of a map that is half gone; that must reach nobody."""
    for _ in range(3):
        atlas = AtlasView(load_theme("light"))
        atlas.resize(300, 300)
        atlas.show_view("nape")
        atlas.set_markers(NECK)
        with qtbot.waitActive(atlas):
            atlas.show()
        atlas.focus_point("GB20", "left")
        del atlas
