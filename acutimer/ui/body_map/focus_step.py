"""The keyboard moved along a row of controls over the body.

Must never know what the controls do.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def step_focus(row: Sequence[QWidget], *, forward: bool) -> bool:
    """Move the keyboard to the next of a row, or to the first; False at the end of the row."""
    outside = -1 if forward else 0
    here = next((at for at, one in enumerate(row) if one.hasFocus()), outside)
    target = here + (1 if forward else -1)
    if not 0 <= target < len(row):
        return False
    reason = Qt.FocusReason
    row[target].setFocus(reason.TabFocusReason if forward else reason.BacktabFocusReason)
    return True
