"""Reading a long page without a mouse: keys that scroll, and text that Tab can reach.

Must never take a key that a control wants: pages ask here last.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QScrollArea


def scroll_by_key(area: QScrollArea, event: QKeyEvent) -> bool:
    """Scroll by arrows, page keys, Home and End; False when it is another key."""
    bar = area.verticalScrollBar()
    steps = {
        Qt.Key.Key_Up: -bar.singleStep() * 2,
        Qt.Key.Key_Down: bar.singleStep() * 2,
        Qt.Key.Key_PageUp: -bar.pageStep(),
        Qt.Key.Key_PageDown: bar.pageStep(),
        Qt.Key.Key_Home: -bar.maximum(),
        Qt.Key.Key_End: bar.maximum(),
    }
    step = steps.get(Qt.Key(event.key()))
    if step is None:
        return False
    bar.setValue(bar.value() + step)
    return True


def reach_by_tab(area: QScrollArea, name: str) -> None:
    """Let Tab stop at a text while there is more of it than can be seen."""
    area.setAccessibleName(name)

    def allow(_least: int, most: int) -> None:
        policy = Qt.FocusPolicy.TabFocus if most > 0 else Qt.FocusPolicy.NoFocus
        area.setFocusPolicy(policy)

    area.verticalScrollBar().rangeChanged.connect(allow)
