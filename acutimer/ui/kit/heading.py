"""A heading, which a screen reader can jump to.

Must never be a heading in looks only, or in name only.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QSizePolicy

from acutimer.ui.kit.pieces import wear


class Heading(QLabel):
    """A title over a part of a page; ``role`` is its type."""

    def __init__(self, text: str, role: str = "h2") -> None:
        super().__init__(text)
        wear(self, role)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(text)


def heading_interface(key: str, watched: QObject) -> QAccessibleInterface | None:
    """The interface of a heading; None for the rest."""
    if key == "Heading" and isinstance(watched, Heading):
        return QAccessibleWidget(watched, QAccessible.Role.Heading)
    return None
