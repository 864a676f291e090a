"""Going through the days of History: which are shown, which one is focused, each way to others.

Must never go beyond what can be gone to (days_shown), nor fetch or show anything itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QObject, Signal

from acutimer.core.calendar_days import month_days, other_month
from acutimer.ui.history.days_shown import DaysShown


class Walking(QObject):
    """The days shown and the focused day; whole months while the calendar is in sight."""

    #: other days are shown, earlier ones (True) or later
    moved = Signal(bool)
    #: the same, and nothing of what was shown before is still right
    turned = Signal()
    #: a day (date) is the focused one
    focused_on = Signal(object)

    def __init__(self, days: int, today: Callable[[], date]) -> None:
        super().__init__()
        self.days = DaysShown(days, today)
        self.focused: date | None = None
        #: the first and last day shown before months were; None while they are not
        self._before: tuple[date, date] | None = None

    @property
    def in_months(self) -> bool:
        """Whether whole months are shown."""
        return self._before is not None

    def focus(self, day: date) -> None:
        """Let a day be the focused one."""
        self.focused = day
        self.focused_on.emit(day)

    def move(self, days: int) -> None:
        """Move the days shown; never beyond today."""
        if moved := self.days.move(days):
            self.moved.emit(moved < 0)

    def walk(self, days: int) -> None:
        """Move the focused day, and the days shown when it would leave them."""
        first, last = self.days.span
        start = self.focused
        if start is None or not first <= start <= last:
            # The first step enters at the newest day.
            self.focus(last)
            return
        wanted = self.days.keep_within(start + timedelta(days=days))
        if self.in_months and not first <= wanted <= last:
            self._turn_to(wanted)
        elif wanted > last:
            self.move((wanted - last).days)
        elif wanted < first:
            self.move((wanted - first).days)
        self.focus(wanted)

    def walk_months(self, months: int) -> None:
        """Go to the same day of the month before (-1) or after (1)."""
        first, last = self.days.span
        start = self.focused if self.focused and first <= self.focused <= last else last
        wanted = self.days.keep_within(other_month(start, months))
        if not first <= wanted <= last:
            self._turn_to(wanted)
        self.focus(wanted)

    def go_to_end(self, end: int) -> None:
        """Go to the first (below zero) or the last day shown."""
        first, last = self.days.span
        self.focus(first if end < 0 else last)

    def go_to(self, day: date) -> None:
        """Show a day wherever it lies: at the end of the days shown, or in its month."""
        if self.in_months:
            self._turn_to(day)
        else:
            self.days.end_at(day)
        self.focus(day)

    # --- how long a time --------------------------------------------------------------------

    def show_days(self, days: int) -> None:
        """Show so many days up to the last that is shown."""
        self.days.days = days
        self.turned.emit()

    def show_from(self, first: date) -> None:
        """Show every day from one on."""
        self.days.show_from(first)
        self.turned.emit()

    def zoom(self, step: int, began: date | None) -> bool:
        """Show fewer days (below zero) or more; False where there are none, or no more."""
        if not self.days.zoom(step, began, self.focused):
            return False
        self.turned.emit()
        return True

    # --- months -----------------------------------------------------------------------------

    def begin_months(self) -> None:
        """Show the month of the focused day, or the newest that is shown."""
        first, last = self.days.span
        self._before = first, last
        start = self.focused if self.focused and first <= self.focused <= last else last
        self._turn_to(start)
        self.focus(start)

    def end_months(self) -> None:
        """Show the days from before months were shown, if the focused one is among them.

        Else as many as then, up to the last of the month.
        """
        assert self._before is not None  # they were begun
        (first, last), self._before = self._before, None
        is_among = self.focused is not None and first <= self.focused <= last
        end = last if is_among else self.days.span[1]
        self.days.days = (last - first).days + 1
        self.days.end_at(end)
        self.turned.emit()

    def refresh_month(self) -> None:
        """A new day may have begun: the month reaches to it."""
        self._turn_to(self.days.span[1])

    def _turn_to(self, day: date) -> None:
        first, last = month_days(day)
        last = min(last, max(day, self.days.newest))
        self.days.days = (last - first).days + 1
        self.days.end_at(last)
        self.turned.emit()
