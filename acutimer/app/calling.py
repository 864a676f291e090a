"""The number to call for help, from the region the computer is set to and from what was chosen.

Must never leave a page without a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from acutimer.core.calling import Call, call_for

if TYPE_CHECKING:
    from acutimer.app.choices import Choices
    from acutimer.core.emergency import Numbers


class Calling:
    """Reads the table when a number is first asked for."""

    def __init__(self, choices: Choices) -> None:
        self._choices = choices
        self._numbers: Numbers | None = None

    def now(self) -> Call:
        """The number as things stand."""
        if self._numbers is None:
            from acutimer.storage.safety_rules import load_numbers

            self._numbers, _ = load_numbers()
        here = QLocale.system().territory()
        code, name = QLocale.territoryToCode(here), QLocale.territoryToString(here)
        return call_for(self._numbers, code, name, self._choices.now.emergency_number)
