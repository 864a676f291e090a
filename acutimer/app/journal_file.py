"""The journal's file as the storage thread has it: opened, looked over, set aside when damaged.

Everything here runs on that thread. Must never write over a file that cannot be read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from acutimer.core.journal import Entry, EntryKind
from acutimer.core.safety import Profile, ProfileError, read_profile
from acutimer.places import Places
from acutimer.runtime.clock import Clock
from acutimer.storage.errors import DamagedDatabaseError, StorageError

# storage's own modules are imported on its thread: the window is up sooner without sqlite3
TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from acutimer.storage.database import Database
    from acutimer.storage.journal_store import JournalStore, UnfinishedSession

_NEAR = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Opening:
    """What was found when the journal was opened."""

    profile: Profile
    sentence: str = ""
    backup: Path | None = None
    unfinished: UnfinishedSession | None = None
    #: the rating given before that session
    before: int | None = None


class JournalFile:
    """The file of a profile, shut until it is opened."""

    def __init__(self, places: Places, clock: Clock) -> None:
        self._places = places
        self._clock = clock
        self._database: Database | None = None
        self._store: JournalStore | None = None
        self._sentence = "The journal is not open yet."

    @property
    def store(self) -> JournalStore:
        """What reads and writes; raises StorageError with the reason while the file is shut."""
        if self._store is None:
            raise StorageError(self._sentence)
        return self._store

    def open(self) -> Opening:
        """Open the file, or set a damaged one aside and begin anew."""
        try:
            return self._open()
        except DamagedDatabaseError as fault:
            return self._rescue(fault)
        except StorageError as fault:
            self._sentence = fault.sentence
            return Opening(Profile(), fault.sentence)

    def open_if_shut(self) -> Opening | None:
        """Try once more what could not be opened; None where nothing has changed."""
        if self._store is not None:
            return None
        opening = self.open()
        return opening if self._store is not None else None

    def check(self) -> str:
        """Look the whole file over and make today's backup; gives a sentence if it is damaged."""
        from acutimer.storage.backups import back_up_daily

        if self._database is None:
            return ""
        fault = self._database.quick_check() or ""
        if not fault:
            back_up_daily(self._places.database, self._places.backups, self._clock.now())
        return fault

    def restore(self, backup: Path) -> Opening:
        """Go on from a backup, what there is set aside; raises StorageError."""
        from acutimer.storage.rescue import restore, set_aside

        path = self._places.database
        self.shut()
        if path.exists():
            set_aside(path, now=self._clock.now(), backups=self._places.backups)
        restore(backup, path)
        return self._open()

    def shut(self) -> None:
        """Let go of the file."""
        if self._database is not None:
            self._database.close()
        self._database = self._store = None

    def _rescue(self, fault: DamagedDatabaseError) -> Opening:
        from acutimer.storage.rescue import set_aside

        places = self._places
        try:
            self.shut()
            aside = set_aside(places.database, now=self._clock.now(), backups=places.backups)
            opening = self._open()
        except StorageError as second:
            self._sentence = second.sentence
            return Opening(Profile(), f"{fault.sentence} {second.sentence}")
        words = "The notes file could not be read. It was set aside, nothing was deleted."
        return replace(opening, sentence=f"{words} {aside.sentence}", backup=aside.newest_backup)

    def _open(self) -> Opening:
        from acutimer.storage.database import open_database
        from acutimer.storage.journal_store import JournalStore

        now = self._clock.now
        self._database = open_database(self._places.database, now=now, backups=self._places.backups)
        self._store = store = JournalStore(self._database, now)
        profile, sentence = _profile(store)
        if self._database.read_only:
            return Opening(profile, self._database.read_only)
        unfinished = store.unfinished_session()
        before = _before(store, unfinished.began) if unfinished else None
        return Opening(profile, sentence, unfinished=unfinished, before=before)


def _profile(store: JournalStore) -> tuple[Profile, str]:
    """The safety answers, and a sentence when they cannot be read."""
    answers = store.latest(EntryKind.SAFETY_ANSWERS)
    stopped = store.latest(EntryKind.STOP_SHOWN)
    profile, sentence = Profile(), ""
    if answers is not None:
        try:
            profile = read_profile(answers.body, answers.at.date())
        except ProfileError:
            sentence = "Your safety answers could not be read, so they are asked again."
    return replace(profile, stopped_on=stopped.at.date() if stopped else None), sentence


def _before(store: JournalStore, began: Entry) -> int | None:
    """The rating that was given before a session began, or in its lead-in."""
    for rating in store.ratings(began.at - _NEAR, began.at + _NEAR):
        if rating.session == began.id and rating.moment == "before":
            return rating.value
    return None
