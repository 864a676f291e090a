"""Notes the journal had no room for, kept in another folder until the next start takes them in.

A note has its id before it is kept, so that it comes in once, however often it is tried. Must never
take a file away before what it holds is in the journal, nor one that it cannot read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from acutimer.core.journal import Entry, EntryKind, Rating, rating_body
from acutimer.storage.checksums import checksum
from acutimer.storage.entry_rows import Pending, new_note, with_offset
from acutimer.storage.errors import DatabaseError, StorageError
from acutimer.storage.private_files import make_folder, write_atomically
from acutimer.storage.zones import zone_of

if TYPE_CHECKING:
    from acutimer.places import Places
    from acutimer.storage.journal_store import JournalStore

_NAMES = "notes-*.json"
_SCHEMA = 1


class Spill:
    """Takes notes as a JournalStore does, and keeps them in memory until they are written."""

    def __init__(
        self, now: Callable[[], datetime], zone: Callable[[datetime], str] = zone_of
    ) -> None:
        self._now = now
        self._zone = zone
        self.pending: list[Pending] = []

    def append(
        self,
        kind: str,
        body: Mapping[str, object],
        at: datetime | None = None,
        replaces: str | None = None,
    ) -> Entry:
        """Take an entry; it has no number yet. Raises EntryError."""
        now = with_offset(self._now())
        note = new_note(kind, body, with_offset(at or now), replaces, now, self._zone)
        self.pending.append(note)
        return Entry(note.id, "", 0, 0, note.kind, note.at, note.zone, replaces, body)

    def add_rating(self, rating: Rating) -> Entry:
        """Take a rating; raises RatingError too."""
        return self.append(EntryKind.RATING, rating_body(rating), rating.at)

    def remove(self, identifier: str) -> Entry:
        """Take the removal of an entry."""
        return self.append(EntryKind.TOMBSTONE, {}, None, identifier)

    def write(self, folders: Sequence[Path]) -> Path:
        """Write what was taken into the first folder that has room; raises StorageError."""
        notes = [_noted(one) for one in self.pending]
        content = {"schema": _SCHEMA, "sum": _sum_of(notes), "notes": notes}
        written = json.dumps(content, ensure_ascii=False, indent=1).encode()
        name = f"notes-{os.urandom(6).hex()}.json"
        fault: StorageError | None = None
        for folder in folders:
            try:
                make_folder(folder)
                write_atomically(folder / name, written)
            except StorageError as error:
                fault = fault or error
            except OSError:  # the folder itself cannot be made
                continue
            else:
                return folder / name
        raise fault or DatabaseError("There is no folder to keep the notes in.")


def spill_folders(places: Places) -> tuple[Path, ...]:
    """Where notes are kept that the journal has no room for: best first, perhaps other disks."""
    return (places.state, places.config, places.runtime)


def is_anything_spilled(folders: Iterable[Path]) -> bool:
    """Whether notes are kept elsewhere still."""
    return any(True for folder in folders if folder.is_dir() for _ in folder.glob(_NAMES))


def take_in_spilled(store: JournalStore, folders: Iterable[Path]) -> tuple[int, list[str]]:
    """Note what earlier runs had to keep elsewhere, each note once.

    Gives how many notes came in, and a sentence for every file that could not be taken in, which
    stays. Raises DatabaseError where the journal still cannot be written; then all files stay.
    """
    taken, sentences = 0, list[str]()
    for folder in folders:
        for path in sorted(folder.glob(_NAMES)) if folder.is_dir() else ():
            try:
                pending = _read(path)
            except (ValueError, TypeError, KeyError, OSError):
                sentences.append(
                    f"The notes kept in {path} could not be read. The file was left as it is."
                )
                continue
            taken += store.take_in(pending)
            with suppress(OSError):  # should it come again, its notes are known
                path.unlink()
    return taken, sentences


def _noted(note: Pending) -> dict[str, object]:
    at = note.at.isoformat()
    return {"id": note.id, "kind": note.kind, "at": at, "zone": note.zone,
            "replaces": note.replaces, "body": dict(note.body)}  # fmt: skip


def _sum_of(notes: object) -> int:
    return checksum(json.dumps(notes, ensure_ascii=False, sort_keys=True))


def _read(path: Path) -> list[Pending]:
    content: Any = json.loads(path.read_bytes())
    if content["schema"] != _SCHEMA or content["sum"] != _sum_of(content["notes"]):
        raise ValueError("it is not as it was written")
    return [
        Pending(
            *(str(note["id"]), str(note["kind"]), datetime.fromisoformat(note["at"])),
            *(str(note["zone"]), note["replaces"], dict(note["body"])),
        )
        for note in content["notes"]
    ]
