"""The journal's file as the storage thread has it: opened, looked over, put back, restored.

Everything here runs on that thread. Must never write over a file that cannot be read, nor leave a
journal behind without keeping what it held.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from acutimer.app.opening import Look, Opening, opening_of
from acutimer.core.safety import Profile
from acutimer.places import DRAFTS, Places
from acutimer.runtime.clock import Clock
from acutimer.storage.errors import DamagedDatabaseError, GoneDatabaseError, StorageError

# storage's own modules are imported on its thread: the window is up sooner without sqlite3
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from acutimer.storage.database import Database
    from acutimer.storage.entry_rows import Pending
    from acutimer.storage.journal_store import JournalStore


class JournalFile:
    """The file of a profile, shut until it is opened."""

    def __init__(self, places: Places, clock: Clock) -> None:
        self._places = places
        self._clock = clock
        self._database: Database | None = None
        self._store: JournalStore | None = None
        #: it is the file itself and everything kept elsewhere is in it
        self._is_whole = False
        self._is_copy = False
        self._was_open = False
        self._sentence = "The journal is not open yet."
        self._opened_anew: Opening | None = None
        #: how many entries could not be read when all of it was last looked at
        self.unreadable = 0

    @property
    def store(self) -> JournalStore:
        """What reads and writes; raises StorageError with the reason while the file is shut."""
        if self._store is None:
            raise StorageError(self._sentence)
        return self._store

    def open(self) -> Opening:
        """Open the file, or set a damaged one aside and begin anew."""
        self.shut()
        self._sweep()
        try:
            return self._open()
        except DamagedDatabaseError as fault:
            return self._rescue(fault)
        except StorageError as fault:
            return self._open_copy(fault)

    def open_if_shut(self) -> Opening | None:
        """Try once more what could not be opened, or not wholly; None where that is not needed."""
        if self._is_whole:
            return None
        was_open = self._was_open
        opening = self.open()
        # what was offered once is answered, or is the session in hand by now
        return replace(opening, unfinished=None, before=None) if was_open else opening

    def take_opened_anew(self) -> Opening | None:
        """What is to be told of a journal that had to be opened anew; once."""
        opening, self._opened_anew = self._opened_anew, None
        return opening

    def check(self) -> Look:
        """Look the whole file over and make today's backup."""
        database, store = self._database, self._store
        if database is None or store is None:
            return Look()
        with suppress(GoneDatabaseError):
            database.require_in_place()
            return self._look(database, store)
        self.put_back()
        return Look()

    def _look(self, database: Database, store: JournalStore) -> Look:
        from acutimer.storage.backups import back_up_daily, newest_backup

        fault = "" if self._is_copy else database.quick_check() or ""
        if fault:
            return Look(fault, newest_backup(self._places.backups))
        try:
            self.unreadable = store.unreadable()
            if not self._is_copy:
                back_up_daily(self._places.database, self._places.backups, self._clock.now())
        except DamagedDatabaseError as damage:
            return Look(damage.sentence, newest_backup(self._places.backups))
        except StorageError as missed:
            why = missed.reason or missed.sentence
            return Look(f"Today's backup could not be made: {why}.", unreadable=self.unreadable)
        return Look(unreadable=self.unreadable)

    def fold(self) -> None:
        """Fold the log into the file, as after a session."""
        if self._database is not None and not self._is_copy:
            self._database.checkpoint()

    def restore(self, backup: Path, *, carries: bool) -> Opening:
        """Go on from a backup; the journal of now is set aside.

        ``carries``: with what can be read of it, as where it was damaged; else all is as it was
        when the backup was made. Raises StorageError; then all is as it was.
        """
        from acutimer.storage.carrying import carried
        from acutimer.storage.rescue import go_back, restore

        path = self._places.database
        known = carried(self._database) if self._database is not None else None
        if known and not carries:
            known = None
        self.shut()
        aside: Path | None = None
        try:
            if known == []:
                restore(backup, path)
            else:
                aside = go_back(backup, path, self._clock.now())
            opening = self._open(known or ())
        except StorageError:
            self.open()
            raise
        words = f"The journal goes on from the backup {backup.name}."
        if aside is not None:
            words += f" What was there before is kept as {aside}."
        return replace(opening, sentence=f"{words} Your safety answers are asked again.")

    def put_back(self) -> None:
        """Give the journal its place again after it was taken away or replaced while it was open.

        Raises StorageError; then what it holds is still known.
        """
        database, places = self._database, self._places
        assert database is not None  # it was open
        if places.database.exists():
            from acutimer.storage.carrying import keep_copy

            aside = keep_copy(database, places.backups, self._clock.now())
            words = (
                "Another journal took the place of this one while acutimer was open. acutimer goes "
                f"on with that; what this one held is kept as {aside}."
            )
        else:
            database.put_back(self._clock.now())
            words = (
                f"The journal {places.database} was taken away while acutimer was open. "
                "A new one was made there with everything that was known."
            )
        opening = self.open()
        # a session in hand is no session that was cut off
        self._opened_anew = replace(opening, sentence=words, unfinished=None, before=None)

    def shut(self) -> None:
        """Let go of the file."""
        if self._database is not None:
            with suppress(StorageError):
                self._database.close()
        self._database = self._store = None
        self._is_copy = self._is_whole = False

    def _sweep(self) -> None:
        """Take away what was being written elsewhere when acutimer was killed."""
        from acutimer.storage.private_files import sweep_parts

        if not self._was_open:  # later this very program may be writing there
            routines = self._places.routines
            for folder in (self._places.config, self._places.state, routines, routines / DRAFTS):
                sweep_parts(folder)

    def _rescue(self, fault: DamagedDatabaseError) -> Opening:
        from acutimer.storage.rescue import set_aside

        places = self._places
        try:
            aside = set_aside(places.database, now=self._clock.now(), backups=places.backups)
            opening = self._open()
        except StorageError as second:
            why = second.reason or second.sentence
            self._sentence = f"{fault.sentence} That could not be done: {why}."
            return Opening(Profile(), not_writable=self._sentence)
        words = "The notes file could not be read. It was set aside, nothing was deleted."
        return replace(opening, sentence=f"{words} {aside.sentence}", backup=aside.newest_backup)

    def _open_copy(self, fault: StorageError) -> Opening:
        """Read what can be read of a journal that cannot be opened for writing."""
        from acutimer.storage.journal_store import JournalStore
        from acutimer.storage.reading_copy import open_for_reading
        from acutimer.storage.safety_profile import profile_in

        path = self._places.database
        self._sentence = why = cannot_write(path, fault)
        try:
            self._database = open_for_reading(path, why)
            self._store = JournalStore(self._database, self._clock.now)
            profile, _ = profile_in(self._store, self._clock.now())
        except StorageError:
            self.shut()
            return Opening(Profile(), not_writable=why)
        self._is_copy = True
        return Opening(profile, not_writable=f"{why} What was noted before can be read.")

    def _open(self, known: Sequence[Pending] = ()) -> Opening:
        from acutimer.storage.database import open_database
        from acutimer.storage.journal_store import JournalStore
        from acutimer.storage.safety_profile import profile_in

        now, places = self._clock.now, self._places
        self._database = database = open_database(places.database, now=now, backups=places.backups)
        try:
            self._store = store = JournalStore(database, now)
            self._was_open = True
            if database.read_only:
                self._is_whole = True  # nothing will change that
                return Opening(profile_in(store, now())[0], database.read_only)
            if known:
                store.take_in(known)
            return self._opened(database, store)
        except BaseException:
            self.shut()
            raise

    def _opened(self, database: Database, store: JournalStore) -> Opening:
        from acutimer.storage.rescue import backup_to_offer
        from acutimer.storage.spill import spill_folders, take_in_spilled

        said, not_writable = list[str](), ""
        try:
            _, unread = take_in_spilled(store, spill_folders(self._places))
            said += unread
            self._is_whole = True
        except DamagedDatabaseError:
            raise
        except StorageError as fault:
            not_writable = cannot_write(database.path, fault)
        missing = backup_to_offer(database, self._places.backups)
        if missing is not None:
            held = "1 entry" if missing.entries == 1 else f"{missing.entries} entries"
            said.append(f"The journal is empty, and there is a backup with {held}.")
        found = opening_of(store, self._clock.now())
        if found.sentence:
            said.append(found.sentence)
        backup = missing.path if missing is not None else None
        return replace(found, sentence=" ".join(said), not_writable=not_writable, backup=backup)


def cannot_write(path: Path, fault: StorageError) -> str:
    """Why nothing can be noted now, in one sentence; a note that waits is not lost."""
    return (
        f"The journal {path} cannot be written: {fault.reason}." if fault.reason else fault.sentence
    )
