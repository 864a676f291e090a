"""What may be changed of an entry, and which change an undo takes back.

Nothing is changed in place: each function says what the next entry holds. Must never change a
session's pressed times.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from acutimer.core.journal import (
    MOST_NOTE,
    Entry,
    EntryKind,
    RatingError,
    rating_body,
    read_rating,
)

if TYPE_CHECKING:
    from datetime import datetime

#: In the body of an entry that takes a change back: that change's id.
UNDO_OF = "undo_of"
#: The kinds whose changes can be undone.
CHANGED_KINDS = (
    EntryKind.RATING,
    EntryKind.SESSION_ENDED,
    EntryKind.UNWELCOME,
    EntryKind.PLAN,
    EntryKind.TOMBSTONE,
)

#: The kinds of which a new entry is a change by itself.
_CHANGES_WHEN_NEW = (EntryKind.RATING, EntryKind.PLAN)


class CorrectionError(RatingError):
    """An entry that cannot be changed so, with the reason in one sentence."""


class EntryChange(NamedTuple):
    """What of one entry shall be another; None stays as it is."""

    entry: str
    value: int | None = None
    note: str | None = None
    places: tuple[str, ...] | None = None
    at: datetime | None = None
    #: the entry shall show no more
    removed: bool = False


def corrected_body(
    entry: Entry,
    *,
    value: int | None = None,
    note: str | None = None,
    places: Sequence[str] | None = None,
) -> dict[str, object]:
    """What the entry shall say instead; None leaves a thing as it is. Raises RatingError."""
    if note is not None and len(note) > MOST_NOTE:
        raise CorrectionError(f"A note has at most {MOST_NOTE} characters, not {len(note)}.")
    body = without_undo(entry.body)
    rating = read_rating(entry)
    if rating is not None:
        changed = replace(
            rating,
            value=rating.value if value is None else value,
            note=rating.note if note is None else note,
            places=rating.places if places is None else tuple(places),
        )
        kept = {key: said for key, said in body.items() if key not in ("note", "places")}
        return {**kept, **rating_body(changed)}
    if entry.kind not in (EntryKind.SESSION_ENDED, EntryKind.UNWELCOME):
        raise CorrectionError(f"The entry {entry.id} is none that can be changed.")
    if value is not None or places is not None:
        raise CorrectionError(
            f"The entry {entry.id} is no rating: it has a note that can be changed, no number "
            "and no places."
        )
    if note is not None:
        body["note"] = note
    return body


def without_undo(body: Mapping[str, object]) -> dict[str, object]:
    """What an entry says, without the mark that it was an undo."""
    return {key: said for key, said in body.items() if key != UNDO_OF}


def last_change(newest_first: Iterable[Entry]) -> Entry | None:
    """The change that an undo takes back: the newest that is none itself and was not undone yet.

    A rating, a plan, a correction and a removal are changes; that a session ended is none.
    """
    undone: set[str] = set()
    for entry in newest_first:
        if UNDO_OF in entry.body:
            undone.add(str(entry.body[UNDO_OF]))
        elif entry.id not in undone and (entry.replaces or entry.kind in _CHANGES_WHEN_NEW):
            return entry
    return None
