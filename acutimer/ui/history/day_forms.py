"""The days shown in one of three forms: plot, table, calendar; and the day card of two of them.

The plot with its heavy libraries and the calendar are made when they are first shown. Must never
fetch anything, nor move the days shown: it tells what was asked.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from acutimer.core.summaries import narrowed
from acutimer.ui.history.plot_card import PlotCard
from acutimer.ui.history.table_part import TablePart
from acutimer.ui.history.table_rows import TableRow, table_rows
from acutimer.ui.kit.pieces import column

if TYPE_CHECKING:
    from acutimer.core.history_content import HistoryContent
    from acutimer.ui.history.calendar_card import CalendarCard
    from acutimer.ui.history.plot import HistoryPlot
    from acutimer.ui.history.readout import Readout, Way
    from acutimer.ui.history.words import Words
    from acutimer.ui.kit.theme import Theme

PLOT, TABLE, CALENDAR = "plot", "table", "calendar"
#: More than so many buttons would make the day card higher than the plot.
_MOST_WAYS = 3


class DayForms(QWidget):
    """One form is shown; ``form`` says which."""

    #: a day (date) shall be the focused one
    day_chosen = Signal(object)
    #: days and months to walk, later ones above zero; the first (-1) or last (1) day shown
    walked = Signal(int)
    month_walked = Signal(int)
    end_wanted = Signal(int)
    log_pain_wanted = Signal()
    picture_wanted = Signal()
    #: a stretch of days (note_search.Stretch) shall be searched
    search_wanted = Signal(object)
    #: the row (table_rows.TableRow) that shall be changed, or removed
    change_asked = Signal(object)
    remove_asked = Signal(object)
    #: a note shall be added to the focused day
    add_asked = Signal()

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        #: what was read, and of it the days shown
        self._content: HistoryContent | None = None
        self._shown: HistoryContent | None = None
        self.form = PLOT
        self.plot_card = PlotCard(theme, words)
        self.plot_card.log_pain_wanted.connect(self.log_pain_wanted)
        self.plot_card.legend.save_wanted.connect(self.picture_wanted)
        self.table_part = TablePart(words)
        self.table_part.search_wanted.connect(self.search_wanted)
        self.table_part.table.change_asked.connect(self.change_asked)
        self.table_part.table.remove_asked.connect(self.remove_asked)
        self.table_part.hide()
        self.calendar: CalendarCard | None = None
        #: the notes of the focused day that can be changed, as its card lists them
        self._noted: list[TableRow] = []
        # No stack: it would not grow with words that break into more lines.
        self._lines = column((self.plot_card, 1), (self.table_part, 1))
        self.setLayout(self._lines)

    def choose(self, form: str) -> None:
        """Show another form."""
        self.form = form
        if form == CALENDAR and self.calendar is None:
            self.calendar = self._make_calendar()
        self.plot_card.setVisible(form == PLOT)
        self.table_part.setVisible(form == TABLE)
        if self.calendar is not None:
            self.calendar.setVisible(form == CALENDAR)
        self._fill()

    def make_plot(self) -> HistoryPlot:
        """Make the plot; its day card and its walking are told of."""
        plot = self.plot_card.make_plot()
        plot.day_chosen.connect(self.day_chosen)
        plot.walked.connect(self.walked)
        plot.end_wanted.connect(self.end_wanted)
        self._follow(plot.readout)
        if self._content is not None:
            plot.show_content(self._content)
        return plot

    def _make_calendar(self) -> CalendarCard:
        from acutimer.ui.history.calendar_card import CalendarCard

        made = CalendarCard(self._theme, self._words)
        made.day_chosen.connect(self.day_chosen)
        made.grid.walked.connect(self.walked)
        made.grid.month_walked.connect(self.month_walked)
        made.grid.end_wanted.connect(self.end_wanted)
        made.grid.add_asked.connect(self.add_asked)
        self._follow(made.readout)
        self._lines.addWidget(made, 1)
        return made

    def _follow(self, card: Readout) -> None:
        card.edit_asked.connect(self.edit_note)
        card.add_asked.connect(self.add_asked)

    def set_theme(self, theme: Theme) -> None:
        """Take the colours of another theme."""
        self._theme = theme
        self.plot_card.set_theme(theme)
        if self.calendar is not None:
            self.calendar.set_theme(theme)

    # --- the days ---------------------------------------------------------------------------

    def take(self, content: HistoryContent) -> None:
        """Take what was read: the days shown and as many around them as there are."""
        self._content = content
        ever = (*content.astray, content.today, content.began or content.today)
        self.table_part.take_ever(min(ever), max(ever))
        if (plot := self.plot_card.plot) is not None:
            plot.show_content(content)

    def show_content(self, shown: HistoryContent) -> None:
        """Take the notes of exactly the days shown."""
        self._shown = shown
        self.plot_card.show_content(shown)
        ever = shown.noted_before or bool(self._content and self._content.days)
        self.plot_card.invite(shown, ever=ever)
        self._fill()

    def show_month(self, day: date) -> None:
        """Turn the calendar to the month of a day, whose notes are still to come."""
        assert self.calendar is not None  # its form is chosen
        self.calendar.show_month(day, None)

    def _fill(self) -> None:
        """Only the form in sight is worth filling."""
        if (shown := self._shown) is None:
            return
        if self.form == TABLE:
            self.table_part.show_content(shown)
        elif self.form == CALENDAR and self.calendar is not None:
            self.calendar.show_month(shown.first_day, shown)

    # --- the focused day --------------------------------------------------------------------

    def focus_day(self, day: date) -> None:
        """Go to a day, with all that is noted of it and ways to change that."""
        if (content := self._content) is None:
            return
        lines, ways = self._words.readout(content, day), self._ways_to_change(day, content)
        adds = day <= content.today
        if (plot := self.plot_card.plot) is not None:
            plot.readout.allow(adds=adds)
            plot.focus_day(day, lines, ways)
        if self.form == CALENDAR and self.calendar is not None:
            title = self._words.named_day(day, content.today)
            self.calendar.focus_day(day, title, lines, ways, adds=adds)

    def _ways_to_change(self, day: date, content: HistoryContent) -> list[Way]:
        """What the day card offers to change: the first notes of a day; the table has them all."""
        rows = table_rows(narrowed(content, day, day), self._words)
        noted = [(row, row.at) for row in rows if row.entries and row.at is not None][:_MOST_WAYS]
        self._noted = [row for row, _ in noted]
        return [self._way(row, at) for row, at in noted]

    def _way(self, row: TableRow, at: datetime) -> Way:
        words = f"{self._words.time(at)} {row.what}"
        return words, lambda: self.change_asked.emit(row)

    def edit_note(self) -> None:
        """Change the note of the focused day that has the keyboard, or the first."""
        card = self._card
        ways = card.ways if card is not None else []
        at = next((nth for nth, way in enumerate(ways) if way.hasFocus()), 0)
        if self.form != TABLE and at < len(self._noted):
            self.change_asked.emit(self._noted[at])

    @property
    def _card(self) -> Readout | None:
        """The day card of the form in sight."""
        part = self.calendar if self.form == CALENDAR else self.plot_card.plot
        return part.readout if part is not None else None
