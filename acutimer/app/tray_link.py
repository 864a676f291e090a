"""The tray icon with what it leads to, and what a session shows in it.

Must never be the only way to anything, nor the place a window is lost in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPixmapCache

from acutimer.app.session_commands import lead
from acutimer.app.spare_memory import give_back_memory
from acutimer.core.guidance.step_words import GET_READY, WHEN_READY, heading
from acutimer.core.routines import PhaseKind
from acutimer.core.session_state import Status
from acutimer.ui.kit.wording import NO_TRAY, clock_text, countdown_text
from acutimer.ui.window.tray import Tray

if TYPE_CHECKING:
    from acutimer.app.desk import Desk
    from acutimer.core.points import Atlas
    from acutimer.runtime.session_runner import SessionRunner

_SHOW_EVERY_MS = 1000


class TrayLink(QObject):
    """Connects the tray to the app; its timer runs only while a session does."""

    #: the id of a routine to begin
    quick_asked = Signal(str)
    #: the id of a command that is about the program and not about its session
    asked = Signal(str)
    #: whether there is a tray now
    found = Signal(bool)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        tray = Tray((), self)
        tray.quick_chosen.connect(self.quick_asked)
        tray.asked.connect(self._asked)
        tray.available_changed.connect(self._available_changed)
        self._tray = tray
        self._second = QTimer(self)
        self._second.setInterval(_SHOW_EVERY_MS)
        self._second.timeout.connect(self._show)
        desk.runner.happened.connect(self._show)

    def show_routines(self, offered: Sequence[tuple[str, str, int]]) -> None:
        """Offer routines as the window does: id, name, and how many seconds it is led."""
        self._tray.set_routines([(key, name, clock_text(length)) for key, name, length in offered])

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
        self._tray.look()
        # nobody sees what was painted with; left alone, Qt would wake every ten seconds for
        # minutes to throw it away bit by bit
        QPixmapCache.clear()
        give_back_memory()

    def say(self, title: str, words: str) -> None:
        """Say something beside the icon for a while."""
        self._tray.say(title, words)

    def leave(self) -> None:
        """Take the icon away."""
        self._second.stop()
        self._tray.leave()

    def _asked(self, command: str) -> None:
        if not lead(self._desk.runner, command):
            self.asked.emit(command)

    def _available_changed(self, available: bool) -> None:
        """Without a tray a hidden window has to come back."""
        window = self._desk.window
        self.found.emit(available)
        if not available and not window.isVisible():
            window.show()
            window.notices.say("tray", NO_TRAY)

    def _show(self, _: object = None) -> None:
        status = session_status(self._desk.runner, self._desk.content.atlas)
        if status is None:
            self._second.stop()
            self._tray.show_idle()
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
