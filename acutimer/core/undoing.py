"""Which change an undo takes back, and what marks an entry as an undo.

Apart from core.corrections, because a journal that is opened needs no more than this. Must never
take one change back twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from acutimer.core.imported import went_with_batch
from acutimer.core.journal import Entry, EntryKind

#: In the body of an entry that takes a change back: that change's id.
UNDO_OF = "undo_of"
#: The kinds whose changes can be undone.
CHANGED_KINDS = (
    EntryKind.RATING,
    EntryKind.SESSION_ENDED,
    EntryKind.UNWELCOME,
    EntryKind.PLAN,
    EntryKind.HEADACHE,
    EntryKind.HEADACHE_DAY,
    EntryKind.MEDICINE,
    EntryKind.IMPORT,
    EntryKind.TOMBSTONE,
)

#: The kinds of which a new entry is a change by itself.
_CHANGES_WHEN_NEW = (
    EntryKind.RATING,
    EntryKind.PLAN,
    EntryKind.HEADACHE,
    EntryKind.HEADACHE_DAY,
    EntryKind.MEDICINE,
    EntryKind.IMPORT,
)


def without_undo(body: Mapping[str, object]) -> dict[str, object]:
    """What an entry says, without the mark that it was an undo."""
    return {key: said for key, said in body.items() if key != UNDO_OF}


def last_change(newest_first: Iterable[Entry]) -> Entry | None:
    """The change that an undo takes back: the newest that is none itself and was not undone yet.

    A rating, a plan, a correction and a removal are changes; that a session ended is none. What
    came with an import is none by itself: the import is.
    """
    undone: set[str] = set()
    for entry in newest_first:
        if UNDO_OF in entry.body:
            undone.add(str(entry.body[UNDO_OF]))
        elif entry.id in undone or went_with_batch(entry):
            continue
        elif entry.replaces or entry.kind in _CHANGES_WHEN_NEW:
            return entry
    return None
