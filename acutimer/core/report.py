"""What a page for a doctor says of some weeks: counts, days, weeks, places, sessions.

Every number is one that History counts too. Must never take a blank day for a good one, say why
pain changed, nor carry the person's own words unless they were chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from statistics import median

from acutimer.core.change import Change
from acutimer.core.day_lanes import DayLanes, lanes_of
from acutimer.core.day_windows import DayWindow, day_window, windows_of_span
from acutimer.core.headaches import Headache, NotedHeadacheDay
from acutimer.core.history_content import HistoryContent
from acutimer.core.journal import Moment, Rating
from acutimer.core.medicine import Medicine
from acutimer.core.noticed import NOTHING, ticked_by_session
from acutimer.core.pain_places import PLACES
from acutimer.core.report_parts import Wish

#: What is a number of pain as it was, not as it was after pressing.
_NOT_AFTER = (Moment.NOW, Moment.BEFORE, Moment.EVENING_AVERAGE, Moment.EVENING_WORST)


@dataclass(frozen=True, slots=True)
class ReportDay:
    """One day of the strip; ``changes`` are before and after of each session that has both.

    ``headache`` is None where nothing is said of it, and so is ``medicine``; ``typical`` is the
    middle number.
    """

    day: date
    is_noted: bool
    typical: float | None
    changes: tuple[tuple[int, int], ...]
    sessions: int
    headache: bool | None
    worst: int | None
    medicine: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class ReportWeek:
    """Seven days; ``typical`` is the middle of its days' middle numbers, so each day counts once.

    ``lowest`` and ``highest`` are of all numbers but those noted after pressing.
    """

    first_day: date
    last_day: date
    noted: int
    typical: float | None
    lowest: int | None
    highest: int | None
    headache: int
    medicine: int
    sessions: int


@dataclass(frozen=True, slots=True)
class PlaceDays:
    """On how many days a place was marked; ``place`` is an id of pain_places.py or own words."""

    place: str
    days: int

    @property
    def is_on_body(self) -> bool:
        """Whether it is a place that a figure can show."""
        return self.place in PLACES


@dataclass(frozen=True, slots=True)
class Effect:
    """What was noticed after pressing: its id, after how many sessions, and on which days."""

    id: str
    sessions: int
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class SessionsTold:
    """Sessions by name, the most first; after how many nothing was noticed or nothing answered."""

    count: int
    pressed_s: float
    routines: tuple[tuple[str, int], ...]
    pairs: int
    change: Change
    #: after how many sessions it was asked whether anything was unwelcome
    asked: int
    effects: tuple[Effect, ...]
    nothing: int
    unanswered: int


@dataclass(frozen=True, slots=True)
class OwnNote:
    """Words of one's own; ``what`` is what they were noted with, ``at`` as on the wall."""

    at: datetime
    what: str
    words: str


@dataclass(frozen=True)
class Report:
    """All of a report; a part that was not chosen is left out by whoever shows it."""

    wish: Wish
    written_at: datetime
    whole: DayWindow
    days: tuple[ReportDay, ...]
    weeks: tuple[ReportWeek, ...]
    windows: tuple[DayWindow, ...]
    places: tuple[PlaceDays, ...]
    told: SessionsTold
    notes: tuple[OwnNote, ...] = field(repr=False)
    #: entries of the journal that could not be read
    unreadable: int

    def has(self, part: str) -> bool:
        """Whether a part was chosen."""
        return part in self.wish.parts

    @property
    def first_day(self) -> date:
        """The first day of the span."""
        return self.whole.first

    @property
    def last_day(self) -> date:
        """The last day of the span."""
        return self.whole.last

    @property
    def marked(self) -> tuple[str, ...]:
        """The places that figures show, in the order of their numbers."""
        return tuple(one.place for one in self.places if one.is_on_body)


def report_of(content: HistoryContent, wish: Wish, written_at: datetime) -> Report:
    """The report of the days that History has of exactly this span."""
    first, last = content.first_day, content.last_day
    notes, noted = content.day_notes, {day.day for day in content.days}
    days = _days(content, lanes_of(notes, first, last), noted)
    return Report(
        wish=wish,
        written_at=written_at,
        whole=day_window(noted, notes, first, last),
        days=days,
        weeks=_weeks(content, days),
        windows=windows_of_span(noted, notes, first, last),
        places=_places(content),
        told=_told(content),
        notes=_notes(content) if "notes" in wish.parts else (),
        unreadable=content.unreadable,
    )


def _days(
    content: HistoryContent, lanes: DayLanes, noted: Collection[date]
) -> tuple[ReportDay, ...]:
    changes: dict[date, list[tuple[int, int]]] = {}
    for pair in content.pairs:
        changes.setdefault(pair.at.date(), []).append((pair.before.value, pair.after.value))
    count = (content.last_day - content.first_day).days + 1
    rows: list[ReportDay] = []
    for day in (content.first_day + timedelta(days=n) for n in range(count)):
        summary = content.day(day)
        rows.append(
            ReportDay(
                day=day,
                is_noted=day in noted,
                typical=summary.median if summary else None,
                changes=tuple(changes.get(day, ())),
                sessions=summary.sessions if summary else 0,
                headache=_said(day, lanes.headaches, lanes.headache_free),
                worst=lanes.headaches.get(day),
                medicine=lanes.medicines.get(day, () if day in lanes.medicine_free else None),
            )
        )
    return tuple(rows)


def _said(day: date, having: Collection[date], free: Collection[date]) -> bool | None:
    """Whether a day had it; None where nothing is said."""
    return True if day in having else False if day in free else None


def _weeks(content: HistoryContent, days: tuple[ReportDay, ...]) -> tuple[ReportWeek, ...]:
    """Weeks as the span has them: they end with its last day, not with a Sunday."""
    values: dict[date, list[int]] = {}
    for rating in content.ratings:
        if rating.moment in _NOT_AFTER:
            values.setdefault(rating.day, []).append(rating.value)
    weeks: list[ReportWeek] = []
    for begin in range(0, len(days), 7):
        rows = days[begin : begin + 7]
        middles = [row.typical for row in rows if row.typical is not None]
        numbers = [value for row in rows for value in values.get(row.day, ())]
        weeks.append(
            ReportWeek(
                first_day=rows[0].day,
                last_day=rows[-1].day,
                noted=sum(row.is_noted for row in rows),
                typical=median(middles) if middles else None,
                lowest=min(numbers, default=None),
                highest=max(numbers, default=None),
                headache=sum(1 for row in rows if row.headache),
                medicine=sum(1 for row in rows if row.medicine),
                sessions=sum(row.sessions for row in rows),
            )
        )
    return tuple(weeks)


def _places(content: HistoryContent) -> tuple[PlaceDays, ...]:
    """Places by days, the most first; of as many, in their order from the neck outwards."""
    on: dict[str, set[date]] = {}

    def mark(places: Iterable[str], days: Iterable[date]) -> None:
        inside = {day for day in days if content.first_day <= day <= content.last_day}
        for place in places:
            on.setdefault(place, set()).update(inside)

    for rating in content.ratings:
        mark((*rating.places, *_own_place(rating)), (rating.day,))
    for note in content.day_notes:
        if not isinstance(note, Medicine):
            mark(note.places, note.days)
    order = {place: nth for nth, place in enumerate(PLACES)}
    rows = [PlaceDays(place, len(days)) for place, days in on.items() if days]
    return tuple(sorted(rows, key=lambda row: (-row.days, order.get(row.place, 99), row.place)))


def _own_place(rating: Rating) -> tuple[str, ...]:
    """Where it hurt in a word of one's own, as scripts may note it; never taken for a region."""
    said = [one for one in (rating.site, rating.side) if one]
    return (", ".join(said),) if said and not rating.places else ()


def _told(content: HistoryContent) -> SessionsTold:
    ticked = ticked_by_session(content.sessions, content.ratings, content.unwelcome)
    days: dict[str, set[date]] = {}
    after = [rating for rating in content.ratings if rating.moment is Moment.AFTER]
    for note in (*after, *content.unwelcome):
        for one in note.unwelcome or ():
            days.setdefault(one, set()).add(note.at.date())
    counts = Counter(one for ids in ticked.values() for one in ids if one != NOTHING)
    names = Counter(session.routine_name for session in content.sessions)
    return SessionsTold(
        count=len(content.sessions),
        pressed_s=sum(session.pressed_s for session in content.sessions),
        routines=tuple(sorted(names.items(), key=lambda row: (-row[1], row[0]))),
        pairs=len(content.pairs),
        change=content.change,
        asked=len(ticked),
        effects=tuple(
            Effect(one, count, tuple(sorted(days[one])))
            for one, count in sorted(counts.items(), key=lambda row: (-row[1], row[0]))
        ),
        nothing=sum(1 for ids in ticked.values() if ids and not ids - {NOTHING}),
        unanswered=sum(1 for ids in ticked.values() if not ids),
    )


def _notes(content: HistoryContent) -> tuple[OwnNote, ...]:
    """Every word of one's own, in order; the name of a medicine is one too."""
    found: list[OwnNote] = []
    for rating in content.ratings:
        _add(found, rating.at, f"pain {rating.value}", rating.note, rating.tags)
    for session in content.sessions:
        _add(found, session.at, session.routine_name, session.note, ())
    for unwelcome in content.unwelcome:
        _add(found, unwelcome.at, "after a session", unwelcome.note, ())
    for note in content.day_notes:
        if isinstance(note, Medicine):
            said = ": ".join(one for one in (note.name, note.note) if one)
            _add(found, note.at, "medicine", said, note.tags)
        else:
            _add(found, note.at, _headache_words(note), note.note, note.tags)
    return tuple(sorted(found, key=lambda one: one.at.timestamp()))


def _headache_words(note: Headache | NotedHeadacheDay) -> str:
    return "no headache" if isinstance(note, NotedHeadacheDay) and not note.had else "headache"


def _add(found: list[OwnNote], at: datetime, what: str, words: str, tags: tuple[str, ...]) -> None:
    said = " · ".join(one for one in (words, ", ".join(tags)) if one)
    if said:
        found.append(OwnNote(at, what, said))
