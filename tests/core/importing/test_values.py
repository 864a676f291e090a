"""Cells of other programs: numbers of the scale, places with a side, words without marks."""

from __future__ import annotations

import pytest

from acutimer.core.importing.refusing import RowRefused
from acutimer.core.importing.values import on_scale, place_of, plain_words, tags_and_rest


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", (0, "")),
        ("10", (10, "")),
        ("6.0", (6, "")),
        (" 4.5 ", (5, "4.5")),
        ("4.4", (4, "4.4")),
    ],
)
def test_a_number_of_the_scale_is_whole(text: str, number: tuple[int, str]) -> None:
    assert on_scale(text, "c") == number


@pytest.mark.parametrize(
    "text", ["", "-1", "10.1", "11", "7:45:00", "١", "1e1", "nan", "6/10", "x"]
)
def test_what_is_no_number_of_the_scale_is_refused(text: str) -> None:
    with pytest.raises(RowRefused):
        on_scale(text, "c")


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Left Temple", ("temple.left",)),
        ("Neck Right", ("neck.right",)),
        ("neck.left", ("neck.left",)),
        ("Back of head, left", ("back_of_head.left",)),
        ("Both sides neck", ()),
        ("Right Eye", ()),
        ("Neck", ()),
    ],
)
def test_a_place_is_known_or_none(words: str, places: tuple[str, ...]) -> None:
    assert place_of(words) == places


def test_marks_of_html_go_and_signs_stay() -> None:
    assert plain_words("<b>a</b><br>b &lt; c<li>d</li>") == "a\nb < cd"
    assert plain_words("3 < 4 > 2") == "3 < 4 > 2"


def test_words_that_can_be_no_tags_are_kept_beside() -> None:
    tags, rest = tags_and_rest(["a", "A", "b, c", "x" * 41, *map(str, range(20))])
    assert tags[:2] == ("a", "0")
    assert len(tags) == 12
    assert rest.startswith(f"b, c, {'x' * 41}, 11")
