"""Where a plan's numbers are written: how often a week, for how many weeks.

Loaded only when a plan is made. Must never keep numbers that cannot be planned.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from acutimer.core.routines import MOST_TIMES_A_WEEK, MOST_WEEKS, Schedule
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import button, column, label, row
from acutimer.ui.kit.spin import Spin

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _Count(QWidget):
    """[−] [5] [+] times a week."""

    def __init__(self, words: str, most: int) -> None:
        super().__init__()
        self.field = Spin()
        self.field.setRange(1, most)
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.field.setMinimumWidth(self.field.fontMetrics().horizontalAdvance("00") + 34)
        name = words.capitalize()
        self.field.setAccessibleName(name)
        self.less = button("−", name=f"{name}: less")
        self.more = button("+", name=f"{name}: more")
        for step_button, by in ((self.less, -1), (self.more, 1)):
            step_button.setProperty("square", True)
            step_button.clicked.connect(lambda _=False, by=by: self.field.stepBy(by))
        said = label(words, "small", "secondary", wraps=True)
        self.setLayout(row(self.less, self.field, self.more, (said, 1), spacing=6))


class PlanForm(QWidget):
    """The routine's name, two numbers, and a button that says what it does."""

    #: how often, for how long (Schedule)
    given = Signal(object)
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._whom = label("", "bodyStrong", wraps=True)
        self._hint = label("", "caption", "secondary", wraps=True)
        self.times = _Count("times a week", MOST_TIMES_A_WEEK)
        self.weeks = _Count("weeks", MOST_WEEKS)
        self.keep = button("", "soft")
        self.keep.clicked.connect(self._give)
        self.cancel = button("Cancel", "link", "Cancel (Esc)")
        self.cancel.setProperty("tall", True)
        self.cancel.clicked.connect(self.cancelled)
        acts = flowing(self.keep, self.cancel, across=12, down=4)
        parts = (self._whom, self._hint, self.times, self.weeks, acts)
        self.setLayout(column(*parts, spacing=7))

    def show_whom(self, name: str, hint: str, keep: str) -> None:
        """Whose plan it is, empty for nobody's yet, a line below, and what the button says."""
        self._whom.setText(name)
        self._whom.setVisible(bool(name))
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.keep.setText(keep)
        self.keep.setAccessibleName(f"{keep}: {name}" if name else keep)
        self.keep.setEnabled(bool(name))

    def show_schedule(self, schedule: Schedule) -> None:
        """Fill the numbers in."""
        self.times.field.setValue(schedule.times_a_week)
        self.weeks.field.setValue(schedule.weeks)

    def begin(self) -> None:
        """Take the keyboard, as the one who asked for the form expects."""
        self.times.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.times.field.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps and Esc leaves; on the page Enter would start a session."""
        if event.key() in _ENTER:
            if not event.isAutoRepeat():
                self._give()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        if self.keep.isEnabled():
            for count in (self.times, self.weeks):
                count.field.interpretText()
            self.given.emit(Schedule(self.times.field.value(), self.weeks.field.value()))
