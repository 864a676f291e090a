"""The cards of 28 days, of points and sides, and of what was felt after pressing.

A count always stands beside what it is of. Must never praise or blame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel

from acutimer.core.day_windows import ENOUGH_DAYS, WINDOW_DAYS
from acutimer.ui.history.card import STRONG, Card, Progress
from acutimer.ui.history.change_words import noticed_sentence
from acutimer.ui.history.charts import ProgressLine
from acutimer.ui.history.month_words import (
    LIMITS,
    NOT_ENOUGH,
    REACHED,
    SOURCE,
    classes_sentence,
    of_noted,
    window_line,
)
from acutimer.ui.history.words import (
    DAYS_SHOWN,
    LEFT_OUT,
    NO_PARTS,
    NO_SESSION,
    Words,
    counted,
    part_times,
    parts_by_point,
    parts_spoken,
    sides_in_row,
)
from acutimer.ui.kit.pieces import empty_layout, holding, label
from acutimer.ui.kit.wording import named_with_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from acutimer.core.day_windows import DayWindow
    from acutimer.core.history_content import HistoryContent
    from acutimer.ui.kit.theme import Theme


#: More points than these would make the card longer than the page.
_MOST_POINTS = 8


class MonthCard(Card):
    """Headache and medicine days of 28 days, each of the days noted, and the windows before."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__("")
        self._words = words
        self.progress = Progress(theme, NOT_ENOUGH)
        self.bars = {"Headache": ProgressLine(theme), "Medicine": ProgressLine(theme)}
        self.counts: dict[str, QLabel] = {}
        grid = QGridLayout()
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        for nth, (name, bar) in enumerate(self.bars.items()):
            count = self.counts[name] = label("")
            count.setTextFormat(Qt.TextFormat.RichText)
            for at, piece in enumerate((label(name), bar, count)):
                grid.addWidget(piece, nth, at)
        self.rows = holding(grid)
        self.classes = label("", wraps=True)
        self.reached = label(REACHED, wraps=True)
        self.limits = label(LIMITS, "small", "secondary", wraps=True)
        self.source = label(SOURCE, "small", "secondary", wraps=True)
        self.earlier = label("", "small", wraps=True)
        for piece in (
            self.rows, self.progress, self.classes, self.reached, self.limits, self.source,
            self.earlier,
        ):  # fmt: skip
            self.lines.addWidget(piece)
            piece.hide()  # nothing is said of a month before its days were read
        self.lines.addStretch(1)

    def show_windows(self, windows: Sequence[DayWindow], *, until_today: bool) -> None:
        """Takes the windows, the earliest first; the last is told in full."""
        window = windows[-1]
        words = self._words
        self.heading.setText(
            f"Last {WINDOW_DAYS} days" if until_today else f"{WINDOW_DAYS} days shown last"
        )
        span = f"{words.day(window.first)} – {words.day(window.last)}"
        self.aside.setText(f"{span} · {counted(window.noted, 'day')} noted")
        is_any = bool(window.headache or window.medicine)
        self.progress.setVisible(not window.is_enough)
        self.progress.show_count(window.noted, ENOUGH_DAYS, "days noted")
        self.rows.setVisible(window.is_enough or is_any)
        for name, days in (("Headache", window.headache), ("Medicine", window.medicine)):
            self.counts[name].setText(of_noted(days, window, STRONG))
            self.bars[name].show_part(days, max(1, window.noted))
            self.bars[name].setAccessibleName(f"{name} on {of_noted(days, window)}")
        self.classes.setText(classes_sentence(window))
        for piece in (self.classes, self.limits, self.source):
            piece.setVisible(bool(window.medicine))
        self.reached.setVisible(window.reaches_strong or window.reaches_plain)
        told = [window_line(one, words) for one in reversed(windows[:-1])]
        self.earlier.setText("\n".join(told))
        self.earlier.setVisible(bool(told))

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of another theme."""
        for bar in (*self.bars.values(), self.progress.line):
            bar.set_theme(theme)


class PartsCard(Card):
    """Time pressed of the time planned, by point and side."""

    def __init__(self, words: Words) -> None:
        super().__init__("Points and sides")
        self._words = words
        self.aside.setText("minutes pressed of planned")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self.rows = holding(self._grid)
        self.none = label(NO_SESSION, wraps=True)
        self.caption = label(LEFT_OUT, kind="secondary", wraps=True)
        for piece in (self.rows, self.none, self.caption):
            self.lines.addWidget(piece)
        self.lines.addStretch(1)

    def show_content(self, content: HistoryContent) -> None:
        """Takes the sessions of the days shown."""
        parts = content.pressed_parts
        by_point = parts_by_point(parts)
        empty_layout(self._grid)
        for at, head in enumerate(("Left", "Right") if by_point else (), start=1):
            self._grid.addWidget(label(head, "small", "secondary"), 0, at)
        listed = list(by_point.items())[:_MOST_POINTS]
        for nth, (code, sides) in enumerate(listed, start=1):
            name = label(named_with_code(code, self._words.points), "small", wraps=True)
            self._grid.addWidget(name, nth, 0)
            for at, part in enumerate(sides_in_row(sides), start=1):
                self._grid.addWidget(label(part_times(part), "small"), nth, at)
        if (more := len(by_point) - len(listed)) > 0:
            rest = label(f"and {counted(more, 'more point')}", "small", "secondary")
            self._grid.addWidget(rest, len(listed) + 1, 0)
        said = parts_spoken(parts, self._words.points)
        self.rows.setAccessibleName(f"{DAYS_SHOWN}: {said}")
        for piece in (self.rows, self.aside, self.caption):
            piece.setVisible(bool(by_point))
        self.none.setText(NO_PARTS if content.sessions else NO_SESSION)
        self.none.setVisible(not by_point)


class NoticedCard(Card):
    """What was ticked after sessions, each counted, beside how many were answered."""

    def __init__(self, words: Words) -> None:
        super().__init__("Felt after pressing")
        self._words = words
        self.noticed = label("", wraps=True)
        self.lines.addWidget(self.noticed)
        self.lines.addStretch(1)

    def show_content(self, content: HistoryContent) -> None:
        """Takes what was noticed in the days shown."""
        self.noticed.setText(noticed_sentence(self._words, content) or NO_SESSION)
