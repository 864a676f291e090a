"""Notes on their way to the journal: what cannot be written waits here and is written first.

Changed on the storage thread only; how many wait may be asked anywhere. Must never drop a note but
for a newer answer to its question.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NewType

from acutimer.storage.errors import StorageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from acutimer.app.journal_file import JournalFile
    from acutimer.core.journal import EntryKind
    from acutimer.storage.journal_store import JournalStore

#: The id of a question to the person; a newer answer to it takes the place of one before.
Question = NewType("Question", int)


@dataclass(frozen=True, slots=True)
class Note:
    """One note to be written; without a kind nothing comes into the journal."""

    kind: EntryKind | None
    #: writes it and gives what is to be told then
    write: Callable[[JournalStore], Callable[[], None]]
    answers: Question | None = None
    #: whether it waits when it cannot be written
    waits: bool = True


#: A note that was written: its kind, and what is to be told.
Written = tuple["EntryKind | None", Callable[[], None]]


class Unwritten:
    """The notes that wait, oldest first."""

    def __init__(self) -> None:
        self._waiting: list[Note] = []
        #: what was written and not told yet
        self._written: list[Written] = []

    def __len__(self) -> int:
        return len(self._waiting)

    def write(self, note: Note, file: JournalFile) -> tuple[list[Written], bool]:
        """Write what waits, then this; raises StorageError, and then it waits too.

        Gives what was written since this last succeeded, and whether any note had been waiting.
        """
        had_waiting = bool(self._waiting)
        if note.answers is not None:
            self._waiting = [one for one in self._waiting if one.answers != note.answers]
        try:
            journal = file.store
            while self._waiting:
                self._write(self._waiting[0], journal)
                self._waiting.pop(0)
            self._write(note, journal)
        except StorageError:
            if note.waits:
                self._waiting.append(note)
            raise
        written, self._written = self._written, []
        return written, had_waiting

    def _write(self, note: Note, journal: JournalStore) -> None:
        self._written.append((note.kind, note.write(journal)))
