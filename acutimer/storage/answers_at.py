"""The safety answers of a profile whose journal is only looked at, as a headless verb does.

Must never make, open over, mend or set aside a journal, nor fold its log in; nor take answers for
whole where a later one may be lost or may lie elsewhere.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from acutimer.core.safety import Profile
from acutimer.storage.errors import DatabaseError
from acutimer.storage.file_lock import lock_alone
from acutimer.storage.journal_place import is_settled
from acutimer.storage.journal_store import JournalStore
from acutimer.storage.left_log import is_log_damaged
from acutimer.storage.migrating import MIGRATIONS, numbered
from acutimer.storage.reading_copy import open_for_reading
from acutimer.storage.safety_profile import profile_in
from acutimer.storage.spill import is_anything_spilled, spill_folders
from acutimer.storage.sqlite_file import damaged, telling

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from acutimer.places import Places

_LOOKED_AT = "This journal is only looked at."


def profile_at(places: Places, now: datetime) -> tuple[Profile, str]:
    """The answers, none where there is no journal, and a sentence when they cannot be read.

    Raises StorageError where nobody can know whether they are the last that were given.
    """
    path = places.database
    with telling(path):
        if is_anything_spilled(spill_folders(places)):
            raise DatabaseError(
                "Notes that the journal had no room for still wait beside it; "
                "open acutimer once, so that it takes them in."
            )
        if not path.exists():
            return Profile(), ""
        if not is_settled(path):
            raise DatabaseError(
                f"The journal {path} was being exchanged when acutimer was ended; "
                "open acutimer once, so that it is finished."
            )
        lock = lock_alone(path)
        try:
            # who has it open looked at its log before, and writes to it now
            if lock is not None and is_log_damaged(path):
                raise damaged(path, "the log beside it cannot be read to its end")
            return _profile_in(path, now)
        finally:
            if lock is not None:
                lock.release()


def _profile_in(path: Path, now: datetime) -> tuple[Profile, str]:
    with closing(open_for_reading(path, _LOOKED_AT, untouched=True)) as database:
        ((version,),) = database.rows("PRAGMA user_version")
        if version > len(numbered(MIGRATIONS)):
            raise DatabaseError(
                f"The journal {path} was written by a newer acutimer; update this one."
            )
        ((words,),) = database.rows("PRAGMA quick_check(1)")
        if words != "ok":
            raise damaged(path, str(words).splitlines()[-1])
        return profile_in(JournalStore(database, lambda: now), now)
