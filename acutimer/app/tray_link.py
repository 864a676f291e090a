"""The tray icon with what it leads to, and what a session shows in it.

Must never be the only way to anything, nor the place a window is lost in.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QPixmapCache
from shiboken6 import isValid

from acutimer.app.quick_rows import QUICK_ROWS
from acutimer.app.session_commands import lead
from acutimer.app.spare_memory import give_back_memory
from acutimer.core.guidance.step_words import GET_READY, WHEN_READY, heading
from acutimer.core.routines import PhaseKind
from acutimer.core.session_state import Status
from acutimer.ui.kit.wording import NO_TRAY, clock_text, countdown_text
from acutimer.ui.window.tray import Tray

if TYPE_CHECKING:
    from acutimer.app.desk import Desk
    from acutimer.app.outside import Outside
    from acutimer.core.points import Atlas
    from acutimer.desktop.tray_host import TrayHost
    from acutimer.runtime.session_runner import SessionRunner

_SHOW_EVERY_MS = 1000
#: A panel that is started again has its tray back by then.
_AWAY_MS = 1000
#: A panel may take the keyboard from the window with the very click that asks for it.
_JUST_LEFT_MS = 400


class TrayLink(QObject):
    """Connects the tray to the app; its timer runs only while a session does."""

    #: the id of a routine to begin
    quick_asked = Signal(str)
    #: the id of a command that is about the program and not about its session
    asked = Signal(str)
    #: how long reminders shall be quiet: a key of ui.window.tray.QUIETS
    quiet_asked = Signal(str)
    #: whether there is a tray now
    found = Signal(bool)

    def __init__(self, desk: Desk, outside: Outside, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._outside = outside
        self._host: TrayHost | None = None
        #: when another program took the keyboard from the window; None while none has
        self._left_ms: int | None = None
        #: the name of a reminder that is about to be offered
        self._due = ""
        #: started in the background, and no tray was there
        self._waits = False
        tray = Tray((), self)
        tray.quick_chosen.connect(self.quick_asked)
        tray.asked.connect(self._asked)
        tray.quiet_chosen.connect(self.quiet_asked)
        tray.clicked.connect(self._clicked)
        tray.available_changed.connect(self._available_changed)
        self._tray = tray
        self._second = QTimer(self)
        self._second.setInterval(_SHOW_EVERY_MS)
        self._second.timeout.connect(self._show)
        desk.runner.happened.connect(self._show)
        self._away = QTimer(self, singleShot=True)
        self._away.timeout.connect(self._bring_back)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._keyboard_moved)

    def show_routines(self, offered: Sequence[tuple[str, str, int]]) -> None:
        """Offer the first of the window's routines, its favourites before the others.

        Each with id, name, and how many seconds it is led.
        """
        rows = offered[:QUICK_ROWS]
        self._tray.set_routines([(key, name, clock_text(length)) for key, name, length in rows])

    def appear(self) -> None:
        """Show the icon, now or as soon as there is a tray."""
        self._tray.appear()

    @property
    def is_there(self) -> bool:
        """Whether a tray leads back to a hidden window."""
        return self._tray.available()

    def hide_window(self) -> None:
        """Hide the window behind the icon."""
        self._desk.window.hide()
        self.watch_host()
        self._tray.look()
        # nobody sees what was painted with; left alone, Qt would wake every ten seconds for
        # minutes to throw it away bit by bit
        QPixmapCache.clear()
        give_back_memory()

    def come_without_tray(self, *, minimised: bool) -> None:
        """No tray leads to a window that was never shown: it comes, and takes no keyboard."""
        self._waits = minimised
        self._bring_back()

    def say(self, title: str, words: str) -> None:
        """Say something beside the icon for a while."""
        self._tray.say(title, words)

    def show_due(self, name: str) -> None:
        """Hint that a reminder of that name is about to be offered; empty: none is."""
        self._due = name
        self._show()

    def leave(self) -> None:
        """Take the icon away."""
        for timer in (self._second, self._away):
            timer.stop()
        self._tray.leave()

    def _asked(self, command: str) -> None:
        if not lead(self._desk.runner, command):
            self.asked.emit(command)

    # --- a window that is never lost --------------------------------------------------------

    def watch_host(self) -> None:
        """From now on know whether icons on the bus are shown."""
        if self._host is None:
            from acutimer.desktop.tray_host import TrayHost

            self._host = host = TrayHost(self._outside.session_bus(), self)
            host.changed.connect(lambda: self._tray.host_changed(is_lacking=host.lacks_host))
        self._host.watch()

    def _available_changed(self, available: bool) -> None:
        self.found.emit(available)
        if available:
            self._waits = False
            self._away.stop()
            self._desk.window.notices.drop("tray")
        else:
            self._away.start(_AWAY_MS)

    def _bring_back(self) -> None:
        """Without a tray a hidden window has to come back; who types elsewhere keeps typing."""
        window = self._desk.window
        waits, self._waits = self._waits, False
        if window.isVisible() or self._tray.available():
            return
        if waits:
            window.showMinimized()
            window.notices.say("tray", NO_TRAY)
            return
        from acutimer.desktop.x11_focus import active_window

        # Wayland has no such display, and gives no window the keyboard unasked
        active = active_window(os.environ.get("DISPLAY", ""))
        window.come_back(with_keyboard=active in (0, int(window.winId())))
        window.notices.say("tray", NO_TRAY)

    def _clicked(self) -> None:
        """Hide the window, or bring it to the front where it is hidden or lies behind others."""
        window = self._desk.window
        if window.isVisible() and not window.isMinimized() and not self._lies_behind():
            self.hide_window()
        else:
            self._left_ms = None
            window.come_forward()

    def _lies_behind(self) -> bool:
        """Whether somebody works in another program's window, as far as we are told."""
        now_ms = self._desk.clock.monotonic_ms()
        return self._left_ms is not None and now_ms - self._left_ms > _JUST_LEFT_MS

    def _keyboard_moved(self, state: Qt.ApplicationState) -> None:
        if not isValid(self._desk.window):  # the program ends, and its window went first
            return
        is_ours = state is Qt.ApplicationState.ApplicationActive
        # a window that hides takes the keyboard from itself
        was_taken = not is_ours and self._desk.window.isVisible()
        self._left_ms = self._desk.clock.monotonic_ms() if was_taken else None
        if is_ours:
            self._tray.look()  # an X11 tray that came late says nothing

    def _show(self, _: object = None) -> None:
        status = session_status(self._desk.runner, self._desk.content.atlas)
        if status is None:
            self._second.stop()
            self._tray.show_idle(self._due)
            return
        self._second.start()
        self._tray.show_session(*status)


def session_status(runner: SessionRunner, atlas: Atlas) -> tuple[str, float, bool] | None:
    """What the tray shows of the session: words, part left, paused; None without one."""
    progress, state = runner.progress(), runner.state
    if progress is None or state is None or not runner.is_running:
        return None
    name = heading(atlas, state.routine.steps[progress.step], progress.phase.side)
    if progress.phase.kind is PhaseKind.LEAD_IN:
        name = f"{GET_READY} {name}"
    if progress.phase.waits:
        words = f"{WHEN_READY} {name}"
    else:
        words = f"{name} – {countdown_text(progress.left_ms)} left"
    words = f"{words} ({progress.step + 1} of {progress.steps})"
    return words, progress.fraction_left, progress.status is not Status.RUNNING
