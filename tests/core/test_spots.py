"""A person's own spot stays near its point, keeps its side, and never moves the standard place."""

from __future__ import annotations

from math import hypot, inf, nan, sqrt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acutimer.core.preferences import Preferences, preferences_content, read_preferences
from acutimer.core.spots import (
    MOST_CUN,
    STANDARD,
    Place,
    Spot,
    clamped,
    is_kept_off,
    read_spots,
    spot_key,
    spot_place,
    spot_words,
    tangents,
)

CUN_M = 0.0227
NAPE: Place = (0.04, 1.54, -0.01, 0.0, 0.0, -1.0)
SIDE: Place = (0.06, 1.54, 0.04, 1.0, 0.0, 0.0)
FACE: Place = (0.03, 1.63, 0.14, 0.0, 0.0, 1.0)
SHOULDER: Place = (0.09, 1.43, -0.02, 0.0, 0.8, -0.6)
PARTS = st.floats(-3, 3)


def mirrored(place: Place) -> Place:
    x, y, z, nx, ny, nz = place
    return (-x, y, z, -nx, ny, nz)


@given(PARTS, PARTS)
def test_a_spot_is_never_further_than_one_cun(outwards: float, up: float) -> None:
    kept = clamped(Spot(outwards, up))
    assert kept.distance <= MOST_CUN + 0.005
    if hypot(outwards, up) <= MOST_CUN - 0.01:
        assert kept == pytest.approx((outwards, up), abs=0.006)


def test_a_spot_moves_by_steps_and_stops_at_the_edge() -> None:
    spot = STANDARD
    for _ in range(30):
        spot = spot.moved(0.1, 0.0)
    assert spot == Spot(1.0, 0.0)
    assert spot.moved(-0.02, 0.0) == Spot(0.98, 0.0)
    assert not STANDARD.moved(0.02, 0.0).is_standard
    assert STANDARD.moved(0.02, 0.0).moved(-0.02, 0.0).is_standard


@pytest.mark.parametrize(
    ("place", "way"),
    [(NAPE, (1, 0, 0)), (SIDE, (0, 0, 1)), (FACE, (-1, 0, 0)), (SHOULDER, (1, 0, 0))],
)
def test_outwards_runs_round_the_body_away_from_the_spine(
    place: Place, way: tuple[float, float, float]
) -> None:
    outwards, _ = tangents(place[3:], "left")
    assert outwards == pytest.approx(way)


@given(st.tuples(*[st.floats(-1, 1)] * 3).filter(lambda n: sum(p * p for p in n) > 0.01))
def test_the_two_directions_lie_in_the_skin_and_are_of_length_one(
    raw: tuple[float, float, float],
) -> None:
    length = sqrt(sum(part * part for part in raw))
    normal = tuple(part / length for part in raw)
    outwards, up = tangents(normal, "left")
    for axis in (outwards, up):
        assert sum(a * a for a in axis) == pytest.approx(1, abs=1e-6)
    if hypot(normal[0], normal[2]) > 1e-3:
        for axis in (outwards, up):
            assert sum(a * n for a, n in zip(axis, normal, strict=True)) == pytest.approx(
                0, abs=1e-6
            )
    assert sum(a * b for a, b in zip(outwards, up, strict=True)) == pytest.approx(0, abs=1e-6)


def test_a_place_is_the_standard_one_moved_in_body_cun() -> None:
    assert spot_place(NAPE, Spot(0.5, -1.0), CUN_M, "left") == pytest.approx(
        (0.04 + 0.5 * CUN_M, 1.54 - CUN_M, -0.01, 0, 0, -1)
    )
    assert spot_place(SIDE, STANDARD, CUN_M, "left") == pytest.approx(SIDE)


@pytest.mark.parametrize("place", [NAPE, SIDE, FACE, SHOULDER])
def test_the_right_side_is_the_left_one_in_a_mirror(place: Place) -> None:
    spot = Spot(0.4, 0.3)
    left = spot_place(place, spot, CUN_M, "left")
    right = spot_place(mirrored(place), spot, CUN_M, "right")
    assert mirrored(right) == pytest.approx(left)
    assert spot_words(place, spot, CUN_M, "left") == spot_words(
        mirrored(place), spot, CUN_M, "right"
    )


@pytest.mark.parametrize(
    ("place", "spot", "words"),
    [
        (NAPE, Spot(0.0881, 0.1762), "Your spot: 4 mm up, 2 mm out"),
        (NAPE, Spot(-0.0441, 0.0), "Your spot: 1 mm in"),
        (NAPE, Spot(0.001, -0.5), "Your spot: 11.4 mm down"),
        (NAPE, Spot(0.0176, 0.0), "Your spot: 0.4 mm out"),
        (SIDE, Spot(0.0881, 0.0), "Your spot: 2 mm forwards"),
        (SIDE, Spot(-0.0881, 0.0), "Your spot: 2 mm back"),
        (FACE, Spot(0.0881, -0.0881), "Your spot: 2 mm down, 2 mm in"),
        (SHOULDER, Spot(0.0, 0.0881), "Your spot: 2 mm forwards"),
        (NAPE, STANDARD, "The point's place"),
    ],
)
def test_where_a_spot_lies_is_said_in_plain_words(place: Place, spot: Spot, words: str) -> None:
    assert spot_words(place, spot, CUN_M, "left") == words


def test_spots_are_read_from_preferences_and_written_again() -> None:
    chosen, faults = read_preferences({"spots": {"GB20.left": [0.3, -0.2], "GV16.middle": [0, 1]}})
    assert faults == []
    assert chosen.spots == {spot_key("GB20", "left"): Spot(0.3, -0.2), "GV16.middle": Spot(0, 1)}
    content = preferences_content(chosen)
    assert content["spots"] == {"GB20.left": [0.3, -0.2], "GV16.middle": [0.0, 1.0]}
    assert read_preferences(content) == (chosen, [])


def test_a_spot_outside_is_brought_within_and_said() -> None:
    chosen, faults = read_preferences({"spots": {"GB20.left": [3.0, 4.0]}, "theme": "dim"})
    assert chosen == Preferences(theme="dim", spots={"GB20.left": Spot(0.6, 0.8)})
    assert faults == ["spots GB20.left lay outside and was brought to within 1 thumb width"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ([1, 2], "must be a table"),
        ({"GB20": [0, 0.5]}, "has no place for 'GB20'"),
        ({"GB20.up": [0, 0.5]}, "has no place for"),
        ({".left": [0, 0.5]}, "has no place for"),
        ({"X" * 99 + ".left": [0, 0.5]}, "has no place for"),
        ({"GB20.left": [0.5]}, "must be two numbers"),
        ({"GB20.left": "0.5, 0"}, "must be two numbers"),
        ({"GB20.left": [True, 0.5]}, "must be two numbers"),
        ({"GB20.left": [nan, 0.5]}, "must be two numbers"),
        ({"GB20.left": [inf, 0.5]}, "must be two numbers"),
        ({"GB20.left": [10**400, 0.5]}, "must be two numbers"),
    ],
)
def test_what_is_no_spot_is_left_out_and_named(value: Any, words: str) -> None:
    spots, faults = read_spots(value)
    assert spots == {}
    assert len(faults) == 1
    assert words in faults[0]


def test_a_spot_at_the_standard_place_is_none() -> None:
    assert read_spots({"GB20.left": [0.0, 0.001]}) == ({}, [])


# Where no spot may lie: a square of 4 cm on the front, and half of it round the corner.

THROAT = [
    (x, y, 0.1, 0.0, 0.0, 1.0) for x, y in ((-0.02, 1.4), (0.02, 1.4), (0.02, 1.44), (-0.02, 1.44))
]


@pytest.mark.parametrize(
    ("x", "y", "kept_off"),
    [
        (0.0, 1.42, True), (0.019, 1.42, True), (0.0245, 1.42, True), (0.0255, 1.42, False),
        (0.0, 1.394, False), (0.0, 1.396, True), (0.024, 1.444, False), (0.023, 1.443, True),
        (0.1, 1.42, False),
    ],
)  # fmt: skip
def test_skin_that_is_never_pressed_reaches_five_millimetres_further(
    x: float, y: float, kept_off: bool
) -> None:
    assert is_kept_off((x, y, 0.1, 0.0, 0.0, 1.0), [THROAT]) is kept_off
    assert not is_kept_off((x, y, 0.0, 0.0, 0.0, -1.0), [THROAT]), "it is on the other side"
    assert not is_kept_off((x, y, 0.1, 0.0, 0.0, 1.0), [])


@given(st.floats(-0.06, 0.06), st.floats(1.36, 1.48))
def test_a_zone_is_kept_off_whichever_way_its_outline_runs(x: float, y: float) -> None:
    place = (x, y, 0.1, 0.0, 0.0, 1.0)
    assert is_kept_off(place, [THROAT]) == is_kept_off(place, [THROAT[::-1]])
    inside = abs(x) <= 0.02 and abs(y - 1.42) <= 0.02
    assert is_kept_off(place, [THROAT]) or not inside
