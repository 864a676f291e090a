"""The three cards below the plot: after minus before, how to read it, time pressed.

Below a gate a card says how far it is to it and shows no number. Must never praise or blame.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from acutimer.core.change import PAIRS_FOR_MEAN
from acutimer.core.history_content import DAYS_FOR_WEEKS, HistoryContent
from acutimer.ui.history.change_words import care_sentence, change_sentence, noticed_sentence
from acutimer.ui.history.charts import ChangeChart, ProgressLine, WeekBars
from acutimer.ui.history.words import (
    DAYS_SHOWN,
    DESCRIBES,
    LEFT_OUT,
    MEAN_LATER,
    WEEKS_LATER,
    Words,
    counted,
    parts_spoken,
    parts_text,
)
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import column, label, row

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
    """After minus before: the dots, then the mean and its range as the gates open."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__("After minus before")
        self._words = words
        self.chart = ChangeChart(theme, words)
        self.sentence = _sentence()
        self.caption = label(DESCRIBES, kind="secondary", wraps=True)
        self.progress = _Progress(theme, MEAN_LATER)
        self.aside.setProperty("kind", "chip")
        # A label lower than twice its corner is drawn without corners.
        self.aside.setMinimumHeight(24)
        for piece in (self.progress, self.chart, self.sentence, self.caption):
            self.lines.addWidget(piece)
        self.lines.addStretch(1)

    def show_content(self, content: HistoryContent) -> None:
        """Takes the pairs."""
        open_ = content.gates.shows_mean
        self.heading.setText("After minus before" if open_ else "Before and after")
        self.aside.setText(counted(content.gates.pairs, "pair"))
        for piece in (self.aside, self.chart, self.sentence, self.caption):
            piece.setVisible(open_)
        self.progress.setVisible(not open_)
        self.progress.show_count(content.gates.pairs, PAIRS_FOR_MEAN, "rated sessions")
        self.sentence.setText(_strong(change_sentence(self._words, content, _STRONG)))
        self.chart.show_content(content)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        self.chart.set_theme(theme)
        self.progress.line.set_theme(theme)


class CareCard(_Card):
    """What the numbers can and cannot say, and weeks beside each other."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__("Read with care")
        self._words = words
        self.care = _sentence("secondary")
        self.weeks = _sentence("secondary")
        self.progress = _Progress(theme, WEEKS_LATER)
        for piece in (self.care, self.progress, self.weeks):
            self.lines.addWidget(piece)
        self.lines.addStretch(1)

    def show_content(self, content: HistoryContent) -> None:
        """Takes the sentences."""
        gates = content.gates
        self.heading.setText("Read with care" if gates.shows_mean else "Weeks")
        self.care.setVisible(gates.shows_mean)
        said = _strong(care_sentence(self._words, content, _STRONG))
        self.care.setText(said if gates.shows_mean else "")
        self.progress.setVisible(not gates.shows_weeks and not gates.shows_mean)
        self.progress.show_count(gates.noted_days, DAYS_FOR_WEEKS, "days noted")
        self.weeks.setVisible(gates.shows_weeks or gates.shows_mean)
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


class Invitation(QFrame):
    """What an empty or nearly empty plot says, with a way to note a first number."""

    def __init__(self, action: QWidget) -> None:
        super().__init__()
        self.setProperty("card", True)
        self.heading = label("", "h2")
        self.heading.setWordWrap(True)
        self.body = label("", kind="secondary", wraps=True)
        self.action = action
        self.setLayout(
            column(
                self.heading, self.body, 6, row(action, None), spacing=6, margins=(24, 18, 24, 20)
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def say(self, heading: str, body: str) -> None:
        """Takes the words."""
        self.heading.setText(heading)
        self.body.setText(body)
