"""Points found by what somebody types."""

from __future__ import annotations

import pytest

from acutimer.core.point_search import points_called
from tests.core.shipped import atlas


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
        "wind",
    ],
)
def test_a_point_is_found_by_each_of_its_names(typed: str) -> None:
    assert "GB20" in [point.code for point in points_called(typed, atlas().points)]


def test_the_name_itself_comes_before_what_only_begins_so() -> None:
    codes = [point.code for point in points_called("nape", atlas().points)]
    assert codes[0] == "BL10"
    assert points_called("GB2", atlas().points)[0].code == "GB20"


def test_what_fits_nothing_finds_nothing() -> None:
    assert points_called("LI99", atlas().points) == ()
    assert points_called(" – ", atlas().points) == ()
