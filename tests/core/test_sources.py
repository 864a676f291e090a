"""Every source named anywhere in resources/ stands in the one registry, with its worth."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from acutimer.core.reading import ContentError
from acutimer.core.sources import SourceStanding, read_sources, sources_json
from tests.core.shipped import RESOURCES, content, rules, sources, whole_atlas

#: Keys that hold ids of sources; those of a routine are a person's own words.
_NAMING = frozenset({"source", "sources"})
#: Where they may be left without an address.
_WITHOUT = {"ART", "TRAD", "TRADITION", "EVID", "OURS"}


def ids_below(value: object) -> Iterator[str]:
    """The ids in a mapping, whether one, a list, or several with commas."""
    if isinstance(value, list):
        for one in value:
            yield from ids_below(one)
    if isinstance(value, dict):
        for key, below in value.items():
            if key in _NAMING and isinstance(below, dict):
                # pain-places.toml speaks of ids in few words, safety.toml has one for each line
                yield from (one if one.isupper() else str(row) for one, row in below.items())
            elif key in _NAMING:
                texts = below if isinstance(below, list) else [below]
                yield from (one.strip() for text in texts if isinstance(text, str)
                            for one in text.split(","))  # fmt: skip
            yield from ids_below(below)


def named_by_file() -> dict[str, set[str]]:
    named: dict[str, set[str]] = {}
    for path in sorted(RESOURCES.rglob("*.toml")):
        at = path.relative_to(RESOURCES)
        if at.name not in ("sources.toml", "routine-example.toml") and at.parts[0] != "routines":
            named[str(at)] = set(ids_below(tomllib.loads(path.read_text(encoding="utf-8"))))
    return named


def test_every_id_named_anywhere_has_a_row() -> None:
    named, rows = named_by_file(), sources().names
    assert {at: ids - rows.keys() for at, ids in named.items() if ids - rows.keys()} == {}
    assert {"points.toml", "points-more.toml", "safety.toml", "pain-places.toml"} <= {
        at for at, ids in named.items() if ids
    }


def test_a_file_with_addresses_of_its_own_says_the_same_as_the_registry() -> None:
    by_id = {row.id: (row.name, row.url) for row in sources().rows}
    for path in sorted(RESOURCES.rglob("*.toml")):
        own = tomllib.loads(path.read_text(encoding="utf-8")).get("sources", {})
        if path.name != "sources.toml" and isinstance(own, dict):
            told = {key: (row["name"], row["url"]) for key, row in own.items() if "url" in row}
            assert told == {key: by_id[key] for key in told}, path.name


def test_ids_are_found_however_a_file_names_them() -> None:
    table: dict[str, Any] = {
        "rows": [{"source": "A, B"}, {"deep": {"sources": ["C", "D"]}}],
        "sources": {"E": {"name": "e"}},
    }
    assert sorted(ids_below(table)) == ["A", "B", "C", "D", "E"]


def test_every_row_has_a_name_and_an_address_but_those_that_say_why_not() -> None:
    for row in sources().rows:
        assert row.name.strip()
        assert bool(row.url) != bool(row.no_url)
        assert (row.id in _WITHOUT) == (not row.url)
    addresses = [row.url for row in sources().rows if row.url]
    assert len(addresses) == len(set(addresses))


def test_each_standing_has_words_and_sources() -> None:
    assert list(sources().standings) == list(SourceStanding)
    together = [row for standing in SourceStanding for row in sources().of(standing)]
    assert sorted(row.id for row in together) == sorted(sources().names)
    assert all(sources().of(standing) for standing in SourceStanding)


def test_a_practitioner_s_page_is_no_evidence() -> None:
    standing = {row.id: row.standing for row in sources().rows}
    assert standing["GACH"] is SourceStanding.PRACTICE
    assert standing["WHO"] is SourceStanding.STANDARD
    assert standing["OURS"] is SourceStanding.OURS
    assert [row.id for row in sources().of(SourceStanding.ARTICLE)] == ["ART"]


def test_points_and_reasons_find_their_sources_names() -> None:
    names = whole_atlas().sources
    assert names == sources().names
    assert all(one in names for point in whole_atlas().points for one in point.sources)
    assert all(reason.source in names for q in rules().questions for reason in q.reasons)


def test_json_has_the_keys_that_scripts_rely_on() -> None:
    told = sources_json(sources())
    assert list(told) == ["schema", "sources"]
    rows: Any = told["sources"]
    assert all(list(row) == ["id", "name", "url", "standing"] for row in rows)
    assert [row["id"] for row in rows] == list(sources().names)
    assert next(row for row in rows if row["id"] == "OURS")["url"] == ""


def spoiled(**changes: Any) -> dict[str, Any]:
    """The registry with its first row changed; None takes a key away."""
    text = content("sources.toml")
    for key, value in changes.items():
        if value is None:
            del text["sources"][0][key]
        else:
            text["sources"][0][key] = value
    return text


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "art"},
        {"id": "WHO"},
        {"id": ""},
        {"name": " "},
        {"name": None},
        {"standing": "sure"},
        {"standing": None},
        {"no_url": None},
        {"no_url": ""},
        {"url": "https://example.org/"},
        {"url": "", "no_url": None},
        {"url": "javascript:alert(1)", "no_url": None},
        {"url": "file:///etc/passwd", "no_url": None},
        {"url": 'https://example.org/"><b>', "no_url": None},
        {"promise": "much"},
    ],
)
def test_a_registry_with_a_fault_is_none(changes: dict[str, Any]) -> None:
    with pytest.raises(ContentError) as fault:
        read_sources(spoiled(**changes))
    assert fault.value.path[:2] in (("sources", 0), ("sources", 1))


@pytest.mark.parametrize("key", ["standings", "sources"])
def test_a_registry_without_a_part_is_none(key: str) -> None:
    text = content("sources.toml")
    del text[key]
    with pytest.raises(ContentError):
        read_sources(text)
    text = content("sources.toml")
    del text["standings"]["ours"]
    with pytest.raises(ContentError, match="ours is missing"):
        read_sources(text)
