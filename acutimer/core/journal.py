"""Entries of the diary: kinds, order, correction by a newer entry, removal by a tombstone.

Entries never change. Must never open a file: storage appends and reads, this says what they mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from math import inf
from typing import cast

from acutimer.core.pain_places import PLACES, PlaceError, checked_places
from acutimer.core.said import day_said, tags_body, tags_said, text_said
from acutimer.core.scale import SCALE_LEAST, SCALE_MOST

MOST_NOTE = 2000


class EntryKind(StrEnum):
    """What an entry notes."""

    RATING = "rating"
    SESSION_BEGAN = "session_began"
    PRESS_ENDED = "press_ended"
    SESSION_ENDED = "session_ended"
    SAFETY_ANSWERS = "safety_answers"
    STOP_SHOWN = "stop_shown"
    SIGNS_SEEN = "signs_seen"
    UNWELCOME = "unwelcome"
    REMARK_TOLD = "remark_told"
    PLAN = "plan"
    HEADACHE = "headache"
    HEADACHE_DAY = "headache_day"
    HEADACHE_ASKED = "headache_asked"
    MEDICINE = "medicine"
    IMPORT = "import"
    TOMBSTONE = "tombstone"


class Moment(StrEnum):
    """What a rating is of: its own moment, the moments round a session, or a day looked back on."""

    NOW = "now"
    BEFORE = "before"
    AFTER = "after"
    FOLLOW_UP = "follow-up"
    EVENING_WORST = "evening-worst"
    EVENING_AVERAGE = "evening-average"

    @property
    def is_evening(self) -> bool:
        """Whether it is of a whole day."""
        return self in _EVENING


_EVENING = (Moment.EVENING_WORST, Moment.EVENING_AVERAGE)
#: looked up for every rating that is read
_MOMENTS = {moment.value: moment for moment in Moment}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal; ``at`` is the moment it speaks of, with its offset.

    ``hlc`` is the hybrid logical clock it was written at: 48 bits of ms, 16 bits of counter.
    """

    id: str
    device: str
    seq: int
    hlc: int
    kind: str
    at: datetime
    zone: str
    replaces: str | None = None
    body: Mapping[str, object] = field(default_factory=dict[str, object], hash=False)

    @property
    def order(self) -> tuple[int, str]:
        """Of two corrections of one entry, the one with the higher order shows."""
        return (self.hlc, self.device)


@dataclass(frozen=True, slots=True)
class Rating:
    """Pain from 0 to 10 at a moment; ``session`` names the session it goes with.

    ``places`` are ids of core.pain_places, none where nothing was said; ``site`` and ``side`` are
    the older, free way to say where, which scripts may still use. ``of_day`` is the day that an
    evening rating is of, None where that is the day of ``at``.
    """

    id: str
    value: int
    moment: Moment
    at: datetime
    site: str | None = None
    side: str | None = None
    note: str = ""
    session: str | None = None
    unwelcome: tuple[str, ...] | None = None
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    of_day: date | None = None

    @property
    def day(self) -> date:
        """The day it counts to, in its own offset."""
        return self.of_day or self.at.date()


@dataclass(frozen=True, slots=True)
class PressedPart:
    """Seconds one point was pressed on one body side; ``planned_s`` None where nobody noted it."""

    point: str
    side: str
    seconds: float
    planned_s: float | None = None


@dataclass(frozen=True, slots=True)
class SessionNote:
    """A session as noted: seconds on the clock, seconds per point and side, how it ended.

    ``content_hash`` tells routines apart that do something else under the same name.
    """

    id: str
    routine: str
    routine_name: str
    at: datetime
    planned_s: float
    pressed_s: float
    parts: tuple[PressedPart, ...]
    ended: str
    pauses: int = 0
    skipped: int = 0
    content_hash: str | None = None
    note: str = ""
    #: where it hurt, as tapped for this session
    places: tuple[str, ...] = ()
    #: the entry that says how it ended; empty while it is not noted
    entry: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Unwelcome:
    """What was noticed after a session that was not rated: ids, None where nobody was asked."""

    id: str
    at: datetime
    unwelcome: tuple[str, ...] | None
    note: str = ""
    session: str | None = None


class RatingError(ValueError):
    """A rating that cannot be noted, with the reason in one sentence."""


def checked_value(value: int) -> int:
    """The value when it is on the scale; raises RatingError."""
    if type(value) is not int or not SCALE_LEAST <= value <= SCALE_MOST:
        raise RatingError(f"A rating is a whole number from 0 to 10, not {value}.")
    return value


def shown(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that show, in the order given.

    An entry and all corrections of it, of corrections too, are one family: the newest of it
    shows, and nothing does when that is a tombstone.
    """
    rows = list(entries)
    parents = {entry.id: entry.replaces for entry in rows}
    newest: dict[str, Entry] = {}
    for entry in rows:
        first = _first_of(entry.id, parents)
        rival = newest.get(first)
        if rival is None or entry.order > rival.order:
            newest[first] = entry
    showing = {entry.id for entry in newest.values() if entry.kind != EntryKind.TOMBSTONE}
    return [entry for entry in rows if entry.id in showing]


def _first_of(entry_id: str, parents: Mapping[str, str | None]) -> str:
    """What a line of corrections began with; a ring, which only damage can make, is one family."""
    seen = {entry_id}
    while parent := parents.get(entry_id):
        if parent in seen:
            return min(seen)
        seen.add(parent)
        entry_id = parent
    return entry_id


def rating_body(rating: Rating) -> dict[str, object]:
    """What is written of a rating; unanswered stays unanswered. Raises RatingError."""
    body: dict[str, object] = {"value": checked_value(rating.value), "moment": rating.moment.value}
    for key in ("site", "side", "session"):
        value = getattr(rating, key)
        if value is not None:
            body[key] = value
    if rating.note:
        body["note"] = rating.note[:MOST_NOTE]
    if rating.unwelcome is not None:
        body["unwelcome"] = list(rating.unwelcome)
    if rating.places:
        try:
            body["places"] = list(checked_places(rating.places))
        except PlaceError as fault:
            raise RatingError(str(fault)) from fault
    if rating.of_day is not None and rating.of_day != rating.at.date():
        body["day"] = rating.of_day.isoformat()
    return {**body, **tags_body(rating.tags)}


def read_rating(entry: Entry) -> Rating | None:
    """The rating an entry notes, or None when it is no readable rating."""
    body = entry.body
    value, moment = body.get("value"), _MOMENTS.get(str(body.get("moment")))
    if entry.kind != EntryKind.RATING or not isinstance(value, int) or isinstance(value, bool):
        return None
    if not SCALE_LEAST <= value <= SCALE_MOST or moment is None:
        return None
    unwelcome, places = body.get("unwelcome"), body.get("places")
    # in the order of the fields: a whole diary is read here
    return Rating(
        entry.id,
        value,
        moment,
        entry.at,
        text_said(body, "site"),
        text_said(body, "side"),
        text_said(body, "note") or "",
        text_said(body, "session"),
        None if unwelcome is None else tuple(map(str, _listed(unwelcome))),
        tuple(one for one in _listed(places) if isinstance(one, str)) if places else (),
        tags_said(body),
        day_said(body),
    )


def read_unwelcome(entry: Entry) -> Unwelcome | None:
    """What an entry says was noticed, or None when it is none of that kind."""
    if entry.kind != EntryKind.UNWELCOME:
        return None
    unwelcome, note = entry.body.get("unwelcome"), entry.body.get("note")
    session = entry.body.get("session")
    return Unwelcome(
        id=entry.id,
        at=entry.at,
        unwelcome=None if unwelcome is None else tuple(map(str, _listed(unwelcome))),
        note=note if isinstance(note, str) else "",
        session=session if isinstance(session, str) and session else None,
    )


def session_ended_body(note: SessionNote) -> dict[str, object]:
    """What is written when a session is over."""
    own_words: dict[str, object] = {"note": note.note} if note.note else {}
    tapped: dict[str, object] = {"places": list(note.places)} if note.places else {}
    return {
        "session": note.id,
        "routine": note.routine,
        "routine_name": note.routine_name,
        "planned_s": note.planned_s,
        "pressed_s": note.pressed_s,
        "parts": parts_content(note.parts),
        "ended": note.ended,
        "pauses": note.pauses,
        "skipped": note.skipped,
        "content_hash": note.content_hash,
        **own_words,
        **tapped,
    }


def parts_content(parts: Iterable[PressedPart]) -> list[dict[str, object]]:
    """Time pressed by point and side as entries and exports hold it."""
    return [
        {"point": p.point, "side": p.side, "pressed_s": p.seconds, "planned_s": p.planned_s}
        for p in parts
    ]


def read_session(entry: Entry) -> SessionNote | None:
    """The session an ending entry notes, or None when it is none that can be read."""
    if entry.kind != EntryKind.SESSION_ENDED:
        return None
    body = entry.body
    try:
        return SessionNote(
            id=str(body["session"]),
            routine=str(body["routine"]),
            routine_name=str(body.get("routine_name", body["routine"])),
            at=entry.at,
            planned_s=_seconds(body["planned_s"]),
            pressed_s=_seconds(body["pressed_s"]),
            parts=read_parts(body.get("parts")),
            ended=str(body["ended"]),
            pauses=int(str(body.get("pauses", 0))),
            skipped=int(str(body.get("skipped", 0))),
            content_hash=str(body.get("content_hash") or "") or None,
            note=str(body.get("note") or ""),
            places=tuple(one for one in PLACES if one in _listed(body.get("places"))),
            entry=entry.id,
        )
    except (KeyError, ValueError):
        return None


def read_parts(rows: object) -> tuple[PressedPart, ...]:
    """Time pressed by point and side; raises KeyError or ValueError for what is none."""
    return tuple(_read_part(row) for row in _listed(rows))


def _read_part(row: object) -> PressedPart:
    if not isinstance(row, Mapping):
        raise ValueError("a part of a session must be a table")  # noqa: TRY004 (as other faults)
    part = cast("Mapping[str, object]", row)
    planned_s = part.get("planned_s")
    return PressedPart(
        str(part["point"]),
        str(part["side"]),
        _seconds(part["pressed_s"]),
        None if planned_s is None else _seconds(planned_s),
    )


def _seconds(value: object) -> float:
    """A length of time; sums and plots rely on it being finite and not below zero."""
    seconds = float(str(value))
    if not 0 <= seconds < inf:
        raise ValueError(f"{value} is no length of time")
    return seconds


def _listed(value: object) -> list[object]:
    return cast("list[object]", value) if isinstance(value, list) else []
