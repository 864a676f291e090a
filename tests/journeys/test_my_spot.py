"""A person's own spot in the whole app: dragged, pushed, kept, undone, and never on the throat."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from acutimer.core.points import Side
from acutimer.core.spots import STANDARD, Spot, spot_place
from acutimer.ui.body_map.atlas_view import AtlasView
from acutimer.ui.body_map.figure import Figure
from acutimer.ui.body_map.guide import never_press_areas
from acutimer.ui.point.guide_words import KEPT_OFF_WORDS
from acutimer.ui.point.page import PointPage
from tests.journeys.conftest import Journey
from tests.journeys.hands import SHIFT, Hands, Key

Start = Callable[..., Journey]
KEY = ("GB20", "left", False)
LEFT = Qt.MouseButton.LeftButton


@dataclass
class Moving:
    """The full card of a point while its spot is moved."""

    day: Journey
    page: PointPage
    atlas: AtlasView

    @property
    def at(self) -> QPoint:
        return self.atlas.centre_of(KEY).toPoint()

    @property
    def spot(self) -> Spot:
        assert self.page._layers is not None
        return self.page._layers.spot

    def drag(self, *steps: tuple[int, int]) -> None:
        """Take the marker where it is and lead it by these steps, then let go."""
        at = self.at
        QTest.mousePress(self.atlas, LEFT, pos=at)
        for x, y in steps:
            at += QPoint(x, y)
            QTest.mouseMove(self.atlas, at)
            QApplication.processEvents()
        QTest.mouseRelease(self.atlas, LEFT, pos=at)
        self.day.settle()


def moving(day: Journey, view: str = "nape") -> Moving:
    day.app.press.chooser.choose_point("GB20", Side.LEFT)
    day.app.card.open()
    page = day.app.window.built("point")
    assert isinstance(page, PointPage)
    page._show_view(view)
    page.begin_spot()
    day.settle()
    return Moving(day, page, page._map)


def spots(day: Journey) -> dict[str, Spot]:
    return dict(day.app.choices.now.spots)


def undo(day: Journey) -> None:
    (made,) = [
        one for one in day.app.window.notices.findChildren(QPushButton) if one.text() == "Undo"
    ]
    made.click()
    day.settle()


def test_the_marker_is_dragged_in_the_enlarged_picture_kept_and_undone(journey: Start) -> None:
    day = journey()
    now = moving(day)
    assert now.atlas.is_enlarged
    assert now.atlas.rect().adjusted(60, 60, -60, -60).contains(now.at)
    before = now.at
    now.drag((-3, -2), (-9, -6), (-12, -8))
    assert (now.at - (before + QPoint(-24, -16))).manhattanLength() <= 2, "it follows the pointer"
    sight = now.atlas.sight()
    assert sight is not None
    up_mm = 16 / sight.px_per_m * 1000
    words = now.page.spot_bar.words
    assert words.startswith("Your spot: ")
    assert words.endswith(" out")
    assert float(words.split()[2]) == pytest.approx(up_mm, rel=0.35), "millimetres of the figure"
    assert spots(day) == {}, "nothing is kept yet"
    assert day.app.window.page == "point", "letting go chose nothing"

    kept = now.spot
    now.page.spot_bar.keep_button.click()
    assert spots(day) == {"GB20.left": kept}
    assert not now.atlas.is_enlarged
    undo(day)
    assert spots(day) == {}
    assert now.spot == STANDARD


def test_a_drag_beyond_what_is_allowed_stops_at_a_thumb_width(journey: Start) -> None:
    day = journey()
    now = moving(day)
    now.drag((-60, 0), (-60, 0), (-60, 0), (-60, 0))
    assert 0.98 < now.spot.distance <= 1.005
    now.drag((240, 0))
    assert now.spot.outwards < 0.2


def test_esc_cancels_and_the_picture_is_whole_again(journey: Start) -> None:
    day = journey()
    now, hands = moving(day), Hands(day)
    now.drag((-20, 10))
    assert now.spot != STANDARD
    hands.press(Key.Key_Escape)
    assert now.spot == STANDARD
    assert not now.atlas.is_enlarged
    assert now.page.spot_bar.isHidden()
    assert day.app.window.page == "point"
    hands.press(Key.Key_Plus)
    assert now.atlas.is_enlarged
    hands.press(Key.Key_Escape)
    assert not now.atlas.is_enlarged
    assert day.app.window.page == "point", "the size comes before the way back"
    hands.press(Key.Key_Escape)
    assert day.app.window.page == "press"


def test_arrows_enter_and_backspace_hold_on_the_marker_too(journey: Start) -> None:
    day = journey()
    now, hands = moving(day), Hands(day)
    now.drag((-10, 0))
    hands.press(Key.Key_Backspace)
    assert now.spot == STANDARD, "the keyboard stayed with the bar"
    assert now.atlas.focus_point("GB20", "left")
    hands.press(Key.Key_Up, Key.Key_Up, Key.Key_Up)
    hands.press(Key.Key_Down, held=SHIFT)
    figure = day.app.bodies.figure()
    assert figure is not None
    assert now.spot.distance * figure.cun_m * 1000 == pytest.approx(2.8, abs=0.05)
    kept = now.spot
    hands.press(Key.Key_Return)
    assert spots(day) == {"GB20.left": kept}
    assert day.app.window.page == "point"


# Where nobody presses.


def striped(figure: Figure, outwards: float, up: float) -> Figure:
    """The same figure with a zone of half a cun about a place beside GB20, both ways round."""
    skin = figure.point("GB20", "left")
    assert skin is not None
    corners = [(-0.25, -0.25), (0.25, -0.25), (0.25, 0.25), (-0.25, 0.25)]
    outline = tuple(
        spot_place(skin.at, Spot(outwards + x, up + y), figure.cun_m, "left") for x, y in corners
    )
    return figure._replace(never_press=(outline,))


def with_zone(day: Journey, outwards: float, up: float) -> Figure:
    figure = day.app.bodies.figure()
    assert figure is not None
    changed = striped(figure, outwards, up)
    day.app.bodies._figures[figure.name] = changed
    return changed


@pytest.mark.parametrize(("view", "seed"), [*product(("nape", "back34", "side"), range(3))])
def test_no_drag_and_no_arrow_leads_into_the_zone(journey: Start, view: str, seed: int) -> None:
    day = journey()
    draw = random.Random(seed)
    towards = (draw.uniform(-0.9, 0.9), draw.uniform(-0.9, 0.9))
    if abs(towards[0]) < 0.6 and abs(towards[1]) < 0.6:
        towards = (0.8, towards[1])
    figure = with_zone(day, *towards)
    now = moving(day, view)
    said: set[str] = set()
    for _ in range(25):
        if draw.random() < 0.5:
            steps = [(draw.randint(-40, 40), draw.randint(-40, 40)) for _ in range(4)]
            now.drag(*steps)
        else:
            key = draw.choice((Key.Key_Up, Key.Key_Down, Key.Key_Left, Key.Key_Right))
            held = draw.choice((Qt.KeyboardModifier.NoModifier, SHIFT))
            for _ in range(draw.randint(1, 12)):
                QTest.keyClick(now.page.spot_bar, key, held)
        said.add(now.page.spot_bar.words)
        assert not figure.keeps_off("GB20", "left", now.spot)
        sight = now.atlas.sight()
        assert sight is not None
        for area in never_press_areas(figure, sight):
            seen = now.atlas.centre_of(KEY)
            assert not area.containsPoint(seen, Qt.FillRule.WindingFill)
    # straight into its middle
    skin = figure.point("GB20", "left")
    sight = now.atlas.sight()
    assert skin is not None
    assert sight is not None
    middle = sight.at(spot_place(skin.at, Spot(*towards), figure.cun_m, "left"))
    before = now.spot
    now.atlas.carried.emit(QPointF(middle))
    assert now.spot == before
    assert now.page.spot_bar.words == KEPT_OFF_WORDS
    now.page.spot_bar.keep_button.click()
    assert not any(figure.keeps_off("GB20", "left", one) for one in spots(day).values())


def test_no_other_door_lets_a_spot_into_the_zone(journey: Start) -> None:
    day = journey()
    with_zone(day, 0.7, 0.0)
    inside = Spot(0.7, 0.0)
    now = moving(day)
    now.page.spot_kept.emit("GB20", "left", inside)
    assert spots(day) == {}, "no page can have it kept"
    day.app.choices.choose(day.app.choices.now._replace(spots={"GB20.left": inside}))
    day.settle()
    assert day.app.bodies.spots() == {}, "nor can the file of preferences have it shown"
    now = moving(day)
    assert now.spot == STANDARD
    day.app.choices.choose(day.app.choices.now._replace(spots={"GB20.left": Spot(-0.7, 0.0)}))
    assert day.app.bodies.spots() == {"GB20.left": Spot(-0.7, 0.0)}


@pytest.mark.parametrize("figure", ["male", "female"])
def test_no_timed_point_reaches_the_real_zone_however_its_spot_lies(
    journey: Start, figure: str
) -> None:
    day = journey()
    day.app.choices.choose(day.app.choices.now._replace(figure=figure))
    body = day.app.bodies.figure()
    assert body is not None
    far = [Spot(x / 4, y / 4) for x in range(-4, 5) for y in range(-4, 5) if x * x + y * y <= 16]
    asked = {f"{point.code}.{side.value}": spot for point in day.app.content.atlas.points
             for side in point.sides for spot in far
             if body.keeps_off(point.code, side.value, spot)}  # fmt: skip
    assert {key.partition(".")[0] for key in asked} == {"TE17"}, "the check sees the zone"
    day.app.choices.choose(day.app.choices.now._replace(spots=asked))
    assert day.app.bodies.spots() == {}
