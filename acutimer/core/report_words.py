"""The sentences and tables of a report: the page and its twin for a browser say the same.

Dates are English and have their month in letters, so that no reader takes a day for a month. Must
never say why pain changed, and never take a blank for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from acutimer.core.change import PAIRS_FOR_INTERVAL, PAIRS_FOR_MEAN, Change, Verdict
from acutimer.core.day_lanes import UNKNOWN_LETTER, class_letter, in_order
from acutimer.core.day_windows import (
    LIMIT_PLAIN_DAYS,
    LIMIT_STRONG_DAYS,
    PLAIN_CLASSES,
    STRONG_CLASSES,
    DayWindow,
)
from acutimer.core.medicine import MEDICINE_CLASSES
from acutimer.core.pain_places import PLACES
from acutimer.core.report import OwnNote, PlaceDays, Report, ReportDay, ReportWeek, SessionsTold

TITLE = "Notes of pain and pressing"
SCALE = "Scale: 0 no pain to 10 worst pain you can imagine."
MEDIANS = "Typical is the middle number (median); it leaves out numbers noted after pressing."
NOT_TITLE = "What this is not."
NOT_TEXT = (
    "Noted by the person, at times they chose. It does not diagnose, and it does not show why pain "
    "changed. A blank day is unknown, not free of pain. Headache and medicine count only on days "
    "noted."
)
NOTHING_NOTED = "nothing noted"
NO_PLACE = "No place was marked in these weeks."
#: Classes in few words, with their learned name where that is usual.
_CLASSES = {
    "plain": "plain painkiller",
    "anti-inflammatory": "anti-inflammatory",
    "triptan": "migraine medicine (triptan)",
    "ergot": "older migraine medicine (ergot)",
    "opioid": "strong painkiller (opioid)",
    "combination": "combined painkiller",
}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_JUDGED = {
    Verdict.LOWER: "this is lower",
    Verdict.HIGHER: "this is higher",
    Verdict.TOO_CLOSE: "too close to call",
    Verdict.BY_LOOKING: "too close to call yet",
}
#: More routines, or days of one effect, than these are summed up.
_MOST_NAMED = 4
#: Half a tenth of a point is not shown, so it is hardly any change.
_HARDLY = 0.05
#: ICHD-3 8.2: headache on so many days a month.
_HEADACHE_LIMIT_DAYS = 15


@dataclass(frozen=True, slots=True)
class Table:
    """A table as text; the first cell of each row is its head."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A number that stands large, what it is of, and what it counts."""

    number: str
    of: str
    what: str


def day(one: date) -> str:
    """ "4 Apr"."""
    return f"{one.day} {_MONTHS[one.month - 1][:3]}"


def long_day(one: date) -> str:
    """ "29 May 2026"."""
    return f"{one.day} {_MONTHS[one.month - 1]} {one.year}"


def _days(first: date, last: date) -> str:
    return f"{day(first)} to {day(last)}"


def span_line(report: Report) -> str:
    """ "Saturday 4 April 2026 to Friday 29 May 2026, 8 weeks"."""
    first, last = (
        f"{_WEEKDAYS[one.weekday()]} {long_day(one)}" for one in (report.first_day, report.last_day)
    )
    return f"{first} to {last}, {counted(report.wish.weeks, 'week')}"


def written_line(at: datetime) -> str:
    """ "written 29 May 2026, 14:32"."""
    return f"written {long_day(at.date())}, {at:%H:%M}"


def counted(number: int, noun: str) -> str:
    """ "1 week", "8 weeks"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def number(value: float) -> str:
    """A number of the scale with the decimals it has: "5", "4.5", "3.75"."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def facts(report: Report) -> tuple[Fact, ...]:
    """What stands at the top."""
    whole, told = report.whole, report.told
    of = f"of {whole.noted} noted"
    minutes = counted(round(told.pressed_s / 60), "minute")
    sessions = "session" if told.count == 1 else "sessions"
    return (
        Fact(str(whole.noted), f"of {whole.days}", "days noted"),
        Fact(str(whole.headache), of, "days with headache"),
        Fact(str(whole.medicine), of, "days with medicine"),
        Fact(str(told.count), "", f"{sessions}, {minutes}"),
    )


def unsaid_line(report: Report) -> str:
    """Of how many noted days nothing is said of headache, and of medicine; empty where of none."""
    whole = report.whole
    unsaid = (
        ("headache", whole.noted - whole.headache - whole.headache_free),
        ("medicine", whole.noted - whole.medicine - whole.medicine_free),
    )
    said = [f"of {what} on {counted(days, 'noted day')}" for what, days in unsaid if days]
    return f"Nothing is said {' and '.join(said)}." if said else ""


def lost_line(report: Report) -> str:
    """That entries could not be read; empty where all could."""
    if not report.unreadable:
        return ""
    entries = "1 entry" if report.unreadable == 1 else f"{report.unreadable} entries"
    return f"{entries} of the diary could not be read, so numbers may be too low."


# --- day by day ---------------------------------------------------------------------------------


def short_class(of_class: str) -> str:
    """A class in few words; one that nobody here knows stands as it is."""
    return _CLASSES.get(of_class, of_class)


def letters(classes: Iterable[str]) -> str:
    """The letters of the classes of a day: "PT"."""
    return "".join(dict.fromkeys(map(class_letter, classes)))


def letters_line(report: Report) -> str:
    """What the letters on the strip mean, of those that stand there."""
    taken = {one for row in report.days for one in row.medicine or ()}
    said = [f"{class_letter(one)} {short_class(one)}" for one in MEDICINE_CLASSES if one in taken]
    if taken - MEDICINE_CLASSES.keys():
        said.append(f"{UNKNOWN_LETTER} other medicine")
    return ", ".join(said)


def limits_line() -> str:
    """What ICHD-3 counts, in two sentences; the second says what it rests on."""
    strong, plain = (
        f"from {days} days a month on with "
        + ", ".join(short_class(one) for one in MEDICINE_CLASSES if one in classes)
        for days, classes in (
            (LIMIT_STRONG_DAYS, STRONG_CLASSES),
            (LIMIT_PLAIN_DAYS, PLAIN_CLASSES),
        )
    )
    return (
        f"ICHD-3 counts medicine as too much {strong}, or several kinds on one day, and {plain}; "
        f"with headache on {_HEADACHE_LIMIT_DAYS} days a month or more, for over 3 months. The "
        "limits are the opinion of experts."
    )


def days_table(report: Report) -> Table:
    """The strip as a table; days without a note stand in it as such."""
    return Table(
        "Each day",
        ("Day", "Typical (median)", "Before to after", "Sessions", "Headache", "Medicine"),
        tuple(_day_row(one) for one in report.days),
    )


def _day_row(one: ReportDay) -> tuple[str, ...]:
    head = f"{_WEEKDAYS[one.day.weekday()][:3]} {day(one.day)}"
    if not one.is_noted:
        return (head, NOTHING_NOTED, "", "", "", "")
    changes = ", ".join(f"{before} to {after}" for before, after in one.changes)
    return (
        head,
        "" if one.typical is None else number(one.typical),
        changes,
        str(one.sessions) if one.sessions else "",
        _headache_cell(one),
        _medicine_cell(one),
    )


def _headache_cell(one: ReportDay) -> str:
    if one.headache is None:
        return ""
    if not one.headache:
        return "none"
    return "yes" if one.worst is None else f"yes, worst {one.worst}"


def _medicine_cell(one: ReportDay) -> str:
    if one.medicine is None:
        return ""
    return ", ".join(map(short_class, one.medicine)) or "none"


# --- weeks and windows --------------------------------------------------------------------------


def weeks_table(report: Report) -> Table:
    """A row for each week of the span."""
    heads = (
        "Week", "days noted", "typical (median)", "lowest to highest", "headache", "medicine",
        "sessions",
    )  # fmt: skip
    return Table("Week by week", heads, tuple(_week_row(week) for week in report.weeks))


def _week_row(week: ReportWeek) -> tuple[str, ...]:
    spread = "–" if week.lowest is None else f"{week.lowest} to {week.highest}"
    return (
        _days(week.first_day, week.last_day),
        f"{week.noted} of 7",
        "–" if week.typical is None else number(week.typical),
        spread,
        *(
            str(count) if week.noted else "–"
            for count in (week.headache, week.medicine, week.sessions)
        ),
    )


def windows_table(report: Report) -> Table:
    """A row for each 28 days, with a column for each class that was taken."""
    taken = in_order({one for window in report.windows for one, _ in window.of_class})
    heads = ("Days", "noted", "with headache", "with medicine", *map(short_class, taken))
    return Table(
        "In 28 days", heads, tuple(_window_row(window, taken) for window in report.windows)
    )


def _window_row(window: DayWindow, taken: Iterable[str]) -> tuple[str, ...]:
    of, by_class = f"of {window.noted}", dict(window.of_class)
    return (
        _days(window.first, window.last),
        f"{window.noted} of {window.days}",
        f"{window.headache} {of}",
        f"{window.medicine} {of}",
        *(str(by_class.get(one, 0)) for one in taken),
    )


# --- places -------------------------------------------------------------------------------------


def place_name(one: PlaceDays) -> str:
    """ "Neck, right"; a word of one's own as it was written."""
    return PLACES[one.place].name if one.is_on_body else one.place


def places_table(report: Report) -> Table:
    """Where it hurt; a place on the body has the number of its mark."""
    marked = {place: str(nth) for nth, place in enumerate(report.marked, 1)}
    return Table(
        "Where it hurt",
        ("Place", "mark", "days"),
        tuple(
            (
                place_name(one),
                marked.get(one.place, "–"),
                f"{one.days} of {report.whole.noted}",
            )
            for one in report.places
        ),
    )


# --- sessions -----------------------------------------------------------------------------------


def session_lines(told: SessionsTold) -> tuple[str, ...]:
    """Which sessions, and what was rated round them."""
    if not told.count:
        return ("No session in these weeks.",)
    named = [f"{name} {count}" for name, count in told.routines[:_MOST_NAMED]]
    if others := sum(count for _, count in told.routines[_MOST_NAMED:]):
        named.append(f"other {others}")
    return (f"{', '.join(named)}.", *_change_lines(told))


def _change_lines(told: SessionsTold) -> tuple[str, ...]:
    change = told.change
    rated = f"Rated before and after: {counted(told.pairs, 'time')}."
    if change.usual is None or change.mean is None:
        return (f"{rated} Too few: the usual change is told from {PAIRS_FOR_MEAN} times on.",)
    usual = f"Middle change (median) {_change(change.usual)}; on average {_change(change.mean)}"
    if change.interval is None:
        sure = f"How far chance may have made it is told from {PAIRS_FOR_INTERVAL} times on."
        return (f"{rated} {usual}. {sure}",)
    low, high = change.interval
    sure = f"likely between {_change(low)} and {_change(high)}"
    return (f"{rated} {usual}, {sure}.", _by_itself(change))


def _by_itself(change: Change) -> str:
    if change.by_itself is None or change.verdict is None:
        return "How the pain changes by itself is not known from these notes."
    judged = _JUDGED[change.verdict]
    low, high = change.by_itself
    if max(abs(low), abs(high)) < _HARDLY:
        return f"Had pressing changed nothing, hardly any change would be expected: {judged}."
    near, far = (high, low) if low < 0 else (low, high)
    one_way = round(near, 1) * round(far, 1) > 0
    first = _points(near) if one_way or round(near, 1) == 0 else _change(near)
    expected = f"{first} to {_change(far)} would be expected"
    return f"Had pressing changed nothing, {expected}: {judged}."


def _change(value: float) -> str:
    """ "0.9 lower"."""
    if round(value, 1) == 0:
        return "the same"
    return f"{_points(value)} {'lower' if value < 0 else 'higher'}"


def _points(value: float) -> str:
    return f"{abs(value):.1f}".removesuffix(".0")


def effect_lines(told: SessionsTold, names: Mapping[str, str]) -> tuple[str, ...]:
    """What was noticed after sessions; ``names`` says an id. What is blank is told as blank."""
    if not told.asked:
        return ("Asked after no session in these weeks.",)
    said = [f"nothing unwelcome {told.nothing}"]
    said += [_effect(names.get(one.id, one.id), one.sessions, one.days) for one in told.effects]
    said.append(f"left unanswered {told.unanswered}")
    return (f"Asked after {counted(told.asked, 'session')}: {', '.join(said)}.",)


def _effect(name: str, sessions: int, days: tuple[date, ...]) -> str:
    named = ", ".join(map(day, days[-_MOST_NAMED:]))
    more = len(days) - _MOST_NAMED
    before = f"{counted(more, 'day')} before, " if more > 0 else ""
    return f"{name[:1].lower()}{name[1:]} {sessions} ({before}{named})"


# --- own words ----------------------------------------------------------------------------------


def note_line(note: OwnNote) -> tuple[str, str]:
    """When and with what it was noted, and the words: a line break in them is a space."""
    return f"{day(note.at.date())}, {note.at:%H:%M}, {note.what}", " ".join(note.words.split())
