"""The theme and the text size of the window, as chosen and as the desktop has them.

Must never dress anything in a theme it wears already: that costs a blink.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from acutimer.core.text_sizes import stepped_size, whole_size
from acutimer.ui.kit.theme import choose_theme, load_theme
from acutimer.ui.window.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QStyleHints
    from PySide6.QtWidgets import QApplication

    from acutimer.app.desk import Desk
    from acutimer.core.preferences import Preferences
    from acutimer.core.wishes import Wishes
    from acutimer.desktop.bus import Bus


#: The page is whole by then, and nothing of the start waits for the desktop's answer.
_LISTEN_AFTER_MS = 1500


def first_window(qt_app: QApplication, chosen: Preferences) -> MainWindow:
    """The window as it is chosen, before anything is known of the desktop's wishes."""
    theme = load_theme(choose_theme(qt_app.styleHints(), chosen.theme))
    return MainWindow(qt_app, theme, chosen.text_size)


class Looks(QObject):
    """Follows the choice and the desktop."""

    #: the window wears another theme
    changed = Signal()

    def __init__(
        self, desk: Desk, hints: QStyleHints, session_bus: Callable[[], Bus], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._hints = hints
        self._session_bus = session_bus
        desk.choices.changed.connect(self._chosen)
        hints.colorSchemeChanged.connect(self._dress)
        desk.window.text_asked.connect(self._step_text)
        if (accessibility := hints.accessibility()) is not None:
            accessibility.contrastPreferenceChanged.connect(self._dress)
        QTimer.singleShot(_LISTEN_AFTER_MS, self, self._listen)

    def _chosen(self, before: Preferences, now: Preferences) -> None:
        if now.theme != before.theme:
            self._dress()
        if now.text_size != before.text_size:
            self._size_text()

    def _step_text(self, by: int) -> None:
        choices = self._desk.choices
        size = stepped_size(choices.now.text_size, by)
        choices.choose(choices.now._replace(text_size=size))

    def _size_text(self) -> None:
        choices, window = self._desk.choices, self._desk.window
        # on X11 the desktop's text scale is in the pixels that Qt counts with
        already = window.devicePixelRatioF() if QGuiApplication.platformName() == "xcb" else 1.0
        window.set_text_size(whole_size(choices.now.text_size, choices.wishes.text, already))

    # --- what the desktop wishes ------------------------------------------------------------

    def _listen(self) -> None:
        from acutimer.desktop.wishes import DesktopWishes

        wishes = DesktopWishes(self._session_bus(), self)
        wishes.changed.connect(self._heard)
        wishes.begin()

    def _heard(self, wishes: Wishes) -> None:
        self._desk.choices.hear_desktop(wishes)
        self._dress()
        self._size_text()

    def _dress(self) -> None:
        choices = self._desk.choices
        name = choose_theme(self._hints, choices.now.theme, strong=choices.wishes.contrast)
        if name != self._desk.window.theme.name:
            self._desk.window.set_theme(load_theme(name))
            self.changed.emit()
