"""Whole numbers that are set on the Settings page, with a button for less and one for more.

Must never know a preference by name: a box tells its new value.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSpinBox

from acutimer.ui.kit.pieces import button

#: Where stepping begins, where it ends, and what can be entered, millimetres.
THUMB_FIRST_MM, THUMB_LEAST_MM, THUMB_MOST_MM = 20, 12, 40


class NumberBox(QSpinBox):
    """A whole number between two bounds; ``less`` and ``more`` stand beside it."""

    def __init__(self, name: str, least: int, most: int, unit: str) -> None:
        super().__init__()
        self.setRange(least, most)
        self.setSuffix(f" {unit}")
        self.setKeyboardTracking(False)  # half a number is none
        # the style sheet takes the arrows away, which it could not draw; buttons stand beside
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.less = button("−", "toolbar", name=f"{name}: less")
        self.more = button("+", "toolbar", name=f"{name}: more")
        self.less.clicked.connect(lambda: self.stepBy(-1))
        self.more.clicked.connect(lambda: self.stepBy(1))
        self.setAccessibleName(name)

    def show_number(self, value: float) -> None:
        """Show what is chosen, without telling."""
        self.blockSignals(True)
        self.setValue(round(value))
        self.blockSignals(False)


class ThumbBox(NumberBox):
    """The width of a thumb in whole millimetres; 0 stands for not measured."""

    def __init__(self, name: str) -> None:
        super().__init__(name, 0, THUMB_MOST_MM, "mm")
        self.setSpecialValueText("Not set")

    def stepBy(self, steps: int) -> None:  # noqa: N802 - Qt's name
        """From not set to a width that thumbs have, and back."""
        value = self.value()
        if value == 0 and steps > 0:
            self.setValue(THUMB_FIRST_MM)
        elif steps < 0 and value + steps < THUMB_LEAST_MM:
            self.setValue(0)
        else:
            super().stepBy(steps)
