"""History: pain over weeks, what sessions changed, and the same as a table.

The page asks for days (``span_wanted``) and is answered with ``show_content``; it fetches nothing.
The plot and its heavy libraries are imported when the page is first shown, never before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QSize, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from acutimer.core.commands import command_at
from acutimer.core.history_content import HistoryContent
from acutimer.core.summaries import narrowed
from acutimer.ui.history.besides import Besides
from acutimer.ui.history.cards import CardRow
from acutimer.ui.history.day_forms import CALENDAR, PLOT, TABLE, DayForms
from acutimer.ui.history.days_shown import BACK_DAYS, MARGIN_DAYS
from acutimer.ui.history.header import Header
from acutimer.ui.history.opening import Opening
from acutimer.ui.history.time_shown import TimeShown
from acutimer.ui.history.undo_line import UndoLine
from acutimer.ui.history.walking import Walking
from acutimer.ui.history.words import SPANS, Words
from acutimer.ui.kit.pieces import column, holding, scrolling
from acutimer.ui.kit.typed_keys import typed_key
from acutimer.ui.kit.widths import width_em

if TYPE_CHECKING:
    from acutimer.ui.history.note_search import Found
    from acutimer.ui.history.plot import HistoryPlot
    from acutimer.ui.kit.theme import Theme

#: Widths of the page in em: three cards beside each other, two, else one.
_THREE_EM, _TWO_EM = 74, 50
_MARGINS = (24, 16, 24, 20)
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
    #: a note shall be added to a day (a date)
    add_wanted = Signal(object)
    #: a stretch of days (note_search.Stretch) shall be searched
    search_wanted = Signal(object)
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
        self._walking = Walking(int(SPANS[1][0]), today)
        self._days = self._walking.days
        self._walking.moved.connect(lambda back: self._moved(back=back))
        self._walking.turned.connect(self._turned)
        self._walking.focused_on.connect(self._show_focus)
        self._content: HistoryContent | None = None
        self._shown: HistoryContent | None = None
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
        self.time_shown = TimeShown(self.spans, self._walking)
        self.forms.chosen.connect(self._choose_form)
        self.log_pain = self.header.log_pain
        self.log_pain.clicked.connect(self.log_pain_wanted)
        self.header.report_asked.connect(self.report_asked)
        self.header.export_asked.connect(self.export_asked)
        self.header.import_asked.connect(self.import_asked)
        self.opening = Opening(theme, words)
        self.besides = Besides(words)
        self.besides.day_wanted.connect(self.show_day)
        self.day_forms = DayForms(theme, words)
        self._listen_to_forms()
        self.undo_line = UndoLine(theme)
        self.undo_line.undo_asked.connect(self.undo_asked)
        self.cards = CardRow(theme, words)
        main = column(
            self.header, self.opening, self.besides, self.undo_line, (self.day_forms, 1),
            self.cards, spacing=14, margins=_MARGINS,
        )  # fmt: skip
        self.scroll_area = scrolling(holding(main))
        self.setLayout(column(self.scroll_area))

    def _listen_to_forms(self) -> None:
        forms = self.day_forms
        self.plot_card, self.table_part = forms.plot_card, forms.table_part
        self.table, self.invitation = forms.table_part.table, forms.plot_card.invitation
        walking = self._walking
        forms.day_chosen.connect(walking.focus)
        forms.walked.connect(walking.walk)
        forms.month_walked.connect(walking.walk_months)
        forms.end_wanted.connect(walking.go_to_end)
        forms.log_pain_wanted.connect(self.log_pain_wanted)
        forms.picture_wanted.connect(self.picture_wanted)
        forms.search_wanted.connect(self.search_wanted)
        forms.change_asked.connect(self.change_asked)
        forms.remove_asked.connect(self.remove_asked)
        forms.add_asked.connect(self._ask_to_add)

    @property
    def plot(self) -> HistoryPlot | None:
        """The plot, once the page was shown."""
        return self.plot_card.plot

    def _ensure_plot(self) -> HistoryPlot:
        if self.plot is not None:
            return self.plot
        plot = self.day_forms.make_plot()
        plot.dragged.connect(self._walking.move)
        plot.zoomed.connect(self.time_shown.zoom)
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
        self.day_forms.take(content)
        self.time_shown.take(content)
        self.besides.show_content(content)
        if self._settling.isActive():
            # Amid moving only the plot keeps up; the rest follows when it rests.
            if self._walking.focused is not None:
                self.focus_day(self._walking.focused)
        else:
            self.settle()

    def settle(self) -> None:
        """Brings cards, table and words to the days shown; follows a little behind the plot."""
        self._settling.stop()
        if self._content is None:
            return
        shown = self._shown = narrowed(self._content, *self.span)
        self.opening.show_content(shown)
        if not self._walking.in_months or self._holds_month(self._content):
            self.day_forms.show_content(shown)
        self.cards.show_content(self._content, shown)
        if self._walking.focused is not None:
            self.focus_day(self._walking.focused)

    def _holds_month(self, content: HistoryContent) -> bool:
        """Whether no day of the month is still to be read: it would look blank."""
        first, last = self.span
        return content.first_day <= first and last <= content.last_day

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self._theme = theme
        for piece in (self.header, self.opening, self.day_forms, self.undo_line, self.cards):
            piece.set_theme(theme)

    def _choose_form(self, form: str) -> None:
        self.day_forms.choose(form)
        self.time_shown.show_months(shown=form == CALENDAR)
        if form == TABLE and self._walking.focused is not None:
            self.table_part.show_day(self._walking.focused)

    def picture(self, *, as_drawing: bool) -> bytes | None:
        """The plot as SVG or PNG; None while nothing was read yet."""
        self.settle()
        if self._shown is None:
            return None
        picture = self.plot_card.picture(self._shown)
        return picture.svg() if as_drawing else picture.png()

    def find(self) -> None:
        """Let the person look for words in the notes, in the table."""
        if self.forms.key != TABLE:
            self.forms.choose(TABLE)
            self._choose_form(TABLE)
        self.table_part.ask()

    def show_found(self, found: Found) -> None:
        """Takes what was found in a stretch of days."""
        self.table_part.show_found(found)

    # --- moving -----------------------------------------------------------------------------

    def move_days(self, days: int) -> None:
        """Moves the days shown; never beyond today."""
        self._walking.move(days)

    def show_day(self, day: date) -> None:
        """Shows a day wherever it lies."""
        self._walking.go_to(day)
        if self.plot is not None:
            self.plot.set_span(*self.span)
        self.ask_again()

    def focus_day(self, day: date) -> None:
        """Outlines a day and tells what is noted of it."""
        self._walking.focus(day)

    def _show_focus(self, day: date) -> None:
        self.day_forms.focus_day(day)

    def _ask_to_add(self) -> None:
        """A note is added to the focused day; what lies ahead can have none."""
        day = self._walking.focused or self._days.newest
        if self._content is None or day <= self._content.today:
            self.add_wanted.emit(day)

    def _turned(self) -> None:
        self._moved(back=True)
        if self._walking.in_months:
            self.day_forms.show_month(self.span[1])
        self.settle()

    def _moved(self, *, back: bool) -> None:
        if self.plot is None:
            # Not shown yet; showing it will ask.
            return
        self.plot.set_span(*self.span)
        if self._days.needs_more:
            margins = (MARGIN_DAYS, BACK_DAYS) if back else (BACK_DAYS, MARGIN_DAYS)
            self.ask_again(*margins)
        self._settling.start()

    # --- Qt ---------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        first_time = self.plot is None
        plot = self._ensure_plot()
        super().showEvent(event)
        if self._days.is_another_day() or first_time:
            if self._walking.in_months:
                self._walking.refresh_month()
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
            self.time_shown.zoom(_ZOOMS[command])
        elif command == "today":
            self.show_day(self._days.newest)
        elif command == "edit_note":
            self.day_forms.edit_note()
        elif command == "add_note":
            self._ask_to_add()
        elif self.plot is not None and self.forms.key == PLOT:
            self.plot.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _reflow(self) -> None:
        em = width_em(self)
        columns = 3 if em >= _THREE_EM else 2 if em >= _TWO_EM else 1
        self.cards.arrange(columns)
        self.opening.stack(narrow=columns == 1)
        bar = self.scroll_area.verticalScrollBar().sizeHint().width()
        self.header.fit(self.width() - _MARGINS[0] - _MARGINS[2] - bar)

    def sizeHint(self) -> QSize:
        return QSize(1192, 764)
