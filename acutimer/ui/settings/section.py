"""One section of the Settings page: its title, its rows, and what is chosen in it.

Must never keep a preference: each change is told at once by the names of what changed.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from acutimer.core.preferences import Preferences
from acutimer.ui.kit.pieces import column, label
from acutimer.ui.kit.theme import Theme
from acutimer.ui.settings.rows import SettingRow


class Section(QWidget):
    """Rows below a title."""

    #: new values by the names of preferences
    changed = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[SettingRow] = []

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen, without telling; a section without choices shows nothing."""

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        for one in self.rows:
            one.set_theme(theme)

    def change(self, **chosen: object) -> None:
        """Tell what the person chose."""
        self.changed.emit(chosen)

    def row(self, title: str, words: str, icon_name: str = "") -> SettingRow:
        """Another row of this section."""
        return self.keep(SettingRow(title, words, icon_name))

    def keep(self, made: SettingRow) -> SettingRow:
        """Let a row follow theme and room with the others."""
        self.rows.append(made)
        return made

    def lay_out(self, title: str, *items: QWidget | int) -> None:
        """Stand the items below the section's title."""
        head = label(title, "h1", wraps=True)
        head.setContentsMargins(4, 0, 0, 0)
        self.setLayout(column(head, 10, *items, spacing=2))
