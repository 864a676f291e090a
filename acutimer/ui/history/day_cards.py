"""The cards of 28 days, of points and sides, and of what was felt after pressing.

A count always stands beside what it is of. Must never praise or blame.
"""

from __future__ import annotations

from re import sub
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

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
from acutimer.ui.kit.widths import longest_word_px
from acutimer.ui.kit.wording import named_with_code

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from acutimer.core.day_windows import DayWindow
    from acutimer.core.history_content import HistoryContent
    from acutimer.ui.kit.theme import Theme


#: More points than these would make the card longer than the page.
_MOST_POINTS = 8
#: A bar is no shorter than that, and so far from its name and its count.
_LEAST_BAR_PX, _BAR_GAP_PX = 40, 12
#: Bold figures are so much wider.
_BOLDER = 1.06


class _Counts(QWidget):
    """A name, its bar and its count beside each other, or below each other in a narrow card."""

    def __init__(self, bars: Mapping[str, ProgressLine]) -> None:
        super().__init__()
        self.counts: dict[str, QLabel] = {}
        self._rows: list[tuple[QLabel, ProgressLine, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 2, 0, 2)
        self._grid.setHorizontalSpacing(_BAR_GAP_PX)
        for name, bar in bars.items():
            count = self.counts[name] = label("", wraps=True)
            count.setTextFormat(Qt.TextFormat.RichText)
            self._rows.append((label(name), bar, count))
        # the grid alone would never let the card become narrower
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._is_narrow = False
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Beside each other where all of it fits, whatever of it or of the room has changed."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            least = sum(self._wide(at) for at in (0, 2)) + _LEAST_BAR_PX + 2 * _BAR_GAP_PX
            if (least > self.width()) != self._is_narrow:
                self._is_narrow = not self._is_narrow
                self._arrange()
        return done

    def _wide(self, at: int) -> int:
        """The widest of the names, or of the counts, in one line."""
        found = (row[at] for row in self._rows)
        return max(_one_line_px(one) for one in found if isinstance(one, QLabel))

    def _arrange(self) -> None:
        for nth, pieces in enumerate(self._rows):
            for at, piece in enumerate(pieces):
                self._grid.removeWidget(piece)
                across = (len(pieces) * nth + at, 0) if self._is_narrow else (nth, at)
                self._grid.addWidget(piece, *across)
            count = pieces[2]
            policy = QSizePolicy.Policy
            count.setWordWrap(self._is_narrow)
            wide = policy.Ignored if self._is_narrow else policy.Preferred
            count.setSizePolicy(wide, policy.Preferred)
        self._grid.setColumnStretch(0, int(self._is_narrow))
        self._grid.setColumnStretch(1, int(not self._is_narrow))


def _one_line_px(words: QLabel) -> int:
    """How wide the words are beside each other, with what is bold in them."""
    plain = sub(r"<[^>]+>", "", words.text())
    return round(words.fontMetrics().horizontalAdvance(plain) * _BOLDER)


class MonthCard(Card):
    """Headache and medicine days of 28 days, each of the days noted, and the windows before."""

    def __init__(self, theme: Theme, words: Words) -> None:
        super().__init__("")
        self._words = words
        self.progress = Progress(theme, NOT_ENOUGH)
        self.bars = {"Headache": ProgressLine(theme), "Medicine": ProgressLine(theme)}
        self.rows = _Counts(self.bars)
        self.counts = self.rows.counts
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
        self._named: list[QLabel] = []
        self._times: list[QLabel] = []
        self._below: bool | None = None
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
        self._named, self._times, self._below = [], [], None
        for nth, (code, sides) in enumerate(listed, start=1):
            name = label(named_with_code(code, self._words.points), "small", wraps=True)
            self._named.append(name)
            self._grid.addWidget(name, 2 * nth, 0)
            for at, part in enumerate(sides_in_row(sides), start=1):
                self._times.append(label(part_times(part), "small"))
                self._grid.addWidget(self._times[-1], 2 * nth, at)
        if (more := len(by_point) - len(listed)) > 0:
            rest = label(f"and {counted(more, 'more point')}", "small", "secondary")
            self._grid.addWidget(rest, 2 * len(listed) + 1, 0, 1, 3)
        said = parts_spoken(parts, self._words.points)
        self.rows.setAccessibleName(f"{DAYS_SHOWN}: {said}")
        for piece in (self.rows, self.aside, self.caption):
            piece.setVisible(bool(by_point))
        self.none.setText(NO_PARTS if content.sessions else NO_SESSION)
        self.none.setVisible(not by_point)
        self._place_names()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names stand above their times where a word of them would break beside."""
        super().resizeEvent(event)
        self._place_names()

    def _place_names(self) -> None:
        times = 2 * max((one.sizeHint().width() for one in self._times), default=0)
        words = max(map(longest_word_px, self._named), default=0)
        between = 2 * self._grid.horizontalSpacing()
        below = self.rows.width() <= words + times + between
        if below == self._below:
            return
        self._below = below
        for one in self._times:
            one.setWordWrap(below)
        for nth, name in enumerate(self._named, start=1):
            self._grid.removeWidget(name)
            place = (2 * nth - 1, 0, 1, 3) if below else (2 * nth, 0, 1, 1)
            self._grid.addWidget(name, *place)
            name.show()


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
