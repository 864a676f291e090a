"""Every kind of note that exports show, in all its states, put into a journal."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta, timezone
from pathlib import Path

from acutimer.core.headaches import (
    Headache,
    HeadacheState,
    NotedHeadacheDay,
    headache_body,
    headache_day_body,
)
from acutimer.core.journal import (
    Entry,
    EntryKind,
    Moment,
    PressedPart,
    Rating,
    SessionNote,
    session_ended_body,
)
from acutimer.core.medicine import Medicine, medicine_body
from acutimer.core.plan import Plan, PlanState, plan_body
from acutimer.core.routines import Schedule
from acutimer.storage.database import open_database
from acutimer.storage.exchange.listing import LISTED_KINDS
from acutimer.storage.journal_store import JournalStore
from tests.storage.journals import WallClock

#: The secret words of the journal, for tests that look where they went.
WORDS = "a long drive, naïve 痛"
#: What Amsterdam's clocks showed: an offset of seconds too.
_OLD_ZONE = timezone(timedelta(minutes=19, seconds=32))


def one_of_each(folder: Path) -> list[Entry]:
    """What shows of such a journal, made below a folder."""
    now = WallClock()
    database = open_database(folder / "journal.sqlite3", now=now, backups=folder / "backups")
    with closing(database):
        store = JournalStore(database, now, zone=lambda at: "Europe/Berlin")
        count = note_one_of_each(store, now)
        entries = store.entries(LISTED_KINDS)
    assert len(entries) == count
    return entries


def note_one_of_each(store: JournalStore, now: WallClock) -> int:
    """Note them and tell how many show."""
    for moment in Moment:
        day = date(2026, 2, 28) if moment.is_evening else None
        store.add_rating(Rating("", 4, moment, now(), of_day=day))
    _note_full(store, now)
    store.append(EntryKind.SESSION_ENDED, session_ended_body(_session(now, "finished", WORDS)))
    store.append(EntryKind.SESSION_ENDED, session_ended_body(_session(now, "stopped", "")))
    store.append(EntryKind.UNWELCOME, {"unwelcome": ["numb"], "note": WORDS, "session": "s1"})
    store.append(EntryKind.UNWELCOME, {"note": WORDS})
    for plan in _plans(now):
        store.append(EntryKind.PLAN, plan_body(plan))
    for headache in _headaches(now):
        store.append(EntryKind.HEADACHE, headache_body(headache), headache.at)
    for noted in (
        NotedHeadacheDay(now(), date(2026, 2, 27), True, 7, ("temple.left",), WORDS, ("storm",)),
        NotedHeadacheDay(now(), date(2026, 2, 26), False),
    ):
        store.append(EntryKind.HEADACHE_DAY, headache_day_body(noted))
    for medicine in (
        Medicine(now(), "plain", now().date()),
        Medicine(now(), "triptan", date(2026, 2, 27), "Mine", WORDS, ("storm",)),
        Medicine(now(), "none", date(2026, 2, 25)),
    ):
        store.append(EntryKind.MEDICINE, medicine_body(medicine))
    return len(Moment) + 4 + 2 + 2 + 3 + 4 + 2 + 3


def _note_full(store: JournalStore, now: WallClock) -> None:
    """Ratings with everything they can have, and at odd moments."""
    store.add_rating(
        Rating(
            "", 0, Moment.NOW, now(), "jaw", "left", WORDS, "s1", ("dizzy", "numb"),
            ("neck.left", "temple.right"), ("storm", "a b"),
        )
    )  # fmt: skip
    store.add_rating(Rating("", 10, Moment.AFTER, now(), unwelcome=(), places=("neck.left",)))
    old = now().replace(year=1905, microsecond=123456, tzinfo=_OLD_ZONE)
    store.add_rating(Rating("", 1, Moment.NOW, old))
    store.add_rating(Rating("", 2, Moment.NOW, now(), note="=1+1", places=("shoulder.right",)))


def _session(now: WallClock, ended: str, note: str) -> SessionNote:
    parts = (PressedPart("GB20", "left", 30.0, 60), PressedPart("GB20", "right", 29.5))
    content_hash = "0123456789abcdef" if note else None
    return SessionNote(
        *("s1", "desk-pause", "Desk pause", now(), 210.0, 59.5, parts, ended),
        content_hash=content_hash,
        note=note,
        places=("neck.left", "shoulder.right") if note else (),
    )


def _plans(now: WallClock) -> tuple[Plan, ...]:
    three = Schedule(3, 6)
    return (
        Plan("desk-pause", "Desk pause", three, now()),
        Plan("desk-pause", "Desk pause", three, now(), PlanState.PAUSED, date(2026, 2, 20), 4),
        Plan("desk-pause", "Desk pause", three, now(), PlanState.ENDED),
    )


def _headaches(now: WallClock) -> tuple[Headache, ...]:
    began, hour = now() - timedelta(days=2), timedelta(hours=1)
    return (
        Headache(began, HeadacheState.ENDED, began + hour, worst=6, places=("temple.left",)),
        Headache(began, HeadacheState.END_UNKNOWN, still_at=began + hour, note=WORDS),
        Headache(began, HeadacheState.OPEN, still_at=began + hour, worst=0, tags=("storm",)),
        Headache(now(), HeadacheState.OPEN),
    )
