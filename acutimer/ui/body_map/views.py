"""Which pictures of the body there are and where each point lies on them.

Reads resources/body/views.json; everything else is looking up. Must never know a widget, a theme or
what a point is for.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_SUFFIX = {"left": ".L", "right": ".R", "middle": ""}
_OTHER = {"left": "right", "right": "left", "": ""}


class ViewsUnreadable(ValueError):
    """views.json is missing or not what it should be; the message is one plain sentence."""


class Place(NamedTuple):
    """A place on a picture in fractions from its top left; visibility 0 (turned away) to 1."""

    x: float
    y: float
    visibility: float = 1.0

    def mirrored(self) -> Place:
        """The same place on the picture seen in a mirror."""
        return Place(1.0 - self.x, self.y, self.visibility)


class Zone(NamedTuple):
    """An area drawn by eye, in fractions of the picture."""

    kind: str
    polygon: tuple[tuple[float, float], ...]


class BodyView(NamedTuple):
    """One picture and what lies on it.

    ``crop`` is left, top, right, bottom in fractions; ``fades`` the cut edges; ``left_edge`` whose
    left or right lies at the picture's left edge (empty in side views); ``turned`` the view of the
    other side, if there is one.
    """

    view_id: str
    title: str
    file: str
    width: int
    height: int
    crop: tuple[float, float, float, float]
    fades: frozenset[str]
    left_edge: str
    turned: str
    mirrored: bool
    shown_from: float
    points: Mapping[str, Place]
    landmarks: Mapping[str, Place]
    article: Mapping[str, Place]
    zones: tuple[Zone, ...]

    def place(self, code: str, side: str) -> Place | None:
        """Where a point lies, or None when this picture has no place for it.

        ``side`` is left, right or middle, always the subject's own.
        """
        return self.points.get(code + _SUFFIX[side])

    def article_place(self, code: str, side: str) -> Place | None:
        """Where the article seems to put a point, when that was drawn for this picture."""
        return self.article.get(code + _SUFFIX[side])

    def shows(self, code: str, side: str) -> bool:
        """Whether the point is on the side turned to the viewer and inside the crop."""
        place = self.place(code, side)
        return place is not None and place.visibility >= self.shown_from and self.inside(place)

    def inside(self, place: Place) -> bool:
        """Whether a place is in the part of the picture that is shown."""
        left, top, right, bottom = self.crop
        return left <= place.x <= right and top <= place.y <= bottom

    @property
    def aspect(self) -> float:
        """Width over height of the part that is shown."""
        left, top, right, bottom = self.crop
        return (right - left) * self.width / ((bottom - top) * self.height)


class BodyViews:
    """All views by id: nape, side, face, hand, whole_back, back34, front and the mirrored two."""

    def __init__(self, views: Mapping[str, BodyView]) -> None:
        self._views = dict(views)

    @classmethod
    def load(cls, folder: Path) -> BodyViews:
        """Reads views.json in ``folder``; raises ViewsUnreadable with one sentence."""
        file = folder / "views.json"
        try:
            content = json.loads(file.read_text(encoding="utf-8"))
            shown_from = float(content["shown_from"])
            views: dict[str, BodyView] = {}
            for view_id, raw in content["views"].items():
                view = _view(view_id, raw, shown_from)
                views[view_id] = view
                if view.turned:
                    views[view.turned] = _mirror(view, str(raw["mirror_title"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
            raise ViewsUnreadable(
                f"The body views could not be read from {file} ({type(problem).__name__}); "
                "points are still in the list."
            ) from problem
        return cls(views)

    def view(self, view_id: str) -> BodyView:
        """The view called ``view_id``; another name is a KeyError."""
        return self._views[view_id]

    def __contains__(self, view_id: object) -> bool:
        return view_id in self._views

    def ids(self) -> tuple[str, ...]:
        """Every id, in the order of the file."""
        return tuple(self._views)

    def best_view(self, code: str, side: str) -> str | None:
        """The first view that shows the point, or None: for "show me" links."""
        return next((name for name, view in self._views.items() if view.shows(code, side)), None)


def _places(raw: Mapping[str, list[float]]) -> dict[str, Place]:
    return {name: Place(*map(float, numbers)) for name, numbers in raw.items()}


def _view(view_id: str, raw: Mapping[str, Any], shown_from: float) -> BodyView:
    left, top, right, bottom = map(float, raw["crop"])
    return BodyView(
        view_id=view_id,
        title=str(raw["title"]),
        file=str(raw["file"]),
        width=int(raw["width"]),
        height=int(raw["height"]),
        crop=(left, top, right, bottom),
        fades=frozenset(raw["fades"]),
        left_edge=str(raw["left_edge"]),
        turned=str(raw.get("mirror", "")),
        mirrored=False,
        shown_from=shown_from,
        points=_places(raw["points"]),
        landmarks=_places(raw["landmarks"]),
        article=_places(raw["article"]),
        zones=tuple(
            Zone(str(zone["kind"]), tuple((float(x), float(y)) for x, y in zone["polygon"]))
            for zone in raw["zones"]
        ),
    )


def _mirror(view: BodyView, title: str) -> BodyView:
    """The other side: the picture seen in a mirror, with left and right changed over."""

    def swapped(places: Mapping[str, Place]) -> dict[str, Place]:
        return {_other_side(name): place.mirrored() for name, place in places.items()}

    left, top, right, bottom = view.crop
    return BodyView(
        view_id=view.turned,
        title=title,
        file=view.file,
        width=view.width,
        height=view.height,
        crop=(1.0 - right, top, 1.0 - left, bottom),
        fades=frozenset(_OTHER.get(edge, edge) for edge in view.fades),
        left_edge=_OTHER[view.left_edge],
        turned=view.view_id,
        mirrored=True,
        shown_from=view.shown_from,
        points=swapped(view.points),
        landmarks=swapped(view.landmarks),
        article=swapped(view.article),
        zones=tuple(
            Zone(zone.kind, tuple((1.0 - x, y) for x, y in zone.polygon)) for zone in view.zones
        ),
    )


def _other_side(name: str) -> str:
    if name.endswith(".L"):
        return name[:-2] + ".R"
    return name[:-2] + ".L" if name.endswith(".R") else name
