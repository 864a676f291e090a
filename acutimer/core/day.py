"""What the Press page greets with: the last time something was pressed, today, and five weeks.

A day is the local day of a note by its own offset, as in History. What has happened is never dated
after today: who flies west may have pressed on a day that comes again. Must never count days in a
row, nor say of a blank one that something is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from acutimer.core.history_content import PRESSED_LEAST_S, local_day
from acutimer.core.journal import Moment, Rating, SessionNote

WEEKS = 5
_DAY = timedelta(days=1)
NOT_YET = "not yet"
_NO_BREAK = "\u00a0"


class DayMark(StrEnum):
    """What a day of the calendar holds."""

    PRESSED = "pressed"
    NOTED = "noted"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Pressing:
    """One session, with the ratings round it where they were given, 0 to 10.

    ``is_brief`` says that it was pressed for so short that its ratings are not set side by side.
    """

    routine: str
    name: str
    day: date
    #: its id
    session: str
    before: int | None = None
    after: int | None = None
    is_brief: bool = False

    @property
    def written(self) -> str:
        """In few words: "Desk pause, 6 → 4"."""
        if self.before is not None and self.after is not None and not self.is_brief:
            return f"{self.name}, {self.before}{_NO_BREAK}→{_NO_BREAK}{self.after}"
        return self.spoken

    @property
    def spoken(self) -> str:
        """As it is read out: "Desk pause, 6 before, 4 after"."""
        if self.is_brief:
            return f"{self.name}, pressed under {PRESSED_LEAST_S} s"
        numbers = ((self.before, "before"), (self.after, "after"))
        said = [f"{value} {when}" for value, when in numbers if value is not None]
        return ", ".join((self.name, *(said or ["not rated"])))


@dataclass(frozen=True, slots=True)
class DayContent:
    """Today as the Press page shows it; ``days`` run from the first of five weeks up to today."""

    today: date
    days: tuple[tuple[date, DayMark], ...]
    #: the last session of the last day before today that has one
    earlier: Pressing | None = None
    #: the last session of today
    now: Pressing | None = None
    #: the last number of today, 0 to 10, where nothing was pressed yet
    noted: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to greet with."""
        marks = {mark for _, mark in self.days}
        return self.earlier is None and marks <= {DayMark.BLANK}

    @property
    def last(self) -> Pressing | None:
        """What would be pressed again."""
        return self.now or self.earlier

    def count(self, mark: DayMark) -> int:
        """How many of the days hold that."""
        return sum(1 for _, one in self.days if one is mark)

    def lines(
        self, day_words: Callable[[date], str], say: Callable[[Pressing], str]
    ) -> tuple[str, ...]:
        """One or two lines: "Yesterday: Desk pause, 6 → 4", "Today: not yet".

        ``day_words`` names a day before yesterday; ``say`` is how a session is put.
        """
        lines: list[str] = []
        if (one := self.earlier) is not None:
            is_yesterday = one.day == self.today - _DAY
            lines.append(f"{'Yesterday' if is_yesterday else day_words(one.day)}: {say(one)}")
        if self.now is not None:
            lines.append(f"Today: {say(self.now)}")
        else:
            lines.append(f"Today: {NOT_YET if self.noted is None else f'{self.noted} noted'}")
        return tuple(lines)

    def spoken_line(self, day_words: Callable[[date], str]) -> str:
        """The lines in whole sentences, for who does not see them."""
        return " ".join(f"{line}." for line in self.lines(day_words, lambda one: one.spoken))

    def spoken_days(self) -> str:
        """The calendar in one sentence, for who does not see it."""
        pressed, noted = self.count(DayMark.PRESSED), self.count(DayMark.NOTED)
        return (
            f"Last five weeks: pressed on {_days(pressed)}, "
            f"only a number noted on {_days(noted)}. {self.mark_words(self.today)}"
        )

    def mark(self, day: date) -> DayMark:
        """What a day holds; one outside the five weeks is blank here."""
        return dict(self.days).get(day, DayMark.BLANK)

    def mark_words(self, day: date) -> str:
        """What a day holds, in one sentence: "Today: pressed."."""
        words = {DayMark.PRESSED: "pressed", DayMark.NOTED: "a number noted"}
        blank = NOT_YET if day == self.today else "nothing noted"
        return f"{'Today: ' if day == self.today else ''}{words.get(self.mark(day), blank)}."


def first_day(today: date, week_begins: int) -> date:
    """The first day of the five weeks that end with today's; ``week_begins``: Monday is 0."""
    return today - timedelta(days=(today.weekday() - week_begins) % 7 + 7 * (WEEKS - 1))


def day_content(
    ratings: Iterable[Rating],
    sessions: Iterable[SessionNote],
    now: datetime,
    week_begins: int = 0,
) -> DayContent:
    """Sums up what was noted until now; ``now`` has the offset of the wall it hangs on."""
    today = now.date()
    rated = sorted((r for r in ratings if r.at <= now), key=lambda one: one.at.timestamp())
    held = sorted((s for s in sessions if s.at <= now), key=lambda one: one.at.timestamp())
    pressed = [one for one in held if one.pressed_s > 0]

    def day_of(note: Rating | SessionNote) -> date:
        return min(local_day(note.at), today)

    days_pressed = {day_of(one) for one in pressed}
    days_noted = {day_of(one) for one in (*rated, *held)}
    first = first_day(today, week_begins)
    days: list[tuple[date, DayMark]] = []
    for ago in range((today - first).days, -1, -1):
        day = today - timedelta(days=ago)
        noted = DayMark.NOTED if day in days_noted else DayMark.BLANK
        days.append((day, DayMark.PRESSED if day in days_pressed else noted))

    def last_on(day: date) -> Pressing:
        on_it = [one for one in pressed if day_of(one) == day]
        whole = [one for one in on_it if one.pressed_s >= PRESSED_LEAST_S]
        return _pressing((whole or on_it)[-1], day, rated)

    before_today = days_pressed - {today}
    of_today = [one.value for one in rated if day_of(one) == today]
    return DayContent(
        today=today,
        days=tuple(days),
        earlier=last_on(max(before_today)) if before_today else None,
        now=last_on(today) if today in days_pressed else None,
        noted=of_today[-1] if of_today and today not in days_pressed else None,
    )


def _pressing(session: SessionNote, day: date, rated: Iterable[Rating]) -> Pressing:
    """A session with its ratings; of several the latest counts, as in History."""
    values = {one.moment: one.value for one in rated if one.session == session.id}
    return Pressing(
        session.routine,
        session.routine_name,
        day,
        session.id,
        values.get(Moment.BEFORE),
        values.get(Moment.AFTER),
        is_brief=session.pressed_s < PRESSED_LEAST_S,
    )


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
