"""What may be changed of an entry.

Nothing is changed in place: each function says what the next entry holds. Must never change a
session's pressed times.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from acutimer.core.day_end import USUAL_DAY_END, evening_day
from acutimer.core.headaches import (
    Headache,
    HeadacheError,
    HeadacheState,
    headache_body,
    headache_day_body,
    read_headache,
    read_headache_day,
    with_end,
)
from acutimer.core.journal import (
    MOST_NOTE,
    Entry,
    EntryKind,
    RatingError,
    rating_body,
    read_rating,
)
from acutimer.core.medicine import medicine_body, read_medicine
from acutimer.core.undoing import without_undo

#: As a change's value: a headache shall have no number of its own.
NO_NUMBER = -1
#: The kinds whose moment can be changed.
MOVED_KINDS = (
    EntryKind.RATING,
    EntryKind.HEADACHE,
    EntryKind.HEADACHE_DAY,
    EntryKind.MEDICINE,
)


class CorrectionError(RatingError):
    """An entry that cannot be changed so, with the reason in one sentence."""


class EntryChange(NamedTuple):
    """What of one entry shall be another; None stays as it is.

    ``value`` of a headache, or of a day with one, is how bad it was at its worst. With a ``state``
    comes its end, None where there is none; ``of_class`` and ``name`` are of medicine.
    """

    entry: str
    value: int | None = None
    note: str | None = None
    places: tuple[str, ...] | None = None
    at: datetime | None = None
    tags: tuple[str, ...] | None = None
    state: HeadacheState | None = None
    ended_at: datetime | None = None
    of_class: str | None = None
    name: str | None = None
    #: the entry shall show no more
    removed: bool = False


def corrected_body(
    entry: Entry, change: EntryChange, day_ends: str = USUAL_DAY_END
) -> dict[str, object]:
    """What the entry shall say instead; ``day_ends`` as in core.day_end. Raises RatingError."""
    note = change.note
    if note is not None and len(note) > MOST_NOTE:
        raise CorrectionError(f"A note has at most {MOST_NOTE} characters, not {len(note)}.")
    if change.at is not None and entry.kind not in MOVED_KINDS:
        raise CorrectionError(f"The entry {entry.id} is no rating: its time stays as it was.")
    if change.state is not None and entry.kind != EntryKind.HEADACHE:
        raise CorrectionError(f"The entry {entry.id} is no headache: it has no end.")
    if (change.of_class or change.name) is not None and entry.kind != EntryKind.MEDICINE:
        raise CorrectionError(f"The entry {entry.id} is not of medicine: it has no class.")
    said = _changed(entry, change, day_ends)
    if said is not None:
        known = ("note", "places", "tags", "day", "worst", "still_at", "ended_at", "name")
        kept = {key: one for key, one in without_undo(entry.body).items() if key not in known}
        return {**kept, **said}
    if entry.kind not in (EntryKind.SESSION_ENDED, EntryKind.UNWELCOME):
        raise CorrectionError(f"The entry {entry.id} is none that can be changed.")
    if any(one is not None for one in (change.value, change.places, change.tags)):
        raise CorrectionError(
            f"The entry {entry.id} is no rating: it has a note that can be changed, no number "
            "and no places."
        )
    return {**without_undo(entry.body), **({} if note is None else {"note": note})}


def _changed(entry: Entry, change: EntryChange, day_ends: str) -> dict[str, object] | None:
    """What is written of the changed number, headache or medicine; None for all others."""
    value, at = change.value, change.at
    words = {
        key: said
        for key, said in (("note", change.note), ("tags", change.tags))
        if said is not None
    }
    places = {} if change.places is None else {"places": change.places}
    if (rating := read_rating(entry)) is not None:
        if value is not None:
            rating = replace(rating, value=value)
        if at is not None:
            of_day = evening_day(at, day_ends) if rating.moment.is_evening else None
            rating = replace(rating, at=at, of_day=of_day)
        return rating_body(replace(rating, **words, **places))  # type: ignore[arg-type]
    worst = {} if value is None else {"worst": None if value == NO_NUMBER else value}
    if (headache := read_headache(entry)) is not None:
        headache = replace(headache, **words, **places, **worst)  # type: ignore[arg-type]
        return headache_body(_moved(headache, change))
    moved = {} if at is None else {"at": at, "day": at.date()}
    if (noted := read_headache_day(entry)) is not None:
        changed = replace(noted, **words, **places, **worst, **moved)  # type: ignore[arg-type]
        return headache_day_body(changed)
    if (medicine := read_medicine(entry)) is not None:
        if value is not None or change.places is not None:
            raise CorrectionError(
                f"The entry {entry.id} is of medicine: it has no number and no places."
            )
        kinds = {} if change.of_class is None else {"of_class": change.of_class}
        names = {} if change.name is None else {"name": change.name}
        changed_to = replace(medicine, **words, **moved, **kinds, **names)  # type: ignore[arg-type]
        return medicine_body(changed_to)
    return None


def _moved(headache: Headache, change: EntryChange) -> Headache:
    """The headache with its beginning and its end as they shall be; raises HeadacheError."""
    if (at := change.at) is not None:
        still_at = headache.still_at
        headache = replace(
            headache, at=at, still_at=still_at if still_at and still_at >= at else None
        )
    if change.state is not None:
        headache = with_end(headache, change.state, change.ended_at)
    if headache.ended_at is not None and headache.ended_at < headache.at:
        raise HeadacheError("A headache cannot begin after its end.")
    return headache
