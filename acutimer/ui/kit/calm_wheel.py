"""The wheel turns the page, never a value: one scrolls past a field and would change it unseen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class _Passing(QObject):
    """Lets turns of the wheel through to what lies around a field."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only the wheel; keys and buttons of the field work as ever."""
        del watched
        if event.type() != QEvent.Type.Wheel:
            return False
        event.ignore()
        return True


def leave_to_page(field: QWidget) -> None:
    """Let the wheel over a field scroll the page it stands on."""
    field.installEventFilter(_Passing(field))
