"""The rows for what sounds: one for each layer, with its loudness and a button to hear it.

Must never play anything: a row asks for its test.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from acutimer.core.settings import Setting
from acutimer.ui.kit.pieces import button, switch
from acutimer.ui.settings.rows import SettingRow, share_slider

#: As wide as a switch, so that rows without one stand in line with the others.
_SWITCH_PX = 44


class LayerRow(SettingRow):
    """Volume and Test of one layer of sound; off, they have nothing to set."""

    #: 0 to 1
    volume_changed = Signal(float)
    test_wanted = Signal()

    def __init__(self, setting: Setting[Any], icon_name: str) -> None:
        super().__init__(setting.title, setting.help, icon_name)
        title = setting.title.lower()
        self.volume = share_slider(f"Volume: {title}", 0)
        self.volume.valueChanged.connect(lambda value: self.volume_changed.emit(value / 100))
        self.test = button("Test", "toolbar", name=f"Test: {title}")
        self.test.clicked.connect(self.test_wanted)
        self.test.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.add(self.volume, self.test)

    def leave_room_for_switch(self) -> None:
        """Keep in line with rows that can be switched off."""
        room = QWidget()
        room.setFixedWidth(_SWITCH_PX)
        self.add(room)

    def show_volume(self, volume: float, *, sounds: bool) -> None:
        """Show what is chosen, without telling."""
        with QSignalBlocker(self.volume):
            self.volume.setValue(round(volume * 100))
        self.allow(sounds)

    def allow(self, sounds: bool) -> None:
        """Whether there is anything to set."""
        self.volume.setEnabled(sounds)
        self.test.setEnabled(sounds)


class SoundRow(LayerRow):
    """A layer that can be switched off."""

    toggled = Signal(bool)

    def __init__(self, setting: Setting[bool], icon_name: str) -> None:
        super().__init__(setting, icon_name)
        self.on = switch(setting.title)
        self.on.clicked.connect(self._switch)
        self.add(self.on)

    def show_sound(self, on: bool, volume: float, *, sounds: bool = True) -> None:
        """Show what is chosen, without telling; ``sounds`` says that guidance lets it be heard."""
        self.on.setChecked(on)
        self.on.setEnabled(sounds)
        self.show_volume(volume, sounds=on and sounds)

    def _switch(self, on: bool) -> None:
        self.allow(on)
        self.toggled.emit(on)
