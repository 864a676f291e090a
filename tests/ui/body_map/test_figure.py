"""figure.json is read whole or refused with one sentence; what is in it can be looked up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from acutimer.places import resource_path
from acutimer.ui.body_map.figure import (
    STATES,
    TISSUES,
    Figure,
    FigureUnreadable,
    load_figure,
)
from tests.ui.body_map.made_up_figure import CUN_M, PLACES, apart_m, figure_content, made_up_figure

REAL = resource_path("body")


def test_a_point_is_looked_up_by_code_and_side(tmp_path: Path) -> None:
    figure = made_up_figure(tmp_path)
    left, right = figure.point("GB20", "left"), figure.point("GB20", "right")
    assert left is not None
    assert right is not None
    assert left.at[:3] == PLACES["GB20"][0]
    assert right.at[0] == -left.at[0]
    assert (left.state, figure.cun_m) == ("judged", CUN_M)
    assert figure.point("GB99", "left") is None


def test_structures_of_a_point_are_those_of_both_sides(tmp_path: Path) -> None:
    figure = made_up_figure(tmp_path)
    ids = [one.id for one in figure.structures_of("GB20")]
    assert ids == [
        "skull_edge", "occipital_bump", "mastoid.L", "mastoid.R", "trapezius.L", "trapezius.R",
        "sternocleidomastoid.L", "sternocleidomastoid.R",
    ]  # fmt: skip
    assert {one.kind for one in figure.structures_of("GB20")} >= {"mastoid", "skull_edge"}
    assert figure.structures_of("LI4") == ()


def test_lines_ways_and_places_are_empty_where_there_are_none(tmp_path: Path) -> None:
    figure = made_up_figure(tmp_path)
    assert [mark.text for mark in figure.measures("GB21", "left")[0].marks] == [
        "C7", "half", "acromion",
    ]  # fmt: skip
    assert figure.measures("GB20", "left") == ()
    way = figure.finger_path("GB20", "right")
    assert way is not None
    assert len(way.stops) == 3
    assert figure.finger_path("LI4", "left") is None
    assert len(figure.article("GB20", "left")) == 2
    assert figure.article("LI4", "left") == ()


def spoilt(path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    content = figure_content()
    inner: Any = content["figures"]["male"]
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return content


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("cun_m",), 0),
        (("cun_m",), "wide"),
        (("cun_m",), float("nan")),
        (("points", "GB20.L", "at"), [0, 0, 0]),
        (("points", "GB20.L", "at"), [0, 0, 0, 0, 0, "up"]),
        (("points", "GB20.L", "at"), [0, 0, float("inf"), 0, 0, 1]),
        (("points",), None),
        (("structures", "c7", "tissue"), "jelly"),
        (("structures", "c7", "parts", 0, "path"), [[0, 0, 0, 0, 0, 1]]),
        (("finger_paths", "GB20.L"), []),
        (("never_press", 0), {}),
        (("regions", "neck.L"), 3),
    ],
)
def test_a_broken_figure_is_refused_with_one_sentence(
    tmp_path: Path, path: tuple[str | int, ...], value: Any
) -> None:
    with pytest.raises(FigureUnreadable) as refused:
        made_up_figure(tmp_path, spoilt(path, value))
    sentence = str(refused.value)
    assert "figure.json" in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


@pytest.mark.parametrize("text", [None, "", "[]", "{}", "\xff", '{"figures": {}}', "[" * 100_000])
def test_a_missing_or_foreign_file_is_refused(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "figure.json").write_text(text, encoding="latin-1")
    with pytest.raises(FigureUnreadable, match=r"figure\.json"):
        load_figure(tmp_path, "male")


# --- the figures that ship ----------------------------------------------------------------------


@pytest.fixture(params=["male", "female"])
def real(request: pytest.FixtureRequest) -> Figure:
    return load_figure(REAL, request.param)


def test_the_real_points_are_on_both_sides_with_a_known_state(real: Figure) -> None:
    for key, point in real.points.items():
        assert point.state in STATES, key
        if key.endswith(".L"):
            x, *rest = point.at[:3]
            other = real.points[f"{key[:-2]}.R"].at
            assert apart_m([-x, *rest], list(other)) < 0.004, key


def test_the_real_structures_are_named_and_seen(real: Figure) -> None:
    assert real.structures
    for one in real.structures.values():
        assert one.tissue in TISSUES
        assert one.name
        assert one.parts
        for part in one.parts:
            assert part.closed or part.width_mm > 0, one.id
    for code, kinds in real.felt.items():
        assert len({one.kind for one in real.structures_of(code)}) == len(set(kinds)), code


def test_a_real_finger_path_has_three_stops_and_ends_at_its_point(real: Figure) -> None:
    for key, way in real.finger_paths.items():
        assert len(way.stops) == 3, key
        assert apart_m(list(way.stops[-1]), list(real.points[key].at)) < 0.006, key


def test_normals_of_the_real_figure_are_of_length_one(real: Figure) -> None:
    lines = [part.path for one in real.structures.values() for part in one.parts]
    lines += [*real.never_press, *(line for lines in real.regions.values() for line in lines)]
    for place in (v for line in lines for v in line):
        assert sum(part * part for part in place[3:]) == pytest.approx(1, abs=0.02)


def test_the_file_is_no_larger_than_is_read_in_an_instant() -> None:
    assert (REAL / "figure.json").stat().st_size < 2_000_000
    assert set(json.loads((REAL / "figure.json").read_text())["figures"]) == {"male", "female"}
