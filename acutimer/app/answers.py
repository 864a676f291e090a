"""What was written for each question: another answer takes its place, or it is withdrawn.

Everything here runs on the storage thread. Must never change an entry: a newer one replaces it.
"""

from __future__ import annotations

from collections.abc import Mapping

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from acutimer.app.unwritten import Question
    from acutimer.core.journal import Entry, EntryKind
    from acutimer.storage.journal_store import JournalStore


class Answers:
    """The last entry written for each question."""

    def __init__(self) -> None:
        self._ids: dict[Question, str] = {}

    def note(
        self,
        store: JournalStore,
        question: Question | None,
        kind: EntryKind,
        body: Mapping[str, object],
        at: datetime,
    ) -> Entry:
        """Note an answer, in place of the one before to the same question."""
        if question is None:
            return store.append(kind, body, at)
        entry = store.append(kind, body, at, self._ids.get(question))
        self._ids[question] = entry.id
        return entry

    def withdraw(self, store: JournalStore, question: Question) -> None:
        """Let the answer to a question show no more; nothing was written, nothing happens."""
        first = self._ids.pop(question, None)
        if first is not None:
            store.remove(first)
