"""What is drawn over a picture: only what is turned to the viewer, told apart by form, in place."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import hypot
from pathlib import Path

import pytest
from PySide6.QtCore import QLineF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPixmap
from pytestqt.qtbot import QtBot

from acutimer.core.spots import STANDARD, Spot, spot_place
from acutimer.places import resource_path
from acutimer.ui.body_map.card_plan import Badge, Word
from acutimer.ui.body_map.figure import Figure, Part, Structure, V, load_figure
from acutimer.ui.body_map.finger_path import paint_way
from acutimer.ui.body_map.guide import (
    GuideLayers,
    GuideLook,
    article_places,
    never_press_areas,
)
from acutimer.ui.body_map.label_places import LEADER_FROM_PX, LabelPlaces
from acutimer.ui.body_map.markers import MARKER_PX
from acutimer.ui.body_map.scale_bar import scale_bar_px, scale_words
from acutimer.ui.body_map.shapes import pieces_of
from acutimer.ui.body_map.sight import (
    SEEN_WHOLLY,
    TURNED_AWAY,
    Seen,
    Sight,
    fading,
    seen_area,
    seen_runs,
)
from acutimer.ui.body_map.spot_moves import SpotGround
from acutimer.ui.body_map.under_skin import Plate, paint_structures
from acutimer.ui.kit.theme import THEME_NAMES, load_theme
from tests.ui.body_map.guide_stage import camera, sight
from tests.ui.body_map.made_up_figure import CUN_M, made_up_figure

SIZE = 600
ALL = GuideLook(under_skin=True, measures=True)
GROUND = "#C9A493"
#: Places that face the viewer from behind, by pixel: for tests of painting alone.
FLAT = Sight(
    lambda place: QPointF(place[0], place[1]),
    lambda place: -place[5],
    1000.0,
    QRectF(0, 0, SIZE, SIZE),
)


@pytest.fixture
def figure(tmp_path: Path, qtbot: QtBot) -> Figure:
    return made_up_figure(tmp_path)


def flat(*places: tuple[float, float]) -> tuple[tuple[float, ...], ...]:
    return tuple((x, y, 0.0, 0.0, 0.0, -1.0) for x, y in places)


def painted(paint: Callable[[QPainter], object], ground: str = GROUND) -> QImage:
    image = QImage(SIZE, SIZE, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(ground))
    painter = QPainter(image)
    paint(painter)
    painter.end()
    return image


def colours(image: QImage, box: QRectF | None = None) -> list[int]:
    """The colour of each pixel, as ``QColor.rgb`` gives it; all at once, one by one takes long."""
    area = image.rect().intersected((box or QRectF(image.rect())).toRect())
    cut = image.copy(area).convertToFormat(QImage.Format.Format_ARGB32)
    return memoryview(cut.constBits()).cast("I").tolist()


def changed(image: QImage, box: QRectF | None = None, ground: str = GROUND) -> int:
    """How many pixels differ from the ground."""
    found = colours(image, box)
    return len(found) - found.count(QColor(ground).rgb())


# --- what is seen -------------------------------------------------------------------------------


def test_a_path_is_cut_where_the_skin_turns_away() -> None:
    facings = {0.0: 1.0, 100.0: 0.45, 200.0: -0.35, 300.0: 0.65}
    place = lambda x: (x, 0.0, 0.0, 0.0, 0.0, -facings[x])  # noqa: E731
    runs = seen_runs([place(x) for x in facings], FLAT)
    assert [[round(one.at.x()) for one in run] for run in runs] == [[0, 100, 150], [240, 300]]
    assert all(one.facing >= TURNED_AWAY for run in runs for one in run)


def test_an_area_keeps_the_part_that_is_turned_to_the_viewer() -> None:
    near, far = -1.0, 0.9
    corners = [(0, 0, near), (100, 0, far), (100, 100, far), (0, 100, near)]
    area = seen_area([(x, y, 0.0, 0.0, 0.0, nz) for x, y, nz in corners], FLAT)
    assert {round(one.at.x()) for one in area} == {0, 50}
    assert seen_area([(x, y, 0.0, 0.0, 0.0, far) for x, y, _ in corners], FLAT) == []


def test_a_layer_fades_along_the_way_it_turns() -> None:
    seen = [Seen(QPointF(x, y), 1 - x / 100) for x in (0, 50, 95) for y in (0, 20)]
    ends = fading(seen)
    assert ends is not None
    clear, solid = ends
    assert clear.x() == pytest.approx(100 * (1 - TURNED_AWAY), abs=0.5)
    assert solid.x() == pytest.approx(100 * (1 - SEEN_WHOLLY), abs=0.5)
    assert clear.y() == pytest.approx(solid.y(), abs=0.5)
    assert fading([Seen(one.at, 0.9) for one in seen]) is None
    assert fading([Seen(one.at, 0.1) for one in seen]) is None


def test_the_back_of_the_head_is_not_seen_from_the_front(figure: Figure) -> None:
    face, nape = sight("face"), sight("nape")
    bump = figure.structures["occipital_bump"].parts[0]
    assert pieces_of(bump, "bone", face) == []
    assert pieces_of(bump, "bone", nape)
    backs = [one for one in figure.structures_of("BL11") if "acromion" not in one.id]
    image = painted(lambda painter: paint_structures(painter, backs, face, load_theme("light")))
    assert changed(image) == 0


# --- tissue -------------------------------------------------------------------------------------


def sample(tissue: str) -> Structure:
    band = flat(*((100.0 + 10 * i, 300.0) for i in range(40)))
    return Structure("x", "x", tissue, False, (Part(band, False, 40.0),))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", THEME_NAMES)
def test_bone_and_muscle_differ_in_form_as_well_as_colour(qtbot: QtBot, name: str) -> None:
    theme = load_theme(name)

    def grey(tissue: str) -> QImage:
        made = painted(lambda painter: paint_structures(painter, [sample(tissue)], FLAT, theme))
        return made.convertToFormat(QImage.Format.Format_Grayscale8)

    bone, muscle = grey("bone"), grey("soft")
    across = {
        tissue: [image.pixelColor(300, y).lightness() for y in range(284, 317)]
        for tissue, image in (("bone", bone), ("soft", muscle))
    }
    along = {
        tissue: [
            min(image.pixelColor(x, y).lightness() for y in range(276, 284))
            for x in range(250, 350)
        ]
        for tissue, image in (("bone", bone), ("soft", muscle))
    }
    # muscle is striated across, and its edge is dotted; bone is neither
    assert turns(across["soft"]) >= 4 > turns(across["bone"])
    assert turns(along["soft"]) >= 10 > turns(along["bone"])


def turns(tones: list[int]) -> int:
    """How often a row of tones goes from falling to rising by more than a hair."""
    steps = [b - a for a, b in pairwise(tones) if abs(b - a) > 3]
    return sum(a < 0 < b for a, b in pairwise(steps))


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize("tissue", ["bone", "soft"])
def test_every_tissue_is_told_from_skin_in_every_theme(
    qtbot: QtBot, name: str, tissue: str
) -> None:
    theme = load_theme(name)
    skin = "#8F8177" if theme.dark else "#F0DCCF"
    image = painted(lambda painter: paint_structures(painter, [sample(tissue)], FLAT, theme), skin)
    edge = [image.pixelColor(x, y) for x in range(250, 350) for y in range(277, 284)]
    darkest = min(edge, key=lambda colour: colour.lightness())
    assert abs(darkest.lightness() - QColor(skin).lightness()) >= 35


def test_a_band_is_as_wide_as_it_is_on_the_body(qtbot: QtBot) -> None:
    piece = pieces_of(sample("bone").parts[0], "bone", FLAT)[0]
    assert piece.outline.boundingRect().height() == pytest.approx(40, abs=1)
    half = FLAT._replace(px_per_m=500.0)
    piece = pieces_of(sample("bone").parts[0], "bone", half)[0]
    assert piece.outline.boundingRect().height() == pytest.approx(20, abs=1)
    muscle = pieces_of(sample("soft").parts[0], "soft", FLAT)[0]
    assert muscle.outline.boundingRect().height() == pytest.approx(40, abs=1)
    assert not muscle.outline.contains(QPointF(103, 312))  # it runs out at its ends
    assert muscle.outline.contains(QPointF(300, 312))


def test_a_muscle_that_turns_away_is_seen_from_its_edge(qtbot: QtBot) -> None:
    part = sample("soft").parts[0]
    turned = part._replace(path=tuple((*place[:5], -0.4) for place in part.path))
    heights = [
        pieces_of(one, "soft", FLAT)[0].outline.boundingRect().height() for one in (part, turned)
    ]
    assert heights[1] == pytest.approx(0.4 * heights[0], rel=0.05)


def test_nothing_under_the_skin_lies_beside_the_body(figure: Figure) -> None:
    body = QPixmap(SIZE, SIZE)
    body.fill(Qt.GlobalColor.transparent)
    painter = QPainter(body)
    painter.fillRect(0, 0, SIZE // 2, SIZE, QColor("black"))
    painter.end()
    seen = sight("nape")._replace(body=body)
    plate = Plate(figure.structures_of("GB20"))
    theme = load_theme("light")
    image = painted(lambda painter: plate.paint(painter, seen, theme))
    assert changed(image, QRectF(SIZE / 2 + 1, 0, SIZE / 2, SIZE)) == 0
    assert changed(image, QRectF(0, 0, SIZE / 2, SIZE)) > 500
    again = painted(lambda painter: plate.paint(painter, seen, theme))
    assert again == image
    dim = painted(lambda painter: plate.paint(painter, seen, load_theme("dim")))
    assert dim != image
    # enlarged, the picture has other pixels than its place and reaches over the map's edges
    half = SIZE / 2
    large = seen._replace(body_at=QRectF(-half, -half, 2 * SIZE, 2 * SIZE))
    image = painted(lambda painter: plate.paint(painter, large, theme))
    assert changed(image, QRectF(half + 1, 0, half, SIZE)) == 0
    assert changed(image, QRectF(0, 0, half, SIZE)) > 500


# --- words --------------------------------------------------------------------------------------


def test_words_cover_neither_markers_nor_each_other() -> None:
    marker = QRectF(280, 280, 40, 40)
    places = LabelPlaces(QRectF(0, 0, SIZE, SIZE), [marker])
    boxes = [places.beside(QPointF(300, 300), QSizeF(80, 18), 22) for _ in range(7)]
    taken = [marker, *boxes]
    for index, one in enumerate(taken):
        assert not any(one.intersects(other) for other in taken[index + 1 :])
        assert QRectF(0, 0, SIZE, SIZE).contains(one)


def test_a_word_at_the_edge_stays_inside_the_picture() -> None:
    box = QRectF(0, 0, SIZE, SIZE)
    places = LabelPlaces(box, [])
    assert box.contains(places.beside(QPointF(595, 300), QSizeF(90, 18), 6))
    assert box.contains(places.beside(QPointF(595, 3), QSizeF(90, 18), 6))


def named(figure: Figure, code: str, side: str, seen: Sight) -> list[Word]:
    look = GuideLook(under_skin=True, finger_path=False, article=False, scale=False)
    plan = GuideLayers(figure, code, side, look).plan(seen, QFont())
    return [word for word in plan.words if word.kind]


def test_a_pair_is_named_once_on_the_chosen_side(figure: Figure, qtbot: QtBot) -> None:
    nape = sight("nape")
    for side, is_left in (("left", True), ("right", False)):
        muscles = [word for word in named(figure, "GB20", side, nape) if word.kind == "trapezius"]
        assert [word.of.x() < SIZE / 2 for word in muscles] == [is_left]


def test_nothing_is_said_twice(figure: Figure, qtbot: QtBot) -> None:
    layers = GuideLayers(figure, "GB21", "left", ALL)
    words = [word.text.casefold() for word in layers.plan(sight("nape"), QFont()).words]
    assert len(words) == len(set(words))


def test_a_word_that_stands_far_off_has_a_line_to_its_place() -> None:
    crowd = [QRectF(x, y, 16, 32) for x in (278, 306) for y in (268, 300)]
    places = LabelPlaces(QRectF(0, 0, SIZE, SIZE), crowd)
    at = QPointF(300, 300)
    found = places.find(at, QSizeF(60, 18), 6)
    assert found is not None
    box, leader = found[1]
    assert not any(box.intersects(other) for other in crowd)
    assert leader is not None
    assert hypot(leader.x2() - at.x(), leader.y2() - at.y()) == pytest.approx(6)
    near = LabelPlaces(QRectF(0, 0, SIZE, SIZE)).find(at, QSizeF(60, 18), 6)
    assert near is not None
    assert near[1].leader is None


def test_where_everything_is_taken_nothing_is_written() -> None:
    full = LabelPlaces(QRectF(0, 0, SIZE, SIZE), [QRectF(0, 0, SIZE, SIZE)])
    assert full.find(QPointF(300, 300), QSizeF(60, 18), 6) is None


def test_a_line_to_a_word_runs_through_no_ring_and_no_other_line() -> None:
    at, size, room = QPointF(300, 300), QSizeF(60, 18), QRectF(0, 0, SIZE, SIZE)
    crowd = [QRectF(x, 268, 16, 64) for x in (278, 306)]
    crowd.append(QRectF(240, 180, 120, 87))  # so the only way out leads down
    assert LabelPlaces(room, crowd).find(at, size, 6) is not None
    ring, line = (QPointF(300, 352), 14.0), QLineF(200, 340, 400, 340)
    assert LabelPlaces(room, crowd, [ring]).find(at, size, 6) is None
    assert LabelPlaces(room, crowd, (), [line]).find(at, size, 6) is None


# --- finger path --------------------------------------------------------------------------------


def badges(figure: Figure, view_id: str, code: str = "GB20") -> tuple[Badge, ...]:
    return GuideLayers(figure, code, "left").plan(sight(view_id), QFont()).badges


def test_a_number_stands_at_its_stop_or_has_a_line_to_it(figure: Figure, qtbot: QtBot) -> None:
    shown = badges(figure, "nape")
    assert [badge.number for badge in shown] == [1, 2, 3]
    for badge in shown:
        box, leader = badge.placed
        away = QLineF(badge.stop, box.center()).length() - hypot(box.width(), box.height()) / 2
        assert leader is not None or away < MARKER_PX + LEADER_FROM_PX
        if leader is not None:
            assert QLineF(leader.p2(), badge.stop).length() <= MARKER_PX + 4


def test_the_way_ends_at_the_ring_and_is_seen_on_light_and_dark(figure: Figure) -> None:
    seen = sight("nape")
    way = figure.finger_path("GB20", "left")
    assert way is not None
    for name in THEME_NAMES:
        image = painted(lambda painter, name=name: paint_way(painter, way, seen, load_theme(name)))
        end = seen.at(way.stops[-1])
        inside = QRectF(end.x() - 11, end.y() - 11, 22, 22)
        assert changed(image, inside) == 0
        drawn = set(colours(image)) - {QColor(GROUND).rgb()}
        tones = {QColor(colour).lightness() // 32 for colour in drawn}
        assert max(tones) - min(tones) >= 4  # dashes on an under-stroke of the other tone


def test_stops_that_are_turned_away_have_no_number(figure: Figure, qtbot: QtBot) -> None:
    assert badges(figure, "face") == ()


def test_a_way_that_its_marker_covers_is_not_drawn(figure: Figure, qtbot: QtBot) -> None:
    layers, far = GuideLayers(figure, "GB20", "left"), sight("nape", 60)
    assert layers.plan(far, QFont()).badges == ()
    assert "way" not in layers.signs(far)
    assert {"way", "who"} <= layers.signs(sight("nape"))
    assert "who" not in layers.signs(sight("face"))


# --- zones and the article ----------------------------------------------------------------------


def test_the_throat_is_striped_wherever_it_is_seen_and_never_from_behind(figure: Figure) -> None:
    assert never_press_areas(figure, sight("nape")) == ()
    assert len(never_press_areas(figure, sight("side"))) == 1
    assert len(never_press_areas(figure, sight("face"))) == 1, "its halves meet"


def test_the_article_s_first_place_is_given_to_a_view_that_sees_it(figure: Figure) -> None:
    places = article_places(figure, camera("side"))
    assert set(places) == {"GB20.L"}
    at = sight("side").at(figure.article("GB20", "left")[0])
    assert (places["GB20.L"].x * SIZE, places["GB20.L"].y * SIZE) == pytest.approx((at.x(), at.y()))
    assert places["GB20.L"].visibility == 1.0


# --- own spot -----------------------------------------------------------------------------------


def nudged(figure: Figure, standard: V, seen: Sight, way: tuple[float, float]) -> Spot:
    """The standard place moved by body cun as it is seen."""
    return SpotGround(figure, standard, "left", seen).nudged(STANDARD, QPointF(*way) * CUN_M * 1000)


@pytest.mark.parametrize("view_id", ["nape", "side", "back34"])
@pytest.mark.parametrize("way", [(0.1, 0.0), (-0.1, 0.0), (0.0, 0.1), (0.0, -0.1)])
def test_an_arrow_moves_the_spot_that_way_in_the_picture(
    figure: Figure, view_id: str, way: tuple[float, float]
) -> None:
    standard = figure.points["GB20.L"].at
    seen = sight(view_id)
    spot = nudged(figure, standard, seen, way)
    moved = seen.at(spot_place(standard, spot, CUN_M, "left")) - seen.at(standard)
    length = hypot(moved.x(), moved.y())
    assert spot.distance == pytest.approx(0.1, abs=0.008)
    assert (moved.x() * way[0] + moved.y() * way[1]) / (length * 0.1) > 0.95


def test_an_arrow_moves_the_spot_even_on_skin_seen_edge_on(figure: Figure) -> None:
    standard = (0.0, 1.5, 0.0, 0.0, 0.0, -1.0)
    for way in ((0.1, 0.0), (0.0, 0.1), (0.0, -0.1)):
        spot = nudged(figure, standard, sight("side"), way)
        assert spot.distance == pytest.approx(0.1, abs=0.008)


def test_the_marker_moves_to_the_own_spot_and_a_ring_marks_the_standard(figure: Figure) -> None:
    seen, theme = sight("nape"), load_theme("light")
    quiet = GuideLook(finger_path=False, article=False, scale=False)
    layers = GuideLayers(figure, "GB20", "left", quiet, Spot(0.9, 0.0))
    standard = figure.points["GB20.L"].at
    own = layers.marker_place()
    assert own == spot_place(standard, Spot(0.9, 0.0), CUN_M, "left")

    def ring(layers: GuideLayers) -> int:
        image = painted(lambda painter: layers.paint_above(painter, seen, theme, QFont()))
        at = seen.at(standard)
        return changed(image, QRectF(at.x() - 9, at.y() - 9, 18, 18))

    assert ring(layers) > 60
    hidden = layers.shown(quiet._replace(own_spot=False))
    assert hidden.marker_place() == standard
    assert ring(hidden) == 0
    assert ring(layers.shown(quiet, STANDARD)) == 0
    assert layers.shown(quiet, STANDARD).marker_place() == standard
    assert layers.standard is not None
    assert layers.standard.at == standard  # what is shown to others never moves


# --- all together -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize("view_id", ["nape", "side", "face", "back34"])
def test_everything_is_painted_in_every_view_and_theme(
    figure: Figure, view_id: str, name: str
) -> None:
    theme, seen = load_theme(name), sight(view_id)
    for code in ("GB20", "GB21", "BL11", "LI4", "GB99"):
        layers = GuideLayers(figure, code, "left", ALL, Spot(0.2, 0.2), 21.0)
        painted(lambda painter, layers=layers: layers.paint_below(painter, seen, theme))
        above = painted(
            lambda painter, layers=layers: layers.paint_above(painter, seen, theme, QFont())
        )
        assert changed(above) > 0  # at least the scale bar


def test_layers_change_only_what_is_asked_for(figure: Figure) -> None:
    seen, theme = sight("nape"), load_theme("light")

    def below(look: GuideLook, code: str) -> int:
        layers = GuideLayers(figure, code, "left", look)
        return changed(painted(lambda painter: layers.paint_below(painter, seen, theme)))

    nothing = GuideLook(finger_path=False, article=False, scale=False)
    assert below(nothing, "GB21") == 0
    assert below(nothing._replace(under_skin=True), "GB21") > 1000
    assert 100 < below(nothing._replace(measures=True), "GB21") < 5000
    assert below(nothing._replace(finger_path=True), "GB21") == 0
    assert below(nothing._replace(finger_path=True), "GB20") > 100


def test_the_scale_bar_is_a_thumb_when_known_and_else_a_cun() -> None:
    assert scale_bar_px(0.0, 0.0227, 1000.0) == pytest.approx(22.7)
    assert scale_bar_px(19.0, 0.0227, 1000.0) == pytest.approx(19.0)
    assert scale_words(0.0) == "one thumb width"
    assert scale_words(19.0).startswith("about")


REAL = resource_path("body")


@pytest.mark.parametrize("name", ["male", "female"])
def test_the_real_figures_are_painted_from_every_way(qtbot: QtBot, name: str) -> None:
    real, theme = load_figure(REAL, name), load_theme("light")
    shown = 0
    for view_id in ("nape", "side", "face", "back34"):
        seen = sight(view_id)
        for code in real.felt:
            layers = GuideLayers(real, code, "left", ALL)
            image = painted(lambda p, la=layers, s=seen: la.paint_below(p, s, theme))
            painted(lambda p, la=layers, s=seen: la.paint_above(p, s, theme, QFont()))
            shown += changed(image) > 0
    assert shown >= len(real.felt)
    assert never_press_areas(real, sight("side"))
    assert never_press_areas(real, sight("nape")) == ()
