"""The tray icon with what it leads to, and what a session shows in it.

Must never be the only way to anything, nor the place a window is lost in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPixmapCache

from acutimer.ui.kit.wording import NO_TRAY, clock_text
from acutimer.ui.window.tray import Tray

if TYPE_CHECKING:
    from acutimer.app.application import App
    from acutimer.ui.settings.page import SettingsPage

_SHOW_EVERY_MS = 1000


class TrayLink(QObject):
    """Connects the tray to the app; its timer runs only while a session does."""

    def __init__(self, app: App) -> None:
        super().__init__(app)
        self._app = app
        offered = [(one.id, one.name, clock_text(one.length_s)) for one in app.routines]
        tray = Tray(offered, self)
        tray.quick_chosen.connect(app.quick)
        tray.asked.connect(app.outside.act)
        tray.available_changed.connect(self._available_changed)
        tray.appear()
        self._tray = tray
        self._second = QTimer(self)
        self._second.setInterval(_SHOW_EVERY_MS)
        self._second.timeout.connect(self._show)
        app.runner.happened.connect(self._show)

    @property
    def is_there(self) -> bool:
        """Whether a tray leads back to a hidden window."""
        return self._tray.available()

    def hide_window(self) -> None:
        """Hide the window behind the icon."""
        self._app.window.hide()
        self._tray.look()
        # nobody sees what was painted with; left alone, Qt would wake every ten seconds for
        # minutes to throw it away bit by bit
        QPixmapCache.clear()

    def leave(self) -> None:
        """Take the icon away."""
        self._second.stop()
        self._tray.leave()

    def _available_changed(self, available: bool) -> None:
        """Without a tray a hidden window has to come back."""
        window = self._app.window
        page: SettingsPage | None = window.built("settings")  # type: ignore[assignment]
        if page is not None:
            page.show_tray(available)
        if not available and not window.isVisible():
            window.show()
            window.notices.say("tray", NO_TRAY)

    def _show(self, _: object = None) -> None:
        words = self._app.sessions.status_words()
        if words is None:
            self._second.stop()
            self._tray.show_idle()
            return
        self._second.start()
        self._tray.show_session(*words)
