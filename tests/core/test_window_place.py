"""A window comes back where it was, and never where nobody sees it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acutimer.core.window_place import (
    FRAME_PX,
    Kept,
    Rectangle,
    content_of,
    first_size,
    kept_of,
    place_again,
)

SCREEN = Rectangle(0, 0, 1920, 1080)
BESIDE = Rectangle(1920, 0, 1280, 1024)
LEAST = (480, 420)


def test_where_it_was_it_is_again() -> None:
    for place in (Rectangle(100, 50, 1280, 800), Rectangle(2000, 10, 900, 700), SCREEN):
        assert place_again(place, (SCREEN, BESIDE), LEAST) == place


def test_a_screen_that_is_gone_leaves_no_place() -> None:
    assert place_again(Rectangle(2000, 10, 900, 700), (SCREEN,), LEAST) is None
    assert place_again(Rectangle(1900, 10, 900, 700), (SCREEN,), LEAST) is None
    assert place_again(Rectangle(10, 10, 900, 700), (), LEAST) is None


@pytest.mark.parametrize(
    ("place", "again"),
    [
        (Rectangle(1500, 700, 900, 700), Rectangle(1020, 380, 900, 700)),
        (Rectangle(-300, -20, 900, 700), Rectangle(0, 0, 900, 700)),
        (Rectangle(0, 0, 4000, 3000), Rectangle(0, 0, 1920 - FRAME_PX, 1080 - FRAME_PX)),
        (Rectangle(10, 10, 200, 150), Rectangle(10, 10, 480, 420)),
    ],
)
def test_it_is_pushed_and_cut_to_the_screen(place: Rectangle, again: Rectangle) -> None:
    assert place_again(place, (SCREEN,), LEAST) == again


sides = st.integers(-6000, 6000)
rectangles = st.builds(Rectangle, sides, sides, st.integers(1, 6000), st.integers(1, 6000))


@given(rectangles)
def test_wherever_it_was_all_of_it_is_seen(place: Rectangle) -> None:
    again = place_again(place, (SCREEN, BESIDE), LEAST)
    if again is None:
        return
    assert any(
        screen.left <= again.left
        and screen.top <= again.top
        and again.left + again.width <= screen.left + screen.width
        and again.top + again.height <= screen.top + screen.height
        for screen in (SCREEN, BESIDE)
    )
    assert again.width >= LEAST[0]
    assert again.height >= LEAST[1]


@given(rectangles, st.booleans())
def test_what_is_written_reads_back(place: Rectangle, maximised: bool) -> None:
    kept = Kept(place, maximised)
    assert kept_of(content_of(kept)) == kept


WHOLE = {"left": 1, "top": 2, "width": 900, "height": 700}


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        "wide",
        {},
        {**WHOLE, "width": 0},
        {**WHOLE, "height": -5},
        {**WHOLE, "left": 10**9},
        {**WHOLE, "top": 1.5},
        {**WHOLE, "width": True},
        {**WHOLE, "width": "900"},
        {**WHOLE, "maximised": "yes"},
    ],
)
def test_what_makes_no_sense_is_nothing(content: object) -> None:
    assert kept_of(content) is None


def test_the_first_time_it_fits_the_screen() -> None:
    assert first_size(SCREEN) == (1280, 800)
    assert first_size(Rectangle(0, 0, 1024, 600)) == (1024 - FRAME_PX, 600 - FRAME_PX)
