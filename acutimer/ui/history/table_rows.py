"""The rows of the table: every note of some days, each day below its heading.

Plain values. Must never leave out what the plot shows, and never show what it leaves out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from acutimer.core.headaches import Headache, HeadacheState, NotedHeadacheDay
from acutimer.core.history_content import DayNote, HistoryContent, Pair
from acutimer.core.imported import Imported
from acutimer.core.journal import Moment, Rating, SessionNote, Unwelcome
from acutimer.core.medicine import Medicine
from acutimer.core.note_search import folded
from acutimer.core.pain_places import REGIONS, places_in_words
from acutimer.ui.history.words import HARDLY_PRESSED, TODAY, TYPICAL, Words

#: What a heading stands for: a day with notes, days without, today while nothing is noted.
DAY, NOTHING, NOTHING_YET = "Day", "Nothing noted", "Nothing noted yet"
NOTICED = "Noticed"
IMPORTED = "Taken in"
_WHAT = {
    Moment.NOW: "Rating",
    Moment.BEFORE: "Before",
    Moment.AFTER: "After",
    Moment.FOLLOW_UP: "Half an hour after",
    Moment.EVENING_WORST: "Worst of the day",
    Moment.EVENING_AVERAGE: "Average of the day",
}


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row; ``last_day`` ends a gap of several days, times are seconds."""

    day: date
    what: str
    at: datetime | None = None
    last_day: date | None = None
    value: float | None = None
    before: int | None = None
    after: int | None = None
    pressed_s: float | None = None
    planned_s: float = 0
    note: str = ""
    where: str = ""
    #: what it stands for; a heading stands for nothing that could be changed
    ratings: tuple[Rating, ...] = ()
    session: SessionNote | None = None
    noticed: Unwelcome | None = None
    day_note: DayNote | None = None
    imported: Imported | None = None

    @property
    def is_heading(self) -> bool:
        """Whether it is a day, or a run of days, over its notes."""
        return self.at is None

    @property
    def entries(self) -> tuple[str, ...]:
        """The ids of the entries it shows."""
        ids = [rating.id for rating in self.ratings]
        if self.session is not None and self.session.entry:
            ids.append(self.session.entry)
        if self.noticed is not None:
            ids.append(self.noticed.id)
        if self.day_note is not None:
            ids.append(self.day_note.id)
        if self.imported is not None:
            ids.append(self.imported.id)
        return tuple(ids)

    @property
    def is_rating(self) -> bool:
        """Whether it is one rating and nothing else."""
        return len(self.ratings) == 1 and self.session is None

    @property
    def timed(self) -> Rating | DayNote | None:
        """What of it has a time that can be changed: one rating, headache or medicine."""
        return self.ratings[0] if self.is_rating else self.day_note

    @property
    def notes(self) -> dict[str, tuple[str, str]]:
        """What can be written about it, by entry: what to call it, and how it stands."""
        notes: dict[str, tuple[str, str]] = {}
        if self.session is not None and self.session.entry:
            notes[self.session.entry] = ("Note", self.session.note)
        for rating in self.ratings:
            of = "" if self.is_rating else f" on the number {_WHAT[rating.moment].lower()}"
            if self.is_rating or rating.note:
                notes[rating.id] = (f"Note{of}", rating.note)
        if self.noticed is not None:
            notes[self.noticed.id] = ("Note", self.noticed.note)
        if self.day_note is not None:
            notes[self.day_note.id] = ("Note", self.day_note.note)
        return notes


def table_rows(content: HistoryContent, words: Words) -> list[TableRow]:
    """Every note of the plot as a row, newest first, each day below its heading.

    A heading tells what was typical that day; a run of days without a note has one as well, and so
    has today.
    """
    pairs = {pair.session: pair for pair in content.pairs}
    rows = [
        _session_row(one, pairs.pop(one.id, None), words, hardly=one.id in content.hardly_pressed)
        for one in content.sessions
    ]
    rows += [_pair_row(pair, words) for pair in pairs.values()]
    rows += [_rating_row(rating, words) for rating in content.single_ratings]
    rows += [_noticed_row(one, words) for one in content.unwelcome]
    rows += [row for one in content.day_notes for row in _day_note_rows(one, content, words)]
    rows += [_imported_row(one) for one in content.imports]
    rows.sort(key=lambda row: row.at.timestamp() if row.at else 0.0, reverse=True)
    medians = {one.day: one.median for one in content.days}
    days = {row.day for row in rows}
    heads = [TableRow(day, DAY, value=medians.get(day)) for day in days]
    heads += [TableRow(gap.first_day, NOTHING, last_day=gap.last_day) for gap in content.gaps]
    today = content.today
    if content.first_day <= today <= content.last_day and today not in days:
        heads.append(TableRow(today, NOTHING_YET))
    # A stable sort: headings come first within their day, the rest stays newest first.
    return sorted(heads + rows, key=lambda row: row.day, reverse=True)


def heading_text(row: TableRow, words: Words, today: date) -> str:
    """ "Tue 3 Nov · typical that day 4" """
    day = words.row_day(row.day, row.last_day, today)
    if row.day == today:
        day = f"{TODAY}, {day}"
    if row.what != DAY:
        return f"{day} · {row.what[:1].lower()}{row.what[1:]}"
    if row.value is None:
        return day
    return f"{day} · {TYPICAL[:1].lower()}{TYPICAL[1:]} {words.number(row.value)}"


def searched_text(row: TableRow, words: Words) -> str:
    """All that a note is found by, folded: its words, places, points by name and code, its day."""
    parts = row.session.parts if row.session is not None else ()
    points = (f"{part.point} {words.points.get(part.point, '')} {part.side}" for part in parts)
    return folded(" ".join((row.what, row.note, row.where, *points, words.found_day(row.day))))


def _session_row(
    session: SessionNote, pair: Pair | None, words: Words, *, hardly: bool
) -> TableRow:
    pressed_s, planned_s = session.pressed_s, session.planned_s
    if pair is None:
        note = _joined(session.routine_name, HARDLY_PRESSED if hardly else "", session.note)
        return TableRow(
            session.at.date(), "Session", session.at, pressed_s=pressed_s, planned_s=planned_s,
            note=note, session=session,
        )  # fmt: skip
    row = _pair_row(pair, words)
    note = _joined(session.routine_name, session.note, row.note)
    return replace(
        row, what="Session", pressed_s=pressed_s, planned_s=planned_s, note=note, session=session
    )


def _rating_row(rating: Rating, words: Words) -> TableRow:
    return TableRow(
        rating.day, _WHAT[rating.moment], rating.at, value=rating.value,
        note=_note_of(rating, words), where=_where(rating), ratings=(rating,),
    )  # fmt: skip


def _day_note_rows(noted: DayNote, content: HistoryContent, words: Words) -> list[TableRow]:
    """A headache, a day with or without one, or medicine, on each of its days that are shown."""
    match noted:
        case Headache():
            what, value, said = "Headache", noted.worst, _end_of(noted, words)
        case NotedHeadacheDay():
            what, value, said = "Headache" if noted.had else "No headache", noted.worst, ""
        case _:
            what, value, said = "Medicine", None, noted.words
    where = "" if isinstance(noted, Medicine) else places_in_words(noted.places)
    note = _joined(said, noted.note, ", ".join(noted.tags))
    row = TableRow(
        noted.days[0], what, noted.at, value=value, note=note, where=where, day_note=noted
    )
    return [
        row if nth == 1 else replace(row, day=day, what=f"{what}, day {nth}")
        for nth, day in enumerate(noted.days, start=1)
        if content.first_day <= day <= content.last_day
    ]


def _end_of(headache: Headache, words: Words) -> str:
    """Until when, in few words; an end that nobody noted is none."""
    if headache.ended_at is None:
        is_over = headache.state is HeadacheState.END_UNKNOWN
        return "end not known" if is_over else "no end noted"
    day = f"{words.day(headache.ended_at.date())} " if len(headache.days) > 1 else ""
    return f"until {day}{words.time(headache.ended_at)}"


def _imported_row(imported: Imported) -> TableRow:
    day, at = imported.at.date(), imported.at
    return TableRow(day, IMPORTED, at, note=imported.words, imported=imported)


def _noticed_row(noticed: Unwelcome, words: Words) -> TableRow:
    note = _joined(words.unwelcome(noticed.unwelcome), noticed.note)
    return TableRow(noticed.at.date(), NOTICED, noticed.at, note=note, noticed=noticed)


def _pair_row(pair: Pair, words: Words) -> TableRow:
    return TableRow(
        day=pair.at.date(),
        what="Before, after",
        at=pair.at,
        before=pair.before.value,
        after=pair.after.value,
        note=_joined(_note_of(pair.before, words), _note_of(pair.after, words)),
        where=_where(pair.before, pair.after),
        ratings=(pair.before, pair.after),
    )


def _note_of(rating: Rating, words: Words) -> str:
    """What was written with a number, after what was noticed with it."""
    return _joined(words.unwelcome(rating.unwelcome), rating.note, ", ".join(rating.tags))


def _joined(*notes: str) -> str:
    return " · ".join(note for note in notes if note)


def _where(*ratings: Rating) -> str:
    """The places ratings are about; what was written in their stead where none was marked."""
    if not any(one.places or one.site or one.side for one in ratings):
        return ""  # as most; a whole diary is made of these
    places = places_in_words(place for rating in ratings for place in rating.places)
    sites = (REGIONS.get(rating.site or "", rating.site) for rating in ratings)
    said = (
        ", ".join(filter(None, (site, rating.side)))
        for site, rating in zip(sites, ratings, strict=True)
    )
    return places or " · ".join(dict.fromkeys(filter(None, said)))
