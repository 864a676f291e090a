"""A length in minutes and seconds, or a count, between a button for less and one for more.

Must never hold a value outside its limits.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QSizePolicy, QWidget

from acutimer.core.step_limits import STEP_S
from acutimer.ui.kit.pieces import button, row, wear
from acutimer.ui.kit.spin import Spin
from acutimer.ui.kit.wording import clock_text

_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3})")


class _ClockSpin(Spin):
    """Seconds written as 1:30; a plain number typed is seconds."""

    #: what was typed lay outside and was drawn in to this value
    drawn_in = Signal(int)

    def textFromValue(self, value: int) -> str:  # noqa: N802 - Qt's name
        return clock_text(value)

    def valueFromText(self, text: str) -> int:  # noqa: N802 - Qt's name
        found = _CLOCK.fullmatch(text.strip())
        return int(found[1] or 0) * 60 + int(found[2]) if found else self.value()

    def validate(self, text: str, at: int) -> object:
        """Whatever may become a length can be typed; what lies outside is drawn in on leaving."""
        if _CLOCK.fullmatch(text.strip()):
            inside = self.minimum() <= self.valueFromText(text) <= self.maximum()
            state = QValidator.State.Acceptable if inside else QValidator.State.Intermediate
        elif re.fullmatch(r"\d{0,2}:?\d{0,3}", text.strip()):
            state = QValidator.State.Intermediate
        else:
            state = QValidator.State.Invalid
        return state, text, at

    def fixup(self, text: str) -> str:
        """What is too much or too little becomes the most or the least."""
        wanted = self.valueFromText(text)
        value = max(self.minimum(), min(wanted, self.maximum()))
        if value != wanted:
            self.drawn_in.emit(value)
        return clock_text(value)

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt's name
        """To the next whole five seconds."""
        value, step = self.value(), self.singleStep()
        whole = value // step * step if steps > 0 else -(-value // step) * step
        self.setValue(whole + steps * step)


class LengthBox(QWidget):
    """[−] [1:30] [+]; ``chosen`` tells the new value."""

    chosen = Signal(int)
    #: what was typed lay outside the limits and became this one
    drawn_in = Signal(int)
    #: the person begins to write or press another
    begun = Signal()

    def __init__(self, name: str, *, counts: bool = False) -> None:
        super().__init__()
        if counts:
            self.field = Spin()
        else:
            self.field = clock = _ClockSpin()
            clock.drawn_in.connect(self.drawn_in)
        self.field.lineEdit().textEdited.connect(lambda _: self.begun.emit())
        self.field.setSingleStep(1 if counts else STEP_S)
        wear(self.field, "h2")
        self.field.setKeyboardTracking(False)  # half a length is no length
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.less = button("−", name=f"{name}: less")
        self.more = button("+", name=f"{name}: more")
        for step_button, by in ((self.less, -1), (self.more, 1)):
            step_button.setProperty("square", True)
            step_button.setAutoRepeat(True)
            step_button.clicked.connect(
                lambda _=False, by=by: (self.begun.emit(), self.field.stepBy(by))
            )
        self.field.valueChanged.connect(self._changed)
        self.setLayout(row(self.less, (self.field, 1), self.more, spacing=8))
        self.rename(name)

    def rename(self, name: str) -> None:
        """What a screen reader calls it."""
        self.field.setAccessibleName(name)

    def show_value(self, value: int, least: int, most: int) -> None:
        """Show a value and its limits, without telling."""
        with QSignalBlocker(self.field):
            self.field.setRange(least, most)
            self.field.setValue(value)
        self._show_ends()

    def flush(self) -> None:
        """Take what was typed and not told yet."""
        self.field.interpretText()

    def _changed(self, value: int) -> None:
        self._show_ends()
        self.chosen.emit(value)

    def _show_ends(self) -> None:
        value = self.field.value()
        for step_button, at_end in (
            (self.less, value <= self.field.minimum()),
            (self.more, value >= self.field.maximum()),
        ):
            if at_end and step_button.hasFocus():
                self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            step_button.setEnabled(not at_end)
