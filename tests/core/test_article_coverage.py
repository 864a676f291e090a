"""The article, whole: each of its claims has something in the program that carries it.

The claims stand in article_claims.toml, in our words; so the article itself is not needed here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.core.shipped import content

CLAIMS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "article_claims.toml").read_text(encoding="utf-8")
)["claims"]


def texts(value: object) -> Iterator[str]:
    """Every text in a value of a TOML file."""
    match value:
        case str():
            yield value
        case dict():
            for below in value.values():
                yield from texts(below)
        case list():
            for below in value:
                yield from texts(below)
        case _:
            pass


def places(value: object, at: str) -> Iterator[object]:
    """The rows of that id or code, and what stands under that key."""
    match value:
        case dict():
            if at in (value.get("id"), value.get("code")):
                yield value
            for key, below in value.items():
                if key == at:
                    yield below
                yield from places(below, at)
        case list():
            for below in value:
                yield from places(below, at)
        case _:
            pass


def is_carried(carrier: dict[str, str]) -> bool:
    """Whether the words stand in that place of that file."""
    whole = content(carrier["file"])
    at = carrier["at"]
    found = places(whole, at) if at else iter([whole])
    return any(carrier["words"] in text for place in found for text in texts(place))


def wanting(claim: dict[str, Any]) -> list[str]:
    """What a row lacks: a carrier or a reason, or a carrier that is really there."""
    carriers: list[dict[str, str]] = claim.get("carriers", [])
    if bool(carriers) == bool(claim.get("reason", "").strip()):
        return ["either carriers or a reason"]
    return [f"{one['file']} [{one['at']}]: {one['words']}" for one in carriers
            if not is_carried(one)]  # fmt: skip


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim["says"])
def test_a_claim_is_carried_or_left_out_for_a_reason(claim: dict[str, Any]) -> None:
    assert claim.keys() <= {"says", "carriers", "reason"}
    assert wanting(claim) == []


def test_the_claims_are_all_there_and_each_once() -> None:
    said = [claim["says"] for claim in CLAIMS]
    assert len(said) == len(set(said)) == 55
    assert sum("reason" in claim for claim in CLAIMS) == 2
    assert sum(one.startswith("Danger sign ") for one in said) == 8


@pytest.mark.parametrize(
    "claim",
    [
        {"says": "x"},
        {"says": "x", "carriers": []},
        {"says": "x", "reason": " "},
        {"says": "x", "carriers": [{"file": "points.toml", "at": "GB21", "words": "knuckles"}]},
        {"says": "x", "carriers": [{"file": "points.toml", "at": "GB99", "words": ""}]},
    ],
)
def test_a_row_without_a_carrier_is_noticed(claim: dict[str, Any]) -> None:
    assert wanting(claim)
