"""Notes changed and removed in History, and the way back for as long as the window is open.

Must never change an entry in place, nor undo what was not changed here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from acutimer.core.corrections import EntryChange, corrected_body
from acutimer.core.journal import EntryKind

if TYPE_CHECKING:
    from acutimer.app.desk import Desk
    from acutimer.storage.journal_store import JournalStore


class _Change(NamedTuple):
    """What was done at one stroke: the entries that did it, in order, and what it was in words."""

    ids: tuple[str, ...]
    words: str


class Corrections(QObject):
    """The changes of this visit, the last first to be undone."""

    #: what can be undone now, in a sentence; empty when nothing can
    told = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._changes: list[_Change] = []
        # another journal knows none of them
        desk.diary.read.connect(lambda _: self._forget())

    def change(
        self,
        changes: Sequence[EntryChange],
        words: str,
        then: Callable[[], object] = lambda: None,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Do these changes at one stroke; ``words`` say what was done, for the way back."""

        day_ends = self._desk.choices.now.day_ends

        def write(store: JournalStore) -> tuple[str, ...]:
            for one in changes:
                store.shown(one.entry)  # all can be changed, or none is
            return tuple(_changed(store, one, day_ends) for one in changes)

        def done(ids: tuple[str, ...]) -> None:
            self._changes.append(_Change(ids, words))
            self._tell()
            then()

        removed = all(one.removed for one in changes)
        kind = EntryKind.TOMBSTONE if removed else EntryKind.RATING
        self._desk.diary.change(kind, write, done, failed or self._say)

    def undo(self) -> None:
        """Take the last change back; the next time, the one before."""
        if not self._changes:
            return
        change = self._changes.pop()

        def write(store: JournalStore) -> None:
            for identifier in reversed(change.ids):
                store.take_back(identifier)

        def failed(sentence: str) -> None:
            self._changes.append(change)
            self._tell()
            self._say(sentence)

        self._desk.diary.change(EntryKind.RATING, write, lambda _: self._tell(), failed)

    def _forget(self) -> None:
        self._changes.clear()
        self._tell()

    def _tell(self) -> None:
        self.told.emit(self._changes[-1].words if self._changes else "")

    def _say(self, sentence: str) -> None:
        self._desk.window.notices.say("history", sentence)


def _changed(store: JournalStore, change: EntryChange, day_ends: str) -> str:
    """Note one change; gives the id of the entry that does it."""
    if change.removed:
        return store.remove(change.entry).id
    entry = store.shown(change.entry)
    return store.correct(entry.id, corrected_body(entry, change, day_ends), change.at).id
