"""The screens before the first session and the text that is accepted there go together."""

from __future__ import annotations

from acutimer.core.about import read_about
from tests.core.shipped import content, rules


def test_both_have_one_version_so_that_a_change_of_either_is_accepted_anew() -> None:
    assert rules().signs_version == read_about(content("about.toml")).version


def test_both_kinds_of_signs_are_short_enough_for_two_screens() -> None:
    for tier in "AB":
        signs = [sign.plain for sign in rules().danger_signs if sign.tier == tier]
        assert 0 < len(signs) <= 10
        assert sum(map(len, signs)) < 1100
