"""Routines that are being written and not saved yet, so that a crash loses no more than moments.

Must never be offered for a session: a draft lies in a folder of its own until it is saved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from acutimer.core.drafting import free_id
from acutimer.storage.errors import StorageError, reason_of
from acutimer.storage.private_files import make_folder, write_atomically
from acutimer.storage.resource_files import load_routines
from acutimer.storage.routine_files import routine_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from acutimer.core.points import Atlas
    from acutimer.core.routines import Routine

_FOLDER = "drafts"


def keep_drafts(routines: Path, drafts: Iterable[Routine]) -> None:
    """Let exactly these drafts lie beside the finished routines; raises StorageError."""
    folder = routines / _FOLDER
    wanted = {f"{free_id(draft.id, ())}.toml": draft for draft in drafts}
    if not wanted and not folder.is_dir():
        return
    try:
        make_folder(folder)
        for path in folder.glob("*.toml"):
            if path.name not in wanted:
                path.unlink()
    except OSError as error:
        raise StorageError(
            f"The draft could not be kept in {folder} ({reason_of(error)}). It is still here."
        ) from error
    for name, draft in wanted.items():
        write_atomically(folder / name, routine_text(draft).encode())


def load_drafts(routines: Path, atlas: Atlas, more: Path | None = None) -> list[Routine]:
    """The drafts of last time; what cannot be read stays where it is and is not offered."""
    return load_routines((routines / _FOLDER,), atlas, more)[0]
