"""The list of keys over the window, made when somebody first wants to see it.

Must never know a key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from acutimer.ui.window.keys_panel import KeysPanel
    from acutimer.ui.window.main_window import MainWindow


class KeyList:
    """The panel, once there is one."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._panel: KeysPanel | None = None

    def toggle(self) -> None:
        """Come, or go: the same key does both."""
        from acutimer.ui.window.keys_panel import KeysPanel

        if self._panel is None:
            self._panel = KeysPanel(self._window)
            self._panel.signs_asked.connect(self._window.signs_asked)
        self._panel.toggle()

    def close(self) -> None:
        """Go, if it is there."""
        if self._panel is not None:
            self._panel.close_panel()
