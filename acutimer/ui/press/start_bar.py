"""The bar below the Press page: what would start, pain right now, and Start.

Must never require a rating: pressing starts with or without one.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QLabel, QWidget

from acutimer.core.routines import Routine
from acutimer.core.scale import SCALE_HIGH_WORDS, SCALE_LOW_WORDS
from acutimer.ui.kit.breaking_button import width_of_two_lines
from acutimer.ui.kit.elided import Elided
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.may_scroll import MayScroll
from acutimer.ui.kit.pieces import breaking_button, button, column, holding, label, restyle, row
from acutimer.ui.kit.rating_row import RatingRow
from acutimer.ui.kit.theme import Theme
from acutimer.ui.kit.widths import SHORT_PX, longest_word_px
from acutimer.ui.kit.wording import PAIN_NOW, clock_text, steps_text, wall_time

_MINUTE_MS = 60_000
#: What stands between cells and Start at least.
_BESIDE_PX = 28
#: Between the question and its keys.
_BETWEEN_PX = 5
#: Between it and the words of the scale.
_ANCHORS_PX = 8
#: Lost at most where sizes are rounded, with large text.
_ROUNDED_PX = 6
#: Icon and padding of a large Start.
_ROUND_WORDS_PX = 92
#: Of what scrolls so much is in sight.
_LEAST_SEEN_PX = 48


class StartBar(QFrame):
    """Routine and end time, eleven cells, Start."""

    start_asked = Signal()
    #: why some steps are off
    why_asked = Signal()

    def __init__(self, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setProperty("kind", "startBar")
        self._now = now
        self._routine: Routine | None = None
        self._said_above = False
        self._name = Elided("", "bodyStrong", lines=2)
        self._line = Elided("", "caption", "secondary")
        self.rating = RatingRow()
        self.start = breaking_button("Start", "primary")
        self.start.setProperty("scale", "xl")
        self.start.setIconSize(QSize(20, 20))
        self.start.clicked.connect(self.start_asked)
        self._low, self._high = (
            label(words, "caption", "secondary", wraps=True)
            for words in (SCALE_LOW_WORDS, SCALE_HIGH_WORDS)
        )
        low, high = self._low, self._high
        high.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._for_ten = label("for 10", "caption", "secondary")
        self._asks = label(PAIN_NOW, "caption", "secondary")
        self._keys = _key_words(self._for_ten)
        self._asked = holding(row(self._asks, self._keys, spacing=_BETWEEN_PX))
        self._anchors = QGridLayout()
        self._anchors.setHorizontalSpacing(_ANCHORS_PX)
        self._anchors.setVerticalSpacing(0)
        for at, part in enumerate((low, self._asked, high)):
            self._anchors.addWidget(part, 1, at)
        for at in (0, 2):
            self._anchors.setColumnStretch(at, 1)
        self._scale = holding(column(self.rating, self._anchors, spacing=3))
        self._why = button("See why", "link", name="See why steps are off")
        self._why.clicked.connect(self.why_asked)
        self._why.hide()
        named = column(None, self._name, self._line, self._why, None, spacing=3)
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(24, 10, 20, 8)
        self._across.addLayout(named, 3)
        self._across.addSpacing(12)
        self._across.addWidget(self._scale)
        self._across.addSpacing(16)
        self._across.addStretch(1)
        self._across.addWidget(self.start, 0, Qt.AlignmentFlag.AlignVCenter)
        self._minute = QTimer(self)
        self._minute.setInterval(_MINUTE_MS)
        self._minute.timeout.connect(self._write)
        self._tight = self._stacked = self._asked_stacked = False
        self._asks_between = True
        self._low_scale = MayScroll(self._across, self._scale)
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw the icon in other colours."""
        self._theme = theme
        ink = "onPrimary" if self.start.property("kind") == "primary" else "text"
        self.start.setIcon(icon("play", theme.colour(ink), 20))

    def show_filled(self, *, filled: bool) -> None:
        """Whether Start stands out; it does not while another button does the same."""
        restyle(self.start, "kind", "primary" if filled else "")
        self.set_theme(self._theme)

    def show_routine(
        self,
        routine: Routine | None,
        start_words: str,
        *,
        steps_off: bool = False,
        said_above: bool = False,
        asks: str = PAIN_NOW,
    ) -> None:
        """What Start would begin, what it says, and whether steps were left out.

        ``said_above``: the page says name and length anyway, so little room is not spent on them.
        ``asks`` says what the number is of.
        """
        self._asks.setText(asks)
        self.rating.setAccessibleName(asks)
        self._routine, self._said_above = routine, said_above
        self._why.setVisible(steps_off)
        self.start.setText(start_words)
        self.start.setEnabled(True)
        self._fit()
        self._write()

    def show_width(self, *, tight: bool, stacked: bool) -> None:
        """Less room: smaller margins and no end time; stacked: one below the other."""
        self._tight, self._asked_stacked = tight, stacked
        self._across.setContentsMargins(*((12, 8, 12, 8) if tight else (24, 10, 20, 8)))
        self._fit()
        self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The cells fold and Start drops below where they do not fit beside each other."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        edges = self._across.contentsMargins()
        room = self.width() - edges.left() - edges.right()
        cells = self.rating.whole_px()
        self._stacked = stacked = self._asked_stacked or not self._fits(room - cells - _BESIDE_PX)
        if stacked and not self._is_large:
            # large text in a small window: the button's words matter more than its size
            words_px = self.start.fontMetrics().horizontalAdvance(self.start.text())
            restyle(self.start, "scale", "xl" if words_px * 1.3 + _ROUND_WORDS_PX <= room else "")
        elif stacked and self.start.sizeHint().width() > room:
            restyle(self.start, "scale", "")
        direction = QBoxLayout.Direction
        self._across.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        self._across.setAlignment(
            self.start, Qt.AlignmentFlag(0) if stacked else Qt.AlignmentFlag.AlignVCenter
        )
        self.rating.fold(folded=cells > room)
        self._place_question(beside=room if stacked else cells)
        # a low window has not the height for all of it
        self._low_scale.show(
            scrolls=stacked and self.window().height() < SHORT_PX,
            least_px=max(_LEAST_SEEN_PX, self.rating.cell(0).sizeHint().height()),
        )
        # without that a low page would squeeze the cells for the lines below them
        self.setMinimumHeight(max(0, self._across.totalMinimumHeightForWidth(self.width())))

    @property
    def _is_large(self) -> bool:
        return self.start.property("scale") == "xl"

    def _fits(self, room: int) -> bool:
        """Whether Start fits into so many px, large or at least small, its words in two lines.

        A bar that grew instead would move the body under the finger that tapped a place.
        """
        for scale in ("xl", ""):
            restyle(self.start, "scale", scale)
            if width_of_two_lines(self.start) <= room:
                return True
        return False

    def _place_question(self, beside: int) -> None:
        """Between the scale's words where there is room for the longest of them, else above.

        The keys are in the list of keys too, so their words go before the scale's break.
        """
        ends = self._low, self._high
        whole = sum(map(_line_px, ends)) + _ANCHORS_PX * 2 + _ROUNDED_PX
        broken = sum(one.sizeHint().width() for one in ends) + _BESIDE_PX
        self._keys.show()
        self._for_ten.setVisible(not (self._tight or self._said_above))
        in_line = whole + self._asked_px() <= beside
        if not in_line:
            self._for_ten.hide()
            in_line = whole + self._asked_px() <= beside
        if not in_line:
            self._keys.setVisible(broken + self._asked_px() <= beside)
        words = sum(longest_word_px(one) for one in ends) + _BESIDE_PX
        fits = words + self._asked_px() <= beside
        if fits != self._asks_between:
            self._asks_between = fits
            self._anchors.addWidget(self._asked, *((1, 1) if fits else (0, 0, 1, 3)))
        for at, one in ((0, self._low), (2, self._high)):
            least = _line_px(one) if in_line else 0
            self._anchors.setColumnMinimumWidth(at, max(least, longest_word_px(one)))

    def _asked_px(self) -> int:
        """The width of the question with those of its keys that are shown."""
        parts = [one for one in (self._asks, self._keys) if not one.isHidden()]
        return sum(one.sizeHint().width() for one in parts) + _BETWEEN_PX * (len(parts) - 1)

    def _write(self) -> None:
        low = self._stacked and self.window().height() < SHORT_PX
        for part in (self._name, self._line):
            part.setVisible(not low and not (self._tight and self._said_above))
        if self._routine is None:
            self._name.setText("Nothing chosen")
            self._line.say("Choose a routine, or points on the map.")
            return
        seconds = self._routine.length_s
        self._name.setText(self._routine.name)
        steps, length = steps_text(len(self._routine.steps)), clock_text(seconds)
        ends = f"ends about {wall_time(self._now() + timedelta(seconds=seconds))}"
        both = f"{steps} · {length}"
        self._line.say(*(() if self._tight else (f"{both} · {ends}",)), both, length)

    def showEvent(self, event: QShowEvent) -> None:
        """The end time moves on while one looks."""
        self._minute.start()
        self._write()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing ticks out of sight."""
        self._minute.stop()
        super().hideEvent(event)


def _line_px(words: QLabel) -> int:
    """The width of a text in one line, with what is lost where sizes are rounded."""
    return words.fontMetrics().horizontalAdvance(words.text()) + 2


def _key_words(for_ten: QLabel) -> QWidget:
    """ "[0] to [9] [T] for 10"."""
    to = label("to", "caption", "secondary")
    least, most, ten = (label(key, "caption", "key") for key in "09T")
    return holding(row(least, to, most, ten, for_ten, spacing=5))
