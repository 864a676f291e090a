"""Deletes all that acutimer keeps of a profile: notes, backups, drafts, spilled notes, caches.

Goes by the names that acutimer gives. Must never follow a link, nor take what acutimer did not put
there: a profile's folder may hold something of somebody else's. The empty lock files stay, for
whoever waits for one must find it.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from acutimer.storage.errors import StorageError, reason_of
from acutimer.storage.journal_place import alone
from acutimer.storage.sqlite_file import telling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from acutimer.places import Places

_SPILLED = ("notes-*.json", ".notes-*.json.*")
_PREFERENCES = ("preferences.toml*", ".preferences.toml.*")
_WINDOW = ("window.json*", ".window.json.*")
#: Of the folder of notes: the journal with its log and those set aside; then folders of our own.
_NOTES = (
    *("journal.sqlite3*", "journal-*.sqlite3*", ".journal*.sqlite3.*"),
    *("reminders.toml*", ".reminders.toml.*", "backups", "routines", "spoken"),
)


def is_anything_kept(places: Places) -> bool:
    """Whether there is anything to delete."""
    return any(True for _ in _kept(places))


def erase(places: Places) -> None:
    """Delete everything; nobody else may have the journal open. Raises StorageError.

    What cannot be deleted is named, and all the rest is gone by then.
    """
    with telling(places.database), alone(places.database):
        failed: list[tuple[Path, OSError]] = []
        for path in _kept(places):
            _remove(path, failed)
    for folder in dict.fromkeys((places.config, places.data, places.state, places.runtime)):
        with suppress(OSError):  # something else is in it
            folder.rmdir()
    if failed:
        path, error = failed[0]
        more = f" and {len(failed) - 1} more" if len(failed) > 1 else ""
        raise StorageError(
            f"{path}{more} could not be deleted ({reason_of(error)}); everything else is gone. "
            "Delete that by hand."
        )


def _kept(places: Places) -> Iterator[Path]:
    """What acutimer put into the folders of a profile; the journal first."""
    rows = (
        (places.data, _NOTES),
        (places.config, (*_PREFERENCES, *_SPILLED)),
        (places.state, (*_WINDOW, *_SPILLED)),
        (places.runtime, _SPILLED),
    )
    for folder, names in rows:
        for name in names if folder.is_dir() else ():
            yield from (one for one in sorted(folder.glob(name)) if one.suffix != ".lock")


def _remove(path: Path, failed: list[tuple[Path, OSError]]) -> None:
    try:
        if path.is_dir() and not path.is_symlink():
            for inner in list(path.iterdir()):
                _remove(inner, failed)
            path.rmdir()
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        failed.append((path, error))
