"""When a day ends for a person: what is noted after midnight may still be of the evening before.

Only numbers that look back on a day are moved so. Must never change the moment of a note.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

#: As a setting writes it; the first ends a day as the calendar does.
DAY_ENDS = ("00:00", "01:00", "02:00", "03:00", "04:00", "05:00", "06:00")
USUAL_DAY_END = "04:00"


def evening_day(at: datetime, day_ends: str = USUAL_DAY_END) -> date:
    """The day an evening's number is of, by the clock on the wall where it is noted."""
    is_after_midnight = at.time() < time.fromisoformat(day_ends)
    return at.date() - timedelta(days=1) if is_after_midnight else at.date()
