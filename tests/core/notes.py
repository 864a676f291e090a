"""Notes of a diary as tests write them: ratings and sessions of some days up to TODAY."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from acutimer.core.journal import Moment, PressedPart, Rating, SessionNote

TODAY = date(2026, 5, 31)
FIRST = TODAY - timedelta(days=41)
CEST = timezone(timedelta(hours=2))


def at(day: date, hour: int = 12, minute: int = 0, zone: timezone = CEST) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone)


def rating(value: int, when: datetime, moment: str = "now", session: str | None = None) -> Rating:
    name = f"{when.isoformat()} {moment} {session} {value}"
    return Rating(name, value, Moment(moment), when, session=session)


def session(
    name: str,
    when: datetime,
    pressed_s: float = 300,
    planned_s: float = 360,
    parts: tuple[PressedPart, ...] = (),
) -> SessionNote:
    return SessionNote(name, "r", "Routine", when, planned_s, pressed_s, parts, "finished")


def pair(name: str, day: date, before: int, after: int) -> list[Rating]:
    return [
        rating(before, at(day, 10), "before", name),
        rating(after, at(day, 10, 20), "after", name),
    ]


def pairs(changes: list[int], before: int = 7, first: date = FIRST) -> list[Rating]:
    made: list[Rating] = []
    for nth, change in enumerate(changes):
        made += pair(f"s{nth}", first + timedelta(days=nth), before, before + change)
    return made


def days_of_notes(count: int, value: int = 4) -> list[Rating]:
    return [rating(value, at(TODAY - timedelta(days=nth), 8)) for nth in range(count)]
