"""What History says: dates, numbers, the readout of a day, and most sentences of its cards.

Dates and digits follow the locale that is passed in. Must never put a change as a percentage and
never say why it happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale, QTime

from acutimer.core.change import PAIRS_FOR_INTERVAL, PAIRS_FOR_MEAN
from acutimer.core.headaches import NotedHeadacheDay
from acutimer.core.history_content import (
    DAYS_FOR_WEEKS,
    PRESSED_LEAST_S,
    DayNote,
    HistoryContent,
    Week,
)
from acutimer.core.journal import Moment, PressedPart
from acutimer.core.medicine import Medicine
from acutimer.core.noticed import NOTHING
from acutimer.ui.kit.wording import clock_text, named_with_code

TITLE = "History"
#: The key of the span from the first note ever until today.
ALL = "all"
SPANS = (("14", "2 weeks"), ("42", "6 weeks"), ("182", "6 months"), (ALL, "All"))
NOTHING_NOTED = "Nothing noted yet"
NOTHING_NOTED_TEXT = "A first number takes one key."
NOTHING_HERE = "Nothing noted in these days"
NOTHING_HERE_TEXT = "Go to other days with the arrow keys, or choose a longer time."
FEW = "Not enough noted yet"
FEW_TEXT = (
    "Your numbers are shown as they are. Averages come later, when there are enough of them to "
    "be fair."
)
CHANGE_HINT = "Click a note, or press Enter, to change it."
DESCRIBES = "You chose yourself when to press. So this shows what changed, not why."
MEAN_LATER = (
    "A time counts when you noted a number before and after pressing. The average shows from "
    f"{PAIRS_FOR_MEAN} times on, and how sure it is from {PAIRS_FOR_INTERVAL}."
)
WEEKS_LATER = (
    f"Weeks can be compared after {DAYS_FOR_WEEKS} noted days. Blank days are never counted as "
    "zero pain."
)
TODAY = "Today"
#: The middle one of a day's numbers.
TYPICAL = "Typical that day"
DAYS_SHOWN = "Time pressed in the days shown, in minutes"
NO_PARTS = "Which points were pressed is not noted for these days."
NO_SESSION = "No session in these days."
LEFT_OUT = "Pauses and skipped steps are left out."
HARDLY_PRESSED = f"pressed under {PRESSED_LEAST_S} s, so before and after are not compared"
NO_BREAK = "\u00a0"
#: No more of a kind than this in one readout.
_MOST_LISTED = 4


class Words:
    """Dates, numbers and sentences in one locale."""

    def __init__(
        self,
        locale: QLocale,
        unwelcome: Mapping[str, str] | None = None,
        points: Mapping[str, str] | None = None,
    ) -> None:
        """``unwelcome`` names what can be noticed after a session by its id, ``points`` by code."""
        self.points = points or {}
        self.locale = locale
        self._unwelcome = unwelcome or {}
        self._found_days: dict[date, str] = {}
        self._day_pattern = day_pattern(locale.dateFormat(QLocale.FormatType.LongFormat))

    def day(self, day: date) -> str:
        """A day without its year: "20 Apr"."""
        return self.locale.toString(_qdate(day), self._day_pattern)

    def month(self, day: date) -> str:
        """A month with its year: "Apr 2026"."""
        return self.locale.toString(_qdate(day), "MMM yyyy")

    def whole_month(self, day: date) -> str:
        """A month in full, with its year: "April 2026"."""
        return self.locale.toString(_qdate(day), "MMMM yyyy")

    def weekday(self, day: date) -> str:
        """A day with its weekday: "Fri 22 May"."""
        return f"{self.locale.toString(_qdate(day), 'ddd')} {self.day(day)}"

    def full_day(self, day: date) -> str:
        """A day in full, for a row that stands alone or is read out."""
        return self.locale.toString(_qdate(day), QLocale.FormatType.LongFormat)

    def named_day(self, day: date, today: date) -> str:
        """A day with its weekday, today by its name too: "Today, Fri 22 May"."""
        return f"{TODAY}, {self.weekday(day)}" if day == today else self.weekday(day)

    def found_day(self, day: date) -> str:
        """A day in each way somebody may look for it."""
        if day not in self._found_days:
            self._found_days[day] = f"{self.weekday(day)} {self.full_day(day)}"
        return self._found_days[day]

    def row_day(self, day: date, last_day: date | None, today: date) -> str:
        """A day, or a run of days, for a table; the year only where it is another one."""
        year = "" if day.year == today.year else f" {day.year}"
        if last_day is not None and last_day != day:
            return f"{self.day(day)} – {self.day(last_day)}{year}"
        return self.weekday(day) + year

    def time(self, at: datetime) -> str:
        """The time of day on the wall."""
        return self.locale.toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)

    @property
    def moment_pattern(self) -> str:
        """How a day and a time are written, for a field that takes both."""
        form = QLocale.FormatType.ShortFormat
        return f"{self.locale.dateFormat(form)}  {self.locale.timeFormat(form)}"

    def unwelcome(self, ids: Iterable[str] | None) -> str:
        """What was noticed: "dizzy or faint, bruise"; empty where it was nothing."""
        return ", ".join(self.unwelcome_one(one) for one in ids or () if one != NOTHING)

    def unwelcome_one(self, one: str) -> str:
        """What one thing that can be noticed is called within a sentence, by its id."""
        said = self._unwelcome.get(one, one)
        return f"{said[:1].lower()}{said[1:]}"

    def number(self, value: float) -> str:
        """A number of the scale: whole, or with one decimal."""
        if value == int(value):
            return self.locale.toString(int(value))
        return self.locale.toString(float(value), "f", 1)

    def decimal(self, value: float) -> str:
        """A number with one decimal, without its sign."""
        return self.locale.toString(abs(value), "f", 1)

    def signed(self, value: int) -> str:
        """A whole number with its sign: "−3", "0", "+2"."""
        sign = "−" if value < 0 else "+" if value > 0 else ""
        return sign + self.locale.toString(abs(value))

    def _lower_or_higher(self, value: float) -> str:
        if round(value, 1) == 0:
            return "0"
        return f"{self.decimal(value)} {'lower' if value < 0 else 'higher'}"

    def span_of_change(self, low: float, high: float, joint: str = "to") -> str:
        """A range of changes, the larger fall first: "1.5 to 0.2 lower"."""
        one_way = round(low, 1) * round(high, 1) > 0
        first = self.decimal(low) if one_way else self._lower_or_higher(low)
        return f"{first} {joint} {self._lower_or_higher(high)}"

    def mean_change(self, mean: float) -> str:
        """The mean change, for a sentence: "0.9 lower"."""
        return "the same" if round(mean, 1) == 0 else self._lower_or_higher(mean)

    def weeks_sentence(self, content: HistoryContent) -> str:
        """The last seven days beside the seven before, or what is missing for it."""
        if not content.gates.shows_weeks:
            return WEEKS_LATER
        comparison = content.week_comparison
        if comparison is None:
            return "Two weeks in a row with notes are needed to set one beside the other."
        last = self._mean_of(comparison.last_mean, comparison.last_days)
        earlier = self._mean_of(comparison.earlier_mean, comparison.earlier_days)
        return (
            f"Typical pain a day, on average: last 7 days {last}, the 7 days before {earlier}. "
            "Weeks differ by chance, too."
        )

    def _mean_of(self, mean: float, days: int) -> str:
        return f"{self.decimal(mean)} ({counted(days, 'day')} noted)"

    def pressed_sentence(self, week: Week, strong: str = "{}") -> str:
        """Minutes pressed of minutes planned in one week."""
        which = "This week" if week.is_current else f"Week of {self.day(week.first_day)}"
        pressed, planned = minutes(week.pressed_s), minutes(week.planned_s)
        if not week.sessions:
            return f"{which} {strong.format('no session')}."
        return f"{which} {strong.format(f'{pressed} of {planned} minutes planned')}."

    def readout(self, content: HistoryContent, day: date) -> list[str]:
        """What is noted of a day, line by line, without its date."""
        summary = content.day(day)
        if summary is None:
            return ["Nothing noted"]
        lines = _listed(
            [
                f"Before {self.number(pair.before.value)} → after {self.number(pair.after.value)}"
                for pair in content.pairs
                if pair.at.date() == day
            ]
        )
        singles = [r for r in content.single_ratings if r.day == day]
        for moment, word in _SINGLE_WORDS.items():
            values = [self.number(r.value) for r in singles if r.moment is moment]
            if values:
                shown = values if len(values) <= 12 else [*values[:12], "…"]
                lines.append(f"{word} {', '.join(shown)}")
        noticed = [self.unwelcome(n.unwelcome) for n in content.unwelcome if n.at.date() == day]
        lines += _listed([f"Noticed: {words}" for words in noticed if words])
        lines += _listed(list(filter(None, (_day_note(one, day) for one in content.day_notes))))
        last: list[str] = []
        if summary.median is not None:
            last.append(f"{TYPICAL} {self.number(summary.median)}")
        if summary.sessions:
            planned = " planned" if summary.planned_s else ""
            last.append(f"pressed {pressed_of(summary.pressed_s, summary.planned_s)}{planned}")
        if last:
            lines.append(" · ".join(last))
        return lines


def pressed_of(pressed_s: float, planned_s: float) -> str:
    """Time pressed of the time planned: "8:12 of 9:30"; without a plan only the first."""
    of = f" of {clock_text(planned_s)}" if planned_s else ""
    return f"{clock_text(pressed_s)}{of}"


def part_times(part: PressedPart | None) -> str:
    """Time pressed of the time planned on one side: "8:12 of 9:00", a dash where there is none."""
    return "–" if part is None else pressed_of(part.seconds, part.planned_s or 0)


def parts_spoken(parts: Iterable[PressedPart], names: Mapping[str, str]) -> str:
    """For who hears it: "Skull edge (GB20) left 8:12 of 9:00, right 8:12 of 9:00"."""
    return "; ".join(
        f"{named_with_code(code, names)} "
        + ", ".join(f"{side} {part_times(part)}" for side, part in sides.items())
        for code, sides in parts_by_point(parts).items()
    )


def parts_by_point(parts: Iterable[PressedPart]) -> dict[str, dict[str, PressedPart]]:
    """What was pressed or planned, by the codes of points and then by sides."""
    by_point: dict[str, dict[str, PressedPart]] = {}
    for part in parts:
        if part.seconds > 0 or part.planned_s:
            by_point.setdefault(part.point, {})[part.side] = part
    return by_point


def sides_in_row(sides: Mapping[str, PressedPart]) -> tuple[PressedPart | None, PressedPart | None]:
    """Left and right; what has no side stands first."""
    middle = next((part for side, part in sides.items() if side not in ("left", "right")), None)
    return sides.get("left", middle), sides.get("right")


_SINGLE_WORDS = {
    Moment.NOW: "Rated",
    Moment.BEFORE: "Before",
    Moment.AFTER: "After",
    Moment.FOLLOW_UP: "Half an hour after",
    Moment.EVENING_WORST: "The day at its worst",
    Moment.EVENING_AVERAGE: "The day on average",
}


def _day_note(noted: DayNote, day: date) -> str:
    """What is noted of a day of headache or medicine: "Headache, worst 7"; empty where nothing."""
    if day not in noted.days:
        return ""
    if isinstance(noted, Medicine):
        return noted.words
    if isinstance(noted, NotedHeadacheDay) and not noted.had:
        return "No headache"
    return "Headache" if noted.worst is None else f"Headache, worst {noted.worst}"


def _listed(lines: list[str]) -> list[str]:
    if len(lines) <= _MOST_LISTED:
        return lines
    return [*lines[: _MOST_LISTED - 1], f"and {len(lines) - _MOST_LISTED + 1} more"]


def counted(number: int, noun: str) -> str:
    """ "1 time", "15 times"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def minutes(seconds: float) -> str:
    """Whole minutes, rounded to the nearest; a few seconds are neither none nor one."""
    return "<1" if 0 < seconds < 30 else str(int(seconds / 60 + 0.5))


def day_pattern(long_format: str) -> str:
    """Day and short month in the order of a locale's long date: "d MMM", "MMM d", "M月d日"."""
    tokens = re.findall(r"d+|M+|y+|'[^']*'|[^dMy']+", long_format)
    wanted = [i for i, t in enumerate(tokens) if t[0] == "M" or t in ("d", "dd")]
    if len(wanted) != 2:
        return "d MMM"
    begin, end = wanted[0], wanted[1] + 1
    kept = ["MMM" if t[0] == "M" and len(t) > 2 else t for t in tokens[begin:end]]
    follower = tokens[end] if end < len(tokens) else ""
    # A sign that belongs to the day itself stands right behind it ("日", the ordinal dot).
    if follower and follower[0] in "日일.":
        kept.append(follower[0])
    return "".join(kept)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
