"""What is found in a journal when it is opened or looked over, for the rest of the app.

Must never write: that is the journal file's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from acutimer.core.journal import Entry, EntryKind

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from acutimer.core.safety import Profile
    from acutimer.storage.journal_store import JournalStore, UnfinishedSession

_NEAR = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Opening:
    """What was found when the journal was opened."""

    profile: Profile
    sentence: str = ""
    #: why nothing can be written now, and what can be done all the same
    not_writable: str = ""
    #: the backup to offer
    backup: Path | None = None
    unfinished: UnfinishedSession | None = None
    #: the rating given before that session
    before: int | None = None
    #: when the last note was, by its own account
    last_noted: datetime | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What is wrong with the journal after all of it was looked at."""

    fault: str = ""
    #: the backup to offer
    backup: Path | None = None
    unreadable: int = 0


def opening_of(store: JournalStore, now: datetime) -> Opening:
    """What a journal that can be written holds for the start."""
    from acutimer.storage.safety_profile import profile_in

    profile, sentence = profile_in(store, now)
    unfinished = store.unfinished_session()
    return Opening(
        profile,
        sentence,
        unfinished=unfinished,
        before=_before(store, unfinished.began) if unfinished else None,
        last_noted=_last_noted(store),
    )


def _last_noted(store: JournalStore) -> datetime | None:
    """The moment of the rating or session that was noted last."""
    latest = (store.latest(kind) for kind in (EntryKind.RATING, EntryKind.SESSION_ENDED))
    noted = [entry for entry in latest if entry is not None]
    return max(noted, key=lambda entry: entry.order).at if noted else None


def _before(store: JournalStore, began: Entry) -> int | None:
    """The rating that was given before a session began, or in its lead-in."""
    for rating in store.ratings(began.at - _NEAR, began.at + _NEAR):
        if rating.session == began.id and rating.moment == "before":
            return rating.value
    return None
