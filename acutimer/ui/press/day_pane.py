"""What stands above the routines: the last time, today, *Again*, five weeks of dots, and the plan.

Made only when there is something to greet with. Must never start anything: it says what was asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from acutimer.core.day import DayContent, DayMark
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.icons import icon
from acutimer.ui.kit.painted import Painted
from acutimer.ui.kit.pieces import (
    breaking_button,
    button,
    column,
    frame,
    holding,
    label,
    row,
    upright,
)
from acutimer.ui.kit.widths import longest_word_px
from acutimer.ui.kit.wording import wall_time
from acutimer.ui.press.day_dots import CALENDAR, DayDots, full_day, paint_dot
from acutimer.ui.press.plan_row import YOUR_PLAN, PlanRow

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtGui import QPainter, QResizeEvent

    from acutimer.core.plan import PlanContent
    from acutimer.ui.kit.theme import Theme

_AGAIN = "Again"
#: Room on each side of the line between calendar and plan, and inside their card, px.
_BESIDE_PX, _INSIDE_PX = 13, 14
#: Beside the words of the greeting and its button, in their card.
_LEFT_PX, _RIGHT_PX = 12, 8
#: Lines that a day takes with the name of a routine that breaks.
_LINES = 3
_LEGEND = ((DayMark.PRESSED, "pressed"), (DayMark.NOTED, "noted"))


class _Sign(Painted):
    """A dot of the legend."""

    def __init__(self, theme: Theme, mark: DayMark) -> None:
        super().__init__(theme)
        self._mark = mark
        self.setFixedSize(14, 18)

    def paint(self, painter: QPainter) -> None:
        paint_dot(painter, self.rect().toRectF().center(), self._mark, self._theme, 5.5)


class DayPane(QWidget):
    """The line with *Again*; calendar and plan, folded where there is little room."""

    again_asked = Signal()
    #: a day (date) shall be shown in History
    day_asked = Signal(object)
    #: it has another height, in px, while nothing is unfolded or written that is not at first
    stood = Signal(int)

    def __init__(self, theme: Theme, content: DayContent) -> None:
        super().__init__()
        self._theme = theme
        self._tight: bool | None = None
        # small, so that a day with a usual name keeps to one line
        self.line = label("", "small", wraps=True)
        self.again = button(_AGAIN, "soft", f"{_AGAIN} (A)")
        self.again.clicked.connect(self.again_asked)
        key = label("A", "caption", "key")
        key.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = row(None, key, margins=(0, 0, 12, 0))
        inside.setAlignment(key, Qt.AlignmentFlag.AlignVCenter)
        self.again.setLayout(inside)
        # room for the key cap, which stands in the button
        room_px = key.fontMetrics().horizontalAdvance("A") + 38
        self.again.setStyleSheet(f"QPushButton{{padding-right:{room_px}px}}")
        self.unfold = breaking_button(CALENDAR, "link")
        self.unfold.setCheckable(True)
        self.unfold_plan = breaking_button("", "link")
        self.unfold_plan.setCheckable(True)
        for fold in (self.unfold, self.unfold_plan):
            fold.toggled.connect(self._fold)
        self.unfold_plan.clicked.connect(self._plan_at_once)
        self._folds = flowing(self.unfold, self.unfold_plan, across=12, down=2)
        self._greeting = frame(card=True)
        self._said = row((self.line, 1), self.again, spacing=8)
        self._greeting.setLayout(
            column(self._said, self._folds, spacing=4, margins=(_LEFT_PX, 11, _RIGHT_PX, 11))
        )
        self.dots = DayDots(theme, content)
        self.dots.day_asked.connect(self.day_asked)
        self._signs = [_Sign(theme, mark) for mark, _ in _LEGEND]
        legend = flowing(
            *(
                holding(row(sign, label(words, "caption", "secondary"), spacing=5))
                for sign, (_, words) in zip(self._signs, _LEGEND, strict=True)
            ),
            across=13,
            down=2,
        )
        self._calendar = holding(
            column(
                label(CALENDAR, "caption", "secondary"),
                row(self.dots, None),
                legend,
                None,
                spacing=4,
            )
        )
        self.plan = PlanRow(theme)
        self.plan.form_toggled.connect(self._fold)
        self._between = upright()
        self._inside = row(self._calendar, self._between, (self.plan, 1), spacing=_BESIDE_PX)
        self._inside.setContentsMargins(_INSIDE_PX, 10, _INSIDE_PX, 10)
        self._below = frame(card=True)
        self._below.setLayout(self._inside)
        self.setLayout(
            column(holding(column(self._greeting)), self._below, spacing=8, margins=(4, 4, 4, 8))
        )
        self.show_room(tight=False)
        self.set_theme(theme)

    def show_content(
        self, content: DayContent, plan: PlanContent | None, *, may_repeat: bool
    ) -> None:
        """Take what was noted until now; ``may_repeat`` says that the last routine is still there.

        Nothing shows where there is nothing to greet with. Not before it stands on the page: it
        would come up as a window of its own.
        """
        self.setVisible(not content.is_empty or plan is not None)
        last = content.last
        written = content.lines(
            lambda day: _day_words(day, content.today), lambda one: one.written, wall_time
        )
        self.line.setText("\n".join(written))
        spoken = content.spoken_line(lambda day: _day_words(day, content.today), wall_time)
        self.line.setAccessibleName(spoken)
        self.again.setVisible(last is not None and may_repeat)
        if last is not None:
            self.again.setAccessibleName(f"{_AGAIN}: {last.name}, key A")
            self.again.setToolTip(f"Start {last.name} (A)")
        self.dots.show_content(content)
        self.plan.show_plan(plan)
        self.unfold_plan.setText(self.plan.words)
        said = f"{YOUR_PLAN}: {self.plan.words}" if plan is not None else self.plan.words
        self.unfold_plan.setAccessibleName(said)
        self._stand()

    def show_room(self, *, tight: bool) -> None:
        """Fold calendar and plan where there is little room, until one is asked for."""
        if tight != self._tight:
            self._tight = tight
            self._folds.setVisible(tight)
            for fold in (self.unfold, self.unfold_plan):
                fold.setChecked(not tight)
            self._fold()

    def _fold(self) -> None:
        """Show what is not folded."""
        shown = ((self.unfold, self._calendar), (self.unfold_plan, self.plan))
        for fold, part in shown:
            part.setVisible(fold.isChecked())
            fold.setAccessibleDescription("shown" if fold.isChecked() else "folded")
        self._below.setVisible(any(fold.isChecked() for fold, _ in shown))
        self._stand()
        self.set_theme(self._theme)

    def _plan_at_once(self) -> None:
        """Who asks to make a plan in a small window is asked for its numbers."""
        if self.unfold_plan.isChecked() and self.plan.can_be_made and not self.plan.has_form:
            self.plan.open_form()

    def _stand(self) -> None:
        """The plan beside the calendar, or below it where it needs more room."""
        # as high with a short name as with a longer one, so that it comes as high as it was
        self.line.setMinimumHeight(_LINES * self.line.fontMetrics().lineSpacing())
        least_px = self.dots.sizeHint().width() + 2 * (_BESIDE_PX + _INSIDE_PX)
        fits = self._below.width() >= least_px + self.plan.least_px()
        across = fits and not self.plan.has_form
        way = QBoxLayout.Direction
        room = self._greeting.contentsRect().width() - _LEFT_PX - _RIGHT_PX
        room -= self._said.spacing() + self.again.sizeHint().width()
        is_below = room < longest_word_px(self.line)
        self._said.setDirection(way.TopToBottom if is_below else way.LeftToRight)
        self._inside.setDirection(way.LeftToRight if across else way.TopToBottom)
        both = self.unfold.isChecked() and self.unfold_plan.isChecked()
        self._between.setVisible(across and both)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Calendar and plan stand by the width there is."""
        super().resizeEvent(event)
        self._stand()
        is_open = self.unfold.isChecked() or self.unfold_plan.isChecked()
        if not self.plan.has_form and not (self._tight and is_open):
            self.stood.emit(self.height())

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for fold in (self.unfold, self.unfold_plan):
            name = "chevron_down" if fold.isChecked() else "chevron"
            fold.setIcon(icon(name, theme.colour("accent"), 16))
        for painted in (self.dots, self.plan, *self._signs):
            painted.set_theme(theme)


def _day_words(day: date, today: date) -> str:
    """A day before yesterday: its weekday within a week, else the date in full."""
    if (today - day).days < 7:
        return QLocale().standaloneDayName(QDate(day.year, day.month, day.day).dayOfWeek())
    return full_day(day)
