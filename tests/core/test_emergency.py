"""Emergency numbers: each sourced, each for a real territory, 112 where none is known."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from acutimer.core.emergency import Number, number_for, read_numbers
from acutimer.core.reading import ContentError
from tests.core.shipped import content

NUMBERS = read_numbers(content("emergency.toml"))
EU = [
    "AT",
    "BE",
    "BG",
    "HR",
    "CY",
    "CZ",
    "DK",
    "EE",
    "FI",
    "FR",
    "DE",
    "GR",
    "HU",
    "IE",
    "IT",
    "LV",
    "LT",
    "LU",
    "MT",
    "NL",
    "PL",
    "PT",
    "RO",
    "SK",
    "SI",
    "ES",
    "SE",
]


def small(**changed: Any) -> dict[str, Any]:
    """The smallest table there can be."""
    return {
        "fallback": {"number": "112", "note": "Not known.", "sources": ["A"]},
        "numbers": [{"number": "000", "territories": ["AU"], "sources": ["A", "B"]}],
        "sources": {"A": {"name": "A page", "url": "https://a"}, "B": {"name": "B", "url": "b"}},
    } | changed


def test_there_are_numbers_for_many_countries_and_all_of_the_union() -> None:
    assert len(NUMBERS.by_territory) >= 60
    assert {number_for(NUMBERS, one).number for one in EU} == {"112"}


@pytest.mark.parametrize(
    ("territory", "number"),
    [
        *(("US", "911"), ("CA", "911"), ("GB", "999"), ("AU", "000"), ("NZ", "111")),
        *(("JP", "119"), ("CN", "120"), ("IN", "112"), ("BR", "192"), ("ZA", "112")),
        *(("CH", "112"), ("NO", "113"), ("SG", "995"), ("IL", "101"), ("MX", "911")),
    ],
)
def test_a_locale_leads_to_the_number_of_its_country(territory: str, number: str) -> None:
    found = number_for(NUMBERS, territory)
    assert (found.number, found.is_known) == (number, True)
    assert number_for(NUMBERS, territory.lower()) == found


@pytest.mark.parametrize("territory", ["", "ZZ", "001", "AQ"])
def test_where_none_is_known_it_is_112_and_says_so(territory: str) -> None:
    found = number_for(NUMBERS, territory)
    assert (found.number, found.is_known) == ("112", False)
    assert "no checked number for your country" in found.note


def test_every_number_names_sources_with_an_address_and_each_source_is_used() -> None:
    numbers = [*NUMBERS.by_territory.values(), NUMBERS.fallback]
    used = {one for number in numbers for one in number.source.split(", ")}
    assert used == set(NUMBERS.sources)
    for source in NUMBERS.sources.values():
        assert source.url.startswith(("https://", "http://"))
    # the table that all were checked against
    assert all("LPN" in number.source for number in NUMBERS.by_territory.values())


def test_what_a_table_says_is_read() -> None:
    table = read_numbers(small())
    assert number_for(table, "AU") == Number("000", "", "A, B")
    assert table.fallback == Number("112", "Not known.", "A", is_known=False)


@pytest.mark.parametrize(
    ("path", "value", "says"),
    [
        (("numbers",), [], r"needs \[\[numbers\]\]"),
        (("numbers", 0, "number"), "call me", "cannot be dialled"),
        (("numbers", 0, "number"), "1", "cannot be dialled"),
        (("numbers", 0, "number"), "٩١١", "cannot be dialled"),
        (("numbers", 0, "territories"), ["Australia"], "no code of a territory"),
        (("numbers", 0, "territories"), ["AU", "AU"], "AU has two numbers"),
        (("numbers", 0, "sources"), [], "needs a source"),
        (("numbers", 0, "sources"), ["C"], "must be listed"),
        (("fallback",), {"number": "112", "sources": []}, "needs a source"),
        (("fallback",), None, "a table was expected"),
        (("sources", "A"), {"name": "A page"}, "url is missing"),
    ],
)
def test_a_table_that_is_not_right_is_none(path: tuple[Any, ...], value: Any, says: str) -> None:
    spoilt: Any = copy.deepcopy(small())
    at = spoilt
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    with pytest.raises(ContentError, match=says):
        read_numbers(spoilt)
