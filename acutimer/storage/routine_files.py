"""The person's own routines as files: kept, given away, taken in, removed and brought back.

One TOML file a routine, 0600 in the profile's folder of routines. Comments in a file are not kept
when it is written again. Must never write over another routine, and never let a file past the
checks that every routine passes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from acutimer.core.composing import MADE_HERE
from acutimer.core.drafting import NEW_ID, free_id
from acutimer.core.routine_content import routine_content
from acutimer.core.routine_reading import over_limit
from acutimer.places import DRAFTS
from acutimer.storage.errors import StorageError, reason_of
from acutimer.storage.outgoing import write_checked
from acutimer.storage.private_files import make_folder, publish, temporary_beside, write_atomically
from acutimer.storage.resource_files import load_routine_file
from acutimer.storage.toml_files import ContentFileError, read_toml

if TYPE_CHECKING:
    from acutimer.core.points import Atlas
    from acutimer.core.routines import Routine

_SUFFIX, _REMOVED = ".toml", ".removed"
_MOST_NAMES = 1000


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A routine from a foreign file: as it is now, and what had to be done for that."""

    routine: Routine
    #: it was there before, whole and the same, so nothing was written
    was_there: bool = False
    #: the id it came with, when that belonged to another
    renamed_from: str = ""


def routine_text(routine: Routine) -> str:
    """What stands in a routine's file, each step with its keys one below the other."""
    import tomli_w

    content = routine_content(routine)
    steps = cast("list[dict[str, object]]", content.pop("steps"))
    parts = [tomli_w.dumps(content), *(f"[[steps]]\n{tomli_w.dumps(step)}" for step in steps)]
    return "\n".join(parts)


def save_routine(folder: Path, routine: Routine) -> Path:
    """Write a routine into the folder, over its own earlier file; raises StorageError."""
    path = file_of(folder, routine.id)
    content = routine_text(routine).encode()
    if path is not None:
        write_atomically(path, content)
        return path
    try:
        make_folder(folder)
    except OSError as error:
        raise StorageError(f"{folder} could not be made ({reason_of(error)}).") from error
    for path in _free_names(folder, routine.id):
        try:
            write_anew(path, content)
        except FileExistsError:
            continue  # another's file has that name
        return path
    raise StorageError(f"No name was free for {routine.id} in {folder}; nothing was written.")


def file_of(folder: Path, identifier: str) -> Path | None:
    """The file in the folder whose routine has that id, whatever the file is called."""
    for path in _routine_files(folder):
        try:
            if read_toml(path)[1].get("id") == identifier:
                return path
        except ContentFileError:
            continue  # it is nobody's until it is mended
    return None


def export_routine(path: Path, routine: Routine, *, replaces: bool = False) -> None:
    """Write a routine to a chosen file; one that is there is only written over if asked."""
    content = routine_text(routine).encode()

    def same_in(part: Path) -> int:
        return int(part.read_bytes() == content)

    write_checked(path, content, 1, same_in, force=replaces)


def write_anew(path: Path, content: bytes) -> None:
    """Put a whole file, 0600, under a free name; raises FileExistsError or StorageError."""
    temporary: Path | None = None
    try:
        temporary = temporary_beside(path)
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        publish(temporary, path)
    except FileExistsError:
        raise
    except (OSError, ValueError) as error:
        reason = reason_of(error) if isinstance(error, OSError) else str(error)
        raise StorageError(
            f"{path} could not be written ({reason}). Make room or choose another place, "
            "then try again."
        ) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


def take_in(
    path: Path, folder: Path, known: Sequence[Routine], atlas: Atlas, more: Path | None = None
) -> TakenIn:
    """Copy a foreign file's routine into the folder; raises StorageError and then adds nothing.

    A routine that is there already, word for word, is not added again; one whose id belongs to
    another gets a new id. ``more`` is as in ``load_routines``.
    """
    try:
        routine = load_routine_file(path, atlas, more)
    except ContentFileError as fault:
        raise StorageError(
            f"{path.name}, line {fault.line}: {fault.reason}. Nothing was added."
        ) from fault
    assert over_limit(routine.steps) is None  # reading saw to it
    for one in known:
        if replace(routine, id=one.id) == one:
            return TakenIn(one, was_there=True)
    came_as = routine.id
    taken = taken_ids(folder, known) | taken_ids(folder / DRAFTS, ())
    if came_as in taken:
        routine = replace(routine, id=free_id(came_as, taken))
    save_routine(folder, routine)
    return TakenIn(routine, renamed_from=came_as if routine.id != came_as else "")


def taken_ids(folder: Path, known: Iterable[Routine]) -> set[str]:
    """The ids that no other routine may get, those of files that cannot be built among them."""
    ids = {one.id for one in known} | {NEW_ID, *MADE_HERE}
    for path in _routine_files(folder):
        try:
            ids.add(str(read_toml(path)[1].get("id")))
        except ContentFileError:
            continue
    return ids


def remove_routine(folder: Path, identifier: str) -> Path:
    """Set a routine's file aside under another name, which is given; raises StorageError."""
    path = file_of(folder, identifier)
    if path is None:
        raise StorageError(f"There is no routine {identifier!r} of your own; nothing was removed.")
    for number in range(_MOST_NAMES):
        aside = path.with_name(f"{path.name}{_REMOVED}{number or ''}")
        try:
            _rename(path, aside)
        except FileExistsError:
            continue
        return aside
    raise StorageError(f"{folder} holds too many removed routines; {identifier} was kept.")


def bring_back(aside: Path) -> Path:
    """Give a removed routine's file its name again, or a free one; raises StorageError."""
    stem = aside.name.partition(_SUFFIX)[0]
    for path in _free_names(aside.parent, stem):
        try:
            _rename(aside, path)
        except FileExistsError:
            continue
        return path
    raise StorageError(f"{aside} could not be brought back; it was kept as it is.")


def _rename(path: Path, to: Path) -> None:
    try:
        publish(path, to)
    except FileExistsError:
        raise
    except OSError as error:
        raise StorageError(
            f"{path} could not be renamed ({reason_of(error)}); it was kept."
        ) from error


def _routine_files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == _SUFFIX)
    except OSError:
        return []  # no routines yet, or none that can be seen; writing will say why


def _free_names(folder: Path, identifier: str) -> Iterable[Path]:
    """Names of files for a routine of that id, best first."""
    stem = free_id(identifier, ())
    yield folder / f"{stem}{_SUFFIX}"
    for number in range(2, _MOST_NAMES):
        yield folder / f"{stem}-{number}{_SUFFIX}"
