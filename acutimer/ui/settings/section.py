"""One section of the Settings page: its title, its rows, and what is chosen in it.

Must never keep a preference: each change is told at once by the names of what changed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QCheckBox, QWidget

from acutimer.core.preferences import Preferences
from acutimer.core.settings import Setting
from acutimer.ui.kit.pieces import column, holding, label, line, row, switch
from acutimer.ui.kit.segments import Segments
from acutimer.ui.kit.theme import Theme
from acutimer.ui.settings.rows import EDGE_PX, SettingRow


def inset(widget: QWidget) -> QWidget:
    """A piece that is no row, its left edge below those of the rows' words."""
    return holding(row(widget, margins=(EDGE_PX, 0, EDGE_PX, 0)))


class Section(QWidget):
    """Rows below a title."""

    #: new values by the names of preferences
    changed = Signal(dict)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[SettingRow] = []
        self._shows: list[Callable[[Preferences], object]] = []

    def show_preferences(self, preferences: Preferences) -> None:
        """Show what is chosen, without telling."""
        for show in self._shows:
            show(preferences)

    def set_theme(self, theme: Theme) -> None:
        """Draw the icons in other colours."""
        for one in self.rows:
            one.set_theme(theme)

    def change(self, **chosen: object) -> None:
        """Tell what the person chose."""
        self.changed.emit(chosen)

    def bind(
        self, setting: Setting[Any], told: SignalInstance, show: Callable[[Any], object]
    ) -> None:
        """What ``told`` brings is chosen; ``show`` gets what is chosen already."""
        kind = type(setting.default)
        told.connect(lambda value: self.change(**{setting.name: kind(value)}))
        self._shows.append(lambda preferences: show(getattr(preferences, setting.name)))

    def segments(self, setting: Setting[str]) -> Segments:
        """A row of buttons for what a setting may be."""
        segments = Segments(setting.choices, setting.title)
        self.bind(setting, segments.chosen, segments.choose)
        return segments

    def switch(self, setting: Setting[bool]) -> QCheckBox:
        """On or off."""
        box = switch(setting.title)
        self.bind(setting, box.clicked, box.setChecked)
        return box

    def row(self, setting: Setting[Any], *controls: QWidget, icon_name: str = "") -> SettingRow:
        """Another row of this section."""
        return self.keep(SettingRow(setting.title, setting.help, icon_name).add(*controls))

    def keep(self, row: SettingRow) -> SettingRow:
        """Let a row follow theme and room with the others."""
        self.rows.append(row)
        return row

    def lay_out(self, title: str, *items: QWidget | int) -> None:
        """Stand the items below the section's title, with a line between rows."""
        head = inset(label(title, "h1", wraps=True))
        lined: list[QWidget | int] = []
        for item in items:
            if lined and isinstance(lined[-1], SettingRow) and isinstance(item, SettingRow):
                lined.append(line())
            lined.append(item)
        self.setLayout(column(head, 10, *lined, spacing=2))
