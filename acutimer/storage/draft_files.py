"""Routines that are being written and not saved yet, so that a crash loses no more than moments.

Must never be offered for a session: a draft lies in a folder of its own until it is saved.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from acutimer.core.drafting import free_id
from acutimer.core.routine_content import SCHEMA
from acutimer.places import DRAFTS, MORE_POINTS, resource_path
from acutimer.storage.errors import StorageError, reason_of
from acutimer.storage.private_files import make_folder, write_atomically
from acutimer.storage.resource_files import load_atlas, load_routine_file, load_routines
from acutimer.storage.routine_files import routine_text
from acutimer.storage.toml_files import ContentFileError, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from acutimer.core.points import Atlas
    from acutimer.core.routines import Routine


def keep_drafts(routines: Path, drafts: Iterable[Routine]) -> None:
    """Let these drafts lie beside the finished routines; raises StorageError.

    Others go, but for those that this version cannot build: a person may mend them, or a newer
    version may have written them.
    """
    folder = routines / DRAFTS
    wanted = {draft.id: draft for draft in drafts}
    if not wanted and not folder.is_dir():
        return
    paths: dict[str, Path] = {}
    stems: set[str] = set()
    try:
        make_folder(folder)
        for path in sorted(folder.glob("*.toml")):
            identifier = _id_in(path)
            if identifier is not None and not _can_be_built(path):
                identifier = None  # it was refused, so nobody has seen it
            if identifier is not None and (identifier not in wanted or identifier in paths):
                path.unlink()
                continue
            stems.add(path.stem)
            if identifier is not None:
                paths[identifier] = path
    except OSError as error:
        raise StorageError(
            f"The draft could not be kept in {folder} ({reason_of(error)}). It is still here."
        ) from error
    for identifier, draft in wanted.items():
        if identifier not in paths:
            stem = free_id(identifier, stems)
            stems.add(stem)
            paths[identifier] = folder / f"{stem}.toml"
        write_atomically(paths[identifier], routine_text(draft).encode())


def _id_in(path: Path) -> str | None:
    """The id in a draft's file; None where this version cannot read it."""
    try:
        content = read_toml(path)[1]
    except ContentFileError:
        return None
    return str(content.get("id")) if content.get("schema") == SCHEMA else None


@cache
def _atlas() -> Atlas:
    """The points that drafts are written of; drafts are kept every few moments."""
    return load_atlas(resource_path("points.toml"))[0]


def _can_be_built(path: Path) -> bool:
    """Whether a draft is offered when the program starts; what is refused must not be lost."""
    try:
        load_routine_file(path, _atlas(), resource_path(MORE_POINTS))
    except StorageError:
        return False
    return True


def load_drafts(routines: Path, atlas: Atlas, more: Path | None = None) -> list[Routine]:
    """The drafts of last time; what cannot be read stays where it is and is not offered."""
    return load_routines((routines / DRAFTS,), atlas, more)[0]
