"""How long nobody need be awake for the reminders' sake.

Must never say longer than it is: who wakes too early thinks again with all that is known.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from acutimer.core.reminders import At, Known, next_moment
from acutimer.runtime.local_time import WallZone
from acutimer.storage.reminder_file import load_reminders


def seconds_asleep(path: Path, now: datetime) -> float | None:
    """Seconds until the first can come, 0 where only the app can know; None without any.

    Times of the wall need the clock alone, and what was done since only puts them off. The other
    rules ask who is there, or what stands in the journal.
    """
    kept, fault = load_reminders(path, now)
    rows = [one for one in kept.rows if one.enabled]
    if fault or any(not isinstance(one.rule, At) for one in rows):
        return 0.0  # the app says what is wrong with the file
    known = Known(now, WallZone(), quiet_until=kept.quiet_until)
    moments = [at for one in rows if (at := next_moment(one, known)) is not None]
    return min(((at - now).total_seconds() for at in moments), default=None)
