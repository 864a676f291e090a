"""Notes on their way to the journal: what cannot be written waits here and is written first.

Changed on the storage thread only; how many wait may be asked anywhere. Must never drop a note but
for a newer answer to its question, or in words where no journal can hold it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NewType, cast

from acutimer.storage.errors import EntryError, GoneDatabaseError, StorageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from acutimer.app.journal_file import JournalFile
    from acutimer.core.journal import EntryKind
    from acutimer.places import Places
    from acutimer.runtime.clock import Clock
    from acutimer.storage.journal_store import JournalStore
    from acutimer.storage.spill import Spill

#: The id of a question to the person; a newer answer to it takes the place of one before.
Question = NewType("Question", int)


@dataclass(frozen=True, slots=True)
class Note:
    """One note to be written; without a kind nothing comes into the journal."""

    kind: EntryKind | None
    #: writes it and gives what is to be told then; what waits only appends and removes
    write: Callable[[JournalStore], Callable[[], None]]
    answers: Question | None = None
    #: whether it waits when it cannot be written
    waits: bool = True


#: A note that was written: its kind, and what is to be told.
Written = tuple["EntryKind | None", Callable[[], None]]


@dataclass(slots=True)
class Outcome:
    """What came of a note and of those that waited."""

    written: list[Written] = field(default_factory=list["Written"])
    #: whether any note had been waiting
    had_waiting: bool = False
    #: a sentence for each note that waited and that no journal can hold
    refused: list[str] = field(default_factory=list[str])
    #: why the note could not be written
    fault: StorageError | None = None


class Unwritten:
    """The notes that wait, oldest first."""

    def __init__(self, places: Places, clock: Clock) -> None:
        self._places = places
        self._clock = clock
        #: those that have their ids already, older than all others
        self._spill: Spill | None = None
        self._spilled: list[Written] = []
        self._spill_file: Path | None = None
        self._waiting: list[Note] = []

    def __len__(self) -> int:
        return len(self._spilled) + len(self._waiting)

    @property
    def is_kept(self) -> bool:
        """Whether all that waits is in a file, if not in the journal."""
        return not self._waiting and (not self._spilled or self._spill_file is not None)

    def write(self, note: Note, file: JournalFile) -> Outcome:
        """Write what waits, then this; what cannot be written waits too."""
        outcome = Outcome(had_waiting=len(self) > 0)
        if note.answers is not None:
            self._waiting = [one for one in self._waiting if one.answers != note.answers]
        try:
            try:
                self._write_all(note, file.store, outcome)
            except GoneDatabaseError:
                file.put_back()
                self._write_all(note, file.store, outcome)
        except EntryError as fault:  # no journal can hold it, and it must not keep others waiting
            outcome.fault = fault
        except StorageError as fault:
            if note.waits:
                self._waiting.append(note)
            outcome.fault = fault
        return outcome

    def _write_all(self, note: Note, journal: JournalStore, outcome: Outcome) -> None:
        if self._spill is not None:
            self._take_in(self._spill, journal, outcome)
        while self._waiting:
            first = self._waiting[0]
            try:
                outcome.written.append((first.kind, first.write(journal)))
            except EntryError as fault:
                outcome.refused.append(fault.sentence)
            self._waiting.pop(0)
        outcome.written.append((note.kind, note.write(journal)))

    def _take_in(self, spill: Spill, journal: JournalStore, outcome: Outcome) -> None:
        journal.take_in(spill.pending)
        outcome.written += self._spilled
        if self._spill_file is not None:
            with suppress(OSError):  # should it come again, its notes are known
                self._spill_file.unlink()
        self._spill, self._spilled, self._spill_file = None, [], None

    def spill(self) -> str:
        """Keep what waits in another folder, for the next start; gives why it cannot be kept."""
        if not len(self):
            return ""
        from acutimer.storage.spill import Spill, spill_folders

        if self._spill is None:
            self._spill = Spill(self._clock.now)
        # it takes notes as a journal does, but for what nothing that waits asks of one
        journal = cast("JournalStore", self._spill)
        while self._waiting:
            note = self._waiting.pop(0)
            self._spilled.append((note.kind, note.write(journal)))
        before = self._spill_file
        try:
            self._spill_file = self._spill.write(spill_folders(self._places))
        except StorageError as fault:
            return fault.reason or fault.sentence
        if before is not None:
            with suppress(OSError):  # its notes are in the newer file too
                before.unlink()
        return ""
