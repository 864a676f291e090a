"""The journal as the app uses it: every job runs on the storage thread, in the order asked.

What cannot be written is kept in memory and written first as soon as writing works again. Must
never touch a widget.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from itertools import count
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from acutimer.app.answers import Answers
from acutimer.app.journal_file import JournalFile, cannot_write
from acutimer.app.unwritten import Note, Outcome, Question, Unwritten
from acutimer.core.events import PressEnded, StepSkipped
from acutimer.core.journal import (
    Entry,
    EntryKind,
    Rating,
    SessionNote,
    rating_body,
    session_ended_body,
)
from acutimer.core.safety import Profile, profile_body
from acutimer.places import Places
from acutimer.runtime.clock import Clock
from acutimer.runtime.worker import Worker
from acutimer.storage.errors import StorageError

# storage's own modules are imported on its thread: the window is up sooner without sqlite3
TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from acutimer.app.opening import Look, Opening
    from acutimer.core.summaries import HistoryContent
    from acutimer.storage.journal_store import JournalStore

T = TypeVar("T")


class Diary(QObject):
    """Jobs on the journal."""

    #: an Opening, for those who are there from the first: the safety answers are known
    opened = Signal(object)
    #: an Opening: the journal was opened, or opened anew from a backup; once ``tell_opening`` was
    #: called, for those who hear it come later than the answers
    read = Signal(object)
    #: the EntryKind of what is in the file from now on, be it late; TOMBSTONE for a note taken back
    noted = Signal(object)
    #: one sentence, and how many notes are kept in memory
    not_saved = Signal(str, int)
    all_saved = Signal()
    #: a Look: something is wrong with the journal
    damage_found = Signal(object)

    def __init__(self, places: Places, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = places.database
        self._clock = clock
        self._worker = Worker("acutimer-journal", self)
        self._questions = count(1)
        # what follows is touched on the worker's thread only
        self._file = JournalFile(places, clock)
        self._unwritten = Unwritten(places, clock)
        self._answers = Answers()
        self._session = ""
        # and this by whoever asks
        self._is_heard = False
        self._untold: Opening | None = None

    def open(self) -> None:
        """Open the journal, or set a damaged one aside and begin anew; then ``read``."""
        self._worker.submit(self._file.open, self._tell_opening)

    def tell_opening(self) -> None:
        """Everybody listens by now: tell of what was opened, before and from now on."""
        self._is_heard = True
        opening, self._untold = self._untold, None
        if opening is not None:
            self.read.emit(opening)

    def _tell_opening(self, opening: Opening) -> None:
        self.opened.emit(opening)
        if self._is_heard:
            self.read.emit(opening)
        else:
            self._untold = opening

    def check(self) -> None:
        """Look the whole file over and make today's backup; tells only what is wrong."""

        def check() -> tuple[Look, Opening | None]:
            return self._file.check(), self._file.take_opened_anew()

        def tell(seen: tuple[Look, Opening | None]) -> None:
            look, opening = seen
            if opening is not None:
                self._tell_opening(opening)
            if look.fault or look.unreadable:
                self.damage_found.emit(look)

        self._worker.submit(check, tell, self._tell_fault)

    def restore(self, backup: Path, *, carries: bool = True) -> None:
        """Go on from a backup: what there was until now is set aside, not deleted.

        What can be read of that is carried over, unless the person wants to go back.
        """
        restore = partial(self._file.restore, backup, carries=carries)
        self._worker.submit(restore, self._tell_opening, self._tell_fault)
        self._catch_up()

    def wait(self) -> None:
        """Block until what was asked so far is done; for tests and scripts, never for a page."""
        self._worker.wait()

    def when_written(self, then: Callable[[], None]) -> None:
        """Call ``then`` once everything noted so far was written, or could not be."""
        self._worker.submit(lambda: None, lambda _: then())

    def keep_all(self, then: Callable[[str], None]) -> None:
        """Keep what waits, as before the end: in the journal, or in another folder.

        Then comes why it can be kept nowhere, or nothing.
        """
        self.try_again()
        self._worker.submit(self._unwritten.spill, then)

    def keep_all_now(self) -> bool:
        """Block until what waits is kept; False where it can be kept nowhere."""
        self._catch_up()
        self._worker.submit(self._unwritten.spill)
        self.wait()
        return self._unwritten.is_kept

    def close(self) -> None:
        """Finish what was asked, what could not be written included; then let go of the file."""
        self._catch_up()
        self._worker.submit(self._unwritten.spill)
        self._worker.submit(self._file.shut)
        self._worker.finish()

    @property
    def waiting(self) -> int:
        """How many notes are in memory only."""
        return len(self._unwritten)

    # --- noting -----------------------------------------------------------------------------

    def question(self) -> Question:
        """The id of a question that is asked from now on."""
        return Question(next(self._questions))

    def note_rating(
        self,
        rating: Rating,
        then: Callable[[Entry], None] | None = None,
        failed: Callable[[str], None] | None = None,
        *,
        of_session: bool = False,
        answers: Question | None = None,
        backdated: bool = False,
    ) -> None:
        """Note a rating; ``then`` comes only once it is on disk, be it late.

        Another answer to the same question takes the place of the one before. It is of now, unless
        the person said when it was.
        """
        if not backdated:
            rating = replace(rating, at=self._clock.now())

        def write(store: JournalStore) -> Entry:
            own = replace(rating, session=self._session) if of_session else rating
            return self._answers.note(store, answers, EntryKind.RATING, rating_body(own), own.at)

        self._write(EntryKind.RATING, write, then, failed, answers=answers)

    def note(
        self,
        kind: EntryKind,
        body: Mapping[str, object],
        at: datetime,
        then: Callable[[Entry], None],
        failed: Callable[[str], None],
    ) -> None:
        """Note an entry of another kind; ``then`` comes only once it is on disk, be it late."""
        self._write(kind, lambda store: store.append(kind, body, at), then, failed)

    def take_back(self, entry_id: str, then: Callable[[Entry], None]) -> None:
        """Undo a note: it no longer shows, and stays in the journal."""
        self._write(EntryKind.TOMBSTONE, lambda store: store.remove(entry_id), then)

    def session_began(self, body: Mapping[str, object]) -> None:
        """Note at once that a session began, so that a crash leaves a trace."""
        at = self._clock.now()

        def write(store: JournalStore) -> None:
            self._session = store.append(EntryKind.SESSION_BEGAN, body, at).id

        self._write(EntryKind.SESSION_BEGAN, write)

    def session_goes_on(self, session: str) -> None:
        """What follows belongs to a session that was cut off."""

        def take_up(_: JournalStore) -> None:
            self._session = session

        self._write(None, take_up)

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

        self._write(EntryKind.PRESS_ENDED, write)

    def session_ended(self, note: SessionNote) -> None:
        """Note how a session ended; a note without an id is of the session last begun."""

        def write(store: JournalStore) -> None:
            own = replace(note, id=note.id or self._session)
            store.append(EntryKind.SESSION_ENDED, session_ended_body(own), note.at)

        self._write(EntryKind.SESSION_ENDED, write)
        self._worker.submit(self._file.fold)

    def note_unwelcome(
        self,
        unwelcome: tuple[str, ...] | None,
        note: str,
        then: Callable[[object], None],
        failed: Callable[[str], None],
        answers: Question,
    ) -> None:
        """Note what happened in a session that was not rated; nothing said is not written."""
        if unwelcome is None and not note:
            self.withdraw(answers, then, failed)
            return
        body = {"unwelcome": None if unwelcome is None else list(unwelcome), "note": note}
        at = self._clock.now()

        def write(store: JournalStore) -> None:
            said = {**body, "session": self._session}
            self._answers.note(store, answers, EntryKind.UNWELCOME, said, at)

        self._write(EntryKind.UNWELCOME, write, then, failed, answers=answers)

    def save_profile(
        self, profile: Profile, then: Callable[[Entry], None], failed: Callable[[str], None]
    ) -> None:
        """Note the safety answers."""
        kind, body, at = EntryKind.SAFETY_ANSWERS, profile_body(profile), self._clock.now()
        self._write(kind, lambda store: store.append(kind, body, at), then, failed, waits=False)

    def signs_seen(self, version: int, accepted_on: date | None) -> None:
        """Note that no danger sign was there, with the day that version was accepted on."""
        kind, at = EntryKind.SIGNS_SEEN, self._clock.now()
        accepted = {"accepted_on": accepted_on.isoformat()} if accepted_on is not None else {}
        body = {"version": version, **accepted}
        self._write(kind, lambda store: store.append(kind, body, at))

    def stop_shown(self, reasons: tuple[str, ...], stop: Question) -> None:
        """Note that the stop page was shown; pressing rests until the next day."""
        kind, body, at = EntryKind.STOP_SHOWN, {"reasons": list(reasons)}, self._clock.now()

        def write(store: JournalStore) -> None:
            self._answers.note(store, stop, kind, body, at)

        self._write(kind, write, answers=stop)

    def withdraw(
        self,
        question: Question,
        then: Callable[[object], None] | None = None,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Let what was noted for a question show no more, be it still on its way to the file."""

        def write(store: JournalStore) -> None:
            self._answers.withdraw(store, question)

        self._write(EntryKind.TOMBSTONE, write, then, failed, answers=question)

    def change(
        self,
        kind: EntryKind,
        write: Callable[[JournalStore], T],
        then: Callable[[T], None],
        failed: Callable[[str], None],
    ) -> None:
        """Change what was noted; what cannot be changed now is said and not kept for later."""
        self._write(kind, write, then, failed, waits=False)

    def try_again(self) -> None:
        """Open what could not be opened, and write what could not be written."""

        def tell(opening: Opening | None) -> None:
            if opening is not None:
                self._tell_opening(opening)

        self._worker.submit(self._file.open_if_shut, tell)
        self._catch_up()

    def _catch_up(self) -> None:
        self._write(None, lambda _: None, waits=False)

    # --- reading ----------------------------------------------------------------------------

    def history(
        self, first: date, last: date, today: date, then: Callable[[HistoryContent], None]
    ) -> None:
        """The notes of some days, summed up."""

        def read(store: JournalStore) -> HistoryContent:
            from acutimer.storage.noted_days import noted_days

            return noted_days(store, first, last, today, self._file.unreadable)

        self.ask(read, then)

    def ask(
        self,
        read: Callable[[JournalStore], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Have something read on the storage thread; it must change nothing."""
        self._worker.submit(lambda: read(self._file.store), then, failed or self._tell_fault)

    def beside(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Have something done on the storage thread that needs no open journal."""
        self._worker.submit(work, then, failed)

    # --- on its way -------------------------------------------------------------------------

    def _write(
        self,
        kind: EntryKind | None,
        write: Callable[[JournalStore], T],
        then: Callable[[T], None] | None = None,
        failed: Callable[[str], None] | None = None,
        *,
        waits: bool = True,
        answers: Question | None = None,
    ) -> None:
        def write_and_tell(store: JournalStore) -> Callable[[], None]:
            value = write(store)
            return partial(then, value) if then is not None else lambda: None

        note = Note(kind, write_and_tell, answers, waits)

        def write_note() -> tuple[Outcome, Opening | None]:
            return self._unwritten.write(note, self._file), self._file.take_opened_anew()

        def not_written(fault: Exception) -> None:
            if failed is not None:
                failed(self._sentence(fault))
            self._tell_fault(fault)

        def tell(outcome: tuple[Outcome, Opening | None]) -> None:
            self._tell(*outcome, not_written)

        self._worker.submit(write_note, tell, not_written)

    def _tell(
        self,
        outcome: Outcome,
        opening: Opening | None,
        not_written: Callable[[Exception], None],
    ) -> None:
        if opening is not None:
            self._tell_opening(opening)
        if outcome.had_waiting and not outcome.fault:
            self.all_saved.emit()
        for sentence in outcome.refused:
            self.not_saved.emit(sentence, len(self._unwritten))
        for kind, tell in outcome.written:
            tell()
            if kind is not None:
                self.noted.emit(kind)
        if outcome.fault is not None:
            not_written(outcome.fault)

    def _tell_fault(self, fault: Exception) -> None:
        self.not_saved.emit(self._sentence(fault), len(self._unwritten))

    def _sentence(self, fault: Exception) -> str:
        return cannot_write(self._path, fault) if isinstance(fault, StorageError) else str(fault)
