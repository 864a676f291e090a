"""History: pain over weeks, what sessions changed, and the same as a table.

The page asks for days (``span_wanted``) and is answered with ``show_content``; it fetches nothing.
The plot and its heavy libraries are imported when the page is first shown, never before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QSize, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from acutimer.core.commands import command_at
from acutimer.core.history_content import HistoryContent
from acutimer.core.summaries import narrowed
from acutimer.ui.history.besides import Besides
from acutimer.ui.history.cards import CardRow
from acutimer.ui.history.days_shown import BACK_DAYS, MARGIN_DAYS, DaysShown
from acutimer.ui.history.header import Header
from acutimer.ui.history.opening import Opening
from acutimer.ui.history.plot_card import PlotCard
from acutimer.ui.history.table_part import TablePart
from acutimer.ui.history.table_rows import table_rows
from acutimer.ui.history.undo_line import UndoLine
from acutimer.ui.history.words import ALL, SPANS, Words
from acutimer.ui.kit.pieces import column, holding, scrolling
from acutimer.ui.kit.typed_keys import typed_key
from acutimer.ui.kit.widths import width_em

if TYPE_CHECKING:
    from acutimer.ui.history.plot import HistoryPlot
    from acutimer.ui.history.readout import Way
    from acutimer.ui.kit.theme import Theme

#: Widths of the page in em: three cards beside each other, two, else one.
_THREE_EM, _TWO_EM = 74, 50
#: How commands of core.commands zoom.
_ZOOMS = {"fewer_days": -1, "more_days": 1}
#: The cards and the words follow this long after the plot was last moved.
_SETTLE_MS = 120
#: More than so many buttons would make the day card higher than the plot.
_MOST_WAYS = 3


class HistoryPage(QWidget):
    """The page in the main window; ``today`` tells the local date whenever it is needed."""

    #: the first and last day (dates) whose notes are wanted
    span_wanted = Signal(object, object)
    log_pain_wanted = Signal()
    #: the page for a doctor
    report_asked = Signal()
    #: files that go and come
    export_asked = Signal()
    import_asked = Signal()
    #: the row of the table (table.TableRow) that shall be changed, or removed
    change_asked = Signal(object)
    remove_asked = Signal(object)
    #: the first and last day of all that is noted (dates), to be searched
    search_wanted = Signal(object, object)
    #: what the plot shows shall be saved
    picture_wanted = Signal()
    #: the last change of this visit shall be taken back
    undo_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        today: Callable[[], date],
        locale: QLocale | None = None,
        unwelcome: Mapping[str, str] | None = None,
        points: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._words = Words(locale or QLocale(), unwelcome, points)
        self._days = DaysShown(int(SPANS[1][0]), today)
        self._content: HistoryContent | None = None
        self._shown: HistoryContent | None = None
        self._focused: date | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        self._settling.timeout.connect(self.settle)
        self._lay_out()
        self.set_theme(theme)

    # --- building ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        theme, words = self._theme, self._words
        self.header = Header(self._days.days)
        self.spans, self.forms = self.header.spans, self.header.forms
        self.spans.chosen.connect(self._choose_span)
        self.forms.chosen.connect(self._choose_form)
        self.log_pain = self.header.log_pain
        self.log_pain.clicked.connect(self.log_pain_wanted)
        self.header.report.clicked.connect(self.report_asked)
        self.header.exporting.clicked.connect(self.export_asked)
        self.header.importing.clicked.connect(self.import_asked)
        self.opening = Opening(theme, words)
        self.besides = Besides(words)
        self.besides.day_wanted.connect(self.show_day)
        self._make_middle()
        self.cards = CardRow(theme, words)
        # No stack: it would not grow with words that break into more lines.
        main = column(
            self.header, self.opening, self.besides, self.undo_line, (self.plot_card, 1),
            (self.table_part, 1), self.cards, spacing=14, margins=(24, 16, 24, 20),
        )  # fmt: skip
        self.scroll_area = scrolling(holding(main))
        self.setLayout(column(self.scroll_area))

    def _make_middle(self) -> None:
        self.plot_card = PlotCard(self._theme, self._words)
        self.plot_card.log_pain_wanted.connect(self.log_pain_wanted)
        self.plot_card.legend.save_wanted.connect(self.picture_wanted)
        self.invitation = self.plot_card.invitation
        self.table_part = TablePart(self._words)
        self.table = self.table_part.table
        self.table.change_asked.connect(self.change_asked)
        self.table.remove_asked.connect(self.remove_asked)
        self.table_part.all_wanted.connect(self._ask_for_all)
        self.table_part.hide()
        self.undo_line = UndoLine(self._theme)
        self.undo_line.undo_asked.connect(self.undo_asked)

    @property
    def plot(self) -> HistoryPlot | None:
        """The plot, once the page was shown."""
        return self.plot_card.plot

    def _ensure_plot(self) -> HistoryPlot:
        if self.plot is not None:
            return self.plot
        plot = self.plot_card.make_plot()
        plot.day_chosen.connect(self.focus_day)
        plot.walked.connect(self.walk)
        plot.dragged.connect(self.move_days)
        plot.end_wanted.connect(self._go_to_end)
        plot.zoomed.connect(self.zoom)
        plot.set_span(*self.span)
        return plot

    # --- what is shown ----------------------------------------------------------------------

    @property
    def words(self) -> Words:
        """How it writes dates, times and numbers."""
        return self._words

    @property
    def span(self) -> tuple[date, date]:
        """The first and last day shown."""
        return self._days.span

    @property
    def shown(self) -> HistoryContent | None:
        """The content of exactly the days shown, once it has come."""
        return self._shown

    def ask_again(self, before_days: int = 0, after_days: int = 0) -> None:
        """Asks for the notes anew, as after one was added.

        Days around those shown are asked for only once the view is moved: the first paint should
        not wait for them.
        """
        self.span_wanted.emit(*self._days.to_fetch(before_days, after_days))

    def show_content(self, content: HistoryContent) -> None:
        """Takes the notes that were asked for."""
        self._content = content
        self.table_part.forget_all()
        if self.spans.key == ALL and self._shows_too_little(content):
            self._choose_span(ALL)
        self.besides.show_content(content)
        if self.plot is not None:
            self.plot.show_content(content)
        if self._settling.isActive():
            # Amid moving only the plot keeps up; the rest follows when it rests.
            if self._focused is not None:
                self.focus_day(self._focused)
        else:
            self.settle()

    def _shows_too_little(self, content: HistoryContent) -> bool:
        return content.began is not None and content.began < self.span[0]

    def settle(self) -> None:
        """Brings cards, table and words to the days shown; follows a little behind the plot."""
        self._settling.stop()
        if self._content is None:
            return
        shown = self._shown = narrowed(self._content, *self.span)
        for part in (self.opening, self.plot_card):
            part.show_content(shown)
        self.cards.show_content(self._content, shown)
        self._fill_table()
        self._invite()
        if self._focused is not None:
            self.focus_day(self._focused)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self._theme = theme
        for piece in (self.header, self.opening, self.plot_card, self.undo_line, self.cards):
            piece.set_theme(theme)

    def _choose_span(self, key: str) -> None:
        if key != ALL:
            self._days.days = int(key)
        elif not self._show_all():
            return  # nothing was read yet: the answer shows all
        self._moved(back=True)
        self.settle()

    def zoom(self, step: int) -> None:
        """Show fewer days (below zero) or more, round the focused day."""
        began = self._content.began if self._content is not None else None
        if not self._days.zoom(step, began, self._focused):
            return
        key = str(self._days.days)
        if key in dict(SPANS):
            self.spans.choose(key)
        else:
            self.spans.choose_none()
        self._moved(back=True)
        self.settle()

    def _show_all(self) -> bool:
        """Every day from the first note on, where that is known; False where it is not."""
        if self._content is None:
            return False
        self._days.show_from(self._content.began or self._content.today)
        return True

    def _choose_form(self, form: str) -> None:
        self.plot_card.setVisible(form == "plot")
        self.table_part.setVisible(form == "table")
        self._fill_table()
        if form == "table" and self._focused is not None:
            self.table_part.show_day(self._focused)

    def picture(self, *, as_drawing: bool) -> bytes | None:
        """The plot as SVG or PNG; None while nothing was read yet."""
        self.settle()
        if self._shown is None:
            return None
        picture = self.plot_card.picture(self._shown)
        return picture.svg() if as_drawing else picture.png()

    def find(self) -> None:
        """Let the person look for words in the notes, in the table."""
        if self.forms.key != "table":
            self.forms.choose("table")
            self._choose_form("table")
        self.table_part.ask()

    def _ask_for_all(self) -> None:
        if (content := self._content) is not None:
            days = (*content.astray, content.today, content.began or content.today)
            self.search_wanted.emit(min(days), max(days))

    def show_all(self, content: HistoryContent) -> None:
        """Takes the notes of all days, for the search."""
        self.table_part.show_all(content)

    def _fill_table(self) -> None:
        if self._shown is not None and self.forms.key == "table":
            self.table_part.show_content(self._shown)

    # --- moving -----------------------------------------------------------------------------

    def move_days(self, days: int) -> None:
        """Moves the days shown; never beyond today."""
        if moved := self._days.move(days):
            self._moved(back=moved < 0)

    def show_day(self, day: date) -> None:
        """Shows a day wherever it lies, at the end of the days shown."""
        self._days.end_at(day)
        if self.plot is not None:
            self.plot.set_span(*self.span)
        self.focus_day(day)
        self.ask_again()

    def walk(self, days: int) -> None:
        """Moves the focused day, and the days shown when it would leave them."""
        first, last = self.span
        start = self._focused
        if start is None or not first <= start <= last:
            # The first step enters at the newest day.
            self.focus_day(last)
            return
        wanted = self._days.keep_within(start + timedelta(days=days))
        if wanted > last:
            self.move_days((wanted - last).days)
        elif wanted < first:
            self.move_days((wanted - first).days)
        self.focus_day(wanted)

    def focus_day(self, day: date) -> None:
        """Outlines a day and tells what is noted of it."""
        self._focused = day
        if self.plot is not None and self._content is not None:
            lines = self._words.readout(self._content, day)
            self.plot.focus_day(day, lines, self._ways_to_change(day))

    def _ways_to_change(self, day: date) -> list[Way]:
        """What the day card offers to change: the first notes of a day; the table has them all."""
        assert self._content is not None  # it is shown
        rows = table_rows(narrowed(self._content, day, day), self._words)
        noted = [row for row in rows if row.entries and row.at is not None][:_MOST_WAYS]
        return [
            (
                f"{self._words.time(row.at)} {row.what}",
                lambda row=row: self.change_asked.emit(row),
            )
            for row in noted
            if row.at is not None
        ]

    def _go_to_end(self, end: int) -> None:
        first, last = self.span
        self.focus_day(first if end < 0 else last)

    def _moved(self, *, back: bool) -> None:
        if self.plot is None:
            # Not shown yet; showing it will ask.
            return
        self.plot.set_span(*self.span)
        if self._days.needs_more:
            margins = (MARGIN_DAYS, BACK_DAYS) if back else (BACK_DAYS, MARGIN_DAYS)
            self.ask_again(*margins)
        self._settling.start()

    # --- the invitation ---------------------------------------------------------------------

    def _invite(self) -> None:
        """Says what to expect of an empty plot."""
        if self._shown is not None:
            ever = self._shown.noted_before or bool(self._content and self._content.days)
            self.plot_card.invite(self._shown, ever=ever)

    # --- Qt ---------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        first_time = self.plot is None
        plot = self._ensure_plot()
        super().showEvent(event)
        if self._content is not None:
            plot.show_content(self._content)
        if self._days.is_another_day() or first_time:
            plot.set_span(*self.span)
            self.ask_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._reflow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._reflow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Arrows move days wherever on the page the keyboard is, but for the table's own.
        command = command_at("history", typed_key(event))
        if command == "undo_change":
            self.undo_asked.emit()
        elif command == "find_note":
            self.find()
        elif command in _ZOOMS:
            self.zoom(_ZOOMS[command])
        elif command == "today":
            self.show_day(self._days.newest)
        elif self.plot is not None and self.forms.key == "plot":
            self.plot.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _reflow(self) -> None:
        em = width_em(self)
        columns = 3 if em >= _THREE_EM else 2 if em >= _TWO_EM else 1
        self.cards.arrange(columns)
        self.opening.stack(narrow=columns == 1)

    def sizeHint(self) -> QSize:
        return QSize(1192, 764)
