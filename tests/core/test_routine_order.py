"""Favourites first in their own order, then what was used last, then the rest as it came."""

from __future__ import annotations

from dataclasses import replace

import pytest

from acutimer.core.preferences import Preferences, preferences_content, read_preferences
from acutimer.core.routine_order import in_order, moved, read_ids, starred, with_use
from tests.core.shipped import routine

ROUTINES = [replace(routine("desk-pause"), id=one) for one in "abcde"]


def listed(favourites: str, recent: str) -> str:
    return "".join(one.id for one in in_order(ROUTINES, favourites, recent))


@pytest.mark.parametrize(
    ("favourites", "recent", "order"),
    [("", "", "abcde"), ("db", "", "dbace"), ("", "ce", "ceabd"), ("db", "bec", "dbeca"),
     ("zd", "y", "dabce")],
)  # fmt: skip
def test_the_order(favourites: str, recent: str, order: str) -> None:
    assert listed(favourites, recent) == order


def test_a_star_comes_and_goes_and_a_favourite_is_put_before_another() -> None:
    assert starred("ab", "c") == ("a", "b", "c")
    assert starred("abc", "b") == ("a", "c")
    assert moved("abc", "c", "b") == ("a", "c", "b")
    assert moved("abc", "a", "c") == ("b", "a", "c")
    assert moved("abc", "a", "") == ("b", "c", "a")
    assert moved("abc", "c", "c") == moved("abc", "c", "gone") == ("a", "b", "c")
    assert moved("abc", "d", "b") == ("a", "d", "b", "c")


def test_what_was_used_lately_comes_before_what_was_used_once() -> None:
    assert with_use("abc", "ca") == ("c", "a", "b")
    assert with_use("abc", "") == ("a", "b", "c")


def test_they_are_kept_and_nonsense_is_named() -> None:
    chosen = Preferences()._replace(favourites=("b", "a"), recent_routines=("c",))
    assert read_preferences(preferences_content(chosen)) == (chosen, [])
    assert read_ids("favourites", ["a", "b", "a"]) == (("a", "b"), [])
    for nonsense in (["a", 3], [""], "a", None):
        said = ["favourites must be a list of ids of routines"]
        assert read_ids("favourites", nonsense) == ((), said)
