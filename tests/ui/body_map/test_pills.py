"""Label pills never overlap, never cross and never leave the map, whatever is asked."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF

from acutimer.ui.body_map.layout import PillWords, lay_out
from acutimer.ui.body_map.markers import MarkerLook, MarkerState, reach
from acutimer.ui.body_map.pills import APART, Pill, PillWish, place_pills, segments_cross
from acutimer.ui.body_map.views import BodyViews, Zone

BODY = Path(__file__).resolve().parents[3] / "resources" / "body"
VIEWS = BodyViews.load(BODY, "male")
WORDS = PillWords("L", "R", "Next", "off", "far side", "Article", "Never press here")
AREA = QRectF(0, 0, 560, 600)


def wishes(anchors: list[tuple[float, float]], width: float = 70) -> list[PillWish]:
    return [
        PillWish((f"P{i}", "left", False), QPointF(x, y), width, 26, f"P{i}")
        for i, (x, y) in enumerate(anchors)
    ]


def assert_tidy(pills: list[Pill], area: QRectF) -> None:
    for pill in pills:
        assert area.contains(pill.box), pill.wish.key
    for one, other in itertools.combinations(pills, 2):
        assert not one.box.intersects(other.box)
        if one.on_left == other.on_left:
            upper, lower = sorted((one.box, other.box), key=QRectF.top)
            assert lower.top() - upper.bottom() >= APART - 1e-6
        assert not segments_cross(one.joint, one.wish.anchor, other.joint, other.wish.anchor)


def measured(text: str, sub: str) -> tuple[float, float]:
    return 22 + 8.6 * len(text) + (5 + 7 * len(sub) if sub else 0), 26.0


def every_look(view_id: str) -> list[MarkerLook]:
    looks = []
    for name in VIEWS.view(view_id).points:
        code, _, letter = name.partition(".")
        side = {"L": "left", "R": "right"}.get(letter, "middle")
        looks.append(MarkerLook(code, side))
    return looks


@pytest.mark.parametrize("view_id", VIEWS.ids())
@pytest.mark.parametrize("size", [(560, 612), (600, 540), (484, 430), (430, 700), (900, 500)])
def test_every_point_of_every_view_has_its_pill_in_place(
    view_id: str, size: tuple[int, int]
) -> None:
    box = QRectF(0, 0, *size)
    view = VIEWS.view(view_id)
    layout = lay_out(view, every_look(view_id), box, WORDS, measured)
    assert_tidy(list(layout.pills), box)
    if size[1] >= 500:
        assert len(layout.pills) == len(layout.spots) + len(view.zones)


def test_pills_stand_in_two_columns_in_the_order_of_height() -> None:
    pills = place_pills(wishes([(100, 300), (110, 340), (120, 200), (450, 310), (440, 500)]), AREA)
    left = [pill.wish.anchor.y() for pill in pills if pill.on_left]
    right = [pill.wish.anchor.y() for pill in pills if not pill.on_left]
    assert left == sorted(left)
    assert right == sorted(right)
    assert {pill.box.left() for pill in pills if pill.on_left} == {14.0}
    assert {pill.box.right() for pill in pills if not pill.on_left} == {546.0}


def test_a_pill_does_not_cover_its_own_point_at_the_edge() -> None:
    (pill,) = place_pills(wishes([(60, 300)]), AREA)
    assert not pill.box.adjusted(-9, -9, 9, 9).contains(pill.wish.anchor)


def test_middle_points_go_to_the_emptier_column() -> None:
    pills = place_pills(wishes([(100, 100), (110, 200), (280, 300)]), AREA)
    assert [pill.on_left for pill in pills if pill.wish.anchor.x() == 280] == [False]


@given(
    st.lists(
        st.tuples(st.integers(90, 470), st.integers(30, 570)),
        min_size=1, max_size=12, unique=True,
    )
)  # fmt: skip
def test_any_points_give_tidy_pills(anchors: list[tuple[float, float]]) -> None:
    # No three points on one line and none on a pill's edge: real places never are.
    spread = [(x + i * 0.137, y + i * 0.071) for i, (x, y) in enumerate(anchors)]
    assert_tidy(place_pills(wishes(spread), AREA), AREA)


@given(st.integers(1, 60))
def test_a_column_too_full_drops_pills_instead_of_stacking_them(count: int) -> None:
    anchors = [(100 + i * 0.5, 50 + i * 7.0) for i in range(count)]
    pills = place_pills(wishes(anchors), AREA)
    assert_tidy(pills, AREA)
    assert len(pills) == min(count, int((AREA.height() + APART) // (26 + APART)))


@pytest.mark.parametrize(("width", "labelled"), [(560, 3), (419, 2)])
def test_below_420_px_only_what_matters_now_is_labelled(width: int, labelled: int) -> None:
    looks = [
        MarkerLook("GB20", "left", MarkerState.IN_ROUTINE, "1"),
        MarkerLook("GB21", "left", MarkerState.SELECTED),
        MarkerLook("BL11", "left"),
    ]
    layout = lay_out(VIEWS.view("nape"), looks, QRectF(0, 0, width, 500), WORDS, measured)
    assert len(layout.pills) == labelled
    focused = lay_out(
        VIEWS.view("nape"), looks, QRectF(0, 0, width, 500), WORDS, measured,
        ("BL11", "left", False),
    )  # fmt: skip
    assert len(focused.pills) == 3


def test_a_pill_says_what_its_state_means() -> None:
    def said(state: MarkerState) -> tuple[str, str, str]:
        return WORDS.of(MarkerLook("GB21", "left", state, plain="Shoulder top"))

    assert said(MarkerState.NORMAL) == ("Shoulder top", "GB21 L", "L")
    assert said(MarkerState.NEXT) == ("Next", "L", "L")
    assert said(MarkerState.OFF) == ("Shoulder top off", "GB21 L", "L")
    assert said(MarkerState.FAR_SIDE) == ("Shoulder top", "GB21 far side", "far side")
    assert said(MarkerState.ARTICLE) == ("Article", "L", "L")


@pytest.mark.parametrize(("away", "sub"), [(8.5, "GB20 L"), (7.5, "L"), (-3.0, "L")])
def test_a_pill_near_a_marker_drops_the_code_and_keeps_the_side(away: float, sub: str) -> None:
    key = ("GB20", "left", False)
    wish = PillWish(key, QPointF(200, 200), 120, 26, "Skull edge", "GB20 L", False, ("L", 80))
    (free,) = place_pills([wish], AREA)
    marker = (QPointF(free.box.right() + 9 + away, free.box.center().y()), 9.0)
    (pill,) = place_pills([wish], AREA, [marker])
    assert (pill.wish.text, pill.wish.sub) == ("Skull edge", sub)
    assert pill.box.right() + 8 <= marker[0].x() - marker[1]


def test_a_pill_under_a_marker_moves_away_even_without_its_code() -> None:
    upper = PillWish(("GB21", "left", False), QPointF(130, 300), 140, 26, "Top of the shoulder")
    lower = PillWish(("BL11", "left", False), QPointF(197, 319), 140, 26, "Beside the spine")
    before = place_pills([upper, lower], AREA)
    markers = [(QPointF(130, 300), 13.0), (QPointF(197, 319), 9.0)]
    assert any(pill.box.contains(markers[0][0]) for pill in before), "else nothing is tried"
    pills = place_pills([upper, lower], AREA, markers)
    assert_tidy(pills, AREA)
    for pill in pills:
        for centre, radius in markers:
            grown = pill.box.adjusted(-radius, -radius, radius, radius)
            assert not grown.contains(centre), pill.wish.text


@pytest.mark.parametrize("size", [(484, 604), (484, 588), (498, 466)])
@pytest.mark.parametrize("letters", [0.72, 0.82])
def test_on_the_nape_no_marker_covers_a_pill(size: tuple[int, int], letters: float) -> None:
    plain = {"GB20": "Skull edge", "BL10": "Nape", "GB21": "Top of the shoulder",
             "BL11": "Beside the spine"}  # fmt: skip
    numbers = {"GB20": "1", "BL10": "2·3", "GB21": "4"}
    looks = [
        MarkerLook(
            code, side, MarkerState.IN_ROUTINE if code in numbers else MarkerState.NORMAL,
            numbers.get(code, ""), plain=name,
        )
        for code, name in plain.items()
        for side in ("left", "right")
    ]  # fmt: skip

    def drawn(text: str, sub: str) -> tuple[float, float]:
        width, height = measured(text, sub)
        return width * letters, height

    box = QRectF(0, 0, *size)
    layout = lay_out(VIEWS.view("nape"), looks, box, WORDS, drawn)
    assert len(layout.pills) == len(layout.spots) == 8
    assert_tidy(list(layout.pills), box)
    for pill in layout.pills:
        for spot in layout.spots:
            radius = reach(spot.look.state)
            grown = pill.box.adjusted(-radius, -radius, radius, radius)
            assert not grown.contains(spot.centre), (pill.wish.text, spot.look.code)


def test_the_never_press_label_stays_without_any_point() -> None:
    zone = Zone("never_press", ((0.4, 0.6), (0.5, 0.6), (0.45, 0.8)))
    for count in range(3):
        view = VIEWS.view("side")._replace(zones=(zone,) * count)
        layout = lay_out(view, [], QRectF(0, 0, 400, 420), WORDS, measured, pills=False)
        assert [pill.wish.text for pill in layout.pills] == ["Never press here"] * count
