"""Points found by what somebody types."""

from __future__ import annotations

import pytest

from acutimer.core.point_search import points_called
from acutimer.core.points import Point
from tests.core.shipped import atlas, whole_atlas


@pytest.mark.parametrize(
    "typed",
    [
        "Skull edge",
        "skull",
        "edge",
        "GB20",
        "gb-20",
        "Fengchi",
        "fēngchí",
        "feng chi",
        "風池",
        "风池",
        "wind",
    ],
)
def test_a_point_is_found_by_each_of_its_names(typed: str) -> None:
    assert "GB20" in [point.code for point in points_called(typed, atlas().points)]


def test_the_name_itself_comes_before_what_only_begins_so() -> None:
    codes = [point.code for point in points_called("nape", atlas().points)]
    assert codes[0] == "BL10"
    assert points_called("GB2", atlas().points)[0].code == "GB20"


@pytest.mark.parametrize("point", whole_atlas().points, ids=lambda point: point.code)
def test_each_name_of_a_point_leads_to_it_alone_as_a_whole(point: Point) -> None:
    """In a field and in a routine's file alike, with tone marks and spaces or without."""
    found = whole_atlas()
    names = (point.plain, point.code, point.pinyin, point.plain_pinyin, point.hanzi, *point.aliases)
    for name in names:
        for typed in (name, name.upper(), f" {name.replace(' ', '')} ", " ".join(name)):
            assert points_called(typed, found.points)[0].code == point.code, typed
            assert found[typed].code == point.code, typed


def test_what_fits_nothing_finds_nothing() -> None:
    assert points_called("LI99", atlas().points) == ()
    assert points_called(" – ", atlas().points) == ()
