"""The plan as the Press page shows it: none, running, paused or ended, and what one may do with it.

Must never change a plan: it says what was asked. Must never say that something is missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from acutimer.core.plan import PlanState, schedule_words
from acutimer.core.routines import Schedule
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.painted import Painted
from acutimer.ui.kit.pieces import button, column, label
from acutimer.ui.kit.widths import em_px

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from acutimer.core.plan import PlanContent
    from acutimer.core.routines import Routine
    from acutimer.ui.kit.theme import Theme
    from acutimer.ui.press.plan_form import PlanForm

YOUR_PLAN, MAKE = "Your plan", "Make a plan"
_CHANGE, _KEEP, _OTHER = "Change", "Make this plan", "Keep these numbers"
_ACTS = {
    "pause": ("Pause", "Pause the plan"),
    "go_on": ("Go on", "Go on with the plan"),
    "end": ("End", "End the plan"),
    "numbers": ("Other numbers", "Plan other numbers"),
}
#: What a plan has at first where the routine's file proposes nothing.
_FIRST = Schedule(5, 6)
_PILL_EM, _GAP_EM, _HIGH_EM = 1.3, 0.35, 0.55


class _Pills(Painted):
    """One pill for each time of the week; the done ones are filled."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._done, self._of = 0, 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, done: int, of: int) -> None:
        """How many of how many."""
        self._done, self._of = done, of
        self.update()

    def paint(self, painter: QPainter) -> None:
        """As wide as they are drawn, or narrower where they are many."""
        em, line_px = em_px(self), 1.4
        share = min(em * (_PILL_EM + _GAP_EM), (self.width() + em * _GAP_EM) / self._of)
        wide, high = share * _PILL_EM / (_PILL_EM + _GAP_EM), em * _HIGH_EM
        colour = self._theme.colour("accent")
        painter.setPen(QPen(colour, line_px))
        for nth in range(self._of):
            painter.setBrush(colour if nth < self._done else Qt.BrushStyle.NoBrush)
            pill = QRectF(nth * share, 1, wide, high).adjusted(line_px / 2, 0, -line_px / 2, 0)
            r = min(pill.width(), pill.height()) / 2
            painter.drawRoundedRect(pill, r, r)

    def sizeHint(self) -> QSize:
        """High enough for a pill; as wide as there is room."""
        return QSize(0, round(em_px(self) * _HIGH_EM) + 3)


class PlanRow(QWidget):
    """The plan, and below it what may be changed once that is asked for."""

    #: what shall be done: pause, go_on or end
    asked = Signal(str)
    #: how often, for how long (Schedule): a plan of the chosen routine shall be made
    made = Signal(object)
    #: the same: the plan there is shall have these numbers
    renumbered = Signal(object)
    #: the form opened or closed: it needs other room
    form_toggled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._content: PlanContent | None = None
        self._routine: Routine | None = None
        self._renumbers = False
        self.form: PlanForm | None = None
        self.headline = label("", "bodyStrong", wraps=True)
        self.pills = _Pills(theme)
        self.detail = label("", "caption", "secondary", wraps=True)
        self.change = button("", "link")
        self.change.clicked.connect(self._open)
        self.acts = {key: button(text, "link", name=name) for key, (text, name) in _ACTS.items()}
        for key, act in self.acts.items():
            act.clicked.connect(lambda _=False, key=key: self._act(key))
        self._acts = flowing(*self.acts.values(), across=14, down=2)
        self._acts.hide()
        self._inside = column(
            label(YOUR_PLAN, "caption", "secondary"),
            self.headline, self.pills, self.detail, self.change, self._acts, None,
            spacing=5,
        )  # fmt: skip
        self.setLayout(self._inside)
        self._show()

    @property
    def has_form(self) -> bool:
        """Whether numbers are being written."""
        return self.form is not None and not self.form.isHidden()

    @property
    def can_be_made(self) -> bool:
        """Whether there is no plan, or none any more."""
        return self._content is None or self._content.is_over

    @property
    def words(self) -> str:
        """In few words, how it stands."""
        return self._content.headline if self._content is not None else MAKE

    def least_px(self) -> int:
        """The width in px from which it can stand beside something."""
        longest = self.headline.fontMetrics().horizontalAdvance(self.words)
        return longest + em_px(self) // 2

    def show_plan(self, content: PlanContent | None) -> None:
        """Take the plan as it stands today, or that there is none."""
        self._content = content
        self._show()

    def show_routine(self, routine: Routine | None) -> None:
        """The routine a plan would be made of; None where it cannot be planned."""
        if routine != self._routine:
            self._routine = routine
            self._fill()
            self._show()

    def open_form(self, *, renumbers: bool = False) -> None:
        """Ask for the numbers, of the plan there is or of a new one."""
        if self.form is None:
            from acutimer.ui.kit.tab_order import tab_after
            from acutimer.ui.press.plan_form import PlanForm

            self.form = PlanForm()
            self.form.given.connect(self._given)
            self.form.cancelled.connect(self._close_form)
            self._inside.insertWidget(self._inside.indexOf(self._acts), self.form)
            tab_after(self.change, self.form)
            self.form.show_schedule(_FIRST)
        self._renumbers = renumbers
        self._fill()
        self.form.show()
        self._show()
        self.form_toggled.emit()
        self.form.begin()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.pills.set_theme(theme)

    # --- what is shown ----------------------------------------------------------------------

    def _fill(self) -> None:
        """The routine's own proposal, or the numbers there are; else what was written stays."""
        form, content, routine = self.form, self._content, self._routine
        if form is None:
            return
        if self._renumbers and content is not None:
            form.show_whom(content.plan.routine_name, "", _OTHER)
            form.show_schedule(content.plan.schedule)
            return
        hint = "Another routine: choose it in the list."
        if routine is None:
            hint = "Choose a routine in the list. Points put together by hand cannot be planned."
        elif routine.plan is not None:
            hint = _proposal(routine.plan)
            form.show_schedule(routine.plan)
        form.show_whom(routine.name if routine is not None else "", hint, _KEEP)

    def _show(self) -> None:
        content, routine, writes = self._content, self._routine, self.has_form
        makes = writes and self.can_be_made
        self.headline.setVisible(content is not None and not makes)
        self.pills.setVisible(content is not None and not content.is_over)
        if content is not None:
            self.headline.setText(content.headline)
            self.headline.setAccessibleName(content.spoken)
            self.pills.show_count(content.shown, content.plan.schedule.times_a_week)
            self.detail.setText(content.detail)
        elif routine is not None and routine.plan is not None:
            self.detail.setText(f"{routine.name}. {_proposal(routine.plan)}")
        else:
            self.detail.clear()
        self.detail.setVisible(bool(self.detail.text()) and not makes)
        self.change.setText(MAKE if self.can_be_made else _CHANGE)
        self.change.setAccessibleName(MAKE if self.can_be_made else "Change the plan")
        self.change.setVisible(not writes)
        if self.can_be_made:
            self._acts.hide()
            self.change.setAccessibleDescription("")
        elif self._acts.isHidden():
            self.change.setAccessibleDescription("folded")
        is_paused = content is not None and content.plan.state is PlanState.PAUSED
        self.acts["pause"].setVisible(not is_paused)
        self.acts["go_on"].setVisible(is_paused)

    # --- what is asked ----------------------------------------------------------------------

    def _open(self) -> None:
        if self.can_be_made:
            self.open_form()
        else:
            self._unfold(self._acts.isHidden())

    def _unfold(self, is_open: bool) -> None:
        self._acts.setVisible(is_open)
        self.change.setAccessibleDescription("shown" if is_open else "folded")

    def _act(self, key: str) -> None:
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)
        self._unfold(False)
        if key == "numbers":
            self.open_form(renumbers=True)
        else:
            self.asked.emit(key)

    def _given(self, schedule: Schedule) -> None:
        told = self.renumbered if self._renumbers else self.made
        self._close_form()
        told.emit(schedule)

    def _close_form(self) -> None:
        assert self.form is not None  # it says so
        self.change.show()
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.hide()
        self._show()
        self.form_toggled.emit()


def _proposal(schedule: Schedule) -> str:
    return f"Suggested: {schedule_words(schedule)}."
