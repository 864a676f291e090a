"""What we ship, read once from resources/ as plainly as possible."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from acutimer.core.points import Atlas, read_atlas
from acutimer.core.routine_reading import read_routine
from acutimer.core.routines import Routine
from acutimer.core.safety_table import Rules, read_rules
from acutimer.core.sources import Sources, read_sources

RESOURCES = Path(__file__).parents[2] / "resources"
#: The ids of the routines we ship; their files are named in the order they are shown.
ROUTINES = (
    "neck-and-shoulders",
    "desk-pause",
    "nape-and-forehead",
    "article-whole",
    "acupressure-mat",
)


def content(name: str) -> dict[str, Any]:
    """A fresh mapping of a shipped file, so that a test may spoil it."""
    return tomllib.loads((RESOURCES / name).read_text(encoding="utf-8"))


@cache
def sources() -> Sources:
    return read_sources(content("sources.toml"))


@cache
def atlas() -> Atlas:
    points, faults = read_atlas(content("points.toml"), sources().names)
    assert faults == []
    return points


@cache
def whole_atlas() -> Atlas:
    """The article's points and the more."""
    more, faults = read_atlas(content("points-more.toml"))
    assert faults == []
    return atlas().with_points(more.points)


@cache
def routines() -> dict[str, Routine]:
    """Every shipped routine by its id, in the order of the files."""
    files = sorted((RESOURCES / "routines").glob("*.toml"))
    read = (read_routine(content(f"routines/{path.name}"), atlas()) for path in files)
    return {one.id: one for one in read}


def routine(identifier: str) -> Routine:
    return routines()[identifier]


@cache
def rules() -> Rules:
    return read_rules(content("safety.toml"))


def built(*steps: dict[str, Any]) -> Routine:
    """A routine of these steps, through the same checks as any file."""
    return read_routine(
        {"schema": 1, "id": "built", "name": "Built", "origin": "Test", "steps": list(steps)},
        atlas(),
    )
