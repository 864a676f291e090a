"""Nothing written over a card lies on anything: measured in pixels, over all cards and views."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import hypot
from typing import NamedTuple

import pytest
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QFont, QPainterPath, QPainterPathStroker, QPolygonF
from pytestqt.qtbot import QtBot

from acutimer.core.points import Atlas, Side
from acutimer.places import resource_path
from acutimer.storage.resource_files import load_atlas
from acutimer.ui.body_map.card_plan import CardPlan
from acutimer.ui.body_map.card_sight import card_sight
from acutimer.ui.body_map.figure import Figure, load_figure
from acutimer.ui.body_map.figure_view import with_figure
from acutimer.ui.body_map.guide import GuideLayers, GuideLook, never_press_areas
from acutimer.ui.body_map.kept_clear import ears, eyes
from acutimer.ui.body_map.layout import MapLayout, PillWords, lay_out
from acutimer.ui.body_map.markers import seen_radius
from acutimer.ui.body_map.overlay import pill_size
from acutimer.ui.body_map.seen_structures import structure_at
from acutimer.ui.body_map.sight import Sight
from acutimer.ui.body_map.view_names import limb_name
from acutimer.ui.body_map.views import (
    TURN_FILE,
    VIEWS_FILE,
    BodyView,
    BodyViews,
    frame_id,
    side_view,
)
from acutimer.ui.kit.bone_names import SHORT_NAMES, shorter_and_shorter
from acutimer.ui.point.guide_words import marker_looks

BODY = resource_path("body")
WORDS = PillWords("L", "R", "Next", "off", "far side", "Article", "Never press here")
ALL = GuideLook(under_skin=True, measures=True)
#: The picture of a card in a window of 1280 x 800, and of 900 x 600.
SIZES = (QRectF(0, 0, 588, 598), QRectF(0, 0, 398, 376))
BAR = (QRectF(8, -52, 124, 44), QRectF(-132, -52, 124, 44))
TURNS = range(0, 360, 45)
#: Less than this is a touch of two edges that are drawn soft.
SOFT_PX = 0.5


class Card(NamedTuple):
    name: str
    layers: GuideLayers
    layout: MapLayout
    sight: Sight
    plan: CardPlan


def card_of(
    figure: Figure, atlas: Atlas, view: BodyView, code: str, side: Side, box: QRectF
) -> Card:
    ground = QFont()
    layers = GuideLayers(figure, code, side.value, ALL)
    looks = marker_looks(atlas[code], side, layers, off=False)
    corners = [bar.translated(0 if bar.left() > 0 else box.width(), box.height()) for bar in BAR]
    layout = lay_out(
        with_figure(view, figure, {}), looks, box, WORDS,
        lambda text, sub: pill_size(text, sub, ground), corners=corners,
        landmarks=figure.landmarks,
    )  # fmt: skip
    edges = {"left": ("Your left", "Your right"), "right": ("Your right", "Your left")}
    written = (edges.get(view.left_edge, ("", "")), limb_name(view.view_id))
    sight = card_sight(view, layout, box, (code, side.value), written, ground)
    name = f"{figure.name} {code} {side.value} {view.view_id} {box.width():.0f} px"
    return Card(name, layers, layout, sight, layers.plan(sight, ground))


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return load_atlas(resource_path("points.toml"))[0]


def cards(figure_name: str, atlas: Atlas) -> Iterator[Card]:
    """Every full card in each of its views at both sizes, and in eight turns at the larger."""
    figure = load_figure(BODY, figure_name)
    views = BodyViews.load(BODY, figure_name, VIEWS_FILE)
    turn = BodyViews.load(BODY, figure_name, TURN_FILE)
    codes = sorted({key.split(".")[0] for key in figure.finger_paths})
    for code in codes:
        for box in SIZES:
            side = Side.LEFT if box is SIZES[0] else Side.RIGHT
            for view_id in atlas[code].views:
                view = views.view(side_view(view_id, side.value))
                yield card_of(figure, atlas, view, code, side, box)
        for yaw in TURNS:
            yield card_of(figure, atlas, turn.view(frame_id(yaw)), code, Side.LEFT, SIZES[0])


# --- measuring ----------------------------------------------------------------------------------


def shape(of: QRectF | QPolygonF | QLineF | tuple[QPointF, float]) -> QPainterPath:
    path = QPainterPath()
    if isinstance(of, QRectF):
        path.addRect(of.adjusted(SOFT_PX, SOFT_PX, -SOFT_PX, -SOFT_PX))
    elif isinstance(of, QPolygonF):
        path.addPolygon(of)
        path.closeSubpath()
    elif isinstance(of, QLineF):
        path.moveTo(of.p1())
        path.lineTo(of.p2())
        stroker = QPainterPathStroker()
        stroker.setWidth(1.0)
        return stroker.createStroke(path)
    else:
        path.addEllipse(of[0], of[1] - SOFT_PX, of[1] - SOFT_PX)
    return path


def overlap_px(one: QPainterPath, other: QPainterPath) -> float:
    """How many square pixels two shapes share."""
    if not one.boundingRect().intersects(other.boundingRect()):
        return 0.0
    return sum(
        abs(
            sum(
                a.at(i).x() * a.at((i + 1) % a.count()).y()
                - a.at((i + 1) % a.count()).x() * a.at(i).y()
                for i in range(a.count())
            )
        )
        / 2
        for a in one.intersected(other).toFillPolygons()
    )


def labels(card: Card) -> dict[str, QRectF]:
    """Everything written: numbers, words, pills, the scale bar."""
    named = {f"number {one.number}": one.placed.box for one in card.plan.badges}
    named |= {f"word {one.text}": one.placed.box for one in card.plan.words}
    named |= {f"pill {one.wish.text} {n}": one.box for n, one in enumerate(card.layout.pills)}
    if card.plan.bar is not None:
        named["scale bar"] = card.plan.bar.box
    return named


def leaders(card: Card) -> dict[str, list[QLineF]]:
    """The line of each label that has one."""
    led = [*card.plan.badges, *card.plan.words]
    lines = {f"leader {n}": [one.placed.leader] for n, one in enumerate(led) if one.placed.leader}
    return lines | {f"line {n}": pill.leader for n, pill in enumerate(card.layout.pills)}


def rings(card: Card) -> dict[str, tuple[QPointF, float]]:
    named = {
        f"marker {n}": (spot.centre, seen_radius(spot.look.state))
        for n, spot in enumerate(card.layout.spots)
    }
    return named | {
        f"own {n}": (at, r) for n, (at, r, name) in enumerate(card.layers.rings(card.sight)) if name
    }


def faults(card: Card) -> list[str]:
    """Every label that lies on something, with the square pixels."""
    landmarks, sight = card.layers.figure.landmarks, card.sight
    written = labels(card)
    found: list[str] = []

    def check(what: str, label: QRectF, name: str, other: QPainterPath) -> None:
        if (px := overlap_px(shape(label), other)) > 1.0:
            found.append(f"{card.name}: {what} lies on {name} ({px:.0f} px)")

    for (one, box), (other, at) in combinations(written.items(), 2):
        check(one, box, other, shape(at))
    kept_clear = {f"eye {n}": one for n, one in enumerate(eyes(landmarks, sight))}
    kept_clear |= {f"ear {n}": one for n, one in enumerate(ears(landmarks, sight))}
    zones = {f"zone {n}": a for n, a in enumerate(never_press_areas(card.layers.figure, sight))}
    for one, box in written.items():
        for name, area in (kept_clear | ({} if "pill" in one else zones)).items():
            check(one, box, name, shape(area))
        for name, ring in rings(card).items():
            check(one, box, name, shape(ring))
        for name, lines in leaders(card).items():
            for line in lines:
                # its own line begins at its edge
                inner = box.adjusted(1.5, 1.5, -1.5, -1.5)
                check(one, inner, name, shape(line))
        check(one, box, "the buttons", shape(sight.buttons))
        if not sight.room.contains(box):
            found.append(f"{card.name}: {one} is cut at the edge")
    return found


def off_line(line: QLineF, at: QPointF) -> float:
    way = line.p2() - line.p1()
    length = QPointF.dotProduct(way, way) or 1.0
    share = max(0.0, min(1.0, QPointF.dotProduct(at - line.p1(), way) / length))
    foot = line.p1() + way * share
    return hypot(at.x() - foot.x(), at.y() - foot.y())


def stray_leaders(card: Card) -> list[str]:
    """Lines that end on nothing seen, or run through the ring of something else."""
    found: list[str] = []
    for word in card.plan.words:
        if word.kind and structure_at(card.layers.structures, card.sight, word.of) == "":
            found.append(f"{card.name}: {word.text} ends beside what it names")
        if not card.sight.box.contains(word.of):
            found.append(f"{card.name}: {word.text} ends off the picture")
    for pill in card.layout.pills:
        end = pill.wish.anchor
        for spot in card.layout.spots:
            radius = seen_radius(spot.look.state)
            reached = hypot(spot.centre.x() - end.x(), spot.centre.y() - end.y()) <= radius + 2
            if not reached and min(off_line(line, spot.centre) for line in pill.leader) < radius:
                found.append(
                    f"{card.name}: the line of {pill.wish.text} runs through {spot.look.key}"
                )
    return found


def missing(card: Card) -> list[int]:
    """Numbers of the way that the picture has no room for."""
    way = card.layers.drawn(card.sight).way
    numbers = {badge.number for badge in card.plan.badges}
    stops = enumerate(way.stops if way else (), 1)
    return [n for n, stop in stops if card.sight.sees(stop) and n not in numbers]


@pytest.mark.parametrize("figure", ["male", "female"])
def test_nothing_written_on_a_card_lies_on_anything(
    qtbot: QtBot, atlas: Atlas, figure: str
) -> None:
    every = list(cards(figure, atlas))
    assert len(every) > 90
    assert [fault for card in every for fault in faults(card) + stray_leaders(card)] == []
    # and it is not so because nothing is written
    large = [card for card in every if card.sight.room == SIZES[0]]
    assert {card.name: lacks for card in large if (lacks := missing(card))} == {}
    assert sum(len(card.plan.words) + len(card.plan.badges) for card in every) > 3 * len(every)
    # a long name that finds no room is there in fewer words, and read out whole
    short = {(w.kind, w.text) for card in every for w in card.plan.words if w.text != w.name != ""}
    assert ("sternocleidomastoid", "side neck muscle") in short
    assert all(text in SHORT_NAMES[kind] for kind, text in short)


def test_each_shorter_name_of_a_structure_is_shorter() -> None:
    names = {one.kind: one.name for one in load_figure(BODY, "male").structures.values()}
    assert SHORT_NAMES.keys() <= names.keys()
    for kind, name in names.items():
        lengths = [len(text) for text in shorter_and_shorter(kind, name)]
        assert lengths == sorted(set(lengths), reverse=True), kind
