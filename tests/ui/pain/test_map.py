"""Places on the body: which a view shows, and marking them by mouse, keyboard and screen reader."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from acutimer.core.pain_places import PLACES
from acutimer.ui.body_map.pictures import Pictures
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.pain.map import PainMap
from tests.ui.pain.stage import BODY, outlines, views

BEHIND = {
    f"{region}.{side}"
    for region in ("neck", "back_of_head", "shoulder", "upper_back")
    for side in ("left", "right")
}


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.first = QPushButton("first")  # type: ignore[attr-defined]
    made.map = PainMap(load_theme("light"), Pictures(BODY), views(), outlines())  # type: ignore[attr-defined]
    made.last = QPushButton("last")  # type: ignore[attr-defined]
    below = QVBoxLayout(made)
    for part in (made.first, made.map, made.last):  # type: ignore[attr-defined]
        below.addWidget(part)
    made.resize(600, 560)
    with qtbot.waitActive(made):
        made.show()
    return made


@pytest.fixture
def body(window: QWidget) -> PainMap:
    return window.map  # type: ignore[attr-defined]


def told(spy: QSignalSpy) -> list[tuple[object, ...]]:
    return [tuple(spy.at(index)) for index in range(spy.count())]


def point_of(body: PainMap, place: str) -> QPoint:
    return body.shape(place).mark.toPoint()


def marked(body: PainMap) -> list[str]:
    return [place for place in PLACES if body.button(place).isChecked()]


def test_each_view_shows_the_places_that_face_the_viewer(body: PainMap) -> None:
    assert set(body.shown_places()) == BEHIND
    body.show_view("face")
    assert set(body.shown_places()) == {
        *("forehead.left", "forehead.right", "temple.left", "temple.right"),
    }
    body.show_view("side")
    assert "temple.left" in body.shown_places()
    assert not [one for one in body.shown_places() if one.endswith(".right")]
    body.show_view("side_right")
    assert "temple.right" in body.shown_places()
    assert not [one for one in body.shown_places() if one.endswith(".left")]


def test_left_is_the_persons_own_left(body: PainMap) -> None:
    assert body.shape("neck.left").mark.x() < body.shape("neck.right").mark.x()
    body.show_view("face")
    assert body.shape("temple.left").mark.x() > body.shape("temple.right").mark.x()


def test_a_click_marks_and_another_unmarks(body: PainMap) -> None:
    spy = QSignalSpy(body.place_toggled)
    for _ in range(2):
        QTest.mouseClick(body, Qt.MouseButton.LeftButton, pos=point_of(body, "neck.left"))
    assert told(spy) == [("neck.left", True), ("neck.left", False)]
    assert marked(body) == []


def test_a_click_beside_every_region_marks_nothing(body: PainMap) -> None:
    spy = QSignalSpy(body.place_toggled)
    box = body.shape("shoulder.left").path.boundingRect()
    corner = (box.topLeft() + QPointF(1, 1)).toPoint()
    assert body.button("shoulder.left").geometry().contains(corner)
    QTest.mouseClick(body, Qt.MouseButton.LeftButton, pos=corner)
    assert told(spy) == []


def test_a_press_that_is_let_go_elsewhere_marks_nothing(body: PainMap) -> None:
    spy = QSignalSpy(body.place_toggled)
    QTest.mousePress(body, Qt.MouseButton.LeftButton, pos=point_of(body, "neck.left"))
    QTest.mouseRelease(body, Qt.MouseButton.LeftButton, pos=point_of(body, "neck.right"))
    assert told(spy) == []


def test_tab_stops_once_arrows_move_and_space_and_enter_mark(
    window: QWidget, body: PainMap
) -> None:
    spy = QSignalSpy(body.place_toggled)
    window.first.setFocus()  # type: ignore[attr-defined]
    QTest.keyClick(window.first, Qt.Key.Key_Tab)  # type: ignore[attr-defined]
    order = body.shown_places()
    assert QApplication.focusWidget() is body.button(order[0])
    for place in order[1:]:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
        assert QApplication.focusWidget() is body.button(place)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    assert QApplication.focusWidget() is body.button(order[-1])
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Home)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert told(spy) == [(order[-1], True), (order[0], True)]
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_End)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is window.last  # type: ignore[attr-defined]
    QTest.keyClick(window.last, Qt.Key.Key_Backtab)  # type: ignore[attr-defined]
    assert QApplication.focusWidget() is body.button(order[-1])


def test_order_is_from_top_to_bottom_and_in_a_row_from_the_left(body: PainMap) -> None:
    order = body.shown_places()
    assert order[:2] == ["back_of_head.left", "back_of_head.right"]
    assert order[-2:] == ["upper_back.left", "upper_back.right"]
    body.show_view("face")
    assert body.shown_places()[:2] == ["forehead.right", "forehead.left"]


def test_a_screen_reader_finds_a_check_box_with_name_and_state(body: PainMap) -> None:
    found = QAccessible.queryAccessibleInterface(body.button("neck.left"))
    assert found.role() == QAccessible.Role.CheckBox
    assert found.text(QAccessible.Text.Name) == "Neck, left"
    assert not found.state().checked
    spy = QSignalSpy(body.place_toggled)
    action = found.actionInterface()
    assert "Toggle" in action.actionNames()
    action.doAction("Toggle")
    assert found.state().checked
    assert told(spy) == [("neck.left", True)]
    assert found.state().focusable
    assert body.accessibleName() == "Where it hurts, Nape"


def test_marking_from_outside_tells_nothing_and_holds_in_every_view(body: PainMap) -> None:
    spy = QSignalSpy(body.place_toggled)
    body.mark(("temple.left", "neck.right"))
    assert marked(body) == ["neck.right", "temple.left"]
    body.show_view("face")
    assert marked(body) == ["neck.right", "temple.left"]
    body.mark(())
    assert marked(body) == []
    assert told(spy) == []


@pytest.mark.parametrize("theme", ["light", "dim", "hcLight", "hcDim"])
def test_marked_looks_other_than_unmarked_by_shape_and_focus_other_than_both(
    body: PainMap, theme: str
) -> None:
    body.set_theme(load_theme(theme))
    place = "upper_back.left"
    box = body.shape(place).path.boundingRect().toAlignedRect()
    plain = body.grab(box).toImage()
    body.mark((place,))
    ticked = body.grab(box).toImage()
    body.button(place).setFocus(Qt.FocusReason.TabFocusReason)
    focused = body.grab(box).toImage()
    assert plain != ticked != focused != plain
    # the tick's disc, and hatching that a fill of one colour would not have
    at = point_of(body, place) - box.topLeft()
    disc = QColor(load_theme(theme).colours["markNow"])
    ratio = ticked.devicePixelRatio()
    assert ticked.pixelColor(round((at.x() - 7) * ratio), round(at.y() * ratio)) == disc
    along = {
        ticked.pixelColor(round((at.x() + dx) * ratio), round(at.y() * ratio)).rgb()
        for dx in range(-40, -12)
    }
    assert len(along) > 8


def test_a_click_leaves_no_focus_ring_behind(body: PainMap) -> None:
    QTest.mouseClick(body, Qt.MouseButton.LeftButton, pos=point_of(body, "neck.left"))
    clicked = body.grab().toImage()
    QApplication.focusWidget().clearFocus()
    assert body.grab().toImage() == clicked


def test_hover_names_the_region_and_leaves_with_the_mouse(body: PainMap) -> None:
    plain = body.grab().toImage()
    QTest.mouseMove(body, point_of(body, "neck.right"))
    assert body.cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert body.grab().toImage() != plain
    QTest.mouseMove(body, QPoint(2, body.height() // 2))
    assert body.cursor().shape() == Qt.CursorShape.ArrowCursor
    assert body.grab().toImage() == plain


def test_places_without_an_outline_are_not_on_the_map(qtbot: QtBot) -> None:
    some = {key: loops for key, loops in outlines().items() if key.startswith("neck")}
    body = PainMap(load_theme("light"), Pictures(BODY), views(), some)
    qtbot.addWidget(body)
    assert body.shown_places() == ["neck.left", "neck.right"]
    with pytest.raises(KeyError):
        body.button("temple.left")
    body.show_view("face")
    assert body.shown_places() == []
    QTest.keyClick(body, Qt.Key.Key_Right)


def test_destroying_the_map_while_it_has_the_keyboard_ends_nothing(qtbot: QtBot) -> None:
    body = PainMap(load_theme("light"), Pictures(BODY), views(), outlines())
    with qtbot.waitActive(body):
        body.show()
    body.button("neck.left").setFocus(Qt.FocusReason.TabFocusReason)
    body.deleteLater()
    QApplication.sendPostedEvents()
    QApplication.processEvents()
