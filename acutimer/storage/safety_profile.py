"""What a journal holds of the safety answers: given, stopped, danger signs looked at.

Window and verbs read it here, so that both judge by the same. Must never take a stop of another day
for today's, nor what was answered before it, or on another machine, for new.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from acutimer.core.journal import Entry, EntryKind
from acutimer.core.safety import Profile, ProfileError, read_profile

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

    from acutimer.storage.journal_store import JournalStore

#: A clock may differ by so much from one that was right: travel across time zones.
_TRAVEL = timedelta(days=1)


def profile_in(store: JournalStore, now: datetime) -> tuple[Profile, str]:
    """The safety answers, and a sentence when they cannot be read."""
    answers = store.latest_certain(EntryKind.SAFETY_ANSWERS)
    stopped = store.latest(EntryKind.STOP_SHOWN)
    profile, sentence = Profile(), ""
    if answers is not None:
        try:
            profile = read_profile(answers.body, answers.at.date())
        except ProfileError:
            sentence = "Your safety answers could not be read, so they are asked again."
    profile = _with_signs(profile, store.latest_certain(EntryKind.SIGNS_SEEN))
    if stopped is None:
        return profile, sentence
    if answers is not None and answers.hlc < stopped.hlc:
        # they came before the stop, whatever the clock on the wall showed then
        profile = replace(profile, confirmed_on=None)
    if is_of_a_wrong_clock(stopped.at, now):  # else no day would ever come
        return profile, sentence
    return replace(profile, stopped_at=stopped.at), sentence


def is_of_a_wrong_clock(at: datetime | None, now: datetime) -> bool:
    """Whether a moment is of a day to come; one day is left for travel across time zones."""
    return at is not None and at.date() - now.date() > _TRAVEL


def _with_signs(profile: Profile, seen: Entry | None) -> Profile:
    """With the last look at the danger signs; one that cannot be read is none."""
    version = seen.body.get("version") if seen is not None else None
    if seen is None or type(version) is not int:
        return profile
    on = seen.body.get("accepted_on")
    try:
        accepted_on = date.fromisoformat(on) if isinstance(on, str) else None
    except ValueError:
        accepted_on = None
    return replace(profile, signs_seen_on=seen.at.date(), accepted=version, accepted_on=accepted_on)
