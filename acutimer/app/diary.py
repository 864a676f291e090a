"""The journal as the app uses it: every job runs on the storage thread, in the order asked.

What cannot be written is kept in memory and written first as soon as writing works again. Must
never touch a widget.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from acutimer.core.events import PressEnded, StepSkipped
from acutimer.core.journal import (
    Entry,
    EntryKind,
    Rating,
    SessionNote,
    session_ended_body,
)
from acutimer.core.safety import Profile, ProfileError, profile_body, read_profile
from acutimer.places import Places
from acutimer.runtime.clock import Clock
from acutimer.runtime.worker import Worker
from acutimer.storage.errors import DamagedDatabaseError, StorageError

# storage's own modules are imported on its thread: the window is up sooner without sqlite3
TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from acutimer.core.summaries import HistoryContent
    from acutimer.storage.database import Database
    from acutimer.storage.journal_store import JournalStore, UnfinishedSession

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Opening:
    """What was found when the journal was opened."""

    profile: Profile
    sentence: str = ""
    backup: Path | None = None
    unfinished: UnfinishedSession | None = None
    #: the rating given before that session
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A note that could not be written yet."""

    #: writes it and gives what is to be told then
    write: Callable[[JournalStore], Callable[[], None]]
    #: what it answers, None for what answers nothing
    asked: object

    def answers(self, asked: object) -> bool:
        """Whether it answers that; a new answer takes its place."""
        return asked is not None and self.asked is asked


class Diary(QObject):
    """Jobs on the journal."""

    opened = Signal(object)
    #: one sentence, and how many notes are kept in memory
    not_saved = Signal(str, int)
    all_saved = Signal()
    damage_found = Signal(str)

    def __init__(self, places: Places, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places = places
        self._clock = clock
        self._worker = Worker("acutimer-journal", self)
        # what follows is touched on the worker's thread only
        self._database: Database | None = None
        self._store: JournalStore | None = None
        self._sentence = "The journal is not open yet."
        self._session = ""
        self._unsaved: list[Kept] = []
        self._late: list[Callable[[], None]] = []

    def open(self) -> None:
        """Open the journal, or set a damaged one aside and begin anew; then ``opened``."""
        self._worker.submit(self._open_or_rescue, self.opened.emit)

    def check(self) -> None:
        """Look the whole file over and make today's backup; tells only what is wrong."""

        def work() -> str:
            from acutimer.storage.backups import back_up_daily

            if self._database is None:
                return ""
            fault = self._database.quick_check() or ""
            if not fault:
                back_up_daily(self._places.database, self._places.backups, self._clock.now())
            return fault

        def tell(sentence: str) -> None:
            if sentence:
                self.damage_found.emit(sentence)

        self._worker.submit(work, tell, lambda fault: tell(_sentence(fault)))

    def restore(self, backup: Path) -> None:
        """Go on from a backup: what was begun since the damage is set aside, not deleted."""

        def work() -> Opening:
            from acutimer.storage.rescue import restore, set_aside

            self._shut()
            if self._places.database.exists():
                set_aside(
                    self._places.database, now=self._clock.now(), backups=self._places.backups
                )
            restore(backup, self._places.database)
            return self._open_now()

        self._worker.submit(
            work, self.opened.emit, lambda fault: self.not_saved.emit(_sentence(fault), 0)
        )

    def wait(self) -> None:
        """Block until what was asked so far is done; for tests and scripts, never for a page."""
        self._worker.wait()

    def when_written(self, then: Callable[[], None]) -> None:
        """Call ``then`` once everything noted so far was written, or could not be."""
        self._worker.submit(lambda: None, lambda _: then())

    def close(self) -> None:
        """Finish what was asked, what could not be written included; then let go of the file."""
        self._catch_up()
        self._worker.submit(self._shut)
        self._worker.finish()

    # --- noting -----------------------------------------------------------------------------

    def note_rating(
        self,
        rating: Rating,
        then: Callable[[Entry], None] | None = None,
        failed: Callable[[str], None] | None = None,
        *,
        of_session: bool = False,
        asked: object = None,
    ) -> None:
        """Note a rating; ``then`` comes only once it is on disk, be it late.

        ``asked`` is the question it answers: another answer to it takes the place of one that
        could not be written.
        """
        rating = replace(rating, at=self._clock.now())

        def write(store: JournalStore) -> Entry:
            own = replace(rating, session=self._session) if of_session else rating
            return store.add_rating(own)

        self._write(write, then, failed, asked=asked)

    def take_back(self, entry_id: str, then: Callable[[Entry], None]) -> None:
        """Undo a note: it no longer shows, and stays in the journal."""
        self._write(lambda store: store.remove(entry_id), then)

    def session_began(self, body: Mapping[str, object]) -> None:
        """Note at once that a session began, so that a crash leaves a trace."""
        at = self._clock.now()

        def write(store: JournalStore) -> None:
            self._session = store.append(EntryKind.SESSION_BEGAN, body, at).id

        self._write(write)

    def session_goes_on(self, session: str) -> None:
        """What follows belongs to a session that was cut off."""

        def take_up(_: JournalStore) -> None:
            self._session = session

        self._write(take_up)

    def press_ended(self, event: PressEnded, reached: Mapping[str, object]) -> None:
        """Note a finished press and how far the session is, so that a crash costs at most the
        press in hand.
        """
        side = event.side.value if event.side else None
        pressed = {"kind": event.kind.value, "pressed_ms": event.pressed_ms, "step": event.step}
        self._note_reached({"point": event.point, "side": side, **pressed}, reached)

    def step_skipped(self, event: StepSkipped, reached: Mapping[str, object]) -> None:
        """Note that a step was left before anything of it was pressed: it shall not come again."""
        skipped = {"kind": "skipped", "pressed_ms": 0, "step": event.step}
        self._note_reached({"point": None, "side": None, **skipped}, reached)

    def _note_reached(self, pressed: Mapping[str, object], reached: Mapping[str, object]) -> None:
        body = {**pressed, "reached": dict(reached)}
        at = self._clock.now()

        def write(store: JournalStore) -> None:
            store.append(EntryKind.PRESS_ENDED, {**body, "session": self._session}, at)

        self._write(write)

    def session_ended(self, note: SessionNote) -> None:
        """Note how a session ended; a note without an id is of the session last begun."""

        def write(store: JournalStore) -> None:
            own = replace(note, id=note.id or self._session)
            store.append(EntryKind.SESSION_ENDED, session_ended_body(own), note.at)

        self._write(write)

    def note_unwelcome(
        self,
        unwelcome: tuple[str, ...] | None,
        note: str,
        then: Callable[[object], None],
        failed: Callable[[str], None],
        asked: object = None,
    ) -> None:
        """Note what happened in a session that was not rated; nothing said is not written."""
        if unwelcome is None and not note:
            then(None)
            return
        body = {"unwelcome": None if unwelcome is None else list(unwelcome), "note": note}
        at = self._clock.now()
        self._write(
            lambda store: store.append(EntryKind.UNWELCOME, {**body, "session": self._session}, at),
            then,
            failed,
            asked=asked,
        )

    def save_profile(
        self, profile: Profile, then: Callable[[Entry], None], failed: Callable[[str], None]
    ) -> None:
        """Note the safety answers."""
        body = profile_body(profile)
        at = self._clock.now()
        self._write(
            lambda store: store.append(EntryKind.SAFETY_ANSWERS, body, at), then, failed, keep=False
        )

    def stop_shown(self, reasons: tuple[str, ...]) -> None:
        """Note that the stop page was shown; pressing rests until the next day."""
        at = self._clock.now()
        self._write(
            lambda store: store.append(EntryKind.STOP_SHOWN, {"reasons": list(reasons)}, at)
        )

    def try_again(self) -> None:
        """Open what could not be opened, and write what could not be written."""

        def tell(opening: Opening | None) -> None:
            if opening is not None:
                self.opened.emit(opening)

        self._worker.submit(self._open_if_shut, tell)
        self._catch_up()

    def _catch_up(self) -> None:
        self._write(lambda _: None, keep=False)

    # --- reading ----------------------------------------------------------------------------

    def history(
        self, first: date, last: date, today: date, then: Callable[[HistoryContent], None]
    ) -> None:
        """The notes of some days, summed up."""

        def read() -> HistoryContent:
            from acutimer.core.summaries import history

            begins = datetime.combine(first, time.min).astimezone()
            ends = datetime.combine(last + timedelta(days=1), time.min).astimezone()
            store = self._require_store()
            began = store.first_at((EntryKind.RATING, EntryKind.SESSION_ENDED))
            return history(
                store.ratings(begins, ends),
                store.sessions(begins, ends),
                first,
                last,
                today,
                noted_before=began is not None and began < begins,
            )

        self._worker.submit(
            read, then, lambda fault: self.not_saved.emit(_sentence(fault), len(self._unsaved))
        )

    # --- on the worker's thread -------------------------------------------------------------

    def _write(
        self,
        write: Callable[[JournalStore], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[str], None] | None = None,
        *,
        keep: bool = True,
        asked: object = None,
    ) -> None:
        def attempt(store: JournalStore) -> Callable[[], None]:
            value = write(store)
            return partial(then, value) if then is not None else lambda: None

        def work() -> bool:
            had_unsaved = bool(self._unsaved)
            self._unsaved = [kept for kept in self._unsaved if not kept.answers(asked)]
            try:
                store = self._require_store()
                self._write_kept(store)
                self._late.append(attempt(store))
            except StorageError:
                if keep:
                    self._unsaved.append(Kept(attempt, asked))
                raise
            return had_unsaved

        def written(had_unsaved: bool) -> None:
            late, self._late = self._late, []
            if had_unsaved:
                self.all_saved.emit()
            for tell in late:
                tell()

        def not_written(fault: Exception) -> None:
            sentence = _sentence(fault)
            if failed is not None:
                failed(sentence)
            self.not_saved.emit(sentence, len(self._unsaved))

        self._worker.submit(work, written, not_written)

    def _write_kept(self, store: JournalStore) -> None:
        while self._unsaved:
            self._late.append(self._unsaved[0].write(store))
            self._unsaved.pop(0)

    def _open_if_shut(self) -> Opening | None:
        if self._store is not None:
            return None
        opening = self._open_or_rescue()
        return opening if self._store is not None else None

    def _require_store(self) -> JournalStore:
        if self._store is None:
            raise StorageError(self._sentence)
        return self._store

    def _open_or_rescue(self) -> Opening:
        try:
            return self._open_now()
        except DamagedDatabaseError as fault:
            return self._rescue(fault)
        except StorageError as fault:
            self._sentence = fault.sentence
            return Opening(Profile(), fault.sentence)

    def _rescue(self, fault: DamagedDatabaseError) -> Opening:
        from acutimer.storage.rescue import set_aside

        try:
            self._shut()
            aside = set_aside(
                self._places.database, now=self._clock.now(), backups=self._places.backups
            )
            opening = self._open_now()
        except StorageError as second:
            self._sentence = second.sentence
            return Opening(Profile(), f"{fault.sentence} {second.sentence}")
        words = "The notes file could not be read. It was set aside, nothing was deleted."
        return replace(opening, sentence=f"{words} {aside.sentence}", backup=aside.newest_backup)

    def _open_now(self) -> Opening:
        from acutimer.storage.database import open_database
        from acutimer.storage.journal_store import JournalStore

        now = self._clock.now
        self._database = open_database(self._places.database, now=now, backups=self._places.backups)
        self._store = JournalStore(self._database, now)
        profile, sentence = self._read_profile(self._store)
        if self._database.read_only:
            return Opening(profile, self._database.read_only)
        unfinished = self._store.unfinished_session()
        before = _before(self._store, unfinished.began) if unfinished else None
        return Opening(profile, sentence, unfinished=unfinished, before=before)

    def _read_profile(self, store: JournalStore) -> tuple[Profile, str]:
        answers = store.latest(EntryKind.SAFETY_ANSWERS)
        stopped = store.latest(EntryKind.STOP_SHOWN)
        profile, sentence = Profile(), ""
        if answers is not None:
            try:
                profile = read_profile(answers.body, answers.at.date())
            except ProfileError:
                sentence = "Your safety answers could not be read, so they are asked again."
        return replace(profile, stopped_on=stopped.at.date() if stopped else None), sentence

    def _shut(self) -> None:
        if self._database is not None:
            self._database.close()
        self._database = self._store = None


def _before(store: JournalStore, began: Entry) -> int | None:
    """The rating that was given before a session began, or in its lead-in."""
    near = timedelta(minutes=5)
    for rating in store.ratings(began.at - near, began.at + near):
        if rating.session == began.id and rating.moment == "before":
            return rating.value
    return None


def _sentence(fault: Exception) -> str:
    return fault.sentence if isinstance(fault, StorageError) else str(fault)
