"""The full card: everything in its order, layers by key and button, and the person's own spot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from acutimer.core.points import Atlas, Side
from acutimer.core.safety_table import Reason
from acutimer.core.spots import STANDARD, Spot
from acutimer.places import resource_path
from acutimer.storage.resource_files import load_atlas
from acutimer.ui.body_map.atlas_view import AtlasView
from acutimer.ui.body_map.figure import Figure, SkinPoint
from acutimer.ui.body_map.guide import GuideLayers
from acutimer.ui.body_map.markers import MarkerState
from acutimer.ui.body_map.views import TURN, frame_id
from acutimer.ui.kit.theme import load_theme
from acutimer.ui.point.page import PointCardContent, PointPage
from acutimer.ui.point.text import CHECKED, NOT_CHECKED, StepSquare, Told, state_words
from tests.ui.body_map.guide_stage import PlainMap
from tests.ui.body_map.made_up_figure import made_up_figure
from tests.ui.body_map.stage import make_body
from tests.ui.pages_stage import SIZES, cut, settle, shown, tabbed
from tests.ui.pages_stage import text_size as text_size

NOTHING_TOLD = Told()
VIEWS = (("nape", "Nape"), ("side", "Left side"))


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas(resource_path("points.toml"))[0]


@pytest.fixture
def figure(tmp_path: Path) -> Figure:
    return made_up_figure(tmp_path)


class Stage:
    """A page with its map, and a way to show it a point."""

    def __init__(self, atlas: Atlas, figure: Figure, theme_name: str = "light") -> None:
        self.atlas, self.figure = atlas, figure
        self.map = PlainMap()
        self.page = PointPage(load_theme(theme_name), atlas.sources, self.map)

    def content(
        self,
        code: str = "GB20",
        side: Side = Side.LEFT,
        spot: Spot = STANDARD,
        told: Told = NOTHING_TOLD,
    ) -> PointCardContent:
        layers = GuideLayers(self.figure, code, side.value, None, spot)
        told = told._replace(place=self.figure.point(code, side.value))
        return PointCardContent(self.atlas[code], side, VIEWS, layers, told)

    def show(self, *given: object, **named: object) -> None:
        self.page.show_point(self.content(*given, **named))  # type: ignore[arg-type]
        settle(self.page)

    def words(self) -> list[str]:
        return [one.text() for one in self.page.side.findChildren(QLabel) if one.isVisible()]

    @property
    def spot(self) -> Spot:
        assert self.map.layers is not None
        return self.map.layers.spot


@pytest.fixture
def stage(qtbot: QtBot, atlas: Atlas, figure: Figure) -> Stage:
    made = Stage(atlas, figure)
    shown(qtbot, made.page)
    made.show()
    return made


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What a screen reader is told."""
    words: list[str] = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: words.append(event.message())
    )
    return words


# --- the words ----------------------------------------------------------------------------------


def test_the_words_stand_in_the_order_of_the_card(stage: Stage) -> None:
    stage.show("GB20", told=Told(hand=QPixmap(100, 80)))
    point = stage.atlas["GB20"]
    words = "\n".join(stage.words())
    in_order = [
        "GB20", point.pinyin, "Find it", *point.find, "The article says", point.article.place,
        "WHO standard location", point.who.place, "They differ.", NOT_CHECKED, point.who.derived,
        "How", "Time", "With", "After", point.care, point.cautions[0], "What is known",
        point.known, "The pressing hand", "How wide is a thumb", "Sources",
    ]  # fmt: skip
    places = [words.index(one) for one in in_order]
    assert places == sorted(places)


def test_the_steps_have_the_numbers_of_the_finger_path(stage: Stage) -> None:
    squares = stage.page.side.findChildren(StepSquare)
    assert [one.accessibleName() for one in squares if one.isVisible()] == [
        "Step 1", "Step 2", "Step 3",
    ]  # fmt: skip
    way = stage.figure.finger_path("GB20", "left")
    assert way is not None
    assert len(way.stops) == len(stage.atlas["GB20"].find)


def test_where_article_and_standard_agree_one_line_says_so(
    qtbot: QtBot, atlas: Atlas, figure: Figure
) -> None:
    point = atlas["GB20"]
    agreeing = replace(point, article=replace(point.article, agrees=True))
    stage = Stage(atlas, figure)
    shown(qtbot, stage.page)
    stage.page.show_point(stage.content()._replace(point=agreeing))
    settle(stage.page)
    words = "\n".join(stage.words())
    assert "Article and WHO agree." in words
    assert "The article says" not in words


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("by rule", "By rule: half way from C7 to acromion."),
        ("judged", NOT_CHECKED),
        ("checked by a practitioner", CHECKED),
    ],
)
def test_how_far_a_place_can_be_trusted_is_said(state: str, words: str) -> None:
    place = SkinPoint((0, 0, 0, 0, 0, 1), state, "half way from C7 to acromion")
    assert state_words(place) == words
    assert state_words(None) not in ("", words)


def test_a_point_that_is_off_says_why_and_cannot_be_started(stage: Stage) -> None:
    why = Reason("Left out in pregnancy.", "S1", "tradition")
    stage.show("GB21", told=Told(reasons=(why,)))
    assert "Left out in pregnancy. (tradition)" in stage.words()
    assert not stage.page.side.only_button.isEnabled()
    assert stage.map.looks[0].state is MarkerState.OFF


def test_a_point_that_must_be_light_says_so_and_why_instead_of_how_firmly(stage: Stage) -> None:
    firm = stage.atlas["GB21"].intensity
    stage.show("GB21")
    assert firm in stage.words()
    why = Reason("While you are ill, press this point lightly.", "OURS", "ours")
    stage.show("GB21", told=Told(light=(why,)))
    words = stage.words()
    assert words[words.index("Pressure") + 1] == (
        "Light only, by your answers. While you are ill, press this point lightly. (our caution)"
    )
    assert firm not in words
    stage.show("GB21", told=Told(light=()))
    assert "Light only, by your answers." in stage.words(), "also where no rule names the point"
    stage.show("TE17", told=Told(light=(why,)))
    assert "A light touch only" in stage.words(), "what is no press stays less than one"


def test_the_acts_are_asked_for(stage: Stage, qtbot: QtBot) -> None:
    side = stage.page.side
    for made, signal in (
        (side.only_button, stage.page.only_this_asked),
        (side.add_button, stage.page.add_asked),
        (stage.page.back_button, stage.page.back_asked),
    ):
        with qtbot.waitSignal(signal):
            made.click()
    stage.page.show_point(stage.content()._replace(alone_s=65))
    assert side.only_button.text() == "Press only this, 1:05"
    stage.page.show_point(stage.content()._replace(in_your_points=True))
    assert side.add_button.text() == "Take out"
    with qtbot.waitSignal(stage.page.remove_asked):
        side.add_button.click()
    with qtbot.waitSignal(stage.page.sources_asked) as asked:
        side.sources_button.click()
    assert asked.args == ["GB20"]


def test_the_card_says_what_one_may_feel(stage: Stage) -> None:
    stage.show("GB20")
    words = [one.text() for one in stage.page.side.text.findChildren(QLabel)]
    assert words[words.index("What you may feel") + 1].startswith("A slight tingling")


# --- views and layers ---------------------------------------------------------------------------


def test_the_views_are_those_of_the_point(stage: Stage) -> None:
    assert stage.map.view_id == "nape"
    stage.page.view_button("side").click()
    assert (stage.map.view_id, stage.page.view_id) == ("side", "side")
    stage.show("GB21")
    assert stage.map.view_id == "side"  # what is in view stays
    stage.page.show_point(stage.content("LI4")._replace(views=(("face", "Face"),)))
    assert stage.map.view_id == "face"


@pytest.fixture
def turning_stage(
    qtbot: QtBot, atlas: Atlas, figure: Figure, tmp_path: Path
) -> tuple[PointPage, AtlasView]:
    """The page with the real map on it."""
    body = AtlasView(load_theme("light"), make_body(tmp_path / "body"))
    body.set_motion(False)
    body.set_places(figure, {})
    page = PointPage(load_theme("light"), atlas.sources, body)
    shown(qtbot, page)
    page.show_point(Stage(atlas, figure).content())
    settle(page)
    return page, body


def test_a_turned_body_is_none_of_the_views_and_the_legend_goes_with_it(
    turning_stage: tuple[PointPage, AtlasView], qtbot: QtBot
) -> None:
    page, body = turning_stage
    body.setFocus()
    QTest.keyClick(body, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert page.view_id == TURN
    assert not any(page.view_button(view_id).isChecked() for view_id, _ in VIEWS)
    assert "Never press" not in page.legend.shown_words()
    for yaw, seen in ((0, True), (180, False), (60, True)):
        body.turn_to(yaw)
        qtbot.waitUntil(
            lambda yaw=yaw: (view := body.view()) is not None and view.view_id == frame_id(yaw),
            timeout=5000,
        )
        assert ("Never press" in page.legend.shown_words()) is seen
    QTest.keyClick(page, Qt.Key.Key_V)
    assert page.view_button("nape").hasFocus()
    page.view_button("nape").click()
    assert (page.view_id, body.view_id()) == ("nape", "nape")
    assert page.view_button("nape").isChecked()


def test_the_same_point_shown_again_leaves_the_body_as_it_was_turned(
    turning_stage: tuple[PointPage, AtlasView], atlas: Atlas, figure: Figure
) -> None:
    page, body = turning_stage
    body.setFocus()
    QTest.keyClick(body, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    stage = Stage(atlas, figure)
    page.show_point(stage.content()._replace(in_your_points=True))
    assert (page.view_id, body.view_id()) == (TURN, TURN)
    page.show_point(stage.content("GB21"))
    assert body.view_id() == "nape"
    QTest.keyClick(body, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    page.hide()
    page.show()
    page.show_point(stage.content("GB21"))
    assert body.view_id() == "nape", "whoever comes again sees the best side"


def test_a_body_that_settles_at_a_view_is_that_view(
    turning_stage: tuple[PointPage, AtlasView], qtbot: QtBot
) -> None:
    page, body = turning_stage
    body.set_motion(True)
    body.begin_turn()
    body.turn_by_px(190)
    assert not page.view_button("nape").isChecked()
    body.end_turn()
    qtbot.waitUntil(lambda: body.view_id() == "side", timeout=3000)
    assert page.view_id == "side"
    assert page.view_button("side").isChecked()


@pytest.mark.parametrize(
    ("key", "name"), [(Qt.Key.Key_U, "under_skin"), (Qt.Key.Key_M, "measures")]
)
def test_layers_are_switched_by_key_and_by_button(stage: Stage, key: Qt.Key, name: str) -> None:
    stage.show("GB21")
    made: QAbstractButton = getattr(stage.page, name)
    for by_key in (True, False):
        for on in (True, False):
            QTest.keyClick(stage.page, key) if by_key else made.click()
            assert stage.map.layers is not None
            assert getattr(stage.map.layers.look, name) is on
            assert made.isChecked() is on


def test_a_layer_with_nothing_in_it_cannot_be_switched_on(stage: Stage) -> None:
    stage.show("GB20")
    assert not stage.page.measures.isEnabled()
    QTest.keyClick(stage.page, Qt.Key.Key_M)
    assert stage.map.layers is not None
    assert not stage.map.layers.look.measures


def test_the_legend_explains_what_is_shown_and_says_approximate_once(stage: Stage) -> None:
    legend = stage.page.legend
    assert legend.shown_words() == ["WHO place", "Article’s place", "Finger path"]
    stage.page.view_button("side").click()
    assert "Never press" in legend.shown_words()
    stage.page.under_skin.click()
    assert legend.shown_words() == [
        "WHO place", "Article’s place", "Never press", "Finger path", "Bone", "Soft tissue",
        "approximate",
    ]  # fmt: skip
    stage.show("GB21")
    stage.page.measures.click()
    assert "Measuring line" in legend.shown_words()
    assert "Finger path" not in legend.shown_words()


def test_the_article_s_place_is_a_marker_of_its_own_with_a_name(stage: Stage) -> None:
    who, article = (one for one in stage.map.looks if one.state is not MarkerState.LANDMARK)
    assert (who.state, who.label) == (MarkerState.SELECTED, "WHO")
    assert (article.state, article.label) == (MarkerState.ARTICLE, "Article")
    assert "Skull edge" in article.name
    assert article.key != who.key
    stage.show("LI4")
    assert [look.label for look in stage.map.looks if look.label] == ["WHO"]


def test_without_a_figure_the_card_still_tells_everything(stage: Stage) -> None:
    stage.page.show_point(stage.content()._replace(layers=None, told=Told()))
    settle(stage.page)
    assert stage.map.layers is None
    assert stage.atlas["GB20"].find[0] in stage.words()
    for made in (stage.page.under_skin, stage.page.measures, stage.page.side.spot_button):
        assert not made.isEnabled()
    QTest.keyClick(stage.page, Qt.Key.Key_U)
    stage.page.begin_spot()
    assert stage.page.spot_bar.isHidden()


# --- my spot ------------------------------------------------------------------------------------


def test_arrows_move_the_spot_and_enter_keeps_it(
    stage: Stage, qtbot: QtBot, heard: list[str]
) -> None:
    stage.page.side.spot_button.click()
    bar = stage.page.spot_bar
    assert bar.hasFocus()
    QTest.keyClick(bar, Qt.Key.Key_Up)
    mm = 1 / (stage.figure.cun_m * 1000)
    assert stage.spot.distance == pytest.approx(mm, abs=0.001)
    assert stage.spot.up > 0.8 * mm
    assert bar.words == "Your spot: 0.9 mm up, 0.5 mm in", "up in the picture, over skin that leans"
    QTest.keyClick(bar, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert stage.spot.distance == pytest.approx(0.8 * mm, abs=0.001)
    for _ in range(4):
        QTest.keyClick(bar, Qt.Key.Key_Left)
    assert stage.spot.outwards == pytest.approx(4 * mm, abs=1.5 * mm)
    assert heard[-1] == bar.words
    assert bar.words.endswith(" out")
    assert (stage.map.looks[0].label, stage.map.looks[0].description) == ("Your spot", bar.words)
    spot = stage.spot
    with qtbot.waitSignal(stage.page.spot_kept) as kept:
        QTest.keyClick(bar, Qt.Key.Key_Return)
    assert kept.args == ["GB20", "left", spot]
    assert bar.isHidden()
    assert stage.page.own_spot.isChecked()


def test_the_spot_moves_by_mouse_as_well_and_never_beyond_a_cun(stage: Stage) -> None:
    stage.page.begin_spot()
    bar = stage.page.spot_bar
    for _ in range(30):
        bar.arrows["Up"].click()
    assert stage.spot.distance == pytest.approx(1.0, abs=0.006)
    assert all(made.accessibleName() for made in bar.arrows.values())
    bar.standard_button.click()
    assert stage.spot.is_standard
    assert bar.words == "The point's place"


def test_esc_leaves_the_spot_as_it_was_and_stays_on_the_card(stage: Stage, qtbot: QtBot) -> None:
    stage.show("GB20", spot=Spot(0.3, 0.0))
    stage.page.begin_spot()
    QTest.keyClick(stage.page.spot_bar, Qt.Key.Key_Right)
    assert stage.spot != Spot(0.3, 0.0)
    with (
        qtbot.assertNotEmitted(stage.page.spot_kept),
        qtbot.assertNotEmitted(stage.page.back_asked),
    ):
        QTest.keyClick(stage.page.spot_bar, Qt.Key.Key_Escape)
    assert stage.spot == Spot(0.3, 0.0)
    assert stage.page.spot_bar.isHidden()
    with qtbot.waitSignal(stage.page.back_asked):
        QTest.keyClick(stage.page, Qt.Key.Key_Escape)


def test_backspace_and_enter_take_the_own_spot_away(stage: Stage, qtbot: QtBot) -> None:
    stage.show("GB20", spot=Spot(0.3, 0.0))
    stage.page.begin_spot()
    QTest.keyClick(stage.page.spot_bar, Qt.Key.Key_Backspace)
    with qtbot.waitSignal(stage.page.spot_kept) as kept:
        QTest.keyClick(stage.page.spot_bar, Qt.Key.Key_Enter)
    assert kept.args == ["GB20", "left", STANDARD]
    assert not stage.page.own_spot.isVisible()


def test_s_shows_the_own_spot_or_the_standard_place_alone(stage: Stage, heard: list[str]) -> None:
    stage.show("GB20", spot=Spot(0.3, 0.3))
    standard = stage.figure.points["GB20.L"].at

    def stands_on_standard() -> bool:
        assert stage.map.layers is not None
        return stage.map.layers.marker_place() == standard

    assert not stands_on_standard()
    QTest.keyClick(stage.page, Qt.Key.Key_S)
    assert stands_on_standard()
    assert (heard[-1], stage.map.looks[0].label) == ("The point's place", "WHO")
    QTest.keyClick(stage.page, Qt.Key.Key_S)
    assert not stands_on_standard()
    far = f"{0.3 * stage.figure.cun_m * 1000:.1f} mm"
    assert heard[-1] == f"Your spot: {far} up, {far} out"


def test_another_point_ends_the_moving(stage: Stage) -> None:
    stage.page.begin_spot()
    QTest.keyClick(stage.page.spot_bar, Qt.Key.Key_Up)
    stage.show("GB21")
    assert stage.page.spot_bar.isHidden()
    assert stage.spot == STANDARD


def test_without_a_picture_arrows_change_nothing(stage: Stage) -> None:
    stage.page.begin_spot()
    stage.map.turned_off = True
    QTest.keyClick(stage.page.spot_bar, Qt.Key.Key_Up)
    assert stage.spot == STANDARD


# --- reach and room -----------------------------------------------------------------------------


def test_every_control_is_reached_by_tab_and_named(stage: Stage) -> None:
    stage.show("GB21", spot=Spot(0.1, 0.0))
    stage.page.begin_spot()
    reached = tabbed(stage.page)
    for one in stage.page.findChildren(QAbstractButton):
        if one.isVisible() and one.isEnabled():
            grouped = one.group() is not None
            assert grouped or one in reached, one.text()
            assert one.accessibleName() or one.text()


@pytest.mark.parametrize("theme_name", ["light", "dim"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("code", ["GB20", "GB14", "LI4"])
def test_nothing_is_cut(
    qtbot: QtBot, atlas: Atlas, figure: Figure, code: str, size: tuple[int, int], theme_name: str
) -> None:
    stage = Stage(atlas, figure, theme_name)
    shown(qtbot, stage.page, size, theme_name)
    stage.show(code, spot=Spot(0.2, 0.0))
    stage.page.under_skin.setChecked(True)
    assert cut(stage.page) == []
    stage.page.begin_spot()
    settle(stage.page)
    assert cut(stage.page) == []


def test_a_theme_is_taken_by_page_map_and_legend(stage: Stage) -> None:
    before = stage.page.side.grab().toImage()
    stage.page.set_theme(load_theme("hcDim"))
    QApplication.processEvents()
    assert stage.map.theme.name == "hcDim"
    assert stage.page.side.grab().toImage() != before
    assert stage.atlas["GB20"].find[0] in stage.words()
