"""The theme of the window, as chosen or as the desktop has it.

Must never dress anything in a theme it wears already: that costs a blink.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from acutimer.ui.kit.theme import choose_theme, load_theme

if TYPE_CHECKING:
    from PySide6.QtGui import QStyleHints

    from acutimer.app.desk import Desk
    from acutimer.core.preferences import Preferences


class Looks(QObject):
    """Follows the choice and the desktop."""

    #: the window wears another theme
    changed = Signal()

    def __init__(self, desk: Desk, hints: QStyleHints, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._hints = hints
        desk.choices.changed.connect(self._chosen)
        hints.colorSchemeChanged.connect(self._dress)

    def _chosen(self, before: Preferences, now: Preferences) -> None:
        if now.theme != before.theme:
            self._dress()

    def _dress(self) -> None:
        name = choose_theme(self._hints, self._desk.choices.now.theme)
        if name != self._desk.window.theme.name:
            self._desk.window.set_theme(load_theme(name))
            self.changed.emit()
