"""The small card leads to the full one, and so does Enter on a marker."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from acutimer.core.points import Atlas, Side
from acutimer.core.safety_table import Reason
from acutimer.places import resource_path
from acutimer.storage.resource_files import load_atlas
from acutimer.ui.body_map.atlas_view import AtlasView
from acutimer.ui.body_map.hand_picture import hand_on
from acutimer.ui.body_map.markers import MarkerLook
from acutimer.ui.kit.point_parts import how_they_differ
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.press.hand_frame import HIGH_PX, LOW_PX, HandSource
from acutimer.ui.press.point_card import PointCard
from tests.ui.pages_stage import cut, settle, shown
from tests.ui.pages_stage import text_size as text_size
from tests.ui.session.stage import size_text

LIGHT = (Reason("While you are ill, press this point lightly.", "OURS", "ours", ()),)


def no_hand(code: str, side: str, width_px: int, pose: str) -> QPixmap | None:
    del code, side, width_px, pose
    return None


@pytest.fixture
def atlas() -> Atlas:
    return load_atlas(resource_path("points.toml"))[0]


def made(qtbot: QtBot, size: tuple[int, int], hands: HandSource = no_hand) -> PointCard:
    card = PointCard(load_theme("light"), hands)
    shown(qtbot, card, size)
    return card


def said_on(card: PointCard) -> list[str]:
    settle(card)
    return [one.text() for one in card.findChildren(QLabel) if one.isVisible()]


@pytest.mark.parametrize("points", [10.5, 16.0])
@pytest.mark.parametrize("size", [(300, 400), (352, 640)])
def test_nothing_is_cut_and_no_text_runs_under_a_button(
    qtbot: QtBot, qapp: QApplication, atlas: Atlas, size: tuple[int, int], points: float
) -> None:
    size_text(qapp, points)
    body = AtlasView(load_theme("light"))
    body.show_view("nape")
    qtbot.addWidget(body)
    card = made(qtbot, size, lambda *asked: hand_on(body, *asked))
    card.why_button.click()
    card.more_button.click()
    for point in atlas.points:
        card.show_point(point, Side.LEFT, (2, 3), (), LIGHT, in_your_points=False, alone_s=65)
        settle(card)
        assert cut(card) == [], point.code
        above = card.area.mapTo(card, QPoint(0, card.area.height())).y()
        for foot in (card.only_button, card.add_button):
            assert not foot.isVisible() or above <= foot.mapTo(card, QPoint(0, 0)).y()


def test_the_hand_lies_on_top_where_there_is_a_picture(qtbot: QtBot, atlas: Atlas) -> None:
    body = AtlasView(load_theme("light"))
    body.show_view("nape")
    qtbot.addWidget(body)
    asked: list[tuple[str, str]] = []

    def hands(code: str, side: str, width_px: int, pose: str) -> QPixmap | None:
        asked.append((code, side))
        return hand_on(body, code, side, width_px, pose) if code == "GB20" else None

    card = made(qtbot, (352, 700), hands)
    card.show_point(atlas["GB20"], Side.RIGHT, (), (), light=None, in_your_points=False)
    qtbot.waitUntil(lambda: card.hand.has_picture)
    settle(card)
    assert asked[-1] == ("GB20", "right")
    assert card.hand.height() == HIGH_PX
    (find,) = [one for one in card.findChildren(QLabel) if one.text() == "Find it"]
    assert card.hand.geometry().bottom() < find.mapTo(card.area.widget(), QPoint(0, 0)).y()
    card.resize(352, 420)
    settle(card)
    assert card.hand.height() == LOW_PX
    card.show_point(atlas["LI4"], Side.LEFT, (), (), light=None, in_your_points=False)
    qtbot.waitUntil(lambda: not card.hand.has_picture)
    settle(card)
    assert card.hand.height() == 0


def poses_of(card: PointCard, asked: list[str]) -> list[str]:
    """The poses shown until the hand rests, without waiting for time to go by."""
    asked.clear()
    while card.hand.is_moving:
        card.hand._step.timeout.emit()
    return asked


@pytest.mark.parametrize(
    ("code", "way"),
    [
        ("GB20", ["coming", ""]),
        ("GB14", ["coming", ""] * 3),
        ("BL10", ["coming", "", "lower_right", "lower_left", "", "lower_right", "lower_left", ""]),
    ],
)
def test_the_hand_shows_how_the_point_is_pressed_and_then_rests(
    qtbot: QtBot, atlas: Atlas, code: str, way: list[str]
) -> None:
    asked: list[str] = []

    def hands(code: str, side: str, width_px: int, pose: str) -> QPixmap | None:
        del code, side
        asked.append(pose)
        picture = QPixmap(width_px, width_px)
        picture.fill()
        return picture

    card = made(qtbot, (352, 700), hands)
    card.hand.set_motion(calm=True)
    card.show_point(atlas[code], Side.LEFT, (), (), light=None, in_your_points=False)
    settle(card)
    assert poses_of(card, asked) == way
    hover = QEnterEvent(QPointF(9, 9), QPointF(9, 9), QPointF(9, 9))
    QApplication.sendEvent(card.hand, hover)
    assert poses_of(card, asked) == way, "the pointer asks for it once more"
    QApplication.sendEvent(card.hand, hover)
    card.hide()
    assert not card.hand.is_moving
    card.show()
    card.hand.set_motion(calm=False)
    settle(card)
    assert not card.hand.is_moving, "it stands still where no motion is wanted"


def test_article_and_standard_are_folded_until_they_are_asked_for(
    qtbot: QtBot, atlas: Atlas
) -> None:
    card = made(qtbot, (352, 900))
    point = atlas["GB20"]
    assert point.article is not None
    card.show_point(point, Side.LEFT, (), (), light=None, in_your_points=False)
    assert point.article.place not in said_on(card)
    assert how_they_differ(point) not in said_on(card)
    card.why_button.click()
    assert {point.article.place, point.who.place, how_they_differ(point)} <= set(said_on(card))
    other = atlas["GB21"]
    card.show_point(other, Side.LEFT, (), (), light=None, in_your_points=False)
    assert other.who.place in said_on(card), "once open it stays open"
    assert point.who.place not in said_on(card)
    card.why_button.click()
    assert other.who.place not in said_on(card)
    card.resize(352, 420)
    settle(card)
    card.why_button.click()
    settle(card)
    top = card.why_button.mapTo(card.area.viewport(), QPoint(0, 0)).y()
    assert 0 <= top < card.area.viewport().height() // 4, "what was asked for comes into sight"


def test_one_more_leads_to_full_card_spot_and_sources(qtbot: QtBot, atlas: Atlas) -> None:
    card = made(qtbot, (352, 640))
    card.show_point(atlas["GB20"], Side.LEFT, (), (), light=None, in_your_points=False)
    asked: list[str] = []
    card.full_card_asked.connect(lambda: asked.append("card"))
    card.spot_asked.connect(lambda: asked.append("spot"))
    card.sources_asked.connect(asked.append)
    acts = (card.full_button, card.spot_button, card.sources_button)
    assert not any(one.isVisible() for one in acts)
    card.more_button.click()
    settle(card)
    assert all(card.area.viewport().rect().contains(
        one.mapTo(card.area.viewport(), one.rect().center())) for one in acts)  # fmt: skip
    for one in acts:
        one.click()
    assert asked == ["card", "spot", "GB20"]
    card.show_point(atlas["TE17"], Side.LEFT, (), (), light=None, in_your_points=False)
    assert not card.spot_button.isEnabled(), "a place without a timer has no spot of one's own"


def test_pressure_is_in_sight_where_the_answers_ask_for_light(qtbot: QtBot, atlas: Atlas) -> None:
    card = made(qtbot, (352, 900))
    point = atlas["GB20"]
    card.show_point(point, Side.LEFT, (), (), light=None, in_your_points=False)
    assert "Pressure" not in said_on(card), "it stands on the full card"
    card.show_point(point, Side.LEFT, (), (), light=LIGHT, in_your_points=False)
    words = said_on(card)
    assert words[words.index("Pressure") + 1] == (
        "Light only, by your answers. While you are ill, press this point lightly. (our caution)"
    )
    assert point.intensity not in words


def test_press_only_this_says_how_long(qtbot: QtBot, atlas: Atlas) -> None:
    card = made(qtbot, (352, 640))
    card.show_point(atlas["GB20"], Side.BOTH, (), (), None, in_your_points=False, alone_s=65)
    assert card.only_button.text() == "Press only this, 1:05"
    assert (card.add_button.text(), card.add_button.accessibleName()) == ("Add", "Add to points")


def test_enter_on_a_marker_asks_for_more_than_space_does(qtbot: QtBot) -> None:
    atlas = AtlasView(load_theme("light"))
    shown(qtbot, atlas, (600, 640))
    atlas.show_view("nape")
    atlas.set_markers([MarkerLook("GB20", "left"), MarkerLook("GB21", "left")])
    opened: list[object] = []
    atlas._row.opened.connect(opened.append)
    assert atlas.focus_point("GB21", "left")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert opened == []
    with qtbot.waitSignal(atlas.point_chosen):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert opened == [("GB21", "left", False)]
