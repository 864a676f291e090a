"""What several readers share: entries, headaches and tags made of what a row says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from acutimer.core.headaches import MOST_DAYS, Headache, HeadacheState, headache_body
from acutimer.core.importing.asking import Asking
from acutimer.core.importing.reading import Noting
from acutimer.core.importing.refusing import RowRefused
from acutimer.core.importing.values import tags_and_rest
from acutimer.core.journal import EntryKind
from acutimer.core.medicine import MOST_NAME, Medicine, medicine_body


def noting(kind: EntryKind, at: datetime, body: dict[str, object]) -> Noting:
    """An entry in the zone that its moment carries."""
    return Noting(kind, at, body, str(getattr(at.tzinfo, "key", "") or ""))


def tags_of(asking: Asking, *words: str) -> tuple[str, ...]:
    """The words as tags, as far as they can be, and the marks of the row's times."""
    return tags_and_rest([*dict.fromkeys(asking.marks), *filter(None, words)])[0]


def headache(
    at: datetime,
    ended_at: datetime | None,
    worst: int | None,
    note: str,
    tags: tuple[str, ...],
    places: Iterable[str] = (),
    column: str = "",
) -> Noting:
    """A headache that is over; an end that was not written stays unknown. Raises RowRefused."""
    if ended_at is not None:
        if ended_at < at:
            raise RowRefused(column, "it ends before it begins.")
        if ended_at - at > timedelta(days=MOST_DAYS):
            raise RowRefused(column, f"it lasts more than {MOST_DAYS} days.")
    state = HeadacheState.END_UNKNOWN if ended_at is None else HeadacheState.ENDED
    said = Headache(at, state, ended_at, None, worst, tuple(places), note, tags)
    return noting(EntryKind.HEADACHE, at, headache_body(said))


def medicines(
    names: Iterable[str], at: datetime, asking: Asking, *, is_needed: bool = False
) -> list[Noting]:
    """The medicines whose class somebody said; the others stay words of the note."""
    notes: list[Noting] = []
    for name in names:
        of_class = asking.medicine_class(name, is_needed=is_needed)
        if of_class is not None:
            taken = Medicine(at, of_class, at.date(), name[:MOST_NAME], tags=tags_of(asking))
            notes.append(noting(EntryKind.MEDICINE, at, medicine_body(taken)))
    return notes
