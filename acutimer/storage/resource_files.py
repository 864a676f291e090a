"""Content files (points, routines, uses of points) to values, with the line of whatever is wrong.

Must never let one bad file keep the others from loading.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from acutimer.core.points import Atlas, read_atlas
from acutimer.core.reading import ContentError
from acutimer.core.routines import Routine, read_routine
from acutimer.storage.errors import reason_of
from acutimer.storage.toml_files import (
    ContentFileError,
    built,
    load_content,
    located,
    read_toml,
)

if TYPE_CHECKING:
    from acutimer.core.point_uses import PointUses


def load_atlas(path: Path) -> tuple[Atlas, list[ContentFileError]]:
    """The points of a file, and the faults of those left out; raises ContentFileError."""
    text, content = read_toml(path)
    atlas, errors = read_atlas(content)
    return atlas, [located(path, text, error) for error in errors]


def load_point_uses(path: Path) -> tuple[PointUses, list[ContentFileError]]:
    """What points are used for, and the faults of rows left out; raises ContentFileError."""
    from acutimer.core.point_uses import read_point_uses

    text, content = read_toml(path)
    uses, errors = read_point_uses(content)
    return uses, [located(path, text, error) for error in errors]


def load_routines(
    folders: Iterable[Path], atlas: Atlas
) -> tuple[list[Routine], list[ContentFileError]]:
    """The routines of all ``*.toml`` in these folders; of two with one id the first stays."""
    routines: dict[str, Routine] = {}
    faults: list[ContentFileError] = []
    files: dict[str, Path] = {}
    for path in _toml_files(folders, faults):
        try:
            text, content = read_toml(path)
            routine = built(path, text, content, lambda found: read_routine(found, atlas))
            if routine.id in routines:
                reason = f"the id {routine.id!r} belongs to {files[routine.id]} already"
                raise located(path, text, ContentError(reason, ("id",)))
        except ContentFileError as fault:
            faults.append(fault)
        else:
            routines[routine.id], files[routine.id] = routine, path
    return list(routines.values()), faults


def load_routine_file(path: Path, atlas: Atlas) -> Routine:
    """One routine from a file; raises ContentFileError."""
    return load_content(path, lambda content: read_routine(content, atlas))


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
