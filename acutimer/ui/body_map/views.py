"""Which pictures of the body there are and where each point lies on them.

Reads views.json and turn.json of resources/body; a view is looked through only when it is asked
for. Must never know a widget, a theme or what a point is for.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from acutimer.ui.body_map.camera import Camera, camera_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

VIEWS_FILE, TURN_FILE = "views.json", "turn.json"
#: Views that show one side of the body only, and the picture of the other side.
TURNED = {
    "back34": "back34_right",
    "side": "side_right",
    "hand": "hand_right",
    "hand_edge": "hand_edge_right",
    "arm": "arm_right",
    "leg": "leg_right",
}
_TWINS = {**TURNED, **{right: left for left, right in TURNED.items()}}
#: The view that turns, and the yaw in degrees at which it looks like one of the others.
TURN = "turn"
TURN_YAWS = {
    "face": 0, "side": 90, "back34": 140, "nape": 180, "back34_right": 220, "side_right": 270,
}  # fmt: skip
#: What reading raises where a list is not what it should be.
_BROKEN = (ValueError, KeyError, TypeError, AttributeError, ArithmeticError)
#: What a mask tells apart, in the order of its channels.
REGIONS = ("hair", "cloth", "lips")
_SUFFIX = {"left": ".L", "right": ".R", "middle": ""}


class ViewsUnreadable(ValueError):
    """A list of views is missing or not what it should be.

    The message is one plain sentence; ``file`` is the name of the list.
    """

    def __init__(self, file: Path, problem: str) -> None:
        super().__init__(
            f"The body views could not be read from {file} ({problem}); "
            "points are still in the list."
        )
        self.file = file.name


class Place(NamedTuple):
    """A place on a picture in fractions from its top left; visibility 0 (turned away) to 1."""

    x: float
    y: float
    visibility: float = 1.0


class Zone(NamedTuple):
    """An area drawn by eye, in fractions of the picture."""

    kind: str
    polygon: tuple[tuple[float, float], ...]


class BodyView(NamedTuple):
    """One picture and what lies on it.

    ``crop`` is left, top, right, bottom in fractions; ``fades`` the cut edges; ``left_edge`` whose
    left or right lies at the picture's left edge (empty in side views).
    """

    view_id: str
    title: str
    file: str
    mask: str
    width: int
    height: int
    camera: Camera
    crop: tuple[float, float, float, float]
    fades: frozenset[str]
    left_edge: str
    shown_from: float
    points: Mapping[str, Place]
    landmarks: Mapping[str, Place]
    #: what of hair, cloth and lips the mask has at all
    regions: frozenset[str]
    article: Mapping[str, Place]
    zones: tuple[Zone, ...]
    #: further pictures in the place of this one, with their pixels either way
    poses: Mapping[str, int]

    def posed(self, pose: str) -> BodyView:
        """The same view in another pose; itself where there is no such picture."""
        if pose not in self.poses:
            return self
        stem, px = f"{self.file.removesuffix('.webp')}-{pose}", self.poses[pose]
        return self._replace(file=f"{stem}.webp", mask=f"{stem}-mask.webp", width=px, height=px)

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
    def turned(self) -> str:
        """The view of the other side, empty when there is none."""
        return _TWINS.get(self.view_id, "")

    @property
    def aspect(self) -> float:
        """Width over height of the part that is shown."""
        left, top, right, bottom = self.crop
        return (right - left) * self.width / ((bottom - top) * self.height)


def side_view(view_id: str, side: str) -> str:
    """The view of a side: the right-hand picture where there is one and the side is the right."""
    return TURNED.get(view_id, view_id) if side == "right" else view_id


def turned_to(view_id: str, side: str) -> str:
    """The same picture of ``side``, left or right, whichever of the two is given."""
    left = next((left for left, right in TURNED.items() if right == view_id), view_id)
    return side_view(left, side)


def frame_id(yaw: float) -> str:
    """The id of a frame of the turn, in turn.json."""
    return f"{TURN}.{round(yaw) % 360:03d}"


class BodyViews:
    """All views of one figure by id; those of turn.json are called turn.000 to turn.355."""

    def __init__(self, file: Path, shown_from: float, raw: Mapping[str, Any]) -> None:
        self._file = file
        self._shown_from = shown_from
        self._raw = raw
        self._views: dict[str, BodyView] = {}

    @classmethod
    def load(cls, folder: Path, figure: str, name: str = VIEWS_FILE) -> BodyViews:
        """Reads a list of views in ``folder``; raises ViewsUnreadable with one sentence."""
        file = folder / name
        begins = f"{figure}/"
        try:
            content = json.loads(file.read_bytes())
            shown_from = float(content["shown_from"])
            raw = {
                key[len(begins) :]: view
                for key, view in content["views"].items()
                if key.startswith(begins)
            }
        except (OSError, RecursionError, *_BROKEN) as problem:
            raise ViewsUnreadable(file, type(problem).__name__) from problem
        if not raw:
            raise ViewsUnreadable(file, f"no view of the {figure} figure")
        return cls(file, shown_from, raw)

    def view(self, view_id: str) -> BodyView:
        """The view called ``view_id``; raises ViewsUnreadable when it is missing or broken."""
        view = self._views.get(view_id)
        if view is None:
            try:
                view = _view(view_id, self._raw[view_id], self._shown_from)
            except _BROKEN as problem:
                raise ViewsUnreadable(self._file, f"view {view_id}") from problem
            self._views[view_id] = view
        return view

    def __contains__(self, view_id: object) -> bool:
        return view_id in self._raw

    def ids(self) -> tuple[str, ...]:
        """Every id, in the order of the file."""
        return tuple(self._raw)

    def whole(self, view_ids: Iterable[str]) -> Iterator[BodyView]:
        """Those of these views that are there and not broken, in the same order."""
        for view_id in view_ids:
            try:
                yield self.view(view_id)
            except ViewsUnreadable:
                continue


def _places(raw: Mapping[str, list[float]]) -> dict[str, Place]:
    return {name: Place(*map(float, numbers)) for name, numbers in raw.items()}


def _view(view_id: str, raw: Mapping[str, Any], shown_from: float) -> BodyView:
    left, top, right, bottom = map(float, raw["crop"])
    width, height = int(raw["width"]), int(raw["height"])
    if not (width > 0 and height > 0 and left < right and top < bottom):
        raise ValueError("no area")
    return BodyView(
        view_id=view_id,
        title=str(raw["title"]),
        file=str(raw["file"]),
        mask=str(raw["mask"]),
        width=width,
        height=height,
        camera=camera_of(raw["camera"], width, height),
        crop=(left, top, right, bottom),
        fades=frozenset(raw["fades"]),
        left_edge=str(raw["left_edge"]),
        shown_from=shown_from,
        points=_places(raw["points"]),
        landmarks=_places(raw["landmarks"]),
        regions=frozenset(raw.get("regions", REGIONS)),
        article=_places(raw.get("article", {})),
        zones=tuple(
            Zone(str(zone["kind"]), tuple((float(x), float(y)) for x, y in zone["polygon"]))
            for zone in raw.get("zones", ())
        ),
        poses={str(pose): int(px) for pose, px in raw.get("poses", {}).items()},
    )
