"""Where a reminder is made or changed: its name, when it comes, and what it offers.

Loaded only when one is made or changed. Must never keep one that cannot be: the field stays as it
was typed, with one sentence that says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from acutimer.core.reminder_reading import (
    DAYS,
    LEAST_MINUTES,
    MOST_HOURS,
    MOST_MINUTES,
    MOST_NAME,
    ReminderError,
    checked,
    hours_text,
    read_days,
    read_hours,
    read_time,
    read_times,
    time_text,
)
from acutimer.core.reminders import After, At, Every, FromPlan, Reminder, Rule
from acutimer.ui.kit.choices import Choice
from acutimer.ui.kit.flow import flowing
from acutimer.ui.kit.pieces import button, column, holding, label
from acutimer.ui.kit.spin import Spin

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_EVERY, _AT, _AFTER, _PLAN = "every", "at", "after", "plan"
_KINDS = (
    (_EVERY, "After some time at the computer"),
    (_AT, "At times of the day"),
    (_AFTER, "Hours after the last session"),
    (_PLAN, "From the plan, while the week has something left"),
)
_DAYS = (("weekdays", "On weekdays"), ("daily", "Every day"), ("weekend", "At weekends"))
WHERE = "Ask where it hurts"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_AS_LONG_AS = 120


class ReminderForm(QWidget):
    """The fields of one reminder; which of them show depends on when it comes."""

    #: the Reminder as typed
    given = Signal(object)
    cancelled = Signal()

    def __init__(
        self, reminder: Reminder, routines: Sequence[tuple[str, str]], now: datetime
    ) -> None:
        """``routines``: what it can offer, as (id, name)."""
        super().__init__()
        self._reminder = reminder
        self._now = now
        self.name = _edit("Name", reminder.name, "Neck pause")
        self.name.setMaxLength(MOST_NAME)
        self.kind = _choice("When it comes", _KINDS)
        self.minutes = _spin("Minutes", LEAST_MINUTES, MOST_MINUTES, " minutes")
        self.after = _spin("Hours after the last session", 1, MOST_HOURS, " hours")
        self.times = _edit("Times", "", "10:30, 15:00")
        self.days = _choice("Days", _DAYS)
        self.plan_at = _edit("Time of day", "", "16:00")
        self.offers = _choice("What it offers", (("", WHERE), *routines))
        self.hours = _edit("Working hours", hours_text(reminder.hours), "09:00-12:00, 13:00-17:00")
        self.unless = _spin("Skip it if I pressed within the last", 0, MOST_HOURS, " hours")
        self.unless.setSpecialValueText("never skip")
        self.fault = label("", "small", "nowWord", wraps=True)
        self.fault.hide()
        self.keep = button("Keep reminder", "soft")
        self.keep.clicked.connect(self._give)
        self.cancel = button("Cancel", "link", "Cancel (Esc)")
        self.cancel.setProperty("tall", True)
        self.cancel.clicked.connect(self.cancelled)
        self._rows: dict[str, list[QWidget]] = {
            _EVERY: [_field("After so many minutes", self.minutes)],
            _AT: [_field("Times", self.times), _field("Days", self.days)],
            _AFTER: [_field("Hours after the last session", self.after)],
            _PLAN: [_field("Time of day", self.plan_at)],
        }
        self._offer = _field("What it offers", self.offers)
        parts = (
            _field("Name", self.name),
            _field("When it comes", self.kind),
            *(one for rows in self._rows.values() for one in rows),
            self._offer,
            _field("Working hours; empty is the whole day", self.hours),
            _field("Skip it if I pressed within the last", self.unless),
            self.fault,
            flowing(self.keep, self.cancel, across=12, down=4),
        )
        self.setLayout(column(*parts, spacing=10, margins=(4, 8, 4, 8)))
        self._fill(reminder)
        self.kind.activated.connect(lambda _: self._show_kind())
        self._show_kind()

    def begin(self) -> None:
        """Take the keyboard, as the one who asked for the form expects."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps and Esc leaves."""
        if event.key() in _ENTER:
            if not event.isAutoRepeat():
                self._give()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    # --- in and out -------------------------------------------------------------------------

    def _fill(self, reminder: Reminder) -> None:
        self.minutes.setValue(50)
        self.after.setValue(4)
        self.plan_at.setText("16:00")
        self.times.setText("10:30, 15:00")
        match reminder.rule:
            case Every(minutes):
                _choose(self.kind, _EVERY)
                self.minutes.setValue(minutes)
            case After(hours):
                _choose(self.kind, _AFTER)
                self.after.setValue(hours)
            case FromPlan(at):
                _choose(self.kind, _PLAN)
                self.plan_at.setText(time_text(at))
            case At(times, days):
                _choose(self.kind, _AT)
                self.times.setText(", ".join(map(time_text, times)))
                self._show_days(days)
        self.unless.setValue(reminder.unless_done_h)
        if self.offers.findData(reminder.routine) < 0:
            self.offers.addItem(f"{reminder.routine} (not there any more)", reminder.routine)
        _choose(self.offers, reminder.routine)

    def _show_days(self, days: tuple[int, ...]) -> None:
        """Days of one's own, from a file or a terminal, are kept as a choice of their own."""
        names = ",".join(DAYS[day] for day in days)
        known = next((key for key, _ in _DAYS if read_days(key) == days), "")
        if not known:
            words = ", ".join(DAYS[day].capitalize() for day in days)
            self.days.addItem(f"On {words}", names)
        _choose(self.days, known or names)

    def _rule(self) -> Rule:
        match self.kind.currentData():
            case "every":
                return Every(self.minutes.value())
            case "after":
                return After(self.after.value())
            case "plan":
                return FromPlan(read_time(self.plan_at.text()))
            case _:
                return At(read_times(self.times.text()), read_days(self.days.currentData()))

    def _show_kind(self) -> None:
        kind = self.kind.currentData()
        for key, rows in self._rows.items():
            for one in rows:
                one.setVisible(key == kind)
        self._offer.setVisible(kind != _PLAN)  # that of the plan

    def _give(self) -> None:
        for spin in (self.minutes, self.after, self.unless):
            spin.interpretText()
        try:
            rule = self._rule()
            typed = self._reminder._replace(
                name=self.name.text().strip(),
                rule=rule,
                routine="" if isinstance(rule, FromPlan) else self.offers.currentData(),
                hours=read_hours(self.hours.text()),
                unless_done_h=self.unless.value(),
            )
            # another rule counts from now; two kinds with the same number are equal as tuples
            rule_before = self._reminder.rule
            changed = (type(rule), rule) != (type(rule_before), rule_before)
            given = typed._replace(since=self._now, last=None) if changed else typed
            self.given.emit(checked(given))
        except ReminderError as fault:
            self.fault.setText(str(fault))
            self.fault.setAccessibleName(str(fault))
            self.fault.show()


def _field(words: str, control: QWidget) -> QWidget:
    said = label(words, "small", "secondary", wraps=True)
    said.setBuddy(control)
    return holding(column(said, control, spacing=4))


def _edit(name: str, text: str, example: str) -> QLineEdit:
    edit = QLineEdit(text)
    edit.setAccessibleName(name)
    edit.setPlaceholderText(f"For example {example}")
    edit.setMaxLength(_AS_LONG_AS)
    return edit


def _spin(name: str, least: int, most: int, after: str) -> Spin:
    spin = Spin()
    spin.setRange(least, most)
    spin.setSuffix(after)
    spin.setAccessibleName(name)
    spin.setMinimumHeight(36)
    spin.setAlignment(Qt.AlignmentFlag.AlignCenter)
    spin.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return spin


def _choice(name: str, rows: Sequence[tuple[str, str]]) -> Choice:
    choice = Choice(name)
    for key, words in rows:
        choice.addItem(words, key)
    choice.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return choice


def _choose(choice: Choice, key: str) -> None:
    choice.setCurrentIndex(choice.findData(key))
