"""What is found in a journal when it is opened or looked over, for the rest of the app.

Must never take a stop page of another day for today's, nor answers given before it for new ones.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from acutimer.core.journal import Entry, EntryKind
from acutimer.core.safety import Profile, ProfileError, read_profile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from acutimer.storage.journal_store import JournalStore, UnfinishedSession

_NEAR = timedelta(minutes=5)
#: A clock may differ by so much from one that was right: travel across time zones.
_TRAVEL = timedelta(days=1)


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


def opening_of(store: JournalStore, today: date) -> Opening:
    """What a journal that can be written holds for the start."""
    profile, sentence = profile_in(store, today)
    unfinished = store.unfinished_session()
    return Opening(
        profile,
        sentence,
        unfinished=unfinished,
        before=_before(store, unfinished.began) if unfinished else None,
        last_noted=_last_noted(store),
    )


def profile_in(store: JournalStore, today: date) -> tuple[Profile, str]:
    """The safety answers, and a sentence when they cannot be read."""
    answers = store.safety_answers()
    stopped = store.latest(EntryKind.STOP_SHOWN)
    profile, sentence = Profile(), ""
    if answers is not None:
        try:
            profile = read_profile(answers.body, answers.at.date())
        except ProfileError:
            sentence = "Your safety answers could not be read, so they are asked again."
    if stopped is None:
        return profile, sentence
    if answers is not None and answers.hlc < stopped.hlc:
        # they came before the stop, whatever the clock on the wall showed then
        profile = replace(profile, confirmed_on=None)
    if stopped.at.date() - today > _TRAVEL:  # noted by a wrong clock: else no day would ever come
        return profile, sentence
    return replace(profile, stopped_on=stopped.at.date()), sentence


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
