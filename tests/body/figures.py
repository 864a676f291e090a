"""The committed body as tests read it: figure.json, views.json, turn.json, as plain mappings."""

from __future__ import annotations

import itertools
import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

BODY = Path(__file__).resolve().parents[2] / "resources" / "body"
FIGURES = ("male", "female")
SIDES = (".L", ".R")


@cache
def read(name: str) -> dict[str, Any]:
    """One of the three files."""
    return json.loads((BODY / f"{name}.json").read_text(encoding="utf-8"))


def figure(name: str) -> dict[str, Any]:
    """What figure.json says of a figure."""
    return read("figure")["figures"][name]


def mark(name: str, which: str) -> NDArray:
    """A landmark in metres."""
    return np.array(figure(name)["landmarks"][which][:3])


def point(name: str, which: str) -> NDArray:
    """A point in metres."""
    return np.array(figure(name)["points"][which]["at"][:3])


def line(name: str, which: str) -> tuple[NDArray, list[dict[str, Any]]]:
    """The measuring line of a point and its marks."""
    told = figure(name)["measures"][which][0]
    return np.array(told["path"])[:, :3], told["marks"]


def share_along(path: NDArray, place: NDArray) -> tuple[float, float]:
    """Which share of a polyline's length is nearest to a place, and how far it is (metres)."""
    pieces = np.linalg.norm(np.diff(path, axis=0), axis=1)
    start = np.r_[0, np.cumsum(pieces)]
    best, least = 0.0, np.inf
    for i, (a, b) in enumerate(itertools.pairwise(path)):
        edge = b - a
        t = float(np.clip((place - a) @ edge / max(edge @ edge, 1e-18), 0, 1))
        away = float(np.linalg.norm(a + t * edge - place))
        if away < least:
            best, least = start[i] + t * pieces[i], away
    return best / start[-1], least
