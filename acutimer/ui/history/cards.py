"""The cards below the plot: before and after, weeks, time pressed; and how all cards stand.

Below a gate a card says how far it is to it and shows no number. Must never praise or blame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from acutimer.core.change import PAIRS_FOR_MEAN
from acutimer.core.day_windows import WINDOW_DAYS, day_windows
from acutimer.core.history_content import DAYS_FOR_WEEKS, HistoryContent
from acutimer.ui.history.card import STRONG, Card, Progress, sentence, strong
from acutimer.ui.history.change_words import change_sentence, judged_sentence
from acutimer.ui.history.charts import ChangeChart, WeekBars
from acutimer.ui.history.day_cards import MonthCard, NoticedCard, PartsCard
from acutimer.ui.history.when_card import WhenCard
from acutimer.ui.history.words import (
    LEFT_OUT,
    MEAN_LATER,
    NO_SESSION,
    WEEKS_LATER,
    Words,
    counted,
)
from acutimer.ui.kit.pieces import label

if TYPE_CHECKING:
    from acutimer.ui.kit.theme import Theme

#: So many 28-day windows are told, the last ones.
_MOST_WINDOWS = 6
#: How much of the width each column takes.
_SHARES = {3: (42, 40, 30), 2: (1, 1), 1: (1,)}


class ChangeCard(Card):
    """After minus before as dots, then the mean and its range as the gates open."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__("Before and after", chip=True)
        self._words = words
        self.chart = ChangeChart(theme, words)
        self.sentence = sentence()
        self.judged = sentence("secondary")
        self.progress = Progress(theme, MEAN_LATER)
        # A label lower than twice its corner is drawn without corners.
        self.aside.setMinimumHeight(24)
        for piece in (self.progress, self.chart, self.sentence, self.judged):
            self.lines.addWidget(piece)
        self.lines.addStretch(1)

    def show_content(self, content: HistoryContent) -> None:
        """Takes the pairs."""
        open_ = content.gates.shows_mean
        self.aside.setText(counted(content.gates.pairs, "time"))
        for piece in (self.aside, self.chart, self.sentence):
            piece.setVisible(open_)
        self.progress.setVisible(not open_)
        self.progress.show_count(content.gates.pairs, PAIRS_FOR_MEAN, "times")
        self.sentence.setText(strong(change_sentence(self._words, content, STRONG)))
        judged = judged_sentence(self._words, content, STRONG)
        self.judged.setText(strong(judged))
        self.judged.setVisible(bool(judged))
        self.chart.show_content(content)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self.chart.set_theme(theme)
        self.progress.line.set_theme(theme)


class WeeksCard(Card):
    """Weeks beside each other."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__("Weeks")
        self._words = words
        self.weeks = sentence("secondary")
        self.progress = Progress(theme, WEEKS_LATER)
        for piece in (self.progress, self.weeks):
            self.lines.addWidget(piece)
        self.lines.addStretch(1)

    def show_content(self, content: HistoryContent) -> None:
        """Takes the sentence, or how far it is to it."""
        gates = content.gates
        self.progress.setVisible(not gates.shows_weeks)
        self.progress.show_count(gates.noted_days, DAYS_FOR_WEEKS, "days noted")
        self.weeks.setVisible(gates.shows_weeks)
        self.weeks.setText(strong(self._words.weeks_sentence(content)))

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self.progress.line.set_theme(theme)


class PressedCard(Card):
    """Minutes pressed a week."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__("Time pressed")
        self._words = words
        self.aside.setText("minutes a week")
        self.chart = WeekBars(theme, words)
        self.sentence = sentence()
        self.caption = label(LEFT_OUT, kind="secondary", wraps=True)
        for piece in (self.chart, self.sentence, self.caption):
            self.lines.addWidget(piece)
        self.lines.addStretch(1)

    def show_content(self, content: HistoryContent) -> None:
        """Takes the weeks."""
        weeks = content.weeks
        pressed = any(week.sessions for week in weeks)
        self.chart.setVisible(pressed)
        self.aside.setVisible(pressed)
        self.chart.show_weeks(weeks)
        if pressed:
            self.sentence.setText(strong(self._words.pressed_sentence(weeks[-1], STRONG)))
        else:
            self.sentence.setText(NO_SESSION)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self.chart.set_theme(theme)


class CardRow(QWidget):
    """The cards beside each other, or below each other where there is less room."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.change = ChangeCard(theme, words)
        self.month = MonthCard(theme, words)
        self.pressed = PressedCard(theme, words)
        self.parts = PartsCard(words)
        self.noticed = NoticedCard(words)
        self.weeks = WeeksCard(theme, words)
        self.when = WhenCard(words)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(14)

    @property
    def all(self) -> tuple[Card, ...]:
        """Every card, as they are read."""
        first = (self.change, self.month, self.pressed, self.parts)
        return (*first, self.noticed, self.weeks, self.when)

    def show_content(self, content: HistoryContent, shown: HistoryContent) -> None:
        """Takes the notes of the ``shown`` days; 28 days may begin before them, in ``content``."""
        for card in (self.change, self.pressed, self.parts, self.noticed, self.weeks, self.when):
            card.show_content(shown)
        last = min(shown.last_day, shown.today)
        count = max(1, min(_MOST_WINDOWS, ((last - shown.first_day).days + 1) // WINDOW_DAYS))
        noted = [day.day for day in content.days]
        windows = day_windows(noted, content.day_notes, last, count)
        self.month.show_windows(windows, until_today=last == shown.today)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        for card in (self.change, self.month, self.pressed, self.weeks):
            card.set_theme(theme)

    def arrange(self, columns: int) -> None:
        """Stand in three columns, two, or one."""
        if columns == self._columns:
            return
        self._columns = columns
        for card in self.all:
            self._grid.removeWidget(card)
        shares = _SHARES[columns]
        for nth in range(3):
            self._grid.setColumnStretch(nth, shares[nth] if nth < columns else 0)
        for nth, card in enumerate(self.all):
            self._grid.addWidget(card, nth // columns, nth % columns)
