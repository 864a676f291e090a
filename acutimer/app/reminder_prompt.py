"""Asks whether a reminder is welcome: by the desktop's notification, else in our own small window.

Must never take the keyboard, nor ask twice at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from acutimer.app.desk import Desk
    from acutimer.desktop.bus import Bus
    from acutimer.desktop.notifications import Notifications
    from acutimer.ui.reminder.prompt import ReminderPrompt

START, SNOOZE, SKIP, OPEN = "start", "snooze", "skip", "default"
ACTIONS = ((START, "Start"), (SNOOZE, "In 15 min"), (SKIP, "Not today"))
#: Then it leaves.
STAYS_MS = 60_000


class AskedNow(QObject):
    """One question at a time."""

    #: START, SNOOZE, SKIP, OPEN, and the desktop's leave to come forward
    answered = Signal(str, str)
    #: it left without an answer
    left = Signal()

    def __init__(self, desk: Desk, session_bus: Callable[[], Bus], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._session_bus = session_bus
        self._server: Notifications | None = None
        self.prompt: ReminderPrompt | None = None
        self._said = ("", "")
        # a server that was started again says of no notification that it left
        self._ends = QTimer(self, singleShot=True, interval=2 * STAYS_MS)
        self._ends.timeout.connect(self._forget)

    def ask(self, title: str, words: str) -> None:
        """Ask now."""
        self.withdraw()
        self._said = (title, words)
        self._ends.start()
        if self._server is None:
            from acutimer.desktop.notifications import Notifications

            self._server = Notifications(self._session_bus(), self)
            self._server.pressed.connect(self.answered)
            self._server.closed.connect(self.left)
            self._server.refused.connect(self._ask_here)
        # the default action is what a click beside the buttons does
        self._server.show(title, words, ((OPEN, "Open Acutimer"), *ACTIONS), STAYS_MS)

    def withdraw(self) -> None:
        """Take the question back; nothing is told of it."""
        self._ends.stop()
        if self._server is not None:
            self._server.withdraw()
        prompt, self.prompt = self.prompt, None
        if prompt is not None:
            prompt.blockSignals(True)
            prompt.close()

    def _ask_here(self) -> None:
        from acutimer.ui.reminder.prompt import ReminderPrompt

        self.prompt = prompt = ReminderPrompt(
            self._desk.window.theme, *self._said, ACTIONS, STAYS_MS
        )
        prompt.pressed.connect(self._pressed)
        prompt.closed.connect(self._left)
        prompt.appear()

    def _forget(self) -> None:
        self.withdraw()
        self.left.emit()

    def _pressed(self, key: str) -> None:
        self.prompt = None
        self.answered.emit(key, "")

    def _left(self) -> None:
        self.prompt = None
        self.left.emit()
