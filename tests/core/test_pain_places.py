"""Places where it hurts: their ids, their order and their words."""

from __future__ import annotations

import pytest

from acutimer.core.pain_places import (
    PLACES,
    REGIONS,
    PlaceError,
    checked_places,
    places_in_words,
    regions_of,
)


def test_the_ids_stay_as_they_are() -> None:
    assert list(PLACES) == [
        *("neck.left", "neck.right", "back_of_head.left", "back_of_head.right"),
        *("forehead.left", "forehead.right", "temple.left", "temple.right"),
        *("shoulder.left", "shoulder.right", "upper_back.left", "upper_back.right"),
    ]
    assert all(PLACES[one].id == one for one in PLACES)
    assert PLACES["back_of_head.right"].name == "Back of head, right"


def test_places_are_put_in_order_and_once() -> None:
    assert checked_places(["temple.left", "neck.right", "temple.left"]) == (
        "neck.right",
        "temple.left",
    )
    assert checked_places([]) == ()


@pytest.mark.parametrize("bad", ["neck", "neck.both", "Neck.left", "", "knee.left", "neck.left "])
def test_a_place_that_is_none_is_refused_with_those_there_are(bad: str) -> None:
    with pytest.raises(PlaceError) as caught:
        checked_places(["neck.left", bad])
    assert str(caught.value) == f"There is no place {bad!r}; there are {', '.join(PLACES)}."


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        ((), ""),
        (("neck.left",), "Neck, left"),
        (("neck.right", "neck.left"), "Neck, both sides"),
        (("temple.right", "neck.left"), "Neck, left · Temple, right"),
        (("knee.left", "upper_back.left"), "Upper back, left · knee.left"),
    ],
)
def test_places_in_words(ids: tuple[str, ...], words: str) -> None:
    assert places_in_words(ids) == words


def test_regions_of_places() -> None:
    assert regions_of(["temple.right", "neck.left", "neck.right", "knee"]) == ("neck", "temple")
    assert regions_of(PLACES) == tuple(REGIONS)
