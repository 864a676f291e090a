"""What points are used for is what sources say, with their name, and nothing more."""

from __future__ import annotations

from typing import Any

import pytest

from acutimer.core.pain_places import REGIONS
from acutimer.core.point_uses import PointUses, read_point_uses
from tests.core.shipped import atlas, content, sources

#: A registry of sources of one row.
NAMES = {"S": "Someone, somewhere"}
#: Everything the pack beside the article's seven may hold.
PACK = {"SI14", "SI15", "LI10", "LI11", "SI11", "TE3", "GB39", "SI3", "EX-UE8", "LU7", "TE5", "GB8"}


def shipped() -> PointUses:
    uses, faults = read_point_uses(content("pain-places.toml"), sources().names)
    assert faults == []
    return uses


def spoiled(**changes: Any) -> dict[str, Any]:
    """A small table whose only row is changed."""
    row: dict[str, Any] = {"point": "GB20", "regions": ["neck"], "words": "w", "source": "S"}
    return {
        "uses": [{**row, **changes}],
        "notes": [],
        "lying": [],
        "sources": {"S": {"name": "someone"}},
    }


def test_every_shipped_row_names_a_point_we_know_and_a_source() -> None:
    uses = shipped()
    known = {point.code for point in atlas().points} | PACK
    assert {use.point for use in uses.uses} - known == set()
    assert all(use.source.name and use.source.full for use in uses.uses)


def test_the_words_say_used_for_and_who_says_it() -> None:
    uses = shipped()
    seven = {point.code for point in atlas().points}
    for region in REGIONS:
        for suggestion in uses.suggestions(region, seven | PACK):
            assert suggestion.words.startswith("Used for: ")
            assert all(f"({use.source.name})" in suggestion.words for use in suggestion.uses)
            assert suggestion.sources
    first, *_ = uses.suggestions("neck", seven)
    assert first.point == "GB20"
    assert first.words == (
        "Used for: tension in the neck, back and shoulders (the article); "
        "sudden neck pain (case reports)"
    )


def test_where_the_articles_place_is_another_one_the_row_says_so() -> None:
    """What it says of GB14, BL10, BL11 and LI4 it says of places far from those timed here."""
    for use in shipped().uses:
        if use.source.name == "the article" and use.point not in ("GB20", "GB21"):
            assert "acutimer times the WHO place" in use.note


def test_only_points_offered_are_suggested() -> None:
    uses = shipped()
    assert [one.point for one in uses.suggestions("neck", {"BL10"})] == ["BL10"]
    assert uses.suggestions("neck", ()) == ()
    assert uses.suggestions("temple", {point.code for point in atlas().points}) == ()


def test_the_temple_comes_with_the_articles_warning_and_without_taiyang() -> None:
    uses = shipped()
    (note,) = uses.notes_for("temple")
    assert "not to press there" in note.text
    assert note.source.name == "the article"
    assert all(use.point != "EX-HN5" for use in uses.uses)
    assert uses.notes_for("neck") == ()


def test_whether_any_source_names_a_point() -> None:
    uses, _ = read_point_uses(spoiled(), NAMES)
    assert uses.names_a_point("neck")
    assert not uses.names_a_point("temple")


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"source": "X"}, "source"),
        ({"regions": ["knee"]}, "regions"),
        ({"regions": []}, "regions"),
        ({"words": ""}, "words"),
        ({"point": 7}, "point"),
        ({"promise": "much"}, "promise"),
    ],
)
def test_a_broken_row_is_left_out_and_located(changes: dict[str, Any], key: str) -> None:
    uses, (fault,) = read_point_uses(spoiled(**changes), NAMES)
    assert uses.uses == ()
    assert fault.path == ("uses", 0, key)


def test_a_note_on_a_region_that_is_none_is_located() -> None:
    bad = {**spoiled(), "notes": [{"region": "knee", "text": "t", "source": "S"}]}
    uses, (fault,) = read_point_uses(bad, NAMES)
    assert len(uses.uses) == 1
    assert fault.path == ("notes", 0, "region")


@pytest.mark.parametrize(
    ("rows", "at"),
    [
        ([{"point": "GB20", "regions": ["knee"], "source": "S"}], ("lying", 0, "regions")),
        ([{"point": "GB20", "regions": ["neck"], "source": "X"}], ("lying", 0, "source")),
        ([{"point": "GB20", "regions": ["neck"], "source": "S"}] * 2, ("lying", 1, "point")),
    ],
)
def test_a_point_that_lies_nowhere_or_twice_is_located(
    rows: list[dict[str, Any]], at: tuple[str, int, str]
) -> None:
    uses, (fault,) = read_point_uses({**spoiled(), "lying": rows}, NAMES)
    assert len(uses.lying) == len(rows) - 1
    assert fault.path == at


def test_without_sources_nothing_is_said() -> None:
    uses, faults = read_point_uses({"uses": [{"point": "GB20"}]}, NAMES)
    assert uses == PointUses()
    assert len(faults) == 1


@pytest.mark.parametrize(
    "spoken", [{"S": {}}, {"S": {"name": "someone", "full": "Someone, somewhere"}}]
)
def test_a_source_that_is_not_named_plainly_takes_its_rows_with_it(spoken: dict[str, Any]) -> None:
    uses, faults = read_point_uses({**spoiled(), "sources": spoken}, NAMES)
    assert uses.uses == ()
    assert len(faults) == 2


def test_a_source_that_the_registry_does_not_hold_takes_its_rows_with_it() -> None:
    uses, faults = read_point_uses(spoiled(), {})
    assert uses.uses == ()
    assert len(faults) == 2
