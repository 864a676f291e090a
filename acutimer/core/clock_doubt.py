"""Whether the clock on the wall can be right: a computer without a battery wakes in 1970.

Must never change a moment: it only says what to ask the person.
"""

from __future__ import annotations

from datetime import datetime, timedelta

#: acutimer is younger than the first, and nobody will be using this version in the last.
FIRST_YEAR, LAST_YEAR = 2024, 2100
#: So long nobody leaves a diary and finds it again without being asked.
_LONGEST_GAP = timedelta(days=5 * 365)
_AHEAD = timedelta(days=1)


def clock_doubt(now: datetime, last_noted: datetime | None = None) -> str | None:
    """Why the clock may be wrong, in one sentence, or None; ``last_noted`` is of the last note."""
    shown = f"This computer's clock shows {now:%Y-%m-%d %H:%M}"
    if not FIRST_YEAR <= now.year < LAST_YEAR:
        return f"{shown}, which cannot be right."
    if last_noted is None:
        return None
    if last_noted > now + _AHEAD:
        return f"{shown}, and the last note is of {last_noted:%Y-%m-%d}, which lies ahead of it."
    if now - last_noted > _LONGEST_GAP:
        return f"{shown}, and the last note is of {last_noted:%Y-%m-%d}, years before it."
    return None


def lies_ahead(at: datetime, now: datetime) -> bool:
    """Whether a note would be of a day to come; a clock that is doubtful says nothing about it."""
    latest = latest_moment(now)
    return latest is not None and at > latest


def latest_moment(now: datetime) -> datetime | None:
    """The last moment that a note can be of; None where the clock is doubtful."""
    return now + _AHEAD if clock_doubt(now) is None else None
