"""Notes for the tests of History, made up and the same every time."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta, timezone

from acutimer.core.journal import Moment, Rating, SessionNote

TODAY = date(2026, 5, 31)
ZONE = timezone(timedelta(hours=2))


def day(ago: int) -> date:
    """So many days before today."""
    return TODAY - timedelta(days=ago)


def at(ago: int, hour: int = 12, minute: int = 0) -> datetime:
    """A moment so many days before today."""
    return datetime.combine(day(ago), datetime.min.time(), ZONE).replace(hour=hour, minute=minute)


def now(value: int, when: datetime) -> Rating:
    """A rating on its own."""
    return Rating(f"now {when.isoformat()} {value}", value, Moment.NOW, when)


def pair(name: str, when: datetime, before: int, after: int) -> list[Rating]:
    """The ratings before and after a session."""
    later = when + timedelta(minutes=12)
    return [
        Rating(f"{name} before", before, Moment.BEFORE, when, session=name),
        Rating(f"{name} after", after, Moment.AFTER, later, session=name, note="warm"),
    ]


def session(name: str, when: datetime, pressed_s: float = 580) -> SessionNote:
    """A session with nothing special."""
    return SessionNote(name, "r", "Neck and shoulders", when, 630, pressed_s, (), "finished")


def weeks_of_notes(
    days: int = 42, seed: int = 4, blank: tuple[int, ...] = (4, 5, 20)
) -> tuple[list[Rating], list[SessionNote]]:
    """Ratings on all days but the blank ones (days ago), a session every third day."""
    rng = random.Random(seed)
    ratings: list[Rating] = []
    sessions: list[SessionNote] = []
    for ago in range(days):
        if ago in blank:
            continue
        for hour in sorted(rng.sample(range(7, 22), 2)):
            ratings.append(now(rng.randint(1, 6), at(ago, hour)))
        if ago % 3 == 0:
            before = rng.randint(5, 8)
            ratings += pair(f"s{ago}", at(ago, 14), before, before + rng.choice((-3, -1, -1, 0, 1)))
            sessions.append(session(f"s{ago}", at(ago, 14, 11), rng.randint(300, 630)))
    return ratings, sessions
