"""History: pain over weeks, what sessions changed, and the same as a table.

The page asks for days (``span_wanted``) and is answered with ``show_content``; it fetches nothing.
The plot and its heavy libraries are imported when the page is first shown, never before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from acutimer.core.commands import command_at
from acutimer.core.history_content import HistoryContent
from acutimer.core.summaries import narrowed, spoken_summary
from acutimer.ui.history.besides import Besides
from acutimer.ui.history.cards import CareCard, ChangeCard, Invitation, PressedCard
from acutimer.ui.history.legend import Legend
from acutimer.ui.history.table import HistoryTable
from acutimer.ui.history.undo_line import UndoLine
from acutimer.ui.history.words import (
    CHANGE_HINT,
    FEW,
    FEW_TEXT,
    NOTHING_HERE,
    NOTHING_HERE_TEXT,
    NOTHING_NOTED,
    NOTHING_NOTED_TEXT,
    SPANS,
    TITLE,
    Words,
)
from acutimer.ui.kit.flow import Flow
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.pieces import button, column, frame, holding, label, row, scrolling
from acutimer.ui.kit.segments import Segments
from acutimer.ui.kit.typed_keys import typed_key
from acutimer.ui.kit.widths import width_em

if TYPE_CHECKING:
    from acutimer.ui.history.plot import HistoryPlot
    from acutimer.ui.kit.theme import Theme

#: Days fetched beyond those shown, on the side moved to and on the other, so that moving a little
#: needs no fetching.
MARGIN_DAYS, BACK_DAYS = 28, 8
#: More is fetched when no more than this is left beside the days shown.
_NEAR_DAYS = 4
#: Widths of the page in em: three cards beside each other, two, else one.
_THREE_EM, _TWO_EM = 74, 50
#: The cards and the words follow this long after the plot was last moved.
_SETTLE_MS = 120
_EARLIEST = date(1970, 1, 1)
_INVITATION_PX = 520


class HistoryPage(QWidget):
    """The page in the main window; ``today`` tells the local date whenever it is needed."""

    #: the first and last day (dates) whose notes are wanted
    span_wanted = Signal(object, object)
    log_pain_wanted = Signal()
    #: the row of the table (table.TableRow) that shall be changed, or removed
    change_asked = Signal(object)
    remove_asked = Signal(object)
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
        self._today = today
        self._words = Words(locale or QLocale(), unwelcome, points)
        self._days = int(SPANS[1][0])
        self._last = self._newest = today()
        self._content: HistoryContent | None = None
        self._shown: HistoryContent | None = None
        self._asked: tuple[date, date] | None = None
        self._focused: date | None = None
        self.plot: HistoryPlot | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        self._settling.timeout.connect(self.settle)
        self._lay_out()
        self.set_theme(theme)

    # --- building ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._main = column(self._header(), spacing=14, margins=(24, 16, 24, 20))
        content = holding(self._main)
        self.besides = Besides(self._words)
        self.besides.day_wanted.connect(self.show_day)
        self._main.addWidget(self.besides)
        self._make_middle()
        self._main.addWidget(self.undo_line)
        # No stack: it would not grow with words that break into more lines.
        self._main.addWidget(self._plot_card, 1)
        self._main.addWidget(self._table_part, 1)
        self._cards = QWidget()
        self._card_grid = QGridLayout(self._cards)
        self._card_grid.setContentsMargins(0, 0, 0, 0)
        self._card_grid.setSpacing(14)
        self.change_card = ChangeCard(self._theme, self._words)
        self.care_card = CareCard(self._theme, self._words)
        self.pressed_card = PressedCard(self._theme, self._words)
        self._card_columns = 0
        self._main.addWidget(self._cards)
        self.scroll_area = scrolling(content)
        self.setLayout(column(self.scroll_area))

    def _header(self) -> QWidget:
        self.spans = Segments(SPANS, "Time shown")
        self.spans.choose(str(self._days))
        self.spans.chosen.connect(lambda key: self._choose_days(int(key)))
        self.forms = Segments((("plot", "Plot"), ("table", "Table")), "Shown as")
        self.forms.chosen.connect(self._choose_form)
        self.log_pain = button("Log pain", "toolbar", "Log pain (L)", "Log pain, key L")
        key = label("L", "caption", "key")
        key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = row(None, key)
        inside.setAlignment(key, Qt.AlignmentFlag.AlignVCenter)
        inside.setContentsMargins(0, 0, 14, 0)
        self.log_pain.setLayout(inside)
        # Room for the key cap, which stands in the button.
        room = key.fontMetrics().horizontalAdvance("L") + 44
        self.log_pain.setStyleSheet(f"QPushButton{{padding-right:{room}px}}")
        self.log_pain.clicked.connect(self.log_pain_wanted)
        header = QWidget()
        flow = Flow(12, 10)
        flow.addWidget(label(TITLE, "h1"))
        flow.add_gap()
        for piece in (self.spans, self.forms, self.log_pain):
            flow.addWidget(piece)
        header.setLayout(flow)
        return header

    def _make_middle(self) -> None:
        self.legend = Legend(self._theme)
        self._plot_card = frame(card=True)
        inside = column(self.legend, spacing=6, margins=(20, 13, 20, 10))
        self._plot_card.setLayout(inside)
        self._plot_lines = inside
        action = button("Log pain now", "primary")
        action.clicked.connect(self.log_pain_wanted)
        self.invitation = Invitation(action)
        self.invitation.setParent(self._plot_card)
        self.invitation.hide()
        self.table = HistoryTable(self._words)
        self.table.change_asked.connect(self.change_asked)
        self.table.remove_asked.connect(self.remove_asked)
        self._hint = label(CHANGE_HINT, "body", "secondary", wraps=True)
        self._table_part = holding(column(self._hint, (self.table, 1), spacing=8))
        self._table_part.hide()
        self.undo_line = UndoLine(self._theme)
        self.undo_line.undo_asked.connect(self.undo_asked)

    def _ensure_plot(self) -> HistoryPlot:
        if self.plot is None:
            from acutimer.ui.history.plot import HistoryPlot

            self.plot = plot = HistoryPlot(self._theme, self._words)
            plot.day_chosen.connect(self.focus_day)
            plot.walked.connect(self.walk)
            plot.dragged.connect(self.move_days)
            plot.end_wanted.connect(self._go_to_end)
            plot.set_span(*self.span)
            self._plot_lines.addWidget(plot, 1)
        return self.plot

    # --- what is shown ----------------------------------------------------------------------

    @property
    def words(self) -> Words:
        """How it writes dates, times and numbers."""
        return self._words

    @property
    def span(self) -> tuple[date, date]:
        """The first and last day shown."""
        return self._last - timedelta(days=self._days - 1), self._last

    @property
    def shown(self) -> HistoryContent | None:
        """The content of exactly the days shown, once it has come."""
        return self._shown

    def ask_again(self, before_days: int = 0, after_days: int = 0) -> None:
        """Asks for the notes anew, as after one was added.

        Days around those shown are asked for only once the view is moved: the first paint should
        not wait for them.
        """
        first, last = self.span
        latest = max(self._today(), last)
        self._asked = (
            max(_EARLIEST, first - timedelta(days=before_days)),
            min(latest, last + timedelta(days=after_days)),
        )
        self.span_wanted.emit(*self._asked)

    def show_content(self, content: HistoryContent) -> None:
        """Takes the notes that were asked for."""
        self._content = content
        self.besides.show_content(content)
        if self.plot is not None:
            self.plot.show_content(content)
        if self._settling.isActive():
            # Amid moving only the plot keeps up; the rest follows when it rests.
            if self._focused is not None:
                self.focus_day(self._focused)
        else:
            self.settle()

    def settle(self) -> None:
        """Brings cards, table and words to the days shown; follows a little behind the plot."""
        self._settling.stop()
        if self._content is None:
            return
        shown = self._shown = narrowed(self._content, *self.span)
        for card in (self.change_card, self.care_card, self.pressed_card):
            card.show_content(shown)
        self.legend.show_content(shown)
        self._fill_table()
        if self.plot is not None:
            words = self._words
            said = spoken_summary(shown, words.full_day, words.unwelcome_one)
            self.plot.setAccessibleDescription(said)
        self._invite()
        if self._focused is not None:
            self.focus_day(self._focused)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self._theme = theme
        self.log_pain.setIcon(icon("plus", theme.colour("text"), 18))
        self.forms.button("plot").setIcon(icon("history", theme.colour("text2"), 18))
        self.forms.button("table").setIcon(icon("table", theme.colour("text2"), 18))
        cards = (self.change_card, self.care_card, self.pressed_card)
        for piece in (self.legend, self.undo_line, *cards):
            piece.set_theme(theme)
        if self.plot is not None:
            self.plot.set_theme(theme)

    def _choose_days(self, days: int) -> None:
        self._days = days
        self._moved(back=True)
        self.settle()

    def _choose_form(self, form: str) -> None:
        self._plot_card.setVisible(form == "plot")
        self._table_part.setVisible(form == "table")
        self._fill_table()
        if form == "table" and self._focused is not None:
            self.table.show_day(self._focused)

    def _fill_table(self) -> None:
        if self._shown is not None and self.forms.key == "table":
            self.table.show_content(self._shown)

    # --- moving -----------------------------------------------------------------------------

    def move_days(self, days: int) -> None:
        """Moves the days shown; never beyond today."""
        last = self._last + timedelta(days=days)
        first_possible = _EARLIEST + timedelta(days=self._days - 1)
        last = max(first_possible, min(last, max(self._today(), self._last)))
        if last != self._last:
            back = last < self._last
            self._last = last
            self._moved(back=back)

    def show_day(self, day: date) -> None:
        """Shows a day wherever it lies, at the end of the days shown."""
        self._last = max(day, _EARLIEST + timedelta(days=self._days - 1))
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
        wanted = max(_EARLIEST, min(start + timedelta(days=days), max(self._today(), last)))
        if wanted > last:
            self.move_days((wanted - last).days)
        elif wanted < first:
            self.move_days((wanted - first).days)
        self.focus_day(wanted)

    def focus_day(self, day: date) -> None:
        """Outlines a day and tells what is noted of it."""
        self._focused = day
        if self.plot is not None and self._content is not None:
            self.plot.focus_day(day, self._words.readout(self._content, day))

    def _go_to_end(self, end: int) -> None:
        first, last = self.span
        self.focus_day(first if end < 0 else last)

    def _moved(self, *, back: bool) -> None:
        first, last = self.span
        if self.plot is None:
            # Not shown yet; showing it will ask.
            return
        self.plot.set_span(first, last)
        latest = min(self._today(), last + timedelta(days=_NEAR_DAYS))
        earliest = max(_EARLIEST, first - timedelta(days=_NEAR_DAYS))
        held = self._asked
        if held is None or earliest < held[0] or latest > held[1]:
            margins = (MARGIN_DAYS, BACK_DAYS) if back else (BACK_DAYS, MARGIN_DAYS)
            self.ask_again(*margins)
        self._settling.start()

    # --- the invitation ---------------------------------------------------------------------

    def _invite(self) -> None:
        """Says what to expect of an empty plot, where it hides no mark."""
        shown = self._shown
        if shown is None or self.plot is None:
            return
        gates = shown.gates
        if shown.is_empty:
            ever = shown.noted_before or bool(self._content and self._content.days)
            words = (
                (NOTHING_HERE, NOTHING_HERE_TEXT) if ever else (NOTHING_NOTED, NOTHING_NOTED_TEXT)
            )
        elif not gates.shows_mean and not gates.shows_weeks:
            words = (FEW, FEW_TEXT)
        else:
            self.invitation.hide()
            self._plot_lines.removeWidget(self.invitation)
            return
        self.invitation.say(*words)
        self._place_invitation(shown)
        self.invitation.show()

    def _place_invitation(self, shown: HistoryContent) -> None:
        plot = self.plot
        if plot is None:
            return
        place = plot.frame
        edges = [place.left]
        for day in shown.days:
            column_ = place.column(day.day.toordinal())
            edges += [column_.left() - 12, column_.right() + 12]
        edges.append(place.right)
        left, right = max(
            zip(edges[::2], edges[1::2], strict=True), key=lambda ends: ends[1] - ends[0]
        )
        width = min(_INVITATION_PX, int(right - left) - 48)
        height = self.invitation.heightForWidth(width)
        if width < 340 or height > place.bottom - place.top - 40:
            # No free room among the marks: above them, then.
            self._plot_lines.insertWidget(1, self.invitation)
            return
        self._plot_lines.removeWidget(self.invitation)
        x = plot.x() + int((left + right - width) / 2)
        y = plot.y() + int((place.top + place.bottom - height) / 2) - 10
        self.invitation.setGeometry(x, y, width, height)
        self.invitation.raise_()

    # --- Qt ---------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        first_time = self.plot is None
        plot = self._ensure_plot()
        super().showEvent(event)
        if self._content is not None:
            plot.show_content(self._content)
        newest = self._today()
        if first_time or newest != self._newest:
            # Who looked at the newest days goes on doing so after midnight.
            if self._last == self._newest:
                self._last = newest
                plot.set_span(*self.span)
            self._newest = newest
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
        if command_at("history", typed_key(event)) == "undo_change":
            self.undo_asked.emit()
        elif self.plot is not None and self.forms.key == "plot":
            self.plot.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _reflow(self) -> None:
        em = width_em(self)
        columns = 3 if em >= _THREE_EM else 2 if em >= _TWO_EM else 1
        self._arrange_cards(columns)
        self.invitation.hide()
        QTimer.singleShot(0, self, self._invite)

    def _arrange_cards(self, columns: int) -> None:
        if columns == self._card_columns:
            return
        self._card_columns = columns
        cards: list[QFrame] = [self.change_card, self.care_card, self.pressed_card]
        for card in cards:
            self._card_grid.removeWidget(card)
        for nth in range(3):
            self._card_grid.setColumnStretch(nth, 0)
        if columns == 3:
            for nth, stretch in enumerate((47, 28, 37)):
                self._card_grid.addWidget(cards[nth], 0, nth)
                self._card_grid.setColumnStretch(nth, stretch)
            return
        for nth, card in enumerate(cards):
            if columns == 1:
                self._card_grid.addWidget(card, nth, 0)
            elif nth == 0:
                self._card_grid.addWidget(card, 0, 0, 1, 2)
            else:
                self._card_grid.addWidget(card, 1, nth - 1)
        for nth in range(columns):
            self._card_grid.setColumnStretch(nth, 1)

    def sizeHint(self) -> QSize:
        return QSize(1192, 764)
