"""What lies on and under the skin of one figure: points, structures, lines and zones in metres.

Reads resources/body/figure.json when it is first asked for, never for the first frame; everything
else is looking up. Must never paint, nor know a view.
"""

from __future__ import annotations

import json
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple

from acutimer.core.spots import is_kept_off, spot_place

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from acutimer.core.spots import Spot

#: A place on the skin: metres (x to the subject's left, y up, z forward) and its unit normal.
V = tuple[float, float, float, float, float, float]
Line = tuple[V, ...]
TISSUES = ("bone", "soft")
STATES = ("by rule", "judged", "checked by a practitioner")
_SUFFIX = {"left": ".L", "right": ".R", "middle": ""}


class FigureUnreadable(ValueError):
    """figure.json is missing or not what it should be; the message is one plain sentence."""


class SkinPoint(NamedTuple):
    """A point on the figure; ``state`` is one of STATES, ``rule`` says what its place follows."""

    at: V
    state: str
    rule: str
    #: what of the place is ours rather than the standard's
    derived: str = ""


class Part(NamedTuple):
    """One piece of a structure: an area when ``closed``, else a band ``width_mm`` wide."""

    path: Line
    closed: bool
    width_mm: float


class Structure(NamedTuple):
    """Something one can feel under the skin; ``kind`` is its id without the side."""

    id: str
    name: str
    tissue: str
    approximate: bool
    parts: tuple[Part, ...]

    @property
    def kind(self) -> str:
        """The id without the side: "mastoid" for mastoid.L."""
        return self.id.removesuffix(".L").removesuffix(".R")


class Mark(NamedTuple):
    """A place on a measuring line with its word or fraction."""

    at: V
    text: str


class Measure(NamedTuple):
    """A measuring line."""

    path: Line
    marks: tuple[Mark, ...]


class FingerPath(NamedTuple):
    """The way of the finger; its stops are the touch steps of the card, in their order."""

    path: Line
    stops: Line


class Figure(NamedTuple):
    """One build of the body; tables are keyed "GB20.L", structures by id, regions by "neck.L"."""

    name: str
    #: one body cun in metres
    cun_m: float
    points: Mapping[str, SkinPoint]
    landmarks: Mapping[str, V]
    structures: Mapping[str, Structure]
    felt: Mapping[str, tuple[str, ...]]
    measured: Mapping[str, tuple[Measure, ...]]
    finger_paths: Mapping[str, FingerPath]
    article_places: Mapping[str, Line]
    never_press: tuple[Line, ...]
    regions: Mapping[str, tuple[Line, ...]]

    def point(self, code: str, side: str) -> SkinPoint | None:
        """Where a point lies; ``side`` is left, right or middle, the subject's own."""
        return self.points.get(code + _SUFFIX[side])

    def keeps_off(self, code: str, side: str, spot: Spot) -> bool:
        """Whether a point's own spot would lie where nobody presses; unknown places are that."""
        skin = self.point(code, side)
        if skin is None:
            return True
        return is_kept_off(spot_place(skin.at, spot, self.cun_m, side), self.never_press)

    def structures_of(self, code: str) -> tuple[Structure, ...]:
        """What one feels or must know at a point, both sides of each."""
        return tuple(
            self.structures[name]
            for kind in self.felt.get(code, ())
            for name in (kind, f"{kind}.L", f"{kind}.R")
            if name in self.structures
        )

    def measures(self, code: str, side: str) -> tuple[Measure, ...]:
        """The measuring lines of a point."""
        return self.measured.get(code + _SUFFIX[side], ())

    def finger_path(self, code: str, side: str) -> FingerPath | None:
        """The way of the finger to a point."""
        return self.finger_paths.get(code + _SUFFIX[side])

    def article(self, code: str, side: str) -> Line:
        """Where the article's words point, nothing when they agree or lead nowhere."""
        return self.article_places.get(code + _SUFFIX[side], ())


@lru_cache(maxsize=2)  # there are two
def load_figure(folder: Path, name: str) -> Figure:
    """The figure called ``name`` ("male", "female"); raises FigureUnreadable with one sentence.

    What was read is kept: maps, the report and each further window ask for the same.
    """
    file = folder / "figure.json"
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        return _figure(name, content["figures"][name])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as problem:
        raise FigureUnreadable(
            f"What lies under the skin could not be read from {file} ({type(problem).__name__}); "
            "pictures and points are still there."
        ) from problem


def _figure(name: str, raw: Mapping[str, Any]) -> Figure:
    cun_m = float(raw["cun_m"])
    if not 0.005 < cun_m < 0.1:
        raise ValueError("cun_m")
    return Figure(
        name=name,
        cun_m=cun_m,
        points={
            key: SkinPoint(
                _place(one["at"]),
                str(one["state"]),
                str(one.get("rule", "")),
                str(one.get("derived", "")),
            )
            for key, one in raw["points"].items()
        },
        landmarks={key: _place(at) for key, at in raw["landmarks"].items()},
        structures={key: _structure(key, one) for key, one in raw["structures"].items()},
        felt={code: tuple(map(str, kinds)) for code, kinds in raw["structures_of"].items()},
        measured=_lists(raw["measures"], _measure),
        finger_paths={
            key: FingerPath(_line(one["path"]), tuple(map(_place, one["stops"])))
            for key, one in raw["finger_paths"].items()
        },
        article_places=_lists(raw["article"], _place),
        never_press=tuple(_outline(one["path"]) for one in raw["never_press"]),
        regions=_lists(raw["regions"], lambda one: _outline(one["path"])),
    )


def _lists(raw: Mapping[str, Any], read: Callable[[Any], Any]) -> dict[str, tuple[Any, ...]]:
    return {key: tuple(map(read, rows)) for key, rows in raw.items()}


def _place(raw: Sequence[float]) -> V:
    x, y, z, nx, ny, nz = map(float, raw)
    place = (x, y, z, nx, ny, nz)
    if not all(map(isfinite, place)):
        raise ValueError("a place")
    return place


def _line(raw: Sequence[Sequence[float]], least: int = 2) -> Line:
    line = tuple(map(_place, raw))
    if len(line) < least:
        raise ValueError("a path")
    return line


def _outline(raw: Sequence[Sequence[float]]) -> Line:
    return _line(raw, 3)


def _measure(raw: Mapping[str, Any]) -> Measure:
    marks = tuple(Mark(_place(one["at"]), str(one["text"])) for one in raw["marks"])
    return Measure(_line(raw["path"]), marks)


def _structure(key: str, raw: Mapping[str, Any]) -> Structure:
    tissue = str(raw["tissue"])
    if tissue not in TISSUES:
        raise ValueError("a tissue")
    parts = tuple(
        Part(
            _line(part["path"], 3 if part["closed"] else 2),
            bool(part["closed"]),
            float(part.get("width_mm", 0.0)),
        )
        for part in raw["parts"]
    )
    return Structure(key, str(raw["name"]), tissue, bool(raw["approximate"]), parts)
