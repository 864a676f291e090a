"""Content files (points, routines, sources, uses) to values, with the line of whatever is wrong.

Must never let one bad file keep the others from loading.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from acutimer.core.points import Atlas, read_atlas
from acutimer.core.reading import ContentError
from acutimer.core.routine_reading import UnknownPoint, read_routine
from acutimer.core.routines import Routine
from acutimer.places import SOURCES
from acutimer.storage.errors import reason_of
from acutimer.storage.toml_files import (
    ContentFileError,
    built,
    load_content,
    located,
    read_toml,
)

if TYPE_CHECKING:
    from acutimer.core.about import About
    from acutimer.core.handbook import Chapter
    from acutimer.core.point_uses import PointUses
    from acutimer.core.sources import Sources


def load_sources(path: Path) -> Sources:
    """The registry of sources; raises ContentFileError."""
    from acutimer.core.sources import read_sources

    return load_content(path, read_sources)


def load_about(path: Path) -> About:
    """What acutimer is and is not; raises ContentFileError."""
    from acutimer.core.about import read_about

    return load_content(path, read_about)


def load_chapter(path: Path, known: Container[str]) -> Chapter:
    """A chapter of the handbook; ``known`` are the ids of all sources. Raises ContentFileError."""
    from acutimer.core.handbook import read_chapter

    return load_content(path, lambda content: read_chapter(content, known))


class SourceNames(Mapping[str, str]):
    """The name of each source by its id, read when first asked for: the start needs none.

    A registry that cannot be read has no names; then ids stand in their place.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _names(self) -> dict[str, str]:
        try:
            return load_sources(self._path).names
        except ContentFileError:
            return {}

    def __getitem__(self, identifier: str) -> str:
        return self._names[identifier]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def load_atlas(path: Path) -> tuple[Atlas, list[ContentFileError]]:
    """The points of a file, and the faults of those left out; raises ContentFileError.

    The registry of sources lies beside it.
    """
    text, content = read_toml(path)
    atlas, errors = read_atlas(content, SourceNames(path.with_name(SOURCES)))
    return atlas, [located(path, text, error) for error in errors]


def load_more(path: Path, atlas: Atlas) -> tuple[Atlas, list[ContentFileError]]:
    """An atlas with the points of another file after its own; a broken file adds nothing."""
    try:
        found, faults = load_atlas(path)
    except ContentFileError as fault:
        return atlas, [fault]
    fresh = [point for point in found.points if point.code not in atlas]
    faults += [
        ContentFileError(path, 1, f"the point {point.named} is in another file already")
        for point in found.points
        if point.code in atlas
    ]
    return atlas.with_points(fresh), faults


def load_point_uses(
    path: Path, names: Mapping[str, str]
) -> tuple[PointUses, list[ContentFileError]]:
    """What points are used for, and the faults of rows left out; raises ContentFileError.

    ``names`` are the full names of sources by their ids.
    """
    from acutimer.core.point_uses import read_point_uses

    text, content = read_toml(path)
    uses, errors = read_point_uses(content, names)
    return uses, [located(path, text, error) for error in errors]


def load_routines(
    folders: Iterable[Path],
    atlas: Atlas,
    more: Path | None = None,
    taken: Iterable[str] = (),
) -> tuple[list[Routine], list[ContentFileError]]:
    """The routines of all ``*.toml`` in these folders; of two with one id the first stays.

    ``more`` is the file of points that can be switched on; it is read when a routine names one.
    The ids in ``taken`` belong to other routines already.
    """
    routines: dict[str, Routine] = {}
    faults: list[ContentFileError] = []
    files: dict[str, Path | str] = dict.fromkeys(taken, "another routine")
    for path in _toml_files(folders, faults):
        try:
            text, content = read_toml(path)
            routine = built(path, text, content, lambda found: _routine(found, atlas, more))
            if routine.id in files:
                reason = f"the id {routine.id!r} belongs to {files[routine.id]} already"
                raise located(path, text, ContentError(reason, ("id",)))
        except ContentFileError as fault:
            faults.append(fault)
        else:
            routines[routine.id], files[routine.id] = routine, path
    return list(routines.values()), faults


def load_routine_file(
    path: Path, atlas: Atlas, more: Path | None = None, *, within_limits: bool = True
) -> Routine:
    """One routine from a file; raises ContentFileError. ``more`` is as in ``load_routines``.

    Without ``within_limits`` it is for being looked through only (see ``read_routine``).
    """
    return load_content(
        path, lambda content: _routine(content, atlas, more, within_limits=within_limits)
    )


def _routine(
    content: Mapping[str, object], atlas: Atlas, more: Path | None, *, within_limits: bool = True
) -> Routine:
    try:
        return read_routine(content, atlas, within_limits=within_limits)
    except UnknownPoint as fault:
        point = load_more(more, atlas)[0].get(fault.name) if more else None
        if point is None:
            raise
        reason = (
            f"{point.named} is one of the more points, which Settings, Sessions, More points "
            "switches on; it is shown only and has no timer"
        )
        raise ContentError(reason, fault.path) from fault


def _toml_files(folders: Iterable[Path], faults: list[ContentFileError]) -> list[Path]:
    paths: list[Path] = []
    for folder in folders:
        try:
            paths += sorted(path for path in folder.iterdir() if path.suffix == ".toml")
        except FileNotFoundError:
            continue  # the person has no routines yet
        except OSError as error:
            faults.append(
                ContentFileError(folder, 1, f"the folder cannot be read ({reason_of(error)})")
            )
    return paths
