"""How long a time is shown: chosen from a few, zoomed, or whole months while the calendar is.

Must never fetch anything; the walking tells that other days are shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from acutimer.ui.history.words import ALL, SPANS

if TYPE_CHECKING:
    from acutimer.core.history_content import HistoryContent
    from acutimer.ui.history.walking import Walking
    from acutimer.ui.kit.segments import Segments


class TimeShown:
    """The choice in the head and the days that follow from it."""

    def __init__(self, spans: Segments, walking: Walking) -> None:
        self._spans, self._walking = spans, walking
        self._content: HistoryContent | None = None
        #: what was chosen before the calendar came
        self._before = ""
        spans.chosen.connect(self.choose)

    def take(self, content: HistoryContent) -> None:
        """Take what was read; it may be the first to say since when all days are."""
        self._content = content
        shows_all = self._spans.key == ALL and not self._walking.in_months
        days = self._walking.days
        if shows_all and days.days < days.all_days(content.began):
            self.choose(ALL)

    def choose(self, key: str) -> None:
        """Show a time by its key of SPANS."""
        if key != ALL:
            self._walking.show_days(int(key))
        elif (content := self._content) is not None:
            self._walking.show_from(content.began or content.today)
        # else nothing was read yet, and the answer shows all

    def zoom(self, step: int) -> None:
        """Show fewer days (below zero) or more, round the focused day."""
        began = self._content.began if self._content is not None else None
        if self._walking.in_months or not self._walking.zoom(step, began):
            return
        key = str(self._walking.days.days)
        if key in dict(SPANS):
            self._spans.choose(key)
        else:
            self._spans.choose_none()

    def show_months(self, *, shown: bool) -> None:
        """Show whole months, or again as many days as before."""
        if shown == self._walking.in_months:
            return
        self._spans.setVisible(not shown)
        if shown:
            self._before = self._spans.key
            self._walking.begin_months()
        else:
            self._walking.end_months()
            if self._before == ALL:
                self.choose(ALL)
