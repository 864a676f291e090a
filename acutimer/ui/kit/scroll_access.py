"""Scrolled areas as assistive technology finds them: their parts stay countable.

Qt's own interface counts a scroll bar only while it shows, and looks up what it is asked for
without counting again: who asks for the bar a moment after it went ends the program (seen with
Qt 6.11.3).
An interface lives as long as its area, which therefore has to go before Python does: app.run
deletes the window. Must never hide anything from a screen reader.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QScrollArea


def scroll_area_interface(key: str, watched: QObject) -> QAccessibleInterface | None:
    """The interface of a scrolled area, by its children as of any widget; None for the rest."""
    if key == "QScrollArea" and isinstance(watched, QScrollArea):
        return QAccessibleWidget(watched, QAccessible.Role.Client)
    return None
