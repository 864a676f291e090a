"""The three cards below the plot: before and after, weeks, time pressed.

Below a gate a card says how far it is to it and shows no number. Must never praise or blame.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from acutimer.core.change import PAIRS_FOR_MEAN
from acutimer.core.history_content import DAYS_FOR_WEEKS, HistoryContent
from acutimer.ui.history.change_words import change_sentence, judged_sentence, noticed_sentence
from acutimer.ui.history.charts import ChangeChart, ProgressLine, WeekBars
from acutimer.ui.history.words import (
    DAYS_SHOWN,
    LEFT_OUT,
    MEAN_LATER,
    WEEKS_LATER,
    Words,
    counted,
    parts_spoken,
    parts_text,
)
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import column, label

if TYPE_CHECKING:
    from acutimer.ui.kit.theme import Theme

_STRONG = "<b>{}</b>"


class _Card(QFrame):
    """A titled card."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.heading = label(title, "h2")
        self.aside = label("", "small", "secondary")
        self.lines = column(
            flowing(self.heading, None, self.aside), spacing=7, margins=(18, 13, 18, 14)
        )
        self.setLayout(self.lines)


def _sentence(kind: str = "") -> QLabel:
    """A wrapping line that may hold bold words; all else is escaped by who fills it."""
    text = label("", "body", kind, wraps=True)
    text.setTextFormat(Qt.TextFormat.RichText)
    return text


def _strong(text: str) -> str:
    """Escapes a sentence in which ``{}`` was filled by a bold word."""
    return escape(text).replace("&lt;b&gt;", "<b>").replace("&lt;/b&gt;", "</b>")


class _Progress(QWidget):
    """ "3 of 5 rated sessions" over a line, and what it is for."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self.count = label("", "bodyLarge", wraps=True)
        self.line = ProgressLine(theme)
        self.setLayout(column(self.count, self.line, 4, label(text, kind="secondary", wraps=True),
                              spacing=7))  # fmt: skip

    def show_count(self, have: int, need: int, what: str) -> None:
        """How many there are of how many."""
        self.count.setText(f"{have} of {need} {what}")
        self.line.show_part(have, need)


class ChangeCard(_Card):
    """After minus before as dots, then the mean and its range as the gates open."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__("Before and after")
        self._words = words
        self.chart = ChangeChart(theme, words)
        self.sentence = _sentence()
        self.judged = _sentence("secondary")
        self.progress = _Progress(theme, MEAN_LATER)
        self.aside.setProperty("kind", "chip")
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
        self.sentence.setText(_strong(change_sentence(self._words, content, _STRONG)))
        judged = judged_sentence(self._words, content, _STRONG)
        self.judged.setText(_strong(judged))
        self.judged.setVisible(bool(judged))
        self.chart.show_content(content)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self.chart.set_theme(theme)
        self.progress.line.set_theme(theme)


class WeeksCard(_Card):
    """Weeks beside each other."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__("Weeks")
        self._words = words
        self.weeks = _sentence("secondary")
        self.progress = _Progress(theme, WEEKS_LATER)
        for piece in (self.progress, self.weeks):
            self.lines.addWidget(piece)
        self.lines.addStretch(1)

    def show_content(self, content: HistoryContent) -> None:
        """Takes the sentence, or how far it is to it."""
        gates = content.gates
        self.progress.setVisible(not gates.shows_weeks)
        self.progress.show_count(gates.noted_days, DAYS_FOR_WEEKS, "days noted")
        self.weeks.setVisible(gates.shows_weeks)
        self.weeks.setText(_strong(self._words.weeks_sentence(content)))

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self.progress.line.set_theme(theme)


class PressedCard(_Card):
    """Minutes pressed a week."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__("Time pressed")
        self._words = words
        self.aside.setText("minutes a week")
        self.chart = WeekBars(theme, words)
        self.sentence = _sentence()
        self.parts = label("", "small", wraps=True)
        self.caption = label(LEFT_OUT, kind="secondary", wraps=True)
        self.noticed = label("", "small", wraps=True)
        for piece in (self.chart, self.sentence, self.parts, self.caption, self.noticed):
            self.lines.addWidget(piece)
        self.lines.addStretch(1)

    def show_content(self, content: HistoryContent) -> None:
        """Takes the weeks, and of the days shown points and sides and what was noticed."""
        weeks = content.weeks
        pressed = any(week.sessions for week in weeks)
        self.chart.setVisible(pressed)
        self.aside.setVisible(pressed)
        self.chart.show_weeks(weeks)
        if pressed:
            self.sentence.setText(_strong(self._words.pressed_sentence(weeks[-1], _STRONG)))
        else:
            self.sentence.setText("No session in these weeks.")
        parts = content.pressed_parts
        said = parts_text(parts, self._words.points)
        self.parts.setText(f"{DAYS_SHOWN}, left / right: {said}")
        self.parts.setAccessibleName(f"{DAYS_SHOWN}: {parts_spoken(parts, self._words.points)}")
        self.parts.setVisible(bool(said))
        noticed = noticed_sentence(self._words, content)
        self.noticed.setText(noticed)
        self.noticed.setVisible(bool(noticed))

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self.chart.set_theme(theme)


class CardRow(QWidget):
    """The three cards beside each other, or below each other where there is less room."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__()
        self.change = ChangeCard(theme, words)
        self.weeks = WeeksCard(theme, words)
        self.pressed = PressedCard(theme, words)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(14)

    def show_content(self, content: HistoryContent) -> None:
        """Takes the notes of the shown days."""
        for card in (self.change, self.weeks, self.pressed):
            card.show_content(content)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        for card in (self.change, self.weeks, self.pressed):
            card.set_theme(theme)

    def arrange(self, columns: int) -> None:
        """Stand in three columns, two, or one."""
        if columns == self._columns:
            return
        self._columns = columns
        cards: tuple[QFrame, ...] = (self.change, self.weeks, self.pressed)
        for card in cards:
            self._grid.removeWidget(card)
        for nth in range(3):
            self._grid.setColumnStretch(nth, 0)
        if columns == 3:
            for nth, stretch in enumerate((47, 28, 37)):
                self._grid.addWidget(cards[nth], 0, nth)
                self._grid.setColumnStretch(nth, stretch)
            return
        for nth, card in enumerate(cards):
            if columns == 1:
                self._grid.addWidget(card, nth, 0)
            elif nth == 0:
                self._grid.addWidget(card, 0, 0, 1, 2)
            else:
                self._grid.addWidget(card, 1, nth - 1)
        for nth in range(columns):
            self._grid.setColumnStretch(nth, 1)
