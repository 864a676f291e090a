"""The wheel turns the page, never a value: one scrolls past a field and would change it unseen."""

from __future__ import annotations

from PySide6.QtGui import QWheelEvent


class CalmWheel:
    """Goes before a field's own class: turns of the wheel are for what lies around the field."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only the wheel; keys and buttons of the field work as ever."""
        event.ignore()
