"""The diaries that History is measured with: the same every time, and made at one stroke."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta, timezone

from acutimer.core.headaches import Headache, HeadacheState, headache_body
from acutimer.core.journal import (
    EntryKind,
    Moment,
    PressedPart,
    Rating,
    SessionNote,
    rating_body,
    session_ended_body,
)
from acutimer.core.medicine import Medicine, medicine_body
from acutimer.storage.database import Database
from acutimer.storage.entry_rows import INSERT, Pending, new_id, row_of

TODAY = date(2026, 5, 31)
ZONE = timezone(timedelta(hours=2))
#: How the ratings go on and on: of ten, two are the ends of a session.
_ORDER = (*[Moment.NOW] * 4, Moment.BEFORE, Moment.AFTER, *[Moment.NOW] * 4)
#: Name, days, and ratings a day; the first is what the others are measured by.
JOURNALS = (("small", 365, 1), ("large", 3650, 10), ("huge", 36_500, 10))


def now() -> datetime:
    """The moment the bench takes place in."""
    return datetime.combine(TODAY, time(22), ZONE)


def fill(database: Database, days: int, a_day: int) -> int:
    """Notes so many ratings a day, and their sessions, in one transaction; gives the ratings."""
    rng = random.Random(days)
    parts = (PressedPart("GB20", "left", 120.0), PressedPart("GB20", "right", 120.0))
    rows: list[tuple[object, ...]] = []

    def note(kind: EntryKind, at: datetime, body: dict[str, object]) -> None:
        seq = len(rows) + 1
        hlc = (int(at.timestamp()) * 1000 << 16) + seq % 65536
        pending = Pending(new_id(at), str(kind), at, "Europe/Berlin", None, body)
        rows.append(row_of(pending, database.device, seq, hlc))

    for nth in range(days * a_day):
        ago, place = divmod(nth, a_day)
        when = time(7 + place * 14 // a_day, rng.randint(0, 59))
        at = datetime.combine(TODAY - timedelta(days=ago), when, ZONE)
        moment = _ORDER[nth % len(_ORDER)]
        session = f"session {nth // len(_ORDER)}" if moment is not Moment.NOW else None
        rating = Rating("", rng.randint(0, 10), moment, at, session=session)
        note(EntryKind.RATING, at, rating_body(rating))
        if moment is Moment.BEFORE and session:
            held = SessionNote(session, "r", "Routine", at, 600, 240, parts, "finished")
            note(EntryKind.SESSION_ENDED, at, session_ended_body(held))
    for ago in range(0, days, 5):
        at = datetime.combine(TODAY - timedelta(days=ago), time(8), ZONE)
        ached = Headache(at, HeadacheState.ENDED, at + timedelta(hours=9), worst=6)
        note(EntryKind.HEADACHE, at, headache_body(ached))
        note(EntryKind.MEDICINE, at, medicine_body(Medicine(at, "plain", at.date())))
    with database.writing() as connection:
        connection.executemany(INSERT, rows)
    return days * a_day
