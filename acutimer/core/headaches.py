"""Headaches as noted: from when to when, or only that a day had one, or had none.

An end that nobody noted stays unknown. A day of which nothing is said is blank: it is never one
without headache. Must never make up a moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from acutimer.core.journal import Entry, EntryKind, RatingError, checked_value
from acutimer.core.pain_places import PlaceError, checked_places
from acutimer.core.said import day_said, list_said, tags_body, tags_said, text_said
from acutimer.core.scale import SCALE_LEAST, SCALE_MOST

#: A headache of more days than these is one whose end was forgotten.
MOST_DAYS = 92
_DAY = timedelta(days=1)


class HeadacheState(StrEnum):
    """Whether it goes on."""

    OPEN = "open"
    ENDED = "ended"
    #: it is over, and nobody knows since when
    END_UNKNOWN = "end_unknown"


@dataclass(frozen=True, slots=True)
class Headache:
    """A headache that began at ``at``; ``still_at`` is when it was last said to be there.

    ``worst`` is 0 to 10, None where nobody said it; ``ended_at`` is known only when it is ENDED.
    """

    at: datetime
    state: HeadacheState = HeadacheState.OPEN
    ended_at: datetime | None = None
    still_at: datetime | None = None
    worst: int | None = None
    places: tuple[str, ...] = ()
    note: str = ""
    tags: tuple[str, ...] = ()
    #: the id of the entry that says it; empty while it is not noted
    id: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it goes on, as far as anybody said."""
        return self.state is HeadacheState.OPEN

    @property
    def last_known(self) -> datetime:
        """The last moment at which it was there, as far as it was said."""
        return max(at for at in (self.at, self.still_at, self.ended_at) if at is not None)

    @property
    def minutes(self) -> int | None:
        """How long it was there; None where its end is not known."""
        if self.ended_at is None:
            return None
        return round((self.ended_at - self.at).total_seconds() / 60)

    @property
    def days(self) -> tuple[date, ...]:
        """Every local day on which it was there, as far as it was said."""
        first, last = self.at.date(), self.last_known.date()
        count = min(max(0, (last - first).days), MOST_DAYS - 1)
        return tuple(first + n * _DAY for n in range(count + 1))


@dataclass(frozen=True, slots=True)
class NotedHeadacheDay:
    """A day of which somebody said that it had a headache, or that it had none."""

    at: datetime
    day: date
    had: bool = True
    worst: int | None = None
    places: tuple[str, ...] = ()
    note: str = ""
    tags: tuple[str, ...] = ()
    id: str = ""

    @property
    def days(self) -> tuple[date, ...]:
        """The day, as a headache has them."""
        return (self.day,)


class HeadacheError(RatingError):
    """A headache that cannot be noted so, with the reason in one sentence."""


def still_there(headache: Headache, at: datetime) -> Headache:
    """The headache, said to be there at that moment; raises HeadacheError."""
    _require_open(headache)
    _require_after(headache, at, "be there still")
    return replace(headache, still_at=max(at, headache.last_known))


def ended(headache: Headache, at: datetime | None, worst: int | None = None) -> Headache:
    """The headache with its end; None is an end that nobody knows. Raises HeadacheError."""
    _require_open(headache)
    worst = headache.worst if worst is None else worst
    if at is None:
        return replace(headache, state=HeadacheState.END_UNKNOWN, worst=worst)
    _require_after(headache, at, "end")
    still = headache.still_at if headache.still_at is None or headache.still_at <= at else None
    return replace(headache, state=HeadacheState.ENDED, ended_at=at, still_at=still, worst=worst)


def with_end(headache: Headache, state: HeadacheState, ended_at: datetime | None) -> Headache:
    """The headache with another end, or none, whatever was said before; raises HeadacheError."""
    if state is not HeadacheState.ENDED:
        return replace(headache, state=state, ended_at=None)
    if ended_at is None:
        raise HeadacheError("When it ended is missing; or say that nobody knows it.")
    _require_after(headache, ended_at, "end")
    still = headache.still_at if headache.still_at and headache.still_at <= ended_at else None
    return replace(headache, state=state, ended_at=ended_at, still_at=still)


def _require_open(headache: Headache) -> None:
    if not headache.is_open:
        raise HeadacheError("This headache is over already.")


def _require_after(headache: Headache, at: datetime, what: str) -> None:
    if at < headache.at:
        raise HeadacheError(
            f"It began on {headache.at:%Y-%m-%d at %H:%M} and cannot {what} before that."
        )
    if (at.date() - headache.at.date()).days >= MOST_DAYS:
        raise HeadacheError(
            f"A headache is noted for at most {MOST_DAYS} days; begin a new one, and let this one "
            "have an end that is not known."
        )


def headache_body(headache: Headache) -> dict[str, object]:
    """What is written of a headache; raises RatingError."""
    body: dict[str, object] = {"state": headache.state.value}
    for key in ("ended_at", "still_at"):
        moment: datetime | None = getattr(headache, key)
        if moment is not None:
            body[key] = moment.isoformat()
    return {**body, **_said_body(headache)}


def headache_day_body(noted: NotedHeadacheDay) -> dict[str, object]:
    """What is written of a day with or without headache; raises RatingError."""
    if not noted.had and (noted.worst or noted.places):
        raise HeadacheError("A day without headache has no worst number and no places.")
    body: dict[str, object] = {"day": noted.day.isoformat(), "had": noted.had}
    return {**body, **_said_body(noted)}


def _said_body(noted: Headache | NotedHeadacheDay) -> dict[str, object]:
    body: dict[str, object] = {}
    if noted.worst is not None:
        body["worst"] = checked_value(noted.worst)
    if noted.places:
        try:
            body["places"] = list(checked_places(noted.places))
        except PlaceError as fault:
            raise HeadacheError(str(fault)) from fault
    if noted.note:
        body["note"] = noted.note
    return {**body, **tags_body(noted.tags)}


def read_headache(entry: Entry) -> Headache | None:
    """The headache an entry notes, or None when it is no readable one."""
    if entry.kind != EntryKind.HEADACHE:
        return None
    try:
        state = HeadacheState(str(entry.body.get("state")))
        ended_at, still_at = (_moment(entry.body, key) for key in ("ended_at", "still_at"))
    except ValueError:
        return None
    if (state is HeadacheState.ENDED) != (ended_at is not None):
        return None
    return Headache(
        at=entry.at,
        state=state,
        ended_at=ended_at,
        still_at=still_at,
        worst=_worst(entry.body),
        places=_places(entry.body),
        note=text_said(entry.body, "note") or "",
        tags=tags_said(entry.body),
        id=entry.id,
    )


def read_headache_day(entry: Entry) -> NotedHeadacheDay | None:
    """The day an entry says had a headache or none, or None when it is no readable one."""
    day, had = day_said(entry.body), entry.body.get("had")
    if entry.kind != EntryKind.HEADACHE_DAY or day is None or not isinstance(had, bool):
        return None
    return NotedHeadacheDay(
        at=entry.at,
        day=day,
        had=had,
        worst=_worst(entry.body),
        places=_places(entry.body),
        note=text_said(entry.body, "note") or "",
        tags=tags_said(entry.body),
        id=entry.id,
    )


def open_headache(headaches: Iterable[Headache]) -> Headache | None:
    """The one that goes on; of several the one that began last."""
    return max((one for one in headaches if one.is_open), key=lambda one: one.at, default=None)


def _moment(body: Mapping[str, object], key: str) -> datetime | None:
    """A moment with its offset; raises ValueError."""
    text = text_said(body, key)
    if text is None:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{key} has no offset")
    return moment


def _worst(body: Mapping[str, object]) -> int | None:
    value = body.get("worst")
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if SCALE_LEAST <= value <= SCALE_MOST else None


def _places(body: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(one for one in list_said(body, "places") if isinstance(one, str))
