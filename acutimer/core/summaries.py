"""Sums up the notes of some days: medians, pairs, gaps and weeks.

A day is the local day in a rating's own offset. A day without a note is a gap and never a zero.
Must never judge what the numbers mean: history_content and change do.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, timedelta
from statistics import median
from typing import TypedDict

from acutimer.core.day_lanes import lanes_of
from acutimer.core.history_content import (
    PRESSED_LEAST_S,
    DayNote,
    DaySummary,
    Gap,
    Gates,
    HistoryContent,
    Pair,
    Week,
    local_day,
)
from acutimer.core.journal import Moment, Rating, SessionNote, Unwelcome
from acutimer.core.noticed import noticed_text

_DAY = timedelta(days=1)


def history(
    ratings: Iterable[Rating],
    sessions: Iterable[SessionNote],
    first_day: date,
    last_day: date,
    today: date,
    *,
    week_begins: int = 0,
    noted_before: bool = False,
    unwelcome: Iterable[Unwelcome] = (),
    day_notes: Iterable[DayNote] = (),
) -> HistoryContent:
    """Summarises the days of a span; notes outside it are left out, save the ends of its pairs.

    ``week_begins`` counts from Monday as 0. ``noted_before`` says that there are notes before
    ``first_day``: without them, the days before the first note are not gaps.
    """
    every_rating = sorted(ratings, key=lambda r: r.at.timestamp())
    every_session = sorted(sessions, key=lambda s: s.at.timestamp())
    shown_ratings = tuple(r for r in every_rating if first_day <= r.day <= last_day)
    shown_sessions = tuple(s for s in every_session if first_day <= local_day(s.at) <= last_day)
    every_unwelcome = sorted(unwelcome, key=lambda u: u.at.timestamp())
    shown_unwelcome = tuple(u for u in every_unwelcome if first_day <= local_day(u.at) <= last_day)
    shown_notes = _within(sorted(day_notes, key=lambda n: n.at.timestamp()), first_day, last_day)
    noted = {day for note in shown_notes for day in note.days if first_day <= day <= last_day}
    days = _days(shown_ratings, shown_sessions, shown_unwelcome, noted)
    pairs = pairs_of(every_rating, every_session)
    return HistoryContent(
        first_day=first_day,
        last_day=last_day,
        today=today,
        week_begins=week_begins,
        noted_before=noted_before,
        ratings=shown_ratings,
        sessions=shown_sessions,
        unwelcome=shown_unwelcome,
        day_notes=shown_notes,
        **_drawn_from(days, pairs, first_day, last_day, today, week_begins, noted_before),
    )


def narrowed(content: HistoryContent, first_day: date, last_day: date) -> HistoryContent:
    """The content of fewer days, as if it had been made for them; nothing is summed up anew."""
    if (first_day, last_day) == (content.first_day, content.last_day):
        return content
    before = content.noted_before or any(day.day < first_day for day in content.days)
    days = tuple(d for d in content.days if first_day <= d.day <= last_day)
    return replace(
        content,
        first_day=first_day,
        last_day=last_day,
        noted_before=before,
        ratings=tuple(r for r in content.ratings if first_day <= r.day <= last_day),
        sessions=tuple(s for s in content.sessions if first_day <= local_day(s.at) <= last_day),
        unwelcome=tuple(u for u in content.unwelcome if first_day <= local_day(u.at) <= last_day),
        day_notes=_within(content.day_notes, first_day, last_day),
        imports=tuple(i for i in content.imports if first_day <= local_day(i.at) <= last_day),
        **_drawn_from(
            days, content.pairs, first_day, last_day, content.today, content.week_begins, before
        ),
    )


def _within(notes: Iterable[DayNote], first: date, last: date) -> tuple[DayNote, ...]:
    """Those of any of the days."""
    return tuple(n for n in notes if n.days and n.days[0] <= last and first <= n.days[-1])


class _Drawn(TypedDict):
    days: tuple[DaySummary, ...]
    pairs: tuple[Pair, ...]
    gaps: tuple[Gap, ...]
    weeks: tuple[Week, ...]
    gates: Gates


def _drawn_from(
    days: tuple[DaySummary, ...],
    pairs: Sequence[Pair],
    first_day: date,
    last_day: date,
    today: date,
    week_begins: int,
    noted_before: bool,
) -> _Drawn:
    """What follows from the days and the pairs."""
    noted = [day.day for day in days]
    shown_pairs = tuple(p for p in pairs if first_day <= local_day(p.at) <= last_day)
    return _Drawn(
        days=days,
        pairs=shown_pairs,
        gaps=gaps_of(noted, first_day, last_day, today, noted_before=noted_before),
        weeks=_weeks(days, first_day, last_day, today, week_begins),
        gates=Gates(len(shown_pairs), sum(1 for day in days if day.median is not None)),
    )


def pairs_of(ratings: Sequence[Rating], sessions: Iterable[SessionNote] = ()) -> list[Pair]:
    """The before and after of each session that has both; of several the latest counts.

    A session that is known to have been hardly pressed gives none.
    """
    hardly = {session.id for session in sessions if session.pressed_s < PRESSED_LEAST_S}
    before: dict[str, Rating] = {}
    after: dict[str, Rating] = {}
    for rating in ratings:
        if rating.session in hardly:
            continue
        if rating.session is not None and rating.moment in (Moment.BEFORE, Moment.AFTER):
            (before if rating.moment is Moment.BEFORE else after)[rating.session] = rating
    found = [Pair(session, first, after[session]) for session, first in before.items()
             if session in after]  # fmt: skip
    return sorted(found, key=lambda pair: pair.at.timestamp())


#: What stands for a day: not the numbers that follow pressing, nor the worst of a day.
_TYPICAL = (Moment.NOW, Moment.BEFORE, Moment.EVENING_AVERAGE)


def _days(
    ratings: Sequence[Rating],
    sessions: Sequence[SessionNote],
    unwelcome: Sequence[Unwelcome],
    noted_besides: AbstractSet[date],
) -> tuple[DaySummary, ...]:
    values: dict[date, list[int]] = {}
    counted: dict[date, list[int]] = {}
    for rating in ratings:
        day = rating.day
        values.setdefault(day, []).append(rating.value)
        if rating.moment in _TYPICAL:
            counted.setdefault(day, []).append(rating.value)
    held: dict[date, list[SessionNote]] = {}
    for session in sessions:
        held.setdefault(local_day(session.at), []).append(session)
    rows: list[DaySummary] = []
    noticed = {local_day(one.at) for one in unwelcome} | noted_besides
    for day in sorted(values.keys() | held.keys() | noticed):
        all_values, stood_on, notes = values.get(day), counted.get(day), held.get(day, ())
        rows.append(
            DaySummary(
                day=day,
                median=median(stood_on) if stood_on else None,
                counted=len(stood_on or ()),
                ratings=len(all_values or ()),
                least=min(all_values) if all_values else None,
                most=max(all_values) if all_values else None,
                sessions=len(notes),
                planned_s=sum(note.planned_s for note in notes),
                pressed_s=sum(note.pressed_s for note in notes),
            )
        )
    return tuple(rows)


def gaps_of(
    noted: Sequence[date], first_day: date, last_day: date, today: date, *, noted_before: bool
) -> tuple[Gap, ...]:
    """The runs of days without a note; today is not over, so it is no gap yet.

    ``noted`` is in order. Without notes before the span, gaps begin after its first note.
    """
    if not noted and not noted_before:
        return ()
    begin = first_day if noted_before else max(first_day, noted[0])
    end = min(last_day, today - _DAY)
    inside = noted[bisect_left(noted, begin) : bisect_right(noted, end)]
    gaps: list[Gap] = []
    for day in inside:
        if begin < day:
            gaps.append(Gap(begin, day - _DAY))
        begin = day + _DAY
    if begin <= end:
        gaps.append(Gap(begin, end))
    return tuple(gaps)


def _weeks(
    days: Sequence[DaySummary], first_day: date, last_day: date, today: date, week_begins: int
) -> tuple[Week, ...]:
    begins = first_day + timedelta(days=(week_begins - first_day.weekday()) % 7)
    by_week: dict[date, list[DaySummary]] = {}
    for day in days:
        monday = day.day - timedelta(days=(day.day.weekday() - week_begins) % 7)
        by_week.setdefault(monday, []).append(day)
    weeks: list[Week] = []
    while begins <= min(last_day, today):
        ends = begins + timedelta(days=6)
        current = begins <= today <= ends
        if ends <= last_day or (current and today <= last_day):
            rows = by_week.get(begins, [])
            weeks.append(
                Week(
                    first_day=begins,
                    planned_s=sum(row.planned_s for row in rows),
                    pressed_s=sum(row.pressed_s for row in rows),
                    sessions=sum(row.sessions for row in rows),
                    is_current=current,
                )
            )
        begins += timedelta(days=7)
    return tuple(weeks)


def spoken_summary(
    content: HistoryContent,
    day_words: Callable[[date], str],
    unwelcome_words: Callable[[str], str] = str,
    hidden: AbstractSet[str] = frozenset(),
) -> str:
    """The plot in one sentence, for who does not see it.

    ``day_words`` says a date, ``unwelcome_words`` what was noticed, by its id. What the ``hidden``
    layers hold is left out: raw, median, pair, session, headache, medicine.
    """
    span = f"from {day_words(content.first_day)} to {day_words(content.last_day)}"
    if content.is_empty:
        return f"Pain from 0 to 10, {span}: nothing noted."
    parts: list[str] = []
    if content.ratings and not hidden >= {"raw", "median"}:
        values = [rating.value for rating in content.ratings]
        parts.append(
            f"{_count(len(values), 'rating')} on {_count(_rated_days(content), 'day')}, "
            f"lowest {min(values)}, highest {max(values)}"
        )
    if "session" not in hidden:
        parts.append(_count(len(content.sessions), "session"))
    if content.pairs and "pair" not in hidden:
        changes = [pair.change for pair in content.pairs]
        lower, higher = sum(c < 0 for c in changes), sum(c > 0 for c in changes)
        equal = len(changes) - lower - higher
        parts.append(
            f"after a session lower {lower}, the same {equal}, higher {higher} "
            f"of {_count(len(changes), 'time')}"
        )
    parts += _day_note_parts(content, hidden)
    noticed = noticed_text(content.noticed, unwelcome_words)
    if noticed and "session" not in hidden:
        parts.append(f"noticed after sessions: {noticed}")
    if blank := sum(gap.days for gap in content.gaps):
        parts.append(f"{_count(blank, 'day')} without a note")
    return f"Pain from 0 to 10, {span}: {'; '.join(parts) or 'all layers are hidden'}."


def _day_note_parts(content: HistoryContent, hidden: AbstractSet[str]) -> list[str]:
    """Headache and medicine in the spoken sentence, where any is noted."""
    lanes = lanes_of(content.day_notes, content.first_day, content.last_day)
    return [
        f"{what} on {_count(len(found), 'day')}"
        for what, found in (("headache", lanes.headaches), ("medicine", lanes.medicines))
        if found and what not in hidden
    ]


def _rated_days(content: HistoryContent) -> int:
    return sum(1 for day in content.days if day.ratings)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
