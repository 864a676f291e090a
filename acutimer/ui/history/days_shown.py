"""Which days History shows, how far they may be moved, and which notes have to be fetched for that.

Plain values. Must never show a day before the first that can be noted.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from acutimer.core.day_windows import WINDOW_DAYS

#: Days fetched beyond those shown, on the side moved to and on the other, so that moving a little
#: needs no fetching.
MARGIN_DAYS, BACK_DAYS = 28, 8
#: More is fetched when no more than this is left beside the days shown.
_NEAR_DAYS = 4
#: Spans that zooming goes through; all days come after the longest that is shorter.
_LADDER = (7, 14, 28, 42, 91, 182, 365, 730, 1461, 2922)
EARLIEST = date(1970, 1, 1)
#: Fewer days are not shown where all are wanted.
_LEAST_DAYS = 14


def zoomed(days: int, step: int, all_days: int) -> int:
    """The next shorter (step below zero) or longer span; all days are the longest."""
    spans = sorted({*(one for one in _LADDER if one < all_days), max(all_days, _LADDER[0])})
    if step < 0:
        return max((one for one in spans if one < days), default=days)
    return min((one for one in spans if one > days), default=days)


class DaysShown:
    """So many days, the last of them, and which days were fetched; ``today`` tells the date."""

    def __init__(self, days: int, today: Callable[[], date]) -> None:
        self.days = days
        self._today = today
        self._last = self._newest = today()
        self._fetched: tuple[date, date] | None = None

    @property
    def span(self) -> tuple[date, date]:
        """The first and last day shown."""
        return self._last - timedelta(days=self.days - 1), self._last

    @property
    def newest(self) -> date:
        """The last day that can be gone to: today, or one that a wrong clock put ahead."""
        return max(self._today(), self._last)

    def move(self, days: int) -> int:
        """Move by so many days, never beyond the newest; gives by how many it moved."""
        before = self._last
        self.end_at(min(self._last + timedelta(days=days), self.newest))
        return (self._last - before).days

    def end_at(self, day: date) -> None:
        """Let a day be the last, wherever it lies."""
        self._last = max(day, EARLIEST + timedelta(days=self.days - 1))

    def show_from(self, first: date) -> None:
        """Show all days from one on, at least two weeks."""
        self._last = self.newest
        self.days = self.all_days(first)

    def all_days(self, first: date | None) -> int:
        """How many days there are from a first one until the newest, at least two weeks."""
        begin = self.newest if first is None else max(EARLIEST, first)
        return max(_LEAST_DAYS, (self.newest - begin).days + 1)

    def zoom(self, step: int, began: date | None, middle: date | None) -> bool:
        """Show fewer days (step below zero) or more, round ``middle`` where that is shown.

        ``began`` is the first day there is; False where there are no fewer, or no more.
        """
        days = zoomed(self.days, step, self.all_days(began))
        if days == self.days:
            return False
        first, last = self.span
        if middle is not None and first <= middle <= last:
            last = min(middle + timedelta(days=days // 2), self.newest)
        self.days = days
        self.end_at(last)
        return True

    def keep_within(self, day: date) -> date:
        """The day, or the nearest that can be gone to."""
        return max(EARLIEST, min(day, self.newest))

    def to_fetch(self, before_days: int = 0, after_days: int = 0) -> tuple[date, date]:
        """The days shown and so many around them, which are fetched from now on."""
        last = self._last
        self._fetched = (
            max(EARLIEST, self._needed_from - timedelta(days=before_days)),
            min(self.newest, last + timedelta(days=after_days)),
        )
        return self._fetched

    @property
    def _needed_from(self) -> date:
        """Whatever is shown, the last 28 days are counted."""
        return min(self.span[0], self._last - timedelta(days=WINDOW_DAYS - 1))

    @property
    def needs_more(self) -> bool:
        """Whether little is left of what was fetched beside the days shown."""
        latest = min(self._today(), self._last + timedelta(days=_NEAR_DAYS))
        earliest = max(EARLIEST, self._needed_from - timedelta(days=_NEAR_DAYS))
        held = self._fetched
        return held is None or earliest < held[0] or latest > held[1]

    def is_another_day(self) -> bool:
        """Whether it is another day than when this was asked last.

        Who looked at the newest days goes on doing so after midnight.
        """
        newest = self._today()
        if newest == self._newest:
            return False
        if self._last == self._newest:
            self._last = newest
        self._newest = newest
        return True
