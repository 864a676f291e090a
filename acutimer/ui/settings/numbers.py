"""Whole numbers that are set on the Settings page, with a button for less and one for more.

Must never know a preference by name: a box tells its new value.
"""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QSpinBox, QWidget

from acutimer.core.settings import Setting
from acutimer.ui.kit.calm_wheel import CalmWheel
from acutimer.ui.kit.pieces import button

#: Where stepping begins, and the narrowest that it ends at, millimetres.
THUMB_FIRST_MM, THUMB_LEAST_MM = 20, 12


class NumberBox(CalmWheel, QSpinBox):
    """A whole number between a setting's bounds; ``less`` and ``more`` stand beside it."""

    def __init__(self, setting: Setting[float], unit: str) -> None:
        super().__init__()
        self.setRange(*map(round, setting.bounds))
        self.setSuffix(f" {unit}")
        self.setKeyboardTracking(False)  # half a number is none
        # the style sheet takes the arrows away, which it could not draw; buttons stand beside
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.less = button("−", "toolbar", name=f"{setting.title}: less")
        self.more = button("+", "toolbar", name=f"{setting.title}: more")
        self.less.clicked.connect(lambda: self.stepBy(-1))
        self.more.clicked.connect(lambda: self.stepBy(1))
        self.setAccessibleName(setting.title)

    @property
    def controls(self) -> tuple[QWidget, QWidget, QWidget]:
        """The box between its buttons."""
        return self.less, self, self.more

    def show_number(self, value: float) -> None:
        """Show what is chosen, without telling."""
        with QSignalBlocker(self):
            self.setValue(round(value))


class ThumbBox(NumberBox):
    """The width of a thumb in whole millimetres; 0 stands for not measured."""

    def __init__(self, setting: Setting[float]) -> None:
        super().__init__(setting, "mm")
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
